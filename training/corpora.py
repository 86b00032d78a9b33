"""All training text, and the held-out text that progress is measured on."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax import SAXParseException

from pipeline.analyse import words
from pipeline.analyse.pieces import Pieces
from training import articles, names, trees
from training.example import Example, joined, sentences, windows
from training.splits import is_development_article

OWN_TEXT = Path(__file__).parent / "text"


def check(corpora: Path) -> None:
    """Stop with a clear message where the corpora folder is absent."""
    if not (corpora / "own" / "GUIDE.md").is_file():
        raise SystemExit(f"no corpora at {corpora}: pass the folder that holds own/, trees/, uner/ … as the argument")


def article_paths(corpora: Path, *, held_out: bool) -> list[Path]:
    """Annotated articles of the corpora and of `training/text`, those for development or those for training."""
    found = [*(corpora / "own").glob("*/*.xml"), *OWN_TEXT.glob("*/*.xml")]
    return sorted(
        (path for path in found if is_development_article(path) == held_out), key=lambda path: path.parts[-2:]
    )


def load(corpora: Path, pieces: Pieces, window: int, *, held_out: bool) -> dict[str, list[Example]]:
    """Windows of every corpus by its name in the table of heads."""
    check(corpora)
    rules = words.tokenizer()
    found: dict[str, Iterable[Example]] = {
        "own": _articles(article_paths(corpora, held_out=held_out), rules),
        "gum": trees.gum(corpora, held_out=held_out),
        "ewt": trees.ewt(corpora, held_out=held_out),
        "wikigold": names.wikigold(corpora, rules, held_out=held_out),
        "crossner": names.crossner(corpora, rules, held_out=held_out),
        "redocred": names.redocred(corpora, rules, held_out=held_out),
    }
    result = {}
    for name, examples in found.items():
        paragraphs = list(examples)
        result[name] = [part for whole in joined(paragraphs) for part in windows(whole, pieces, window)]
        if not held_out:
            # Once more paragraph by paragraph or sentence by sentence: a text may also come with next to nothing around it.
            alone = paragraphs if name == "own" else [part for whole in paragraphs for part in sentences(whole)]
            result[name] += [part for whole in alone for part in windows(whole, pieces, window)]
    return result


def _articles(paths: list[Path], rules: words.Tokenizer) -> Iterator[Example]:
    for path in paths:
        try:
            yield from articles.paragraphs(path, rules)
        except (SAXParseException, KeyError) as fault:
            print(
                f"left out, not as the guideline has it: {path.name} of {path.parent.name}: {fault}",
                file=sys.stderr,
            )
