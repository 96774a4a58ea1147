"""Making a new store, with its key file where it is encrypted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from xstui.domain.problems import refuse
from xstui.services.keys import vault
from xstui.store import key_file
from xstui.store.opening import create_store
from xstui.store.store import Store


@contextlib.contextmanager
def new_store(path: Path, *, encrypted: bool) -> Iterator[Store]:
    """Make a store to be filled in the block; where that fails nothing is left behind.

    Raises:
        Refused: `store-exists`, `keys-exist`, `file-unwritable` or `sqlcipher-missing`.
    """
    if path.exists():
        raise refuse("store-exists", path=path)
    made = []
    try:
        key = None
        if encrypted:
            key = vault.make(path)
            made.append(key_file.path_beside(path))
        store = create_store(path, key)
        made.append(path)
        try:
            yield store
        finally:
            store.close()
    except BaseException:
        for file in made:
            file.unlink(missing_ok=True)
        raise
