"""Tampering behind the program's back: each kind is found, and named, in every table."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlmodel import select

from tests import company
from xstui.domain.findings import Finding
from xstui.domain.search import fold
from xstui.i18n import set_language
from xstui.i18n.findings import FINDINGS, TABLES, finding_text
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.upkeep import undo
from xstui.services.upkeep.audit import verify_store
from xstui.store import engine, journal, schema, search_index, whole_file
from xstui.store.migrations.versions.m0001_first_tables import SEARCH
from xstui.store.opening import create_store, open_store
from xstui.store.tables import RECORDS, AbsenceCase, Account, Document, OrgUnit, Person, Task
from xstui.store.unit import EntryMeta

NO_ZLIB = hashlib.sha256(b"z\1\2").hexdigest()
DIGEST = hashlib.sha256(b"\0").hexdigest()
TABLE_NAMES = [str(record.__tablename__) for record in RECORDS]
SEALS = [f"DROP TRIGGER journal_{table}_no_{act}" for table in ("entry", "change") for act in ("update", "delete")]


@pytest.fixture(scope="module")
def office_template(company_template, tmp_path_factory):
    """A company with a document, in whose journal four entries stand."""
    return company.changed(company_template, tmp_path_factory.mktemp("office"), _work)


def _work(context):
    for number in (2, 3):
        absence.report_sick(context, SickReport(number, date(2026, 6, 5)))
    with context.store.unit(EntryMeta("test", "sam", company.NOW)) as unit:
        unit.session.connection().exec_driver_sql(f"INSERT INTO blob VALUES ('{DIGEST}', x'00')")
        unit.add(Document(person_id=1, folder="file", name="Brief.pdf", media_type="x", size=1, blob_digest=DIGEST,
                          added_on=company.TODAY))  # fmt: skip
    assert verify_store(context.store).findings == ()


@pytest.fixture
def office(office_template, tmp_path):
    store = open_store(shutil.copy(office_template, tmp_path / "office.db"), company.NOW)
    yield store
    store.close()


def findings_after(store, *statements):
    """Return what is found after statements that another program carried out on the file."""
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    # To change the journal its triggers must go first: that is told as well, and held to account elsewhere.
    return [(f.code, f.place, f.number) for f in verify_store(store).findings if not f.code.startswith("schema-")]


def last(store):
    with store.reading() as session:
        return journal.last_entry(session.connection())[0]


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_row_put_into_any_table_is_named(office, table):
    office.close()
    with closing(sqlite3.connect(office.path)) as connection:
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    values = {name: "'2026-06-01'" for _n, name, _type, needed, _default, _key in columns if needed} | {"id": "777"}
    added = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())})"
    found = findings_after(office, added)
    assert set(found) - {("blob-missing", "document", 777)} == {("row-added", table, 777)}


@pytest.mark.parametrize(
    "table", ["account", "document", "message", "conversation", "setting", "org_unit", "absence_case", "account_unit"]
)
def test_changed_removed_and_swapped_rows_are_named(office, table):
    with office.reading() as session:
        numbers = list(session.connection().exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars())
    first = numbers[0]
    assert findings_after(office, f"UPDATE {table} SET version = 0 WHERE id = {first}") == [
        ("row-changed", table, first)
    ]
    moved = findings_after(office, f"UPDATE {table} SET id = 999 WHERE id = {first}")
    assert {("row-removed", table, first), ("row-added", table, 999)} <= set(moved)
    assert ("row-removed", table, first) in findings_after(office, f"DELETE FROM {table} WHERE id = 999")


@pytest.mark.parametrize(
    ("statement", "place", "number"),
    [
        ("UPDATE person SET birth_date = 'x' WHERE id = 1", "person", 1),
        ("UPDATE person SET birth_date = 5 WHERE id = 2", "person", 2),
        ("UPDATE person SET surname = CAST(x'ff41' AS TEXT) WHERE id = 3", "person", 3),
        ("UPDATE percentage_step SET percentage = 'abc' WHERE id = 1", "percentage_step", 1),
        ("UPDATE message SET sent_at = x'00' WHERE id = 1", "message", 1),
        ("UPDATE message SET sent_at = '0001-01-01T00:00:00+14:00' WHERE id = 1", "message", 1),
    ],
)
def test_a_value_that_no_program_wrote_is_named_and_ends_nothing(office, statement, place, number):
    found = findings_after(office, statement, "UPDATE setting SET value = 'z' WHERE id = 1")
    assert found == [("row-unreadable", place, number), ("row-changed", "setting", 1)]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["UPDATE journal_entry SET at = 'zzz' WHERE seq = 2"], {("entry-changed", "journal", 2)}),
        (["UPDATE journal_entry SET who = x'ff' WHERE seq = 2"], {("entry-changed", "journal", 2)}),
        (["UPDATE journal_entry SET who = CAST(x'ff' AS TEXT) WHERE seq = 2"], {("entry-changed", "journal", 2)}),
        (["UPDATE journal_entry SET seq = -5 WHERE seq = 2"],
         {("entry-changed", "journal", -5), ("entry-missing", "journal", 2), ("change-added", "journal", 2)}),
        (["UPDATE journal_entry SET seq = 9999999999 WHERE seq = 5"], {("entries-missing", "journal", 5)}),
        (["UPDATE journal_entry SET seq = -1 WHERE seq = 2", "UPDATE journal_entry SET seq = 2 WHERE seq = 3",
          "UPDATE journal_entry SET seq = 3 WHERE seq = -1"],
         {("entry-changed", "journal", 2), ("entry-changed", "journal", 3)}),
        (["UPDATE journal_change SET payload = 'jabc' WHERE seq = 3"], {("payload-changed", "journal", 3)}),
        (["UPDATE journal_change SET payload = CAST(x'ff' AS TEXT) WHERE seq = 3"],
         {("payload-changed", "journal", 3), ("entry-changed", "journal", 3)}),
        ([f"UPDATE journal_change SET payload = x'7a0102', digest = '{NO_ZLIB}' WHERE seq = 3"],
         {("payload-changed", "journal", 3), ("entry-changed", "journal", 3)}),
        (["UPDATE journal_change SET payload = x'' WHERE seq = 3"], {("payload-erased", "journal", 3)}),
        (["UPDATE journal_entry SET summary = '' WHERE seq = 3"], {("summary-erased", "journal", 3)}),
        (["INSERT INTO journal_change VALUES (99, 1, 'person', 1, 1, 'x', x'')"], {("change-added", "journal", 99)}),
    ],
)  # fmt: skip
def test_a_journal_that_was_tampered_with_is_named_by_its_entry(office, statements, expected):
    assert expected <= set(findings_after(office, *SEALS, *statements))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE blob SET content = x'01'", ("blob-changed", "document", 1)),
        ("DELETE FROM blob", ("blob-missing", "document", 1)),
        ("INSERT INTO blob VALUES ('ab', x'00')", ("blob-added", "blob", 0)),
    ],
)
def test_what_a_document_holds_is_guarded(office, statement, expected):
    assert findings_after(office, statement) == [expected]


TAKEN_OUT = "INSERT INTO person_search(person_search, rowid, search_key) SELECT 'delete', id, search_key FROM person"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (f"{TAKEN_OUT} WHERE id = 1", ("index-changed", "person_search", 1)),
        ("INSERT INTO person_search(rowid, search_key) VALUES (1, 'meer')", ("index-changed", "person_search", 1)),
        ("INSERT INTO person_search(rowid, search_key) VALUES (77, 'spook')", ("index-changed", "person_search", 77)),
    ],
)
def test_somebody_who_was_taken_out_of_the_search_index_is_named(office, statement, expected):
    assert findings_after(office, statement) == [expected]


INNER = (
    ("DELETE FROM person_search_docsize WHERE id = 1", [("index-changed", "person_search", 1)]),
    ("UPDATE person_search_docsize SET sz = x'7f' WHERE id = 2", [("index-changed", "person_search", 2)]),
    *(
        (statement, [("index-damaged", "person_search", 0)])
        for statement in (
            "DELETE FROM person_search_data",
            "DELETE FROM person_search_data WHERE id > 10",
            "UPDATE person_search_data SET block = x'00' WHERE id = 1",
            "INSERT INTO person_search_data VALUES (2, x'00')",
            "DELETE FROM person_search_idx",
            "DELETE FROM person_search_config",
            "UPDATE person_search_config SET v = 3",
            "INSERT INTO person_search_config VALUES ('rank', 'bm25(1)')",
        )
    ),
)


@pytest.mark.parametrize(("statement", "expected"), INNER)
def test_inner_tables_of_the_search_index_are_held_to_the_names_and_made_again(office, statement, expected):
    assert findings_after(office, statement) == expected
    with office.alone():
        whole_file.compact(office.path)
    assert findings_after(office) == []


def test_damage_of_the_search_index_is_no_damage_of_an_encrypted_file(tmp_path):
    """SQLCipher's newer SQLite looks into the index as part of its own check."""
    path, key = tmp_path / "x.db", b"k" * 32
    store = create_store(path, key)
    store.close()
    for statement in ("UPDATE person_search_config SET v = 3", "DELETE FROM person_search_data"):
        with closing(engine.connect(path, key)) as connection:
            connection.execute(statement)
        assert verify_store(store).findings == (Finding("index-damaged", "person_search"),)
        store.close()
    store.shut()


ODD = (
    ("UPDATE account SET administrator = 2 WHERE id = 1", "account", "administrator"),
    ("UPDATE percentage_step SET percentage = percentage + 0.3 WHERE id = 1", "percentage_step", "percentage"),
    ("UPDATE employment SET start_date = '2025-W18-4' WHERE id = 1", "employment", "start_date"),
    ("UPDATE message SET sent_at = replace(sent_at, 'T', ' ') WHERE id = 1", "message", "sent_at"),
)


@pytest.mark.parametrize(("statement", "table", "column"), ODD)
def test_a_value_that_reads_as_the_same_and_is_written_otherwise_is_named(office, statement, table, column):
    office.close()
    with closing(sqlite3.connect(office.path)) as connection:
        connection.execute(statement)
        connection.commit()
    (found,) = verify_store(office).findings
    assert (found.code, found.place, found.number, found.detail) == ("row-changed", table, 1, column)


def test_an_entry_whose_yes_is_written_otherwise_is_named(office):
    statement = "UPDATE journal_entry SET undoable = 2 WHERE seq = 2 AND undoable"
    assert findings_after(office, *SEALS, statement.replace("2 AND", f"{last(office) - 1} AND")) == [
        ("entry-changed", "journal", last(office) - 1)
    ]


@pytest.mark.parametrize(
    ("statement", "code", "place"),
    [
        ("DELETE FROM last_number WHERE name = 'person.dossier_no'", "numbers-lowered", "person"),
        ("UPDATE last_number SET number = number - 1 WHERE name = 'absence_case.case_no'", "numbers-lowered",
         "absence_case"),
        ("UPDATE last_number SET number = number + 1 WHERE name = 'absence_case.case_no'", "numbers-raised",
         "absence_case"),
        ("UPDATE last_number SET number = 'x' WHERE name = 'person.dossier_no'", "numbers-lowered", "person"),
        ("INSERT INTO last_number VALUES ('more', 1)", "row-added", "last_number"),
    ],
)  # fmt: skip
def test_highest_numbers_that_were_changed_or_removed_are_told(office, statement, code, place):
    assert findings_after(office, statement) == [(code, place, 0)]


def test_a_number_of_a_case_that_was_undone_counts(context):
    absence.report_sick(context, SickReport(2, date(2026, 6, 5)))
    undo.undo(context)
    lower = "UPDATE last_number SET number = number - 1 WHERE name = 'absence_case.case_no'"
    assert findings_after(context.store, lower) == [("numbers-lowered", "absence_case", 0)]


def test_saves_that_were_rolled_back_or_undone_raise_no_numbers(context):
    with pytest.raises(ZeroDivisionError), context.unit("test") as unit:
        unit.add(OrgUnit(name="Nergens", kind="department"))
        raise ZeroDivisionError
    absence.report_sick(context, SickReport(2, date(2026, 6, 5)))
    undo.undo(context)
    assert verify_store(context.store).findings == ()


def test_a_cut_end_is_told_by_the_numbers_that_its_rows_had(office):
    with office.reading() as session:
        (document,) = session.exec(select(Document.id)).all()
    statements = (
        f"DELETE FROM journal_change WHERE seq = {last(office)}",
        f"DELETE FROM journal_entry WHERE seq = {last(office)}",
        f"DELETE FROM document WHERE id = {document}",
        "DELETE FROM blob",
    )
    assert findings_after(office, *SEALS, *statements) == [("numbers-raised", "document", 0)]


def test_a_row_is_known_by_its_case_dossier_login_or_unit(office):
    statements = (
        "UPDATE task SET code = 'z' WHERE id = (SELECT min(id) FROM task)",
        "UPDATE absence_case SET version = 0 WHERE person_id = 2",
        "UPDATE employment SET version = 0 WHERE id = 1",
        "UPDATE account SET administrator = 2 WHERE id = 1",
        "UPDATE org_unit SET code = 'z' WHERE id = 1",
        "INSERT INTO person_tag VALUES (77, 1, 1, 'z')",
    )
    findings_after(office, *statements)
    with office.reading() as session:
        case = session.exec(select(AbsenceCase).where(AbsenceCase.person_id == 2)).one()
        task = session.exec(select(Task).order_by(Task.id)).first()
        owner = session.get_one(AbsenceCase, task.case_id)
        dossier = session.get_one(Person, owner.person_id).dossier_no
        employer, username = session.get_one(OrgUnit, 1).name, session.get_one(Account, 1).username
    told = [finding_text(found) for found in verify_store(office).findings]
    assert told == [
        f"Organisatie, {employer}: buiten xstui om gewijzigd (Code)",
        "Kenmerken van werknemers, dossier 563166, rij 77: buiten xstui om toegevoegd",
        "Dienstverbanden, dossier 563166, rij 1: buiten xstui om gewijzigd (Nummer van de journaalregel)",
        f"Trajecten, traject {case.case_no}, dossier 563167: buiten xstui om gewijzigd (Nummer van de journaalregel)",
        f"Taken, traject {owner.case_no}, dossier {dossier}, rij {task.id}: buiten xstui om gewijzigd (Code)",
        f"Inlogs, inlog {username}: buiten xstui om gewijzigd (Beheerder)",
    ]


def test_a_search_index_that_is_gone_is_named(office):
    assert ("table-changed", "person_search", 0) in findings_after(office, "DROP TABLE person_search")


@given(st.lists(st.text(max_size=12), max_size=5))
def test_any_name_stands_in_the_index_as_it_is_looked_for(names):
    connection = create_engine("sqlite://").connect()
    connection.exec_driver_sql("CREATE TABLE person (id INTEGER PRIMARY KEY, search_key TEXT)")
    for statement in SEARCH:
        connection.exec_driver_sql(statement)
    for name in names:
        connection.exec_driver_sql("INSERT INTO person (search_key) VALUES (?)", (fold(name),))
    assert list(search_index.findings(connection)) == []
    connection.close()


def test_a_table_that_is_gone_is_named(office):
    assert ("table-changed", "message_read", 0) in findings_after(office, "DROP TABLE message_read")


def test_a_changed_row_names_its_columns_and_no_value(office):
    findings_after(office, "UPDATE person SET surname = 'Geheim', dossier_no = 5 WHERE id = 1")
    set_language("en")
    (found,) = (f for f in verify_store(office).findings)
    assert finding_text(found) == ("Employees, dossier 563166: changed behind xstui's back (Dossier number, Surname)")
    set_language("nl")


def test_every_table_and_finding_has_words():
    unguarded = {"blob", "person_search", "draft", "last_number", "journal_entry", "journal_change"}
    assert set(TABLE_NAMES) | unguarded | set(schema.MARKS) == TABLES.keys()
    for code in FINDINGS:
        assert "{" not in finding_text(Finding(code, "person", 1, "x"))


def test_a_damaged_page_is_told_as_damage(office):
    office.close()
    whole = bytearray(office.path.read_bytes())
    whole[-4096:-4032] = b"\xff" * 64
    office.path.write_bytes(whole)
    assert {f.code for f in verify_store(office).findings} == {"file-damaged"}
