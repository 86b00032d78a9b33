"""Who stands beside an event and takes no part in it: where it goes on, who ends it, whom a participle's own agent leaves out."""

from __future__ import annotations

from pipeline.extract.events.lasting import ending
from pipeline.extract.events.mentions import Filler
from pipeline.extract.events.proposals import Proposal
from pipeline.extract.events.words import Words
from pipeline.knowledge import grammar

# Types of what several do together.
_MUTUAL = frozenset({"CONSULT", "AGREE"})
# Types of what people come together for, somewhere.
_GATHERINGS = frozenset({"PROTEST", "CONSULT"})
# Types of what one side does to another and a third may end.
_FORCE = frozenset({"ASSAULT", "COERCE"})


def venue(filler: Filler, proposal: Proposal, words: Words) -> bool:
    """Whether what owns the noun is where it goes on, and no party to it: "the country's peace talks"."""
    return (
        proposal.part == "n"
        and proposal.type in _MUTUAL
        and not filler.named
        and words.lower[filler.head] in grammar.words("venues")
        and words.after(filler.end - 1) in {"'s", "'"}
    )


def beside_agent(filler: Filler, proposal: Proposal, words: Words) -> bool:
    """Whether a participle names who did it and the filler is another: "the text signed by X", whoever stands before."""
    if not words.parsed or words.tag[proposal.head] != "VBN":
        return False
    agents = [child for child in words.children[proposal.head] if words.dep[child] == "obl:agent"]
    return bool(agents) and filler.end <= proposal.start


def enders(proposal: Proposal, words: Words) -> set[int]:
    """Whoever ends the violence of others: "envoys put an end to the war"; not who ends "its siege"."""
    if proposal.part != "n" or proposal.type not in _FORCE or not words.parsed:
        return set()
    verb = ending(proposal.head, words)
    if verb is None or any(words.dep[child] == "nmod:poss" for child in words.children[proposal.head]):
        return set()
    return {child for child in words.children[verb] if words.dep[child] == "nsubj"}


def ground(filler: Filler, proposal: Proposal, words: Words) -> bool:
    """Whether the place is only where people gather: "a strike in Chad" is not one against Chad."""
    return (
        proposal.type in _GATHERINGS
        and filler.place
        and words.parsed
        and words.head[filler.head] == proposal.head
        and any(words.lower[child] == "in" for child in words.children[filler.head] if words.dep[child] == "case")
    )
