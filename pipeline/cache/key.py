"""The name under which a document's result is kept: a digest of all that it is a function of."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.cache.code import code_digest, environment, model_identity
from pipeline.read import Source
from pipeline.read.reader import MOST_BYTES
from pipeline.read.sidecar import SUFFIX as SIDECAR


def source_key(source: Source, *, model: str | None, base_iri: str) -> str | None:
    """SHA-256, hexadecimal, of the input's bytes, its name, what lies beside it, code, model and settings; None if it cannot be read."""
    sha = hashlib.sha256()
    try:
        for part in parts(source, model, base_iri):
            sha.update(len(part).to_bytes(8, "big"))
            sha.update(part)
    except (OSError, ValueError):
        return None
    return sha.hexdigest()


def parts(source: Source, model: str | None, base_iri: str) -> Iterator[bytes]:
    """Everything that the result is a function of, in one order.

    Raises:
        OSError: if the input or a file beside it cannot be read.
    """
    for text in (code_digest(), environment(), model_identity(model), base_iri, source.source):
        yield text.encode("utf-8", "surrogatepass")
    yield os.fsencode(source.path.name)
    yield head(source.path)
    # Reviews are not among them: they are carried out on the result, every time.
    for beside in (source.path.name + SIDECAR, source.path.stem + SIDECAR):
        path = source.path.with_name(beside)
        yield b"present " + head(path) if path.is_file() else b"absent"


def head(path: Path) -> bytes:
    """The bytes of a file, as far as any reader reads them."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)
