"""``mailflow``: the global options, the commands by name, and what an error looks like to whoever typed the command."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click

from mailflow import __version__, clock, i18n, log, paths
from mailflow.cli.context import Context
from mailflow.errors import MailflowError
from mailflow.i18n import _

COMMANDS = (
    "init", "doctor", "run", "tick", "review", "members", "proposals", "actions", "minutes", "events",
    "send-invites", "forums", "read", "render", "publish", "parse", "demo",
)  # fmt: skip

# sysexits.h and the shell's 128 + signal; the other codes are in mailflow.errors. All of them: docs/exit-codes.md
EX_SOFTWARE = 70
INTERRUPTED = 130


def main() -> None:
    """The entry point: speak the user's language, run the command, exit with its code."""
    arguments = sys.argv[1:]
    config = paths.find_config(_config_of(arguments))
    i18n.activate_everywhere(i18n.choose(os.environ, config))
    sys.exit(_guarded(arguments, config))


def invoke(arguments: Sequence[str]) -> int:
    """Run one command in this process and return its exit code; errors come as they are, for the caller to handle."""
    result = program().main(list(arguments), prog_name="mailflow", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _guarded(arguments: Sequence[str], config: Path | None) -> int:
    try:
        return invoke(arguments)
    except MailflowError as error:
        click.echo(_("Error: {message}").format(message=error.message), err=True)
        if error.remedy:
            click.echo(error.remedy, err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort, EOFError):
        click.echo(_("Stopped."), err=True)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place where it ends: a mistake of ours
        _tell_mistake(error, config)
        return EX_SOFTWARE


def _tell_mistake(error: Exception, config: Path | None) -> None:
    """A mistake in mailflow: one line for whoever typed, the traceback in a file that only they can read."""
    trace = "".join(traceback.format_exception(error))
    file = paths.data_folder(config) / "errors.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "w", encoding="utf-8") as stream:
            stream.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} mailflow {__version__}\n{trace}\n")
        details = _("The details are in {file}.").format(file=file)
    except OSError:
        details = trace
    kind = type(error).__name__
    words = _("Error: mailflow made a mistake ({kind}). Please report it, with the details.")
    click.echo(words.format(kind=kind), err=True)
    click.echo(details, err=True)


def _config_of(arguments: Sequence[str]) -> Path | None:
    """``--config`` before click reads it: the help has to be in the language that the configuration asks for."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--config="):
            return Path(argument.partition("=")[2])
        if argument == "--config" and position + 1 < len(arguments):
            return Path(arguments[position + 1])
    return None


class _Commands(click.Group):
    """Imports only the command that is asked for: each is ``command`` in the module of its name ("-" is "_" there)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"mailflow.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command


def program() -> click.Group:
    """Made when it runs, not at import: by then the language of its help is known."""

    @click.group(
        "mailflow",
        cls=_Commands,
        help=_("The secretariat's mailbox that runs itself: minutes out, answers in, approved minutes on the website."),
        epilog=_("Begin with mailflow demo (nothing is needed for it), then mailflow init and mailflow doctor."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.option(
        "--config",
        "config_file",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help=_(
            "The configuration. Without it: $MAILFLOW_CONFIG, your own, the machine's (/etc/mailflow/mailflow.toml)."
        ),
    )
    @click.option("--now", metavar="ISO", help=_("In a rehearsal: the time it is, such as 2026-09-05T08:00:00+02:00."))
    @click.option("-v", "--verbose", is_flag=True, help=_("Show every step on standard error."))
    @click.version_option(__version__, prog_name="mailflow")
    @click.pass_context
    def root(ctx: click.Context, config_file: Path | None, now: str | None, verbose: bool) -> None:
        # The daemon's log is its output; of a command only what goes wrong is worth a line.
        log.start("DEBUG" if verbose else "INFO" if ctx.invoked_subcommand == "run" else "WARNING")
        context = Context(config_file, clock.instant(now) if now else None)
        if now:
            context.config  # noqa: B018 - refuses at once if this is no rehearsal
        ctx.obj = context
        ctx.call_on_close(context.close)

    return root


if __name__ == "__main__":
    main()
