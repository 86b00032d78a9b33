""" "It" and "they" followed back by the tree: to a body or people that the tree leads to, to nobody where another may be meant."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.extract.antecedents import with_antecedents
from pipeline.extract.extraction import Argument, EventCandidate, Reference
from pipeline.records import Span
from pipeline.resolve import resolve
from tests.resolve.annotated import BASE
from tests.resolve.integrity import assert_whole
from tests.resolve.scene import Scene, scene

#: A marked text, then its words as WORD|TAG|LABEL|HEAD in Universal Dependencies, heads counted from 0.
TREES = {
    "The {n:Trade Ministry} said {he:it} would sign.": "The|DT|det|2 Trade|NNP|compound|2 Ministry|NNP|nsubj|3 said|VBD|ROOT|3 it|PRP|nsubj|6 would|MD|aux|6 sign|VB|ccomp|3 .|.|punct|3",
    "The minister of {l:Iran} said {he:it} would sign.": "The|DT|det|1 minister|NN|nsubj|4 of|IN|case|3 Iran|NNP|nmod|1 said|VBD|ROOT|4 it|PRP|nsubj|7 would|MD|aux|7 sign|VB|ccomp|4 .|.|punct|4",
    "{l:Iran} asked that {he:it} sign.": "Iran|NNP|nsubj|1 asked|VBD|ROOT|1 that|IN|mark|4 it|PRP|nsubj|4 sign|VBP|ccomp|1 .|.|punct|1",
    "{l:France} said {l:Iran} lied and that {he:it} would sign.": "France|NNP|nsubj|1 said|VBD|ROOT|1 Iran|NNP|nsubj|3 lied|VBD|ccomp|1 and|CC|cc|8 that|IN|mark|8 it|PRP|nsubj|8 would|MD|aux|8 sign|VB|conj|3 .|.|punct|1",
    "{l:Iran} welcomed the vote. {he:It} will sign.": "Iran|NNP|nsubj|1 welcomed|VBD|ROOT|1 the|DT|det|3 vote|NN|obj|1 .|.|punct|1 It|PRP|nsubj|7 will|MD|aux|7 sign|VB|ROOT|7 .|.|punct|7",
    "{l:Iran} condemned {l:France}. {he:It} will sign.": "Iran|NNP|nsubj|1 condemned|VBD|ROOT|1 France|NNP|obj|1 .|.|punct|1 It|PRP|nsubj|6 will|MD|aux|6 sign|VB|ROOT|6 .|.|punct|6",
    "{l:LONDON} - {l:Iran} spoke. {he:It} will sign.": "LONDON|NNP|nsubj|3 -|:|punct|2 Iran|NNP|nsubj|3 spoke|VBD|ROOT|3 .|.|punct|3 It|PRP|nsubj|7 will|MD|aux|7 sign|VB|ROOT|7 .|.|punct|7",
    "{l:Iran} said that {l:France} had told {he:it} to sign.": "Iran|NNP|nsubj|1 said|VBD|ROOT|1 that|IN|mark|5 France|NNP|nsubj|5 had|VBD|aux|5 told|VBN|ccomp|1 it|PRP|obj|5 to|TO|mark|8 sign|VB|xcomp|5 .|.|punct|1",
    "Two states left {l:Qatar}, accusing {he:it} and did sign.": "Two|CD|nummod|1 states|NNS|nsubj|2 left|VBD|ROOT|2 Qatar|NNP|obj|2 ,|,|punct|5 accusing|VBG|advcl|2 it|PRP|nsubj|5 and|CC|cc|9 did|VBD|aux|9 sign|VB|conj|2 .|.|punct|2",
    "{l:Iran} restrained {he:itself} and did sign.": "Iran|NNP|nsubj|1 restrained|VBD|ROOT|1 itself|PRP|obj|1 and|CC|cc|5 did|VBD|aux|5 sign|VB|conj|1 .|.|punct|1",
    "The {g:Serbs} said {he:they} would sign.": "The|DT|det|1 Serbs|NNPS|nsubj|2 said|VBD|ROOT|2 they|PRP|nsubj|5 would|MD|aux|5 sign|VB|ccomp|2 .|.|punct|2",
    "Students of the {g:Serbs} said {he:they} would sign.": "Students|NNS|nsubj|4 of|IN|case|3 the|DT|det|3 Serbs|NNPS|nmod|0 said|VBD|ROOT|4 they|PRP|nsubj|7 would|MD|aux|7 sign|VB|ccomp|4 .|.|punct|4",
    "{l:Iran} and {l:France} said {he:they} would sign.": "Iran|NNP|nsubj|3 and|CC|cc|2 France|NNP|conj|0 said|VBD|ROOT|3 they|PRP|nsubj|6 would|MD|aux|6 sign|VB|ccomp|3 .|.|punct|3",
    "{l:Iran} said {he:it} was agreed to sign.": "Iran|NNP|nsubj|1 said|VBD|ROOT|1 it|PRP|expl|4 was|VBD|aux:pass|4 agreed|VBN|ccomp|1 to|TO|mark|6 sign|VB|ccomp|4 .|.|punct|1",
    "{l:Iran} waited because {he:it} took years to sign.": "Iran|NNP|nsubj|1 waited|VBD|ROOT|1 because|IN|mark|4 it|PRP|nsubj|4 took|VBD|advcl|1 years|NNS|obj|4 to|TO|mark|7 sign|VB|advcl|4 .|.|punct|1",
}  # fmt: skip
MEANT = (
    "Trade Ministry",
    None,
    None,
    None,
    "Iran",
    None,
    "Iran",
    "Iran",
    "Qatar",
    "Iran",
    "Serbs",
    None,
    None,
    None,
    None,
)


def parsed(item: Scene, tree: str) -> Scene:
    """The scene with the references that the tree of its text leads on from."""
    cells = [cell.rsplit("|", 3) for cell in tree.split(" ")]
    words, spaces, at = [cell[0] for cell in cells], [], 0
    for word in words:
        at = item.text.index(word, at) + len(word)
        spaces.append(item.text[at : at + 1] == " ")
    heads = [int(cell[3]) for cell in cells]
    doc = Doc(
        Vocab(), words=words, spaces=spaces, tags=[cell[1] for cell in cells], heads=heads, deps=[cell[2] for cell in cells],
    )  # fmt: skip
    extraction = item.extraction
    return item.having(references=with_antecedents(extraction.references, doc, extraction.names))


@pytest.mark.parametrize(("marked", "wanted"), list(zip(TREES, MEANT, strict=True)))
def test_a_pronoun_means_the_one_that_the_tree_leads_to(marked: str, wanted: str | None) -> None:
    item = parsed(scene(marked), TREES[marked])
    (pronoun,) = item.extraction.references
    signing = EventCandidate(item.at("sign"), Span(0, len(item.text)), "sign", "AGREE", arguments=(Argument("actor", pronoun.span, pronoun.text),))  # fmt: skip
    assert actor(item.having(events=(signing,)), pronoun.span) == wanted


def actor(item: Scene, at: Span) -> str | None:
    """Name of the entity that takes part in the one event at a span."""
    dataset = resolve([(item.document, item.extraction)], BASE)
    assert_whole(dataset)
    names = {entity.id: entity.name for entity in dataset.entities}
    (found,) = [p.entity_id for p in dataset.events[0].participants if p.start == at.start]
    return names[found] if found else None


def test_without_a_tree_a_pronoun_points_at_nothing() -> None:
    text = "Iran said it would sign."
    (reference,) = with_antecedents([Reference(Span(10, 12), "it", "it", "pronoun")], Doc(Vocab(), text.split()), ())
    assert (reference.before, reference.stance) == ((), None)


def test_who_speaks_again_behind_the_words_is_who_spoke_before() -> None:
    text = "{o:Interpol} said all fell. {l:Iran} sent files, {he:it} said."
    tree = "Interpol|NNP|nsubj|1 said|VBD|ROOT|1 all|DT|nsubj|3 fell|VBD|ccomp|1 .|.|punct|1 Iran|NNP|nsubj|6 sent|VBD|ROOT|6 files|NNS|obj|6 ,|,|punct|10 it|PRP|nsubj|10 said|VBD|parataxis|6 .|.|punct|6"
    item = parsed(scene(text), tree)
    item = item.quote("all fell", "Interpol", "said", "indirect").quote("Iran sent files", "it", "said", "indirect")
    dataset = resolve([(item.document, item.extraction)], BASE)
    names = {entity.id: entity.name for entity in dataset.entities}
    assert [names.get(s.speaker_id or "") for s in dataset.statements] == ["Interpol", "Interpol"]
