"""Calibration: what share of the names with a given probability is right, as a line on the log-odds; and how far heads lean."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.analyse.network import Network
from pipeline.analyse.package import read
from pipeline.analyse.reader import Reader

STEPS, RATE = 2_000, 0.05
# Heads whose spans are too few or too many as the loss leaves them, and how far they may lean. Events are weighed with the lexicon instead.
LEANING = ("cues", "roles")
LEANS = (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0)


def fit(folder: Path, texts: Path) -> dict[str, tuple[float, float]]:
    """Slope and offset for names, fitted on the held-out articles of our own in even places of their order."""
    from training.score import judged_names

    reader = Reader(Network(read(folder)))
    judged = list(judged_names(reader, texts))
    pairs = [(name._.probability, right) for n, found in enumerate(judged) if n % 2 == 0 for name, right in found]
    return {"names": line(pairs)} if pairs else {}


def leans(folder: Path, texts: Path) -> dict[str, float]:
    """For each head of `LEANING`, the lean with the best F1 on the held-out articles of our own in even places of their order."""
    from pipeline.analyse import words
    from training import articles, corpora
    from training.example import joined
    from training.measures import Tally
    from training.score import document, gold

    package, rules = read(folder), words.tokenizer()
    paths = corpora.article_paths(texts, held_out=True)[::2]
    examples = [example for path in paths for example in joined(articles.paragraphs(path, rules))]
    scores: dict[str, dict[float, float]] = {group: {} for group in LEANING}
    for lean in LEANS:
        leaning = {**package.thresholds, **{f"lean {group}": lean for group in LEANING}}
        reader = Reader(Network(replace(package, thresholds=leaning)))
        tallies = {group: Tally() for group in LEANING}
        for example in examples:
            doc = document(reader, example, rules)
            for group, tally in tallies.items():
                tally.add(gold(example, group), [(s.start, s.end, s.label_) for s in doc.spans[group]])
        for group, tally in tallies.items():
            scores[group][lean] = tally.micro.f1
    return {f"lean {group}": max(found, key=lambda lean: (found[lean], -abs(lean))) for group, found in scores.items()}


def line(pairs: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset of the logistic regression of being right on the log-odds (Platt 1999)."""
    chances, right = (np.array(column, dtype=np.float64) for column in zip(*pairs, strict=True))
    chances = chances.clip(1e-6, 1 - 1e-6)
    odds = np.log(chances / (1 - chances))
    slope, offset = 1.0, 0.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(slope * odds + offset))) - right
        slope -= RATE * float((error * odds).mean())
        offset -= RATE * float(error.mean())
    return round(max(slope, 0.05), 3), round(offset, 3)


def error(pairs: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: the mean gap between probability and share right, over bins, weighed by their size."""
    chances, right = (np.array(column, dtype=np.float64) for column in zip(*pairs, strict=True))
    place = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = [
        abs(chances[place == b].mean() - right[place == b].mean()) * (place == b).sum()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps) / len(chances))
