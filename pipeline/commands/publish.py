"""`dateline publish` and `dateline diff`: releases."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.console import INVALID, say


@click.command()
@click.argument("out", default="out", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="RELEASES", help="Folder of releases, or a URL such as s3://bucket/path.")
@click.option("--delta", metavar="DIR", help="Folder or URL of Delta tables to bring up to the release as well.")
@click.option(
    "--rekey",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Where ids went that vanish for no reason in the data: lines of JSON with old, new and reason.",
)
@click.pass_context
def publish(ctx: click.Context, out: Path, to: str, delta: str | None, rekey: Path | None) -> None:
    """Check OUT and release it as RELEASES/VERSION; RELEASES/latest moves last.

    The version tells what changed since the last release: major for edited or removed rows, minor for
    added ones, patch for the same rows in other bytes. What does not keep the contract is not released.
    A release holds changes.parquet and changes.jsonl, what changed since the last one, and rekey.jsonl,
    where the ids went that are gone.

    A URL needs the extra `remote` (and for S3 the library s3fs), --delta the extra `delta`.
    """
    from pipeline.check.reports import REPORTERS
    from pipeline.publish import PublishError, Refused, Vanished
    from pipeline.publish import publish as run
    from pipeline.publish.lake import write_delta
    from pipeline.publish.rekey import told
    from pipeline.publish.remote import publish_to_url

    if not out.is_dir():
        raise click.UsageError(f"{out} is not a folder; build one with: dateline build --out {out}")
    try:
        moved = told(rekey) if rekey else None
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    try:
        if "://" in to:
            if delta:
                raise click.UsageError("--delta takes its tables from a folder of releases; name one with --to")
            release = publish_to_url(out, to, told=moved)
        else:
            release = run(out, Path(to), told=moved)
        if delta:
            write_delta(release.folder, delta)
    except Refused as refused:
        click.echo(REPORTERS["text"](refused.report), nl=False)
        click.echo(f"dateline: {refused}", err=True)
        ctx.exit(INVALID)
    except Vanished as vanished:
        click.echo(f"dateline: {vanished}", err=True)
        ctx.exit(INVALID)
    except PublishError as error:
        raise click.UsageError(str(error)) from error
    note = "published" if release.new else "already published as"
    say(ctx, f"{note} {to.rstrip('/')}/{release.version}, latest points to {release.version}")


@click.command()
@click.argument("old", metavar="A", type=click.Path(path_type=Path))
@click.argument("new", metavar="B", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Tell every change, not the first of each kind.")
@click.option("--jsonl", is_flag=True, help="One JSON object a change, as in changes.jsonl.")
@click.pass_context
def diff(ctx: click.Context, old: Path, new: Path, everything: bool, jsonl: bool) -> None:
    """Tell what changed from A to B, two folders of builds or releases.

    Which records came and went, which entity gained which alias, which event changed its date.
    """
    from pipeline.publish.changes import described, plain
    from pipeline.publish.delta import changes
    from pipeline.publish.narrative import story

    for folder in (old, new):
        if not (folder / "tables").is_dir():
            raise click.UsageError(f"{folder} holds no tables; name the folder of a build or of a release")
    found = (plain(described(change)) for change in changes(old, new))
    try:
        for line in found if jsonl else story(old, new, limit=None if everything else 20):
            click.echo(line)
    except BrokenPipeError:  # whoever reads has read enough
        raise
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{old} or {new} cannot be read: {error}; see: dateline check") from error
