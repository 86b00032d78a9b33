"""`dateline show`, `dateline report` and `dateline score`: records for people, and their judgement."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.console import INVALID, say
from pipeline.records.identity import DEFAULT_BASE


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("query")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(min=1), help="Records to show at most.")
@click.pass_context
def show(ctx: click.Context, out: Path, query: str, limit: int) -> None:
    """Show the records of OUT that QUERY names: an id, the end of an id, a name, an alias or words of an event.

    An entity comes with its aliases, roles, events and statements; everything with the words it rests on.
    """
    from pipeline.show import NothingFound, show_records

    if not (out / "tables").is_dir():
        raise click.UsageError(f"{out} holds no tables; build it with: dateline build --out {out}")
    try:
        click.echo(show_records(out, query, limit=limit))
    except NothingFound as error:
        click.echo(str(error), err=True)
        ctx.exit(INVALID)


@click.command()
@click.argument("out", default="out", type=click.Path(path_type=Path))
@click.option("--serve", is_flag=True, help="Serve the site on this machine, and save reviews beside the articles.")
@click.option(
    "--raw", default="raw", show_default=True, type=click.Path(path_type=Path), help="Folder of the articles."
)
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port to serve on; 0 for any."
)
@click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(min=1), help="Processes to use.")
@click.option("--brat", type=click.Path(path_type=Path), metavar="DIR", help="Also write the articles as BRAT.")
@click.option(
    "--from-brat",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Turn the corrections in a folder that --brat wrote into reviews below RAW.",
)
@click.option(
    "--inception", type=click.Path(path_type=Path), metavar="DIR", help="Also write them for INCEpTION (UIMA CAS XMI)."
)
@click.option(
    "--from-inception",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The same as --from-brat, from what INCEpTION exported as UIMA CAS XMI.",
)
@click.pass_context
def report(
    ctx: click.Context, out: Path, serve: bool, raw: Path, port: int, jobs: int, brat: Path | None, from_brat: Path | None,
    inception: Path | None, from_inception: Path | None,
) -> None:  # fmt: skip
    """Write a site into OUT/site that shows what was extracted, to read and to review.

    Open OUT/site/index.html; nothing is fetched. A review is exported from the page, or saved with --serve, as
    NAME.review.jsonl beside the article; the next build carries it out.
    """
    from pipeline.report import brat as brat_files
    from pipeline.report import inception as inception_files
    from pipeline.report.catalogue import NoBuild
    from pipeline.report.labels import LabelError
    from pipeline.report.server import ServerError, room
    from pipeline.report.site import write_site

    try:
        for program, folder in ((brat_files, from_brat), (inception_files, from_inception)):
            for path, count in program.imported(out, folder, raw) if folder else ():
                say(ctx, f"{count} corrections added to {path}")
        if from_brat or from_inception:
            return
        pages = write_site(out, jobs)
        if brat:
            say(ctx, f"{brat_files.export(out, brat)} articles as BRAT in {brat}")
        if inception:
            say(ctx, f"{inception_files.export(out, inception)} articles for INCEpTION in {inception}")
        say(ctx, f"{pages} pages; open {out / 'site' / 'index.html'}")
        if serve:
            with room(out, raw, port) as server:
                say(ctx, f"serving {server.address}, reviews go to {raw}; stop with Ctrl-C")
                server.serve_forever()
    except (NoBuild, LabelError, ServerError) as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        say(ctx, "stopped")


@click.command()
@click.argument("raws", metavar="[RAW…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--reviewed", is_flag=True, required=True, help="Measure against the reviews beside the articles.")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline instead of the packaged language model.")
@click.pass_context
def score(ctx: click.Context, raws: tuple[Path, ...], reviewed: bool, model: str | None) -> None:
    """Measure the extractor against reviewers' decisions: what is right, wrong and missed, by kind.

    The reviews are not carried out for this: it is the extractor that is measured. For annotated corpora: make score.
    """
    from pipeline.mapping import Map, mapped
    from pipeline.read import sources
    from pipeline.report.decisions import decisions_of
    from pipeline.report.measured import measured, table

    try:
        articles = [source for source in sources(raws or (Path("raw"),)) if source.skipped is None]
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    judged = [(source, decisions) for source in articles if (decisions := decisions_of(source.path, source.source)[0])]
    parts = mapped([source for source, _ in judged], Map(DEFAULT_BASE, model)).parts
    pairs = [(part.records, decisions) for part, (_, decisions) in zip(parts, judged, strict=True) if part.records]
    click.echo(table(measured(pairs, DEFAULT_BASE)))
