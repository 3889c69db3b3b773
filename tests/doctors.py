"""An installation in a folder of its own with real servers, and the doctor called to it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from mailflow import i18n
from mailflow.checks import Finding
from mailflow.cli import main
from mailflow.demo.servers import Servers
from mailflow.store.engine import Store

Findings = dict[str, list[Finding]]

CONFIG = """\
[association]
name = "Foreningen Kommunale Topchefer"

[imap]
host = "127.0.0.1"
port = {imap_port}
tls = "none"
address = "sekretariatet@fkt.example"
password = {{ file = "password" }}
{imap}
[smtp]
host = "127.0.0.1"
port = {smtp_port}
tls = "none"
password = {{ file = "password" }}
{smtp}
[website]
folder = "site"
url = "https://fkt.example/referater"

[alarm]
command = ["{python}", "-c", "import pathlib, sys; pathlib.Path('{alarm}').write_text(sys.stdin.read())"]
"""


class Office:
    """An installation in a folder of its own, and the doctor called to it."""

    def __init__(self, folder: Path, servers: Servers, capsys: pytest.CaptureFixture[str]) -> None:
        i18n.activate("en")  # the words below are the English ones
        self.folder, self.servers, self.capsys = folder, servers, capsys
        self.config, self.alarm = folder / "mailflow.toml", folder / "alarm.txt"
        self.store_file = folder / "data" / "mailflow" / "mailflow.db"
        self.password(servers.password)
        self.write()

    def password(self, value: str) -> None:
        file = self.folder / "password"
        file.write_text(value + "\n")
        file.chmod(0o600)

    def write(self, **words: Any) -> None:
        settings = {
            "imap_port": self.servers.imap_port,
            "smtp_port": self.servers.smtp_port,
            "imap": "",
            "smtp": "",
            **words,
        }
        self.config.write_text(CONFIG.format(alarm=self.alarm, python=sys.executable, **settings))

    def store(self) -> Store:
        return Store(f"sqlite:///{self.store_file}")

    def doctor(self, *options: str) -> tuple[int, Findings]:
        """The exit code, and the findings by name."""
        code = main.invoke(["--config", str(self.config), "doctor", "--json", *options])
        said = json.loads(self.capsys.readouterr().out)
        found: Findings = {}
        for check in said["checks"]:
            finding = Finding(**check)
            found.setdefault(finding.name, []).append(finding)
        assert said["ok"] == (code == 0)
        return code, found


def problems(found: Findings) -> dict[str, str]:
    """The first problem of each name, with its remedy."""
    return {
        name: f"{finding.what} | {finding.remedy}"
        for name, findings in found.items()
        for finding in reversed(findings)
        if finding.status == "problem"
    }
