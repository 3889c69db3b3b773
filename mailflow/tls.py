"""The TLS settings that IMAP, SMTP and the token request share."""

from __future__ import annotations

import ssl

from mailflow.errors import ConfigError
from mailflow.i18n import _


def context(ca_file: str = "") -> ssl.SSLContext:
    """Certificate and host name checked against the system's authorities and, if given, one more (PEM file).

    Raises ConfigError when that file cannot be read as certificates.
    """
    made = ssl.create_default_context()
    if ca_file:
        try:
            made.load_verify_locations(cafile=ca_file)
        except OSError as error:  # ssl.SSLError is one
            raise ConfigError(
                _("ca_file {file} cannot be used: {reason}.").format(file=ca_file, reason=error.strerror or error),
                _("Give a readable PEM file."),
            ) from None
    return made
