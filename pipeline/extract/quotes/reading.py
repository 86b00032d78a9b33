"""What each cue reports and who says it, weighed from three readings: the order of the words, the tree, and the model's marks.

Policy. The order of the words proposes; the tree takes from a proposal what it hangs on the cue itself. Where the language model
marks reported speech, it disposes: a proposal of whose words it marks too few falls, one that meets a single marked stretch takes
its bounds but ends no later than it did, and a marked stretch that nothing proposed is given to the cue beside it. A cue that the
model marks without anything that it reports keeps a proposal that leaves little doubt. Where there is a tree but no such marks,
the tree's complement stands in for a cue that the order of the words gave none. The tree names the speaker; where it is silent,
the order of the words does.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.extract.quotes import speakers, surface, tree, tree_speakers
from pipeline.extract.quotes.clauses import FINITE_TAGS, Content, clausal
from pipeline.extract.quotes.cues import TO_BE, Cue, cues_in
from pipeline.extract.quotes.evidence import Evidence, overlap
from pipeline.extract.quotes.frames import Frame
from pipeline.extract.quotes.pool import Speakers
from pipeline.extract.quotes.word_sets import UNFIT
from pipeline.knowledge.cues import CueWord
from pipeline.knowledge.grammar import words
from pipeline.records.span import Span

#: A cue that only the model knows: it may govern a quotation or a marked stretch, but opens no clause by itself.
UNLISTED = CueWord("", "neutral", frozenset({"quote"}))
#: Share of a proposal's words that the model must mark; less if it knows the cue.
MARKED, MARKED_WITH_CUE = 0.95, 0.85
#: Items in common over items in either from which order and tree agree.
BOTH = 0.8
#: Words that open a complement, whose cue stands before it.
OPENERS = frozenset({"that", "to", "of", "for", "whether", "if"})
#: Words that make "it … be noted" the author's advice, and the items before the cue that may hold them.
OBLIGING = words("status.modal_hypothetical") | words("status.modal_planned")
BEFORE = 5
#: Items between a cue and a marked stretch that it may govern.
REACH = 16


class Reading:
    """Reads the frames of one document."""

    def __init__(self, doc: Doc, pool: Speakers) -> None:
        self.doc = doc
        self.pool = pool
        self.has_tags = doc.has_annotation("TAG")
        self.has_tree = doc.has_annotation("DEP")
        self.evidence = Evidence(doc)

    def cues(self, frame: Frame) -> list[Cue]:
        """The cues of a frame: those of the lexicon, and those that only the model marks."""
        listed = [cue for cue in cues_in(frame) if self.is_verb(frame, cue) and not impersonal(frame, cue)]
        if not self.evidence.cues:
            return listed
        covered = {k for cue in listed for k in range(cue.start, cue.end)}
        extra: list[Cue] = []
        for k, item in enumerate(frame.items):
            if item.token not in self.evidence.cues or k in covered or impersonal(frame, Cue(k, k + 1, UNLISTED)):
                continue
            if extra and extra[-1].end == k:
                extra[-1] = Cue(extra[-1].start, k + 1, UNLISTED)
            else:
                extra.append(Cue(k, k + 1, UNLISTED))
        return sorted([*listed, *extra], key=lambda c: c.start)

    def is_verb(self, frame: Frame, cue: Cue) -> bool:
        """Whether the tags, if there are any, let a verb's form be a verb; the model's mark outweighs them."""
        if cue.noun or cue.phrase or not self.has_tags or self.evidence.marks_cue(frame, cue):
            return True
        return self.doc[frame.items[cue.start].token].tag_.startswith("VB")

    def contents(self, frame: Frame, cues: list[Cue]) -> Iterator[tuple[Cue, Content]]:
        """What the cues of a frame report, each stretch once."""
        found = self.proposed(frame, cues)
        if self.evidence.given:
            found = self.weighed(frame, cues, found)
        # "The party, he said, would decide" says what comes after the cue; "the party" alone says nothing.
        goes_on = {cue for cue, content in found if content.start >= cue.end}
        for cue, content in found:
            if relative(frame, content):
                continue
            if content.start >= cue.end or cue not in goes_on or clausal(frame, content.start, content.end):
                yield cue, content

    def proposed(self, frame: Frame, cues: list[Cue]) -> list[tuple[Cue, Content]]:
        """What the order of the words and the tree propose, as far as the model agrees."""
        proposed: list[tuple[Cue, Content]] = []
        for cue in cues:
            if proposed and proposed[-1][1].start <= cue.start < proposed[-1][1].end:
                continue  # reported speech within reported speech belongs to the outer one
            found = surface.contents(frame, cue)
            if self.has_tree:
                found = [tree.own(self.doc, frame, cue, content) for content in found]
            if not found and self.has_tree and not self.evidence.given:
                found = tree.contents(self.doc, frame, cue)
            found = [content for content in found if gap(content, cue) >= 0]
            proposed.extend((cue, self.cut(frame, content)) for content in found if self.agrees(frame, cue, content))
        return proposed

    def weighed(self, frame: Frame, cues: list[Cue], proposed: list[tuple[Cue, Content]]) -> list[tuple[Cue, Content]]:
        """The proposals within the model's bounds, and the stretches that it alone marks."""
        out: list[tuple[Cue, Content]] = []
        runs = [opened(frame, run) for run in self.evidence.runs(frame, cues)]
        taken = [content for _, content in proposed]
        for cue, content in proposed:
            shared = [run for run in runs if overlap(run, content) > 0]
            # Within words that somebody is quoted with, all is marked, the cue too: such a stretch is the outer speaker's.
            bounded = len(shared) == 1 and gap(shared[0], cue) >= 0
            out.append((cue, within(shared[0], content) if bounded else content))
        for run in runs:
            behind = Cue(run.start - 1, run.start, UNLISTED)
            if any(overlap(run, content) > 0 for content in taken) or (run.start and impersonal(frame, behind)):
                continue
            if frame.quote(run.start - 1) is not None and not clausal(frame, run.start, run.end):
                continue  # "“We forgave” this murder": the author's words for what the quotation leaves out
            near = self.governing(frame, run, cues)
            if near is None and frame.low(run.start) == "that" and frame.tag(run.start - 1)[:2] in {"VB", "NN"}:
                near = behind  # "accepted that", "gave an assurance that"
            if near is not None:
                out.append((near, run))
        return out

    def cut(self, frame: Frame, content: Content) -> Content:
        """The stretch without a tail that the model leaves unmarked, if a comma or conjunction sets the tail off."""
        if not self.evidence.given:
            return content
        last = self.evidence.last(frame, content)
        if last is None:
            return content
        for k in range(last + 1, content.end - 1):
            if frame.low(k) in {",", "and", "but", "as", "while", "because", "after", "when"}:
                return Content(content.start, k)
            if frame.quote(k) is not None:
                return content
        return content

    def agrees(self, frame: Frame, cue: Cue, content: Content) -> bool:
        """Whether the model's marks, if there are any, bear a proposal out."""
        if not self.evidence.given:
            return True
        share, known = self.evidence.share(frame, content), self.evidence.marks_cue(frame, cue)
        if share >= (MARKED_WITH_CUE if known else MARKED):
            return True
        # The model knows the cue and has overlooked what it reports.
        return known and share == 0 and self.sure(frame, cue, content)

    def sure(self, frame: Frame, cue: Cue, content: Content) -> bool:
        """Whether order and tree leave little doubt of a proposal: a clause after its cue, or one before it on which both agree."""
        if content.start >= cue.end:
            opens = frame.low(content.start)
            return opens != "to" and (opens in OPENERS or clausal(frame, content.start, content.end))
        return self.has_tree and any(overlap(content, other) >= BOTH for other in tree.contents(self.doc, frame, cue))

    def governing(self, frame: Frame, run: Content, cues: list[Cue]) -> Cue | None:
        """The cue that a marked stretch belongs to: the nearest that the model marks too, else the nearest."""
        near = [
            (gap(run, cue), not self.evidence.marks_cue(frame, cue), cue.start, cue)
            for cue in cues
            if not cue.word.weak or self.evidence.marks_cue(frame, cue)
        ]
        opens = frame.low(run.start) in OPENERS
        near = [n for n in near if 0 <= n[0] <= REACH and not (opens and n[3].start > run.start)]
        if frame.low(run.start) == "to":  # "incited the crowd to burn it" says nothing in words
            near = [n for n in near if n[3].word is not UNLISTED]
        return min(near, key=lambda n: (n[1], n[0], n[2]))[3] if near else None

    def speaker(self, frame: Frame, cue: Cue) -> Span | None:
        """The words that name who speaks."""
        found = tree_speakers.speaker(self.doc, frame, cue, self.pool) if self.has_tree else None
        if found is not None and self.fits(frame, cue, found):
            return found
        return speakers.speaker(frame, cue, self.pool)

    def fits(self, frame: Frame, cue: Cue, span: Span) -> bool:
        """Whether words may name the speaker: letters, within the frame, apart from the cue, and no relative pronoun."""
        said = span.of(frame.text)
        whole = frame.span(0, len(frame))
        quoted = [i.quote.outer for i in frame.items if i.quote is not None]
        apart = not any(span.overlaps(other) for other in (frame.span(cue.start, cue.end), *quoted))
        return apart and whole.contains(span) and said.lower() not in UNFIT and any(c.isalpha() for c in said)

    def addressee(self, frame: Frame, cue: Cue) -> Span | None:
        """The words that name the hearer."""
        found = tree_speakers.addressee(self.doc, frame, cue, self.pool) if self.has_tree else None
        return found or speakers.addressee(frame, cue, self.pool)


def impersonal(frame: Frame, cue: Cue) -> bool:
    """Whether a cue is the author's own turn of phrase: "it should be noted that" and "it is clear that" give nobody's words."""
    before = [frame.low(k) for k in range(max(0, cue.start - BEFORE), cue.start)]
    if cue.word is UNLISTED and "it" in before[-2:] and TO_BE & {*before[-1:], frame.low(cue.start)}:
        return True
    return "be" in before and "it" in before and bool(OBLIGING & set(before))


def opened(frame: Frame, run: Content) -> Content:
    """The marked stretch with the word that opens it where the model has left that out: "accused her | of | hiding it"."""
    before, tag = frame.low(run.start - 1), frame.tag(run.start)
    opens = (
        (before in {"of", "for", "from"} and tag == "VBG")
        or (before == "to" and tag == "VB")
        or before in {"that", "whether"}
    )
    return Content(run.start - 1, run.end) if opens else run


def within(run: Content, content: Content) -> Content:
    """The marked stretch, cut where a proposal that begins with it ends: "said he would go | and left at once"."""
    return Content(run.start, min(run.end, content.end)) if run.start == content.start else run


def relative(frame: Frame, content: Content) -> bool:
    """Whether the words only describe what stands before them: "promised an inquiry | that was never held", "his aide, | who is Danish"."""
    opens, noun = frame.low(content.start), frame.tag(content.start - 1)[:2] == "NN"
    if opens == "that":
        return noun and frame.tag(content.start + 1) in FINITE_TAGS
    return opens in {"who", "whom", "whose", "which"} and (noun or frame.low(content.start - 1) in {",", "("})


def gap(run: Content, cue: Cue) -> int:
    """Items between a stretch and a cue; -1 if the cue stands in it."""
    if cue.end <= run.start:
        return run.start - cue.end
    return cue.start - run.end if cue.start >= run.end else -1
