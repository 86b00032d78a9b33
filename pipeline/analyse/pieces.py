"""Word pieces, word shapes and clues of word lists: what the packaged model reads of each word."""

from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path

from tokenizers import Tokenizer

# A word of more pieces than this is noise (a hash, a long address); the rest of it is not read.
LONGEST_WORD = 12
_CACHE = 200_000
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‑": "-", "\u00ad": "", "\u200b": ""}
)


class Shape(IntEnum):
    """The case pattern of a word, which the uncased word pieces do not show."""

    PAD = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    CAPITAL = 4  # one capital, alone or with a full stop
    MIXED = 5
    DIGITS = 6
    DIGITS_AND_LETTERS = 7
    PUNCTUATION = 8
    ABBREVIATION = 9  # U.S.
    OTHER = 10


def shape(word: str) -> Shape:
    """The case pattern of `word`."""
    if word.isdigit():
        return Shape.DIGITS
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return Shape.DIGITS if any(character.isdigit() for character in word) else Shape.PUNCTUATION
    if any(character.isdigit() for character in word):
        return Shape.DIGITS_AND_LETTERS
    capitals = sum(character.isupper() for character in letters)
    if capitals == 0:
        return Shape.LOWER if any(character.islower() for character in letters) else Shape.OTHER
    if len(letters) == 1:
        return Shape.CAPITAL
    if "." in word[:-1] and capitals == len(letters):
        return Shape.ABBREVIATION
    if capitals == len(letters):
        return Shape.UPPER
    return Shape.TITLE if capitals == 1 and letters[0].isupper() else Shape.MIXED


class Pieces:
    """Word pieces of words by the vocabulary at `path` (`tokenizer.json`); every word is looked up once.

    `clues` gives word forms, lower case, the number of what word lists know of them; 0 is nothing.
    """

    def __init__(self, path: Path, clues: Mapping[str, int]) -> None:
        self._clues = clues
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._unknown, self.first, self.last = (self._mark(mark) for mark in ("[UNK]", "[CLS]", "[SEP]"))
        self._known: dict[str, tuple[tuple[int, ...], int, int]] = {}

    def _mark(self, mark: str) -> int:
        number: int | None = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"the vocabulary has no {mark}")
        return number

    def __call__(self, word: str) -> tuple[tuple[int, ...], int, int]:
        """Piece ids (one or more), the shape and the clue of `word`."""
        known = self._known.get(word)
        if known is None:
            ids = (
                self._tokenizer.encode(word.translate(_QUOTES), add_special_tokens=False).ids
                if len(word) <= 100
                else []
            )
            clue = self._clues.get(word.translate(_QUOTES).lower(), 0)
            known = tuple(ids[:LONGEST_WORD]) or (self._unknown,), int(shape(word)), clue
            if len(self._known) < _CACHE:
                self._known[word] = known
        return known
