"""Users, their passwords, sessions and wrong tries, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, insert, select

from relay.store import users
from relay.store.db import Database
from relay.store.models import SignIn, SignInFailure, User
from relay.store.users import IDLE, LONGEST, TRIES, WITHIN, Refused, SignedIn, TooManyTries

NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
PASSWORD = "rød grød med fløde"
HERE = "192.0.2.1"


@pytest.fixture
def mette(database: Database) -> Database:
    """A database in which Mette may sign in."""
    users.add(database, "Mette", PASSWORD, role="manager", person="mette", now=NOW)
    return database


def sign_in(
    database: Database,
    name: str = "mette",
    password: str = PASSWORD,
    *,
    address: str = HERE,
    at: datetime = NOW,
) -> str | None:
    return users.sign_in(database, name, password, address=address, now=at)


def signed_in(database: Database, secret: str | None, at: datetime = NOW) -> SignedIn | None:
    assert secret is not None, "the sign-in was refused"
    return database.read(partial(users.signed_in, secret=secret, now=at))


def fail(database: Database, times: int, name: str = "mette", *, at: datetime = NOW) -> None:
    for _ in range(times):
        assert sign_in(database, name, "wrong", at=at) is None


def count(database: Database, table: type) -> int:
    return database.read(lambda session: session.scalar(select(func.count()).select_from(table)))


def test_the_right_password_begins_a_session(mette: Database) -> None:
    secret = sign_in(mette)

    user = signed_in(mette, secret)

    assert user is not None
    assert (user.name, user.role, user.person) == ("mette", "manager", "mette")


def test_capital_letters_and_spaces_do_not_matter_in_a_name(mette: Database) -> None:
    assert sign_in(mette, " METTE ") is not None


def test_letters_put_together_from_two_parts_are_the_same_password(database: Database) -> None:
    users.add(database, "åse", "på en båd i blæst", role="viewer", person=None, now=NOW)

    assert sign_in(database, "a\u030ase", "pa\u030a en ba\u030ad i blæst") is not None


@pytest.mark.parametrize(
    ("name", "password"), [("mette", "wrong"), ("mette", ""), ("nobody", PASSWORD), ("", "")]
)
def test_nothing_else_begins_one(mette: Database, name: str, password: str) -> None:
    assert sign_in(mette, name, password) is None
    assert count(mette, SignIn) == 0


def test_neither_password_nor_secret_is_in_the_database(mette: Database) -> None:
    secret = sign_in(mette)

    def everything(session: Any) -> str:
        user, session_row = session.scalars(select(User)).one(), session.scalars(select(SignIn))
        return f"{vars(user)} {[vars(row) for row in session_row]}"

    kept = mette.read(everything)

    assert PASSWORD not in kept
    assert secret is not None
    assert secret not in kept


@pytest.mark.usefixtures("dear_passwords")
def test_an_unknown_name_costs_as_much_as_a_wrong_password() -> None:
    assert not PasswordHasher().check_needs_rehash(users.DECOY)


@pytest.mark.usefixtures("dear_passwords")
def test_an_old_hash_is_renewed_at_sign_in(database: Database) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    values = {"name": "lars", "password_hash": weak, "role": "viewer", "created_at": NOW}
    database.write(lambda session: session.execute(insert(User).values(values)))

    assert sign_in(database, "lars") is not None

    user = database.read(partial(users.by_name, name="lars"))
    assert user is not None
    assert not PasswordHasher().check_needs_rehash(user.password_hash)
    assert sign_in(database, "lars") is not None


# ---- sessions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "is_good"),
    [
        (timedelta(0), True),
        (IDLE - timedelta(seconds=1), True),
        (IDLE, False),
    ],
)
def test_a_session_that_is_not_used_ends(mette: Database, after: timedelta, is_good: bool) -> None:
    secret = sign_in(mette)

    assert (signed_in(mette, secret, NOW + after) is not None) == is_good


def test_a_session_in_use_ends_after_a_fortnight_all_the_same(mette: Database) -> None:
    secret = sign_in(mette)
    at = NOW
    while at < NOW + LONGEST - timedelta(hours=11):
        at += timedelta(hours=11)
        user = signed_in(mette, secret, at)
        assert user is not None
        mette.write(partial(users.touch, sign_in_id=user.sign_in_id, now=at))

    assert signed_in(mette, secret, NOW + LONGEST) is None


def test_signing_out_ends_this_session_only(mette: Database) -> None:
    phone, desk = sign_in(mette), sign_in(mette)
    assert phone is not None

    mette.write(partial(users.sign_out, secret=phone))

    assert signed_in(mette, phone) is None
    assert signed_in(mette, desk) is not None


def test_sessions_that_ended_are_cleared_away(mette: Database) -> None:
    sign_in(mette)

    sign_in(mette, at=NOW + IDLE)

    assert count(mette, SignIn) == 1


def test_a_new_password_ends_every_session(mette: Database) -> None:
    secret = sign_in(mette)

    users.reset(mette, "Mette", "another long one")

    assert signed_in(mette, secret) is None
    assert sign_in(mette) is None
    assert sign_in(mette, password="another long one") is not None


class Interrupted:
    """A database in which something else happens right before the second write."""

    def __init__(self, database: Database, meanwhile: Callable[[], None]) -> None:
        self.database = database
        self.meanwhile = meanwhile
        self.writes = 0

    def write(self, work: Callable[..., Any], **options: Any) -> Any:
        self.writes += 1
        if self.writes == 2:
            self.meanwhile()
        return self.database.write(work, **options)


def test_a_password_that_is_reset_meanwhile_begins_no_session(mette: Database) -> None:
    meanwhile = partial(users.reset, mette, "mette", "another long one")

    secret = sign_in(Interrupted(mette, meanwhile))  # type: ignore[arg-type]

    assert secret is None
    assert count(mette, SignIn) == 0


# ---- wrong tries --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["mette", "nobody"])  # which of them exists is not told
def test_five_wrong_passwords_close_the_door(mette: Database, name: str) -> None:
    fail(mette, TRIES, name)

    with pytest.raises(TooManyTries) as refused:
        sign_in(mette, name, at=NOW + timedelta(minutes=1))

    assert refused.value.wait == WITHIN - timedelta(minutes=1)


def test_the_door_opens_again_ten_minutes_after_the_first_of_them(mette: Database) -> None:
    fail(mette, 1)
    fail(mette, TRIES - 1, at=NOW + timedelta(minutes=5))

    assert sign_in(mette, at=NOW + WITHIN) is not None


def test_it_is_closed_to_this_name_and_address_only(mette: Database) -> None:
    users.add(mette, "lars", PASSWORD, role="viewer", person=None, now=NOW)
    fail(mette, TRIES)

    assert sign_in(mette, "lars") is not None
    assert sign_in(mette, address="192.0.2.2") is not None


def test_a_refusal_does_not_make_it_longer(mette: Database) -> None:
    fail(mette, TRIES)
    with pytest.raises(TooManyTries):
        sign_in(mette, at=NOW + WITHIN / 2)

    assert sign_in(mette, at=NOW + WITHIN) is not None


def test_the_right_password_wipes_the_slate(mette: Database) -> None:
    fail(mette, TRIES - 1)

    sign_in(mette)

    assert count(mette, SignInFailure) == 0


def test_tries_at_the_same_time_are_no_way_around_it(mette: Database) -> None:
    def attempt(_number: int) -> bool:
        try:
            return sign_in(mette, password="wrong") is None
        except TooManyTries:
            return False

    with ThreadPoolExecutor(2 * TRIES) as pool:
        tried = sum(pool.map(attempt, range(2 * TRIES)))

    assert 1 <= tried <= TRIES


def test_no_more_than_two_passwords_are_hashed_at_once(mette: Database) -> None:
    with users.turn(), users.turn(), pytest.raises(TooManyTries):
        sign_in(mette)

    assert count(mette, SignInFailure) == 0
    assert sign_in(mette) is not None


# ---- users --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "password", "why"),
    [
        ("METTE", PASSWORD, "already"),
        ("  ", PASSWORD, "name"),
        ("lars", "short", "12 characters"),
    ],
)
def test_a_user_that_cannot_be_is_refused(
    mette: Database, name: str, password: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        users.add(mette, name, password, role="viewer", person=None, now=NOW)

    assert [user.name for user in mette.read(users.everyone)] == ["mette"]


@pytest.mark.parametrize(("name", "password"), [("nobody", PASSWORD), ("mette", "short")])
def test_a_reset_that_cannot_be_is_refused(mette: Database, name: str, password: str) -> None:
    with pytest.raises(Refused):
        users.reset(mette, name, password)

    assert sign_in(mette) is not None


def test_the_first_user_is_made_once(database: Database) -> None:
    made = [users.ensure(database, name, PASSWORD, NOW) for name in ("first", "second")]

    assert made == [True, False]
    assert [(user.name, user.role) for user in database.read(users.everyone)] == [
        ("first", "manager")
    ]
