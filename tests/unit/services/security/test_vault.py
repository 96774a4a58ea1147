"""The key file: who can open an encrypted store, and what a thief has."""

from __future__ import annotations

import itertools
from contextlib import closing
from datetime import timedelta
from unittest.mock import Mock

import pytest

from tests.refusals import problems_of
from tests.unit.services.security.vaults import NOW, OTHER, PASSWORD, PLANTED, unlocked
from xstui.domain.problems import Problem, Refused, refuse
from xstui.services.security import secrets, throttle, vault
from xstui.services.security.making import new_store
from xstui.store import engine, key_file, whole_file


def before_change(monkeypatch, number, act):
    """Have another program do something before one of the changes of a key file."""
    changing, calls = key_file.changing, itertools.count()

    def wrapper(store):
        if next(calls) == number:
            monkeypatch.setattr(key_file, "changing", changing)
            act()
            monkeypatch.setattr(key_file, "changing", wrapper)
        return changing(store)

    monkeypatch.setattr(key_file, "changing", wrapper)


def slots_of(path, username):
    with key_file.reading(path) as keys:
        return sum(slot.label == keys.label(username) for slot in keys.slots())


def test_each_account_opens_the_store_with_its_own_password(path):
    assert unlocked(path) == unlocked(path, "kim", OTHER)
    assert engine.key_fits(path, unlocked(path))
    assert len(unlocked(path)) == 32


def test_wrong_user_and_wrong_password_are_the_same_refusal_without_a_place(path):
    for name, password in (("sam", OTHER), ("nobody", PASSWORD), ("", ""), ("kim", PASSWORD)):
        assert problems_of(unlocked, path, name, password) == [Problem("sign-in-failed")]


def test_every_sign_in_hashes_once_whoever_is_named(path, monkeypatch):
    calls = []
    real = secrets.unseal
    monkeypatch.setattr(secrets, "unseal", lambda *args: calls.append(args) or real(*args))
    problems_of(unlocked, path, "sam", OTHER)
    problems_of(unlocked, path, "nobody", OTHER)
    assert len(calls) == 2


def test_the_file_holds_no_name_and_no_key_in_clear(path):
    key = unlocked(path)
    for file in path.parent.iterdir():
        raw = file.read_bytes()
        for secret in (
            PLANTED.encode(),
            b"SQLite format 3" if file == path else b"sam",
            key,
            key.hex().encode(),
            PASSWORD.encode(),
        ):
            assert secret not in raw, (file.name, secret)


def test_throttling_survives_a_restart_and_a_clock_set_back(path):
    for _ in range(throttle.FREE_FAILURES):
        problems_of(unlocked, path, "sam", OTHER)
    assert problems_of(unlocked, path) == [Problem("sign-in-failed")]
    assert problems_of(unlocked, path, now=NOW - timedelta(days=400)) == [Problem("sign-in-failed")]
    assert unlocked(path, "kim", OTHER)
    much_later = NOW + 2 * throttle.LONGEST_WAIT
    assert unlocked(path, now=much_later) == unlocked(path, "kim", OTHER)
    assert unlocked(path), "a right password forgets the wrong ones"


def test_a_wait_that_a_clock_of_years_ahead_began_is_none_of_years(path):
    for _ in range(throttle.FREE_FAILURES):
        problems_of(unlocked, path, "sam", OTHER, now=NOW + timedelta(days=3_650))
    assert problems_of(unlocked, path) == [Problem("sign-in-failed")], "the wait begins again"
    assert problems_of(unlocked, path, now=NOW + timedelta(seconds=50)) == [Problem("sign-in-failed")]
    assert unlocked(path, now=NOW + throttle.LONGEST_WAIT)


def test_a_changed_password_opens_and_the_old_one_does_not(path):
    key = unlocked(path)
    with vault.new_password(path, key, "sam", "geheel iets anders graag", secrets.LIGHT):
        assert unlocked(path) == unlocked(path, "sam", "geheel iets anders graag") == key
    assert unlocked(path, "sam", "geheel iets anders graag") == key
    assert problems_of(unlocked, path) == [Problem("sign-in-failed")]


def test_a_change_that_fails_leaves_the_old_password(path):
    key = unlocked(path)
    with pytest.raises(ZeroDivisionError), vault.new_password(path, key, "sam", "iets nieuws en langs", secrets.LIGHT):
        raise ZeroDivisionError
    assert unlocked(path) == key
    assert problems_of(unlocked, path, "sam", "iets nieuws en langs") == [Problem("sign-in-failed")]


def test_a_removed_account_opens_nothing(path):
    key = unlocked(path)
    vault.remove_account(path, key, "kim")
    assert problems_of(unlocked, path, "kim", OTHER) == [Problem("sign-in-failed")]
    assert not vault.has_account(path, "kim")
    assert vault.holders(path) == (1, False)


def test_the_recovery_key_opens_the_store_and_a_new_one_replaces_it(path):
    key = unlocked(path)
    first = vault.new_recovery_key(path, key)
    assert vault.unlock_by_recovery_key(path, first.lower()) == key
    second = vault.new_recovery_key(path, key)
    assert vault.unlock_by_recovery_key(path, second) == key
    assert problems_of(vault.unlock_by_recovery_key, path, first) == [
        Problem("recovery-key-not-this-store", "recovery_key")
    ]
    assert vault.holders(path) == (2, True)


def test_the_store_is_encrypted_anew_for_all_without_their_passwords(path):
    old = unlocked(path)
    recovery = vault.new_recovery_key(path, old)
    fresh = vault.change_data_key(path, old)
    assert fresh != old
    assert unlocked(path) == unlocked(path, "kim", OTHER) == vault.unlock_by_recovery_key(path, recovery) == fresh
    assert engine.key_fits(path, fresh)
    assert not engine.key_fits(path, old)
    assert not whole_file.integrity_problems(path, fresh)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_crash_on_the_way_to_a_new_key_leaves_a_store_that_opens(path, monkeypatch, moment):
    old = unlocked(path)
    real = whole_file.change_key

    def crash(*args):
        if moment == "after":
            real(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(whole_file, "change_key", crash)
    with pytest.raises(KeyboardInterrupt):
        vault.change_data_key(path, old)
    monkeypatch.setattr(whole_file, "change_key", real)
    key = unlocked(path)
    assert engine.key_fits(path, key)
    assert (key == old) is (moment == "before")
    assert unlocked(path, "kim", OTHER) == key
    assert vault.change_data_key(path, key) == unlocked(path)


def test_a_store_that_somebody_has_open_is_not_encrypted_anew(path):
    key = unlocked(path)
    with closing(engine.connect(path, key)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM org_unit").fetchone()
        assert problems_of(vault.change_data_key, path, key) == [Problem("store-locked", "", {"path": path})]
    assert unlocked(path) == key


def test_an_older_key_file_is_told_as_one_and_not_as_damage_of_the_store(path):
    old = unlocked(path)
    recovery = vault.new_recovery_key(path, old)
    keys = key_file.path_beside(path)
    older = keys.read_bytes()
    fresh = vault.change_data_key(path, old)
    newer = keys.read_bytes()
    keys.write_bytes(older)
    told = [Problem("key-file-other", "", {"path": keys})]
    assert problems_of(unlocked, path) == problems_of(vault.unlock_by_recovery_key, path, recovery) == told
    keys.write_bytes(newer)
    assert unlocked(path) == fresh


def test_a_new_store_takes_nothing_over(path, tmp_path):
    assert problems_of(vault.make, path) == [Problem("keys-exist", "", {"path": key_file.path_beside(path)})]
    before = path.read_bytes()
    with pytest.raises(Refused), new_store(path, encrypted=True):
        pass
    assert path.read_bytes() == before


def test_a_store_that_can_not_be_filled_leaves_nothing_behind(tmp_path):
    with pytest.raises(ZeroDivisionError), new_store(tmp_path / "new.db", encrypted=True):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_slot_sealed_cheaply_is_sealed_anew_at_the_next_sign_in(path, monkeypatch):
    key = unlocked(path)
    assert not vault.raise_cost(path, key, "sam", PASSWORD)
    dearer = secrets.Cost(passes=2, memory=2_048, lanes=1)
    monkeypatch.setattr(secrets, "STRONG", dearer)
    assert vault.raise_cost(path, key, "sam", PASSWORD)
    with key_file.reading(path) as keys:
        costs = [secrets.cost_of(s.sealed) for s in keys.slots() if s.label == keys.label("sam")]
    assert costs == [dearer]
    assert unlocked(path) == key


@pytest.mark.parametrize("moment", [0, 1])
def test_two_programs_that_raise_the_cost_at_once_leave_one_way_in(path, monkeypatch, moment):
    key = unlocked(path)
    monkeypatch.setattr(secrets, "STRONG", secrets.Cost(passes=2, memory=2_048, lanes=1))
    before_change(monkeypatch, moment, lambda: vault.raise_cost(path, key, "sam", PASSWORD))
    vault.raise_cost(path, key, "sam", PASSWORD)
    assert unlocked(path) == key
    assert slots_of(path, "sam") == 1


@pytest.mark.parametrize("moment", [0, 1])
def test_a_cost_that_is_raised_while_a_password_is_changed_leaves_the_new_one_alone(path, monkeypatch, moment):
    key = unlocked(path)
    monkeypatch.setattr(secrets, "STRONG", secrets.Cost(passes=2, memory=2_048, lanes=1))
    before_change(monkeypatch, moment, lambda: vault.raise_cost(path, key, "sam", PASSWORD))
    vault.add_account(path, key, "sam", OTHER)
    assert unlocked(path, "sam", OTHER) == key
    assert slots_of(path, "sam") == 1
    assert problems_of(unlocked, path) == [Problem("sign-in-failed")]


def test_a_password_that_is_changed_while_the_cost_is_raised_is_the_one_that_opens(path, monkeypatch):
    key = unlocked(path)
    monkeypatch.setattr(secrets, "STRONG", secrets.Cost(passes=2, memory=2_048, lanes=1))
    before_change(monkeypatch, 0, lambda: vault.add_account(path, key, "sam", OTHER))
    vault.raise_cost(path, key, "sam", PASSWORD)
    assert unlocked(path, "sam", OTHER) == key
    assert slots_of(path, "sam") == 1


@pytest.mark.parametrize("moment", [0, 1])
def test_two_new_passwords_at_once_leave_one_way_in(path, monkeypatch, moment):
    key = unlocked(path)
    before_change(monkeypatch, moment, lambda: vault.add_account(path, key, "sam", OTHER))
    vault.add_account(path, key, "sam", PLANTED)
    assert slots_of(path, "sam") == 1


def test_without_the_wheel_no_store_is_quietly_left_unencrypted(path, monkeypatch, tmp_path):
    import sys

    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    with pytest.raises(Refused) as refused, new_store(tmp_path / "new.db", encrypted=True):
        pass
    assert refused.value.problems == (Problem("sqlcipher-missing"),)
    assert not (tmp_path / "new.db").exists()
    assert not key_file.path_beside(tmp_path / "new.db").exists()


def test_on_a_full_disk_wrong_passwords_are_refused_and_counted_as_on_any(path, monkeypatch):
    assert problems_of(unlocked, path, password=OTHER) == [Problem("sign-in-failed")]
    with monkeypatch.context() as full:
        full.setattr(key_file, "changing", Mock(side_effect=refuse("disk-full")))
        assert engine.key_fits(path, unlocked(path)), "a typing error of before shuts nobody out"
        for _try in range(throttle.FREE_FAILURES - 1):
            assert problems_of(unlocked, path, password=OTHER) == [Problem("sign-in-failed")]
        assert problems_of(unlocked, path) == [Problem("sign-in-failed")]
    assert problems_of(unlocked, path) == [Problem("sign-in-failed")], "the wait goes on where there is room again"
    later = NOW + timedelta(minutes=2)
    assert problems_of(unlocked, path, password=OTHER, now=later) == [Problem("sign-in-failed")]
    assert vault.refused_tries(path, "sam") == throttle.FREE_FAILURES + 1
    assert engine.key_fits(path, unlocked(path, now=later + throttle.LONGEST_WAIT))
