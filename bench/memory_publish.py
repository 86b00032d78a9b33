"""Seconds and peak memory of one process that publishes a build of many synthetic articles twice: whole, then with its delta.

    python -m bench.memory_publish [ARTICLES]

10,000 by default, which takes minutes; the bar is 2 GB. The articles are copies of the tests' small one, about 30 rows each.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import sample

ARTICLES = 10_000
BAR = 2_000


def main(articles: int) -> None:
    """Print what each publish costs."""
    each = sum(map(len, sample().by_table().values()))
    with tempfile.TemporaryDirectory() as folder:
        out, releases = Path(folder) / "out", Path(folder) / "releases"
        # Fewer articles first, so that the second release has a delta to write.
        for number in (articles - articles // 10, articles):
            program = f"from pathlib import Path; from bench.synthetic import write_copies; write_copies({number * each}, Path({str(out)!r}))"
            subprocess.run([sys.executable, "-c", program], check=True)
            began = time.perf_counter()
            command = [sys.executable, "-m", "pipeline", "--quiet", "publish", str(out), "--to", str(releases)]
            process = subprocess.Popen(command)
            _, status, used = os.wait4(process.pid, 0)
            if status:
                raise SystemExit("the publish failed")
            wall, peak = time.perf_counter() - began, used.ru_maxrss / 1024
            print(
                f"publish of {number:>6} articles, {number * each:>7} rows: {wall:>6.1f} s, peak {peak:>6,.0f} MB (bar {BAR:,} MB)"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
