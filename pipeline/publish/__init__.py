"""A checked output folder to an immutable release."""

from pipeline.publish.release import PublishError, Refused, Release, publish

__all__ = ["PublishError", "Refused", "Release", "publish"]
