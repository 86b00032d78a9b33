"""Bytes to text: which encoding, and what could not be decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pipeline.read.reading import Problem, Quarantine

#: Byte order marks, the longer first: UTF-32's little-endian mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Bytes looked at for a declaration (WHATWG HTML says 1024; pages in the wild need more) and for a guess.
HEAD, SAMPLE = 4096, 1 << 16
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: Share of control bytes from which a file is no text.
BINARY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark, the encoding's name, and what to tell about it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(raw: bytes) -> Decoded:
    """Decode a text file's bytes: mark, then strict UTF-8, then the declared charset, then a guess that is reported.

    Raises:
        Quarantine: `read.empty` for no bytes, `read.binary` for what is no text.
    """
    if not raw.strip():
        raise Quarantine("read.empty", "The file is empty; save the article again or remove the file.")
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _replaced(raw[len(mark) :], name)
    if wide := _wide(raw):
        return _replaced(raw, wide, guessed=True)
    sample = raw[:SAMPLE]
    if b"\x00" in raw or len(CONTROL.findall(sample)) > BINARY_SHARE * len(sample):
        raise Quarantine("read.binary", "The file holds binary data, not text; save the article as text, HTML or PDF.")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = DECLARED.search(raw[:HEAD])
    if declared and (stated := _codec(declared.group(1).decode("ascii"))) not in (None, "utf-8"):
        return _replaced(raw, stated)
    if _nearly_utf8(raw):
        return _replaced(raw, "utf-8")
    return _replaced(raw, _guess(raw), guessed=True)


def _codec(label: str) -> str | None:
    """The codec of a declared label; as browsers do, Latin-1 and ASCII are read as Windows-1252."""
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except (LookupError, ValueError, TypeError):
        return None
    if name.startswith(("utf-16", "utf-32")):  # the declaration itself was readable as ASCII, so it is wrong
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of the sample is NUL, all on one side."""
    sample = raw[: SAMPLE // 16 * 2]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.8 * len(sample) / 2 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * len(sample) / 2 and odd == 0 else None


def _nearly_utf8(raw: bytes) -> bool:
    """Whether well-formed multi-byte sequences outnumber the stray bytes, so that the file is damaged UTF-8."""
    sample = raw[: SAMPLE * 16]
    text = sample.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    return sum(1 for c in text if c > "\x7f") - stray > stray


def _guess(raw: bytes) -> str:
    high = re.search(rb"[\x80-\xff]", raw)
    start = max(0, (high.start() if high else 0) - SAMPLE // 4)
    sample = raw[start : start + SAMPLE]
    share = len(re.findall(rb"[\x80-\xff]", sample)) / len(sample)
    if share < 0.03 and not re.search(rb"[\x81\x8d\x8f\x90\x9d]", sample):
        return "cp1252"  # Latin script with a few quotation marks or accents: the usual case on the Web
    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def _replaced(raw: bytes, name: str, *, guessed: bool = False) -> Decoded:
    text = raw.decode(name, "replace").replace("\x00", "\ufffd")
    if not text.strip():
        raise Quarantine("read.empty", "The file holds white space only; save the article again or remove the file.")
    problems = []
    if guessed:
        problems.append(
            Problem("read.encoding", f"The encoding is not declared and was guessed as {name}; save the file as UTF-8.")
        )
    lost = text.count("\ufffd")
    if lost and lost > raw.count(b"\xef\xbf\xbd"):
        first = text.index("\ufffd")
        message = f"{lost} characters could not be decoded as {name} and stand as U+FFFD; save the file as UTF-8."
        problems.append(Problem("read.encoding", message, "warning", first, first + 1))
    return Decoded(text, name, tuple(problems))
