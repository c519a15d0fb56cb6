"""Who may sign in: names, passwords, sessions, and wrong tries.

What works with a password takes the database, not a session: hashing takes a tenth of a second,
and no transaction is open meanwhile.
"""

import hashlib
import secrets
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from relay.store.db import Database
from relay.store.models import SignIn, SignInFailure, User

ROLES = ("viewer", "engineer", "manager")
SHORTEST_PASSWORD = 12  # characters

IDLE = timedelta(hours=12)  # a session that is not used ends
LONGEST = timedelta(days=14)  # and every session ends
TOUCH_GAP = timedelta(minutes=5)  # how exactly the last use is kept

TRIES = 5  # wrong passwords of one name from one address
WITHIN = timedelta(minutes=10)

AT_ONCE = 2  # passwords hashed at the same time: each takes 64 MiB
TURN_WAIT = timedelta(seconds=1)
WRITE_WAIT = timedelta(seconds=2)

# RFC 9106's second recommendation, which is argon2-cffi's default: 64 MiB, 3 passes, 4 lanes.
_HASHER = PasswordHasher()
_TURNS = threading.BoundedSemaphore(AT_ONCE)
# Of a random password nobody kept: an unknown name costs as much work as a wrong password.
DECOY = (
    "$argon2id$v=19$m=65536,t=3,p=4$"
    "kySa36m+XUjRZla7INDguQ$FGqtwh63sVAKjyg2+IS6GNszGY/EHGhHuVE/JGQ+ayg"
)


class Refused(Exception):
    """A user cannot be made or changed like this; the message says why."""


class TooManyTries(Exception):
    """Nobody may try now; it can be tried again after `wait`."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(f"too many tries, wait {wait.total_seconds():.0f} s")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user in a session that is good."""

    sign_in_id: int
    name: str
    role: str
    person: str | None  # a key in oncall.yaml
    seen_at: datetime


# ---- users --------------------------------------------------------------------------------


def add(
    database: Database, name: str, password: str, *, role: str, person: str | None, now: datetime
) -> None:
    """Let someone sign in.

    Raises:
        Refused: when the name is taken or empty, or the password too short.
        DatabaseBusy: when it could not be written.
    """
    name = plain_name(name)
    if not name:
        raise Refused("a user needs a name")
    password_hash = _hash_new(password)

    def work(session: Session) -> None:
        if by_name(session, name) is not None:
            raise Refused(f"there is a user {name} already")
        _insert(session, name, password_hash, role=role, person=person, now=now)

    database.write(work)


def ensure(database: Database, name: str, password: str, now: datetime) -> bool:
    """Make a first user, a manager, when nobody may sign in yet; returns whether one was made.

    Raises:
        Refused: when the password is too short.
        DatabaseBusy: when it could not be written.
    """
    if database.read(everyone):
        return False
    name, password_hash = plain_name(name), _hash_new(password)

    def work(session: Session) -> bool:
        if everyone(session):
            return False
        _insert(session, name, password_hash, role="manager", person=None, now=now)
        return True

    return database.write(work)


def fits(database: Database, name: str, password: str) -> bool:
    """Whether a name and a password belong together; for the command line, it counts no try.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    user = database.read(partial(by_name, name=name))
    return user is not None and _matches(user.password_hash, password)


def reset(database: Database, name: str, password: str) -> None:
    """Give a user a new password and end their sessions.

    Raises:
        Refused: when there is no such user, or the password is too short.
        DatabaseBusy: when it could not be written.
    """
    password_hash = _hash_new(password)

    def work(session: Session) -> None:
        user = by_name(session, name)
        if user is None:
            raise Refused(f"there is no user {plain_name(name)}")
        user.password_hash = password_hash
        session.execute(delete(SignIn).where(SignIn.user_id == user.id))
        session.execute(delete(SignInFailure).where(SignInFailure.name == user.name))

    database.write(work)


def everyone(session: Session) -> Sequence[User]:
    """Every user, by name."""
    return session.scalars(select(User).order_by(User.name)).all()


def by_name(session: Session, name: str) -> User | None:
    """The user of a name; capital letters do not matter."""
    return session.scalars(select(User).where(User.name == plain_name(name))).one_or_none()


def plain_name(name: str) -> str:
    """A name as it is kept: small letters, one form of each letter, 100 characters at most."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:100]


def _insert(
    session: Session,
    name: str,
    password_hash: str,
    *,
    role: str,
    person: str | None,
    now: datetime,
) -> None:
    values = {
        "name": name,
        "password_hash": password_hash,
        "role": role,
        "person": person,
        "created_at": now,
    }
    session.execute(insert(User).values(values))


# ---- signing in ---------------------------------------------------------------------------


def sign_in(
    database: Database, name: str, password: str, *, address: str, now: datetime
) -> str | None:
    """Begin a session and return its secret; None when name and password do not belong together.

    A try counts as wrong until the password was found right, so that many tries at the same time
    are no way around the limit.

    Raises:
        TooManyTries: after five wrong passwords of this name from this address in ten minutes,
            or when too many try at this moment.
        DatabaseBusy: when it could not be written within 2 s.
    """
    name = plain_name(name)
    with turn():
        count = partial(_count_try, name=name, address=address, now=now)
        known = database.write(count, wait=WRITE_WAIT)
        if not _matches(known or DECOY, password) or known is None:
            return None
        fresh = _hash(password) if _HASHER.check_needs_rehash(known) else known
    secret = secrets.token_urlsafe(32)

    def begin(session: Session) -> bool:
        user = by_name(session, name)
        if user is None or user.password_hash != known:
            return False  # the password was reset meanwhile
        user.password_hash = fresh
        _forget_tries(session, name, address)
        _begin(session, user.id, secret, now)
        return True

    return secret if database.write(begin, wait=WRITE_WAIT) else None


def signed_in(session: Session, secret: str, now: datetime) -> SignedIn | None:
    """The user of a session; None when it has ended or never was."""
    row = session.execute(
        select(SignIn.id, SignIn.seen_at, User.name, User.role, User.person)
        .join(User, User.id == SignIn.user_id)
        .where(
            SignIn.digest == _digest(secret),
            SignIn.expires_at > now,
            SignIn.seen_at > now - IDLE,
        )
    ).one_or_none()
    return SignedIn(row.id, row.name, row.role, row.person, row.seen_at) if row else None


def touch(session: Session, sign_in_id: int, now: datetime) -> None:
    """Note that a session is in use."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))


def sign_out(session: Session, secret: str) -> None:
    """End a session; safe to call with any secret, any number of times."""
    session.execute(delete(SignIn).where(SignIn.digest == _digest(secret)))


def _count_try(session: Session, name: str, address: str, now: datetime) -> str | None:
    """Count a try and return the password's hash; None for an unknown name."""
    _hold(session, f"{name} {address}")
    session.execute(delete(SignInFailure).where(SignInFailure.at <= now - WITHIN))
    tries = session.scalars(
        select(SignInFailure.at)
        .where(SignInFailure.name == name, SignInFailure.address == address)
        .order_by(SignInFailure.at.desc())
        .limit(TRIES)
    ).all()
    if len(tries) == TRIES:
        raise TooManyTries(tries[-1] + WITHIN - now)
    session.execute(insert(SignInFailure).values(name=name, address=address, at=now))
    return session.scalars(select(User.password_hash).where(User.name == name)).one_or_none()


def _hold(session: Session, what: str) -> None:
    """Let tries be counted one after the other; on SQLite all writers do anyway."""
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], signed=True)
        session.execute(select(func.pg_advisory_xact_lock(key)))


def _forget_tries(session: Session, name: str, address: str) -> None:
    session.execute(
        delete(SignInFailure).where(SignInFailure.name == name, SignInFailure.address == address)
    )


def _begin(session: Session, user_id: int, secret: str, now: datetime) -> None:
    session.execute(
        delete(SignIn).where((SignIn.expires_at <= now) | (SignIn.seen_at <= now - IDLE))
    )
    values = {
        "digest": _digest(secret),
        "user_id": user_id,
        "created_at": now,
        "seen_at": now,
        "expires_at": now + LONGEST,
    }
    session.execute(insert(SignIn).values(values))


# ---- hashing ------------------------------------------------------------------------------


@contextmanager
def turn() -> Iterator[None]:
    """One of the few that may hash now; the others wait a little, then are sent away."""
    if not _TURNS.acquire(timeout=TURN_WAIT.total_seconds()):
        raise TooManyTries(TURN_WAIT)
    try:
        yield
    finally:
        _TURNS.release()


def _hash_new(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(f"a password needs {SHORTEST_PASSWORD} characters or more")
    return _hash(password)


def _hash(password: str) -> str:
    return _HASHER.hash(_normal(password))


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    """One form of each letter: keyboards differ in how they send an å (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
