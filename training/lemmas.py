"""The lemma tables of the package: irregular forms, and what the treebanks say where the rules say otherwise."""

import tomllib
from collections import Counter
from pathlib import Path

from pipeline.analyse.lemmas import Lemmatizer
from training.splits import held_out_gum
from training.trees import Sentence, read

_PENN = {
    "plurals": ("NNS",),
    "gerunds": ("VBG",),
    "pasts": ("VBD", "VBN"),
    "comparatives": ("JJR", "JJS", "RBR", "RBS"),
}
# The share of a form's readings that a treebank lemma needs before it overrules the rules.
AGREED = 0.7


def irregular() -> dict[str, dict[str, str]]:
    """Irregular forms by tag."""
    said = tomllib.loads((Path(__file__).parent / "irregular.toml").read_text(encoding="utf-8"))
    tables: dict[str, dict[str, str]] = {}
    for name, tags in _PENN.items():
        for entry in said[name].split(";"):
            form, lemma = entry.split()
            for tag in tags:
                tables.setdefault(tag, {})[form] = lemma
    for entry in said["verbs"].split(";"):
        base, past, participle = entry.split()
        for tag, forms in (("VBD", past), ("VBN", participle)):
            for form in forms.split("|"):
                tables.setdefault(tag, {})[form] = base
    return tables


def tables(corpora: Path, vocabulary: set[str]) -> dict[str, object]:
    """`exceptions` by tag and form, and the `words` that endings are restored to."""
    apart = held_out_gum(corpora)
    seen: dict[tuple[str, str], Counter[str]] = {}
    paths = [path for path in sorted((corpora / "trees").glob("*/*.conllu")) if path.stem not in apart]
    for path in paths:
        for paragraph in read(path):
            for sentence in paragraph.sentences:
                _count(sentence, seen)
    exceptions = irregular()
    words = {form for form in vocabulary if form.isalpha() and len(form) > 2}
    words |= {
        lemma
        for (_, tag), lemmas in seen.items()
        if tag[:2] in ("VB", "JJ", "NN")
        for lemma in lemmas
        if lemma.islower()
    }
    rules = Lemmatizer(exceptions, frozenset(words))
    for (form, tag), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if lemmas.total() < 2 and tag[:2] in ("NN", "JJ", "RB", "VB", "UH", "CD", "IN"):
            continue  # mostly slips of the pen
        if (
            count >= AGREED * lemmas.total()
            and rules(form, tag) != lemma
            and form not in exceptions.get(tag, {})
            and tag not in ("NNP", "NNPS", "GW")
        ):
            exceptions.setdefault(tag, {})[form] = lemma
    lemmas_known = sorted(word for word in words if word.isascii())
    return {"exceptions": exceptions, "words": lemmas_known}


def _count(sentence: Sentence, seen: dict[tuple[str, str], Counter[str]]) -> None:
    for form, lemma, tag in zip(sentence.forms, sentence.lemmas, sentence.tags, strict=True):
        if lemma != "_" and form.lower() == form:
            seen.setdefault((form.replace("’", "'"), tag), Counter())[lemma] += 1


def score(corpora: Path, lemmatizer: Lemmatizer) -> tuple[int, int]:
    """Right lemmas and all words of held-out GUM, with its own tags."""
    right = total = 0
    for name in sorted(held_out_gum(corpora)):
        for paragraph in read(corpora / "trees" / "gum" / f"{name}.conllu"):
            for sentence in paragraph.sentences:
                for form, lemma, tag in zip(sentence.forms, sentence.lemmas, sentence.tags, strict=True):
                    total += 1
                    right += lemmatizer(form, tag) == lemma
    return right, total
