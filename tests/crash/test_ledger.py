"""The ledger notices whatever does not add up: one evening's books, and what is wrong with them."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, fields
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind, MessageState
from relay.emulator import views
from tests.crash.books import Books
from tests.crash.driver import CREW, SETTINGS, Diary
from tests.crash.ledger import Ledger, balance
from tests.world import MERCHANT, World

REPORT = f"Jonas, butik0001.dk, kassen giver fejl 500, ring {MERCHANT}"
ADDITION = "Der er flere kunder med samme fejl, 10001 ordrer tabt"
METTE, LARS = CREW["mette"], CREW["lars"]


@dataclass
class Evening:
    """What each side has of it."""

    diary: Diary
    books: Books
    texts: list[dict[str, Any]]
    calls: list[dict[str, Any]]

    def balance(self) -> Ledger:
        return balance(self.diary, self.books, self.texts, self.calls)

    def text(self, to: str, *words: str) -> dict[str, Any]:
        """The one text to a phone that holds all of this."""
        (found,) = [t for t in self.texts if t["to"] == to and all(w in t["body"] for w in words)]
        return found

    def message(self, kind: Kind, channel: Channel = Channel.SMS) -> Any:
        """The first message of a kind."""
        return next(m for m in self.books.messages if (m.kind, m.channel) == (kind, channel))

    def event(self, what: Happened) -> Any:
        return next(one for one in self.books.events if one.what is what)

    def tries(self, message: Any) -> list[Any]:
        return [one for one in self.books.attempts if one.message_id == message.id]

    def copy_of(self, message: Any) -> dict[str, Any]:
        """What the carrier has of a message."""
        (attempt,) = self.tries(message)
        return next(
            t for t in (*self.texts, *self.calls) if t["status_callback"].endswith(attempt.id)
        )


@pytest.fixture
def evening(make_world: Callable[..., World]) -> Evening:
    """Mette sleeps on, and is rung; Lars is paged too, answers after a minute, and closes it."""
    world = make_world(SETTINGS)
    world.report(REPORT)
    world.advance(seconds=15)
    world.merchant.texts(ADDITION)
    world.advance(seconds=45)
    lars = world.phone("lars")
    lars.replies(f"{lars.code()} ok")
    world.advance(minutes=1)
    lars.replies(f"{lars.code()} løst")
    world.advance(minutes=3)
    for phone in (world.merchant, lars, *map(world.phone, ("mette", "aisha", "karen"))):
        phone.skips()
    books = Books.read(world.relay.database)
    rows = {
        field.name: [SimpleNamespace(**row._mapping) for row in getattr(books, field.name)]
        for field in fields(Books)
    }
    return Evening(
        Diary(merchants={MERCHANT}),
        Books(**rows),
        [views.text(text) for text in world.carrier.texts.all()],
        [views.call(call) for call in world.carrier.calls.all()],
    )


def lost_text(evening: Evening) -> None:
    evening.books.inbound.pop()


def text_twice(evening: Evening) -> None:
    evening.books.inbound.append(evening.books.inbound[0])


def answered_and_lost(evening: Evening) -> None:
    evening.diary.answered.add("SM" + "9" * 32)


def second_incident(evening: Evening) -> None:
    evening.books.incidents.append(SimpleNamespace(**vars(evening.books.incidents[0]) | {"id": 2}))


def process_fell(evening: Evening) -> None:
    evening.diary.fell.append("worker ended with 1")


def follow_up_lost(evening: Evening) -> None:
    for text in evening.texts:
        if "10001" in text["body"] and text["to"] in CREW.values():
            text["delivered_at"] = None
    closed = evening.event(Happened.CLOSED)
    closed.what = Happened.TAKEN  # else it need not be told any more


def never_paged(evening: Evening) -> None:
    unwrite(evening, Kind.PAGE, Channel.SMS)


def page_never_sent(evening: Evening) -> None:
    for channel in (Channel.SMS, Channel.VOICE):
        drop(evening, Kind.PAGE, channel)


def never_rung(evening: Evening) -> None:
    unwrite(evening, Kind.PAGE, Channel.VOICE)


def never_told_that_we_try(evening: Evening) -> None:
    unwrite(evening, Kind.UPDATE, Channel.SMS)


def unwrite(evening: Evening, kind: Kind, channel: Channel) -> None:
    """None of these was written while the incident was open."""
    for message in evening.books.messages:
        if (message.kind, message.channel) == (kind, channel):
            message.created_at += timedelta(hours=1)


def call_never_placed(evening: Evening) -> None:
    drop(evening, Kind.PAGE, Channel.VOICE)


def drop(evening: Evening, kind: Kind, channel: Channel) -> None:
    """The carrier never had any of these."""
    for message in evening.books.messages:
        if (message.kind, message.channel) == (kind, channel):
            for attempt in evening.tries(message):
                evening.books.attempts.remove(attempt)


def next_level_never_paged(evening: Evening) -> None:
    for message in evening.books.messages:
        if message.kind is Kind.PAGE and message.recipient != METTE:
            message.created_at += timedelta(hours=1)


def no_receipt(evening: Evening) -> None:
    drop(evening, Kind.RECEIPT, Channel.SMS)


def not_told_who_has_it(evening: Evening) -> None:
    evening.text(MERCHANT, "Lars Friis har nu din sag")["delivered_at"] = None


def news_replaced(evening: Evening) -> None:
    """What told who has it was let go, for the news that it is closed waited behind it."""
    taken = evening.event(Happened.TAKEN)
    news = next(
        one
        for one in evening.books.messages
        if one.kind is Kind.UPDATE and one.created_at == taken.at
    )
    evening.texts.remove(evening.copy_of(news))
    for attempt in evening.tries(news):
        evening.books.attempts.remove(attempt)
    news.state = MessageState.DROPPED


def crews_news_let_go(evening: Evening) -> None:
    news = evening.message(Kind.NOTICE)
    evening.texts.remove(evening.copy_of(news))
    for attempt in evening.tries(news):
        evening.books.attempts.remove(attempt)
    news.state = MessageState.DROPPED


def closed_before_it_was_told(evening: Evening) -> None:
    """Mette closed it herself before the news that Lars had it had left."""
    crews_news_let_go(evening)
    evening.event(Happened.CLOSED).who = "mette"


def page_let_go(evening: Evening, outcome: str) -> None:
    """It was opened again, and a page of before is not known to have arrived."""
    page = evening.message(Kind.PAGE)
    (attempt,) = evening.tries(page)
    page.state, attempt.outcome = MessageState.DROPPED, outcome
    evening.event(Happened.OPENED).what = Happened.REOPENED


def let_go_for_nothing(evening: Evening) -> None:
    news_replaced(evening)
    drop(evening, Kind.UPDATE, Channel.SMS)


def not_told_of_closing(evening: Evening) -> None:
    evening.text(MERCHANT, "er løst")["delivered_at"] = None


def crew_not_told(evening: Evening) -> None:
    evening.text(METTE, "er taget af Lars Friis")["delivered_at"] = None


def no_reply(evening: Evening) -> None:
    evening.texts.remove(evening.text(LARS, "Du har 1001"))


def answer_of_another_incident(evening: Evening) -> None:
    evening.books.inbound[2].body = "99 ok"


def answer_without_effect(evening: Evening) -> None:
    evening.event(Happened.TAKEN).what = Happened.ANSWERED


def taken_and_open(evening: Evening) -> None:
    evening.books.incidents[0].state = State.OPEN


def page_twice(evening: Evening) -> None:
    double(evening, evening.message(Kind.PAGE))


def receipt_twice(evening: Evening) -> None:
    double(evening, evening.message(Kind.RECEIPT))


def rung_twice(evening: Evening) -> None:
    double(evening, evening.message(Kind.PAGE, Channel.VOICE))


def double(evening: Evening, message: Any) -> None:
    """A second try of which both ends are known, and the carrier took both."""
    (attempt,) = evening.tries(message)
    copy = evening.copy_of(message)
    again = {"id": "f" * 32, "sid": copy["sid"][:2] + "f" * 32}
    evening.books.attempts.append(SimpleNamespace(**vars(attempt) | again))
    where = evening.calls if message.channel is Channel.VOICE else evening.texts
    where.append({**copy, "sid": again["sid"], "status_callback": f"/?a={again['id']}"})


def one_try_two_texts(evening: Evening) -> None:
    evening.texts.append({**evening.copy_of(evening.message(Kind.NOTICE)), "sid": "SM" + "f" * 32})


def page_of_no_message(evening: Evening) -> None:
    page = evening.copy_of(evening.message(Kind.PAGE))
    evening.texts.append({**page, "sid": "SM" + "f" * 32, "status_callback": "/?a=f"})


def tries_without_end(evening: Evening) -> None:
    for attempt in evening.books.attempts:
        attempt.ended_at = None


def page_after_the_answer(evening: Evening) -> None:
    page = evening.message(Kind.PAGE)
    (attempt,) = evening.tries(page)
    attempt.started_at += timedelta(minutes=2)
    evening.copy_of(page)["received_at"] = attempt.started_at.isoformat()


def call_after_the_answer(evening: Evening) -> None:
    page = evening.message(Kind.PAGE, Channel.VOICE)
    (attempt,) = evening.tries(page)
    attempt.started_at += timedelta(minutes=2)
    evening.copy_of(page)["created_at"] = attempt.started_at.isoformat()


def undelivered_read_as_delivered(evening: Evening) -> None:
    evening.copy_of(evening.message(Kind.FOLLOW_UP))["status"] = "undelivered"


def unanswered_call_read_as_answered(evening: Evening) -> None:
    evening.message(Kind.PAGE, Channel.VOICE).state = MessageState.DELIVERED


def delivered_and_nobody_knows(evening: Evening) -> None:
    evening.message(Kind.NOTICE).state = MessageState.SENT


def call_that_rings_for_ever(evening: Evening) -> None:
    evening.calls[0]["status"] = "ringing"


WRONGS: dict[Callable[[Evening], None], str] = {
    lost_text: "is not in the log",
    text_twice: "in the log 2 times",
    answered_and_lost: "is not in the log",
    second_incident: "its sender has 2 incidents",
    process_fell: "worker ended with 1",
    follow_up_lost: "what was added was told to nobody",
    never_paged: "nobody was paged",
    page_never_sent: "the carrier never had a page",
    never_rung: "nobody was rung",
    call_never_placed: "(page) never left and is undelivered",
    next_level_never_paged: "nobody was paged besides",
    never_told_that_we_try: "nobody was told that we still try",
    no_receipt: "no receipt",
    not_told_who_has_it: "its merchant does not know that it is taken",
    let_go_for_nothing: "its merchant does not know that it is taken",
    not_told_of_closing: "its merchant does not know that it is closed",
    crew_not_told: "Mette Holm does not know that Lars Friis has it",
    crews_news_let_go: "Mette Holm does not know that Lars Friis has it",
    no_reply: "Lars Friis wrote 2 times and was answered 1",
    answer_of_another_incident: "the code was for []",
    answer_without_effect: "ok' was answered",
    taken_and_open: "is open, answered it is closed",
    page_twice: "(page): 2, 0 in doubt",
    receipt_twice: "(receipt): 2, 0 in doubt",
    rung_twice: "(page): 2, 0 in doubt",
    one_try_two_texts: "more than once",
    page_of_no_message: "what we know nothing of",
    tries_without_end: "tries were never ended, by 0 kills",
    page_after_the_answer: "came after the answer was confirmed",
    call_after_the_answer: "came after the answer was confirmed",
    undelivered_read_as_delivered: "did not arrive and is delivered",
    unanswered_call_read_as_answered: "did not arrive and is delivered",
    delivered_and_nobody_knows: "is still sent",
    call_that_rings_for_ever: "is still undelivered",
}


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_an_evening_adds_up_and_whatever_is_changed_in_it_is_found(
    evening: Evening, subtests: pytest.Subtests
) -> None:
    ledger = evening.balance()
    assert ledger.wrongs == []
    assert (ledger.inbound, ledger.incidents, ledger.extra, ledger.lost) == (4, 1, 0, 0)
    assert ledger.pages > 2
    assert ledger.calls > 1

    for goes_wrong, what in WRONGS.items():
        with subtests.test(goes_wrong.__name__):
            night = deepcopy(evening)
            goes_wrong(night)

            wrongs = night.balance().wrongs

            assert any(what in wrong for wrong in wrongs), wrongs

    night = deepcopy(evening)
    news_replaced(night)
    assert night.balance().wrongs == []

    night = deepcopy(evening)
    closed_before_it_was_told(night)
    assert not [wrong for wrong in night.balance().wrongs if "does not know" in wrong]

    for outcome, count in {"sent": 1, "unknown": 0}.items():
        night = deepcopy(evening)
        page_let_go(night, outcome)
        wrongs = night.balance().wrongs
        assert len([wrong for wrong in wrongs if "arrived and is" in wrong]) == count
