"""While a newer version starts, an older one leaves the rows that it does not know to it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from relay import outbox as sending
from relay import pager
from relay.core.message import Channel, Kind, MessageState
from relay.selfwatch import Auditor, Hands
from relay.store import messages
from relay.store.models import Attempt, Message
from tests.story.test_corrections import signed_in
from tests.web.test_auth import words
from tests.world import MERCHANT, World

NEWS = [{"kind": "hologram"}, {"channel": "pigeon"}, {"kind": "hologram", "channel": "pigeon"}]
every_news = pytest.mark.parametrize("news", NEWS, ids=["kind", "channel", "both"])


def audit(world: World) -> bool:
    """Whether an audit finds nothing."""
    hands = Hands(
        lambda: pager.escalate(world.relay), lambda: sending.deliver(world.relay, world.gateway)
    )
    return Auditor(world.relay, world.gateway, hands).look()


def write(world: World, news: Mapping[str, str], **values: Any) -> int:
    """A newer version writes a message with words of its own; the id of its row."""
    message = Message(
        kind=Kind.PAGE,
        channel=Channel.SMS,
        priority=0,
        recipient=MERCHANT,
        body="from tomorrow",
        state=MessageState.WAITING,
        created_at=world.clock.now(),
        due_at=world.clock.now(),
        tries=0,
    )
    for name, value in values.items():
        setattr(message, name, value)

    def work(session: Any) -> int:
        session.add(message)
        session.flush()
        row = int(message.id)
        for name, word in news.items():
            changed = text(f"UPDATE messages SET {name} = :word WHERE id = :row")
            session.execute(changed, {"word": word, "row": row})
        return row

    return world.relay.database.write(work)


def read(world: World, row: int) -> Mapping[str, Any]:
    """Such a row as it stands."""
    wanted = text("SELECT kind, channel, state, tries FROM messages WHERE id = :row")
    return world.relay.database.read(
        lambda session: dict(session.execute(wanted, {"row": row}).mappings().one())
    )


@every_news
def test_what_a_newer_version_wrote_keeps_nothing_else_from_leaving(
    world: World, news: Mapping[str, str]
) -> None:
    first = write(world, news)
    world.report()
    row = write(world, news, incident_id=world.incident().id)
    world.merchant.expects("Sag 1001")
    mette = world.phone("mette")

    mette.replies(mette.code())

    mette.skips()
    world.merchant.expects("Mette")
    for one in (first, row):
        left = {"kind": "page", "channel": "sms", "state": "waiting", "tries": 0} | dict(news)
        assert read(world, one) == left
    assert pager.next_due(world.relay) != world.clock.now()


@every_news
def test_the_audit_looks_on_and_leaves_it_to_the_newer_version(
    world: World, news: Mapping[str, str]
) -> None:
    row = write(world, news)
    world.clock.advance(timedelta(minutes=20))

    assert audit(world)
    assert read(world, row)["state"] == "waiting"


@every_news
def test_the_carrier_is_asked_about_everything_else(world: World, news: Mapping[str, str]) -> None:
    world.report()
    for phone in ("mette", MERCHANT):
        world.phone(phone).skips()
    now = world.clock.now()
    row = write(world, news, state=MessageState.SENT, ask_at=now - timedelta(minutes=1), tries=1)
    ours = update(Message).where(Message.id != row).values(ask_at=now)
    world.relay.database.write(lambda session: session.execute(ours))

    assert sending.ask(world.relay, world.gateway) == 2
    for due in (pager.next_due(world.relay), world.relay.database.read(messages.next_ask)):
        assert due is not None
        assert due > now
    assert read(world, row)["state"] == "sent"


@every_news
def test_a_word_about_it_is_left_to_the_newer_version(
    world: World, news: Mapping[str, str]
) -> None:
    row = write(world, news, state=MessageState.SENT, tries=1)
    attempt = Attempt(id="a" * 32, message_id=row, started_at=world.clock.now(), sid="SM1")
    world.relay.database.write(lambda session: session.add(attempt))
    said = {"MessageSid": "SM1", "SmsSid": "SM1"}

    answers = [
        world.signed(f"/twilio/sms/status?a={'a' * 32}", {**said, "MessageStatus": word})
        for word in ("delivered", "undelivered")
    ]

    assert all(answer < 500 for answer in answers)
    assert read(world, row)["state"] == "sent"


@every_news
def test_a_clock_that_is_set_back_and_the_log_do_without_it(
    world: World, news: Mapping[str, str]
) -> None:
    world.report()
    for phone in ("mette", MERCHANT):
        world.phone(phone).skips()
    row = write(world, news, incident_id=world.incident().id)
    write(world, news)
    reader = signed_in(world)

    pages = [reader.get(page) for page in ("/incidents", "/incidents?show=texts")]
    pages += [reader.get("/incidents/1001")]

    assert [page.status_code for page in pages] == [200] * 3
    assert not any("from tomorrow" in words(page) for page in pages)
    world.clock.advance(-timedelta(minutes=30))
    world.advance(seconds=5)

    assert read(world, row)["state"] == "waiting"
    for phone in ("mette", MERCHANT):
        world.phone(phone).skips()


@every_news
def test_merchants_are_read_and_the_ladder_goes_on_beside_it(
    world: World, news: Mapping[str, str]
) -> None:
    world.report()
    world.advance(minutes=5)
    assert world.phone("mette").calls()
    incident = world.incident().id
    asked = text("SELECT id FROM questions")
    question = world.relay.database.read(lambda session: session.scalars(asked).first())
    write(world, news, channel=Channel.VOICE, question_id=question, incident_id=incident)
    write(world, news, incident_id=incident)

    world.merchant.texts("den er stadig nede")
    world.advance(minutes=10)

    assert "follow_up" in world.happened()
    assert world.phone("lars").shown
    assert world.incident().failed_at is None
    for phone in ("mette", "lars", "aisha", "karen", MERCHANT):
        world.phone(phone).skips()


@pytest.mark.parametrize(
    "news", [{"state": "shelved"}, *NEWS], ids=["state", "kind", "channel", "both"]
)
def test_an_incident_is_taken_beside_it(world: World, news: Mapping[str, str]) -> None:
    world.report()
    world.advance(minutes=6)
    incident = world.incident().id
    asked = text("SELECT id FROM questions ORDER BY id DESC")
    question = world.relay.database.read(lambda session: session.scalars(asked).first())
    write(world, news, question_id=question, incident_id=incident, tries=1)

    mette = world.phone("mette")
    mette.replies(mette.code())
    world.advance(minutes=1)

    assert world.incident().holder == "mette"
    assert mette.shown[-1].body.startswith("Du har 1001 ")
    for phone in ("mette", "lars", "aisha", "karen", MERCHANT):
        world.phone(phone).skips()
