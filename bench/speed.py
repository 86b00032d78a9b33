"""`make bench`: speed and memory beside peers, in one run."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

#: Modules with a `main(out)` that prints figures and ratios; `out` is a folder built for the occasion.
SPEEDS = (
    "bench.speed_build",
    "bench.speed_analyse",
    "bench.speed_extract",
    "bench.speed_resolve",
    "bench.speed_check",
    "bench.speed_report",
)


def main() -> int:
    """Run the benchmarks named on the command line, all by default."""
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        subprocess.run([sys.executable, "-m", "pipeline", "--quiet", "build", "raw", "--out", str(out)], check=True)
        for name in SPEEDS:
            if not wanted or name.rpartition("_")[2] in wanted:
                print(f"\n== {name}")
                importlib.import_module(name).main(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
