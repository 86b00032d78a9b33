"""Any installed spaCy pipeline behind the same seam, its entity labels mapped to our types."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.analyse import extensions
from pipeline.analyse.package import ModelError

GROUPS = ("events", "cues", "quotes", "roles")


@cache
def entity_types() -> Mapping[str, str]:
    """Our type of each label that other pipelines use."""
    with (Path(__file__).parent / "entity_types.toml").open("rb") as file:
        return tomllib.load(file)


def pipeline(name: str) -> Language:
    """The installed pipeline of that name or folder.

    Raises:
        ModelError: where there is none, or it cannot be loaded.
    """
    try:
        return spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        cure = "install it in this environment, or leave --model out to use the packaged model"
        raise ModelError(f"there is no spaCy pipeline {name!r} that can be loaded: {cure}") from error


def adapted(doc: Doc) -> Doc:
    """The document with our entity types, and with the span groups of the packaged model, empty unless the pipeline has them."""
    types = entity_types()
    kept = []
    for entity in doc.ents:
        kind = types.get(entity.label_)
        if kind is not None:
            kept.append(Span(doc, entity.start, entity.end, label=kind))
            if entity[-1].tag_.startswith("JJ") or entity[-1].pos_ == "ADJ":
                extensions.note(doc, kind, entity.start, entity.end, {"form": "adjective"})
    doc.ents = kept
    for group in GROUPS:
        if group not in doc.spans:
            doc.spans[group] = []
    return doc
