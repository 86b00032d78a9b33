"""The reading room: a static site that shows what was extracted, and where people judge it."""

from pipeline.report.catalogue import NoBuild
from pipeline.report.site import write_site

__all__ = ["NoBuild", "write_site"]
