"""A private Postfix in a temporary folder, the secretariat's submission server: it asks Dovecot who may send, hands the
secretariat's own mail to Dovecot by LMTP, and everybody else's to a sink. Nothing leaves the machine.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from servers.dovecot import answers, until

MASTER = "/usr/lib/postfix/sbin/master"
PROGRAM = "/usr/sbin/postfix"

_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = {folder}
maillog_file = {folder}/postfix.log
myhostname = mx.fkt.example
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
alias_maps =
local_recipient_maps =
local_header_rewrite_clients =
in_flow_delay = 0
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth}
smtpd_tls_security_level = may
smtpd_tls_chain_files = {cert}
smtpd_delay_reject = no
smtpd_sender_restrictions = permit_sasl_authenticated, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{policy}, permit_sasl_authenticated, reject
smtpd_client_connection_rate_limit = 0
smtpd_error_sleep_time = 0
transport_maps = texthash:{folder}/transport
default_transport = smtp:[127.0.0.1]:{sink}
recipient_bcc_maps = regexp:{folder}/copies
smtp_tls_security_level = none
"""

_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

COPIES = "copies.example"


class Postfix:
    """Listens on ``port``. Each recipient also gets a blind copy at ``COPIES``, user=domain@copies.example, so that the
    sink learns of every recipient, the ones that Dovecot serves included."""

    def __init__(
        self, folder: Path, address: str, cert: Path, *, port: int, lmtp: int, auth: int, policy: int, sink: int
    ) -> None:
        self.folder, self.port = folder, port
        self._conf = folder / "postfix"
        self._conf.mkdir()
        for name in ("queue", "data"):
            (folder / name).mkdir()
        shutil.chown(folder / "data", "postfix")
        (self._conf / "main.cf").write_text(_MAIN.format(folder=folder, cert=cert, auth=auth, policy=policy, sink=sink))
        (self._conf / "master.cf").write_text(_MASTER.format(port=port))
        (folder / "transport").write_text(f"{address} lmtp:inet:127.0.0.1:{lmtp}\n")
        (folder / "copies").write_text(f"/^(.+)@(.+)$/ ${{1}}=${{2}}@{COPIES}\n")

    def start(self) -> None:
        subprocess.run([PROGRAM, "-c", str(self._conf), "check"], check=True, timeout=20, capture_output=True)
        subprocess.run([MASTER, "-c", str(self._conf), "-w"], check=True, timeout=20, capture_output=True)
        until(lambda: answers(self.port), "Postfix does not answer")

    def stop(self) -> None:
        try:
            pid = int((self.folder / "queue" / "pid" / "master.pid").read_text())
            os.kill(pid, signal.SIGTERM)
        except (FileNotFoundError, ProcessLookupError):
            return
        until(lambda: not _alive(pid), "Postfix does not stop")

    def settled(self) -> bool:
        """Nothing is on its way. Raises RuntimeError when Postfix could not get rid of a mail."""
        if any(entry.is_file() for entry in (self.folder / "queue" / "deferred").rglob("*")):
            raise RuntimeError((self.folder / "postfix.log").read_text())
        queues = [self.folder / "queue" / name for name in ("maildrop", "incoming", "active")]
        return not any(entry.is_file() for queue in queues for entry in queue.rglob("*"))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
