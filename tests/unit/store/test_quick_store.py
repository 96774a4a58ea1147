"""A store as the tests make it is what the migrations make."""

from __future__ import annotations

from sqlalchemy import create_engine

from tests import quick_store


def made_by(upgrade):
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        upgrade(connection)
        tables = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").all()
        rows = {
            name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
            for kind, name, *_ in tables
            if kind == "table"
        }
    engine.dispose()
    return tables, rows


def test_a_store_of_a_test_is_what_the_migrations_make():
    tables, rows = made_by(quick_store.upgrade)
    assert len(tables) > 40
    assert (tables, rows) == made_by(quick_store.migrated)
