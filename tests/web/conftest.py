"""Somebody who reads the log."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy.orm import Session

from relay.app import create_app
from relay.store.models import SignIn, User
from tests.web.test_auth import Reader
from tests.world import World


@pytest.fixture
def reader(world: World) -> Reader:
    """Somebody who has signed in and reads English."""
    return signed_in(world)


def signed_in(world: World) -> Reader:
    """The same, of any world."""
    reader, secret, now = (
        Reader(create_app(world.relay), language="en"),
        "s" * 43,
        world.clock.now(),
    )

    def work(session: Session) -> None:
        # Without a password: hashing one for each of these tests takes longer than the rest.
        user = User(name="karen", password_hash="", role="manager", person=None, created_at=now)
        session.add(user)
        session.flush()
        begun = {"created_at": now, "seen_at": now, "expires_at": now + timedelta(days=1)}
        digest = sha256(secret.encode()).hexdigest()
        session.add(SignIn(user_id=user.id, digest=digest, **begun))

    world.relay.database.write(work)
    reader.client.set_cookie("__Host-relay", secret, domain="relay.example.org", secure=True)
    return reader


# What is tried with these is words; which database holds them makes no difference.
once = pytest.mark.parametrize("kind", ["sqlite"])


def hush(world: World) -> None:
    """Whatever the phones showed has been seen: these stories are about the page."""
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()
