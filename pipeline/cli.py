"""The command line: `dateline build | check | schemas | show`."""

from __future__ import annotations

import datetime as dt
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from pipeline.records import CONTRACT_VERSION
from pipeline.records.finding import Severity
from pipeline.records.identity import DEFAULT_BASE
from pipeline.settings import SettingsError, read_settings

#: Exit codes of CONTRACT.md.
INVALID, INTERNAL, INCOMPATIBLE = 1, 3, 4


class Command(click.Group):
    """A group that turns an unforeseen error into exit code 3 with what to report."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params.get("verbose"):
                traceback.print_exc()
            click.echo(f"dateline: internal error: {type(error).__name__}: {error}", err=True)
            click.echo("This is a bug. Please report it with the output of the same command with --verbose.", err=True)
            ctx.exit(INTERNAL)


@click.group(cls=Command, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
@click.option("--verbose", "-v", is_flag=True, help="Say more; show where an internal error arose.")
@click.version_option(package_name="dateline", message=f"%(package)s %(version)s, contract {CONTRACT_VERSION}")
@click.pass_context
def main(ctx: click.Context, quiet: bool, verbose: bool) -> None:
    """Turn raw articles into validated JSON-LD records and Parquet tables.

    \b
    dateline build raw --out out    articles to records
    dateline check out              prove that a folder keeps the contract
    dateline show out Zarif         one entity, event or statement with its evidence
    dateline schemas                where the schemas are, and whether they drifted

    Exit codes: 0 done and valid, 1 findings of severity error, 2 wrong use, 3 internal error,
    4 incompatible change of contract.
    """
    ctx.obj = {"quiet": quiet, "verbose": verbose}


def say(ctx: click.Context, message: str) -> None:
    """A message for people, on stderr."""
    if not ctx.obj["quiet"]:
        click.echo(message, err=True)


@main.command()
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


@main.command()
@click.argument("out", default="out", type=click.Path(path_type=Path))
@click.option(
    "--report-format",
    type=click.Choice(["text", "json", "sarif", "junit", "markdown"]),
    default="text",
    show_default=True,
    help="What to print; all are also written to OUT/reports.",
)
@click.option("--explain", metavar="RULE", help="Tell what a rule holds, why, an example and the cure; or all.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Day by which suppressions expire; without it none does.",
)
@click.pass_context
def check(ctx: click.Context, out: Path, report_format: str, explain: str | None, as_of: dt.datetime | None) -> None:
    """Prove from the written bytes alone that OUT keeps the contract; writes OUT/reports.

    [[tool.dateline.suppress]] in pyproject.toml, or suppress.toml beside OUT, excuses findings with a reason
    and a last day; [tool.dateline.assert] states how many records there must be.
    """
    from pipeline.check import check as run
    from pipeline.check.assertions import PolicyError
    from pipeline.check.policy import read_policy
    from pipeline.check.reports import REPORTERS, ReportError, write_reports
    from pipeline.check.rules import explained, rules

    if explain is not None:
        if explain != "all" and explain not in rules():
            raise click.UsageError(f"no rule {explain!r}; there are {', '.join(rules())}")
        click.echo("\n".join(explained(rule) for rule in rules().values() if explain in ("all", rule.id)), nl=False)
        return
    if not out.is_dir():
        raise click.UsageError(f"{out} is not a folder; build one with: dateline build --out {out}")
    try:
        result = run(out, read_policy(Path("pyproject.toml"), out, as_of.date() if as_of else None))
        write_reports(result, out)
    except (PolicyError, ReportError) as error:
        raise click.UsageError(str(error)) from error
    if report_format != "text" or not ctx.obj["quiet"] or result.failed:
        click.echo(REPORTERS[report_format](result), nl=False)
    ctx.exit(INVALID if result.failed else 0)


@main.command()
@click.option("--write", is_flag=True, help="Bring the folder up to the code.")
@click.option(
    "--compare",
    nargs=2,
    metavar="OLD NEW",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Decide whether the contract NEW is compatible with OLD under the version it declares.",
)
@click.option(
    "--folder", default="schemas", show_default=True, type=click.Path(path_type=Path), help="Folder of the schemas."
)
@click.pass_context
def schemas(ctx: click.Context, write: bool, compare: tuple[Path, Path] | None, folder: Path) -> None:
    """Compare the committed schemas with what the code generates, or write them with --write."""
    from pipeline.check.evolution import ContractError
    from pipeline.check.evolution import compare as judge
    from pipeline.write.golden import drift, write_schemas

    if compare is not None:
        try:
            comparison = judge(*compare)
        except ContractError as error:
            raise click.UsageError(str(error)) from error
        for change in comparison.changes:
            click.echo(f"{'breaking' if change.breaking else 'additive'}: {change.place}: {change.reason}")
        verdict = (
            f"{comparison.old} to {comparison.new}: {comparison.needed} change, {comparison.declared} bump declared"
        )
        say(ctx, verdict)
        ctx.exit(0 if comparison.compatible else INCOMPATIBLE)
    if write:
        count = write_schemas(folder)
        say(ctx, f"{count} schema files of contract {CONTRACT_VERSION} are in {folder}")
        return
    differences = drift(folder)
    for line in differences:
        click.echo(line)
    if differences:
        say(ctx, "the schemas drifted from the code; if that is meant: dateline schemas --write")
        ctx.exit(INVALID)
    say(ctx, f"{folder} agrees with the code, contract {CONTRACT_VERSION}")


@main.command()
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


@main.command()
@click.argument("out", default="out", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="RELEASES", type=click.Path(path_type=Path), help="Folder of releases.")
@click.option(
    "--rekey",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Where ids went that vanish for no reason in the data: lines of JSON with old, new and reason.",
)
@click.pass_context
def publish(ctx: click.Context, out: Path, to: Path, rekey: Path | None) -> None:
    """Check OUT and release it as RELEASES/VERSION; RELEASES/latest moves last.

    The version tells what changed since the last release: major for edited or removed rows, minor for
    added ones, patch for the same rows in other bytes. What does not keep the contract is not released.
    A release holds changes.parquet and changes.jsonl, what changed since the last one, and rekey.jsonl,
    where the ids went that are gone.
    """
    from pipeline.check.reports import REPORTERS
    from pipeline.publish import PublishError, Refused, Vanished
    from pipeline.publish import publish as run
    from pipeline.publish.rekey import told

    if not out.is_dir():
        raise click.UsageError(f"{out} is not a folder; build one with: dateline build --out {out}")
    try:
        moved = told(rekey) if rekey else None
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    try:
        release = run(out, to, told=moved)
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
    say(ctx, f"{note} {release.folder}, latest points to {release.version}")


@main.command()
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
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{old} or {new} cannot be read: {error}; see: dateline check") from error


@main.command()
@click.argument("out", default="out", type=click.Path(path_type=Path))
@click.option("--serve", is_flag=True, help="Serve the site on this machine, and save reviews beside the articles.")
@click.option(
    "--raw", default="raw", show_default=True, type=click.Path(path_type=Path), help="Folder of the articles."
)
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port to serve on; 0 for any."
)
@click.option(
    "--brat", type=click.Path(path_type=Path), metavar="DIR", help="Also write the articles as BRAT, for INCEpTION too."
)
@click.option(
    "--from-brat",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Turn the corrections in a folder that --brat wrote into reviews below RAW.",
)
@click.pass_context
def report(
    ctx: click.Context, out: Path, serve: bool, raw: Path, port: int, brat: Path | None, from_brat: Path | None
) -> None:
    """Write a site into OUT/site that shows what was extracted, to read and to review.

    Open OUT/site/index.html; nothing is fetched. A review is exported from the page, or saved with --serve, as
    NAME.review.jsonl beside the article; the next build carries it out.
    """
    from pipeline.report.brat import BratError, export, imported
    from pipeline.report.catalogue import NoBuild
    from pipeline.report.server import ServerError, room
    from pipeline.report.site import write_site

    try:
        if from_brat:
            for path, count in imported(out, from_brat, raw):
                say(ctx, f"{count} corrections added to {path}")
            return
        pages = write_site(out)
        if brat:
            say(ctx, f"{export(out, brat)} articles as BRAT in {brat}")
        say(ctx, f"{pages} pages; open {out / 'site' / 'index.html'}")
        if serve:
            with room(out, raw, port) as server:
                say(ctx, f"serving {server.address}, reviews go to {raw}; stop with Ctrl-C")
                server.serve_forever()
    except (NoBuild, BratError, ServerError) as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        say(ctx, "stopped")


@main.command()
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
