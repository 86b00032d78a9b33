"""The records are the contract: its tables and columns, and schemas that do not drift."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from pipeline.records import TABLES, Mention
from pipeline.records.arrow import arrow_schema
from pipeline.records.identity import digest, make_id, normalised
from pipeline.records.node import json_schema
from pipeline.records.span import Span, trimmed
from pipeline.records.vocabulary import LINKED, context, linked_fields
from pipeline.write.golden import drift, write_schemas
from tests.conftest import sample

ROOT = Path(__file__).parents[2]

#: The columns that CONTRACT.md fixes; more are welcome, none may go.
FIXED = {
    "documents": "id source media_type sha256 text text_sha256 title publisher authors section language url published_edtf published_basis reference_date words",
    "passages": "id document_id position kind level section start end",
    "entities": "id type subtype name alternate_names same_as country sector latitude longitude mention_count document_count",
    "mentions": "id document_id entity_id start end text form link_reason confidence",
    "times": "id document_id start end text kind edtf earliest latest granularity basis anchor_id",
    "events": "id document_id type mode contexts quad intensity label status attributed_to start end text trigger_start trigger_end edtf earliest latest time_id place_id cluster_id confidence",
    "participants": "event_id document_id start end entity_id mention_id role text count",
    "evidence": "record_id document_id start end text part",
    "statements": "id document_id speaker_id addressee_id kind start end text cue cue_start cue_end edtf medium event_id",
    "relations": "id document_id subject_id predicate object_id object_text status start end text",
    "citations": "id document_id marker start end note url",
    "findings": "document_id rule severity message pointer start end related",
}


@pytest.mark.parametrize("table", FIXED)
def test_no_column_of_the_contract_is_missing(table: str) -> None:
    assert set(FIXED[table].split()) <= set(TABLES[table].columns())


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_typed(table: str) -> None:
    schema = arrow_schema(TABLES[table])
    allowed = {pa.string(), pa.int32(), pa.float64(), pa.date32()}
    for field in schema:
        assert field.metadata[b"description"], field.name
        assert field.type in allowed or pa.types.is_list(field.type), field.name


def test_committed_schemas_agree_with_the_code() -> None:
    assert drift(ROOT / "schemas") == []


def test_drift_is_seen(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert drift(tmp_path) == []
    (tmp_path / "v1/event.schema.json").write_text("{}")
    (tmp_path / "v1/shapes.ttl").unlink()
    (tmp_path / "v1/old.schema.json").write_text("{}")
    assert [re.sub(r"^.*/", "", line) for line in drift(tmp_path)] == [
        "shapes.ttl: missing",
        "event.schema.json: differs from the code",
        "old.schema.json: no longer generated",
    ]


@pytest.mark.parametrize("record", LINKED)
def test_json_schemas_are_valid_and_describe_every_key(record: type) -> None:
    schema = json_schema(record)
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert "additionalProperties" not in str(json_schema(record, closed=False))
    for key, value in schema["properties"].items():
        assert value.get("description") or key.startswith("@"), key


def test_the_context_maps_every_key_without_defaults() -> None:
    terms = context()["@context"]
    assert terms["@protected"] is True
    assert "@vocab" not in terms
    assert "@language" not in terms
    for record in LINKED:
        assert set(linked_fields(record).values()) <= terms.keys()


def test_records_are_strict_and_frozen() -> None:
    mention = sample().mentions[0]
    with pytest.raises(ValidationError, match="frozen"):
        mention.text = "another"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="valid integer"):
        Mention(**mention.row() | {"start": "1"})
    with pytest.raises(ValidationError, match="Extra inputs"):
        Mention(**mention.row(), nickname="x")


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_digests_do_not_run_parts_together(a: list[str], b: list[str]) -> None:
    assert (digest(*a) == digest(*b)) == (a == b)


@given(st.text())
def test_ids_are_iris_whatever_the_parts(name: str) -> None:
    assert re.fullmatch(r"https://x\.example/entity/[0-9a-f]{20}", make_id("https://x.example/", "entity", name))


@given(st.text())
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_trimmed_spans_have_no_outer_space(text: str, start: int, length: int) -> None:
    span = trimmed(text, min(start, len(text)), min(start + length, len(text)))
    assert span is None or span.of(text) == span.of(text).strip() != ""


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_a_span_is_never_empty_or_reversed(start: int, end: int) -> None:
    if 0 <= start < end:
        assert len(Span(start, end).of("x" * 10)) == end - start
    else:
        with pytest.raises(ValueError, match="a span needs"):
            Span(start, end)
