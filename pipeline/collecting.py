"""How often Python looks for garbage in circles: seldom, where millions of records are made and hardly any stands in one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_after(objects: int) -> Iterator[None]:
    """Within, look through the newest objects only when there are so many more of them; afterwards as before."""
    before = gc.get_threshold()
    gc.set_threshold(objects, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
