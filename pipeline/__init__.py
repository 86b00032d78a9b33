"""Dateline: raw articles to validated, linked records of entities and events.

    from pipeline import build, read_release

    build(["raw"], "out")
    release = read_release("out")
    release.table("events")             # a pyarrow.Table
    for event in release.events:        # typed, frozen records
        print(event.edtf, event.label, [p.text for p in event.participants])

Nothing heavy is imported until one of the two is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.released import Released
    from pipeline.road import Built

__all__ = ["build", "read_release"]

AnyPath = str | PathLike[str]


def build(
    raws: AnyPath | Sequence[AnyPath],
    out: AnyPath,
    *,
    model: str | None = None,
    jobs: int = 1,
    base_iri: str | None = None,
    cache: AnyPath | None = None,
) -> Built:
    """Build articles (files or folders) into the folder `out`, as `dateline build` does; see `pipeline.road.build`.

    Raises:
        FileNotFoundError: if one of `raws` does not exist.
        pipeline.settings.SettingsError: if `base_iri` is no absolute IRI that ends in / or #.
        pipeline.write.OutputError: if `out` cannot be written; the build that was there is untouched.
        pipeline.analyse.ModelError: if the language model is missing or damaged.
    """
    from pathlib import Path

    from pipeline.records.identity import DEFAULT_BASE
    from pipeline.road import build as run

    paths = [raws] if isinstance(raws, str | PathLike) else raws
    kept = Path(cache) if cache is not None else None
    base = DEFAULT_BASE if base_iri is None else base_iri
    return run([Path(p) for p in paths], Path(out), model=model, jobs=jobs, base_iri=base, cache=kept)


def read_release(folder: AnyPath) -> Released:
    """What a build or release in `folder` holds, read when it is asked for; see `pipeline.released.Released`.

    Raises:
        FileNotFoundError: if it holds no tables.
    """
    from pathlib import Path

    from pipeline.released import Released

    return Released(Path(folder))
