"""When no channel of a person is left."""

import pytest

from relay.core.message import Channel, MessageState
from relay.core.reach import (
    NOWHERE,
    Lost,
    Outcome,
    Reach,
    is_out_of_reach,
    lost_lately,
    unanswered,
)

BOTH, TEXTS, CALLS = Reach(True, True), Reach(True, False), Reach(False, True)
CHAT, ALL = Reach(False, False, other=True), Reach(True, True, other=True)
MISSED = Outcome(MessageState.UNDELIVERED)
TAKEN = Outcome(MessageState.DELIVERED)
NO_SUCH = Outcome(MessageState.UNDELIVERED, status="failed")
LATER = Outcome(MessageState.FAILED, 10004)  # too many calls at once
LANDLINE, NO_ROUTE = Outcome(MessageState.FAILED, 21635), Outcome(MessageState.FAILED, 21612)


@pytest.mark.parametrize(
    ("can", "lost", "gone"),
    [
        (NOWHERE, Lost(), True),
        (BOTH, Lost(), False),
        (BOTH, Lost(texts=True), False),
        (BOTH, Lost(calls=True), False),
        (BOTH, Lost(texts=True, calls=True), True),
        (TEXTS, Lost(texts=True), True),
        (TEXTS, Lost(calls=True, others=True), False),
        (CALLS, Lost(calls=True), True),
        (CALLS, Lost(texts=True, others=True), False),
        (CHAT, Lost(texts=True, calls=True), False),
        (CHAT, Lost(others=True), True),
        (ALL, Lost(texts=True, calls=True), True),  # nobody tells whether a chat is read
    ],
)
def test_a_person_is_out_of_reach_when_every_channel_is_lost(
    can: Reach, lost: Lost, gone: bool
) -> None:
    assert is_out_of_reach(can, lost) is gone


@pytest.mark.parametrize(
    ("calls", "count"),
    [
        ([], 0),
        ([TAKEN, MISSED, MISSED], 0),
        ([MISSED], 1),
        ([MISSED, TAKEN, MISSED], 1),
        ([MISSED, MISSED, MISSED], 3),
        ([LATER], 1),  # another may get through
        ([LANDLINE], 2),  # no other will
        ([NO_ROUTE, TAKEN], 2),
        ([MISSED, LANDLINE], 2),
        ([NO_SUCH], 2),  # a status tells no code
        ([TAKEN, NO_SUCH], 0),
        ([Outcome(MessageState.UNDELIVERED, 10004, "failed")], 1),
        ([TAKEN, LANDLINE], 0),
    ],
)
def test_calls_nobody_took(calls: list[Outcome], count: int) -> None:
    assert unanswered(calls) == count


@pytest.mark.parametrize(
    ("seen", "lost"),
    [
        ({}, Lost()),
        ({Channel.SMS: [MISSED, TAKEN]}, Lost(texts=True)),
        ({Channel.SMS: [TAKEN, MISSED]}, Lost()),
        ({Channel.VOICE: [MISSED, TAKEN]}, Lost()),
        ({Channel.VOICE: [MISSED, MISSED]}, Lost(calls=True)),
        ({Channel.VOICE: [LANDLINE]}, Lost(calls=True)),
        ({Channel.OTHER: [LATER]}, Lost(others=True)),
    ],
)
def test_the_latest_text_and_the_latest_two_calls_tell(
    seen: dict[Channel, list[Outcome]], lost: Lost
) -> None:
    assert lost_lately(seen) == lost
