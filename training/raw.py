"""Words, sentences and trees from raw text: held-out GUM as it would come in, scored against the treebank."""

from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from pipeline.analyse.layout import laid_out
from pipeline.analyse.reader import Reader
from training import trees
from training.brackets import names
from training.example import ROOT, Example
from training.measures import Tally, row
from training.splits import held_out_gum


def gum_examples(corpora: Path, genres: frozenset[str], *, inside: bool) -> Iterator[Example]:
    """Held-out paragraphs of the documents in `genres`, or of the others."""
    for name in sorted(held_out_gum(corpora)):
        if (name in genres) == inside:
            found = list(trees.read(corpora / "trees" / "gum" / f"{name}.conllu"))
            for paragraph, targets in zip(found, names(found), strict=True):
                yield trees.example(paragraph, "gum", targets)


def lines(corpora: Path, reader: Reader, rules: Tokenizer) -> Iterator[str]:
    """F1 of words, sentences, and labelled arcs, beside the sentences of spaCy's blank rule-based splitter."""
    from training.splits import held_out_genres

    tally = {name: Tally() for name in ("words", "sentences", "sentences, blank spaCy", "arcs", "labelled arcs")}
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    for example in gum_examples(corpora, held_out_genres(corpora), inside=True):
        text = "".join(word + " " * space for word, space in zip(example.words, example.spaces, strict=True)).rstrip()
        doc = reader(laid_out(text, [(0, len(text), True)], [], rules, rules.vocab))
        where, position = [], 0
        for word, space in zip(example.words, example.spaces, strict=True):
            where.append((position, position + len(word)))
            position += len(word) + space
        firsts = [i for i, number in enumerate(example.sentences) if i == 0 or number != example.sentences[i - 1]]
        lasts = [i - 1 for i in firsts[1:]] + [len(where) - 1]
        wanted = [(where[first][0], where[last][1], "") for first, last in zip(firsts, lasts, strict=True)]
        tally["words"].add([(*span, "") for span in where], [(t.idx, t.idx + len(t), "") for t in doc])
        tally["sentences"].add(wanted, _sentences(doc))
        tally["sentences, blank spaCy"].add(wanted, _sentences(blank(text)))
        heads = example.heads or []
        arcs = [(*where[i], -1 if head == ROOT else where[head][0]) for i, head in enumerate(heads)]
        found = [(t.idx, t.idx + len(t), -1 if t.head.i == t.i else t.head.idx) for t in doc]
        tally["arcs"].add([(*arc, "") for arc in arcs], [(*arc, "") for arc in found])
        tally["labelled arcs"].add(
            [(*arc, label, "") for arc, label in zip(arcs, example.targets["label"], strict=True)],
            [(*arc, token.dep_.lower(), "") for arc, token in zip(found, doc, strict=True)],
        )
    for name, counts in tally.items():
        yield row(f"  {name}", counts.micro)


def _sentences(doc: Doc) -> list[tuple[int, int, str]]:
    result = []
    for sentence in doc.sents:
        text = sentence.text.rstrip()
        start = sentence.start_char + len(text) - len(text.lstrip())
        result.append((start, sentence.start_char + len(text), ""))
    return [span for span in result if span[0] < span[1]]
