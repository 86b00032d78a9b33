"""One line of a plain text with what can be seen of it without understanding it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.lines import Line
from pipeline.read.phrases import words as word_list

#: Code points looked at from either end of a long line.
GLANCE = 400
#: Words and code points up to which a line can be a headline or heading.
SHORT_WORDS, SHORT_LENGTH = 20, 160
#: Words up to which lines are compared.
KEY_WORDS = 60
CLOSERS = "\"'”’»›)]"
FINAL = re.compile(rf"[.!?…。！？۔।؟][{re.escape(CLOSERS)}]*(?:\[?\^?\d{{1,3}}\]?|[⁰¹²³⁴-⁹]+)?[{re.escape(CLOSERS)}]*$")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")


@dataclass(frozen=True, slots=True)
class Row:
    """A line, code points into the text; `text` is at most its first 400, `tail` at most its last 400."""

    start: int
    end: int
    group: int
    text: str
    tail: str
    words: int
    #: Whether it ends as sentences do; a footnote digit or closing quotation mark may follow the stop.
    final: bool
    #: Its words alone, in lower case, for telling whether two lines say the same; empty for a long line.
    key: str

    @property
    def short(self) -> bool:
        """Whether it could be a headline by its length."""
        return self.words <= SHORT_WORDS and self.end - self.start <= SHORT_LENGTH

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: a sentence of eight words, fourteen before a colon, or twenty-five however they end."""
        return (
            self.words >= 25
            or (self.words >= 8 and self.final)
            or (self.words >= 14 and self.text.endswith(":"))
            or self.end - self.start > 400
        )

    @property
    def blank(self) -> bool:
        """Whether it holds no letter and no digit, as separators do."""
        return not any(c.isalnum() for c in self.text)

    @property
    def content(self) -> frozenset[str]:
        """Its words that carry meaning, in lower case."""
        found = (re.sub(r"[’']s$", "", w.lower()) for w in WORD.findall(self.text))
        return frozenset(w for w in found if w not in word_list("lower"))

    @property
    def capitals(self) -> bool:
        """Whether all its letters, four at least, are capitals."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) >= 4 and all(not c.islower() for c in letters) and any(c.isupper() for c in letters)

    @property
    def title_case(self) -> bool:
        """Whether every word of weight begins with a capital, two words at least."""
        heavy = [w for w in WORD.findall(self.text) if w.lower() not in word_list("lower")]
        return len(heavy) >= 2 and all(w[0].isupper() for w in heavy)


def word_count(text: str) -> int:
    """Words by white space; in scripts that write without it (Han, kana, Thai, Khmer, Burmese) two characters are a word."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 2


def rows(text: str, found: list[Line]) -> list[Row]:
    """The lines of `text` as rows, in order."""
    made = []
    for line in found:
        length = line.end - line.start
        head = text[line.start : min(line.end, line.start + GLANCE)]
        tail = head if length <= GLANCE else text[line.end - GLANCE : line.end]
        count = word_count(head) if length <= GLANCE else max(GLANCE // 8, length // 7)
        final = FINAL.search(tail, max(0, len(tail) - 20)) is not None
        key = " ".join(WORD.findall(head)).lower() if count <= KEY_WORDS else ""
        made.append(Row(line.start, line.end, line.group, head, tail, count, final, key))
    return made
