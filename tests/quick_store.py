"""What makes the stores of tests quick: what one of them has worked out serves those after it.

The statements of the migrations are noted once and carried out in each new file; a query that was put into SQL for one
store is not put into SQL again for the next; what a password comes to with a salt is known once it was worked out, and
what is sealed here costs little. The files are the same, byte for byte of what is in them:
`tests/unit/store/test_quick_store.py` holds them side by side.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import create_engine, event

from xstui.services.security import secrets
from xstui.store import engine as engines
from xstui.store import opening

migrated = opening.upgrade
_make_engine = engines.make_engine


@cache
def statements():
    """Return what the migrations do to an empty database, in order."""
    done = []
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        event.listen(engine, "before_cursor_execute", lambda _c, _cursor, text, values, *_: done.append((text, values)))
        migrated(connection)
    engine.dispose()
    return [(text, values) for text, values in done if not text.lstrip().upper().startswith(("SELECT", "PRAGMA"))]


def upgrade(connection):
    """Bring a database up to date: an empty one by the noted statements."""
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first():
        migrated(connection)
        return
    for text, values in statements():
        connection.exec_driver_sql(text, values)


@cache
def _first(module):
    engine = create_engine("sqlite://", module=module)
    engine.connect().close()  # which has the dialect look at what the library can do
    engine.dispose()
    return engine


def make_engine(path, key=None):
    """Make an engine that shares its queries in SQL with the others of the same library."""
    engine, first = _make_engine(path, key), _first(engines.driver(key))
    engine.dialect = engine.pool._dialect = first.dialect
    engine._compiled_cache = first._compiled_cache
    return engine


def install():
    """Use the quick ways from now on."""
    opening.upgrade, engines.make_engine = upgrade, make_engine
    engines.SETTINGS = tuple(one.replace("= FULL", "= OFF") for one in engines.SETTINGS)  # nobody pulls a plug here
    secrets._verifies = cache(secrets._verifies)
