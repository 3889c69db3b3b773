"""Draw anew what docs/events.md shows of Thunderbird: an invitation with its buttons, in Danish.

PYTHONPATH=tests:. python -m interop.pictures
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from interop.meetings import ANNA, CPH, OFFICE, entry, mail
from interop.member import at_her_desk
from interop.screen import Screen

PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"


def main() -> None:
    told = entry(
        "webinar", "Webinar om budget 2027", datetime(2026, 10, 26, 8, 0, tzinfo=CPH),
        datetime(2026, 10, 26, 9, 0, tzinfo=CPH), place="", link="https://moede.fkt.example/webinar",
        description="Kontorchef Lise Holm gennemgår finansloven. Bagefter er der tid til spørgsmål.",
        answer_by=datetime(2026, 10, 20, 12, 0, tzinfo=CPH),
    )  # fmt: skip
    with (
        tempfile.TemporaryDirectory() as folder,
        Screen() as screen,
        at_her_desk(ANNA, OFFICE.address, "da", Path(folder) / "anna", screen.display) as anna,
    ):
        anna.receives(mail(told, "invite"))
        anna.program.enlarge(820, 900)
        anna.program.picture(PICTURES / "invitation-thunderbird.png")


if __name__ == "__main__":
    main()
