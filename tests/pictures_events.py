"""Draw the pictures of docs/events.md anew: what the commands say, and the mail as a phone shows it (needs Chromium).

PYTHONPATH=tests:. python tests/pictures_events.py
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from clerk import Clerk
from pictures import PICTURES, draw

from mailflow.demo.servers import Servers
from mailflow.parsers import mail as parse_mail

BO, CITTA = "bo.carstensen@odder.example", "citta.dam@odder.example"
SLUG = "webinar-2026-10-26"
PHONE = "390,800"  # CSS pixels


def photograph(page: Path, name: str, *more: str) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is needed to show the mail as a phone does.")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={PHONE}", *more,
         f"--screenshot={PICTURES / name}", page.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip


def main() -> None:
    with Servers() as servers, tempfile.TemporaryDirectory() as folder:
        clerk = Clerk(Path(folder), servers)
        clerk.people()
        clerk.tick()
        clerk.run(
            "events", "add", "--kind", "webinar", "--title", "Webinar om budget 2027", "--start", "2026-10-26 08:00", "--end",
            "09:00", "--link", "https://moede.fkt.example/webinar", "--audience", "all", "--answer-by", "2026-10-20",
            "--description", "Vi gennemgår *budgettet* for 2027.\n\n- Oplæg ved Signe Holk\n- Spørgsmål og drøftelse",
        )  # fmt: skip
        plan = clerk.run("send-invites", "--dry-run", language="da").out
        draw("invites-plan", "mailflow send-invites --dry-run", plan)
        clerk.run("send-invites")
        page = Path(folder) / "mail.html"
        shown = parse_mail.parse(clerk.letter(BO)).html
        # The yellow bar says that this is a rehearsal; a real invitation has none.
        start = shown.index('<div style="padding:10px 16px;background:#fde68a')
        page.write_text(shown[:start] + shown[shown.index("</div>", start) + 6 :], "utf-8")
        photograph(page, "invitation-phone.png")
        photograph(page, "invitation-dark.png", "--force-dark-mode", "--blink-settings=preferredColorScheme=0")
        clerk.at("2026-08-29 09:00")
        clerk.say("Bo Carstensen", "Deltager fra kl. 8.30", clerk.letter(BO))
        clerk.say("Citta Dam", "Jeg må melde afbud.", clerk.letter(CITTA))
        draw("events-show", f"mailflow events show {SLUG}", clerk.run("events", "show", SLUG, language="da").out)


if __name__ == "__main__":
    main()
