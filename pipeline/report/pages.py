"""Pages from templates: everything escaped, data for scripts as JSON that no markup can break out of."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report import facts
from pipeline.report.catalogue import short

#: What a page may load: scripts and styles that stand beside it, nothing else; no inline script runs.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@cache
def environment() -> Environment:
    """The templates, autoescaped, an unknown name being an error."""
    made = Environment(
        loader=PackageLoader("pipeline.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= {
        "json": embedded,
        "short": short,
        "page": facts.page,
        "within": facts.within,
        "char": facts.span_page,
    }
    made.globals |= {"policy": POLICY, "facts": facts}
    return made


def embedded(value: Any) -> Markup:
    """JSON that can stand in a script element: no `<`, `>` or `&` is left in it, nor what ends a line of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def render(template: str, **values: Any) -> str:
    """A page as HTML."""
    return environment().get_template(template).render(**values)


def script(name: str, value: Any) -> str:
    """Data as a script file, which a page opened from disk may load where it may not fetch."""
    return f"window.{name} = {embedded(value)};\n"
