"""The committed schemas: written from the code, compared with the code."""

from __future__ import annotations

from pathlib import Path

from pipeline.records.schemas import schema_files


def write_schemas(folder: Path) -> int:
    """Write every schema file of the current contract; files of it that no longer exist are removed; returns how many."""
    files = schema_files()
    for path in stray(folder):
        path.unlink()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    return len(files)


def drift(folder: Path) -> list[str]:
    """One line a difference between the folder and the code; empty when they agree."""
    lines = []
    for name, content in schema_files().items():
        path = folder / name
        if not path.is_file():
            lines.append(f"{path}: missing")
        elif path.read_text(encoding="utf-8") != content:
            lines.append(f"{path}: differs from the code")
    return lines + [f"{path}: no longer generated" for path in stray(folder)]


def stray(folder: Path) -> list[Path]:
    """Files under the current version's folder that the code does not generate."""
    files = schema_files()
    version = next(iter(files)).partition("/")[0]
    present = sorted(path for path in (folder / version).rglob("*") if path.is_file())
    return [path for path in present if path.relative_to(folder).as_posix() not in files]
