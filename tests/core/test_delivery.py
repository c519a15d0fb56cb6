"""What follows a refusal, a failure and a doubt, and when a carrier is taken for out of use."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.delivery import (
    ASKED_FOR,
    DOUBT,
    LATE,
    OVER,
    POLICY,
    PROBE,
    STILL,
    TROUBLES,
    UP,
    Next,
    Policy,
    Standing,
    after_doubt,
    after_failure,
    after_no,
    after_refusal,
    after_trouble,
    ask_at,
    is_inbound_down,
    policy_of,
    try_again_after,
)
from relay.core.message import Channel, Kind

NEW = timedelta(0)
NOW = datetime(2026, 11, 23, 2, 40, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NOT_PAGES = [kind for kind in Kind if not kind.is_page]


def codes(*policies: Policy) -> list[int]:
    return [code for code, policy in POLICY.items() if policy in policies]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_first_tries_follow_quickly_and_then_slower(kind: Kind) -> None:
    waits = [try_again_after(kind, tries, NEW) for tries in range(1, 20)]

    assert waits[0] == timedelta(seconds=1)
    assert all(a is not None and b is not None and a <= b for a, b in pairwise(waits))
    assert waits[-1] == timedelta(minutes=1)


def test_the_carriers_wish_is_respected() -> None:
    assert try_again_after(Kind.PAGE, 1, NEW, timedelta(seconds=9)) == timedelta(seconds=9)
    assert try_again_after(Kind.PAGE, 7, NEW, timedelta(seconds=9)) == timedelta(minutes=1)


@pytest.mark.parametrize("wish", [timedelta(hours=1), timedelta(days=11574)])
def test_no_wish_holds_a_message_for_long(wish: timedelta) -> None:
    assert try_again_after(Kind.RECEIPT, 1, NEW, wish) == timedelta(minutes=5)


@pytest.mark.parametrize("kind", NOT_PAGES)
def test_stale_news_is_given_up(kind: Kind) -> None:
    assert try_again_after(kind, 5, timedelta(hours=7)) is None


def test_a_page_outlives_a_night_of_outage() -> None:
    assert try_again_after(Kind.PAGE, 500, timedelta(hours=8)) is not None


# ---- refused ------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [0, 99999, *codes(Policy.AGAIN, Policy.EXPIRED)])
@pytest.mark.parametrize("kind", list(Kind))
def test_what_was_refused_for_now_is_offered_again(kind: Kind, code: int) -> None:
    assert after_refusal(kind, Channel.SMS, code, 1, NEW) == Next(SECOND)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_page_that_is_not_taken_within_a_minute_takes_the_second_path_too(kind: Kind) -> None:
    def ways(age: timedelta, wish: timedelta | None = None) -> bool:
        following = after_refusal(kind, Channel.SMS, 20429, 7, age, wish)
        assert following.again_after is not None
        return following.second_path

    assert not ways(LATE - SECOND)
    assert ways(LATE) is kind.is_page
    assert ways(NEW, LATE) is kind.is_page  # it is asked to wait until then
    assert after_doubt(kind, LATE) == Next(DOUBT, second_path=kind.is_page)


@pytest.mark.parametrize("code", codes(Policy.OTHER_CHANNEL))
@pytest.mark.parametrize("kind", list(Kind))
def test_a_phone_that_cannot_be_reached_this_way_is_not_tried_again(kind: Kind, code: int) -> None:
    assert after_refusal(kind, Channel.SMS, code, 1, NEW) == Next(None)


@pytest.mark.parametrize("code", codes(Policy.OTHER_CARRIER, Policy.OURS))
def test_a_page_this_carrier_does_not_pass_on_takes_the_second_path(code: int) -> None:
    assert after_refusal(Kind.PAGE, Channel.SMS, code, 1, NEW) == Next(None, second_path=True)
    assert after_refusal(Kind.RECEIPT, Channel.SMS, code, 1, NEW) == Next(None)


@pytest.mark.parametrize("code", codes(Policy.CARRIER_DOWN))
@pytest.mark.parametrize("kind", list(Kind))
def test_a_carrier_that_passes_nothing_on_is_tried_slowly(kind: Kind, code: int) -> None:
    assert after_refusal(kind, Channel.SMS, code, 1, NEW) == Next(PROBE, carrier_down=True)
    assert after_refusal(kind, Channel.SMS, code, 9, NEW) == Next(
        timedelta(minutes=1), carrier_down=True
    )


OF_THE_ACCOUNT = (20003, 20005, 20404, 30002, 90010)


@pytest.mark.parametrize("code", codes(Policy.CARRIER_DOWN))
def test_only_the_account_makes_a_refused_call_the_carriers_end(code: int) -> None:
    refused = after_refusal(Kind.PAGE, Channel.VOICE, code, 1, NEW)
    failed = after_failure(Kind.PAGE, Channel.VOICE, code, 1, NEW)

    down = code in OF_THE_ACCOUNT
    assert refused == (Next(PROBE, carrier_down=True) if down else Next(None))
    assert failed == Next(None, carrier_down=down)


def test_what_was_blocked_is_tried_once_more() -> None:
    assert after_refusal(Kind.REPLY, Channel.SMS, 30004, 1, NEW) == Next(SECOND)
    assert after_refusal(Kind.REPLY, Channel.SMS, 30004, 2, NEW) == Next(None)


def test_a_callback_that_is_not_liked_is_left_out_at_once() -> None:
    assert policy_of(21609) is Policy.WITHOUT_CALLBACK
    assert after_refusal(Kind.PAGE, Channel.SMS, 21609, 1, NEW) == Next(SECOND)


# ---- not delivered ------------------------------------------------------------------------


@pytest.mark.parametrize("code", [None, 99999, *codes(Policy.AGAIN, Policy.ONCE)])
def test_a_page_that_failed_is_left_to_the_ladder(code: int | None) -> None:
    assert after_failure(Kind.PAGE, Channel.SMS, code, 1, NEW) == Next(None)


def test_a_page_that_never_left_the_carrier_is_sent_again_at_once() -> None:
    assert after_failure(Kind.PAGE, Channel.SMS, 30036, 1, NEW) == Next(NEW)


@pytest.mark.parametrize("code", [30007, 30002, 30018])
def test_a_page_that_was_filtered_takes_the_second_path(code: int) -> None:
    assert after_failure(Kind.PAGE, Channel.SMS, code, 1, NEW).second_path


@pytest.mark.parametrize("code", [None, 99999, *codes(Policy.AGAIN, Policy.EXPIRED, Policy.ONCE)])
@pytest.mark.parametrize("kind", NOT_PAGES)
def test_news_that_did_not_arrive_is_sent_again_later_and_later(
    kind: Kind, code: int | None
) -> None:
    first = after_failure(kind, Channel.SMS, code, 1, NEW)

    assert first == Next(timedelta(minutes=1))
    assert after_failure(kind, Channel.SMS, code, 1, timedelta(hours=7)) == Next(None)


def test_the_gaps_after_a_failure_grow() -> None:
    waits = [
        after_failure(Kind.RECEIPT, Channel.SMS, 30003, tries, NEW).again_after
        for tries in range(1, 6)
    ]

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 30)]


@pytest.mark.parametrize("code", [30005, 30006, 30007, 21610])
def test_words_that_cannot_get_through_are_not_repeated(code: int) -> None:
    assert after_failure(Kind.RECEIPT, Channel.SMS, code, 1, NEW) == Next(None)


def test_what_was_blocked_on_the_way_is_sent_once_more() -> None:
    assert after_failure(Kind.RECEIPT, Channel.SMS, 30004, 2, NEW) == Next(None)


def test_a_call_that_did_not_get_through_is_left_to_the_ladder() -> None:
    assert after_failure(Kind.PAGE, Channel.VOICE, None, 1, NEW) == Next(None)


@pytest.mark.parametrize("code", codes(Policy.CARRIER_DOWN))
@pytest.mark.parametrize("kind", list(Kind))
def test_an_account_that_was_suspended_meanwhile_is_noticed(kind: Kind, code: int) -> None:
    assert after_failure(kind, Channel.SMS, code, 1, NEW).carrier_down


# ---- lost answers, and the second path ----------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_a_doubt_has_an_end(kind: Kind) -> None:
    assert after_doubt(kind, NEW) == Next(DOUBT)
    assert after_doubt(kind, timedelta(hours=13)).again_after is None


def test_the_second_path_is_tried_a_few_times() -> None:
    waits = [after_no(tries) for tries in range(1, 7)]

    assert all(wait is not None for wait in waits[:4])
    assert waits[4:] == [None, None]


# ---- asking -------------------------------------------------------------------------------


def test_a_status_is_asked_for_less_and_less_often_and_not_for_ever() -> None:
    now, asked = NOW + STILL, []
    while (at := ask_at(NOW, now)) is not None:
        asked.append(at - now)
        now = at

    assert asked[0] == STILL
    assert all(earlier <= later for earlier, later in pairwise(asked))
    assert now - NOW >= ASKED_FOR
    assert len(asked) < 15


def test_a_clock_set_back_delays_no_asking() -> None:
    assert ask_at(NOW + timedelta(hours=1), NOW) == NOW + STILL


# ---- whether the carrier can be used ------------------------------------------------------


def troubled(*seconds: float, certain: bool = False) -> Standing:
    standing = UP
    for second in seconds:
        standing = after_trouble(standing, NOW + second * SECOND, certain=certain)
    return standing


@pytest.mark.parametrize(
    ("seconds", "is_down"),
    [
        ((0,), False),  # one lost answer is nothing
        ((0, 1, 2), False),  # a hiccup, however many felt it
        ((0, 30), False),  # too few
        ((0, 1, 20), True),
        ((0, 1, 2, 3, 40), True),
        ((0, 1, 700), False),  # the first two are forgotten
    ],
)
def test_an_outage_is_several_troubles_over_a_span(
    seconds: tuple[float, ...], is_down: bool
) -> None:
    assert troubled(*seconds).is_down is is_down


def test_what_the_carrier_says_itself_is_certain() -> None:
    assert troubled(0, certain=True).down_since == NOW


def test_a_carrier_stays_down_since_it_went_down() -> None:
    assert troubled(0, 10, 20, 30, 7000).down_since == NOW + 20 * SECOND


@given(st.lists(st.floats(0, 2000), max_size=20).map(sorted))
def test_no_carrier_is_down_for_less_than_an_outage(seconds: list[float]) -> None:
    standing = troubled(*seconds)

    if standing.down_since is not None:
        assert standing.failures >= TROUBLES
        assert standing.failing_since is not None
        assert standing.down_since - standing.failing_since >= OVER


REFUSED = Standing(1, NOW, NOW, NOW)


@pytest.mark.parametrize(
    ("standing", "code", "is_deaf", "heard", "down"),
    [
        (REFUSED, 20003, True, False, True),  # the account is suspended, its list refused as well
        (REFUSED, 20003, False, False, False),  # what came in can still be read there
        (REFUSED, 20003, True, True, False),  # it has brought us a text since
        (REFUSED, None, True, False, False),  # out of reach, which says nothing of the way in
        (UP, 20003, True, False, False),  # that is over
    ],
)
def test_an_answer_is_given_up_only_on_the_carriers_own_word(
    standing: Standing, code: int | None, is_deaf: bool, heard: bool, down: bool
) -> None:
    assert is_inbound_down(standing, code, is_deaf=is_deaf, heard=heard) is down


# ---- the table ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(POLICY))
def test_no_code_holds_a_page_in_silence(code: int) -> None:
    """A page is offered again, goes another way, or fails and is left to the ladder."""
    following = after_refusal(Kind.PAGE, Channel.SMS, code, 1, NEW)

    again = following.again_after
    assert again is None or again <= timedelta(minutes=1)


def test_every_policy_is_asked_for_by_a_code() -> None:
    assert set(POLICY.values()) == set(Policy)
