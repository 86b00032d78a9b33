"""Programs in environments of their own: they pin libraries that ours does not share, or are too big for every developer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def environment(folder: Path, *packages: str) -> Path:
    """The Python of a new environment in `folder` that has the packages; the test is skipped aloud where they cannot be had."""
    python = folder / "bin/python"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{', '.join(packages)} cannot be installed here and is not tried ({done.stderr.strip()[-120:]})")
    return python
