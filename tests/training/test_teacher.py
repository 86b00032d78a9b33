"""A larger network teaches the one that is packaged, which in its last updates is rounded as in the package."""
# ruff: noqa: E402 (what is imported needs PyTorch)

from random import Random

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is for training only; the network that learns was not tried")

from pipeline.analyse.package import PACKAGED
from pipeline.analyse.pieces import Pieces
from training import heads, teacher
from training.batches import Collator
from training.clues import Clues
from training.encoder import INPUT_STEPS, WEIGHT_STEPS, Product, Size, near_buckets
from training.example import Example, sentences
from training.loss import losses
from training.network import Network

SMALL = Size(layers=1, width=48, epsilon=1e-12)
KNOWN = Clues((frozenset(), frozenset({0})), ("title",), {"minister": 1})
WORDS = ["The", "minister", "met", "her", "hosts", "."]
MASK = 103


def _example(**targets: list[str]) -> Example:
    return Example("own", "d/01.xml", list(WORDS), [True] * 6, [0] * 6, targets=targets, pairs={2: {"actor": {1: 1}}})


@pytest.fixture
def table() -> list[heads.Head]:
    tags = [["NN", "VBD", "."] * 20] * heads.RARE
    seen = [
        Example("gum", "d", ["x"] * 60, [True] * 60, [0] * 60, dict.fromkeys(("tag", "pos", "label"), row))
        for row in tags
    ]
    return heads.table(seen)


@pytest.fixture
def collate(table) -> Collator:
    return Collator(table, Pieces(PACKAGED / "vocabulary.json", KNOWN.forms), MASK)


def _network(table, size=SMALL) -> Network:
    torch.manual_seed(1)
    return Network(table, KNOWN, 0.0, size)


def test_a_rounded_product_has_few_steps_and_passes_gradients():
    torch.manual_seed(0)
    product = Product(24, 8)
    x = torch.randn(2, 5, 24)
    exact = product(x)
    product.rounded = True
    rounded = product(x)
    step = product.weight.abs().amax(1, keepdim=True) / WEIGHT_STEPS
    given = torch.stack([_stepped(window) for window in x])
    wanted = given @ ((product.weight / step).round() * step).T + product.bias
    assert torch.allclose(rounded, wanted, atol=1e-5)
    assert not torch.equal(rounded, exact)
    rounded.sum().backward()
    assert torch.allclose(product.weight.grad[0], given.sum((0, 1)), atol=1e-4)
    assert torch.equal(product.eval()(x), exact)


def _stepped(window):
    step = (window.max().clamp(min=0) - window.min().clamp(max=0)) / INPUT_STEPS
    return (window / step).round() * step


def test_distances_are_classed_finely_when_small_and_by_side():
    classes = near_buckets(200, 32)
    assert classes.unique().numel() == 31  # the class of no distance has one side only
    assert [int(classes[9, place]) for place in (9, 8, 7, 2)] == [0, 1, 2, 7]
    assert [int(classes[9, place]) for place in (10, 11)] == [17, 18]
    assert (classes[199, :-1] - classes[199, 1:] >= 0).all()


def test_a_larger_network_marks_every_word(tmp_path, table):
    large = _network(table, Size(layers=2, width=96, epsilon=1e-5, near=32))
    state = {"average": large.state_dict(), "heads": table, "clues": KNOWN, "size": large.encoder.size}
    torch.save(state, tmp_path / "teacher.pt")
    short = _example(events=["O"] * 6)
    long = Example("own", "d/02.xml", WORDS * 2, [True] * 12, [0] * 6 + [1] * 6, pairs={})
    teacher.teach(tmp_path / "teacher.pt", [long, short], table)
    assert set(short.soft) == {"events", "cues", "quotes", "roles"}
    assert (tuple(short.soft["events"].shape), tuple(long.soft["cues"].shape)) == ((6, 33), (12, 3))
    alone = _example(events=["O"] * 6)
    teacher.teach(tmp_path / "teacher.pt", [alone], table)
    assert torch.allclose(alone.soft["events"], short.soft["events"], atol=2e-2)


def test_a_parser_puts_trees_where_there_are_none(tmp_path, table):
    parser = _network(table)
    torch.nn.init.constant_(parser.arc_bias.weight, 0)
    with torch.no_grad():
        parser.word["tag"].bias[2] = 50  # sure of one tag everywhere
        parser.word["pos"].weight.zero_()
        parser.word["pos"].bias.zero_()  # and of no part of speech
    state = {"average": parser.state_dict(), "heads": table, "clues": KNOWN, "size": SMALL}
    torch.save(state, tmp_path / "parser.pt")
    bare, treed = _example(events=["O"] * 6), _example(tag=["NN"] * 6)
    teacher.parse(tmp_path / "parser.pt", [bare, treed], table)
    tags = next(head.labels for head in table if head.name == "tag")
    assert bare.targets["tag"] == [tags[2]] * 6
    assert bare.targets["pos"] == [""] * 6
    assert len(bare.heads) == 6
    assert treed.heads is None


def test_the_subject_before_a_verb_of_speech_is_not_left_to_the_clause_before():
    words = ["They", "had", "left", ",", "the", "army", "said", "."]
    targets = {
        "tag": ["PRP", "VBD", "VBN", ",", "DT", "NN", "VBD", "."],
        "label": ["nsubj", "aux", "ccomp", "punct", "det", "nsubj", "root", "punct"],
        "cues": ["O"] * 6 + ["B-cue", "O"],
    }
    example = Example("own", "d", words, [True] * 8, [0] * 8, targets, heads=[2, 2, 6, 6, 5, 2, -1, 6])
    teacher.give_speakers(example)
    assert example.heads == [2, 2, 6, 6, 5, 6, -1, 6]
    example.targets["cues"] = ["O"] * 8
    example.heads[5] = 2
    teacher.give_speakers(example)
    assert example.heads[5] == 2


def test_another_table_of_labels_is_refused(tmp_path, table):
    short = [heads.Head(h.name, h.reads, h.labels[:-1], h.sources, h.weight, h.chain) for h in table]
    state = {"heads": short, "clues": KNOWN, "size": SMALL, "average": {}}
    torch.save(state, tmp_path / "teacher.pt")
    with pytest.raises(SystemExit, match="train the teacher anew"):
        teacher.teach(tmp_path / "teacher.pt", [], table)


def test_what_the_teacher_says_is_learnt_where_nobody_annotated(table, collate):
    network = _network(table)
    example = _example()
    labels = next(head.labels for head in table if head.name == "events")
    said = torch.zeros(6, len(labels))
    said[:, 0] = 8
    said[2] = torch.zeros(len(labels)).index_fill(0, torch.tensor([labels.index("B-CONSULT")]), 8.0)
    example.soft = {"events": said}
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-2)
    network.train()
    for _ in range(40):
        loss = losses(network, collate([example]), share=1.0)
        optimiser.zero_grad()
        loss["events"].backward()
        optimiser.step()
    network.eval()
    batch = collate([example])
    vectors = network.words(batch.pieces, batch.shapes, batch.clues, batch.blanks, batch.firsts, batch.mask)
    assert [labels[i] for i in network.word["events"](vectors)[0].argmax(-1)] == ["O", "O", "B-CONSULT", "O", "O", "O"]


def test_windows_that_no_teacher_read_stand_beside_those_it_read(table, collate):
    read, unread = _example(), _example()
    read.soft = {"events": torch.ones(6, 33)}
    batch = collate([unread, read], Random(0))
    assert batch.taught.tolist() == [False, True]
    assert batch.soft["events"].sum((1, 2)).tolist() == [0, 6 * 33]
    network = _network(table).eval()
    both, alone = losses(network, batch, 1.0), losses(network, collate([read]), 1.0)
    assert both["events"].item() * batch.words == pytest.approx(alone["events"].item() * 6, rel=1e-3)
    assert collate([unread]).soft == {}


def test_a_sentence_can_stand_alone():
    whole = Example("gum", "d", ["Go", "!", "They", "went", "."], [True] * 5, [0, 0, 1, 1, 1], heads=[-1, 0, 3, -1, 3])
    first, second = sentences(whole)
    assert (first.words, second.words) == (["Go", "!"], ["They", "went", "."])
    assert second.heads == [1, -1, 1]
    assert second.sentences == [0, 0, 0]
