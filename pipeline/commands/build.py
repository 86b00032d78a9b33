"""`dateline build`: articles to records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pipeline.commands.console import INVALID, say
from pipeline.records.finding import Severity
from pipeline.records.identity import DEFAULT_BASE
from pipeline.settings import SettingsError, read_settings


@click.command()
@click.argument("raws", metavar="[RAW…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", default="out", show_default=True, type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline instead of the packaged language model.")
@click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(min=1), help="Processes to use.")
@click.option("--base-iri", metavar="IRI", help=f"Start of every id  [default: {DEFAULT_BASE}]")
@click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of earlier results  [default: .cache/dateline beside OUT]",
)
@click.option("--no-cache", is_flag=True, help="Work everything out again and keep nothing.")
@click.option(
    "--decisions",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which names are the same and which differ  [default: resolve.toml in each RAW folder]",
)
@click.option(
    "--register",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Persons and organisations to link to: FollowTheMoney JSON Lines, or rows id, name, aliases, type.",
)
@click.pass_context
def build(
    ctx: click.Context,
    raws: tuple[Path, ...],
    out: Path,
    model: str | None,
    jobs: int,
    base_iri: str | None,
    cache: Path | None,
    no_cache: bool,
    decisions: Path | None,
    register: Path | None,
) -> None:
    """Build articles (files or folders; `raw` by default) into OUT, replacing the build that is there.

    Text, Markdown, HTML and (with the extra `pdf`) PDF are read. A sidecar NAME.meta.toml may state title,
    authors, publisher, section, url, published and language. What cannot be read is named in a finding and
    the rest is built; the exit code is then 1.

    What an article comes to is kept and used again while the article, what stands beside it, the model and
    this program are the same; the output never depends on it.
    """
    from pipeline.analyse import ModelError
    from pipeline.cache import cache_folder
    from pipeline.resolve.decisions import DecisionError
    from pipeline.resolve.register import RegisterError
    from pipeline.road import build as run
    from pipeline.summary import findings_text, summary
    from pipeline.write import OutputError

    paths = raws or (Path("raw"),)
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path} does not exist; name a file or folder of articles")
    if cache is not None and no_cache:
        raise click.UsageError("--cache and --no-cache exclude each other")
    try:
        settings = read_settings(Path("pyproject.toml"), base_iri)
        kept = None if no_cache else cache_folder(out, cache)
        with Bar(quiet=ctx.obj["quiet"]) as bar:
            built = run(
                paths, out, model=model, jobs=jobs, base_iri=settings.base_iri, cache=kept, decisions=decisions,
                register=register, progress=bar.update,
            )  # fmt: skip
    except (OutputError, ModelError, SettingsError, DecisionError, RegisterError) as error:
        raise click.UsageError(str(error)) from error
    if built.inputs == 0:
        say(ctx, f"no articles in {', '.join(map(str, paths))}; put .txt, .md or .html files there")
    sources = {document.id: document.source for document in built.dataset.documents}
    least: Severity = "error" if ctx.obj["quiet"] else "note" if ctx.obj["verbose"] else "warning"
    if text := findings_text(built.dataset.findings, sources, least=least):
        click.echo(text, err=True)
    if built.problem:
        say(ctx, built.problem)
    say(ctx, summary(built, out))
    ctx.exit(INVALID if built.failed else 0)


class Bar:
    """A progress bar over documents, on a terminal and for more than one."""

    def __init__(self, *, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr.isatty()
        self.bar: Any = None

    def __enter__(self) -> Bar:
        return self

    def update(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        if not self.shown or total < 2:
            return
        if self.bar is None:
            self.bar = click.progressbar(length=total, label="articles", file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(done - self.bar.pos)

    def __exit__(self, *error: object) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
