"""Seconds and peak memory of whole commands on the articles that ship, and what a rebuild costs after one edit.

    python -m bench.speed_build [ARTICLES]

measures the rebuild alone, of 1,000 articles by default, which takes minutes; the bar is one edit in 5 % of the full build.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from bench.synthetic import write_articles

#: Articles that the rebuild is measured on; among the other benchmarks, which share their minutes.
ARTICLES, FEW = 1000, 40
BAR = 0.05


def main(out: Path) -> None:
    """Print wall seconds, peak resident memory and words a second of the commands, run as a user runs them."""
    words = sum(pq.read_table(out / "tables/documents.parquet", columns=["words"])["words"].to_pylist())
    for label, args in (
        ("build raw", ["build", "raw", "--no-cache", "--out", str(out)]),
        ("check", ["check", str(out)]),
    ):
        wall, _ = cost(args)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{label:<42} {wall:>10.1f} s, {words / wall:,.0f} words/s with start-up, peak ≤ {peak:,.0f} MB")
    rebuild(FEW)


def rebuild(number: int) -> None:
    """Print what a build of that many articles costs when nothing is kept, nothing changed, and one article did, as ratios.

    Start-up is what a build of no articles costs; it is told and left in all figures.
    """
    with tempfile.TemporaryDirectory() as folder:
        raw, out, none = Path(folder) / "raw", Path(folder) / "out", Path(folder) / "none"
        words = write_articles(number, raw)
        none.mkdir()
        print(
            f"{number:,} articles, {words:,} words: seconds of the clock and of the processor, and their parts of the full build"
        )
        show("start-up, no articles", cost(["build", str(none), "--out", str(Path(folder) / "empty")]))
        full = cost(["build", str(raw), "--out", str(out)])
        show("full build, nothing kept", full)
        show("  again, nothing changed", cost(["build", str(raw), "--out", str(out)]), full)
        edited = raw / f"{number // 2:05}.md"
        edited.write_text(edited.read_text(encoding="utf-8") + "\nThe talks go on.\n", encoding="utf-8")
        show(f"  again, one edited (bar × {BAR})", cost(["build", str(raw), "--out", str(out)]), full)


def show(label: str, found: tuple[float, float], full: tuple[float, float] | None = None) -> None:
    """Print one line of figures."""
    parts = "".join(f"  × {one / whole:.3f}" for one, whole in zip(found, full, strict=True)) if full else ""
    print(f"{label:<42} {found[0]:>10.2f} s {found[1]:>10.2f} s{parts}", flush=True)


def cost(args: list[str]) -> tuple[float, float]:
    """Wall seconds of a command, and seconds of processor time of all its threads; Python keeps what it compiled, as it does by default.

    Raises:
        SystemExit: if the command fails.
    """
    began = time.perf_counter()
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen([sys.executable, "-m", "pipeline", "--quiet", *args], env=usual)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(args)} failed")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    rebuild(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
