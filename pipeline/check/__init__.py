"""The written bytes to findings: proof that a folder keeps the contract, without trust in whoever wrote it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from pipeline.check import (
    code_rules,
    conservation_rules,
    described_rules,
    descriptor_rules,
    domain_rules,
    graph_rules,
    linked_rules,
    manifest_rules,
    parity_rules,
    physical_rules,
    rdf_rules,
    role_rules,
    table_rules,
    text_rules,
)
from pipeline.check.bundle import Bundle, read_bundle
from pipeline.check.policy import Policy
from pipeline.check.report import Report
from pipeline.check.tally import Tally
from pipeline.check.visits import LineRule, undecided, visited
from pipeline.records import Finding

#: The rules that look at each JSON-LD line, in passes, before those that look at the graphs made of them.
PASSES: tuple[tuple[LineRule, ...], ...] = (
    (*linked_rules.LINE_RULES, *domain_rules.LINE_RULES, *rdf_rules.LINE_RULES, *parity_rules.LINE_RULES),
    *((rule,) for rule in parity_rules.CHILD_RULES),
)


def linked_lines(bundle: Bundle) -> Iterator[Finding]:
    """Every rule on lines."""
    for rules in PASSES:
        yield from visited(bundle, rules)


#: Every other rule's function, in the order that a reader of the report would ask.
RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    *manifest_rules.RULES,
    *conservation_rules.RULES,
    *descriptor_rules.RULES,
    *described_rules.RULES,
    *physical_rules.RULES,
    *table_rules.RULES,
    *text_rules.RULES,
    *code_rules.RULES,
    *role_rules.RULES,
    linked_lines,
    *graph_rules.RULES,
)

#: Nothing excused, nothing asserted.
STRICT = Policy()


def check(folder: Path, policy: Policy = STRICT) -> Report:
    """Check an output folder; never raises for what is wrong with it.

    Args:
        policy: what the project that owns the folder excuses and asserts.
    """
    tally = Tally(policy)
    bundle = read_bundle(folder, tally.take)
    for rule in RULES:
        tally.add(carried_out(rule, bundle))
    tally.add(policy.broken(bundle.rows))
    tally.add(policy.expired())
    tally.add(policy.unused(tally.used))
    checked = {f"tables/{name}.parquet": len(rows) for name, rows in bundle.rows.items()}
    checked |= {f"jsonld/{name}.jsonl": len(lines) for name, lines in bundle.lines.items()}
    return Report(folder, tally.findings, checked, tally.counts, tuple(tally.suppressed))


def carried_out(rule: Callable[[Bundle], Iterator[Finding]], bundle: Bundle) -> Iterator[Finding]:
    """A rule's findings; that it could not be carried out is one too."""
    try:
        yield from rule(bundle)
    except Exception as error:
        yield undecided(rule, error)
    # Arrow keeps what it no longer needs, and each rule needs other columns.
    pa.default_memory_pool().release_unused()


__all__ = ["Report", "check"]
