"""What the carrier took failed on its way: sent again, or left."""

from functools import partial
from typing import Any

from relay import outcomes
from relay.core.delivery import STILL
from relay.core.message import MessageState
from relay.emulator.faults import Fault, Trouble
from relay.sms.gateway import Outcome, Sent
from tests.story.outgoing import Between, attempts, calm, page, receipt
from tests.world import World


def test_a_receipt_that_did_not_arrive_is_sent_again(world: World) -> None:
    world.carrier.faults.add(
        Fault(Trouble.UNDELIVERED, phone=world.merchant.number, code=30003, times=2)
    )
    world.report()
    world.advance(seconds=10)
    assert receipt(world).state is MessageState.WAITING
    assert receipt(world).error_code == 30003

    world.advance(minutes=7)

    assert world.merchant.expects("Sag 1001")
    assert receipt(world).state is MessageState.DELIVERED
    assert receipt(world).tries == 3
    calm(world)


def test_what_was_refused_before_it_left_is_sent_again_no_later(world: World) -> None:
    """Too many requests say nothing of the phone that was off for a moment."""
    number = world.merchant.number
    refusal = Fault(Trouble.REFUSE, phone=number, code=20429, status=429, times=3)
    world.carrier.faults.add(refusal)
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=number, code=30003, times=1))
    world.report()
    world.advance(seconds=20)
    assert receipt(world).tries == 4
    assert receipt(world).error_code == 30003

    world.advance(seconds=65)

    assert receipt(world).state is MessageState.DELIVERED
    assert world.merchant.expects("Sag 1001")
    calm(world)


class Hasty(Between):
    """The network's word on a text to somebody is there before the carrier's answer."""

    def __init__(self, world: World, phone: str) -> None:
        super().__init__(world.gateway)
        self._world, self._phone = world, phone

    def send(self, to: str, body: str, *, attempt: str, **how: Any) -> Outcome:
        outcome = super().send(to, body, attempt=attempt, **how)
        if to == self._phone and isinstance(outcome, Sent):
            word = {"sid": outcome.sid, "status": "undelivered", "error_code": 30004}
            hear = partial(outcomes.hear, relay=self._world.relay, attempt=attempt, **word)
            self._world.relay.database.write(hear)
        return outcome


def test_what_was_blocked_is_sent_once_more_however_early_that_is_known(world: World) -> None:
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER))
    world.gateway = Hasty(world, world.merchant.number)
    world.report()

    world.advance(minutes=20)

    assert receipt(world).tries == 2
    for phone in ("mette", "lars", "aisha", "karen"):
        world.phone(phone).skips()
    world.merchant.skips()


def test_a_receipt_that_is_sent_again_is_sent_once_more_and_not_without_end(world: World) -> None:
    """What was said of the first copy does not hide what becomes of the second."""
    number = world.merchant.number
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=number, code=30003, times=1))
    world.report()
    world.carrier.faults.add(Fault(Trouble.STUCK, phone=number, seconds=100, times=1))

    world.advance(minutes=4)

    copies = [one for one in world.carrier.texts.all() if one.body == receipt(world).body]
    assert [one.status for one in copies] == ["undelivered", "delivered"]
    assert receipt(world).tries == 2
    calm(world)


def test_a_receipt_to_a_number_not_in_use_is_not_repeated(world: World) -> None:
    world.carrier.faults.add(
        Fault(Trouble.UNDELIVERED, phone=world.merchant.number, code=30005, times=1)
    )
    world.report()
    world.advance(minutes=10)

    assert receipt(world).state is MessageState.UNDELIVERED
    assert receipt(world).tries == 1
    assert "failed" in world.happened()
    calm(world)


def test_a_page_that_expired_at_the_carrier_is_sent_again_at_once(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30036, times=1))
    world.report()

    world.advance(seconds=10)

    mette.expects("1001 lampehuset dk")
    assert mette.calls() == []  # nothing was wrong with the phone
    assert page(world).state is MessageState.DELIVERED
    calm(world)


def test_that_an_earlier_copy_failed_says_nothing_of_a_later_one(world: World) -> None:
    """The page was taken, the answer lost, the list out of reach: so it was sent twice."""
    mette = world.phone("mette")
    for fault in (
        Fault(Trouble.LOSE_ANSWER, phone=mette.number, times=1),
        Fault(Trouble.STUCK, phone=mette.number, seconds=40, times=2),
        Fault(Trouble.UNDELIVERED, phone=mette.number, times=1),
    ):
        world.carrier.faults.add(fault)
    world.report()
    world.advance(seconds=10)
    world.carrier.faults.add(Fault(Trouble.OUTAGE, times=1))

    world.advance(seconds=40)
    assert [one.status for one in attempts(world, page(world))] == ["undelivered", "queued"]
    assert page(world).state is MessageState.SENT
    assert mette.calls() == []
    world.advance(seconds=30)

    assert page(world).state is MessageState.DELIVERED
    calm(world)


def test_a_late_word_on_an_earlier_copy_ends_no_doubt_about_the_last(world: World) -> None:
    """Else that copy's failure would be ignored as an earlier one's, and none sent again."""
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.report()
    while len(attempts(world, page(world))) < 2:
        world.advance(seconds=1)
    first, last = attempts(world, page(world))
    assert (last.outcome, page(world).state) == ("unknown", MessageState.UNKNOWN)

    for status in ("sent", "undelivered"):
        form = {"MessageSid": "SM" + "5" * 32, "MessageStatus": status}
        assert world.signed(f"/twilio/sms/status?a={first.id}", form) == 204
        assert page(world).state is MessageState.UNKNOWN
    world.carrier.faults.clear()
    world.advance(minutes=1)

    assert page(world).state is MessageState.DELIVERED
    calm(world)


def test_that_an_earlier_copy_arrived_is_good_news_all_the_same(world: World) -> None:
    world.carrier.faults.add(
        Fault(Trouble.UNDELIVERED, phone=world.merchant.number, code=30003, times=1)
    )
    world.report()
    world.advance(seconds=10)
    (first,) = attempts(world, receipt(world))

    form = {"MessageSid": str(first.sid), "MessageStatus": "undelivered", "ErrorCode": "30003"}
    assert world.signed(f"/twilio/sms/status?a={first.id}", form) == 204
    assert receipt(world).state is MessageState.WAITING
    form = {"MessageSid": str(first.sid), "MessageStatus": "delivered"}
    assert world.signed(f"/twilio/sms/status?a={first.id}", form) == 204

    assert receipt(world).state is MessageState.DELIVERED
    world.advance(minutes=3)
    assert receipt(world).tries == 1  # it is not sent again
    calm(world)


def test_a_callback_the_carrier_does_not_like_is_left_out(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=mette.number, code=21609, times=1))
    world.report()

    world.advance(seconds=10)
    mette.expects("1001 lampehuset dk")
    (text,) = [one for one in world.carrier.texts.all() if one.to == mette.number]
    assert text.status_callback == ""
    world.advance(seconds=STILL.total_seconds())

    assert page(world).state is MessageState.DELIVERED  # it was asked for
    calm(world)
