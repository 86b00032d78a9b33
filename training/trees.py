"""The treebanks (GUM, English Web Treebank) as examples: tags, parts of speech, trees, and the names marked on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training import brackets, uner
from training.example import ROOT, Example
from training.splits import held_out_gum, is_development_id


@dataclass(slots=True)
class Sentence:
    """Rows of one sentence: form, lemma, part of speech, tag, head (index or ROOT), label, blank after, MISC field."""

    forms: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    miscs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """Sentences that stand in one paragraph of a document."""

    document: str
    sentences: list[Sentence]


def read(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a CoNLL-U file, in order."""
    document, paragraph, sentence = path.stem, Paragraph(path.stem, []), Sentence()
    word_end: int | None = None
    glued = True
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            if line.startswith(("# newdoc", "# newpar")):
                if paragraph.sentences:
                    yield paragraph
                if line.startswith("# newdoc id"):
                    document = line.partition("=")[2].strip()
                paragraph = Paragraph(document, [])
        elif not line:
            if sentence.forms:
                paragraph.sentences.append(sentence)
            sentence, word_end = Sentence(), None
        else:
            cells = line.split("\t")
            if "-" in cells[0]:
                word_end, glued = int(cells[0].partition("-")[2]), "SpaceAfter=No" in cells[9]
            elif "." not in cells[0]:
                number = int(cells[0])
                inside = word_end is not None and number <= word_end
                apart = (number == word_end and not glued) if inside else "SpaceAfter=No" not in cells[9]
                _append(sentence, cells, apart)
    if paragraph.sentences:
        yield paragraph


def _append(sentence: Sentence, cells: list[str], apart: bool) -> None:
    sentence.forms.append(cells[1])
    sentence.lemmas.append(cells[2])
    sentence.parts.append(cells[3])
    sentence.tags.append(cells[4])
    sentence.heads.append(int(cells[6]) - 1 if cells[6] != "0" else ROOT)
    sentence.labels.append(cells[7])
    sentence.spaces.append(apart)
    sentence.miscs.append(cells[9])


def example(paragraph: Paragraph, source: str, names: list[str] | None = None) -> Example:
    """The paragraph as one example."""
    result = Example(source, paragraph.document, [], [], [], {"tag": [], "pos": [], "label": []}, heads=[])
    assert result.heads is not None
    for number, sentence in enumerate(paragraph.sentences):
        offset = len(result.words)
        result.words += sentence.forms
        result.spaces += [*sentence.spaces[:-1], True]
        result.sentences += [number] * len(sentence.forms)
        result.targets["tag"] += sentence.tags
        result.targets["pos"] += sentence.parts
        result.targets["label"] += sentence.labels
        result.heads += [ROOT if head == ROOT else head + offset for head in sentence.heads]
    if names is not None:
        result.targets["names"] = names
    return result


def gum(corpora: Path, *, held_out: bool) -> Iterator[Example]:
    """GUM without (or only) its held-out documents, with the proper-noun cores of its entity brackets as names."""
    apart = held_out_gum(corpora)
    for path in sorted((corpora / "trees" / "gum").glob("*.conllu")):
        if (path.stem in apart) == held_out:
            found = list(read(path))
            for paragraph, names in zip(found, brackets.names(found), strict=True):
                yield example(paragraph, "gum", names)


def ewt(corpora: Path, *, held_out: bool) -> Iterator[Example]:
    """The English Web Treebank without (or only) its development documents, with the names of Universal NER."""
    named = uner.documents(corpora)
    for path in sorted((corpora / "trees" / "ewt").glob("*.conllu")):
        documents: dict[str, list[Paragraph]] = {}
        for paragraph in read(path):
            documents.setdefault(paragraph.document, []).append(paragraph)
        for document, found in documents.items():
            if is_development_id(document) == held_out:
                forms = [form for paragraph in found for sentence in paragraph.sentences for form in sentence.forms]
                names = uner.targets(forms, named[document]) if document in named else None
                at = 0
                for paragraph in found:
                    size = sum(len(sentence.forms) for sentence in paragraph.sentences)
                    yield example(paragraph, "ewt", names[at : at + size] if names is not None else None)
                    at += size
