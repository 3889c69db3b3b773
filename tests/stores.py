"""Stores that have their tables already: the migrations are run once a process, and copied from then on.

``tests/test_store.py`` is where the migrations themselves are tried, on databases that are empty.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from mailflow.store.engine import Store


def lay(file: Path) -> Path:
    """A store with its tables and nothing in them at ``file``, unless there is one."""
    if not file.exists():
        shutil.copy(_made(), file)
    return file


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mailflow-store-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "mailflow.db"
    Store(f"sqlite:///{file}", state_folder=folder).close()
    return file
