"""A private Dovecot in a temporary folder: IMAP, LMTP for Postfix to deliver to, and SASL for Postfix to ask.

It takes the password or an access token (XOAUTH2) that ``issuer.TokenIssuer`` signed.
"""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from servers.issuer import ISSUER, SIGNING_KEY

PROGRAM = "/usr/sbin/dovecot"
FOLDERS = ("Sent", "Junk", "Trash", "Drafts")

_CONF = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{cert}
ssl_key = <{cert}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0 secs
mail_location = maildir:{folder}/current/mail
mail_fsync = never
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
{internal}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u {folder}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf.ext
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/current allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service auth {{
  inet_listener {{
    port = {auth}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@fkt.example
}}
namespace inbox {{
  inbox = yes
  separator = /
{mailboxes}
}}
"""

_OAUTH = f"""\
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={{folder}}/keys/
username_attribute = preferred_username
username_format = %u
issuers = {ISSUER}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def until(condition: object, what: str, seconds: float = 60) -> None:
    """Wait for a function to be true. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.01)


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


class Dovecot:
    """``folder`` must be one that other users may enter. ``cert`` is a PEM file with certificate and key."""

    def __init__(self, folder: Path, user: str, password: str, cert: Path) -> None:
        self.folder, self.user, self.password = folder, user, password
        self.imap_port, self.imaps_port, self.lmtp_port, self.auth_port = (free_port() for _ in range(4))
        self._boxes = 0
        root = os.geteuid() == 0
        me = f"default_internal_user = {os.getlogin()}" if not root else ""
        numbers = {"uid": 65534 if root else os.getuid(), "gid": 65534 if root else os.getgid()}
        mailboxes = "\n".join(
            f"  mailbox {name} {{\n    auto = subscribe\n    special_use = \\{name}\n  }}" for name in FOLDERS
        )
        (folder / "dovecot.conf").write_text(
            _CONF.format(
                folder=folder, cert=cert, internal=me, mailboxes=mailboxes, imap=self.imap_port, imaps=self.imaps_port,
                lmtp=self.lmtp_port, auth=self.auth_port, **numbers,
            )
        )  # fmt: skip
        (folder / "oauth2.conf.ext").write_text(_OAUTH.format(folder=folder))
        (folder / "users").write_text(f"{user}:{{PLAIN}}{password}\n")
        key = folder / "keys" / "default" / "HS256" / "default"
        key.parent.mkdir(parents=True)
        key.write_bytes(base64.b64encode(SIGNING_KEY))
        self._owner = numbers

    def start(self) -> None:
        self.reset()
        subprocess.run([PROGRAM, "-c", str(self.folder / "dovecot.conf")], check=True, timeout=20)
        until(lambda: answers(self.imap_port) and answers(self.lmtp_port), "Dovecot does not answer")

    def stop(self) -> None:
        try:
            os.kill(int((self.folder / "run" / "master.pid").read_text()), signal.SIGTERM)
        except (FileNotFoundError, ProcessLookupError):
            return

    def reset(self) -> None:
        """An empty mailbox: a new home, which the next login sees."""
        self._boxes += 1
        home = self.folder / f"box{self._boxes}"
        home.mkdir(mode=0o755)
        os.chown(home, self._owner["uid"], self._owner["gid"])
        link, fresh = self.folder / "current", self.folder / "next"
        old = link.resolve() if link.is_symlink() else None
        fresh.symlink_to(home.name)
        fresh.replace(link)
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)

    def doveadm(self, *arguments: str, allowed: bool = False) -> str:
        done = subprocess.run(
            ["/usr/bin/doveadm", "-c", str(self.folder / "dovecot.conf"), *arguments],
            capture_output=True, text=True, timeout=20,
        )  # fmt: skip
        if done.returncode and not allowed:
            raise RuntimeError(done.stderr)
        return done.stdout
