"""Seconds and peak memory of whole commands on the articles that ship, and what a rebuild costs after one edit."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq

#: Copies of the shipped articles that the rebuild is measured on, each with words of its own.
COPIES = 10


def main(out: Path) -> None:
    """Print wall seconds, peak resident memory and words a second of the commands, run as a user runs them."""
    words = sum(pq.read_table(out / "tables/documents.parquet", columns=["words"])["words"].to_pylist())
    for label, args in (
        ("build raw", ["build", "raw", "--no-cache", "--out", str(out)]),
        ("check", ["check", str(out)]),
    ):
        wall = seconds(args)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{label:<42} {wall:>10.1f} s, {words / wall:,.0f} words/s with start-up, peak ≤ {peak:,.0f} MB")
    rebuild(out.parent)


def rebuild(folder: Path) -> None:
    """Print what a build costs when nothing is kept, when nothing changed and when one article did, as ratios."""
    raw, out = folder / "many", folder / "many-out"
    raw.mkdir()
    sources = [path for path in sorted(Path("raw").iterdir()) if path.suffix in (".txt", ".md", ".html")]
    for number in range(COPIES):
        for path in sources:
            text = path.read_text(encoding="utf-8")
            (raw / f"{number}-{path.name}").write_text(f"{text}\n\nCopy {number}.\n", encoding="utf-8")
    full = seconds(["build", str(raw), "--out", str(out)])
    same = seconds(["build", str(raw), "--out", str(out)])
    edited = raw / f"0-{sources[0].name}"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nEnd.\n", encoding="utf-8")
    once = seconds(["build", str(raw), "--out", str(out)])
    print(f"{f'build of {COPIES * len(sources)}, nothing kept':<42} {full:>10.1f} s")
    print(f"{'  again':<42} {same:>10.1f} s  × {same / full:.3f}")
    print(f"{'  one edited':<42} {once:>10.1f} s  × {once / full:.3f}")
    shutil.rmtree(raw)
    shutil.rmtree(out)


def seconds(args: list[str]) -> float:
    """Wall seconds of a command."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pipeline", "--quiet", *args], check=True)
    return time.perf_counter() - began
