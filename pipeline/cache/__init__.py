"""Results of the map step by content: what was read, analysed and extracted once is not done again."""

from pipeline.cache.code import code_digest
from pipeline.cache.key import source_key
from pipeline.cache.part import Part
from pipeline.cache.store import Store, cache_folder

__all__ = ["Part", "Store", "cache_folder", "code_digest", "source_key"]
