"""`make score`: precision, recall and F1 of every room on the annotated corpora, held-out parts only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Modules that print one table when run with the corpora folder, in the order of the road.
SCORES = (
    "training.score",
    "bench.score_names",
    "bench.score_web_names",
    "bench.score_entities",
    "bench.score_places",
    "bench.score_roles",
    "bench.score_times",
    "bench.score_quotes",
    "bench.score_events",
    "bench.score_identity",
)


def main() -> int:
    """Run the scores named on the command line (all by default) on the corpora folder named first."""
    corpora = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpora")
    if not corpora.is_dir():
        print(f"SKIPPED: {corpora} is not here; name the folder: make score CORPORA=folder", file=sys.stderr)
        return 0
    wanted = sys.argv[2:]
    failed = False
    for name in SCORES:
        if not wanted or name.rpartition("_")[2] in wanted or name in wanted:
            print(f"\n== {name}", flush=True)
            failed |= subprocess.run([sys.executable, "-m", name, str(corpora)], check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
