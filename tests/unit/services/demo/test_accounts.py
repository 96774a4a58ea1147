"""The logins of the demo: one for each role."""

from __future__ import annotations

from sqlmodel import select

from tests.unit.services.demo.companies import REFERENCE, digest
from xstui.bootstrap import Program
from xstui.domain.roles import Role
from xstui.services import home
from xstui.services.access import sign_in
from xstui.services.access.sign_in import SignInContext
from xstui.services.case_file import messages
from xstui.services.context.context import Context
from xstui.services.context.settings import demo_login
from xstui.services.demo.accounts import DEMO_SECRET
from xstui.services.demo.company import make_demo_store
from xstui.services.people import search
from xstui.services.security import secrets, vault
from xstui.store.opening import open_store
from xstui.store.tables import Account, AccountUnit, Announcement, Conversation, Message, MessageRead, Setting


def test_one_message_is_unread(demo):
    assert [line.sender for line in home.home(demo).unread] == ["Arbodienst"]
    assert len({view.conversation_id for view in messages.all_messages(demo)}) == 2


def test_three_announcements_are_shown(demo):
    assert len(home.home(demo).announcements) == 3


def test_the_shown_login_opens_the_demo(demo):
    login = demo_login(demo.store)
    context = SignInContext(demo.store, demo.clock)
    pending = sign_in.check_password(context, login.username, login.password)
    assert pending.totp_secret == DEMO_SECRET
    token = secrets.token_now(login.totp_secret, demo.clock.ticks())
    assert sign_in.check_token(context, pending, token).actor.role is Role.COMBI


def test_each_role_has_a_login(demo):
    with demo.reading() as session:
        assert {account.role for account in session.exec(select(Account)).all()} == set(Role)


def test_a_reporter_sees_the_workshop_alone(demo):
    actor = sign_in.demo_actor(SignInContext(demo.store, demo.clock), "melder")
    context = Context(demo.store, demo.clock, actor, REFERENCE)
    assert [found.name for found in search.browse(context, "", ex_employees=False, limit=9, offset=0)] == [
        "Smit, B.",
        "Visser, D.",
    ]


def test_every_login_of_an_encrypted_demo_opens_what_it_may(tmp_path, clock):
    path = tmp_path / "demo.db"
    make_demo_store(path, clock, REFERENCE, encrypted=True)
    username, password = vault.public_login(path)
    store = open_store(path, clock.now(), vault.unlock(path, username, password, clock.now()))
    with store.reading() as session:
        names = session.exec(select(Account.username)).all()
    store.close()
    assert len(names) == len(Role)
    for name in names:
        program = Program(path, system_clock=clock)
        assert program.enter(name, password).username == name
        program.lock()


def test_the_logins_and_messages_are_those_of_before(demo):
    """Renew the digest where the demo is meant to be another."""
    assert digest(demo, Account, AccountUnit, Setting, Announcement, Conversation, Message, MessageRead) == (
        27,
        "796dba69120ec4ef",
    )
