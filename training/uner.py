"""Universal NER over the English Web Treebank: persons, organisations and places; the other types are left open."""

import json
from pathlib import Path

from training.example import bio
from training.guideline import UNMARKED_BY_THREE_TYPES, is_adjective

_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}


def documents(corpora: Path) -> dict[str, dict]:
    """The records of both parts by document id."""
    result = {}
    for part in ("dev", "test"):
        for line in (corpora / "uner" / f"ewt_{part}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            result[record["id"]] = record
    return result


def spans(forms: list[str], record: dict) -> list[tuple[int, int, str]] | None:
    """The record's names as word spans over the treebank's words; None where the two texts cannot be aligned."""
    text = record["text"]
    visible = [index for index, character in enumerate(text) if not character.isspace()]
    owners = [number for number, form in enumerate(forms) for character in form if not character.isspace()]
    if len(visible) != len(owners):
        return None
    owner = dict(zip(visible, owners, strict=True))
    found = []
    for entity in record["entities"]:
        touched = [owner[index] for index in range(entity["start"], entity["end"]) if index in owner]
        found.append((touched[0], touched[-1] + 1, _TYPES[entity["type"]]))
    return found


def targets(forms: list[str], record: dict) -> list[str] | None:
    """One name target a word, or None where the texts differ."""
    found = spans(forms, record)
    if found is None:
        return None
    kinds = [
        (
            start,
            end,
            "Place|Place-adjective" if kind == "Place" and is_adjective(" ".join(forms[start:end])) else kind,
        )
        for start, end, kind in found
    ]
    return bio(len(forms), kinds, UNMARKED_BY_THREE_TYPES)
