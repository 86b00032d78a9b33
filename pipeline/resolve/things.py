"""What "it" and "they" mean: the body or people of fitting number that the tree leads to first, and nobody where another may be meant.

The order of subjects before objects and of the nearer clause before the further one is that of searches up the tree (Hobbs
1978); here a rival, or one without a name, ends the search instead of lowering a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.extraction import Antecedent, Reference
from pipeline.resolve.cast import Stand, reference_words
from pipeline.resolve.figures import Figure
from pipeline.resolve.search import Search


@dataclass(frozen=True, slots=True)
class Fit:
    """A phrase that a pronoun may mean, and the number of its entity; None for one without a name, or that is no body or people."""

    phrase: Antecedent
    figure: int | None


def thing(search: Search, reference: Reference) -> Stand | None:
    """The entity that "it" or "they" means; None where it may be another, or one without a name."""
    if reference.span not in search.followed:
        search.followed[reference.span] = None
        search.followed[reference.span] = _followed(search, reference)
    return search.followed[reference.span]


def _followed(search: Search, reference: Reference) -> Stand | None:
    fits = [fit for phrase in reference.before if (fit := _fitting(search, reference, phrase))]
    if reference.stance == "itself":
        fit, reason = _only([f for f in fits if f.phrase.path == "beside"]), "the subject of its own verb"
    else:
        own = _beside(search, reference)
        fit, reason = _searched(search, reference, [f for f in fits if f.figure is None or f.figure not in own])
    return search.made(reference, fit.figure, reason) if fit and fit.figure is not None else None


def _searched(search: Search, reference: Reference, fits: Sequence[Fit]) -> tuple[Fit | None, str]:
    """The one phrase that is meant and why; None where there is none, another may be meant, or no body need be meant at all."""
    above = [f for f in fits if f.phrase.path in {"reporting", "above"}]
    inside = [f for f in fits if f.phrase.path == "inside" and f.phrase.part != "other"]
    speaker = next((p for p in reference.before if p.path == "reporting"), None)
    if reference.stance == "other" or (speaker and not any(f.phrase is speaker for f in fits)):
        return None, ""  # a mere object, or what a person says of "it", may be anything
    if above:
        between = [f for f in inside if f.phrase.part == "subject" and f.phrase.span.start >= above[0].phrase.span.end]
        rival = any(f.figure != above[0].figure for f in between)
        return None if rival else above[0], "the subject of the clause above"
    partners = [f for f in fits if f.phrase.path == "partner"]
    if reference.stance == "addressed" and partners:
        return _only([*partners, *inside]), "the only one that the clause above acts on"
    if inside:
        alone = reference.stance == "subject" and inside[0].phrase.part == "subject"
        return _only(inside) if alone else None, "the only one that its sentence names before"
    if reference.stance == "quoting":
        said = [f for f in fits if f.phrase.path == "said" and f.phrase.part == "subject"]
        return said[0] if said and _opens(search, reference) else None, "the subject of what it says"
    paragraph = search.story.paragraph(reference.span.start)
    last = [
        f for f in fits
        if f.phrase.path in {"main", "earlier"} and f.phrase.part != "other"
        and search.story.paragraph(f.phrase.span.start) == paragraph
    ]  # fmt: skip
    # Only who acts takes up who acted in a clause below the sentence's own.
    acts = reference.stance == "subject" and reference.span in search.agents
    meant = last and last[0].phrase.part == "subject" and (acts or last[0].phrase.path == "main")
    return _only(last) if meant else None, "the subject of the sentence before"


def _only(fits: Sequence[Fit]) -> Fit | None:
    """The first of fits that all mean the same."""
    return fits[0] if len({f.figure for f in fits}) == 1 else None


def _opens(search: Search, reference: Reference) -> bool:
    """Whether the pronoun's sentence is the first of its paragraph."""
    start = search.story.sentences[search.story.sentence(reference.span.start)]
    return start in search.story.paragraphs


def _beside(search: Search, reference: Reference) -> set[int]:
    """Who stands beside the pronoun under one verb, and whom they act for: "the army's spokesman accused it"."""
    found = {s.figure for p in reference.before if p.path == "beside" and (s := search.cast.at(p.span))}
    return found.union(*(search.acts_for.get(number, frozenset()) for number in found))


def _fitting(search: Search, reference: Reference, phrase: Antecedent) -> Fit | None:
    """The phrase as one that the pronoun may mean; None where number or kind speak against it."""
    pronouns, said = reference_words().pronouns, phrase.head
    several = reference.text.lower() in pronouns["group"]
    agent = reference.span in search.agents or reference.stance == "addressed"
    if said in pronouns["thing"] | pronouns["group"]:
        if (said in pronouns["group"]) != several:
            return None
        earlier = search.pronouns.get(phrase.span)
        stand = search.cast.at(phrase.span) or (thing(search, earlier) if earlier else None)
        return Fit(phrase, stand.figure if stand else None)
    if said in reference_words().small["vague"] | reference_words().small["definite"]:
        return None
    if phrase.joined:
        return Fit(phrase, None) if several else None
    stand = search.cast.at(phrase.span)
    if stand is None:
        if phrase.plural != several or (phrase.kind == "people" and not several):
            return None
        # A thing acts for nobody, but as the subject of a sentence it is what is spoken of.
        idle = agent and not several and phrase.kind is None and phrase.path != "main"
        return None if idle else Fit(phrase, None)
    figure = search.cast.figures[stand.figure]
    if figure.type == "Place" and figure.subtype != "Country" and not several:
        # A capital that acts is its government; where something only stands is not spoken of.
        state = search.cast.voice(phrase.span)
        return Fit(phrase, state.figure if state else None) if phrase.part == "subject" else None
    if not _agrees(figure, phrase, several=several, named=stand.form != "nominal"):
        return None
    bodily = figure.type in {"Organization", "Group"} or figure.subtype == "Country"
    return Fit(phrase, stand.figure if bodily else None) if bodily or not agent else None


def _agrees(figure: Figure, phrase: Antecedent, *, several: bool, named: bool) -> bool:
    """Whether an entity may be "they" (`several`) or "it": peoples and fighters are several, persons neither."""
    if several:
        plural = figure.subtype == "ArmedGroup" or phrase.plural
        return (figure.type == "Group" and named) or (figure.type in {"Organization", "Group"} and plural)
    return figure.type not in {"Person", "Group"} and (named or not phrase.plural)
