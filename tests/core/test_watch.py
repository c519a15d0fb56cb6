"""What of the carrier's list is taken in, what is only logged, and up to when it was read."""

from datetime import UTC, datetime, timedelta

import pytest

from relay.core.watch import Listed, Told, is_late, read_up_to, sort

NOW = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("at", "take", "too_late", "look_at"),
    [
        # its webhook may still come: looked at again when that is over
        (ago(seconds=0), False, False, NOW + timedelta(seconds=20)),
        (ago(seconds=19), False, False, NOW + timedelta(seconds=1)),
        # the carrier's own tries are over
        (ago(seconds=20), True, False, None),
        (ago(minutes=119), True, False, None),
        # nobody is woken for it
        (ago(hours=2), False, True, None),
        (ago(days=3), False, True, None),
        # the carrier's clock is ahead of ours
        (NOW + timedelta(seconds=3), False, False, NOW + timedelta(seconds=23)),
    ],
)
def test_a_text_that_no_webhook_brought(
    at: datetime, take: bool, too_late: bool, look_at: datetime | None
) -> None:
    decided = sort([Listed("SM1", at)], set(), NOW)

    assert decided.take == (("SM1",) if take else ())
    assert decided.too_late == (("SM1",) if too_late else ())
    assert decided.look_at == look_at


def test_what_a_webhook_brought_is_left_alone() -> None:
    decided = sort(
        [Listed("SM1", ago(minutes=1)), Listed("SM2", ago(hours=3))], {"SM1", "SM2"}, NOW
    )

    assert decided == sort([], set(), NOW)


def test_texts_are_taken_in_in_the_order_they_were_written() -> None:
    listed = [
        Listed("SM3", ago(minutes=1)),
        Listed("SM1", ago(minutes=9)),
        Listed("SM2", ago(minutes=5)),
    ]

    assert sort(listed, set(), NOW).take == ("SM1", "SM2", "SM3")


@pytest.mark.parametrize(
    ("left", "mark"),
    [
        (set(), ago(minutes=5)),  # the next listing overlaps: a list may show an older text later
        ({"SM1"}, ago(minutes=9)),  # never past what was not taken in
        ({"SM2"}, ago(minutes=5)),  # it is found again anyway
        ({"SM1", "SM2"}, ago(minutes=9)),
    ],
)
def test_the_watermark_moves_only_past_what_was_taken_in(left: set[str], mark: datetime) -> None:
    listed = [Listed("SM2", ago(minutes=1)), Listed("SM1", ago(minutes=9))]

    assert read_up_to(listed, left, NOW) == mark


@pytest.mark.parametrize(("waited", "late"), [(0, False), (30, False), (31, True), (-5, False)])
def test_what_waited_half_a_minute_is_late(waited: int, late: bool) -> None:
    assert is_late(ago(seconds=waited), NOW) is late


def test_who_cannot_be_told_is_tried_ever_more_slowly_and_without_end() -> None:
    told, at = Told(), []
    for second in range(6 * 3600):
        if told.is_due(NOW + timedelta(seconds=second)):
            told = told.again(NOW + timedelta(seconds=second), is_over=False)
            at.append(second)

    assert at[:10] == [0, 30, 60, 90, 150, 210, 330, 450, 750, 1050]
    assert at[-1] > 6 * 3600 - 301


def test_who_was_told_is_not_told_again() -> None:
    told = Told().again(NOW, is_over=True)

    assert not told.is_due(NOW + timedelta(days=1))


def test_a_clock_that_was_set_back_holds_nobody_up() -> None:
    assert Told().again(NOW, is_over=False).is_due(ago(minutes=1))


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        (Told(3, NOW), Told(2, ago(minutes=1)), Told(3, NOW)),
        (
            Told(3, NOW),
            Told(1, ago(minutes=9), is_over=True),
            Told(1, ago(minutes=9), is_over=True),
        ),
        (Told(), Told(1, NOW), Told(1, NOW)),
    ],
)
def test_what_two_processes_know_of_a_person_is_put_together(
    one: Told, other: Told, more: Told
) -> None:
    assert one.or_further(other) == other.or_further(one) == more
