"""Who sits at the keyboard: every verdict names a person, and this is the one when no other is named."""

from __future__ import annotations

import getpass
import os


def the_user() -> str:
    """The full name of the account if it has one, else its login name."""
    given = os.environ.get("MAILFLOW_USER")
    if given:
        return given
    try:
        import pwd

        full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
    except (ImportError, KeyError):
        full = ""
    return full or getpass.getuser()
