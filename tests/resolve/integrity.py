"""What every data set of this room must satisfy."""

from __future__ import annotations

from pipeline.records import Dataset


def assert_whole(dataset: Dataset) -> None:
    """Ids and keys are unique, references resolve, and every quotation is the text at its offsets."""
    texts = {document.id: document.text for document in dataset.documents}
    tables = dataset.by_table()
    ids = {name: [r.id for r in records if "id" in r.columns()] for name, records in tables.items()}  # type: ignore[attr-defined]
    for name, records in tables.items():
        for record in records:
            if "text" in record.columns() and "start" in record.columns():
                span = texts[record.document_id][record.start : record.end]  # type: ignore[attr-defined]
                assert span == record.text == span.strip(), f"{name}: {record!r}"  # type: ignore[attr-defined]
        key = records[0].key
        keys = [tuple(getattr(record, column) for column in key) for record in records] if key else []
        assert len(keys) == len(set(keys)), f"{name}: a key stands twice"
        assert all(None not in k for k in keys), f"{name}: a key is null"
        for column, table in records[0].references.items():
            known = set(ids.get(table, ()))
            for record in records:
                value = getattr(record, column)
                assert value is None or value in known, f"{name}.{column}: {value} is in no row of {table}"
    evidence = {e.record_id for e in tables.get("evidence", [])}  # type: ignore[attr-defined]
    for name in ("events", "statements", "relations"):
        assert set(ids.get(name, ())) <= evidence, f"{name}: a record without evidence"
    mentioned = {m.entity_id for m in dataset.mentions}
    assert {entity.id for entity in dataset.entities} == mentioned
    for entity in dataset.entities:
        assert entity.name not in entity.alternate_names
        assert list(entity.alternate_names) == sorted(entity.alternate_names)
        assert entity.mention_count == sum(m.entity_id == entity.id for m in dataset.mentions)
