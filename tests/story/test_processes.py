"""The real processes over real HTTP, killed for real."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from relay.core.delivery import UP
from relay.core.incident import State
from relay.core.message import Kind, MessageState
from relay.store import carriers, incidents
from relay.store.db import Database
from relay.store.models import Attempt, Inbound, Incident, Message
from tests import provider
from tests.processes import PATIENCE, Site, eventually
from tests.world import MERCHANT, REPORT

CREW = {"mette": "+4520123456", "lars": "+4520123457", "aisha": "+4520123458"}
SID = "SM" + "7" * 32


@pytest.fixture
def site(tmp_path: Path, database_url: str) -> Iterator[Site]:
    site = Site(tmp_path, database_url)
    yield site
    site.end()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_worker_killed_between_claim_and_send_loses_nothing(
    site: Site, database: Database
) -> None:
    emulator, web = site.start_emulator(), site.start_web()
    # The carrier takes in nothing and does not answer: the worker hangs after its claim.
    site.phone("faults", trouble="drop", how="hang")
    worker = site.start("worker")

    assert site.webhook(MessageSid=SID, From=MERCHANT, Body=REPORT) == 200
    page = eventually(lambda: being_sent(database), "the page was taken up")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    site.phone("faults", method="DELETE")

    assert page.person is not None
    number = CREW[page.person]
    assert site.shown(number) == []
    assert incident(database).state is State.OPEN

    worker = site.start("worker")
    shown = eventually(lambda: site.shown(number), "the page came after all")
    assert "1001 lampehuset dk" in shown[0]
    code = shown[0].rsplit(" = ", 1)[0].rsplit(" ", 1)[1]
    eventually(lambda: site.shown(MERCHANT), "the receipt")

    site.phone("texts", **{"from": number, "body": f"{code} ok"})
    eventually(lambda: incident(database).state is State.ACKNOWLEDGED, "it was taken")
    eventually(lambda: len(site.shown(MERCHANT)) == 2, "the merchant was told")

    assert incident(database).holder == page.person
    assert "har nu din sag 1001" in site.shown(MERCHANT)[1]
    ledger(database)
    for process in (worker, web, emulator):
        process.send_signal(signal.SIGTERM)
    assert [process.wait(PATIENCE) for process in (worker, web, emulator)] == [0, 0, 0]


def first_page(other: provider.Provider) -> tuple[str, str] | None:
    """What went to an engineer; in the morning the managers' summary names the incident too."""
    crew = set(CREW.values())
    return next((one for one in list(other.asked) if one[0] in crew and "1001" in one[1]), None)


def being_sent(database: Database) -> Message | None:
    """A page that a worker has taken and not finished."""
    return database.read(
        lambda session: session.scalars(
            select(Message)
            .join(Attempt)
            .where(Message.kind == Kind.PAGE, Message.state == MessageState.SENDING)
            .where(Attempt.ended_at.is_(None))
        ).first()
    )


def incident(database: Database) -> Incident:
    found = database.read(lambda session: incidents.by_number(session, 1001))
    assert found is not None
    return found


def ledger(database: Database) -> None:
    """Each text is one row, each message ended, and the try that was killed is on the record."""

    def look(session):  # type: ignore[no-untyped-def]
        return (
            session.scalars(select(Inbound)).all(),
            session.scalars(select(Message)).all(),
            session.scalars(select(Attempt)).all(),
        )

    inbound, messages, attempts = database.read(look)
    assert len(inbound) == 2
    assert len({one.sid for one in inbound}) == 2
    pages = [one for one in messages if one.kind is Kind.PAGE]
    assert max(one.tries for one in pages) == 2
    assert [one for one in attempts if one.ended_at is None] != []
    done = {MessageState.DELIVERED, MessageState.SENT, MessageState.DROPPED}
    assert {one.state for one in messages} <= done


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_real_worker_pages_by_the_second_provider_while_the_account_is_refused(
    site: Site, database: Database
) -> None:
    with provider.running() as other:
        site.environ["BACKUP_CARRIER_URL"] = other.url
        site.start_emulator()
        site.start_web()
        site.phone("faults", trouble="refuse", code=20003, status=401)
        site.start("worker")

        assert site.webhook(MessageSid=SID, From=MERCHANT, Body=REPORT) == 200
        to, page = eventually(lambda: first_page(other), "the second path")
        assert page.endswith("Svar til +4529701595") or page.endswith("Reply to +4529701595")

        site.phone("faults", method="DELETE")
        eventually(lambda: site.shown(to), "the carrier was tried again by itself")
        assert database.read(carriers.standing) == UP
