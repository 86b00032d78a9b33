"""Records to deterministic bytes: JSON-LD lines, Parquet tables, descriptors, manifest."""

from pipeline.write.folder import OutputError
from pipeline.write.output import write_output

__all__ = ["OutputError", "write_output"]
