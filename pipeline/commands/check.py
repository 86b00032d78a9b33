"""`dateline check` and `dateline schemas`: the gate."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from pipeline.commands.console import INCOMPATIBLE, INVALID, say
from pipeline.records import CONTRACT_VERSION


@click.command()
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
    # Asked for when Arrow is first imported: its own pools keep what they no longer need, a third of all memory of a check.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from pipeline.check import check as run
    from pipeline.check.assertions import PolicyError
    from pipeline.check.policy import read_policy
    from pipeline.check.reports import REPORTERS, ReportError, write_reports
    from pipeline.check.rules import explainable, explained

    if explain is not None:
        if explain != "all" and explain not in explainable():
            raise click.UsageError(f"no rule {explain!r}; there are {', '.join(explainable())}")
        click.echo(
            "\n".join(explained(rule) for rule in explainable().values() if explain in ("all", rule.id)), nl=False
        )
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


@click.command()
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
