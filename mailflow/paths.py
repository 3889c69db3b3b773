"""Where things lie: the XDG Base Directory Specification for a person, /etc and /var/lib for a machine's service."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

SYSTEM_CONFIG = Path("/etc/mailflow/mailflow.toml")
SYSTEM_DATA = Path("/var/lib/mailflow")


def config_candidates(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Where the configuration is looked for when nobody says where: the first that exists counts.

    $MAILFLOW_CONFIG is not among others: who sets it means that file and no other.
    """
    if environment.get("MAILFLOW_CONFIG"):
        return [Path(environment["MAILFLOW_CONFIG"])]
    return [_xdg(environment, "XDG_CONFIG_HOME", ".config") / "mailflow" / "mailflow.toml", SYSTEM_CONFIG]


def find_config(given: Path | None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The configuration file in use, or None when there is none."""
    if given is not None:
        return given
    return next((path for path in config_candidates(environment) if path.is_file()), None)


def data_folder(config: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the store, the site and the error log.

    systemd's $STATE_DIRECTORY wins. A configuration below /etc belongs to the machine, so its data lie in
    /var/lib/mailflow whoever calls: a command given by hand must never open another store than the service's.
    """
    if environment.get("STATE_DIRECTORY"):
        return Path(environment["STATE_DIRECTORY"].split(":")[0])
    if config is not None and config.resolve().is_relative_to("/etc"):
        return SYSTEM_DATA
    return _xdg(environment, "XDG_DATA_HOME", ".local/share") / "mailflow"


def _xdg(environment: Mapping[str, str], variable: str, default: str) -> Path:
    # "All paths set in these environment variables must be absolute"; a relative one is to be ignored.
    value = environment.get(variable, "")
    return Path(value) if value.startswith("/") else Path.home() / default
