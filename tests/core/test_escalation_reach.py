"""What the ladder does about whoever cannot be reached, or not by every channel."""

import pytest

from relay.core.escalation import (
    Climb,
    Facts,
    Page,
    Paged,
    plan,
)
from relay.core.reach import Reach
from tests.core.ladder import (
    BOTH,
    CREW,
    FIRST,
    RESORT,
    T0,
    at,
    call,
    facts,
    minutes,
    text,
    text_and_call,
)

TABLE = [
    # what it shows, facts, minutes since the opening, pages, minutes to the next look
    (
        "when every channel of a level has failed the next comes now",
        facts(
            FIRST,
            {"mette": Paged(T0, at(2), rung_at=at(2.2), failed_at=at(2.1), unanswered=2)},
        ),
        2.5,
        [text("lars")],
        1,
    ),
    (
        "one call that nobody took is not enough",
        facts(
            FIRST,
            {"mette": Paged(T0, T0, rung_at=at(0.2), failed_at=at(0.1), unanswered=1)},
        ),
        0.7,
        [],
        1.3,
    ),
    (
        "calls that nobody took are not enough while texts arrive",
        facts(FIRST, {"mette": Paged(T0, at(4), rung_at=at(4), unanswered=3)}),
        5,
        [],
        1,
    ),
    (
        "a level brought forward is not brought forward again",
        facts(
            Climb(1, at(2.5)),
            {
                "mette": Paged(T0, at(2), rung_at=at(2.2), failed_at=at(2.1), unanswered=2),
                "lars": Paged(at(2.5), at(2.5)),
            },
        ),
        3,
        [],
        1,
    ),
    (
        "when all levels have failed everyone comes now",
        facts(
            Climb(1, at(2.5)),
            {
                "mette": Paged(T0, at(4), rung_at=at(4), failed_at=at(2.1), unanswered=2),
                "lars": Paged(at(2.5), at(4.5), rung_at=at(4.5), failed_at=at(4.6), unanswered=2),
            },
        ),
        5,
        [text_and_call("mette"), text("lars"), text("aisha"), text("karen")],
        1,
    ),
    (
        "a round of the last resort is never brought forward",
        facts(
            RESORT,
            {
                person: Paged(at(12), at(12), rung_at=at(13), failed_at=at(12.5), unanswered=2)
                for person in CREW["everyone"]
            },
        ),
        14,
        [],
        8,
    ),
    (
        "a level whose channels take nothing for a minute each is over",
        facts(
            FIRST,
            {"mette": Paged(T0, T0, at(1), text_untaken_since=T0, call_untaken_since=at(1))},
        ),
        2,
        [text("mette"), text("lars")],
        1,
    ),
    (
        "a minute is given to each channel",
        facts(
            FIRST,
            {"mette": Paged(T0, T0, at(1), text_untaken_since=T0, call_untaken_since=at(1))},
        ),
        1.5,
        [],
        0.5,
    ),
    (
        "texts that nothing takes are not enough while calls go out",
        facts(FIRST, {"mette": Paged(T0, T0, at(1), text_untaken_since=T0, unanswered=1)}),
        1.9,
        [],
        0.1,
    ),
    (
        "nor calls that nothing takes while texts go out",
        facts(FIRST, {"mette": Paged(T0, at(4), at(4), call_untaken_since=at(4))}),
        5.5,
        [],
        0.5,
    ),
    (
        "who has texts alone has a minute",
        facts(
            FIRST,
            {"mette": Paged(T0, T0, text_untaken_since=T0)},
            reach={"mette": Reach(sms=True, voice=False), "lars": BOTH},
        ),
        1,
        [text("lars")],
        1,
    ),
    (
        "a call that nothing takes counts beside a text that failed",
        facts(
            FIRST,
            {"mette": Paged(T0, T0, T0, failed_at=T0, call_untaken_since=at(0.1))},
        ),
        1.1,
        [text("lars")],
        0.9,
    ),
    (
        "who has chat alone has a minute too",
        facts(
            FIRST,
            {"mette": Paged(T0, T0, text_untaken_since=T0)},
            reach={"mette": Reach(sms=False, voice=False, other=True), "lars": BOTH},
        ),
        1,
        [text("lars")],
        1,
    ),
    (
        "nobody waits for one who fell silent and whose channels take nothing",
        facts(
            Climb(1, at(2), recalled="aisha"),
            {"aisha": Paged(T0, T0, T0, text_untaken_since=T0, call_untaken_since=T0)},
        ),
        1,
        [text("mette"), text("lars")],
        1,
    ),
    (
        "somebody without any channel does not hold the ladder up",
        facts(reach={"mette": Reach(sms=False, voice=False), "lars": BOTH}),
        0,
        [text("lars")],
        1,
    ),
    (
        "chat and mail go with the call",
        facts(
            FIRST,
            {"mette": Paged(T0, at(2))},
            reach={"mette": Reach(sms=True, voice=True, other=True)},
        ),
        4,
        [Page("mette", sms=True, ring=True, other=True)],
        1,
    ),
    (
        "a call that nobody took brings chat and mail forward",
        facts(
            FIRST,
            {
                "mette": Paged(
                    T0,
                    T0,
                    rung_at=at(0.2),
                    failed_at=at(0.1),
                    unanswered=1,
                    call_failed_at=at(0.7),
                    other_at=at(0.2),
                )
            },
            reach={"mette": Reach(sms=True, voice=True, other=True)},
        ),
        0.7,
        [Page("mette", sms=False, ring=False, other=True)],
        1,
    ),
    (
        "a text that failed brings chat and mail forward where there is no call",
        facts(
            FIRST,
            {"mette": Paged(T0, T0, failed_at=at(0.5))},
            reach={"mette": Reach(sms=True, voice=False, other=True), "lars": BOTH},
        ),
        0.5,
        [Page("mette", sms=False, ring=False, other=True), text("lars")],
        1,
    ),
    (
        "they are used once for it",
        facts(
            Climb(1, at(0.5)),
            {
                "mette": Paged(T0, T0, failed_at=at(0.5), other_at=at(0.6)),
                "lars": Paged(at(0.5), at(0.5)),
            },
            reach={"mette": Reach(sms=True, voice=False, other=True), "lars": BOTH},
        ),
        1,
        [],
        1,
    ),
    (
        "who had it and fell silent is texted and rung, alone",
        facts(Climb(1, at(2), recalled="aisha")),
        0,
        [text_and_call("aisha")],
        1,
    ),
    (
        "after a reminder's length the next level joins",
        facts(
            Climb(1, at(2), recalled="aisha"),
            {"aisha": Paged(T0, T0, rung_at=T0)},
        ),
        2,
        [text("aisha"), text("mette"), text("lars")],
        1,
    ),
    (
        "nobody waits for somebody who cannot be reached",
        facts(
            Climb(1, at(2), recalled="aisha"),
            reach={"mette": BOTH, "lars": BOTH},
        ),
        0,
        [text("mette"), text("lars")],
        1,
    ),
    (
        "who has no texts is rung from the start",
        facts(reach={"mette": Reach(sms=False, voice=True)}),
        0,
        [call("mette")],
        1,
    ),
]


@pytest.mark.parametrize(
    ("known", "since", "pages", "look"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_rule_of_who_is_hard_to_reach(
    known: Facts, since: float, pages: list[Page], look: float
) -> None:
    step = plan(known, at(since))

    assert sorted(step.pages, key=str) == sorted(pages, key=str)
    assert step.wake_at == at(since) + minutes(look)
