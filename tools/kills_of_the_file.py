"""Kill the program while it does something to the whole file: its keys, its copies, its tables, its lock.

    python tools/kills_of_the_file.py 200 [--seed N] [--only PLAY]

A process of its own does one play on an encrypted demo store over and over, and tells what a user would have been
told is done. It is killed at a random moment. Then the store must open by the key or password that was told last, or by
the one that was being set; the database's own check and the journal's must find nothing; nothing told may be gone; and
the same play must go through, whatever was left. Exit status 1 where something is wrong.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import command_line
from tools.registrations import register
from tools.storework import CLOCK, TODAY, Place, context_on, employed, faults, make_place
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.problems import Refused
from xstui.domain.roles import Role
from xstui.services.access import accounts, conversion, key_administration, sign_in
from xstui.services.access.accounts import NewLogin
from xstui.services.context.context import Context
from xstui.services.context.settings import demo_login
from xstui.services.security import secrets, vault
from xstui.services.upkeep import backup, retention
from xstui.store import engine, journal, opening
from xstui.store.store import Store

LEAST = 4
"""Of this many kills of a play, one at least must come after something was told."""
LONGEST = 0.25
"""Seconds from the last of them until the kill, at most: most plays take less."""
OLDER = "0000"
"""The revision of the tables that the play of an upgrade sets a store back to."""
LATER = FixedClock(TODAY + timedelta(days=3_650))
"""A day on which much is past its retention period."""
Tell = Callable[[str], None]


@dataclass
class Room:
    """The folder that a play has for itself.

    Attributes:
        password: The one that was told last.
        wanted: The one that may have been set since, without having been told.
    """

    folder: Path
    username: str
    password: str
    wanted: str = ""

    @property
    def store(self) -> Path:
        """Where the store lies."""
        return self.folder / "killed.db"

    @property
    def copies(self) -> Path:
        """Where back-ups go."""
        return self.folder / "copies"

    def enter(self, clock: FixedClock = CLOCK) -> tuple[Program, Context]:
        """Sign in with the password told last, or with the one that was being set."""
        for password in filter(None, (self.wanted, self.password)):
            program = Program(self.store, system_clock=clock)
            with suppress(Refused):
                pending = program.enter(self.username, password)
                self.password, self.wanted = password, ""
                return program, program.context(sign_in.readmit(program.sign_in_context, pending))
        program = Program(self.store, system_clock=clock)
        program.enter(self.username, self.password)
        raise AssertionError

    def place(self) -> Place:
        """The store with its key, by the password."""
        program, _context = self.enter()
        key = program.key
        program.lock()
        return Place(self.store, key)


Act = Callable[[Room, Tell, random.Random], None]
Check = Callable[[Room, list[str]], list[str]]


def _change_password(room: Room, tell: Tell, rng: random.Random) -> None:
    program, context = room.enter()
    password = f"paraplu kerktoren dijk {rng.randrange(10**9)}"
    tell(f"wanted {password}")
    pending = sign_in.check_password(program.sign_in_context, room.username, room.password)
    accounts.change_password(program.sign_in_context, pending, context, password, secrets.LIGHT)
    room.password = password
    tell(f"password {password}")
    program.lock()


def _change_key(room: Room, tell: Tell, _rng: random.Random) -> None:
    program, context = room.enter()
    program.reopen(key_administration.change_data_key(context))
    tell("rekey")
    program.lock()


def _recovery_key(room: Room, tell: Tell, _rng: random.Random) -> None:
    program, context = room.enter()
    tell(f"recovery {key_administration.new_recovery_key(context)}")
    program.lock()


def _encrypt(room: Room, tell: Tell, _rng: random.Random) -> None:
    """Encrypt the store, which is plain at first."""
    program, context = room.enter()
    if program.key is None:
        tell(f"recovery {conversion.encrypt_store(context, room.password).recovery_key}")
    else:
        time.sleep(LONGEST)
    program.lock()


def _back_up(room: Room, tell: Tell, _rng: random.Random) -> None:
    program, context = room.enter()
    for second in range(1, 5):
        now = CLOCK.now() + timedelta(seconds=second)
        tell(f"copy {backup.back_up(context.store, room.copies, now).name}")
    program.lock()


def _restore(room: Room, tell: Tell, rng: random.Random) -> None:
    """Put the one back-up in the store's place."""
    (copy,) = room.copies.glob("*.db")
    key = vault.unlock(copy, room.username, room.password, CLOCK.now())
    now = CLOCK.now() + timedelta(seconds=rng.randrange(10**6))
    backup.restore(copy, room.store, key, now, lambda _copy: room.username)
    tell("restored")


def _upgrade(room: Room, tell: Tell, _rng: random.Random) -> None:
    """Bring an older store up to date, which opening does."""
    program, _context = room.enter()
    tell("upgraded")
    key = program.key
    program.lock()
    _set_back(room.store, key)


def _set_back(store: Path, key: bytes | None) -> None:
    with closing(engine.connect(store, key)) as connection:
        connection.execute(f"UPDATE alembic_version SET version_num = '{OLDER}'")  # noqa: S608 - ours


def _wipe(room: Room, tell: Tell, _rng: random.Random) -> None:
    program, context = room.enter(LATER)
    for item in retention.past_term(context):
        retention.wipe(context, [item])
        tell(f"wiped {item.kind} {item.row_id}")
    program.lock()


def _logins(room: Room, tell: Tell, rng: random.Random) -> None:
    """Make two logins, and end one of them."""
    program, context = room.enter()
    for ends in (False, True):
        wanted = NewLogin(f"kill{rng.randrange(10**9)}", "Sam Voorbeeld", Role.COMBI, (1,))
        issued = accounts.add_login(context, wanted, secrets.LIGHT)
        if ends:
            accounts.end_login(context, issued.account_id, context.today)
        tell(f"{'ended' if ends else 'login'} {wanted.username} {issued.password}")
    program.lock()


def _lock(room: Room, tell: Tell, rng: random.Random) -> None:
    """Register, lock, and let the lock keep the newest entry in the key file."""
    program, context = room.enter()
    worker = context_on(context.store)
    for _number in range(3):
        if (seq := register(worker, rng, employed(worker))) is not None:
            tell(f"saved {seq}")
    program.lock()
    tell("locked")


def _values(told: list[str], kind: str) -> list[str]:
    return [text.partition(" ")[2] for text in told if text.startswith(f"{kind} ")]


def _check_recovery(room: Room, told: list[str]) -> list[str]:
    place = room.place()
    keys = _values(told, "recovery")
    if keys and place.key is None:
        return ["told as encrypted, and is plain"]
    if keys:
        try:
            vault.unlock_by_recovery_key(room.store, keys[-1])
        except Refused as refused:
            # The next one replaced it already, before it could be told.
            return [] if vault.holders(room.store)[1] else [f"no recovery key: {refused}"]
    return []


def _check_copies(room: Room, told: list[str]) -> list[str]:
    key, wrong = room.place().key, []
    for name in _values(told, "copy"):
        wrong += [f"{name}: {text}" for text in backup.rehearse(room.copies / name, key, CLOCK.now()).findings]
    _play_once(_back_up, room)
    names = {file.name for file in room.copies.iterdir()}
    return wrong + [f"left: {name}" for name in names if name.removesuffix(".keys") not in _whole(names)]


def _whole(names: set[str]) -> set[str]:
    return {name for name in names if name.endswith(".db") and f"{name}.keys" in names}


def _check_restored(room: Room, _told: list[str]) -> list[str]:
    if not room.store.exists() or not _opens(room):
        _play_once(_restore, room)
    left = [file.name for file in room.folder.iterdir() if file.name.startswith(".")]
    _play_once(_restore, room)
    still = [file.name for file in room.folder.iterdir() if file.name.startswith(".")]
    return [f"left: {name}" for name in still if name in left]


def _opens(room: Room) -> bool:
    """Tell whether the store opens: a restore that was killed may have left none in its place."""
    try:
        room.place()
    except Refused:
        return False
    return True


def _check_wiped(room: Room, told: list[str]) -> list[str]:
    program, context = room.enter(LATER)
    left = {f"{item.kind} {item.row_id}" for item in retention.past_term(context)}
    program.lock()
    return [f"wiped and still there: {name}" for name in _values(told, "wiped") if name in left]


def _check_saved(room: Room, told: list[str]) -> list[str]:
    program, context = room.enter()
    with context.store.reading() as session:
        newest = journal.last_entry(session.connection())[0]
    program.lock()
    return [f"lost: {seq}" for seq in _values(told, "saved") if int(seq) > newest]


def _check_logins(room: Room, told: list[str]) -> list[str]:
    """Return what is wrong with logins that were told as made, or as ended."""
    ways = [(kind, *value.split(" ", 1)) for kind in ("login", "ended") for value in _values(told, kind)]
    return [f"{kind}: {name}" for kind, name, password in ways if _unlocks(room, name, password) is (kind == "ended")]


def _unlocks(room: Room, username: str, password: str) -> bool:
    try:
        vault.unlock(room.store, username, password, CLOCK.now())
    except Refused:
        return False
    return True


def _nothing_more(_room: Room, _told: list[str]) -> list[str]:
    return []


@dataclass(frozen=True)
class Play:
    """Something that is killed.

    Attributes:
        act: Does it once, and tells what is done.
        check: Returns what is wrong afterwards, beside a store that opens and verifies.
        told: The kinds of what it tells that a user would have been told as done.
        receipts: How often that is waited for before the first kill; once less before each next one, and again.
    """

    act: Act
    check: Check
    told: str
    receipts: int = 2


PLAYS = {
    "password": Play(_change_password, _nothing_more, "password"),
    "rekey": Play(_change_key, _nothing_more, "rekey"),
    "restore": Play(_restore, _check_restored, "restored"),
    "upgrade": Play(_upgrade, _nothing_more, "upgraded"),
    "lock": Play(_lock, _check_saved, "saved"),
    "recovery": Play(_recovery_key, _check_recovery, "recovery"),
    "encrypt": Play(_encrypt, _check_recovery, "recovery", receipts=1),
    "backup": Play(_back_up, _check_copies, "copy"),
    "wipe": Play(_wipe, _check_wiped, "wiped"),
    "logins": Play(_logins, _check_logins, "login"),
}
"""By name."""


def _play_once(act: Act, room: Room) -> None:
    act(room, lambda _text: None, random.Random(1))  # noqa: S311 - to be repeated


@dataclass
class Figures:
    """What came out."""

    kills: int = 0
    told: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the figures as a line."""
        told = ", ".join(f"{name} {count}" for name, count in self.told.items())
        return f"{self.kills} kills, acknowledged: {told}; {len(self.wrong)} faults"


def _run(room: Room, act: Act, seed: int, told: Connection) -> None:
    """Do a play over and over until killed; tell at the start, and then what is done."""
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    told.send("begin")
    while True:
        act(room, told.send, rng)


def kill_once(room: Room, play: Play, rng: random.Random, wanted: int) -> list[str]:
    """Start a process that plays, kill it some time after it told `wanted` things as done, and return what it told."""
    fork = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    processes = multiprocessing.get_context(fork)
    hears, tells = processes.Pipe(duplex=False)
    process = processes.Process(target=_run, args=(room, play.act, rng.randrange(2**32), tells), daemon=True)  # type: ignore[attr-defined]
    process.start()
    tells.close()
    heard: list[str] = []
    with suppress(EOFError):
        hears.recv()
        while len(_values_of(heard, play.told)) < wanted:
            heard.append(hears.recv())
        time.sleep(rng.uniform(0, LONGEST))
        process.kill()
        while True:
            heard.append(hears.recv())
    process.join()
    hears.close()
    return heard


def _values_of(told: list[str], kind: str) -> list[str]:
    return [text for text in told if text.partition(" ")[0] == kind]


def _after(room: Room, play: Play, told: list[str]) -> list[str]:
    """Return all that is wrong once a play was killed."""
    for text in told:
        kind, _space, password = text.partition(" ")
        if kind == "wanted":
            room.wanted = password
        elif kind == "password":
            room.password, room.wanted = password, ""
    try:
        wrong = play.check(room, told) + faults(room.place())
        _play_once(play.act, room)
        return wrong + faults(room.place())
    except (Refused, OSError) as error:
        return [f"{type(error).__name__}: {error}"]


class Torture:
    """Kills, one play after another, each in a folder of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make the stores that each kill begins with a copy of."""
        self.folder, self.rng = folder, random.Random(seed)  # noqa: S311 - to be repeated
        self.templates = {encrypted: self._template(encrypted=encrypted) for encrypted in (False, True)}

    def _template(self, *, encrypted: bool) -> Place:
        folder = self.folder / f"template-{encrypted}"
        folder.mkdir()
        return make_place(folder, encrypted=encrypted)

    def room(self, name: str) -> Room:
        """Return a folder with a store in the state that a play begins with."""
        template = self.templates[name != "encrypt"]
        folder = self.folder / "room"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with closing(template.open()) as store:
            login = demo_login(store)
        assert login is not None
        room = Room(folder, login.username, login.password)
        for end in ("", ".keys"):
            source = template.path.with_name(template.path.name + end)
            if source.exists():
                shutil.copy(source, room.store.with_name(room.store.name + end))
        if name == "restore":
            with closing(opening.open_store(room.store, CLOCK.now(), template.key)) as store:
                backup.back_up(store, room.copies, CLOCK.now())
        elif name == "upgrade":
            _set_back(room.store, template.key)
        return room

    def kill(self, kills: int, names: list[str]) -> Figures:
        """Kill that many times, and return the figures."""
        figures = Figures(told=dict.fromkeys(names, 0))
        for number in range(kills):
            name = names[number % len(names)]
            room, play = self.room(name), PLAYS[name]
            wanted = play.receipts - number // len(names) % (play.receipts + 1)
            told = kill_once(room, play, self.rng, wanted)
            figures.wrong += [f"kill {number}, {name}: {text}" for text in _after(room, play, told)]
            figures.kills, figures.told[name] = number + 1, figures.told[name] + len(_values_of(told, play.told))
        few = [name for name in names[:kills] if LEAST * figures.told[name] < kills // len(names)]
        if few:
            figures.wrong.append(f"too little acknowledged to prove anything: {', '.join(few)}")
        return figures


@contextmanager
def quick_and_older() -> Iterator[None]:
    """Hash at the lowest cost, and know a revision of the tables before the first, one step away."""
    kept = secrets.STRONG, opening.KNOWN, opening.migrate

    def migrate(store: Store) -> None:
        if store.path.is_file() and engine.schema_revision(store.path, store.key) == OLDER:
            _upgrade_in_one_step(store)
        else:
            kept[2](store)

    secrets.STRONG, opening.KNOWN, opening.migrate = secrets.LIGHT, kept[1] | {OLDER}, migrate
    try:
        yield
    finally:
        secrets.STRONG, opening.KNOWN, opening.migrate = kept


def _upgrade_in_one_step(store: Store) -> None:
    """Bring a store of the older revision up to date, in one transaction as the real migrations are."""
    with store.engine.connect().execution_options(**engine.WRITES) as connection:
        connection.exec_driver_sql("CREATE TABLE upgrading AS SELECT * FROM person")
        connection.exec_driver_sql("DROP TABLE upgrading")
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{opening.REVISION}'")  # noqa: S608 - ours
        connection.commit()


def torture(kills: int, seed: int, folder: Path, only: str | None = None) -> Figures:
    """Kill that many times, the plays in turn, and return the figures."""
    with quick_and_older():
        return Torture(folder, seed).kill(kills, [only] if only else list(PLAYS))


def main() -> int:
    """Read the command line, kill, and report."""
    parser = command_line.options("Kill the program while it does something to the whole file.", "kills")
    parser.add_argument("--only", choices=list(PLAYS))
    return command_line.run(parser, torture)


if __name__ == "__main__":
    sys.exit(main())
