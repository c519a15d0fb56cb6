"""Somebody rings the number: it takes texts only, says so, and texts what to send."""

import pytest

from relay.emulator.records import Call, Speaker
from relay.inbox import calls
from relay.store.faults import DatabaseBusy
from tests.world import MERCHANT, SWEDE, World

LANDLINE = "+4533331234"
PREMIUM = "+4590123456"
FAR = "+15005550006"  # outside the countries that are answered


def ring(world: World, number: str) -> Call:
    sid = world.carrier.ring_hotline(number)
    world.advance(minutes=1)
    return world.carrier.calls.get(sid)


def said(call: Call) -> str:
    return " ".join(line.text for line in call.lines if line.speaker is Speaker.HOTLINE)


def test_it_says_in_danish_and_english_that_it_takes_texts_only(world: World) -> None:
    call = ring(world, MERCHANT)

    assert "Dette nummer tager kun imod SMS" in said(call)
    assert "text messages only" in said(call) or "SMS only" in said(call)
    assert call.status == "completed"
    world.merchant.expects("Er din webshop nede?")


def test_the_caller_is_texted_once_a_day(world: World) -> None:
    for _ in range(3):
        ring(world, MERCHANT)
    world.merchant.expects("Er din webshop nede?")
    assert world.merchant.unread == []

    world.advance(hours=24)
    ring(world, MERCHANT)

    world.merchant.expects("Er din webshop nede?")


def test_a_caller_from_abroad_is_texted_in_a_language_they_read(world: World) -> None:
    ring(world, SWEDE)

    world.phone(SWEDE).expects("Ligger din webbutik nere?")


@pytest.mark.parametrize("number", [LANDLINE, PREMIUM, FAR])
def test_what_cannot_or_must_not_be_texted_is_only_spoken_to(world: World, number: str) -> None:
    call = ring(world, number)

    assert "SMS" in said(call)
    assert [text for text in world.carrier.texts.all() if text.to == number] == []


def test_somebody_on_call_is_not_told_how_to_report(world: World) -> None:
    ring(world, world.phone("mette").number)

    assert world.phone("mette").unread == []


def test_it_says_so_also_while_the_database_is_busy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise DatabaseBusy("locked")

    monkeypatch.setattr(calls, "_text_caller", busy)

    call = ring(world, MERCHANT)

    assert "Dette nummer tager kun imod SMS" in said(call)
    assert world.merchant.unread == []
