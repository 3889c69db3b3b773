"""``mailflow init``: a first configuration, by asking. What it does not ask keeps its default."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from mailflow import i18n, paths
from mailflow.cli.context import Context
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.parsers import settings

PASSWORD, OAUTH = "password", "oauth"


@click.command("init", help=_("Write a first configuration. Asks for what is not given as an option."))
@click.option("--association", metavar="NAME", help=_("The association's name."))
@click.option("--address", metavar="ADDRESS", help=_("The address of the mailbox that mailflow reads and writes from."))
@click.option("--imap", "imap_host", metavar="HOST", help=_("The server that the mailbox is read from (IMAP)."))
@click.option("--smtp", "smtp_host", metavar="HOST", help=_("The server that mail is sent over (SMTP)."))
@click.option("--auth", type=click.Choice([PASSWORD, OAUTH]), help=_("How to log in. Microsoft 365 takes only oauth."))
@click.option("--tenant", metavar="NAME", help=_("With oauth: the tenant at Microsoft."))
@click.option("--client-id", metavar="ID", help=_("With oauth: the application's id."))
@click.option("--secret-file", metavar="FILE", help=_("The file with the password or the application's secret."))
@click.option("--website", metavar="FOLDER", help=_("The folder that the website is written to."))
@click.option("--url", metavar="URL", help=_("Where the public finds that folder."))
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help=_("Where to write the configuration."))  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace a configuration that is there already."))
@click.pass_obj
def command(
    ctx: Context, association: str | None, address: str | None, imap_host: str | None, smtp_host: str | None,
    auth: str | None, tenant: str | None, client_id: str | None, secret_file: str | None, website: str | None,
    url: str | None, output: Path | None, force: bool,
) -> None:  # fmt: skip
    path = (output or ctx.config_file or paths.config_candidates()[0]).absolute()
    _must_be_free(path, force)
    association = association or click.prompt(_("The association's name"))
    address = address or click.prompt(_("The mailbox's address"))
    domain = address.partition("@")[2]
    imap_host = imap_host or click.prompt(_("The server for reading (IMAP)"), default=f"imap.{domain}")
    at_microsoft = imap_host.lower() == "outlook.office365.com"
    smtp_host = smtp_host or click.prompt(
        _("The server for sending (SMTP)"), default="smtp.office365.com" if at_microsoft else f"smtp.{domain}"
    )
    auth = auth or click.prompt(
        _("How to log in"), type=click.Choice([PASSWORD, OAUTH]), default=OAUTH if at_microsoft else PASSWORD
    )
    if auth == OAUTH:
        tenant = tenant or click.prompt(_("The tenant at Microsoft"), default=domain)
        client_id = client_id or click.prompt(_("The application's id"))
    secret_file = secret_file or click.prompt(
        _("The file that the secret will stand in (not in the configuration)"),
        default=str(path.parent / "mailbox-secret"),
    )
    if website is None:
        website = click.prompt(_("The folder of the website"), default=str(paths.data_folder(path) / "site"))
    if url is None:
        url = click.prompt(_("Its public address (empty: not yet known)"), default="", show_default=False)
    text = _text(association, address, imap_host, smtp_host, auth, tenant, client_id, secret_file, website, url)
    _must_be_right(text)
    _write(path, text)
    click.echo(_("Written: {path}").format(path=path))
    _what_next(path, (path.parent / Path(secret_file).expanduser()))


def _must_be_free(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise RefusedError(
            _("There is a configuration already: {path}.").format(path=path),
            _("Edit it, or replace it with --force, or write another with --output."),
        )


def _must_be_right(text: str) -> None:
    """What was answered is judged by the same rules as a file; nothing is written before it holds."""
    config, problems = settings.parse(text)
    if config is None:
        said = "\n".join(f"  {problem.key}: {problem.what}" for problem in problems)
        raise InputError(_("That does not make a configuration; nothing was written.") + "\n" + said)


def _text(
    association: str, address: str, imap_host: str, smtp_host: str, auth: str, tenant: str | None,
    client_id: str | None, secret_file: str, website: str, url: str,
) -> str:  # fmt: skip
    q = _quoted
    login = f"auth = {q(auth)}" if auth == OAUTH else f"password = {{ file = {q(secret_file)} }}"
    lines = [
        "# " + _("mailflow's configuration. Every key there is: docs/configuration.md"),
        f"language = {q(i18n.language())}",
        "",
        "[association]",
        f"name = {q(association)}",
        "",
        "[imap]",
        f"address = {q(address)}",
        f"host = {q(imap_host)}",
        login,
        *(["microsoft365 = true"] if auth == OAUTH and imap_host.lower() == "outlook.office365.com" else []),
        "",
        "[smtp]",
        f"host = {q(smtp_host)}",
        login,
        "",
    ]
    if auth == OAUTH:
        secret = f"client_secret = {{ file = {q(secret_file)} }}"
        lines += ["[oauth]", f"tenant = {q(tenant or '')}", f"client_id = {q(client_id or '')}", secret, ""]
    lines += [
        "[website]",
        f"folder = {q(website)}",
        f"url = {q(url)}",
        "",
        "# "
        + _(
            "How mailflow reaches you when the mailbox itself is the trouble: a command, a URL, or another mail server."
        ),
        "[alarm]",
        '#command = ["/usr/local/bin/send-sms", "+45 00 00 00 00"]',
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's is one, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and readable to its owner and group only: it names addresses and servers."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with open(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o640), "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        raise InputError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror),
            _("Name another: --output FILE."),
        ) from None


def _what_next(path: Path, secret: Path) -> None:
    step = 1
    if not secret.exists():
        click.echo(
            f"{step}. "
            + _("Put the secret on the first line of {file}, so that only mailflow can read it:").format(file=secret)
        )
        click.echo(f"     install -m 600 /dev/null '{secret}' && ${{EDITOR:-nano}} '{secret}'")
        step += 1
    named = "" if paths.find_config(None) == path else f" --config '{path}'"
    click.echo(f"{step}. " + _("Try everything:") + f" mailflow{named} doctor")
