"""`xstui init`, `keys`, `backup` and `restore`, as an administrator types them."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys

import pytest
from sqlmodel import select

from tests.company import TODAY
from xstui.bootstrap import Program
from xstui.cli import keys, open_app
from xstui.cli.main import run
from xstui.clock import FixedClock, SystemClock
from xstui.services.access import accounts, sign_in
from xstui.services.security import keyring, secrets, vault
from xstui.store import engine, key_file, opening
from xstui.store.journal import entries
from xstui.store.tables import Account
from xstui.store.unit import EntryMeta

PASSWORD = "kruiwagen tulp negen brug"
NEW = "paraplu kerktoren dijk zes"


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch, tmp_path):
    """Cheap hashes, no key store, and a home of its own."""
    monkeypatch.setattr(keyring, "backend", lambda: None)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(secrets, "STRONG", secrets.LIGHT)
    for name, least in (("hash_secret", 1), ("seal", 2)):
        real = getattr(secrets, name)
        monkeypatch.setattr(secrets, name, lambda *args, real=real, least=least: real(*args[:least], secrets.LIGHT))


@pytest.fixture
def answers(monkeypatch):
    """Give the answers in order, whichever way they are asked for."""

    def give(*texts):
        waiting = list(texts)
        monkeypatch.setattr("builtins.input", lambda _question="": waiting.pop(0))
        monkeypatch.setattr("getpass.getpass", lambda _question="": waiting.pop(0))

    return give


@pytest.fixture
def made(tmp_path, answers):
    path = tmp_path / "x.db"
    answers("Voorbeeld B.V.", "sam", "Sam Bakker", "Inkomen,Kantoor", PASSWORD, PASSWORD)
    assert run(["init", "--store", str(path)]) == 0
    return path


def enrol(path):
    """Set up sam's second factor; return its secret."""
    program = Program(path, system_clock=FixedClock(TODAY))
    enrolment = sign_in.start_enrolment(program.enter("sam", PASSWORD))
    token = secrets.token_now(enrolment.secret, program.clock.ticks())
    sign_in.finish_enrolment(program.sign_in_context, enrolment, token)
    program.lock()
    return enrolment.secret


@pytest.fixture
def enrolled(made):
    """The store with sam's second factor set up; its secret."""
    return made, enrol(made)


def token(secret):
    return secrets.token_now(secret, SystemClock().ticks())


def later_token(secret):
    """The next token: in a copy of the store the one of now was used already."""
    return secrets.token_now(secret, SystemClock().ticks() + secrets.STEP_SECONDS)


def test_a_new_store_is_encrypted_and_shows_its_recovery_key_once(capsys, made):
    assert engine.is_encrypted(made)
    text = next(line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("    "))
    assert engine.key_fits(made, vault.unlock_by_recovery_key(made, text))


def test_the_recovery_key_goes_on_paper(tmp_path, answers, capsys):
    path, paper = tmp_path / "x.db", tmp_path / "paper.pdf"
    answers("Voorbeeld B.V.", "sam", "Sam Bakker", "", PASSWORD, PASSWORD)
    assert run(["init", "--store", str(path), "--recovery-out", str(paper)]) == 0
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_mode & 0o077 == 0
    assert "    " not in capsys.readouterr().out


def test_a_plain_store_has_to_be_asked_for_in_so_many_words(tmp_path, answers, capsys):
    path = tmp_path / "x.db"
    answers("ja")
    assert run(["init", "--store", str(path), "--plain"]) == 1
    assert not path.exists()
    answers("Niet versleuteld", "Voorbeeld B.V.", "sam", "Sam Bakker", "", PASSWORD, PASSWORD)
    assert run(["init", "--store", str(path), "--plain"]) == 0
    assert not engine.is_encrypted(path)
    assert "niet versleuteld" in run_out(capsys, ["keys", "show", "--store", str(path)])


def run_out(capsys, argv):
    capsys.readouterr()
    run(argv)
    return capsys.readouterr().out


def test_passwords_that_differ_make_nothing(tmp_path, answers, capsys):
    answers("Voorbeeld B.V.", "sam", "Sam Bakker", "", PASSWORD, NEW)
    assert run(["init", "--store", str(tmp_path / "x.db")]) == 1
    assert list(tmp_path.iterdir()) == []


def test_verify_and_info_ask_for_a_password(made, answers, capsys):
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(made)]) == 0
    answers("sam", NEW)
    assert run(["verify", "--store", str(made)]) == 1
    answers("sam", PASSWORD)
    assert "Registraties in het journaal" in run_out(capsys, ["store", "info", "--store", str(made)])


def signed_in(path, secret, password=PASSWORD):
    """What sam types to sign in at the command line; the token used before is forgotten."""
    gc.collect()  # a run that was refused left its connection to the garbage collector, as a process would not
    forget_token(path, password)
    return "sam", password, token(secret)


def newest_entry(path):
    """Return use case, who and values of the newest entry of the journal."""
    program = Program(path)
    program.enter("sam", PASSWORD)
    with program.store.reading() as session:
        query = select(entries.c.use_case, entries.c.who, entries.c.summary).order_by(entries.c.seq.desc())
        use_case, who, summary = session.connection().execute(query).first()
    program.lock()
    return use_case, who, json.loads(summary or "{}")


def test_a_back_up_is_made_by_an_administrator_and_noted(enrolled, answers, tmp_path):
    path, secret = enrolled
    words = ["backup", "--store", str(path), "--to", str(tmp_path / "copies")]
    answers("sam", PASSWORD, "000000")
    assert run(words) == 1
    assert not (tmp_path / "copies").exists()
    answers(*signed_in(path, secret))
    assert run(words) == 0
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    assert newest_entry(path) == ("keys.backup", "sam", {"file": copy.name})


@pytest.mark.parametrize("words", [["backup"], ["restore", "--yes", "COPY"], ["keys", "keyring-off"]])
def test_who_is_no_administrator_makes_no_copy_and_puts_none_back(enrolled, answers, tmp_path, capsys, words):
    path, secret = enrolled
    answers(*signed_in(path, secret))
    run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")])
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    forget_token(path, administrator=False)
    before = newest_entry(path)
    answers("sam", PASSWORD, token(secret))
    words = [str(copy) if word == "COPY" else word for word in words]
    assert run([*words, "--store", str(path)]) == 1
    assert "Alleen een beheerder" in capsys.readouterr().err
    assert before[0] == "test"
    assert newest_entry(path)[0] == "sign_in.token"


def test_a_back_up_is_rehearsed_and_restored_by_an_administrator_of_the_store(enrolled, answers, capsys, tmp_path):
    path, secret = enrolled
    answers(*signed_in(path, secret))
    assert run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    answers("sam", PASSWORD)
    assert "kan worden teruggezet" in run_out(capsys, ["backup", "--rehearse", str(copy)])
    answers("nee")
    assert run(["restore", str(copy), "--store", str(path)]) == 1
    answers("terugzetten", "sam", PASSWORD, "000000")
    assert run(["restore", str(copy), "--store", str(path)]) == 1
    answers("terugzetten", *signed_in(path, secret))
    assert "is nu" in run_out(capsys, ["restore", str(copy), "--store", str(path)])
    assert newest_entry(path) == ("keys.restore", "sam", {"file": copy.name})
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(path)]) == 0


@pytest.mark.parametrize("how", ["gone", "damaged", "without keys", "replaced by a plain file"])
def test_a_store_that_is_lost_comes_back_by_the_back_up_s_own_logins(enrolled, answers, tmp_path, company_path, how):
    path, secret = enrolled
    answers(*signed_in(path, secret))
    assert run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    gc.collect()
    if how == "damaged":
        path.write_bytes(b"x" * 50_000)
    elif how == "replaced by a plain file":
        shutil.copy(company_path, path)
    else:
        key_file.path_beside(path).unlink()
    if how == "gone":
        path.unlink()
    before = copy.read_bytes()
    answers(*(["sam", PASSWORD] if how == "damaged" else []), "sam", PASSWORD, "000000")
    assert run(["restore", str(copy), "--store", str(path), "--yes"]) == 1
    answers(*(["sam", PASSWORD] if how == "damaged" else []), "sam", PASSWORD, later_token(secret))
    assert run(["restore", str(copy), "--store", str(path), "--yes"]) == 0
    assert newest_entry(path) == ("keys.restore", "sam", {"file": copy.name})
    assert copy.read_bytes() == before


def test_the_key_in_the_machine_s_key_store_makes_back_ups_and_nothing_else(enrolled, answers, monkeypatch, tmp_path):
    path, _secret = enrolled
    key = vault.unlock(path, "sam", PASSWORD, SystemClock().now())
    monkeypatch.setattr(keyring, "key_that_opens", lambda _path, **_how: key)
    answers()
    assert run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    assert newest_entry(path) == ("keys.backup", "xstui", {"file": copy.name})
    for words in (["restore", "--yes", str(copy)], ["keys", "keyring-off"], ["keys", "recovery"], ["keys", "rekey"]):
        answers("sam", NEW)
        assert run([*words, "--store", str(path)]) == 1


def test_an_unsound_back_up_is_told(company_path, capsys, tmp_path):
    import sqlite3
    from contextlib import closing

    copy = tmp_path / "copy.db"
    shutil.copy(company_path, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE person SET surname = 'x' WHERE id = 1")
        connection.commit()
    assert run(["backup", "--rehearse", str(copy)]) == 1
    told = capsys.readouterr().err
    assert "Werknemers, dossier 563166: buiten xstui om gewijzigd (Achternaam)" in told


@pytest.fixture
def older(monkeypatch):
    """A program that comes after the stores there are."""
    monkeypatch.setattr(opening, "KNOWN", frozenset({"9999", *opening.KNOWN}))
    monkeypatch.setattr(opening, "REVISION", "9999")
    monkeypatch.setattr(opening, "migrate", lambda _store: None)


@pytest.mark.usefixtures("older")
def test_an_older_back_up_is_rehearsed_without_a_change_of_it(company_path, capsys, tmp_path):
    copy = tmp_path / "older" / "copy.db"
    copy.parent.mkdir()
    shutil.copy(company_path, copy)
    before = copy.read_bytes()
    run(["backup", "--rehearse", str(copy)])
    assert (list(copy.parent.iterdir()), copy.read_bytes()) == ([copy], before)


def test_an_older_encrypted_back_up_is_rehearsed_without_a_change_of_it(made, answers, tmp_path, request):
    request.getfixturevalue("older")
    before = {file.name: file.read_bytes() for file in tmp_path.glob("x.db*")}
    answers("sam", PASSWORD)
    run(["backup", "--rehearse", str(made)])
    assert {file.name: file.read_bytes() for file in tmp_path.glob("x.db*")} == before


@pytest.mark.parametrize("words", [["restore"], ["backup", "--rehearse"]])
def test_what_can_be_no_back_up_is_told_before_anything_is_asked(company_path, answers, capsys, tmp_path, words):
    answers()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, told in ((pipe, "geen back-up. Noem het bestand zelf"), (tmp_path, "geen back-up. Noem het bestand zelf"),
                       (tmp_path / "none", "Er is geen back-up")):  # fmt: skip
        assert run([*words, str(path), "--store", str(company_path)]) == 1
        assert told in capsys.readouterr().err


def test_a_lost_password_is_replaced_at_the_command_line(made, answers, capsys):
    key = vault.unlock(made, "sam", PASSWORD, SystemClock().now())
    recovery = vault.new_recovery_key(made, key)
    answers("sam", recovery, NEW, NEW)
    assert run(["keys", "lost-password", "--store", str(made)]) == 0
    err = capsys.readouterr().err
    assert "opent dit gegevensbestand nog met het oude wachtwoord" in err
    assert "xstui keys rekey" in err
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(made)]) == 1
    answers("sam", NEW)
    assert run(["verify", "--store", str(made)]) == 0


def test_recovery_and_rekey_ask_for_the_second_factor(enrolled, answers, capsys):
    path, secret = enrolled
    answers("sam", PASSWORD, "000000")
    assert run(["keys", "recovery", "--store", str(path)]) == 1
    answers("sam", PASSWORD, token(secret))
    out = run_out(capsys, ["keys", "recovery", "--store", str(path), "--lang", "en"])
    recovery = next(line.strip() for line in out.splitlines() if line.startswith("    "))
    old = vault.unlock_by_recovery_key(path, recovery)
    answers("sam", PASSWORD, token(secret))
    assert run(["keys", "rekey", "--store", str(path)]) == 1, "a token works once"
    forget_token(path)
    gc.collect()  # the run that was refused left its connection to the garbage collector, as a process would not
    answers("sam", PASSWORD, token(secret))
    assert run(["keys", "rekey", "--store", str(path)]) == 0
    assert vault.unlock_by_recovery_key(path, recovery) != old


def forget_token(path, password=PASSWORD, *, administrator=True):
    program = Program(path)
    program.enter("sam", password)
    with program.store.unit(EntryMeta("test", "test", program.clock.now(), undoable=False)) as unit:
        account = unit.session.get_one(Account, 1)
        account.last_step, account.administrator = 0, administrator
    program.lock()


@pytest.mark.parametrize(("answer", "changed"), [("opnieuw versleutelen", True), ("", False)])
def test_a_new_recovery_key_says_what_an_older_one_opens_and_offers_to_encrypt_again(
    enrolled, answers, capsys, monkeypatch, answer, changed
):
    path, secret = enrolled
    before = vault.unlock(path, "sam", PASSWORD, SystemClock().now())
    monkeypatch.setattr(keys, "can_ask", lambda: True)
    answers(*signed_in(path, secret), answer)
    assert run(["keys", "recovery", "--store", str(path)]) == 0
    err = capsys.readouterr().err
    assert "opent dit gegevensbestand nog met de vorige herstelsleutel" in err
    assert ("xstui keys rekey" in err) is not changed
    assert (vault.unlock(path, "sam", PASSWORD, SystemClock().now()) != before) is changed


def test_the_machines_key_store_is_offered_only_where_there_is_one(enrolled, answers, capsys):
    path, secret = enrolled
    answers("sam", PASSWORD, token(secret))
    assert run(["keys", "keyring-on", "--store", str(path)]) == 1
    assert "geen eigen sleutelbewaarplaats" in capsys.readouterr().err
    answers(*signed_in(path, secret))
    assert run(["keys", "keyring-off", "--store", str(path)]) == 0


NO_WHEEL = "import sys; sys.modules['sqlcipher3'] = None; from xstui.cli.main import run; sys.exit(run(sys.argv[1:]))"


@pytest.mark.parametrize("words", [("init",), ("demo", "--encrypted", "--no-open")])
def test_without_the_wheel_the_program_says_so_and_makes_nothing(tmp_path, words):
    done = without_wheel(*words, "--store", str(tmp_path / "new.db"))
    assert done.returncode == 1
    assert "sqlcipher3" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("new.db*"))


def test_without_the_wheel_an_encrypted_store_is_neither_opened_nor_changed(made):
    before = made.read_bytes()
    done = without_wheel("verify", "--store", str(made))
    assert done.returncode == 1
    assert "sqlcipher3" in done.stderr
    assert made.read_bytes() == before


def without_wheel(*words):
    """Run the program where the library can't be imported; a clerk would type the same."""
    typed = (
        f"Voorbeeld B.V.\nsam\nSam Bakker\n\n{PASSWORD}\n{PASSWORD}\n" if words[0] == "init" else f"sam\n{PASSWORD}\n"
    )
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NO_WHEEL, *words],
        input=typed, capture_output=True, text=True, check=False, start_new_session=True,
    )  # fmt: skip


def test_a_back_up_from_before_a_new_password_opens_with_the_old_one(enrolled, answers, capsys, tmp_path):
    path, secret = enrolled
    answers(*signed_in(path, secret))
    assert run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").glob("*.db")
    key = vault.unlock(path, "sam", PASSWORD, SystemClock().now())
    program = Program(path)
    pending = program.enter("sam", PASSWORD)
    signed_in_context = program.context(sign_in.readmit(program.sign_in_context, pending))
    accounts.change_password(program.sign_in_context, pending, signed_in_context, NEW)
    program.lock()
    gc.collect()
    vault.change_data_key(path, key)
    answers(*signed_in(path, secret, NEW), "sam", NEW)
    assert run(["restore", str(copy), "--store", str(path), "--yes"]) == 1
    answers(*signed_in(path, secret, NEW), "sam", PASSWORD)
    assert run(["restore", str(copy), "--store", str(path), "--yes"]) == 0
    assert "Wachtwoorden, tweede factoren en inloggen zijn die van de back-up" in capsys.readouterr().out
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(path)]) == 0


def test_a_plain_store_is_encrypted_afterwards(tmp_path, answers, capsys):
    path = tmp_path / "x.db"
    answers("niet versleuteld", "Voorbeeld B.V.", "sam", "Sam Bakker", "", PASSWORD, PASSWORD)
    run(["init", "--store", str(path), "--plain"])
    assert b"Voorbeeld B.V." in path.read_bytes()
    answers("sam", PASSWORD)
    assert run(["keys", "encrypt", "--store", str(path)]) == 1, "the second factor is asked"
    secret = enrol(path)
    answers("sam", PASSWORD, token(secret))
    out = run_out(capsys, ["keys", "encrypt", "--store", str(path)])
    assert "krijgen" not in out, "there is no other login"
    assert engine.is_encrypted(path)
    assert all(b"Voorbeeld B.V." not in file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    recovery = next(line.strip() for line in out.splitlines() if line.startswith("    "))
    assert engine.key_fits(path, vault.unlock_by_recovery_key(path, recovery))
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(path)]) == 0
    forget_token(path)
    answers("sam", PASSWORD, token(secret))
    assert run(["keys", "encrypt", "--store", str(path)]) == 1
    assert "al versleuteld" in capsys.readouterr().err


def test_an_encrypted_demo_opens_for_everybody(tmp_path, capsys):
    path = tmp_path / "demo.db"
    assert run(["demo", "--encrypted", "--store", str(path), "--today", "2026-06-08", "--no-open"]) == 0
    assert engine.is_encrypted(path)
    assert run(["verify", "--store", str(path)]) == 0
    assert run(["demo", "--store", str(path), "--today", "2026-06-08", "--no-open"]) == 0
    out = str(tmp_path / "out.csv")
    assert run(["report", "werknemersbestand", "--store", str(path), "--format", "csv", "--out", out]) == 0


def test_at_exit_a_back_up_is_made_or_said_why_not(made, answers, capsys):
    program = Program(made)
    open_app._back_up_at_exit(program)
    assert capsys.readouterr().out == "", "nothing was opened, so nothing changed"
    program.enter("sam", PASSWORD)
    open_app._back_up_at_exit(program)
    assert "Back-up gemaakt" in capsys.readouterr().out
    program.lock()
    shutil.rmtree(made.parent / "backups")
    (made.parent / "backups").touch()
    program.enter("sam", PASSWORD)
    open_app._back_up_at_exit(program)
    assert "niet gemaakt" in capsys.readouterr().err
    program.lock()


def test_the_paper_is_not_written_over_another_file(tmp_path, capsys):
    (tmp_path / "paper.pdf").write_text("mine")
    with pytest.raises(Exception, match="file-exists"):
        keys.show_recovery_key("ABCD", tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_text() == "mine"


def test_another_today_does_not_shorten_the_wait_after_wrong_passwords(made, answers, capsys):
    later = ["report", "werknemersbestand", "--format", "csv", "--out", "x", "--store", str(made), "--today"]
    for _ in range(5):
        answers("sam", NEW)
        assert run([*later, "2031-01-01"]) == 1
    capsys.readouterr()
    for day in ("2031-01-02", "2031-12-31"):
        answers("sam", PASSWORD)
        assert run([*later, day]) == 1
        assert "klopt niet" in capsys.readouterr().err  # the same as for a wrong one, and no more
