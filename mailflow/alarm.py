"""The second channel: when the mailbox or its server is the trouble, the mailbox cannot be how a human hears of it."""

from __future__ import annotations

import subprocess
import urllib.error
import urllib.request
from email.message import EmailMessage
from email.policy import SMTP

from mailflow import log
from mailflow.config import Config
from mailflow.errors import MailflowError
from mailflow.secrets import reader
from mailflow.smtp import Smtp

SECONDS = 30


def raise_(config: Config, subject: str, words: str | MailflowError) -> bool:
    """Tell a human over every configured way; True when at least one worked. Never raises: an alarm must not stop the rest."""
    log.error("alarm", subject=subject, words=words)
    text = f"mailflow ({config.association.name}): {words}\n"
    ways = [_command, _url, _mail]
    worked = [way(config, subject, text) for way in ways]  # all of them, not only until one works
    return any(worked)


def configured(config: Config) -> bool:
    settings = config.alarm
    return bool(settings.command or settings.url or (settings.smtp and settings.to))


def _command(config: Config, subject: str, text: str) -> bool:
    if not config.alarm.command:
        return False
    try:
        command = config.alarm.command  # IT's own words from the configuration, no shell
        subprocess.run(command, input=text.encode(), check=True, timeout=SECONDS, capture_output=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        log.error("alarm.command-failed", error=type(error).__name__)
        return False
    return True


def _url(config: Config, subject: str, text: str) -> bool:
    if not config.alarm.url.startswith(("https://", "http://")):
        return False
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    request = urllib.request.Request(config.alarm.url, data=text.encode(), headers=headers, method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return 200 <= int(answer.status) < 300
    except (urllib.error.URLError, OSError) as error:
        log.error("alarm.url-failed", error=type(error).__name__)
        return False


def _mail(config: Config, subject: str, text: str) -> bool:
    settings = config.alarm.smtp
    if settings is None or not config.alarm.to:
        return False
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = config.imap.address, ", ".join(config.alarm.to)
    mail["Subject"] = f"mailflow: {subject}"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    smtp = Smtp(settings, reader(settings.password) if settings.password else None, None)
    try:
        outcome = smtp.send(config.imap.address, config.alarm.to, bytes(mail), lambda: None)
    except MailflowError as error:
        log.error("alarm.mail-failed", error=type(error).__name__)
        return False
    finally:
        smtp.close()
    return outcome.state == "sent"
