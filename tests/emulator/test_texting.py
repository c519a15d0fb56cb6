"""Texts both ways: what is refused, what is told, and what the words STOP and START do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from twilio.request_validator import RequestValidator

from relay.clock import ManualClock
from relay.emulator.carrier import Carrier
from relay.emulator.errors import Loss, NoAnswer, Refusal
from relay.emulator.faults import Fault, Trouble
from relay.emulator.records import Direction, Text
from relay.emulator.webhooks import ConnectFailed
from tests.emulator.customer import ACCOUNT, HOTLINE, PHONE, TOKEN, URL, Customer

Advance = Callable[[float], None]

CALLBACK = f"{URL}/status?a=7d1f"
MERCHANT = "+4520304050"


def form(**changes: str) -> dict[str, str]:
    return {
        "To": PHONE,
        "From": HOTLINE,
        "Body": "1017: ring",
        "StatusCallback": CALLBACK,
    } | changes


def send(carrier: Carrier, **changes: str) -> Text:
    return carrier.texts.create(form(**changes)).record


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "12"}, 21211),
        ({"To": "mette"}, 21211),
        ({"To": HOTLINE}, 21211),  # to itself
        ({"To": "+4533331234"}, 21614),  # a landline
        ({"From": ""}, 21603),
        ({"From": PHONE}, 21606),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"StatusCallback": "not-a-url"}, 21609),
        ({"StatusCallback": "https://under_score.example.org/x"}, 21609),
        ({"StatusCallback": "http://[::1"}, 21609),
        ({"StatusCallback": "http://127.0.0.1:99999/x"}, 21609),
        ({"ValidityPeriod": "36001"}, 21624),
        ({"ValidityPeriod": "²"}, 21624),
        ({"ValidityPeriod": "9" * 5000}, 21624),
        # Only a Messaging Service sends later.
        ({"ScheduleType": "fixed", "SendAt": "2026-11-24T12:00:00Z"}, 35118),
        ({"ValidityPeriod": "soon"}, 21624),
    ],
)
def test_bad_text_is_refused(carrier: Carrier, changes: dict[str, str], code: int) -> None:
    with pytest.raises(Refusal) as refused:
        send(carrier, **changes)

    assert (refused.value.code, refused.value.status) == (code, 400)
    assert carrier.texts.all() == ()


@pytest.mark.parametrize("changes", [{"Body": "x" * 1600}, {"ValidityPeriod": "36000"}])
def test_text_at_the_limit_is_taken(carrier: Carrier, changes: dict[str, str]) -> None:
    text = send(carrier, **changes)

    assert text.status == "queued"


def test_text_is_queued_then_sent_then_delivered(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    text = send(carrier)

    seen = []
    for _ in range(3):
        seen.append(carrier.texts.get(text.sid).status)
        advance(0.6)

    assert seen == ["queued", "sent", "delivered"]
    assert customer.told("/status", "MessageStatus") == ["sent", "delivered"]


def test_status_callback_has_the_captured_fields(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    text = send(carrier)

    advance(2)

    sent, delivered = customer.at("/status")
    assert sent.url == CALLBACK
    assert sent.params == [
        ("SmsSid", text.sid),
        ("SmsStatus", "sent"),
        ("MessageStatus", "sent"),
        ("To", PHONE),
        ("MessageSid", text.sid),
        ("AccountSid", ACCOUNT),
        ("From", HOTLINE),
        ("ApiVersion", "2010-04-01"),
    ]
    assert delivered.params[-1] == ("RawDlrDoneDate", "2611240214")


def test_inbound_text_has_the_captured_fields(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    sid = carrier.text(MERCHANT, "Hjælp, lampehuset.dk er nede")

    advance(0)

    (webhook,) = customer.received
    assert webhook.url == f"{URL}/sms"
    assert webhook.fields == {
        "ToCountry": "DK",
        "ToCity": "",
        "ToState": "",
        "ToZip": "",
        "FromCountry": "DK",
        "FromCity": "",
        "FromState": "",
        "FromZip": "",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "SmsSid": sid,
        "SmsStatus": "received",
        "Body": "Hjælp, lampehuset.dk er nede",
        "To": HOTLINE,
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": MERCHANT,
        "ApiVersion": "2010-04-01",
    }


def test_picture_comes_with_its_address(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    sid = carrier.text(MERCHANT, "", media=["https://media.example.org/1.jpg"])

    advance(0)

    (webhook,) = customer.received
    assert sid.startswith("MM")
    assert webhook.fields["NumMedia"] == "1"
    assert webhook.fields["MediaUrl0"] == "https://media.example.org/1.jpg"
    assert webhook.fields["Body"] == ""


@pytest.mark.parametrize(
    ("sms_url", "called"),
    [
        (f"{URL}/sms", f"{URL}/sms"),
        (f"{URL}/sms?key=a%2Fb&k=%C3%A6", f"{URL}/sms?key=a%2Fb&k=%C3%A6"),
        (f"{URL}/sms#rc=3&rp=all", f"{URL}/sms"),  # overrides are neither called nor signed
    ],
)
def test_webhook_is_signed_with_the_first_token(
    build: Callable[..., Carrier], customer: Customer, sms_url: str, called: str
) -> None:
    carrier = build(sms_url=sms_url)

    carrier.text(MERCHANT, "æøå € “quoted” & = +")
    carrier.tick()

    (webhook,) = customer.received
    signature = webhook.headers["X-Twilio-Signature"]
    assert webhook.url == called
    assert RequestValidator(TOKEN).validate(called, webhook.fields, signature)
    assert not RequestValidator("e" * 32).validate(called, webhook.fields, signature)


def test_stop_blocks_the_phone_and_still_reaches_the_webhook(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    carrier.text(PHONE, " Stop ")
    advance(2)

    with pytest.raises(Refusal) as refused:
        send(carrier)

    assert (refused.value.code, refused.value.status) == (21610, 400)
    assert customer.told("/sms", "Body") == [" Stop "]
    reply = carrier.texts.all()[-1]
    assert (reply.direction, reply.to, reply.status) == (Direction.REPLY, PHONE, "delivered")
    assert reply.body.startswith("You have successfully been unsubscribed")


@pytest.mark.parametrize("word", ["start", "YES", "Unstop"])
def test_start_opens_a_blocked_phone_again(carrier: Carrier, advance: Advance, word: str) -> None:
    carrier.text(PHONE, "STOPALL")
    carrier.text(PHONE, word)
    advance(1)

    text = send(carrier)

    assert text.status == "queued"
    assert not carrier.texts.has_opted_out(PHONE)


@pytest.mark.parametrize("body", ["stop det", "yes 73", "please HELP", "ja"])
def test_keyword_among_others_is_an_ordinary_text(
    carrier: Carrier, customer: Customer, advance: Advance, body: str
) -> None:
    carrier.text(PHONE, body)

    advance(1)

    assert [text.body for text in carrier.texts.all()] == [body]
    assert send(carrier).status == "queued"
    assert customer.told("/sms", "Body") == [body]


@pytest.mark.parametrize(("reaches", "webhooks"), [(True, 1), (False, 0)])
def test_help_is_answered_in_english(
    build: Callable[..., Carrier], customer: Customer, reaches: bool, webhooks: int
) -> None:
    carrier = build(help_reaches_webhook=reaches)

    carrier.text(MERCHANT, "Help")
    carrier.text(MERCHANT, "nede")
    carrier.tick()

    assert customer.told("/sms", "Body") == ["Help", "nede"][1 - webhooks :]
    assert [text.direction for text in carrier.texts.all()] == [
        Direction.INBOUND,
        Direction.REPLY,
        Direction.INBOUND,
    ]


def test_reply_in_twiml_is_sent(carrier: Carrier, customer: Customer, advance: Advance) -> None:
    customer.answers("/sms", "<Response><Message>Modtaget</Message></Response>")
    carrier.text(MERCHANT, "hej")

    advance(2)

    reply = carrier.texts.all()[-1]
    assert (reply.to, reply.body, reply.status) == (MERCHANT, "Modtaget", "delivered")


def test_redacted_text_keeps_everything_but_its_words(carrier: Carrier, advance: Advance) -> None:
    sid = send(carrier).sid
    advance(2)

    text = carrier.texts.redact(sid)

    assert (text.body, text.to, text.status) == ("", PHONE, "delivered")
    assert carrier.texts.get(sid).body == ""


def test_text_on_its_way_cannot_be_erased(carrier: Carrier) -> None:
    sid = send(carrier).sid

    with pytest.raises(Refusal) as refused:
        carrier.texts.delete(sid)

    assert (refused.value.code, refused.value.status) == (20009, 409)
    assert carrier.texts.get(sid).body == "1017: ring"


def test_deleted_text_is_gone(carrier: Carrier, advance: Advance) -> None:
    sid = send(carrier).sid
    advance(2)

    carrier.texts.delete(sid)

    with pytest.raises(Refusal) as refused:
        carrier.texts.get(sid)
    assert (refused.value.code, refused.value.status) == (20404, 404)


# Faults


def test_refusal_is_used_up(carrier: Carrier) -> None:
    carrier.faults.add(Fault(Trouble.REFUSE, times=1, code=20429, status=429, seconds=3))

    with pytest.raises(Refusal) as refused:
        send(carrier)

    assert (refused.value.code, refused.value.status, refused.value.retry_after) == (20429, 429, 3)
    assert send(carrier).status == "queued"


@pytest.mark.parametrize(("trouble", "taken"), [(Trouble.DROP, 0), (Trouble.LOSE_ANSWER, 1)])
@pytest.mark.parametrize("how", Loss)
def test_lost_answer_comes_before_or_after_acceptance(
    carrier: Carrier, trouble: Trouble, taken: int, how: Loss
) -> None:
    carrier.faults.add(Fault(trouble, how=how))

    with pytest.raises(NoAnswer) as lost:
        send(carrier)

    assert lost.value.how is how
    assert len(carrier.texts.all()) == taken


def test_fault_for_one_phone_spares_the_others(carrier: Carrier) -> None:
    carrier.faults.add(Fault(Trouble.REFUSE, phone=MERCHANT))

    text = send(carrier)

    assert text.status == "queued"
    with pytest.raises(Refusal):
        send(carrier, To=MERCHANT)


def test_slow_answer_is_taken_all_the_same(carrier: Carrier) -> None:
    carrier.faults.add(Fault(Trouble.SLOW_ANSWER, seconds=12))

    taken = carrier.texts.create(form())

    assert taken.answered_after == timedelta(seconds=12)
    assert carrier.texts.all() == (taken.record,)


def test_undelivered_text_tells_its_code(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    carrier.faults.add(Fault(Trouble.UNDELIVERED, times=1, code=30005))
    text = send(carrier)

    advance(2)

    assert carrier.texts.get(text.sid).error_code == 30005
    assert customer.told("/status", "MessageStatus") == ["sent", "undelivered"]
    assert customer.at("/status")[-1].fields["ErrorCode"] == "30005"


@pytest.mark.parametrize(
    ("valid_for", "ends"), [("60", ("failed", 30036)), ("120", ("delivered", None))]
)
def test_stuck_text_expires_in_the_queue(
    carrier: Carrier, advance: Advance, valid_for: str, ends: tuple[str, int | None]
) -> None:
    carrier.faults.add(Fault(Trouble.STUCK, seconds=100))
    text = send(carrier, ValidityPeriod=valid_for)

    advance(110)

    found = carrier.texts.get(text.sid)
    assert (found.status, found.error_code) == ends


@pytest.mark.parametrize(
    ("trouble", "seconds", "told"),
    [
        (Trouble.CALLBACKS_NEVER, 0.0, []),
        (Trouble.CALLBACKS_TWICE, 0.0, ["sent", "sent", "delivered", "delivered"]),
        (Trouble.CALLBACKS_REVERSED, 0.0, ["delivered", "sent"]),
        (Trouble.CALLBACKS_LATE, 600.0, []),  # not yet
    ],
)
def test_callbacks_can_misbehave(
    carrier: Carrier,
    customer: Customer,
    advance: Advance,
    trouble: Trouble,
    seconds: float,
    told: list[str],
) -> None:
    carrier.faults.add(Fault(trouble, seconds=seconds))
    send(carrier)

    advance(10)

    assert customer.told("/status", "MessageStatus") == told


def test_late_callback_comes_in_the_end(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    carrier.faults.add(Fault(Trouble.CALLBACKS_LATE, seconds=600))
    send(carrier)

    advance(605)

    assert customer.told("/status", "MessageStatus") == ["sent", "delivered"]


def test_text_can_be_shown_twice(carrier: Carrier) -> None:
    carrier.faults.add(Fault(Trouble.DELIVERED_TWICE, times=1))

    assert [send(carrier).copies, send(carrier).copies] == [2, 1]


def test_inbound_webhook_can_come_twice_under_one_sid(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    carrier.faults.add(Fault(Trouble.INBOUND_TWICE))
    sid = carrier.text(MERCHANT, "nede")

    advance(1)

    assert customer.told("/sms", "MessageSid") == [sid, sid]


def test_inbound_webhook_can_be_lost_but_not_the_text(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    carrier.faults.add(Fault(Trouble.INBOUND_LOST))
    sid = carrier.text(MERCHANT, "nede")

    advance(1)

    assert customer.received == []
    assert carrier.texts.get(sid).webhook == "failed"
    assert carrier.deliveries()[-1].error == "11200 lost on purpose"


def test_inbound_webhook_can_be_late(
    carrier: Carrier, customer: Customer, advance: Advance, clock: ManualClock
) -> None:
    carrier.faults.add(Fault(Trouble.INBOUND_LATE, seconds=30))
    carrier.text(MERCHANT, "nede")
    due_at = clock.now() + timedelta(seconds=30)

    advance(29)

    assert customer.received == []
    assert carrier.next_due() == due_at
    advance(1)
    assert customer.told("/sms", "Body") == ["nede"]


@pytest.mark.parametrize(
    ("answers", "webhook"), [([(200, "")], "answered"), ([ConnectFailed()], "failed")]
)
def test_text_knows_what_became_of_its_webhook(
    build: Callable[..., Carrier],
    customer: Customer,
    answers: list[tuple[int, str] | Exception],
    webhook: str,
) -> None:
    carrier = build(sms_fallback_url="")
    customer.answers("/sms", *answers)
    sid = carrier.text(MERCHANT, "nede")

    carrier.tick()

    assert carrier.texts.get(sid).webhook == webhook


def test_seed_makes_the_same_ids(build: Callable[..., Carrier]) -> None:
    first, second = build(), build()

    assert first.text(MERCHANT, "a") == second.text(MERCHANT, "b")
