"""The output folder that the check's rules are tried on, whole or with one thing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.records.identity import DEFAULT_BASE
from pipeline.write import write_output
from tests.conftest import sample


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("master") / "out"
    write_output(sample(), out, model="none", base_iri=DEFAULT_BASE)
    return out
