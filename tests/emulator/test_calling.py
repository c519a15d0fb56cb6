"""Calls both ways: ringing, talking, keys, and what the customer is told."""

from collections.abc import Callable

import pytest
from twilio.request_validator import RequestValidator

from relay.emulator.carrier import Carrier
from relay.emulator.errors import Refusal
from relay.emulator.faults import Fault, Trouble
from relay.emulator.records import Call, Speaker
from relay.emulator.webhooks import ConnectFailed
from tests.emulator.customer import ACCOUNT, HOTLINE, PHONE, TOKEN, URL, Customer

Advance = Callable[[float], None]

EVENTS = ("initiated", "ringing", "answered", "completed")
MERCHANT = "+4520304050"
ASK = (
    "<Response><Gather numDigits='2' timeout='8' action='/keys?a=1' {more}>"
    "<Say>Tast 73</Say></Gather><Say>Farvel</Say></Response>"
)
DONE = "<Response><Say>Tak</Say><Hangup/></Response>"


def form(**changes: str) -> dict[str, str]:
    defaults = {
        "To": PHONE,
        "From": HOTLINE,
        "Url": f"{URL}/page?a=1",
        "StatusCallback": f"{URL}/status?a=1",
        "Timeout": "25",
    }
    return defaults | changes


def ring(carrier: Carrier, advance: Advance, **changes: str) -> Call:
    call = carrier.calls.create(form(**changes), EVENTS).record
    advance(1)
    return carrier.calls.get(call.sid)


def said(carrier: Carrier, sid: str) -> list[str]:
    return [line.text for line in carrier.calls.get(sid).lines if line.speaker is Speaker.HOTLINE]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"To": ""}, 21201),
        ({"From": ""}, 21213),
        ({"To": "12"}, 21211),
        ({"To": HOTLINE}, 21211),
        ({"From": MERCHANT}, 21210),
        ({"Url": ""}, 21205),
        ({"Url": "ftp://x", "Twiml": DONE}, 21205),  # Twiml is ignored beside Url
        ({"Url": "", "Twiml": DONE + " " * 4000}, 20001),
        ({"Url": "http://[::1"}, 21205),
        ({"StatusCallback": "ftp://x"}, 21609),
        ({"Timeout": "601"}, 20001),
    ],
)
def test_bad_call_is_refused(carrier: Carrier, changes: dict[str, str], code: int) -> None:
    with pytest.raises(Refusal) as refused:
        carrier.calls.create(form(**changes))

    assert refused.value.code == code
    assert carrier.calls.all() == ()


def test_call_rings_and_is_answered_and_ends(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    customer.answers("/page", DONE)
    call = ring(carrier, advance)

    carrier.answer(call.sid)
    advance(5)

    assert customer.told("/status", "CallStatus") == [
        "initiated",
        "ringing",
        "in-progress",
        "completed",
    ]
    assert customer.told("/status", "SequenceNumber") == ["0", "1", "2", "3"]
    assert said(carrier, call.sid) == ["Tak"]
    assert carrier.calls.get(call.sid).status == "completed"


def test_voice_webhook_has_the_captured_fields_and_is_signed(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    call = ring(carrier, advance)

    carrier.answer(call.sid)
    advance(1)

    (page,) = customer.at("/page")
    expected = {
        "CallSid": call.sid,
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallStatus": "in-progress",
        "Direction": "outbound-api",
        "From": HOTLINE,
        "To": PHONE,
        "Caller": HOTLINE,
        "Called": PHONE,
    }
    for name in ("From", "To", "Caller", "Called"):
        place = {f"{name}{part}": "" for part in ("City", "State", "Zip")}
        expected |= place | {f"{name}Country": "DK"}
    assert page.fields == expected
    assert page.url == f"{URL}/page?a=1"
    signature = page.headers["X-Twilio-Signature"]
    assert RequestValidator(TOKEN).validate(page.url, page.fields, signature)


@pytest.mark.parametrize(
    ("act", "status", "sip"),
    [("decline", "busy", "486"), ("wait", "no-answer", "487"), ("fail", "failed", "480")],
)
def test_call_that_is_not_answered_tells_why(
    carrier: Carrier, customer: Customer, advance: Advance, act: str, status: str, sip: str
) -> None:
    if act == "fail":
        carrier.faults.add(Fault(Trouble.UNDELIVERED, times=1))
    call = ring(carrier, advance)

    if act == "decline":
        carrier.decline(call.sid)
    advance(40)

    last = customer.at("/status")[-1].fields
    assert carrier.calls.get(call.sid).status == status
    assert (last["CallStatus"], last["SipResponseCode"], last["CallDuration"]) == (status, sip, "0")
    assert customer.at("/page") == []


def test_call_rings_five_seconds_longer_than_asked(carrier: Carrier, advance: Advance) -> None:
    call = ring(carrier, advance, Timeout="10")

    advance(14)

    assert carrier.calls.get(call.sid).status == "ringing"
    advance(1)
    assert carrier.calls.get(call.sid).status == "no-answer"


def test_only_the_end_is_told_unless_more_was_asked(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    call = carrier.calls.create(form()).record
    advance(1)

    carrier.decline(call.sid)
    advance(1)

    assert customer.told("/status", "CallStatus") == ["busy"]
    assert customer.told("/status", "SequenceNumber") == ["0"]


@pytest.mark.parametrize(
    ("more", "keys", "wait", "digits", "finished_on"),
    [
        ("", ["73"], 0, "73", ""),
        ("", ["7", "3"], 0, "73", ""),
        ("", ["7"], 9, "7", ""),  # too few: after the timeout
        ("", ["*"], 9, "*", ""),
        ("", ["7#"], 0, "7", "#"),  # finished early
        ("finishOnKey='*'", ["7*"], 0, "7", "*"),
        ("finishOnKey=''", ["7#"], 0, "7#", ""),
        ("actionOnEmptyResult='true'", [], 20, "", ""),
        ("", ["734"], 0, "73", ""),  # the third is lost
    ],
)
def test_keys_are_handed_over(
    carrier: Carrier,
    customer: Customer,
    advance: Advance,
    more: str,
    keys: list[str],
    wait: float,
    digits: str,
    finished_on: str,
) -> None:
    customer.answers("/page", ASK.format(more=more))
    customer.answers("/keys", DONE)
    call = ring(carrier, advance)
    carrier.answer(call.sid)
    advance(1)

    for key in keys:
        carrier.press(call.sid, key)
    advance(wait)

    (action,) = customer.at("/keys")
    assert action.url == f"{URL}/keys?a=1"
    assert action.fields["Digits"] == digits
    assert action.fields["FinishedOnKey"] == finished_on
    assert action.fields["CallSid"] == call.sid


def test_without_keys_the_document_goes_on(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    customer.answers("/page", ASK.format(more=""))
    call = ring(carrier, advance)
    carrier.answer(call.sid)

    advance(20)

    assert said(carrier, call.sid) == ["Tast 73", "Farvel"]
    assert customer.at("/keys") == []
    assert carrier.calls.get(call.sid).status == "completed"


def test_each_key_gives_more_time(carrier: Carrier, customer: Customer, advance: Advance) -> None:
    customer.answers("/page", ASK.format(more=""))
    call = ring(carrier, advance)
    carrier.answer(call.sid)
    advance(1)

    advance(7)
    carrier.press(call.sid, "7")
    advance(7)
    carrier.press(call.sid, "3")
    advance(0)

    assert customer.told("/keys", "Digits") == ["73"]


def test_redirect_is_followed_from_where_it_stands(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    customer.answers("/page", "<Response><Redirect>more/next?b=2</Redirect></Response>")
    customer.answers("/more/next", DONE)
    call = ring(carrier, advance)

    carrier.answer(call.sid)
    advance(3)

    assert [webhook.url for webhook in customer.at("/more/next")] == [f"{URL}/more/next?b=2"]
    assert said(carrier, call.sid) == ["Tak"]


@pytest.mark.parametrize("reply", [(500, ""), (200, "no twiml"), ConnectFailed()])
def test_unreadable_document_ends_the_call_with_twilios_words(
    carrier: Carrier,
    customer: Customer,
    advance: Advance,
    reply: tuple[int, str] | Exception,
) -> None:
    customer.answers("/page", reply)
    call = ring(carrier, advance)

    carrier.answer(call.sid)
    advance(10)

    assert said(carrier, call.sid) == ["We are sorry, an application error has occurred. Goodbye."]
    assert carrier.calls.get(call.sid).status == "completed"


@pytest.mark.parametrize(
    ("twiml", "words"),
    [
        (DONE, "Tak"),
        ("no twiml", "We are sorry, an application error has occurred. Goodbye."),
    ],
)
def test_a_call_brings_its_own_document(
    carrier: Carrier, customer: Customer, advance: Advance, twiml: str, words: str
) -> None:
    call = ring(carrier, advance, Url="", Twiml=twiml)

    carrier.answer(call.sid)
    advance(10)

    assert said(carrier, call.sid) == [words]
    assert carrier.calls.get(call.sid).status == "completed"
    assert customer.at("/page") == []


def test_keys_of_its_own_document_are_handed_over(
    carrier: Carrier, customer: Customer, advance: Advance
) -> None:
    customer.answers("/keys", DONE)
    document = ASK.format(more="").replace("/keys", f"{URL}/keys")
    call = ring(carrier, advance, Url="", Twiml=document)
    carrier.answer(call.sid)
    advance(1)

    carrier.press(call.sid, "73")
    advance(1)

    assert customer.told("/keys", "Digits") == ["73"]


def test_keys_are_refused_while_the_phone_rings(carrier: Carrier, advance: Advance) -> None:
    call = ring(carrier, advance)

    with pytest.raises(Refusal) as refused:
        carrier.press(call.sid, "73")

    assert refused.value.code == 20001
    assert carrier.calls.get(call.sid).lines == call.lines


def test_phone_hangs_up(carrier: Carrier, customer: Customer, advance: Advance) -> None:
    customer.answers("/page", ASK.format(more=""))
    call = ring(carrier, advance)
    carrier.answer(call.sid)
    advance(2)

    carrier.hang_up(call.sid)
    carrier.press(call.sid, "73")
    advance(60)

    assert carrier.calls.get(call.sid).status == "completed"
    assert customer.told("/status", "CallStatus")[-1] == "completed"
    assert customer.told("/status", "CallStatus").count("completed") == 1
    assert customer.at("/keys") == []


def test_answer_that_comes_too_late_finds_no_call(carrier: Carrier, advance: Advance) -> None:
    call = ring(carrier, advance)
    advance(60)

    with pytest.raises(Refusal):
        carrier.answer(call.sid)

    assert carrier.calls.get(call.sid).status == "no-answer"


def test_phone_calls_the_hotline(carrier: Carrier, customer: Customer, advance: Advance) -> None:
    customer.answers("/voice", DONE)

    sid = carrier.ring_hotline(MERCHANT)
    advance(5)

    (webhook,) = customer.at("/voice")
    assert webhook.fields["CallStatus"] == "ringing"
    assert webhook.fields["Direction"] == "inbound"
    assert (webhook.fields["From"], webhook.fields["To"]) == (MERCHANT, HOTLINE)
    assert said(carrier, sid) == ["Tak"]
    assert carrier.calls.get(sid).status == "completed"
    assert carrier.calls.get(sid).talked.total_seconds() > 0


@pytest.mark.parametrize(
    ("voice_url", "document", "status"),
    [
        ("", DONE, "failed"),  # nobody answers this number
        (f"{URL}/voice", "<Response><Reject/></Response>", "failed"),
        (f"{URL}/voice", "<Response><Reject reason='busy'/></Response>", "busy"),
    ],
)
def test_hotline_need_not_answer(
    build: Callable[..., Carrier],
    customer: Customer,
    voice_url: str,
    document: str,
    status: str,
) -> None:
    carrier = build(voice_url=voice_url)
    customer.answers("/voice", document)

    sid = carrier.ring_hotline(MERCHANT)
    carrier.tick()

    assert carrier.calls.get(sid).status == status
    assert carrier.calls.get(sid).answered_at is None


@pytest.mark.parametrize(("answered", "status"), [(False, "canceled"), (True, "completed")])
def test_customer_can_end_a_call(
    carrier: Carrier, customer: Customer, advance: Advance, answered: bool, status: str
) -> None:
    customer.answers("/page", ASK.format(more=""))
    call = ring(carrier, advance)
    if answered:
        carrier.answer(call.sid)
        advance(1)

    ended = carrier.calls.change(call.sid, {"Status": "completed"})

    assert ended.status == status
    with pytest.raises(Refusal):
        carrier.calls.change(call.sid, {"Status": "completed"})


def test_call_in_progress_cannot_be_erased(carrier: Carrier, advance: Advance) -> None:
    call = ring(carrier, advance)

    with pytest.raises(Refusal) as refused:
        carrier.calls.delete(call.sid)

    assert refused.value.code == 20009
    carrier.decline(call.sid)
    carrier.calls.delete(call.sid)
    assert carrier.calls.all() == ()
