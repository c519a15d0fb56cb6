"""The carrier's webhooks: what is signed becomes a row, what is not leaves no trace but a count."""

import logging
import random
import threading
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from relay.core.incident import State
from relay.core.message import MessageState
from relay.inbox.door import REFUSED
from relay.sms.signature import sign
from relay.store import counters
from relay.store.models import Attempt, Base, Inbound, Incident, Message
from tests.world import MERCHANT, PUBLIC_URL, REPORT, TOKEN, World

SID = "SM" + "1" * 32
SMS = "/twilio/sms"
ENDLESS = random.Random(1).randbytes(5000).hex()  # no index holds it, and it does not compress


def form(**fields: str | bytes) -> list[tuple[bytes, bytes]]:
    """A text as Twilio posts it outside +1, with some fields changed; None-like "" stays."""
    given: dict[str, str | bytes] = {
        "ToCountry": "DK",
        "ToState": "",
        "SmsMessageSid": SID,
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "",
        "SmsSid": SID,
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": REPORT,
        "FromCountry": "DK",
        "To": "+4529701595",
        "ToZip": "",
        "NumSegments": "1",
        "MessageSid": SID,
        "AccountSid": "AC" + "0" * 32,
        "From": MERCHANT,
        "ApiVersion": "2010-04-01",
        **fields,
    }
    return [
        (name.encode(), value.encode() if isinstance(value, str) else value)
        for name, value in given.items()
    ]


def post(
    world: World,
    fields: list[tuple[bytes, bytes]],
    path: str = SMS,
    *,
    token: str = TOKEN,
    signature: str | None = None,
    base: str = "http://127.0.0.1:8000",
    **headers: str,
) -> TestResponse:
    """A signed request as it arrives behind a proxy: another host and scheme than was signed."""
    body = "&".join(f"{quote_from_bytes(n)}={quote_from_bytes(v)}" for n, v in fields)
    if signature is None:
        signature = sign(token, PUBLIC_URL + path, fields).decode()
    return world.client.post(
        path,
        base_url=base,
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": signature, **headers},
    )


def rows(world: World, table: type[Base]) -> int:
    """How many rows a table has."""
    return world.relay.database.read(
        lambda session: session.scalar(select(func.count()).select_from(table)) or 0
    )


def refused(world: World) -> int:
    """How many requests were turned away."""
    return world.relay.database.read(lambda session: counters.value(session, REFUSED))


def only_inbound(world: World) -> Inbound:
    """The one text that was taken in."""
    return world.relay.database.read(lambda session: session.scalars(select(Inbound)).one())


def test_a_signed_text_is_answered_with_empty_twiml(world: World) -> None:
    answer = post(world, form())

    assert answer.status_code == 200
    assert answer.mimetype == "text/xml"
    assert answer.text == '<?xml version="1.0" encoding="UTF-8"?><Response />'
    assert world.incident().state is State.OPEN


@pytest.mark.parametrize("signature", ["", "bm90IHRoaXMgb25l", "æøå"])
def test_a_request_without_the_carriers_signature_leaves_nothing(
    world: World, caplog: pytest.LogCaptureFixture, signature: str
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = post(world, form(), signature=signature)

    assert answer.status_code == 403
    assert rows(world, Inbound) == rows(world, Incident) == rows(world, Message) == 0
    assert refused(world) == 1
    assert "refused" in caplog.text
    assert MERCHANT not in caplog.text


@pytest.mark.parametrize(
    "path",
    ["/twilio/sms/status?a=1", "/twilio/voice/status?a=1", "/twilio/voice/page?a=1"],
)
def test_no_route_of_the_carriers_is_open(world: World, path: str) -> None:
    assert post(world, form(), path, signature="").status_code == 403


def test_another_token_of_the_pair_counts_too(world: World) -> None:
    assert post(world, form(), token="another").status_code == 403


@pytest.mark.parametrize("query", ["?k=%C3%A6&b=%2F", "?k=a+b", "?bodySHA256="])
def test_the_query_is_signed_as_it_came(world: World, query: str) -> None:
    assert post(world, form(), SMS + query).status_code == 200


def test_a_forwarded_host_is_not_believed(world: World) -> None:
    fields = form()
    forged = sign(TOKEN, "https://evil.example/twilio/sms", fields).decode()

    answer = post(
        world,
        fields,
        signature=forged,
        **{"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    )

    assert answer.status_code == 403


def test_json_is_refused(world: World) -> None:
    answer = world.client.post(SMS, json={"From": MERCHANT, "Body": "nede"})

    assert answer.status_code == 403


def test_a_flood_of_refusals_is_counted_and_not_written_one_by_one(world: World) -> None:
    for _ in range(50):
        post(world, form(), signature="")
    world.clock.advance(world.relay.settings.ladder.reminder_gap)

    post(world, form(), signature="")

    assert refused(world) == 51


def test_the_same_sid_is_one_row_however_often_it_comes(world: World) -> None:
    answers = [post(world, form()).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert rows(world, Inbound) == rows(world, Incident) == 1


def test_the_same_sid_at_the_same_time_is_one_row(world: World) -> None:
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda: codes.append(post(world, form()).status_code))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert codes == [200] * 8
    assert rows(world, Inbound) == rows(world, Incident) == 1


def test_many_reports_at_the_same_time_get_numbers_of_their_own(world: World) -> None:
    def report(number: int) -> None:
        sid = f"SM{number:032x}"
        post(world, form(MessageSid=sid, From=f"+45203040{number:02}"))

    threads = [threading.Thread(target=report, args=[number]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = world.relay.database.read(lambda s: list(s.scalars(select(Incident.number))))
    assert len(set(numbers)) == 12
    assert min(numbers) == 1001


def test_the_same_words_twice_at_once_are_one_incident(world: World) -> None:
    """Carriers repeat a text under another Sid when they suspect a disruption."""
    post(world, form())
    post(world, form(MessageSid="SM" + "2" * 32))

    assert rows(world, Inbound) == 2
    assert rows(world, Incident) == 1
    assert rows(world, Message) == 2  # one page, one receipt


ODD = {
    "no words": {"Body": ""},
    "1,600 characters": {"Body": "nede " * 320},
    "emoji": {"Body": "🔥🔥🔥 shop nede 😱"},
    "right to left": {"Body": "المتجر لا يعمل \u202eabc"},
    "a NUL": {"Body": b"shop\x00 nede"},
    "broken UTF-8": {"Body": b"shop nede \xff\xfe\xc3"},
    "only NULs": {"Body": b"\x00\x00"},
    "no sender": {"From": ""},
    "letters as sender": {"From": "Bank"},
    "rcs": {"From": "rcs:+4520304050"},
    "whatsapp": {"From": "whatsapp:+4520304050"},
    "a photo": {"Body": "", "NumMedia": "1", "MessageSid": "MM" + "1" * 32},
    "a silly figure": {"NumMedia": "many"},
    "a huge figure": {"NumMedia": "9" * 30},
    "no sid": {"MessageSid": "", "SmsSid": "", "SmsMessageSid": ""},
    "a NUL in the sender": {"From": b"+4520\x00304050"},
    "a short code": {"From": "1272"},
    "an endless sender": {"From": ENDLESS},
    "an endless recipient": {"To": ENDLESS},
    "an endless sid": {"MessageSid": ENDLESS},
    "unknown fields": {"Surprise": "1", "Another": "æ"},
}


@pytest.mark.parametrize("fields", ODD.values(), ids=ODD.keys())
def test_odd_input_is_one_row_and_never_an_error(
    world: World, fields: dict[str, str | bytes]
) -> None:
    answer = post(world, form(**fields))

    assert answer.status_code == 200
    kept = only_inbound(world)
    sent = dict(form(**fields))[b"Body"]
    assert kept.raw == sent
    assert "\0" not in kept.body
    assert kept.incident_id is not None
    world.advance(minutes=1)
    for phone in (MERCHANT, world.phone("mette").number):
        world.phone(phone).skips()


def test_a_prefixed_sender_is_the_number_behind_it(world: World) -> None:
    post(world, form(From="rcs:+4520304050"))

    assert only_inbound(world).sender == MERCHANT


def test_without_a_sid_the_same_fields_are_one_row(world: World) -> None:
    fields = form(MessageSid="", SmsSid="", SmsMessageSid="")

    post(world, fields)
    post(world, fields)

    assert rows(world, Inbound) == 1


def test_the_same_endless_sid_is_one_row(world: World) -> None:
    fields = form(MessageSid=ENDLESS)

    post(world, fields)
    post(world, fields)

    assert len(only_inbound(world).sid) < 64


def test_our_own_number_is_written_down_and_never_answered(world: World) -> None:
    post(world, form(From="+4529701595"))
    world.advance(minutes=5)

    assert only_inbound(world).door == "ours"
    assert rows(world, Incident) == rows(world, Message) == 0


@pytest.mark.parametrize("fields", [[], [(b"AccountSid", b"AC1")]])
def test_a_form_that_says_nothing_is_refused_clearly(
    world: World, fields: list[tuple[bytes, bytes]]
) -> None:
    answer = post(world, fields)

    assert answer.status_code == 400
    assert "MessageSid" in answer.text
    assert rows(world, Inbound) == 0


@pytest.mark.parametrize("path", [SMS, "/twilio/sms/status?a=1", "/twilio/voice/page?a=1"])
def test_an_oversized_request_is_refused_counted_and_logged(
    world: World, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = post(world, form(Body="x" * 70_000), path)

    assert answer.status_code == 413
    assert refused(world) == 1
    assert "too large" in caplog.text


def test_neither_database_nor_disk_is_answered_503(world: World, kind: str, tmp_path: Path) -> None:
    """The carrier then tries its fallback; nothing is half written."""
    (tmp_path / "spool").write_text("a file where the folder should be")
    with world.relay.database.connect("IMMEDIATE") as other:  # SQLite keeps writers out by it
        if kind == "postgresql":
            other.execute(text("LOCK TABLE inbound IN ACCESS EXCLUSIVE MODE"))
        answer = post(world, form())

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
    assert rows(world, Inbound) == 0
    assert post(world, form()).status_code == 200
    assert rows(world, Inbound) == 1


def test_a_status_of_nobodys_message_is_taken_calmly(world: World) -> None:
    fields = [(b"MessageSid", SID.encode()), (b"MessageStatus", b"delivered")]

    assert post(world, fields, "/twilio/sms/status?a=unknown").status_code == 204


def test_a_status_of_nothing_is_logged_in_whole_words(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    assert post(world, [(b"MessageSid", SID.encode())], "/twilio/sms/status").status_code == 204

    about = [line for line in caplog.messages if "attempt" in line]
    assert about == ["attempt without an id is none of ours: no status"]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("sms/status", 204),
        ("voice/status", 204),
        ("voice/page", 200),
        ("voice/page/answer", 200),
    ],
)
def test_an_attempt_that_no_database_can_hold_is_none_of_ours(
    world: World, caplog: pytest.LogCaptureFixture, path: str, answer: int
) -> None:
    fields = [(b"CallSid", b"CA1"), (b"Digits", b"42"), (b"CallStatus", b"completed")]

    given = post(world, fields, f"/twilio/{path}?a=%00%ff%0a")

    assert given.status_code == answer
    assert answer == 204 or "<Hangup" in given.text
    (line,) = [line for line in caplog.messages if "attempt" in line]
    assert line.startswith(r"attempt \x00%FF\n is no")


def test_a_status_under_an_endless_sid_is_taken(world: World) -> None:
    post(world, form())
    attempt = world.relay.database.read(lambda session: session.scalars(select(Attempt.id)).first())
    fields = [(b"MessageSid", ENDLESS.encode()), (b"MessageStatus", b"delivered")]

    assert post(world, fields, f"/twilio/sms/status?a={attempt}").status_code == 204


@pytest.mark.parametrize(
    ("figure", "kept"),
    [
        ("30003", 30003),
        ("999999", 999999),
        ("9" * 7, None),  # more than any code has
        ("4294967296", None),  # more than the column holds
        ("9" * 5000, None),  # more than Python reads
        ("²", None),
        ("-1", None),
        ("", None),
    ],
)
def test_an_error_code_is_kept_where_it_can_be_one(
    world: World, figure: str, kept: int | None
) -> None:
    post(world, form())
    world.settle()
    attempt = world.relay.database.read(
        lambda session: session.scalars(select(Attempt).order_by(Attempt.started_at)).first()
    )
    assert attempt is not None
    fields = [(b"MessageStatus", b"undelivered"), (b"ErrorCode", figure.encode())]

    answer = post(world, fields, f"/twilio/sms/status?a={attempt.id}")

    assert answer.status_code == 204
    message = world.relay.database.read(lambda s: s.get_one(Message, attempt.message_id))
    assert message.state is MessageState.UNDELIVERED
    assert message.error_code == kept


def test_a_call_of_nobodys_hangs_up(world: World) -> None:
    answer = post(world, [(b"CallSid", b"CA1")], "/twilio/voice/page?a=unknown")

    assert answer.status_code == 200
    assert "<Hangup" in answer.text


@pytest.mark.parametrize("body", [b"\0", b"\0\0\n", b"\xff\xfe", b"\xff \xfe", "\u202e".encode()])
def test_what_came_and_cannot_be_read_wakes_somebody(world: World, body: bytes) -> None:
    post(world, form(Body=body))
    world.advance(seconds=5)

    assert world.incident().state is State.OPEN
    world.phone("mette").expects("1001", "ingen læsbar tekst")
    world.merchant.expects("Sag 1001")


def test_an_empty_text_wakes_nobody(world: World) -> None:
    post(world, form(Body=" \n"))
    world.advance(seconds=5)

    assert world.incident().state is State.DISMISSED
    world.merchant.skips()
