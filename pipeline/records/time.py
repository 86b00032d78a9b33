"""A time expression, as precise as the text and no more."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from pipeline.records.column import Id, Offset, Record, column

TimeKind = Literal["date", "interval", "duration", "set", "clock"]
TimeBasis = Literal["stated", "anchored", "vague"]
Granularity = Literal["day", "week", "month", "season", "quarter", "year", "decade", "century", "hour", "minute"]


class Time(Record):
    """One expression of time and the days that it may mean."""

    table: ClassVar[str] = "times"
    references: ClassVar[dict[str, str]] = {"document_id": "documents"}

    id: Id = column("The time expression; derived from document and span")
    document_id: Id = column("The document")
    start: Offset = column("First code point in documents.text", unit="code points")
    end: Offset = column("Code point after the last", unit="code points")
    text: str = column("The exact words", example="the end of January 2021")
    kind: TimeKind = column("What the expression denotes", example="interval")
    edtf: str | None = column(
        "EDTF level 1; null for durations, sets and the truly vague",
        example="2021-01-21/2021-01-31",
        default=None,
    )
    earliest: dt.date | None = column("First day it may mean; null where open", default=None)
    latest: dt.date | None = column("Last day it may mean; null where open", default=None)
    granularity: Granularity | None = column("Finest unit that the words commit to", default=None)
    basis: TimeBasis = column("Said in full, counted from an anchor, or vague", example="stated")
    anchor_id: Id | None = column("Time expression or document that a relative expression counts from", default=None)
