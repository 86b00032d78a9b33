"""Conversion to one guideline and the measures, on small made-up files; nothing here needs PyTorch or the corpora."""

from pathlib import Path

import pytest

from pipeline.analyse import words
from training import articles, trees
from training.measures import Tally
from training.score import gold, main

ARTICLE = """<article published="2019-03-14" publisher="Meridian" section="World" title="Talks">
<n t="Place" e="iran" s="Country" f="adjective">Iranian</n> <role e="z" o="iran" st="current">Foreign Minister</role> <n t="Person" e="z">Ali Zarif</n> <ev t="CONSULT" m="visit" st="happened" a="z" p="m" d="2019-03-12" id="v1">visited</ev> <n t="Place" e="m">Moscow</n> on <time v="2019-03-12">Tuesday</time>. “<q s="z" k="direct">We met,</q>” <r e="z">he</r> <cue>said</cue>.
</article>
"""


@pytest.fixture
def example(tmp_path: Path):
    path = tmp_path / "01.xml"
    path.write_text(ARTICLE, encoding="utf-8")
    (found,) = [e for e in articles.paragraphs(path, words.tokenizer()) if len(e.words) > 3]
    return found


def _texts(example, head):
    return [(" ".join(example.words[start:end]), kind) for start, end, kind in gold(example, head)]


def test_an_article_gives_names_triggers_quotations_and_roles(example):
    assert _texts(example, "names") == [
        ("Iranian", "Place-adjective"),
        ("Ali Zarif", "Person"),
        ("Moscow", "Place"),
    ]
    assert _texts(example, "events") == [("visited", "CONSULT")]
    assert _texts(example, "quotes") == [("We met ,", "direct")]
    assert _texts(example, "roles") == [("Foreign Minister", "role")]
    assert _texts(example, "cues") == [("said", "cue")]


def test_an_article_gives_who_does_what_where_and_when(example):
    trigger = example.words.index("visited")
    found = {
        label: {example.words[i] for i, value in row.items() if value == 1}
        for label, row in example.pairs[trigger].items()
    }
    assert found == {"actor": {"Ali", "Zarif"}, "recipient": set(), "place": {"Moscow"}, "time": {"Tuesday"}}
    assert {
        example.words[i] for i, value in example.pairs[example.words.index("said")]["speaker"].items() if value == 1
    } == {"he"}


def test_a_further_mention_of_a_participant_is_left_open(example):
    trigger = example.words.index("visited")
    assert example.pairs[trigger]["actor"][example.words.index("he")] == -1


TREEBANK = """# newdoc id = d
# newpar
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


def test_a_treebank_gives_words_blanks_and_heads(tmp_path):
    path = tmp_path / "x.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    (paragraph,) = trees.read(path)
    example = trees.example(paragraph, "gum")
    assert "".join(w + " " * s for w, s in zip(example.words, example.spaces, strict=True)).strip() == "don't go."
    assert example.heads == [2, 2, -1, 2]
    assert example.targets["label"] == ["aux", "advmod", "root", "punct"]


def test_a_span_counts_only_when_all_of_it_agrees():
    tally = Tally()
    tally.add([(0, 2, "a"), (3, 4, "b")], [(0, 2, "a"), (3, 5, "b"), (6, 7, "b")])
    assert (tally.by_type["a"].f1, tally.by_type["b"].f1) == (100, 0)
    assert (tally.micro.right, tally.micro.guessed, tally.micro.wanted) == (1, 3, 2)


def test_scoring_without_the_corpora_says_so(tmp_path):
    with pytest.raises(SystemExit, match="no corpora at"):
        main([str(tmp_path / "nowhere")])
