"""`python -m bench.speed_analyse`: words a second and memory of the packaged model beside a spaCy CNN pipeline, in one run.

The CNN has the architecture of `en_core_web_sm` (a shared hash-embedding tok2vec of width 96 and depth 4 for tagger and parser, another for
names) with random weights: what it says is worthless, what it costs is not, since neither depends on the other.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.analyse import extensions, words
from pipeline.analyse.layout import laid_out
from pipeline.analyse.network import Network
from pipeline.analyse.package import read
from pipeline.analyse.reader import Reader

TEXTS = Path(__file__).parent.parent / "raw"
WORDS = 60_000
SYSTEMS = ("packaged model", "spaCy CNN")


def texts() -> list[str]:
    """The articles that ship with the project, again and again until there are `WORDS` words."""
    found = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.rglob("*.txt"))]
    size = sum(len(text.split()) for text in found)
    return found * max(1, round(WORDS / max(size, 1)))


def cnn() -> Language:
    """The CNN pipeline, initialised on one made-up sentence."""
    nlp = spacy.blank("en")
    listener = {
        "model": {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}}
    }
    nlp.add_pipe("tok2vec")
    tagger = nlp.add_pipe("tagger", config=listener)
    parser = nlp.add_pipe("parser", config=listener)
    names = nlp.add_pipe("ner")
    for label in ("NN", "NNP", "VBD", "IN", "DT", "JJ", "."):
        tagger.add_label(label)
    for label in ("nsubj", "obj", "obl", "case", "det", "amod", "punct", "ROOT"):
        parser.add_label(label)
    for label in ("Person", "Organization", "Place"):
        names.add_label(label)
    said = {
        "words": ["Police", "arrested", "him", "."],
        "tags": ["NN", "VBD", "NN", "."],
        "heads": [1, 1, 1, 1],
        "deps": ["nsubj", "ROOT", "obj", "punct"],
    }
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("Police arrested him."), said)])
    return nlp


def measure(name: str) -> tuple[float, float, float]:
    """Words a second, seconds from the start to the first result, and MiB resident at the most, of one system in this process."""
    began = time.perf_counter()
    run: Callable[[Iterable[str]], Iterable[Doc]]
    if name == SYSTEMS[0]:
        extensions.register()
        rules, reader = words.tokenizer(), Reader(Network(read()))

        def run(batch: Iterable[str]) -> Iterable[Doc]:
            return reader.pipe(laid_out(text, [(0, len(text), True)], [], rules, rules.vocab) for text in batch)
    else:
        nlp = cnn()

        def run(batch: Iterable[str]) -> Iterable[Doc]:
            return nlp.pipe(batch)

    batch = texts()
    for _ in run(batch[:1]):
        pass
    first = time.perf_counter() - began
    count = sum(len(text.split()) for text in batch)
    began = time.perf_counter()
    for _ in run(batch):
        pass
    speed = count / (time.perf_counter() - began)
    return speed, first, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(out: Path | None = None) -> None:
    """Measure each system in a process of its own, in turn, twice; the built folder `out` is not needed."""
    best: dict[str, tuple[float, float, float]] = {}
    for name in SYSTEMS * 2:
        said = subprocess.run(
            [sys.executable, "-m", "bench.speed_analyse", "--only", name], capture_output=True, text=True, check=True
        )
        speed, first, memory = map(float, said.stdout.split())
        best[name] = max(best.get(name, (0.0, 0.0, 0.0)), (speed, first, memory))
    for name, (speed, first, memory) in best.items():
        print(f"{name:<16} {speed:>9,.0f} words/s   first result {first:4.1f} s   {memory:5.0f} MiB")
    print(
        f"ratio            {best[SYSTEMS[0]][0] / best[SYSTEMS[1]][0]:.2f}   (the better of two runs each; random weights in the CNN)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.speed_analyse", description=__doc__)
    parser.add_argument("--only", choices=SYSTEMS, help="measure one system in this process")
    options = parser.parse_args()
    if options.only:
        print(*measure(options.only))
    else:
        main()
