"""``mailflow doctor``: look at everything and say what to do; and the two repairs that need a person's word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from mailflow.checks import Finding, failed, here, letters, servers, witness
from mailflow.cli import show, wiring
from mailflow.cli.context import Context
from mailflow.cli.people import the_user
from mailflow.errors import MailflowError
from mailflow.i18n import _, ngettext

PROBLEM = 1  # the exit code when something has to be mended
MARKS = {"ok": ("ok", "green"), "warning": ("!", "yellow"), "problem": ("x", "red")}

Check = tuple[str, Callable[[], Iterable[Finding]]]


@click.command(
    "doctor",
    help=_("Check everything and say what to do. Changes nothing but the mailbox's marker, and sends nothing unasked."),
)
@click.option("--send-test", is_flag=True, help=_("Send a mail to the mailbox itself and wait until it comes back."))
@click.option("--test-alarm", is_flag=True, help=_("Raise an alarm, to see whether it arrives."))
@click.option("--thaw", is_flag=True, help=_("Let the outbox go again after a restored backup."))
@click.option("--trust-clock", is_flag=True, help=_("Say that the clock is right as it is now."))
@click.option("--by", metavar="NAME", help=_("Who decided it; you, if left out."))
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
@click.pass_context
def command(click_ctx: click.Context, send_test: bool, test_alarm: bool, thaw: bool, trust_clock: bool, by: str | None,
            as_json: bool) -> None:  # fmt: skip
    ctx: Context = click_ctx.obj
    if by and not (thaw or trust_clock):
        raise click.UsageError(_("--by goes with --thaw or --trust-clock."))
    if thaw or trust_clock:
        findings = list(_repair(ctx, thaw, trust_clock, by or the_user()))
        _tell(findings, as_json=as_json)
        return
    findings = list(_examine(ctx, send_test=send_test, test_alarm=test_alarm, quiet=as_json))
    if as_json:
        _tell(findings, as_json=True)
    else:
        _sum_up(findings)
    click_ctx.exit(PROBLEM if any(finding.status == "problem" for finding in findings) else 0)


def _repair(ctx: Context, thaw: bool, trust_clock: bool, by: str) -> Iterator[Finding]:
    if thaw:
        yield here.thaw(ctx.store, by, ctx.clock.now())
    if trust_clock:
        yield here.trust_clock(ctx.store, by, ctx.clock.now())


def _examine(ctx: Context, *, send_test: bool, test_alarm: bool, quiet: bool) -> Iterator[Finding]:
    """Every finding, shown as soon as it is there: a server that hangs must not hide what is known already."""
    out, progress = Console(highlight=False), Console(stderr=True)
    for title, check in _plan(ctx, send_test, test_alarm):
        with progress.status(title) if progress.is_terminal and not quiet else nullcontext():
            found = list(check())
        for finding in found:
            if not quiet:
                _line(out, finding)
            yield finding


def _plan(ctx: Context, send_test: bool, test_alarm: bool) -> Iterator[Check]:
    """The checks in the order in which a person would make them; what cannot be looked at yet is left out."""
    try:
        config = ctx.config
    except MailflowError as error:
        broken = failed("config", error)
        yield _("Reading the configuration"), lambda: [broken]
        return
    read = Finding("config", "ok", _("No mistakes in {file}.").format(file=ctx.config_file))
    yield _("Reading the configuration"), lambda: [read, *here.rehearsal(config)]
    yield _("Reading the secrets"), lambda: here.secret_values(config)
    yield _("Writing every letter"), lambda: letters.letters(ctx.office, _own_templates(ctx))
    opened = _store(ctx)
    if opened is not None:
        yield _("Opening the store"), lambda: [opened]
    else:
        yield _("Opening the store"), lambda: here.store_opened(ctx.store)
        yield _("Following the audit chain"), lambda: here.audit_chain(ctx.store)
        yield _("Looking into the outbox"), lambda: here.outbox(ctx.store)
        yield _("Looking at the clock"), lambda: here.clock(ctx.store, ctx.clock.now())
    yield _("Looking at the clock"), here.time_synchronised
    yield _("Writing to the website's folder"), lambda: here.website(config, Path(config.website.folder))
    if opened is None:
        site = wiring.site(config)
        if config.website.target != "folder":
            yield _("Making a draft on the website"), lambda: here.target(site)
        yield _("Comparing the website with the store"), lambda: here.pages(ctx.store, site)
    yield _("Looking at the alarm"), lambda: here.second_channel(config, test=test_alarm)
    yield from _mail(ctx, send_test, has_store=opened is None)


def _mail(ctx: Context, send_test: bool, *, has_store: bool) -> Iterator[Check]:
    config, reached = ctx.config, {"imap": False, "smtp": False}

    def remember(name: str, findings: Iterable[Finding]) -> Iterator[Finding]:
        for finding in findings:
            reached[name] = reached[name] or (finding.name == name and finding.status == "ok")
            yield finding

    try:
        mailbox, smtp = wiring.mailbox(config), wiring.smtp(config)
    except MailflowError as error:  # the OAuth section cannot work
        broken = failed("oauth", error)
        yield _("Preparing the login"), lambda: [broken]
        return
    with closing(mailbox), closing(smtp):
        yield _("Logging in to the mailbox"), lambda: remember("imap", servers.imap(config, mailbox))
        if reached["imap"] and has_store:
            yield (
                _("Looking for another mailflow"),
                lambda: servers.mailbox_is_ours(ctx.store, mailbox, ctx.clock.now()),
            )
        yield _("Logging in to the mail server"), lambda: remember("smtp", servers.smtp(config, smtp))
        if send_test and all(reached.values()):
            yield _("Waiting for the test mail"), lambda: witness.test_mail(config, smtp, mailbox, ctx.clock.now())


def _store(ctx: Context) -> Finding | None:
    """None when it opens."""
    try:
        ctx.store  # noqa: B018 - it is made when asked for
    except MailflowError as error:
        remedy = (
            _("Check store.url, the folder, and who may write there.")
            if "mailflow doctor" in error.remedy
            else error.remedy
        )
        return Finding("store", "problem", error.message, remedy)
    return None


def _own_templates(ctx: Context) -> Path | None:
    """The folder for own templates. The usual place may be empty; one that was named must be there."""
    folder = Path(ctx.config.templates) if ctx.config.templates else None
    usual = ctx.config_file.absolute().parent / "templates" if ctx.config_file else None
    return None if folder == usual else folder


# --- showing -------------------------------------------------------------------------------------------------------


def _tell(findings: list[Finding], *, as_json: bool) -> None:
    if as_json:
        ok = all(finding.status != "problem" for finding in findings)
        click.echo(show.as_json({"ok": ok, "checks": [asdict(finding) for finding in findings]}))
        return
    out = Console(highlight=False)
    for finding in findings:
        _line(out, finding)


def _line(out: Console, finding: Finding) -> None:
    mark, colour = MARKS[finding.status]
    out.print(f"{mark:>2}", style=colour, end="  ", markup=False)
    out.print(f"{finding.name}: {finding.what}", markup=False, soft_wrap=True)
    if finding.remedy:
        out.print(f"    → {finding.remedy}", markup=False, soft_wrap=True)


def _sum_up(findings: list[Finding]) -> None:
    problems = sum(finding.status == "problem" for finding in findings)
    warnings = sum(finding.status == "warning" for finding in findings)
    if problems:
        words = ngettext("One problem has to be solved.", "{count} problems have to be solved.", problems)
        click.echo("\n" + words.format(count=problems))
    elif warnings:
        words = ngettext(
            "mailflow can work; one thing could be better.",
            "mailflow can work; {count} things could be better.",
            warnings,
        )
        click.echo("\n" + words.format(count=warnings))
    else:
        click.echo("\n" + _("All is well."))
