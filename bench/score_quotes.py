"""Precision, recall and F1 of statements on the development part of the annotated articles.

Names and references are the annotated ones, so that only the finding of statements is measured. A direct quotation is right if its
span is exact (marks and outer punctuation aside); reported speech if the words it shares with the annotation make up .8 of both together.
A speaker is right if the span lies on a name or reference with the annotated speaker's id.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc

from bench.annotated import Annotated, Tag, articles, development, document
from pipeline.analyse import ModelError, load
from pipeline.extract.extraction import Name, Quote, Reference
from pipeline.extract.quotes import quotes
from pipeline.records.span import Span

OVERLAP = 0.8
MARKS = tuple("“\"‘'«„")


def main(corpora: Path) -> None:
    """Print the scores under `corpora`: `own` without a tree and with the packaged model, quotations of GUM's held-out part."""
    articles = list(development(corpora))
    score(articles, "own, development, words only", blank)
    try:
        analyser = load()
    except ModelError as error:
        print(f"own, development, packaged model: skipped ({error})")
    else:
        score(articles, "own, development, packaged model", lambda article: analyser(article.document))
    gum(sorted((corpora / "gum").glob("*.dev.jsonl")) + sorted((corpora / "gum").glob("*.test.jsonl")))


def gum(paths: list[Path]) -> None:
    """Print how many of GUM's quotations (its tag `quote`, not the `q` of scare quotes and terms) are found, and how many of ours it has."""
    gold_n = mine_n = right = kept = 0
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            made = document(record["text"], None, record["id"])
            text = made.text
            found = [q for q in quotes(made, spacy.blank("en").make_doc(text), [], []) if q.kind != "indirect"]
            marked = [(q["start"], q["end"], q["tag"]) for q in record.get("quotes", ())]
            gold = [bare(text, a, b) for a, b, tag in marked if tag == "quote"]
            inside = [q for q in found if text[q.span.start - 1 : q.span.start] in MARKS]
            gold_n, mine_n = gold_n + len(gold), mine_n + len(inside)
            right += sum(
                any(shared(text, a, bare(text, q.span.start, q.span.end)) >= OVERLAP for q in found) for a in gold
            )
            ours = [bare(text, q.span.start, q.span.end) for q in inside]
            kept += sum(any(shared(text, o, bare(text, a, b)) >= OVERLAP for a, b, _ in marked) for o in ours)
    print(
        f"gum, held out: {gold_n} quotations, found {right / max(1, gold_n):.3f}; {mine_n} of ours in marks, quotations there {kept / max(1, mine_n):.3f}"
    )


def blank(article: Annotated) -> Doc:
    """Words only, no tree."""
    return spacy.blank("en").make_doc(article.document.text)


def given(article: Annotated) -> tuple[list[Name], list[Reference]]:
    """The annotated names and references."""
    text = article.document.text
    names, references = [], []
    for tag in article.tags:
        span = Span(tag.start, tag.end)
        if tag.name == "n":
            names.append(
                Name(span, span.of(text), tag.attributes["t"], None, tag.attributes.get("f", "name"))  # type: ignore[arg-type]
            )
        elif tag.name == "r":
            references.append(Reference(span, span.of(text), span.of(text).split()[-1]))
    return names, references


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets without quotation marks, blanks and points at the edges."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def shared(text: str, a: tuple[int, int], b: tuple[int, int]) -> float:
    """Words in common over words in either."""
    both = text[max(a[0], b[0]) : min(a[1], b[1])].split()
    union = text[min(a[0], b[0]) : max(a[1], b[1])].split()
    return len(both) / max(1, len(union)) if a[0] < b[1] and b[0] < a[1] else 0.0


def speaks(article: Annotated, speaker: Span | None, wanted: str) -> bool:
    """Whether the speaker's words carry the annotated speaker's id."""
    if speaker is None:
        return False
    return any(
        t.name in {"n", "r", "role"}
        and t.attributes.get("e") == wanted
        and t.start < speaker.end
        and speaker.start < t.end
        for t in article.tags
    )


def first_person(text: str, quote: Quote, found: Sequence[Quote]) -> Span | None:
    """The speaker; where it is "I" within another quotation, that one's (`resolve` joins them so)."""
    if quote.speaker is None or quote.speaker.of(text).lower() not in {"i", "we", "me", "us"}:
        return quote.speaker
    around = [q for q in found if q is not quote and q.span.contains(quote.span) and q.span != quote.span]
    return around[-1].speaker if around else quote.speaker


def score(items: Iterable[Annotated], title: str, analyse: Callable[[Annotated], Doc], verbose: bool = False) -> None:
    """Print scores for direct, and for indirect and mixed together."""
    counts: Counter[str] = Counter()
    for article in items:
        names, references = given(article)
        found = quotes(article.document, analyse(article), names, references)
        tags = [t for t in article.tags if t.name == "q"]
        outer = [t for t in tags if t.attributes["k"] == "mixed"]
        for kind, wanted in (("direct", ("direct",)), ("reported", ("indirect", "mixed"))):
            gold = [t for t in tags if t.attributes["k"] in wanted]
            mine = [q for q in found if q.kind in wanted]
            if kind == "direct":
                gold = [t for t in gold if not any(o.start <= t.start and t.end <= o.end for o in outer)]
            compare(article, kind, gold, mine, found, counts, verbose)
    for kind in ("direct", "reported"):
        right, gold_n, mine_n = counts[kind + " right"], counts[kind + " gold"], counts[kind + " found"]
        p, r = right / max(1, mine_n), right / max(1, gold_n)
        print(
            f"{title}, {kind}: {gold_n} annotated, {mine_n} found; P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}; "
            f"speaker right of those {counts[kind + ' speaker'] / max(1, right):.3f}; cue {counts[kind + ' cue'] / max(1, right):.3f}"
        )


def compare(
    article: Annotated,
    kind: str,
    gold: list[Tag],
    mine: list[Quote],
    found: Sequence[Quote],
    counts: Counter[str],
    verbose: bool,
) -> None:
    """Count what agrees for one kind, `mine` of all `found`."""
    text = article.document.text
    counts[kind + " gold"] += len(gold)
    counts[kind + " found"] += len(mine)
    left = list(mine)
    where = f"{article.path.parent.name}/{article.path.stem}"
    cues = [t for t in article.tags if t.name == "cue"]
    for tag in gold:
        a = bare(text, tag.start, tag.end)
        need = 0.99 if kind == "direct" else OVERLAP
        match = next((q for q in left if shared(text, a, bare(text, q.span.start, q.span.end)) >= need), None)
        if match is None:
            if verbose:
                near = [q.text for q in mine if shared(text, a, (q.span.start, q.span.end)) > 0]
                print(
                    "MISS",
                    kind,
                    where,
                    text[max(0, tag.start - 70) : tag.start]
                    + "⟦"
                    + text[tag.start : tag.end]
                    + "⟧"
                    + text[tag.end : tag.end + 60],
                    "| MINE",
                    near,
                )
            continue
        left.remove(match)
        counts[kind + " right"] += 1
        good = speaks(article, first_person(text, match, found), tag.attributes["s"])
        counts[kind + " speaker"] += good
        counts[kind + " cue"] += any(match.cue and c.start < match.cue.end and match.cue.start < c.end for c in cues)
        if verbose and not good:
            print(
                "SPEAKER",
                kind,
                where,
                tag.attributes["s"],
                "| GOT",
                match.speaker and match.speaker.of(text),
                "|",
                text[max(0, tag.start - 90) : tag.end + 90],
            )
    if verbose:
        for quote in left:
            print(
                "EXTRA",
                kind,
                where,
                text[max(0, quote.span.start - 60) : quote.span.start]
                + "⟦"
                + quote.text
                + "⟧"
                + text[quote.span.end : quote.span.end + 50],
                "| CUE",
                quote.cue and quote.cue.of(text),
            )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    if "--train" in sys.argv:
        score((a for a in articles(folder) if int(a.path.stem) % 6), "own, training part", blank, True)
    else:
        main(folder)
