"""`python -m training.score CORPORA`: what the packaged model scores on held-out text, run as it runs in the pipeline."""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span

from pipeline.analyse import words
from pipeline.analyse.lemmas import Lemmatizer
from pipeline.analyse.network import Network
from pipeline.analyse.package import PACKAGED, read
from pipeline.analyse.reader import Reader
from training import articles, corpora, lemmas, names, raw, trees
from training.calibrate import error
from training.example import Example, joined, sentences
from training.measures import Count, Tally, row
from training.splits import held_out_genres

THREE = ("Person", "Organization", "Place")


def document(reader: Reader, example: Example, rules: Tokenizer) -> Doc:
    """The example's words and sentences, read by the component."""
    starts = [index == 0 or number != example.sentences[index - 1] for index, number in enumerate(example.sentences)]
    doc = Doc(rules.vocab, words=example.words, spaces=example.spaces, sent_starts=starts)
    doc._.breaks = example.breaks
    return reader(doc)


def gold(example: Example, head: str) -> list[tuple[int, int, str]]:
    """The spans that the corpus marks, with their type (or types, with bars)."""
    found: list[tuple[int, int, str]] = []
    for index, target in enumerate(example.targets[head]):
        kinds = "|".join(part[2:] for part in target.split("|") if part.startswith("B-"))
        if target.startswith("B-"):
            found.append((index, index + 1, kinds))
        elif target.startswith("I-") and found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1, found[-1][2])
    return found


def named(doc: Doc) -> list[tuple[int, int, str]]:
    """The names that the component found, adjectives with a type of their own."""
    return [(e.start, e.end, e.label_ + ("-adjective" if e._.form == "adjective" else "")) for e in doc.ents]


def judged_names(reader: Reader, texts: Path) -> Iterator[list[tuple[Span, bool]]]:
    """For each held-out article of our own: every name found, and whether its span and type are right."""
    rules = words.tokenizer()
    for path in corpora.article_paths(texts, held_out=True):
        judged = []
        for example in joined(articles.paragraphs(path, rules)):
            doc = document(reader, example, rules)
            wanted = {(start, end, kind.removesuffix("-adjective")) for start, end, kind in gold(example, "names")}
            judged += [(e, (e.start, e.end, e.label_) in wanted) for e in doc.ents]
        yield judged


def alone(examples: Iterable[Example]) -> Iterator[Example]:
    """Every sentence as a document of its own."""
    parts = (part for example in joined(examples) for part in sentences(example))
    for number, part in enumerate(parts):
        yield replace(part, document=f"{part.document}#{number}")


def tree_lines(title: str, examples: Iterable[Example], reader: Reader, rules: Tokenizer) -> list[str]:
    """Tags, parts of speech and trees with the treebank's own words and sentences."""
    total = tag = pos = head = label = 0
    for example in joined(examples):
        doc = document(reader, example, rules)
        assert example.heads is not None
        for token, parent, deprel in zip(doc, example.heads, example.targets["label"], strict=True):
            total += 1
            tag += token.tag_ == example.targets["tag"][token.i]
            pos += token.pos_ == example.targets["pos"][token.i]
            if token.head.i == (token.i if parent < 0 else parent):
                head += 1
                label += token.dep_.lower() == deprel
    share = [100 * count / max(total, 1) for count in (tag, pos, head, label)]
    return [
        f"{title:<44} tags {share[0]:5.2f}  parts {share[1]:5.2f}  UAS {share[2]:5.2f}  LAS {share[3]:5.2f}  of {total} words"
    ]


def name_lines(title: str, examples: Iterable[Example], reader: Reader, rules: Tokenizer) -> list[str]:
    """Persons, organisations and places, strictly; what the corpus leaves open counts for nothing."""
    tally = Tally()
    for example in joined(examples):
        if "names" not in example.targets:
            continue
        wanted = [(start, end, kinds.partition("|")[0]) for start, end, kinds in gold(example, "names")]
        unclear = {
            i
            for start, end, kinds in gold(example, "names")
            if "|" in kinds and not kinds.startswith("Place|")
            for i in range(start, end)
        }
        guessed = [
            span
            for span in named(document(reader, example, rules))
            if not unclear.intersection(range(span[0], span[1]))
        ]
        tally.add(
            [s for s in wanted if s[2] in THREE and s[0] not in unclear],
            [s for s in guessed if s[2] in THREE],
        )
    return tally.lines(title)


def article_lines(paths: list[Path], reader: Reader, rules: Tokenizer) -> list[str]:
    """Everything that our own articles mark."""
    tallies = {
        name: Tally() for name in ("names", "events", "cues", "quotes", "roles", "words of quotations", "arguments")
    }
    right = {"mode": Count(), "status": Count(), "office": Count()}
    for path in paths:
        for example in joined(articles.paragraphs(path, rules)):
            doc = document(reader, example, rules)
            tallies["names"].add(gold(example, "names"), named(doc))
            for group in ("events", "cues", "quotes", "roles"):
                tallies[group].add(gold(example, group), [(s.start, s.end, s.label_) for s in doc.spans[group]])
            tallies["words of quotations"].add(
                [(i, "word") for start, end, _ in gold(example, "quotes") for i in range(start, end)],
                [(i, "word") for s in doc.spans["quotes"] for i in range(s.start, s.end)],
            )
            _judge_attributes(example, doc, right)
            _judge_arguments(example, doc, tallies["arguments"])
    lines = [line for name, tally in tallies.items() for line in tally.lines(f"  {name}")]
    return lines + [row(f"  {name} of the spans found", count) for name, count in right.items()]


def _judge_attributes(example: Example, doc: Doc, right: dict[str, Count]) -> None:
    for group, fields in (("events", ("mode", "status")), ("roles", ("office",))):
        wanted = {span[:2] for span in gold(example, group)}
        for span in doc.spans[group]:
            if (span.start, span.end) in wanted:
                for field in fields:
                    count = right[field]
                    count.guessed += 1
                    count.wanted += 1
                    count.right += (getattr(span._, field) or "none") == example.targets[field][span.start]


def _judge_arguments(example: Example, doc: Doc, tally: Tally, threshold: float = 0.5) -> None:
    """Words that stand in a relation to a first word that the model found; what the corpus leaves open counts for nothing."""
    for group in ("events", "cues", "roles"):
        for span in doc.spans[group]:
            for relation, row_of in (example.pairs or {}).get(span.start, {}).items():
                guessed = {i for i, name, score in span._.arguments if name == relation and score >= threshold}
                open_words = {i for i, value in row_of.items() if value < 0}
                wanted = {i for i, value in row_of.items() if value > 0}
                tally.add(
                    [(span.start, i, relation) for i in wanted if not example.words[i].isspace()],
                    [(span.start, i, relation) for i in guessed - open_words],
                )


def lines(texts: Path, folder: Path = PACKAGED) -> Iterator[str]:
    """The whole table, line by line."""
    corpora.check(texts)
    package = read(folder)
    reader, rules = Reader(Network(package)), words.tokenizer()
    yield f"model {package.name}; held-out text only"
    yield "trees and tags, with the treebank's words and sentences"
    genres = held_out_genres(texts)
    yield from tree_lines("  GUM news, interview, speech", raw.gum_examples(texts, genres, inside=True), reader, rules)
    yield from tree_lines(
        "  the same, each sentence alone", alone(raw.gum_examples(texts, genres, inside=True)), reader, rules
    )
    yield from tree_lines("  GUM bio, court", raw.gum_examples(texts, genres, inside=False), reader, rules)
    yield from tree_lines("  English Web Treebank", trees.ewt(texts, held_out=True), reader, rules)
    right, total = lemmas.score(texts, Lemmatizer.of(package))
    yield f"  {'lemmas on GUM, with its tags':<42} {100 * right / total:5.2f}"
    yield "from raw text (GUM news, interview, speech; a paragraph is a passage)"
    yield from raw.lines(texts, reader, rules)
    yield "names, typed, strict: persons, organisations, places"
    yield from name_lines("  Universal NER (EWT)", trees.ewt(texts, held_out=True), reader, rules)
    yield from name_lines("  the same, each sentence alone", alone(trees.ewt(texts, held_out=True)), reader, rules)
    yield from name_lines("  wikigold", names.wikigold(texts, rules, held_out=True), reader, rules)
    yield from name_lines("  CrossNER politics", names.crossner(texts, rules, held_out=True), reader, rules)
    yield from name_lines("  Re-DocRED", names.redocred(texts, rules, held_out=True), reader, rules)
    paths = corpora.article_paths(texts, held_out=True)
    yield f"our own articles ({len(paths)} for development)"
    yield from article_lines(paths, reader, rules)
    analyses = [path for path in paths if path.parent.name == "analysis"]
    yield "policy analysis alone"
    yield from (line for line in article_lines(analyses, reader, rules)[:10] if line.startswith(("  names", "    ")))
    judged = list(judged_names(reader, texts))
    odd = [(name._.confidence, right) for n, pairs in enumerate(judged) if n % 2 for name, right in pairs]
    yield f"expected calibration error of names {error(odd):.3f} ({len(odd)} names in articles the calibration was not fitted on)"


def main(arguments: list[str] | None = None) -> int:
    """Print the table. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.score", description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--model", type=Path, default=PACKAGED, help="a folder of model files")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    for line in lines(options.corpora, options.model):
        print(line, flush=True)
    print(f"scored in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
