"""What follows from minutes, in words: the proposals, what is left, and who came according to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from mailflow.desks.consequences import Left
from mailflow.desks.regrets import Difference
from mailflow.i18n import _


def title(kind: str, facts: dict[str, Any]) -> str:
    """One line of a proposal that was read in minutes."""
    if kind in ("event", "event-moved"):
        clock = "–".join(part for part in (facts["start"], facts["end"]) if part)
        days = " – ".join(part for part in (facts["date"], facts["last_date"]) if part)
        when = " ".join(part for part in (days, clock, facts["place"]) if part)
        if kind == "event":
            return _("invitation: {title}, {when}").format(title=facts["title"], when=when)
        return _("{slug} stands for {was}; the minutes say {when}").format(
            slug=facts["slug"], was=facts["was"], when=when
        )
    if kind == "action":
        due = " " + _("(by {day})").format(day=facts["due"]) if facts["due"] else ""
        return _("to do: {who}: {what}").format(who=facts["who"] or "?", what=facts["what"]) + due
    return f"{facts['forum']}: {_change(facts)}"


def missing(kind: str, facts: dict[str, Any]) -> str:
    """The options that have to be given with the yes; "" for none."""
    if kind != "event":
        return ""
    options = [] if facts["start"] or facts["last_date"] else [_("--start TIME --end TIME, or --all-day")]
    if facts["start"] and not facts["end"]:
        options.append("--end TIME")
    if not facts["audience"]:
        options.append("--audience WHO")
    return ", ".join(options)


def left(found: Sequence[Left]) -> None:
    """What a human has to look at."""
    why = {
        "undated": _("without a sure day"), "called-off": _("called off in the calendar"),
        "not-decided": _("proposed, not decided"), "no-seat": _("the name or the forum is not sure"), "doubt": _("in doubt"),
    }  # fmt: skip
    for one in found:
        click.echo(f"! {why[one.why]}: {one.words}")


def differences(found: Sequence[Difference]) -> None:
    minutes = {"present": _("present"), "regrets": _("regrets"), "": _("not named")}
    calendar = {
        "accepted": _("comes"), "declined": _("regrets"), "tentative": _("perhaps"), "none": _("no answer"), "": _("not invited"),
    }  # fmt: skip
    for one in found:
        said = _("{name}: {minutes} in the minutes, {calendar} in the calendar")
        click.echo("! " + said.format(name=one.name, minutes=minutes[one.minutes], calendar=calendar[one.calendar]))


def became(done: dict[str, Any]) -> str:
    """What a yes has brought about, from ``store.follow.accept``."""
    if "event" in done:
        return _("The event is {slug}. Nobody hears of it before mailflow send-invites.").format(slug=done["event"])
    if "action" in done:
        return _("It is action {number}.").format(number=done["action"])
    return _("The register is changed: mailflow forums show {slug}").format(
        slug=done.get("seat", done.get("forum", "")).partition("/")[0]
    )


def _change(facts: dict[str, Any]) -> str:
    who = ", ".join(part for part in (facts["person"], facts["municipality"]) if part)
    if facts["change"] == "vacancy":
        return _("vacant seat")
    if facts["change"] == "removed":
        return _("{name} leaves").format(name=who) if facts["person"] else _("defunct")
    instead = " " + _("in place of {name}").format(name=facts["replaces"]) if facts["replaces"] else ""
    return _("{name} is appointed").format(name=who) + instead
