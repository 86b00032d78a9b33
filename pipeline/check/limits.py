"""What `check` will read at most, so that no folder costs time or memory out of proportion to an honest one."""

#: Longest line of JSON, in bytes: an article's text is in one, and 64 MB is beyond any article's.
LINE = 64 << 20
#: Largest file that is read at once (manifest, descriptors, graphs), in bytes.
JSON_FILE = 256 << 20
#: Largest text for people, and data contract, in bytes: they grow with the contract, not with the data.
TEXT_FILE = 1 << 20
#: Largest file of any kind, in bytes: what lies in an output folder is hashed whole.
FILE = 8 << 30
#: Deepest nesting of JSON that is read; the contract's records have five levels.
DEPTH = 64
#: Most digits of an integer in JSON: those of 64 bits.
DIGITS = 19
#: Bytes that one byte of Parquet may stand for once decoded; text under zstd and dictionaries stays below fifty.
EXPANSION = 1000
#: Decoded bytes that any Parquet file may have whatever its size.
DECODED = 64 << 20
#: Decoded bytes beyond which no Parquet file is read.
DECODED_MOST = 16 << 30
#: Bytes that a value of a table costs at least once it is read, however little it takes in the file.
VALUE = 16
#: Rows, or decoded bytes, that are taken from a table at a time.
BATCH_ROWS = 512
BATCH_BYTES = 16 << 20
#: Decoded bytes up to which a table is held in memory, and bytes up to which a file of lines is.
HELD = 1 << 20
HELD_LINES = 256 << 10
#: Bytes of a column of a Parquet file that are read ahead.
BUFFER = 1 << 16
#: Rows of a column of ids that are compared with as many ids at a time.
JOIN_ROWS = 1 << 13
#: Bytes of a look-up of records that are held in memory; a greater one lies in a temporary file, and of that so many are.
SHELF, CACHE = 4 << 20, 1 << 20
#: Shapes of records that are remembered as expanding without loss; records of another are expanded one by one.
SHAPES = 10_000
#: Findings of one rule that are kept one by one; the rest is counted.
FINDINGS = 1000
#: Files below one folder that are looked at.
ENTRIES = 1_000_000


def decoded_bytes(size: int) -> int:
    """Decoded bytes that a Parquet file of `size` bytes may have."""
    return min(DECODED_MOST, max(DECODED, EXPANSION * size))
