"""Words: spaCy's English tokenizer with the few adjustments that news text and the treebanks ask for."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex
from spacy.vocab import Vocab

# spaCy's affix rules cost the square of a word's length, so that a run without blanks is cut at this many code points
# and what is cut off stands as one word: no language that the model reads has such words.
LONGEST_RUN = 400
_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
_WHOLE = re.compile(r"\S+")
_EXTRA_INFIXES = (
    r"(?<=[0-9])[–—‑-](?=[A-Za-z0-9])",  # 12-year-old, 1991–94
    r"(?<=[A-Za-z])[–—‑-](?=[0-9])",  # mid-2015
    r"(?<=[A-Za-z])/(?=[A-Za-z])",
    r"(?<=[A-Za-z.])(?:--|—)(?=[A-Za-z\"“])",
    r"(?<=[a-z][.!?])[\"”’](?=[A-Z])",
)


@cache
def abbreviations() -> dict[str, frozenset[str]]:
    """The lists of `abbreviations.toml`, each as a set."""
    with (Path(__file__).parent / "abbreviations.toml").open("rb") as file:
        return {name: frozenset(words) for name, words in tomllib.load(file).items()}


def tokenizer(vocab: Vocab | None = None) -> Tokenizer:
    """The tokenizer of the packaged model, on `vocab` (a blank English one when none is given)."""
    nlp = spacy.blank("en", vocab=vocab) if vocab is not None else spacy.blank("en")
    rules = nlp.tokenizer
    assert isinstance(rules, Tokenizer)
    infixes = [*(nlp.Defaults.infixes or ()), *_EXTRA_INFIXES]
    rules.infix_finditer = compile_infix_regex(infixes).finditer
    # Emoticons such as `8)` and `:)` are rarer in news than the ends of brackets that look like them.
    rules.rules = {
        word: parts
        for word, parts in rules.rules.items()
        if any(c.isalpha() for c in word) and not set(word) & set("():=^<>")
    }
    for name in ("before_name", "anywhere"):
        for word in abbreviations()[name]:
            rules.add_special_case(word, [{ORTH: word}])
    return rules


def stretches(text: str, edges: Iterable[int], cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Stretches that are tokenised on their own: between `edges` and `cuts` (code points), and within runs without a blank.

    A single blank after a cut stays with the stretch before it, as spaCy keeps it with the word.
    """
    stops = {0, len(text), *(edge for match in _RUN.finditer(text) for edge in match.span())}
    stops.update(edge for edge in edges if 0 < edge < len(text))
    for cut in cuts:
        if 0 < cut < len(text):
            stops.add(cut + 1 if text[cut] == " " and text[cut - 1] != " " else cut)
    ordered = sorted(stops)
    yield from pairwise(ordered)


def split(
    rules: Tokenizer, text: str, edges: Iterable[int] = (), cuts: Iterable[int] = ()
) -> tuple[list[str], list[bool]]:
    """Words of `text` and whether a blank follows each; together they spell `text` exactly.

    No word crosses a position in `edges` or `cuts` (code points), and a word starts at each of `edges`.
    """
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in stretches(text, edges, cuts):
        if end - start >= LONGEST_RUN and _WHOLE.fullmatch(text, start, end):
            words.append(text[start:end])
            spaces.append(False)
            continue
        for token in rules(text[start:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return words, spaces
