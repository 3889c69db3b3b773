"""The command line itself: global options, what is imported, what an error looks like, and its exit code."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mailflow import errors
from mailflow.cli.main import COMMANDS, EX_SOFTWARE, INTERRUPTED

ROOT = Path(__file__).parent.parent
CONFIG = """\
rehearsal = {rehearsal}
[association]
name = "FKT"
[imap]
address = "sekretariatet@fkt.example"
host = "127.0.0.1"
port = 1
tls = "none"
password = {{ file = "secret" }}
[smtp]
host = "127.0.0.1"
port = 1
tls = "none"
password = {{ file = "secret" }}
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    """A user without anything of this machine's, who speaks English."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "XDG_", "MAILFLOW"))
    }
    return {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT), "LANGUAGE": "en", **more}


def mailflow(home: Path, *arguments: str, code: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """``mailflow`` as a process of its own; ``code`` is Python to run just before."""
    start = f"{code}\nfrom mailflow.cli.main import main\nmain()"
    command = [sys.executable, "-c", start, *arguments]
    return subprocess.run(
        command,
        env=environment(home, **more),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "mailflow.toml"
    path.write_text(CONFIG.format(rehearsal="false"))
    (tmp_path / "secret").write_text("hunter2\n")
    (tmp_path / "secret").chmod(0o600)
    return path


def test_version_and_an_unknown_command(tmp_path):
    assert re.fullmatch(r"mailflow, version \d+\.\d+\.\d+\n", mailflow(tmp_path, "--version").stdout)
    done = mailflow(tmp_path, "minuts")
    assert done.returncode == 2
    assert "No such command 'minuts'" in done.stderr


def test_help_lists_every_command(tmp_path):
    done = mailflow(tmp_path, "--help")
    assert done.returncode == 0, done.stderr
    assert re.findall(r"^  ([a-z][a-z-]*)  ", done.stdout, flags=re.M) == list(COMMANDS)


def test_only_the_command_that_is_asked_for_is_imported(tmp_path):
    code = "import atexit, sys; atexit.register(lambda: print(*sorted(sys.modules)))"
    loaded = mailflow(tmp_path, "init", "--help", code=code).stdout.split()
    assert "mailflow.cli.init" in loaded
    assert not {"sqlalchemy", "imapclient", "aiosmtplib", "rich", "mailflow.cli.minutes", "mailflow.daemon"} & set(
        loaded
    )


def test_an_error_is_two_sentences_and_its_exit_code(tmp_path):
    done = mailflow(tmp_path, "--config", "nowhere.toml", "tick")
    assert done.returncode == errors.ConfigError.exit_code == 78
    assert done.stderr.splitlines() == [
        f"Error: {tmp_path}/nowhere.toml cannot be read: No such file or directory.",
        "Run mailflow init to make one, or name another with --config.",
    ]
    assert done.stdout == ""


def test_without_any_configuration_it_says_where_it_looked(tmp_path):
    done = mailflow(tmp_path, "tick", XDG_CONFIG_HOME=str(tmp_path / "settings"))
    assert done.returncode == 78
    assert f"{tmp_path}/settings/mailflow/mailflow.toml" in done.stderr
    assert "mailflow init" in done.stderr


def test_all_mistakes_of_a_configuration_are_told(tmp_path, config):
    config.write_text(config.read_text().replace("port = 1", 'port = "one"').replace("host", "hots"))
    done = mailflow(tmp_path, "--config", str(config), "tick")
    assert done.returncode == 78
    assert re.findall(r"^  line \d+: ([a-z.]+):", done.stderr, flags=re.M) == [
        "imap.host", "imap.hots", "imap.port", "smtp.host", "smtp.hots", "smtp.port",
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["run", "doctor"])
def test_only_a_rehearsal_may_choose_its_time(tmp_path, config, command):
    done = mailflow(tmp_path, "--config", str(config), "--now", "2026-09-05T08:00:00+02:00", command)
    assert done.returncode == errors.RefusedError.exit_code == 77
    assert "rehearsal = true" in done.stderr
    assert not list(tmp_path.rglob("*.db")), "refused before anything was opened"


@pytest.mark.parametrize("moment", ["2026-09-05T08:00:00", "tomorrow", "2026-13-05T08:00:00Z", "2026-09-05"])
def test_a_time_without_its_offset_is_not_guessed(tmp_path, config, moment):
    config.write_text(CONFIG.format(rehearsal="true"))
    done = mailflow(tmp_path, "--config", str(config), "--now", moment, "init")
    assert done.returncode == errors.InputError.exit_code == 65
    assert "2026-09-05T00:00:01+02:00" in done.stderr


def test_the_configuration_may_come_from_the_environment(tmp_path, config):
    done = mailflow(tmp_path, "review", MAILFLOW_CONFIG=str(config), XDG_DATA_HOME=str(tmp_path / "data"))
    assert done.returncode == 0, done.stderr
    assert "Nothing waits for you." not in done.stderr
    assert (tmp_path / "data" / "mailflow" / "mailflow.db").exists()


def test_a_mistake_of_ours_is_one_sentence_and_a_private_file(tmp_path):
    code = "import mailflow.cli.main as main\ndef broken(arguments): return 1 / 0\nmain.invoke = broken"
    done = mailflow(tmp_path, "tick", code=code, XDG_DATA_HOME=str(tmp_path / "data"))
    assert done.returncode == EX_SOFTWARE == 70
    file = tmp_path / "data" / "mailflow" / "errors.log"
    assert done.stderr.splitlines() == [
        "Error: mailflow made a mistake (ZeroDivisionError). Please report it, with the details.",
        f"The details are in {file}.",
    ]
    assert file.stat().st_mode & 0o777 == 0o600
    assert "ZeroDivisionError: division by zero" in file.read_text()


def test_where_that_file_cannot_be_written_the_details_are_shown(tmp_path):
    (tmp_path / "data").write_text("not a folder")
    code = "import mailflow.cli.main as main\ndef broken(arguments): return 1 / 0\nmain.invoke = broken"
    done = mailflow(tmp_path, "tick", code=code, XDG_DATA_HOME=str(tmp_path / "data"))
    assert done.returncode == 70
    assert "division by zero" in done.stderr


def test_control_c_ends_quietly(tmp_path):
    """Sent by a real keyboard's signal, while init waits for an answer."""
    start = "from mailflow.cli.main import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", start, "init", "--output", str(tmp_path / "x.toml")],
        env=environment(tmp_path), cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.read(5) == "The a"  # the first question
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == INTERRUPTED == 130
    assert said.strip().endswith("Stopped.")
    assert "Traceback" not in said


def test_a_reader_who_stops_reading_is_no_error(tmp_path):
    """The pipe is closed before the first line: what `mailflow … | head` comes to when head is quick."""
    reading, writing = os.pipe()
    os.close(reading)
    start = "from mailflow.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", start, "--help"], env=environment(tmp_path, PYTHONUNBUFFERED="1"), cwd=tmp_path,
        stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == ""


def test_every_exit_code_is_documented():
    table = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", table, flags=re.M)}
    raised = {
        kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)
    }
    assert documented == raised | {0, 2, EX_SOFTWARE, INTERRUPTED, 1}


# --- init


ANSWERS = ("--association", "Foreningen \"Kommunale\" Topchefer", "--address", "sekretariatet@fkt.example",
           "--imap", "imap.fkt.example", "--smtp", "smtp.fkt.example", "--auth", "password",
           "--secret-file", "secret")  # fmt: skip


def test_init_writes_a_configuration_that_loads(tmp_path):
    from mailflow import configfile

    path = tmp_path / "new" / "mailflow.toml"
    done = mailflow(
        tmp_path, "init", *ANSWERS, "--website", "site", "--url", "https://www.fkt.example", "--output", str(path)
    )
    assert done.returncode == 0, done.stderr
    config = configfile.load(path, {})
    assert config.association.name == 'Foreningen "Kommunale" Topchefer'
    assert (config.imap.host, config.smtp.host) == ("imap.fkt.example", "smtp.fkt.example")
    assert config.website.folder == str(tmp_path / "new" / "site")
    assert config.language == "en"
    assert path.stat().st_mode & 0o007 == 0, "nobody else on this machine reads it"
    assert f"--config '{path}' doctor" in done.stdout
    assert "install -m 600" in done.stdout


def test_init_asks_for_what_it_was_not_told(tmp_path):
    from mailflow import configfile

    command = [sys.executable, "-c", "from mailflow.cli.main import main; main()", "init"]
    path = tmp_path / "mailflow.toml"
    answers = ["FKT", "sekretariatet@fkt.example", "outlook.office365.com", "", "", "", "app-id", "", "", ""]
    done = subprocess.run(
        [*command, "--output", str(path)], env=environment(tmp_path, LANGUAGE="da"), cwd=tmp_path,
        input="\n".join(answers) + "\n", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    config = configfile.load(path, {})
    assert config.language == "da"
    assert (config.smtp.host, config.imap.auth, config.imap.microsoft365) == ("smtp.office365.com", "oauth", True)
    assert (config.oauth.tenant, config.oauth.client_id) == ("fkt.example", "app-id")
    assert config.oauth.client_secret.file == str(tmp_path / "mailbox-secret")


def test_init_replaces_nothing_unasked(tmp_path, config):
    before = config.read_text()
    more = ("--website", "", "--url", "", "--output", str(config))
    done = mailflow(tmp_path, "init", *ANSWERS, *more)
    assert done.returncode == 77
    assert "--force" in done.stderr
    assert config.read_text() == before
    assert mailflow(tmp_path, "init", *ANSWERS, *more, "--force").returncode == 0
    assert config.read_text() != before


def test_init_writes_nothing_that_would_not_load(tmp_path):
    path = tmp_path / "mailflow.toml"
    done = mailflow(
        tmp_path, "init", *ANSWERS, "--address", "not an address", "--website", "", "--url", "x", "--output", str(path)
    )
    assert done.returncode == 65
    assert "imap.address" in done.stderr
    assert "website.url" in done.stderr
    assert list(tmp_path.iterdir()) == []
