"""The emulator as a Gateway: the same outcomes as the real client gets over HTTP."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from relay.emulator.carrier import Carrier
from relay.emulator.errors import Loss
from relay.emulator.faults import Fault, Trouble
from relay.emulator.gateway import EmulatorGateway
from relay.emulator.server import Emulator
from relay.sms import twilio
from relay.sms.gateway import Denied, Gateway, Outcome, Refused, Sent, Unknown, Unreachable
from tests.emulator.conftest import CONFIG
from tests.emulator.customer import ACCOUNT, HOTLINE, PHONE, TOKEN, URL, Customer
from tests.processes import eventually

MINUTE = timedelta(minutes=1)
Pair = tuple[Carrier, Gateway]


@pytest.fixture
def inside(carrier: Carrier) -> Pair:
    """In process."""
    return carrier, EmulatorGateway(carrier, public_url=URL)


@pytest.fixture
def outside() -> Iterator[Pair]:
    """The real client, over HTTP."""
    nowhere = "http://127.0.0.1:1"
    emulator = Emulator(
        replace(CONFIG, port=0, sms_url=f"{nowhere}/sms", sms_fallback_url="", voice_url="")
    )
    emulator.start()
    gateway = twilio.TwilioGateway(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_url=emulator.url,
        number=HOTLINE,
        public_url=nowhere,
    )
    yield emulator.carrier, gateway
    emulator.stop()


@pytest.fixture(params=["inside", "outside"])
def pair(request: pytest.FixtureRequest) -> Pair:
    """Both ways, one contract."""
    found: Pair = request.getfixturevalue(request.param)
    return found


def send(gateway: Gateway, to: str = PHONE, body: str = "1017: ring") -> Outcome:
    return gateway.send(to, body, attempt="7d1f", valid_for=MINUTE)


def test_text_is_sent(pair: Pair) -> None:
    carrier, gateway = pair

    outcome = send(gateway)

    (text,) = carrier.texts.all()
    assert outcome == Sent(text.sid, "queued")
    assert (text.to, text.body) == (PHONE, "1017: ring")
    assert text.status_callback.endswith("/twilio/sms/status?a=7d1f")


def test_phone_is_rung(pair: Pair) -> None:
    carrier, gateway = pair

    outcome = gateway.call(PHONE, attempt="7d1f")

    (call,) = carrier.calls.all()
    assert outcome == Sent(call.sid, "queued")
    assert call.url.endswith("/twilio/voice/page?a=7d1f")
    assert call.status_callback.endswith("/twilio/voice/status?a=7d1f")
    assert call.events == {"initiated", "ringing", "answered", "completed"}
    assert call.timeout == timedelta(seconds=25)


@pytest.mark.parametrize(
    ("fault", "code", "retry_after"),
    [
        (Fault(Trouble.REFUSE, code=21610), 21610, None),
        (Fault(Trouble.REFUSE, code=30007), 30007, None),
        (Fault(Trouble.REFUSE, code=20003, status=401), 20003, None),
        (Fault(Trouble.REFUSE, code=20429, status=429), 20429, None),
        (Fault(Trouble.SUSPENDED), 20003, None),
        (Fault(Trouble.NUMBER_GONE), 21606, None),
    ],
)
def test_refusal_is_told(
    pair: Pair, fault: Fault, code: int, retry_after: timedelta | None
) -> None:
    carrier, gateway = pair
    carrier.faults.add(fault)

    outcome = send(gateway)

    assert isinstance(outcome, Refused)
    assert outcome.code == code
    assert outcome.retry_after == retry_after


def test_bad_number_is_refused(pair: Pair) -> None:
    _, gateway = pair

    outcome = send(gateway, to="+4533331234")

    assert isinstance(outcome, Refused)
    assert outcome.code == 21614


@pytest.mark.parametrize(
    ("fault", "taken"),
    [
        (Fault(Trouble.DROP, times=1, how=Loss.RESET), 0),
        (Fault(Trouble.DROP, times=1, how=Loss.ERROR), 0),
        (Fault(Trouble.LOSE_ANSWER, times=1, how=Loss.RESET), 1),
        (Fault(Trouble.LOSE_ANSWER, times=1, how=Loss.ERROR), 1),
        (Fault(Trouble.OUTAGE), 0),
        (Fault(Trouble.REFUSE, status=500, code=20500), 0),
    ],
)
def test_lost_answer_leaves_it_unknown(pair: Pair, fault: Fault, taken: int) -> None:
    carrier, gateway = pair
    carrier.faults.add(fault)

    outcome = send(gateway)

    assert isinstance(outcome, Unknown)
    assert len(carrier.texts.all()) == taken


@pytest.mark.parametrize(("seconds", "kind"), [(9.9, Sent), (10, Unknown)])
def test_answer_slower_than_the_deadline_is_lost(
    inside: Pair, seconds: float, kind: type[Outcome]
) -> None:
    carrier, gateway = inside
    carrier.faults.add(Fault(Trouble.SLOW_ANSWER, seconds=seconds))

    outcome = send(gateway)

    assert isinstance(outcome, kind)
    assert len(carrier.texts.all()) == 1


def test_message_is_fetched_listed_and_redacted(inside: Pair, advance: Callable[..., None]) -> None:
    carrier, gateway = inside
    sent = send(gateway)
    assert isinstance(sent, Sent)
    advance(2)
    inbound = carrier.text(PHONE, "73")

    gateway.redact(sent.sid)

    fetched = gateway.fetch(sent.sid)
    assert fetched is not None
    assert (fetched.body, fetched.status, fetched.direction) == ("", "delivered", "outbound-api")
    assert [message.sid for message in gateway.list()] == [inbound, sent.sid]
    assert [message.sid for message in gateway.list(to=HOTLINE)] == [inbound]
    assert [message.sid for message in gateway.list(sender=HOTLINE)] == [sent.sid]
    assert [m.sid for m in gateway.list(since=fetched.created_at + timedelta(seconds=1))] == [
        inbound
    ]


def test_a_call_that_rings_is_ended(pair: Pair) -> None:
    carrier, gateway = pair
    made = gateway.call(PHONE, attempt="7d1f")
    assert isinstance(made, Sent)

    ended = gateway.hang_up(made.sid)

    assert ended is not None
    assert ended.status == carrier.calls.get(made.sid).status == "canceled"
    with pytest.raises(Unreachable):
        gateway.hang_up(made.sid)  # it is over
    assert gateway.hang_up("CA" + "0" * 32) is None


def test_a_call_that_was_picked_up_is_not_ended(
    inside: Pair, customer: Customer, advance: Callable[..., None]
) -> None:
    carrier, gateway = inside
    customer.answers("/twilio/voice/page", "<Response><Pause length='60'/></Response>")
    made = gateway.call(PHONE, attempt="7d1f")
    assert isinstance(made, Sent)
    advance(5)
    carrier.answer(made.sid)
    advance(1)

    left = gateway.hang_up(made.sid)

    assert left is not None
    assert left.status == carrier.calls.get(made.sid).status == "in-progress"


def test_http_lists_the_same_as_in_process(outside: Pair) -> None:
    carrier, gateway = outside
    within = EmulatorGateway(carrier, public_url=URL)
    send(gateway)
    carrier.text(PHONE, "73")
    is_over = {"delivered", "received"}.issuperset
    eventually(lambda: is_over(one.status for one in within.list()), "both to arrive")

    listed = gateway.list()

    assert listed == within.list()
    assert gateway.fetch(listed[0].sid) == listed[0]


def test_unknown_message_is_none(pair: Pair) -> None:
    _, gateway = pair

    assert gateway.fetch("SM" + "0" * 32) is None


def test_account_shows_the_number_and_its_routes(pair: Pair) -> None:
    carrier, gateway = pair

    account = gateway.account()

    assert (account.status, account.owns_number) == ("active", True)
    assert account.sms_url == carrier.config.sms_url
    assert account.sms_fallback_url == carrier.config.sms_fallback_url
    assert account.voice_url == carrier.config.voice_url


@pytest.mark.parametrize(
    "ask",
    [
        lambda gateway: gateway.fetch("SM" + "0" * 32),
        lambda gateway: gateway.list(),
        lambda gateway: gateway.account(),
        lambda gateway: gateway.redact("SM" + "0" * 32),
        lambda gateway: gateway.hang_up("CA" + "0" * 32),
    ],
)
@pytest.mark.parametrize("trouble", [Trouble.OUTAGE, Trouble.SUSPENDED])
def test_carrier_that_is_down_is_unreachable(
    pair: Pair, ask: Callable[[Gateway], object], trouble: Trouble
) -> None:
    carrier, gateway = pair
    carrier.faults.add(Fault(trouble))

    with pytest.raises(Unreachable):
        ask(gateway)


@pytest.mark.parametrize("ask", [lambda gateway: gateway.list(), lambda gateway: gateway.account()])
def test_an_account_that_is_kept_out_is_told_from_a_carrier_that_is_down(
    pair: Pair, ask: Callable[[Gateway], object]
) -> None:
    carrier, gateway = pair

    carrier.faults.add(Fault(Trouble.SUSPENDED))
    with pytest.raises(Denied, match="401"):
        ask(gateway)

    carrier.faults.clear()
    carrier.faults.add(Fault(Trouble.OUTAGE))
    with pytest.raises(Unreachable, match="503") as caught:
        ask(gateway)
    assert not isinstance(caught.value, Denied)


@pytest.mark.parametrize("trouble", [Trouble.SUSPENDED, Trouble.NUMBER_GONE])
def test_nothing_is_brought_to_a_customer_who_is_none_any_more(
    inside: Pair, customer: Customer, advance: Callable[..., None], trouble: Trouble
) -> None:
    carrier, _ = inside
    carrier.faults.add(Fault(trouble))

    carrier.text(PHONE, "73")
    advance(30)

    assert customer.told("/twilio/sms", "Body") == []


def test_a_number_that_is_gone_is_not_the_accounts(pair: Pair) -> None:
    carrier, gateway = pair
    assert gateway.account().owns_number
    carrier.faults.add(Fault(Trouble.NUMBER_GONE))

    assert not gateway.account().owns_number


def test_text_reaches_the_customer_it_belongs_to(
    inside: Pair, customer: Customer, advance: Callable[..., None]
) -> None:
    _, gateway = inside
    send(gateway)

    advance(2)

    assert customer.told("/twilio/sms/status", "MessageStatus") == ["sent", "delivered"]
