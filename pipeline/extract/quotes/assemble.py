"""How a quotation and its cue find each other, and what is left to inherit from the quotation before."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.extract.extraction import Quote
from pipeline.extract.quotes.clauses import Content
from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import Frame
from pipeline.extract.quotes.marks import Quoted, title_like
from pipeline.extract.quotes.medium import medium
from pipeline.extract.quotes.reading import Reading
from pipeline.extract.quotes.speakers import credited
from pipeline.extract.quotes.subjects import clause_start, governed, possessive
from pipeline.extract.quotes.turns import Turn
from pipeline.records.span import Span

#: Items between a quotation and a cue that governs it.
REACH = 26
#: Candidates of a sentence among which its subject is looked for.
CANDIDATES = 8
#: Words before a colon that may name who speaks.
LABEL = 6
#: Words of a quotation that make it speech of its own, though no cue is near.
FULL = 4
#: Who speaks of himself in his own words.
SELVES = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class Said:
    """Whom the last quotation was given to, for those that follow without a cue."""

    speaker: Span | None
    addressee: Span | None
    medium: str | None
    passage: int
    runs_on: bool


class Assembly:
    """Reads frames in order and gathers the statements."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.reading = reading
        self.pool = reading.pool
        self.found: list[Quote] = []
        self.last: Said | None = None
        #: Those of `found` that run on into the next passage and wait there for their speaker.
        self.waiting: list[int] = []
        #: The subject of the sentence before, for a quotation that stands alone after it.
        self.subject: tuple[int, Span] | None = None

    def turn(self, turn: Turn, kind: Literal["direct", "indirect"] = "direct") -> None:
        """Add a turn of a transcript or interview, or what a headline puts behind a name."""
        named = self.pool.within(turn.speaker.start, turn.speaker.end) if turn.speaker else []
        who = named[-1] if named else turn.speaker
        self.found.append(Quote(turn.words, turn.words.of(self.text), kind, speaker=who, confidence=0.8))

    def read(self, frame: Frame, nested: bool = False) -> None:
        """Add the statements of one frame; `nested` for one inside a quotation, which leaves no speaker to inherit."""
        if nested:
            outside, self.last = self.last, None
            self.frame(frame)
            self.last = outside
            return
        self.frame(frame)
        candidates = self.pool.within(frame.items[0].start, frame.items[-1].end)[:CANDIDATES]
        subject = next(
            (s for s in candidates if not (governed(frame, s) or possessive(frame, s) or quoted_at(frame, s))), None
        )
        if subject:
            self.subject = frame.passage, subject

    def frame(self, frame: Frame) -> None:
        """Add the statements of one frame."""
        cues = self.reading.cues(frame)
        taken: set[int] = set()
        used: set[int] = set()
        for cue, content in self.reading.contents(frame, cues):
            self.reported(frame, cue, content, taken, used)
        alone = all(item.quote is not None or not any(c.isalnum() for c in item.low) for item in frame.items)
        for i, item in enumerate(frame.items):
            if item.quote is not None and i not in taken:
                self.direct(frame, i, item.quote, cues, alone)

    def reported(self, frame: Frame, cue: Cue, content: Content, taken: set[int], used: set[int]) -> None:
        """Add reported speech, unless its items are already reported or are nothing but a quotation."""
        start, end = content.start, content.end
        items = range(start, end)
        if any(i in used for i in items):
            return
        marked = [i for i in items if frame.quote(i) is not None]
        words = [i for i in items if frame.quote(i) is None and any(c.isalnum() for c in frame.low(i))]
        if len(words) < 1 or (marked and cue.word.kind == "naming") or self.set_off(frame, start):
            return
        if len(words) == 1 and frame.low(words[0]) == "that" and all(self.is_sentence(frame, i) for i in marked):
            return  # "saying that “It is over.”" quotes in full
        while frame.low(end - 1) == "," and end - 1 > start:
            end -= 1
        used.update(items)
        taken.update(marked)
        span = frame.span(start, end)
        kind = "mixed" if marked else "direct" if self.unshifted(frame, cue, content) else "indirect"
        quote = self.quote(frame, cue, span, kind, 0.6)
        self.found.append(quote)
        if quote.speaker:
            self.last = Said(quote.speaker, quote.addressee, quote.medium, frame.passage, False)

    def unshifted(self, frame: Frame, cue: Cue, content: Content) -> bool:
        """Whether a clause before its cue keeps the speaker's own "I" or "we", and so his words, though no marks stand around them."""
        if content.end > cue.start or cue.phrase:
            return False
        own = any(frame.low(i) in SELVES for i in range(content.start, content.end))
        return own and not any(frame.low(i) in SELVES for i in range(content.end, len(frame)))

    def is_sentence(self, frame: Frame, i: int) -> bool:
        """Whether the quotation at `i` is a sentence with capital and stop."""
        quote = frame.quote(i)
        words = quote.inner.of(self.text) if quote else ""
        return words[:1].isupper() and words[-1:] in {".", "?", "!"}

    def shared(self, frame: Frame, cue: Cue) -> Span | None:
        """The speaker of the statement before, for a cue that goes on with "and" or "but"."""
        goes_on = frame.low(cue.start - 1) in {"and", "but", ","} and not cue.passive
        return self.last.speaker if goes_on and self.last and self.last.passage == frame.passage else None

    def set_off(self, frame: Frame, i: int) -> bool:
        """Whether a quotation at `i` stands for itself ("“…,” he said"), so that no reported clause begins with it."""
        quote = frame.quote(i)
        return quote is not None and (self.text[quote.inner.end - 1] in ",.?!" or frame.low(i + 1) == ",")

    def quote(self, frame: Frame, cue: Cue, span: Span, kind: str, confidence: float) -> Quote:
        """A statement with its cue and speaker."""
        return Quote(
            span=span,
            text=span.of(self.text),
            kind=kind,  # type: ignore[arg-type]
            cue=frame.span(cue.start, cue.end),
            speaker=self.reading.speaker(frame, cue) or self.shared(frame, cue),
            addressee=self.reading.addressee(frame, cue),
            medium=medium(frame, cue),
            confidence=confidence,
        )

    def direct(self, frame: Frame, i: int, quoted: Quoted, cues: list[Cue], alone: bool) -> None:
        """Add a quotation if a cue governs it or it stands as speech of its own."""
        cue = nearest_cue(frame, i, cues)
        if title_like(quoted.inner.of(self.text)) and (cue is None or cue.word.weak):
            return
        if cue is not None:
            made = self.quote(frame, cue, quoted.inner, "direct", 0.9)
            self.keep(made, frame, quoted)
            return
        words = len(quoted.inner.of(self.text).split())
        sentence = self.text[quoted.inner.end - 1] in ".!?…," and words >= 2
        caption = self.named_before_colon(frame, i)
        after = any(frame.quote(k) is not None for k in range(i)) and self.last is not None
        if caption is None and not (alone and words >= 2) and not (sentence and words >= (FULL if after else 2 * FULL)):
            return
        named = caption or credited(self.text, quoted.inner.end, self.pool)
        inherited = self.inherited(frame, quoted, alone) if named is None else None
        self.keep(
            Quote(
                span=quoted.inner, text=quoted.inner.of(self.text), kind="direct", speaker=named or (inherited.speaker if inherited else None),
                addressee=inherited.addressee if inherited else None, medium=inherited.medium if inherited else None,
                confidence=0.8 if named or inherited else 0.5,
            ),
            frame,
            quoted,
        )  # fmt: skip

    def keep(self, quote: Quote, frame: Frame, quoted: Quoted) -> None:
        """Add a direct quotation and remember its speaker."""
        goes_on = self.last is not None and self.last.runs_on and self.last.passage == frame.passage - 1
        if not goes_on:
            self.waiting.clear()
        elif quote.speaker:
            for k in self.waiting:
                self.found[k] = replace(
                    self.found[k], speaker=quote.speaker, cue=quote.cue, addressee=quote.addressee, medium=quote.medium
                )
            self.waiting.clear()
        if quoted.runs_on and quote.speaker is None:
            self.waiting.append(len(self.found))
        self.found.append(quote)
        self.last = Said(quote.speaker, quote.addressee, quote.medium, frame.passage, quoted.runs_on)

    def inherited(self, frame: Frame, quoted: Quoted, alone: bool) -> Said | None:
        """The speaker of the quotation before, if this one goes on from it: in the same passage, from one left unclosed, or as a
        passage of its own after one in which somebody spoke."""
        if self.last and (
            self.last.passage == frame.passage or (self.last.runs_on and self.last.passage == frame.passage - 1)
        ):
            return self.last
        if self.subject and self.subject[0] == frame.passage:
            return Said(self.subject[1], None, None, frame.passage, False)
        return self.last if alone and self.last and self.last.passage == frame.passage - 1 else None

    def named_before_colon(self, frame: Frame, i: int) -> Span | None:
        """The name before "NAME: “…”"."""
        if frame.low(i - 1) != ":":
            return None
        left = clause_start(frame, i - 2) if i >= 2 else 0
        found = self.pool.within(frame.items[left].start, frame.items[i - 1].start)
        if found:
            return found[0]
        return frame.span(left, i - 1) if 0 < i - 1 - left <= LABEL and frame.capital(left) else None

    def result(self) -> tuple[Quote, ...]:
        """The statements in text order."""
        return tuple(sorted(self.found, key=lambda q: (q.span.start, -q.span.end)))


def quoted_at(frame: Frame, span: Span) -> bool:
    """Whether the span lies inside a quotation of the frame."""
    return any(item.quote is not None and item.start <= span.start < item.end for item in frame.items)


def nearest_cue(frame: Frame, i: int, cues: list[Cue]) -> Cue | None:
    """The cue that governs the quotation at item `i`: the one right after it, else the nearest in its sentence."""
    best: Cue | None = None
    cost = 99
    quote = frame.quote(i)
    comma = quote is not None and frame.text[quote.inner.end - 1] in ",?!"
    near = bisect_left(cues, i - REACH, key=lambda c: c.start)
    for cue in cues[near : bisect_left(cues, i + REACH, key=lambda c: c.start)]:
        if "quote" not in cue.word.takes:
            continue
        gap = i - cue.end if cue.end <= i else cue.start - i - 1
        between = range(cue.end, i) if cue.end <= i else range(i + 1, cue.start)
        if any(frame.low(k) in {".", ";"} for k in between) or any(frame.quote(k) for k in between):
            gap += 30
        if (cue.word.weak and gap > 6) or (cue.word.kind == "naming" and cue.start > i):
            continue
        if cue.start > i and comma:
            gap -= 3
        if gap < cost and gap <= 25:
            best, cost = cue, gap
    return best
