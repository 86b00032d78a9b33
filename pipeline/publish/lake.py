"""A release as Delta Lake tables, one a table of the contract; needs the extra `delta`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.publish.release import PublishError
from pipeline.records import TABLES

#: Key of a commit's metadata that names the release it brought.
RELEASE = "dateline.release"


def write_delta(release: Path, to: str) -> int:
    """Bring the tables of a release into Delta tables `to/NAME` (a folder or URL); returns how many were written.

    Each table is replaced in one transaction that names the release, so readers see the old rows or the new and can travel back;
    the tables follow each other in the contract's order. A table that has the release already is left alone: after a failure,
    the same call goes on.

    Raises:
        PublishError: if the library is not installed or a table cannot be written.
    """
    try:
        from deltalake import CommitProperties, DeltaTable, write_deltalake
        from deltalake.exceptions import DeltaError
    except ImportError as error:
        raise PublishError("Delta tables need a library; install it with: pip install 'dateline[delta]'") from error
    described: dict[str, Any] = json.loads((release / "release.json").read_bytes())
    version, written = str(described["version"]), 0
    for name, kind in TABLES.items():
        place = f"{to.rstrip('/')}/{name}"
        try:
            if DeltaTable.is_deltatable(place) and DeltaTable(place).history(1)[0].get(RELEASE) == version:
                continue
            table = pq.read_table(release / f"tables/{name}.parquet")
            write_deltalake(
                place, table, mode="overwrite", schema_mode="overwrite", name=name, description=(kind.__doc__ or "").splitlines()[0],
                commit_properties=CommitProperties(custom_metadata={RELEASE: version}),
            )  # fmt: skip
        except (DeltaError, OSError) as error:
            raise PublishError(f"cannot write the Delta table {place}: {error}") from error
        written += 1
    return written
