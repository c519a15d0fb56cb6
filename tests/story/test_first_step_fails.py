"""Whatever is wrong with the first page, the report is kept and the pager goes on trying."""

import logging

import pytest
from sqlalchemy import delete, insert

from relay.core.incident import State
from relay.store.models import Question
from tests.world import SWEDE, World


def test_a_report_is_kept_when_no_code_is_left_and_paged_once_there_is(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.report("Ingrid, tehuset.se, allt är nere, 070-174 06 05", SWEDE)
    for phone in (SWEDE, "mette"):
        world.phone(phone).skips()
    every_code_is_in_use(world)

    with caplog.at_level(logging.ERROR):
        world.report()

    kept = world.incident(1002)
    assert kept.state is State.OPEN
    assert kept.wake_at is not None
    assert "NoCodeLeft" in caplog.text
    assert f"incident id {kept.id}: its step failed" in caplog.text
    world.merchant.expects("Sag 1002, lampehuset dk")
    assert world.phone("mette").unread == []

    the_codes_are_free(world)
    world.advance(minutes=1)

    assert any("1002 lampehuset dk" in text for text in world.phone("mette").unread)
    world.phone("mette").skips()


def every_code_is_in_use(world: World) -> None:
    now, row = world.clock.now(), world.incident(1001).id
    rows = [
        {
            "incident_id": row,
            "person": "mette",
            "phone": world.phone("mette").number,
            "code": code,
            "asked_at": now,
            "last_asked_at": now,
            "times": 1,
        }
        for code in range(10, 10_000)
    ]
    world.relay.database.write(lambda session: session.execute(insert(Question), rows))


def the_codes_are_free(world: World) -> None:
    spare = delete(Question).where(Question.id > 1)  # the first is a real one
    world.relay.database.write(lambda session: session.execute(spare))
