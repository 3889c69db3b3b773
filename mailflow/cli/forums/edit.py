"""``mailflow forums add|edit|retire|revive|seat|vacate|correct``: each change keeps its reason and evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click
from sqlalchemy.orm import Session

from mailflow.cli import forumwords as words
from mailflow.cli import show as screen
from mailflow.cli.context import Context
from mailflow.cli.forums import options
from mailflow.cli.forums.options import FORUM, SEAT, who, why
from mailflow.cli.parameters import DAY
from mailflow.desks.forums import label, open_tenure
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import Forum, Tenure
from mailflow.parsers import membercells
from mailflow.store import forumedit, forums, people

ON = click.option("--on", "day", type=DAY, metavar="DATE", required=True, help=_("From that day on."))


def _forum_options(function: Callable[..., Any]) -> Callable[..., Any]:
    listed = [
        click.option("--organisation", help=_("Whose forum it is.")),
        click.option("--contact-name", help=_("Whom to write to there.")),
        click.option("--contact-address", help=_("The e-mail address of the forum's own secretariat.")),
        click.option("--contact-phone", help=_("Its telephone.")),
        click.option("--purpose", help=_("What the forum does; it stands in the call for candidates.")),
        click.option("--notes", help=_("For the secretariat alone.")),
        click.option("--public/--not-public", default=None, help=_("Whether it stands on the website.")),
    ]
    for option in reversed(listed):
        function = option(function)
    return function


def _seat_options(function: Callable[..., Any]) -> Callable[..., Any]:
    listed = [
        click.option("--title", help=_("As medlem, suppleant, formand.")),
        click.option("--right", type=click.Choice(list(words.RIGHTS)), help=_("Who holds the right to appoint.")),
        click.option("--right-holder", help=_("For “other”: who that is.")),
        click.option("--requirements", help=_("What this seat takes.")),
    ]
    for option in reversed(listed):
        function = option(function)
    return function


@click.command("add", help=_("A new forum, with its seats."))
@click.argument("name", metavar=_("NAME"))
@click.option("--id", "slug", default="", help=_("Its short id, as byplanraadet; else made of the name."))
@_forum_options
@click.option("--seats", type=click.IntRange(0, 60), default=1, show_default=True, help=_("How many."))
@_seat_options
@why
@click.pass_obj
def add(ctx: Context, /, name: str, slug: str, seats: int, title: str | None, right: str | None, right_holder: str | None,
        requirements: str | None, reason: str | None, evidence: str | None, dry_run: bool, as_json: bool,
        **given: Any) -> None:  # fmt: skip
    told = who(ctx, reason, evidence)
    fields = _seat_fields(title, right, right_holder, requirements)
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        forum = forumedit.add(session, name.strip(), _given(given), slug=slug, **told)
        for _number in range(seats):
            forumedit.add_seat(session, forum, fields, **told)
        _tell(ctx, session, forum, 0, as_json=as_json)


@click.command("edit", help=_("Change what the register says of a forum. An empty word clears it."))
@FORUM
@click.option("--name", help=_("What it is called."))
@_forum_options
@why
@click.pass_obj
def edit(ctx: Context, /, forum: str, reason: str | None, evidence: str | None, dry_run: bool, as_json: bool,
         **given: Any) -> None:  # fmt: skip
    _change(ctx, forum, dry_run, as_json, lambda session, found: forumedit.edit(
        session, found, _given(given), **who(ctx, reason, evidence)
    ))  # fmt: skip


@click.command("retire", help=_("The forum is no more: it is kept, with the day; who sits there does so no longer."))
@FORUM
@ON
@why
@click.pass_obj
def retire(ctx: Context, forum: str, day: date, reason: str | None, evidence: str | None, dry_run: bool,
           as_json: bool) -> None:  # fmt: skip
    if day > options.today(ctx):
        raise InputError(
            _("{day} is still to come: until then the forum is active.").format(day=day.isoformat()),
            _("Leave it active, and retire it on the day."),
        )
    _change(ctx, forum, dry_run, as_json, lambda session, found: forumedit.retire(
        session, found, day, **who(ctx, reason, evidence)
    ))  # fmt: skip


@click.command("revive", help=_("The forum is active after all; who sat there when it was retired does again."))
@FORUM
@why
@click.pass_obj
def revive(ctx: Context, forum: str, reason: str | None, evidence: str | None, dry_run: bool, as_json: bool) -> None:
    _change(ctx, forum, dry_run, as_json, lambda session, found: forumedit.revive(
        session, found, **who(ctx, reason, evidence)
    ))  # fmt: skip


@click.group("seat", help=_("The seats of a forum: one more, another right to appoint, one that is no more."))
def seat() -> None:
    pass


@seat.command("add", help=_("One more seat."))
@FORUM
@_seat_options
@why
@click.pass_obj
def seat_add(ctx: Context, forum: str, title: str | None, right: str | None, right_holder: str | None,
             requirements: str | None, reason: str | None, evidence: str | None, dry_run: bool, as_json: bool) -> None:  # fmt: skip
    fields = _seat_fields(title, right, right_holder, requirements)
    _change(ctx, forum, dry_run, as_json, lambda session, found: forumedit.add_seat(
        session, found, fields, **who(ctx, reason, evidence)
    ))  # fmt: skip


@seat.command("edit", help=_("Change a seat, as byplanraadet/2."))
@SEAT
@_seat_options
@click.option("--public/--not-public", default=None, help=_("Whether it stands on the website."))
@why
@click.pass_obj
def seat_edit(ctx: Context, seat: str, title: str | None, right: str | None, right_holder: str | None, requirements: str | None,
              public: bool | None, reason: str | None, evidence: str | None, dry_run: bool, as_json: bool) -> None:  # fmt: skip
    fields = _seat_fields(title, right, right_holder, requirements)
    if public is not None:
        fields["public"] = public
    _change(ctx, seat, dry_run, as_json, lambda session, _found: forumedit.edit_seat(
        session, forums.seat_by(session, seat), fields, **who(ctx, reason, evidence)
    ))  # fmt: skip


@seat.command("abolish", help=_("The seat is no more; who sits there does so no longer."))
@SEAT
@ON
@why
@click.pass_obj
def seat_abolish(ctx: Context, seat: str, day: date, reason: str | None, evidence: str | None, dry_run: bool,
                 as_json: bool) -> None:  # fmt: skip
    _change(ctx, seat, dry_run, as_json, lambda session, _found: forumedit.abolish_seat(
        session, forums.seat_by(session, seat), day, **who(ctx, reason, evidence)
    ))  # fmt: skip


@click.command("vacate", help=_("Nobody sits there any more, from that day on."))
@SEAT
@ON
@why
@click.pass_obj
def vacate(ctx: Context, seat: str, day: date, reason: str | None, evidence: str | None, dry_run: bool,
           as_json: bool) -> None:  # fmt: skip
    def leave(session: Session, _forum: Forum) -> None:
        held = open_tenure(forums.seat_by(session, seat))
        if held is None:
            raise RefusedError(_("Nobody sits on {seat}.").format(seat=seat))
        forums.vacate(session, held, on=day, **who(ctx, reason, evidence))

    _change(ctx, seat, dry_run, as_json, leave)


@click.command("correct", help=_("Put right what the register says of who sits on a seat, or sat there last."))
@SEAT
@click.option("--name", help=_("Her name."))
@click.option("--municipality", help=_("As Odense."))
@click.option("--gender", metavar="GENDER", help=_("kvinde, mand or andet; say nothing if it is not known."))
@click.option("--since", type=DAY, metavar="DATE", help=_("Her first day."))
@click.option("--until", type=DAY, metavar="DATE", help=_("When the term ends."))
@click.option("--no-until", is_flag=True, help=_("The term has no end."))
@click.option("--in-place-of", help=_("Whom she replaced."))
@click.option("--decision", help=_("What it rests on."))
@click.option("--decided", "decided_on", type=DAY, metavar="DATE", help=_("When it was decided."))
@click.option("--person", metavar=_("PERSON"), help=_("Who she is in the member list."))
@click.option("--sits-still", is_flag=True, help=_("Her time has not ended after all."))
@why
@click.pass_obj
def correct(ctx: Context, /, seat: str, gender: str | None, no_until: bool, person: str | None, sits_still: bool,
            reason: str | None, evidence: str | None, dry_run: bool, as_json: bool, **given: Any) -> None:  # fmt: skip
    fields = _given(given)
    if gender is not None:
        fields["gender"] = _gender(gender)
    if fields.get("municipality"):
        fields["municipality"] = _municipality(fields["municipality"])
    if no_until:
        fields["until"] = None
    if sits_still:
        fields |= {"ended_on": None, "ended_reason": ""}

    def put_right(session: Session, _forum: Forum) -> None:
        held = _last(session, seat)
        if person is not None:
            fields["person_id"] = people.find_person(session, person).id
        if not fields:
            raise InputError(_("Nothing is said to be put right."), _("See mailflow forums correct --help."))
        forums.correct(session, held, fields, **who(ctx, reason, evidence))

    _change(ctx, seat, dry_run, as_json, put_right)


# --- inside ----------------------------------------------------------------------------------------------------------


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.strip() if isinstance(value, str) else value for key, value in fields.items() if value is not None
    }


def _seat_fields(
    title: str | None, right: str | None, right_holder: str | None, requirements: str | None
) -> dict[str, Any]:
    """Raises ``InputError`` for a holder without "other"."""
    fields = _given({"title": title, "right": words.RIGHTS[right] if right else None, "right_holder": right_holder,
                     "requirements": requirements})  # fmt: skip
    if right_holder and right != "other":
        raise InputError(_("--right-holder belongs to --right other."), _("Write both."))
    if right is not None and right != "other":
        fields["right_holder"] = ""
    return fields


def _gender(word: str) -> str:
    found, wrong = membercells.gender(word)
    if wrong:
        raise InputError(f"“{word}”: {wrong[0].problem}", _("Write kvinde, mand or andet, or leave it empty."))
    return found


def _municipality(word: str) -> str:
    found, wrong = membercells.municipality(word)
    stopping = [one for one in wrong if one.stops]
    if stopping:
        raise InputError(f"“{word}”: {stopping[0].problem}", stopping[0].remedy)
    return found


def _last(session: Session, text: str) -> Tenure:
    """Who sits there, or sat there last."""
    found = forums.seat_by(session, text)
    held = open_tenure(found) or (found.tenures[-1] if found.tenures else None)
    if held is None:
        raise RefusedError(
            _("Nobody sits on {seat}.").format(seat=label(found)),
            _("Appoint somebody: mailflow forums appoint {forum}").format(forum=found.forum.slug),
        )
    return held


def _change(ctx: Context, text: str, dry_run: bool, as_json: bool, change: Callable[[Session, Forum], Any]) -> None:
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        forum = forums.seat_by(session, text).forum if "/" in text else forums.forum_by(session, text)
        before = forum.revision
        change(session, forum)
        _tell(ctx, session, forum, before, as_json=as_json)


def _tell(ctx: Context, session: Session, forum: Forum, before: int, *, as_json: bool) -> None:
    session.flush()
    session.expire(forum, ["seats"])
    found = forums.history(session, forum)
    new = found[len(found) - (forum.revision - before) :]
    places = words.places([forum])
    if as_json:
        value = words.forum_value(forum, options.today(ctx), ctx.config.forums.warning)
        click.echo(screen.as_json({"forum": value, "changes": [words.change_value(one, places) for one in new]}))
        return
    for one in new:
        click.echo(words.change_line(one, places))
    if not new:
        click.echo(_("It is so already."))
