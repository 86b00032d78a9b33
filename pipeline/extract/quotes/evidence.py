"""What the language model marks: words of cues and of reported speech, as runs of items of a frame."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.extract.quotes.clauses import Content
from pipeline.extract.quotes.cues import Cue
from pipeline.extract.quotes.frames import Frame

#: Unmarked items between two marked runs that one statement may hold: the model skips a name or a verb now and then.
GAP = 6
#: Share of a stretch's words that must be marked for the model to agree with it.
AGREES = 0.5


class Evidence:
    """The model's marks, by token."""

    def __init__(self, doc: Doc) -> None:
        self.said = {t.i for span in doc.spans.get("quotes", ()) for t in span}
        self.cues = {t.i for span in doc.spans.get("cues", ()) for t in span}
        self.given = bool(self.said or self.cues)

    def runs(self, frame: Frame, cues: list[Cue]) -> list[Content]:
        """The marked stretches of a frame, those parted by a few unmarked words joined unless a cue stands between."""
        stops = {k for cue in cues for k in range(cue.start, cue.end)}
        found: list[Content] = []
        for k, item in enumerate(frame.items):
            if item.token not in self.said and not (
                item.quote is not None and k - 1 >= 0 and frame.items[k - 1].token in self.said
            ):
                continue
            last = found[-1] if found else None
            if (
                last
                and k - last.end <= GAP
                and not any(j in stops or frame.low(j) in {";", ":"} for j in range(last.end, k))
            ):
                found[-1] = Content(last.start, k + 1)
            else:
                found.append(Content(k, k + 1))
        return [c for c in (trimmed(frame, c) for c in found) if c]

    def last(self, frame: Frame, content: Content) -> int | None:
        """The last item of a stretch that is marked as said; a quotation counts as marked."""
        marked = [
            k
            for k in range(content.start, content.end)
            if frame.quote(k) is not None or frame.items[k].token in self.said
        ]
        return marked[-1] if marked else None

    def share(self, frame: Frame, content: Content) -> float:
        """Share of a stretch's words that are marked as said."""
        words = [frame.items[k] for k in range(content.start, content.end) if frame.items[k].token >= 0]
        return sum(item.token in self.said for item in words) / max(1, len(words))

    def marks_cue(self, frame: Frame, cue: Cue) -> bool:
        """Whether the model takes the words for a cue."""
        return any(frame.items[k].token in self.cues for k in range(cue.start, cue.end))


def trimmed(frame: Frame, content: Content) -> Content | None:
    """The stretch without points at its edges."""
    start, end = content.start, content.end
    while start < end and frame.low(start) in {",", ":", ";", "—", "–", "-", ")", "."}:
        start += 1
    while end > start and frame.low(end - 1) in {",", ":", ";", ".", "!", "?", "—", "–", "("}:
        end -= 1
    return Content(start, end) if end > start else None


def overlap(a: Content, b: Content) -> float:
    """Items in common over items in either."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0, both) / (max(a.end, b.end) - min(a.start, b.start))
