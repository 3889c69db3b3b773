"""Where secrets come from, and that they show nowhere else."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import pytest

from mailflow import config, secrets
from mailflow.errors import ConfigError, TemporaryError

SECRET = "kanariefugl-æøå-4711"


def _file(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    path = folder / "secret"
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_a_private_file_gives_its_first_line(tmp_path: Path) -> None:
    path = _file(tmp_path, f"{SECRET}\r\nanother line\n".encode())
    assert secrets.read(config.Secret(file=str(path))) == SECRET


def test_a_file_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, SECRET.encode(), 0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        secrets.read(config.Secret(file=str(path)), "imap.password")


def test_a_systemd_credential_is_found_below_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # systemd makes the folder private and its files 0440 or 0400.
    _file(tmp_path, SECRET.encode(), 0o440)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert secrets.read(config.Secret(credential="secret")) == SECRET
    with pytest.raises(ConfigError, match="slash"):
        secrets.read(config.Secret(credential="../secret"))


def test_a_credential_outside_systemd_says_what_to_add(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with pytest.raises(ConfigError, match="LoadCredential=imap:"):
        secrets.read(config.Secret(credential="imap"))


def test_a_command_runs_without_a_shell() -> None:
    code = "import sys; print(sys.argv[1]); print('second')"
    assert secrets.read(config.Secret(command=[sys.executable, "-c", code, f"{SECRET} $HOME;"])) == f"{SECRET} $HOME;"


def test_a_command_that_hangs_is_temporary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "COMMAND_SECONDS", 0.2)
    with pytest.raises(TemporaryError):
        secrets.read(config.Secret(command=[sys.executable, "-c", "import time; time.sleep(60)"]))


@pytest.mark.parametrize(
    "given",
    [
        config.Secret(),
        config.Secret(file="a", credential="b"),
        config.Secret(file="/no/such/file"),
        config.Secret(command=["/no/such/command"]),
        config.Secret(command=[sys.executable, "-c", "raise SystemExit(3)"]),
        config.Secret(command=[sys.executable, "-c", "print()"]),
    ],
)
def test_what_cannot_work_is_a_mistake_in_the_configuration(given: config.Secret) -> None:
    with pytest.raises(ConfigError, match=r"imap\.password"):
        secrets.read(given, "imap.password")


def test_no_error_shows_the_secret(tmp_path: Path) -> None:
    shout = f"import sys; print({SECRET!r}); sys.exit({SECRET!r})"
    garbled = f"import sys; sys.stdout.buffer.write({SECRET!r}.encode('latin-1'))"
    for given in (
        config.Secret(file=str(_file(tmp_path, SECRET.encode("latin-1")))),
        config.Secret(command=[sys.executable, "-c", shout]),
        config.Secret(command=[sys.executable, "-c", garbled]),
    ):
        with pytest.raises(ConfigError) as caught:
            secrets.read(given)
        shown = "".join(traceback.format_exception(caught.value))
        assert "kanariefugl" not in shown + repr(caught.value)


def test_a_command_that_fails_shows_nothing_of_what_it_said() -> None:
    with pytest.raises(ConfigError) as caught:
        secrets.read(config.Secret(command=["/bin/sh", "-c", f"echo {SECRET}; echo {SECRET} >&2; exit 9"]))
    assert str(caught.value) == "secret: the command /bin/sh failed with exit code 9. Run it by hand."
