"""Statuses arrive in any order; what we know never gets worse."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.message import Kind, MessageState, meaning, outranks

SMS = ["queued", "sending", "sent", "delivered"]
CALL = ["queued", "ringing", "in-progress", "completed"]


def settled(statuses: tuple[str, ...]) -> str | None:
    known: str | None = None
    for status in statuses:
        if outranks(status, known):
            known = status
    return known


@pytest.mark.parametrize("order", list(itertools.permutations(SMS)))
def test_any_order_of_an_sms_ends_delivered(order: tuple[str, ...]) -> None:
    assert settled(order) == "delivered"


@pytest.mark.parametrize("order", list(itertools.permutations(CALL)))
def test_any_order_of_a_call_ends_completed(order: tuple[str, ...]) -> None:
    assert settled(order) == "completed"


def test_delivered_beats_undelivered() -> None:
    assert settled(("sent", "undelivered", "delivered")) == "delivered"
    assert settled(("delivered", "undelivered", "sent")) == "delivered"


def test_an_unknown_word_changes_nothing() -> None:
    assert not outranks("teleported", None)
    assert meaning("teleported") is None


@given(st.lists(st.sampled_from([*SMS, *CALL, "undelivered", "failed", "busy", "read"])))
def test_the_last_word_does_not_depend_on_repeats(statuses: list[str]) -> None:
    once = settled(tuple(statuses))

    assert settled((*statuses, *statuses)) == once


def test_what_failed_is_not_taken_for_sent() -> None:
    failures = ("undelivered", "failed", "busy", "no-answer")

    assert {meaning(word) for word in failures} == {MessageState.UNDELIVERED}


def test_a_call_that_we_ended_has_not_failed() -> None:
    assert meaning("canceled") is MessageState.DROPPED


def test_pages_leave_first_and_updates_last() -> None:
    assert sorted(Kind, key=lambda kind: kind.priority)[0] is Kind.PAGE
    assert Kind.REPLY.priority < Kind.RECEIPT.priority < Kind.UPDATE.priority
