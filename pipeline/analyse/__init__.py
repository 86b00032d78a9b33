"""Documents to spaCy `Doc`s: words, sentences, trees, names, event triggers, cues, quotations and roles."""

from pipeline.analyse.analyser import Analyser, load
from pipeline.analyse.package import ModelError

__all__ = ["Analyser", "ModelError", "load"]
