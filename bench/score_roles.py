"""Scores roles against the annotated articles: the title's span, and whose it is.

    python -m bench.score_roles CORPORA [--rules] [--train] [--show]

"held" counts a true title right when a title that shares its head word (the spans overlap) is given to the same
person; "strict" asks for equal spans too. Given the annotated names, so that only roles are scored; `own` is read by
its development part.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.tokens import Doc

from bench.annotated import Annotated, Tag, articles, development
from bench.score_names import line, model, rules
from pipeline.extract.extraction import Name, Role
from pipeline.extract.names import names
from pipeline.extract.references import references
from pipeline.extract.roles import roles
from pipeline.records.document import Document
from pipeline.records.span import Span


def annotated_names(article: Annotated) -> tuple[Name, ...]:
    """The article's own names, as `names` would give them."""
    text = article.document.text
    return tuple(
        Name(Span(tag.start, tag.end), text[tag.start : tag.end], tag.attributes["t"], tag.attributes.get("s"),
             tag.attributes.get("f", "name"), 1.0)  # type: ignore[arg-type]
        for tag in article.tags
        if tag.name == "n"
    )  # fmt: skip


def held(role: Role, tags: Iterable[Tag]) -> str | None:
    """Id of the entity that the role's holder is annotated as."""
    for tag in tags:
        if tag.name in {"n", "r"} and (tag.start, tag.end) == (role.holder.start, role.holder.end):
            return tag.attributes.get("e")
    return None


def score(
    annotated: Iterable[Annotated], analyse: Callable[[Document], Doc], given_names: bool, show: bool = False
) -> dict[str, Counter[str]]:
    """Counts of right, said and true titles, held and strict."""
    counts = {"held": Counter[str](), "strict": Counter[str](), "title's span alone": Counter[str]()}
    for article in annotated:
        doc = analyse(article.document)
        found_names = annotated_names(article) if given_names else names(article.document, doc)
        found = roles(article.document, doc, found_names, references(article.document, doc, found_names))
        titles = [tag for tag in article.tags if tag.name == "role"]
        # A title whose holder is not named in its sentence can be given to nobody here.
        said = [(role, held(role, article.tags)) for role in found]
        text = article.document.text
        matched: set[int] = set()
        for tag in titles:
            near = [(r, e) for r, e in said if r.title.start < tag.end and tag.start < r.title.end]
            right = any(e == tag.attributes["e"] for _, e in near)
            same = any(
                e == tag.attributes["e"] and (r.title.start, r.title.end) == (tag.start, tag.end) for r, e in near
            )
            counts["held"].update(right=right)
            counts["strict"].update(right=same)
            counts["title's span alone"].update(
                right=any((r.title.start, r.title.end) == (tag.start, tag.end) for r, _ in near)
            )
            matched.update(id(r) for r, e in near)
            if show and not same:
                print(
                    f"{article.path.parent.name}/{article.path.stem} {'~' if right else '-'} {_line(text, tag.start, tag.end)} {[(r.text, e) for r, e in near]}"
                )
        for role, entity in said:
            if show and id(role) not in matched:
                print(
                    f"{article.path.parent.name}/{article.path.stem} + {_line(text, role.title.start, role.title.end)} {entity}"
                )
        for count in counts.values():
            count.update(said=len(said), true=len(titles))
    return counts


def _line(text: str, start: int, end: int) -> str:
    return repr(f"{text[max(0, start - 40) : start]}[[{text[start:end]}]]{text[end : end + 40]}")


def main(corpora: Path, options: argparse.Namespace | None = None) -> None:
    """Prints one table by the rules alone and one with the packaged model, each given the annotated names."""
    for title, maker in {"rules alone": rules, "with the model": model}.items():
        if options is not None and options.only and options.only not in title:
            continue
        train = options is not None and options.train
        read = (a for a in articles(corpora) if int(a.path.stem) % 6) if train else development(corpora)
        own = options is not None and options.own_names
        print(f"-- {title}, {'own names' if own else 'names given'}")
        for name, count in score(read, maker(), not own, bool(options and options.show)).items():
            print(line(name, count))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--train", action="store_true")
    parser.add_argument(
        "--own-names", action="store_true", help="the names that `names` finds, instead of the annotated"
    )
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.corpora, given))
