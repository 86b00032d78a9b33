"""A checked output folder to an immutable release, with what changed since the one before."""

from pipeline.publish.rekey import Moved, Vanished
from pipeline.publish.release import PublishError, Refused, Release, publish

__all__ = ["Moved", "PublishError", "Refused", "Release", "Vanished", "publish"]
