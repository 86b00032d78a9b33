"""Precision, recall and F1 of times: exact spans, and exact values of the spans found, on the development part."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from bench.annotated import Annotated, articles, development
from bench.score_recognizers import recognizers
from bench.score_times_elsewhere import gum, meantime
from pipeline.analyse import ModelError, load
from pipeline.extract.extraction import TimeExpression
from pipeline.extract.times import times


def main(corpora: Path) -> None:
    """Print the scores on `own`, `gum`, `meantime` and `recognizers_text` under `corpora`."""
    articles = list(development(corpora))
    own(articles, "own, development, words only")
    try:
        analyser = load()
    except ModelError as error:
        print(f"own, development, packaged model: skipped ({error})")
    else:
        own(articles, "own, development, packaged model", analyse=lambda article: analyser(article.document))
    explicit(articles, "own, development")
    gum([path for part in ("dev", "test") for path in sorted((corpora / "gum").glob(f"*.{part}.jsonl"))])
    meantime(corpora / "meantime" / "document_first5.jsonl")
    recognizers(corpora / "recognizers_text" / "datetime_model_en.jsonl")


@cache
def blank() -> spacy.language.Language:
    """A pipeline that only splits words: the grammar of times needs no more."""
    return spacy.blank("en")


def words(article: Annotated) -> Doc:
    """The article's words, untagged."""
    return blank().make_doc(article.document.text)


def own(
    articles: Iterable[Annotated], title: str, verbose: bool = False, analyse: Callable[[Annotated], Doc] = words
) -> None:
    """Print the scores on annotated articles."""
    gold_count = found_count = spans = values = dated = right = overlap = 0
    for article in articles:
        text = article.document.text
        doc = analyse(article)
        found = {(t.span.start, t.span.end): t for t in times(article.document, doc)}
        gold = {(t.start, t.end): t.attributes.get("v", "") for t in article.tags if t.name == "time"}
        gold_count += len(gold)
        found_count += len(found)
        for span, value in gold.items():
            here = found.get(span)
            touching = here or next((f for (a, b), f in found.items() if a < span[1] and span[0] < b), None)
            spans += here is not None
            overlap += touching is not None
            if touching:
                values += (touching.edtf or "") == value
                if value:
                    dated += 1
                    right += touching.edtf == value
            if verbose and (here is None or (here.edtf or "") != value):
                report(article, span, value, touching)
        if verbose:
            for a, b in found:
                if not any(a < e and s < b for s, e in gold):
                    line = text[max(0, a - 40) : a] + "[" + text[a:b] + "]" + text[b : b + 25]
                    print(
                        "EXTRA", article.path.parent.name, article.path.stem, line.replace("\n", "¶"), found[a, b].edtf
                    )
    print_scores(title, gold_count, found_count, spans, overlap, values, dated, right)


def report(article: Annotated, span: tuple[int, int], value: str, touching: TimeExpression | None) -> None:
    """Print one disagreement."""
    text = article.document.text
    line = text[max(0, span[0] - 60) : span[0]] + "[" + text[span[0] : span[1]] + "]" + text[span[1] : span[1] + 30]
    mark = "MISS" if touching is None else "SPAN" if (touching.span.start, touching.span.end) != span else "VALUE"
    got = "" if touching is None else f"{touching.text!r} {touching.edtf}"
    where = f"{article.path.parent.name}/{article.path.stem} {article.document.published_edtf}"
    print(mark, where, line.replace("\n", "¶"), value, "|", got)


def print_scores(
    title: str, gold: int, found: int, spans: int, overlap: int, values: int, dated: int, right: int
) -> None:
    """Print one line of scores."""
    precision, recall = spans / max(1, found), spans / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{title}: {gold} times, {found} found; exact spans P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; "
        f"touched {overlap / max(1, gold):.3f}; value right of those {values / max(1, overlap):.3f}, of the dated {right / max(1, dated):.3f}"
    )


def explicit(items: Iterable[Annotated], title: str, verbose: bool = False) -> None:
    """Print how many explicit dates, those that write their year out with a month or day, are found with their value, alone, with a
    clock time, or as an end of a range."""
    total = right = 0
    for article in items:
        text = article.document.text
        found = times(article.document, words(article))
        for tag in article.tags:
            if tag.name != "time" or not EXPLICIT.fullmatch(text[tag.start : tag.end]):
                continue
            total += 1
            here = (f for f in found if f.span.start <= tag.start and tag.end <= f.span.end)
            good = any(f.edtf is not None and tag.attributes.get("v") in (f.edtf, *f.edtf.split("/")) for f in here)
            right += good
            if verbose and not good:
                print(
                    "EXPLICIT",
                    article.path.parent.name,
                    article.path.stem,
                    text[tag.start - 20 : tag.end + 20].replace("\n", "¶"),
                    tag.attributes.get("v"),
                )
    print(f"{title}: {total} explicit dates; found with their value {right / max(1, total):.3f}")


#: A month in words or figures with its year, with or without the day and its weekday.
EXPLICIT = re.compile(
    r"(?:\w+day,? )?(?:(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? )?[A-Z][a-z]{2,8}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}|\d{4}-\d\d-\d\d"
)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    if "--train" in sys.argv:
        own((a for a in articles(folder) if int(a.path.stem) % 6), "own, training part", True)
    else:
        main(folder)
