"""Documents a second that names are resolved at, within documents and across them, and how that grows with their number.

The documents are made up for it from the packaged lists of given names, organisations and countries: 40 mentions each, of some 12
entities, persons first by full name and then by surname. The bar: 10,000 documents under a minute on two cores, so 84 a second on one.
"""

from __future__ import annotations

import hashlib
import resource
import time
from itertools import count
from pathlib import Path

from pipeline.extract.extraction import Extraction, Name
from pipeline.knowledge.countries import countries
from pipeline.knowledge.organisations import organisations
from pipeline.knowledge.words import given_names
from pipeline.records import Document, Span
from pipeline.records.identity import DEFAULT_BASE, digest, make_id
from pipeline.resolve import across, within

SIZES = (1_000, 3_000, 10_000)
MENTIONS, CAST = 40, 12
BAR = 10_000 / 60 / 2


def main(out: Path) -> None:
    """Print documents a second and peak memory for growing builds; `out` is not read."""
    given = sorted(given_names())
    bodies = [entry.names[0] for entry in organisations()]
    states = [(country.name, code) for code, country in sorted(countries().items())]
    for size in SIZES:
        inside, parts = 0.0, []
        for number in range(size):
            document, extraction = article(number, given, bodies, states)
            began = time.process_time()
            parts.append(within(document, extraction, DEFAULT_BASE))
            inside += time.process_time() - began
        began = time.process_time()
        dataset = across(parts, DEFAULT_BASE)
        between = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>6} documents, {size * MENTIONS:>6} mentions: {inside + between:>5.1f} s of one core (within {inside:.1f}, "
            f"across {between:.1f}), {size / (inside + between):>4.0f}/s (bar {BAR:.0f})  {len(dataset.entities):>6} entities  {memory:.0f} MB, "
            f"{memory / size * 1000:.0f} KB a document",
            flush=True,
        )


def article(
    number: int, given: list[str], bodies: list[str], states: list[tuple[str, str]]
) -> tuple[Document, Extraction]:
    """The made-up document of a number, the same on every run."""
    chances = (
        int.from_bytes(hashlib.sha256(f"{number} {draw}".encode()).digest()[:6], "big") for draw in count()
    )  # fmt: skip

    def pick(rows: list[str]) -> str:
        return rows[next(chances) % len(rows)]

    cast: list[tuple[str, str, str | None]] = []
    for place in range(CAST):
        if place % 3 == 0:
            cast.append((f"{pick(given[:300])} {pick(given)}", "Person", None))
        elif place % 3 == 1:
            cast.append((pick(bodies), "Organization", None))
        else:
            name, code = states[next(chances) % len(states)]
            cast.append((name, "Place", code))
    text, names, seen = "", [], set()
    for mention in range(MENTIONS):
        name, kind, code = cast[mention % CAST]
        shown = name.split()[-1] if kind == "Person" and name in seen else name
        seen.add(name)
        span = Span(len(text), len(text) + len(shown))
        names.append(Name(span, shown, kind, code=code, confidence=0.9))  # type: ignore[arg-type]
        text += shown + (". " if mention % 3 else " met ")
    document = Document(
        id=make_id(DEFAULT_BASE, "document", str(number)), source=f"{number}.txt", media_type="text/plain",
        sha256=digest(text), text=text, text_sha256=digest(text), words=len(text.split()),
    )  # fmt: skip
    return document, Extraction(tuple(names))


if __name__ == "__main__":
    main(Path("out"))
