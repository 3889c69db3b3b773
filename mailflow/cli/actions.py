"""``mailflow actions``: what is to be done after the meetings, by whom, by when."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from mailflow.actions import Note, Write
from mailflow.cli import show
from mailflow.cli.context import Context
from mailflow.cli.parameters import DAY, said
from mailflow.cli.people import the_user
from mailflow.desks import tasks as desk
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.models import Task
from mailflow.steps import tasks as step
from mailflow.store import apply
from mailflow.store import tasks as store

NUMBER = click.argument("number", metavar=_("NUMBER"), type=int)
JSON = click.option("--json", "as_json", is_flag=True, help=_("For machines."))
REASON = click.option("--reason", callback=said, help=_("What came of it, or why not."))
WHO = click.option("--who", help=_("Whose it is: a name, or Sekretariatet. Empty: nobody's yet."))
DUE = click.option("--due", metavar="DATE", help=_("By when, as 2026-10-01. Empty: no day."))
ITEM = click.option("--item", help=_("The item of the minutes, as 3.1."))


@click.group("actions", help=_("What is to be done after the meetings: who, what, by when."))
def command() -> None:
    pass


@command.command("list", help=_("What is to be done, by day; what is overdue comes first."))
@click.option("--all", "all_", is_flag=True, help=_("What is done or dropped too."))
@click.option("--who", help=_("Only what is this one's."))
@JSON
@click.pass_obj
def list_(ctx: Context, all_: bool, who: str | None, as_json: bool) -> None:
    today = local_day(ctx.clock.now(), ctx.office.zone)
    with ctx.store.reading() as session:
        tasks = [one for one in store.every(session, only_open=not all_) if who is None or desk.matches(one, who)]
        found = [value(task, today) for task in desk.in_order(tasks)]
    if as_json:
        click.echo(show.as_json({"actions": found}))
        return
    for one in found:
        _print(one)
    if not found:
        click.echo(_("Nothing is to be done."))


@command.command("add", help=_("Something to do that no minutes say, or that they say otherwise."))
@click.argument("what", metavar=_("WHAT"))
@WHO
@DUE
@ITEM
@click.option("--meeting", type=DAY, metavar="DATE", help=_("The day of the meeting it comes from."))
@click.option("--body", default="", help=_("Whose meeting that was, as Hovedbestyrelsen."))
@JSON
@click.pass_obj
def add(ctx: Context, what: str, who: str | None, due: str | None, item: str | None, meeting: date | None, body: str,
        as_json: bool) -> None:  # fmt: skip
    now = ctx.clock.now()
    with ctx.store.writing() as session:
        task = store.add(
            session,
            what,
            who=who or "",
            due=_day(due),
            item=item or "",
            meeting=meeting,
            body=body,
            now=now,
            by=the_user(),
        )
        _told(task, local_day(now, ctx.office.zone), as_json)


@command.command("edit", help=_("Change what, who or by when."))
@NUMBER
@click.option("--what", callback=said, help=_("What is to be done."))
@WHO
@DUE
@ITEM
@JSON
@click.pass_obj
def edit(ctx: Context, number: int, what: str | None, who: str | None, due: str | None, item: str | None,
         as_json: bool) -> None:  # fmt: skip
    now = ctx.clock.now()
    fields: dict[str, Any] = {
        name: given for name, given in (("what", what), ("who", who), ("item", item)) if given is not None
    }
    if due is not None:
        fields["due"] = _day(due)
    with ctx.store.writing() as session:
        task = store.get(session, number)
        if not store.edit(session, task, fields, now) and not as_json:
            click.echo(_("It is so already."))
        _told(task, local_day(now, ctx.office.zone), as_json)


@command.command("done", help=_("It is done."))
@NUMBER
@REASON
@JSON
@click.pass_obj
def done(ctx: Context, number: int, reason: str | None, as_json: bool) -> None:
    _close(ctx, number, "done", reason or "", as_json)


@command.command("drop", help=_("It is not to be done after all."))
@NUMBER
@REASON
@JSON
@click.pass_obj
def drop(ctx: Context, number: int, reason: str | None, as_json: bool) -> None:
    if reason is None:
        raise InputError(_("Say why it is not to be done."), _("Add --reason."))
    _close(ctx, number, "dropped", reason, as_json)


def _close(ctx: Context, number: int, state: str, reason: str, as_json: bool) -> None:
    now = ctx.clock.now()
    with ctx.store.writing() as session:
        task = store.get(session, number)
        store.close(session, task, state, reason, now, the_user())
        _told(task, local_day(now, ctx.office.zone), as_json)


@command.command("remind", help=_("Mail the open actions to the secretariat; with --member to those whose they are instead.\n\n"
                                  "Without NUMBER: all of them. The letters go with the next mailflow run or tick."))  # fmt: skip
@click.argument("numbers", nargs=-1, type=int, metavar=_("[NUMBER]…"))
@click.option("--member", is_flag=True, help=_("To the member whose it is: one mail each."))
@click.option("--dry-run", is_flag=True, help=_("Show exactly what would go to whom; send nothing."))
@JSON
@click.pass_obj
def remind(ctx: Context, numbers: tuple[int, ...], member: bool, dry_run: bool, as_json: bool) -> None:
    now, office = ctx.clock.now(), ctx.office
    today = local_day(now, office.zone)
    with ctx.store.trying() if dry_run else ctx.store.writing() as session:
        tasks = [store.get(session, number) for number in numbers] if numbers else store.every(session)
        _check(tasks, bool(numbers), member)
        groups: dict[int | None, list[Task]] = {}
        for task in desk.in_order(tasks):
            if not member or task.person_id is not None:
                groups.setdefault(task.person_id if member else None, []).append(task)
        sent: list[dict[str, Any]] = []
        for person_id, mine in groups.items():
            key = f"tasks:{now.timestamp():.0f}:{person_id or ''}"
            kind = "task-reminder" if member else "notice-tasks"
            facts = step.facts(mine, today, office.config.language)
            noted = Note("task.reminded", {"tasks": [task.id for task in mine], "person": person_id})
            apply.carry_out(session, None, [noted, Write(kind, key, person_id=person_id, facts=facts)], office, now)
            to = mine[0].person.name if member and mine[0].person else office.config.association.secretariat
            sent.append({"to": to, "actions": [task.id for task in mine]})
    if as_json:
        click.echo(show.as_json({"letters": sent, "dry_run": dry_run}))
        return
    for one in sent:
        click.echo(_("To {name}: {numbers}").format(name=one["to"], numbers=", ".join(map(str, one["actions"]))))
    if not sent:
        click.echo(_("There is nobody to remind."))
    elif dry_run:
        click.echo(_("Nothing was changed or sent."))
    else:
        click.echo(_("The letters lie in the outbox; mailflow run (or tick) sends them."))


def _check(tasks: Any, chosen: bool, member: bool) -> None:
    for task in tasks:
        if chosen and task.state != "open":
            raise InputError(_("Action {number} is closed.").format(number=task.id), _("Leave it out."))
        if chosen and member and task.person_id is None:
            raise InputError(
                _("Action {number} belongs to no member: “{who}”.").format(number=task.id, who=task.who),
                _("Say whose it is: mailflow actions edit {number} --who NAME").format(number=task.id),
            )


def _day(text: str | None) -> date | None:
    return DAY.convert(text, None, None) if text else None


def value(task: Task, today: date) -> dict[str, Any]:
    """As ``--json`` shows it; docs/json.md names the keys."""
    return {
        "id": task.id, "who": task.who or None, "person": task.person.key if task.person else None, "what": task.what,
        "due": task.due, "overdue": desk.is_overdue(task, today), "body": task.body or None, "meeting": task.meeting,
        "item": task.item or None, "words": task.words or None, "file": task.filename or None, "state": task.state,
        "reason": task.reason or None, "created_at": task.created_at, "closed_at": task.closed_at,
        "closed_by": task.closed_by or None,
    }  # fmt: skip


def _told(task: Task, today: date, as_json: bool) -> None:
    one = value(task, today)
    if as_json:
        click.echo(show.as_json(one))
    else:
        _print(one)


def _print(one: dict[str, Any]) -> None:
    states = {"done": _("done"), "dropped": _("dropped")}
    due = one["due"].isoformat() if one["due"] else "–"
    marks = [states[one["state"]]] if one["state"] in states else [_("overdue")] if one["overdue"] else []
    head = f"{one['id']:>4}  {due}  {one['who'] or '?'}: {show.short(one['what'], 300)}"
    click.echo("  ".join([head, *marks]))
    item = _("item {number}").format(number=one["item"]) if one["item"] else ""
    where = " · ".join(
        part for part in (one["body"] or "", one["meeting"].isoformat() if one["meeting"] else "", item) if part
    )
    if where:
        click.echo(f"      {where}")
    if one["reason"]:
        click.echo(f"      {one['reason']}")
