"""What every command shares: exit codes, messages, and what an unforeseen error looks like."""

from __future__ import annotations

import traceback
from typing import Any

import click

from pipeline.collecting import collected_after

#: Exit codes of CONTRACT.md.
INVALID, INTERNAL, INCOMPATIBLE = 1, 3, 4
#: Objects after which a command looks for garbage; what it imports alone is as many, and none of it is any.
COLLECTED = 200_000


class Command(click.Group):
    """A group that turns an unforeseen error into exit code 3 with what to report."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with collected_after(COLLECTED):
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params.get("verbose"):
                traceback.print_exc()
            click.echo(f"dateline: internal error: {type(error).__name__}: {error}", err=True)
            click.echo("This is a bug. Please report it with the output of the same command with --verbose.", err=True)
            ctx.exit(INTERNAL)


def say(ctx: click.Context, message: str) -> None:
    """A message for people, on stderr."""
    if not ctx.obj["quiet"]:
        click.echo(message, err=True)
