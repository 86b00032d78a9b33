"""Seconds and peak memory of whole commands on the articles that ship: build, check."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq


def main(out: Path) -> None:
    """Print wall seconds, peak resident memory and words a second of the commands, run as a user runs them."""
    words = sum(pq.read_table(out / "tables/documents.parquet", columns=["words"])["words"].to_pylist())
    for label, args in (("build raw", ["build", "raw", "--out", str(out)]), ("check", ["check", str(out)])):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "pipeline", "--quiet", *args], check=True)
        wall = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{label:<42} {wall:>10.1f} s, {words / wall:,.0f} words/s with start-up, peak ≤ {peak:,.0f} MB")
