"""Which texts are held out, as the corpora's README lays down."""

import json
from hashlib import sha256
from pathlib import Path


def is_development_id(identifier: str) -> bool:
    """Of sets without a split, ids whose SHA-256 begins with 0, 1 or 2 (hexadecimal) are development."""
    return sha256(identifier.encode()).hexdigest()[0] in "012"


def is_development_article(path: Path) -> bool:
    """Of our own articles, numbers divisible by six are development."""
    return int(path.stem) % 6 == 0


def held_out_gum(corpora: Path) -> frozenset[str]:
    """Names of the GUM documents in `gum/*.dev` and `gum/*.test`."""
    names = set()
    for part in ("dev", "test"):
        for path in sorted((corpora / "gum").glob(f"*.{part}.jsonl")):
            names.update(json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(names)


def held_out_genres(corpora: Path) -> frozenset[str]:
    """Names of the held-out GUM documents of news, interviews and speeches."""
    names = set()
    for part in ("dev", "test"):
        path = corpora / "gum" / f"news_interview_speech.{part}.jsonl"
        names.update(json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(names)
