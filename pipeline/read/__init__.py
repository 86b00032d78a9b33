"""The first room: file bytes to a `Document` with passages, citations and metadata. One reader a media type."""

from pipeline.read.reader import ReadResult, read
from pipeline.read.source import Source, sources

__all__ = ["ReadResult", "Source", "read", "sources"]
