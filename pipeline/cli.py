"""The command line: `dateline` and its commands."""

from __future__ import annotations

import click

from pipeline.commands.build import build
from pipeline.commands.check import check, schemas
from pipeline.commands.console import Command
from pipeline.commands.look import report, score, show
from pipeline.commands.publish import diff, publish
from pipeline.records import CONTRACT_VERSION


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


for command in (build, check, schemas, show, publish, diff, report, score):
    main.add_command(command)
