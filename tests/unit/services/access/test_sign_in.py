"""Signing in (F1-F5): password, then always a second factor."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pyotp
import pytest

from tests.company import PASSWORD, TODAY
from tests.refusals import problems_of
from xstui.clock import FixedClock
from xstui.domain.problems import Problem, refuse
from xstui.domain.roles import Role
from xstui.i18n import problem_text
from xstui.services.access import sign_in
from xstui.services.access.sign_in import SignInContext
from xstui.services.context import settings
from xstui.services.security import secrets
from xstui.services.security.throttle import FREE_FAILURES
from xstui.services.upkeep import setup
from xstui.services.upkeep.audit import verify_store
from xstui.store.store import Store
from xstui.store.tables import Account

SECRET = "A" * 32


@pytest.fixture
def sign_in_context(context):
    return SignInContext(context.store, FixedClock(TODAY))


def change(context, **values):
    from xstui.store.unit import EntryMeta

    with context.store.unit(EntryMeta("test", "test", context.clock.now(), undoable=False)) as unit:
        account = unit.session.get_one(Account, 1)
        for name, value in values.items():
            setattr(account, name, value)


def token(context, steps=0):
    return pyotp.TOTP(SECRET).at(int(context.clock.ticks()) + 30 * steps)


def test_F1_password_then_token(context):
    pending = sign_in.check_password(context, " combi ", PASSWORD)
    signed_in = sign_in.check_token(context, pending, token(context))
    assert (signed_in.actor.role, signed_in.actor.unit_ids, signed_in.backup_code) == (
        Role.COMBI,
        {1, 2, 3},
        None,
    )


@pytest.mark.parametrize(("user", "password"), [("combi", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_the_same_answer_for_an_unknown_user_and_a_wrong_password(context, user, password):
    assert problems_of(sign_in.check_password, context, user, password) == [Problem("sign-in-failed")]


def test_an_unknown_user_costs_the_same_work_as_a_wrong_password(context, monkeypatch):
    work = []
    for name in ("matches", "unseal"):
        real = getattr(secrets, name)
        monkeypatch.setattr(secrets, name, lambda *a, real=real, name=name: (work.append(name), real(*a))[1])
    for user in ("combi", "nobody"):
        assert problems_of(sign_in.check_password, context, user, "wrong") == [Problem("sign-in-failed")]
    assert work == ["matches", "unseal"] * 2


def test_F4_a_token_may_be_typed_in_two_groups(context):
    pending = sign_in.check_password(context, "combi", PASSWORD)
    digits = token(context)
    assert sign_in.check_token(context, pending, f"{digits[:3]} {digits[3:]}").actor.username == "combi"


@pytest.mark.parametrize("steps", [-1, 1])
def test_one_step_of_drift_is_accepted(context, steps):
    pending = sign_in.check_password(context, "combi", PASSWORD)
    assert sign_in.check_token(context, pending, token(context, steps)).actor.username == "combi"


@pytest.mark.parametrize("steps", [-2, 2])
def test_two_steps_of_drift_are_not(context, steps):
    pending = sign_in.check_password(context, "combi", PASSWORD)
    assert problems_of(sign_in.check_token, context, pending, token(context, steps)) == [
        Problem("token-wrong", "token")
    ]


def test_a_token_used_once_is_refused_the_second_time(context):
    pending = sign_in.check_password(context, "combi", PASSWORD)
    sign_in.check_token(context, pending, token(context))
    assert problems_of(sign_in.check_token, context, pending, token(context)) == [Problem("token-used", "token")]


def test_F5_the_backup_code_works_once_and_gives_a_new_one(context):
    pending = sign_in.check_password(context, "combi", PASSWORD)
    signed_in = sign_in.use_backup_code(context, pending, "0756 6539", secrets.LIGHT)
    assert signed_in.backup_code
    assert problems_of(sign_in.use_backup_code, context, pending, "07566539", secrets.LIGHT) == [
        Problem("backup-code-wrong", "token")
    ]
    assert sign_in.use_backup_code(context, pending, signed_in.backup_code, secrets.LIGHT).actor


def test_F3_the_app_is_registered_by_its_first_token(context):
    change(context, totp_sealed=None)
    pending = sign_in.check_password(context, "combi", PASSWORD)
    assert pending.totp_secret is None
    enrolment = sign_in.start_enrolment(pending)
    assert "secret=" + enrolment.secret in enrolment.uri
    assert len(enrolment.secret_in_groups.split()) == 8
    wrong = problems_of(sign_in.finish_enrolment, context, enrolment, "000000", secrets.LIGHT)
    assert wrong == [Problem("token-wrong", "token")]
    first = pyotp.TOTP(enrolment.secret).at(int(context.clock.ticks()))
    signed_in = sign_in.finish_enrolment(context, enrolment, first, secrets.LIGHT)
    assert len(signed_in.backup_code) == 8
    assert sign_in.check_password(context, "combi", PASSWORD).totp_secret == enrolment.secret


def test_too_many_wrong_tries_make_even_the_right_password_wait(context):
    for _ in range(FREE_FAILURES):
        assert problems_of(sign_in.check_password, context, "combi", "wrong") == [Problem("sign-in-failed")]
    assert problems_of(sign_in.check_password, context, "combi", PASSWORD) == [Problem("sign-in-failed")]
    later = SignInContext(context.store, FixedClock(TODAY + timedelta(days=1)))
    assert sign_in.check_password(later, "combi", PASSWORD).account_id == 1


def test_wrong_tries_count_in_a_row_and_a_first_sign_in_ends_the_row(context):
    change(context, totp_sealed=None)
    for _ in range(FREE_FAILURES - 1):
        assert problems_of(sign_in.check_password, context, "combi", "wrong") == [Problem("sign-in-failed")]
    enrolment = sign_in.start_enrolment(sign_in.check_password(context, "combi", PASSWORD))
    token_of_phone = pyotp.TOTP(enrolment.secret).at(int(context.clock.ticks()))
    sign_in.finish_enrolment(context, enrolment, token_of_phone, secrets.LIGHT)
    assert problems_of(sign_in.check_password, context, "combi", "wrong") == [Problem("sign-in-failed")]
    assert sign_in.check_password(context, "combi", PASSWORD).account_id == 1


def test_a_wait_that_a_clock_of_years_ahead_began_is_none_of_years(context):
    ahead = SignInContext(context.store, FixedClock(TODAY + timedelta(days=3_650)))
    for _ in range(FREE_FAILURES):
        problems_of(sign_in.check_password, ahead, "combi", "wrong")
    assert problems_of(sign_in.check_password, context, "combi", PASSWORD) == [Problem("sign-in-failed")]
    later = SignInContext(context.store, FixedClock(TODAY + timedelta(days=1)))
    assert sign_in.check_password(later, "combi", PASSWORD).account_id == 1
    assert verify_store(context.store).findings == ()


def test_F9_an_ended_login_is_closed_from_its_day_on(context):
    change(context, ends_on=TODAY)
    assert problems_of(sign_in.check_password, context, "combi", PASSWORD) == [Problem("sign-in-failed")]
    change(context, ends_on=TODAY + timedelta(days=1), failures=0)
    assert sign_in.check_password(context, "combi", PASSWORD)


def test_nothing_secret_shows_in_what_a_traceback_prints(context):
    pending = sign_in.check_password(context, "combi", PASSWORD)
    enrolment = sign_in.start_enrolment(pending)
    for shown in (repr(pending), repr(enrolment)):
        assert PASSWORD not in shown
        assert SECRET not in shown
        assert enrolment.secret not in shown


def test_nothing_secret_lies_in_the_file(context):
    raw = b"".join(path.read_bytes() for path in context.store.path.parent.glob("company.db*"))
    assert SECRET.encode() not in raw


def test_a_sealed_secret_opens_with_its_password_alone():
    sealed = secrets.seal(SECRET, PASSWORD, secrets.LIGHT)
    assert secrets.unseal(sealed, PASSWORD) == SECRET
    assert secrets.unseal(sealed, PASSWORD + "x") is None
    assert secrets.unseal(sealed[:-1] + b"x", PASSWORD) is None
    assert secrets.unseal(b"", PASSWORD) is None
    assert not secrets.matches("x", "not a hash")


def test_rfc_6238_vectors():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, digits in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        assert secrets.token_now(secret, seconds) == digits
        assert secrets.token_step(secret, digits, seconds) == seconds // 30


def test_a_demo_tells_a_token_that_will_be_accepted(context):
    login = settings.demo_login(context.store)
    assert sign_in.check_token(
        context, sign_in.check_password(context, login.username, login.password), login.token(context.clock.ticks())
    )
    again = settings.demo_login(context.store)
    pending = sign_in.check_password(context, again.username, again.password)
    assert sign_in.check_token(context, pending, again.token(context.clock.ticks()))
    assert sign_in.demo_actor(context, "combi").role is Role.COMBI


def test_a_store_that_is_no_demo_lets_nobody_in_unasked(store, clock):
    assert settings.demo_login(store) is None
    assert problems_of(sign_in.demo_actor, SignInContext(store, clock), "combi") == [
        Problem("store-not-demo", "", {"path": store.path})
    ]


def test_a_new_store_begins_with_an_employer_and_a_login(store, clock):
    wanted = setup.NewStore("Bedrijf B.V.", "sam", "Sam Voorbeeld", PASSWORD)
    setup.set_up(store, clock, wanted, secrets.LIGHT)
    pending = sign_in.check_password(SignInContext(store, clock), "sam", PASSWORD)
    assert pending.totp_secret is None


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            setup.NewStore("", "", "", "kort"),
            [
                Problem("required", "employer"),
                Problem("required", "username"),
                Problem("required", "full_name"),
                Problem("required", "departments"),
                Problem("password-too-short", "password", {"shortest": 15}),
            ],
        ),
        (
            setup.NewStore("x" * 201, "u", "n", "a" * 20, ("Inkomen",)),
            [Problem("too-long", "employer", {"limit": 200}), Problem("password-common", "password")],
        ),
    ],
)
def test_a_new_store_asks_what_it_needs_all_at_once(tmp_path, clock, wanted, expected):
    assert problems_of(setup.make_store, tmp_path / "new.db", clock, ("welkom",), wanted) == expected
    assert list(tmp_path.iterdir()) == []


def test_the_day_is_the_clerks():
    clock = FixedClock(date(2026, 6, 8))
    assert clock.now().date() == clock.today()
    assert clock.ticks() == clock.now().timestamp()


def test_a_right_second_factor_is_refused_while_the_sign_in_is_closed_and_not_counted(context):
    pending = sign_in.check_password(context, "combi", PASSWORD)
    later = context.clock.now() + timedelta(minutes=1)
    change(context, locked_until=later, failures=FREE_FAILURES)
    for act, given, wrong in (
        (sign_in.check_token, token(context), Problem("token-wrong", "token")),
        (sign_in.use_backup_code, "0756 6539", Problem("backup-code-wrong", "token")),
    ):
        assert problems_of(act, context, pending, given) == [wrong]
    with context.store.reading() as session:
        account = session.get_one(Account, 1)
        assert (account.failures, account.locked_until) == (FREE_FAILURES, later)


def test_right_passwords_while_closed_make_the_wait_no_longer(context):
    later = context.clock.now() + timedelta(minutes=1)
    change(context, locked_until=later, failures=FREE_FAILURES)
    for password in (PASSWORD, "wrong"):
        assert problems_of(sign_in.check_password, context, "combi", password) == [Problem("sign-in-failed")]
    with context.store.reading() as session:
        assert session.get_one(Account, 1).locked_until == later


def test_the_refusal_tells_everybody_that_wrong_tries_close_the_sign_in():
    assert problem_text(Problem("sign-in-failed")) == (
        "De gebruikersnaam of het wachtwoord klopt niet. Probeer het opnieuw. "
        "Na vijf foute pogingen blijft het inloggen een tijdje dicht."
    )


def test_a_demos_token_says_how_long_it_is_shown_and_holds_a_step_longer(context):
    login = settings.demo_login(context.store)
    shown = context.clock.ticks() + 11
    assert login.seconds_left(shown) == 19
    pending = sign_in.check_password(context, "combi", PASSWORD)
    given = login.token(shown)

    class Later(FixedClock):
        def ticks(self):
            return shown + login.seconds_left(shown) + 29

    assert sign_in.check_token(SignInContext(context.store, Later(TODAY)), pending, given).actor.username == "combi"


@pytest.fixture
def full_disk(monkeypatch):
    """Let nothing be written any more, as on a full disk; calling what this returns makes room again."""

    def unit(*_args, **_kwargs):
        raise refuse("disk-full")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "unit", unit)
        yield patched.undo


def test_on_a_full_disk_wrong_tries_are_refused_and_counted_as_on_any(context, full_disk):
    for _try in range(FREE_FAILURES):
        assert problems_of(sign_in.check_password, context, "combi", "wrong") == [Problem("sign-in-failed")]
    assert problems_of(sign_in.check_password, context, "combi", PASSWORD) == [Problem("sign-in-failed")]
    full_disk()
    assert problems_of(sign_in.check_password, context, "combi", PASSWORD) == [Problem("sign-in-failed")]
    later = SignInContext(context.store, FixedClock(TODAY + timedelta(days=1)))
    assert problems_of(sign_in.check_password, later, "combi", "wrong") == [Problem("sign-in-failed")]
    with context.reading() as session:
        assert session.get_one(Account, 1).failures == FREE_FAILURES + 1


def test_on_a_full_disk_who_is_at_the_lock_gets_back_in_after_a_typing_error(context, request):
    with context.reading() as session:
        assert session.get_one(Account, 1).failures == 0
    assert problems_of(sign_in.check_password, context, "combi", "wrong") == [Problem("sign-in-failed")]
    request.getfixturevalue("full_disk")
    assert problems_of(sign_in.check_password, context, "combi", "wrong") == [Problem("sign-in-failed")]
    assert sign_in.readmit(context, sign_in.check_password(context, "combi", PASSWORD)).username == "combi"
    for _try in range(FREE_FAILURES - 2):
        assert problems_of(sign_in.check_password, context, "combi", "wrong") == [Problem("sign-in-failed")]
    assert sign_in.check_password(context, "combi", PASSWORD).username == "combi"


def test_a_reset_ends_a_wait_that_was_kept_in_memory(context, request):
    room = request.getfixturevalue("full_disk")
    for _try in range(FREE_FAILURES):
        assert problems_of(sign_in.check_password, context, "combi", "wrong") == [Problem("sign-in-failed")]
    room()
    change(context, password_hash=secrets.hash_secret("paraplu kerktoren", secrets.LIGHT), totp_sealed=None)
    assert sign_in.check_password(context, "combi", "paraplu kerktoren").username == "combi"


def test_after_a_sign_in_by_a_clock_that_was_ahead_the_clock_is_told_and_the_back_up_code_works(context):
    ahead = SignInContext(context.store, FixedClock(TODAY + timedelta(days=3_650)))
    sign_in.check_token(ahead, sign_in.check_password(ahead, "combi", PASSWORD), token(ahead))
    pending = sign_in.check_password(context, "combi", PASSWORD)
    (found,) = problems_of(sign_in.check_token, context, pending, token(context))
    assert found == Problem("token-clock", "token", {"until": ahead.clock.now()})
    assert problem_text(found).startswith("Een code van 05-06-2036 12:00 is al gebruikt: de klok liep toen voor,")
    change(context, backup_hash=secrets.hash_secret("12345678", secrets.LIGHT))
    assert sign_in.use_backup_code(context, pending, "12345678", secrets.LIGHT).actor.username == "combi"


def test_a_clock_at_its_beginning_takes_its_own_tokens(context):
    begun = SignInContext(context.store, FixedClock(date(1970, 1, 1), Start()))
    pending = sign_in.check_password(begun, "combi", PASSWORD)
    assert sign_in.check_token(begun, pending, pyotp.TOTP(SECRET).at(30)).actor.username == "combi"


class Start:
    """The clock of a machine that has lost its time."""

    def now(self):
        return datetime(1970, 1, 1, tzinfo=UTC)

    def ticks(self):
        return 0.0
