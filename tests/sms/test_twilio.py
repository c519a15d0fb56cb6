"""The carrier's client against a server that answers well, badly, and not at all."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import certifi
import pytest
from urllib3 import HTTPSConnectionPool

from relay.core.delivery import LEASE
from relay.sms.gateway import Outcome, Refused, Sent, Unknown, Unreachable
from relay.sms.twilio import DEADLINE, TIMEOUT, TwilioGateway, _Http

ACCOUNT = "AC" + "0" * 32
SID = "SM" + "a" * 32
CALL = "CA" + "b" * 32

CERTIFICATE = Path(__file__).with_name("carrier.pem")  # and its key, known to everybody
DRIP = 0.2  # seconds between two bytes; under any time-out of a single read

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test wants, and keeps what it was asked."""

    server: "Carrier"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append((self.path, parse_qs(self.rfile.read(length).decode())))
        self.server.answer(self)

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {}))
        self.server.answer(self)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Carrier(ThreadingHTTPServer):
    """A server whose answer each test sets."""

    answer: Answer
    asked: list[tuple[str, dict[str, list[str]]]]
    may_end: threading.Event  # of an answer that takes its time


def reply(status: int, body: object, **headers: str) -> Answer:
    """Answer with a status and JSON, or with a text as it is."""

    def answer(handler: Handler) -> None:
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def drip(handler: Handler) -> None:
    """Answer one byte now and then: each read gets something, none gets it all."""
    content = json.dumps({"sid": SID, "status": "queued"}).encode()
    answer = b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n%s" % (len(content), content)
    for byte in answer:
        if handler.server.may_end.wait(DRIP):
            break
        handler.wfile.write(bytes([byte]))
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """End the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def half_an_answer(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.send_response(201)
    handler.send_header("Content-Length", "500")
    handler.end_headers()
    handler.wfile.write(b'{"sid": "SM')
    handler.close_connection = True


def error(code: int | None, status: int) -> Answer:
    body = {"code": code, "message": "words", "status": status} if code else {"message": "words"}
    return reply(status, body)


def problem(code: int, status: int) -> Answer:
    """Refuse in the newer of Twilio's two formats."""
    body = {"type": "about:blank", "title": "words", "status": status, "code": code}
    return reply(status, body)


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    server = Carrier(("127.0.0.1", 0), Handler)
    server.asked, server.may_end = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    yield server
    server.may_end.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def gateway(carrier: Carrier) -> TwilioGateway:
    return to_port(carrier.server_port)


def to_port(port: int) -> TwilioGateway:
    return to_address(f"http://127.0.0.1:{port}")


def to_address(api_url: str) -> TwilioGateway:
    return TwilioGateway(
        account_sid=ACCOUNT,
        auth_token="token",
        api_url=api_url,
        number="+4529701595",
        public_url="https://relay.example.org",
    )


def send(gateway: TwilioGateway) -> Outcome:
    return gateway.send("+4520123456", "1001 er nede", attempt="a1", valid_for=timedelta(minutes=2))


def test_a_proxy_of_the_environment_is_used(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier.answer = reply(201, {"sid": SID, "status": "queued"})
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{carrier.server_port}")
    monkeypatch.setenv("no_proxy", "")

    outcome = send(to_address("http://twilio.example"))

    assert outcome == Sent(SID, "queued")
    assert carrier.asked[0][0].startswith("http://twilio.example/2010-04-01/Accounts/")


@pytest.fixture
def sealed(carrier: Carrier) -> TwilioGateway:
    """To a carrier behind TLS, whose certificate nobody has signed but itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    carrier.socket = context.wrap_socket(carrier.socket, server_side=True)
    carrier.answer = reply(201, {"sid": SID, "status": "queued"})
    return to_address(f"https://127.0.0.1:{carrier.server_port}")


def test_a_certificate_that_nobody_vouches_for_is_told_nothing(
    carrier: Carrier, sealed: TwilioGateway
) -> None:
    assert send(sealed) == Unknown("SSLError")
    assert carrier.asked == []


def test_certificates_that_the_environment_names_are_trusted(
    carrier: Carrier, sealed: TwilioGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))

    assert send(to_address(f"https://127.0.0.1:{carrier.server_port}")) == Sent(SID, "queued")


def test_a_machine_without_certificates_of_its_own_trusts_those_we_bring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    pool = to_address("https://api.twilio.com")._http.pool

    assert isinstance(pool, HTTPSConnectionPool)
    assert (pool.cert_reqs, pool.ca_certs) == ("CERT_REQUIRED", certifi.where())


def test_another_address_that_is_answered_is_not_gone_to(
    carrier: Carrier, gateway: TwilioGateway
) -> None:
    carrier.answer = reply(307, "", Location="/elsewhere")

    assert isinstance(send(gateway), Unknown)
    assert len(carrier.asked) == 1


def test_a_text_that_was_taken_is_sent(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = reply(201, {"sid": SID, "status": "queued"})

    outcome = send(gateway)

    assert outcome == Sent(SID, "queued")
    assert carrier.asked == [
        (
            f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json",
            {
                "To": ["+4520123456"],
                "From": ["+4529701595"],
                "Body": ["1001 er nede"],
                "StatusCallback": ["https://relay.example.org/twilio/sms/status?a=a1"],
                "ValidityPeriod": ["120"],
                "RiskCheck": ["disable"],
            },
        )
    ]


def test_a_call_asks_us_what_to_say(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = reply(201, {"sid": CALL, "status": "queued"})

    outcome = gateway.call("+4520123456", attempt="a2")

    assert outcome == Sent(CALL, "queued")
    (_, form) = carrier.asked[0]
    assert form["Url"] == ["https://relay.example.org/twilio/voice/page?a=a2"]
    assert form["StatusCallback"] == ["https://relay.example.org/twilio/voice/status?a=a2"]
    assert form["StatusCallbackEvent"] == ["initiated", "ringing", "answered", "completed"]
    assert "MachineDetection" not in form  # it would keep a sleeper waiting in silence


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (21610, 400),
        (20003, 401),
        (20429, 429),
        (99999, 400),  # a code nobody knows yet
    ],
)
def test_a_refusal_is_told_by_its_code(
    carrier: Carrier, gateway: TwilioGateway, code: int, status: int
) -> None:
    carrier.answer = error(code, status)

    outcome = send(gateway)

    assert outcome == Refused(code, "words")


@pytest.mark.parametrize(("code", "status"), [(21211, 400), (20003, 401), (20429, 429)])
def test_a_refusal_in_the_newer_format_is_told_by_its_code(
    carrier: Carrier, gateway: TwilioGateway, code: int, status: int
) -> None:
    """https://www.rfc-editor.org/rfc/rfc9457.html"""
    carrier.answer = problem(code, status)

    assert send(gateway) == Refused(code, "words")


@pytest.mark.parametrize(
    ("status", "code"), [(400, 0), (401, 20003), (403, 20003), (404, 0), (407, 0), (429, 0)]
)
@pytest.mark.parametrize("body", ["<html>words</html>", {"message": "words"}, [], "null"])
def test_a_refusal_without_a_code_of_twilios_says_nothing_of_the_message(
    carrier: Carrier, gateway: TwilioGateway, status: int, code: int, body: object
) -> None:
    """A proxy on the way, a wrong address, credentials: it counts against the carrier."""
    carrier.answer = reply(status, body)

    outcome = send(gateway)

    assert isinstance(outcome, Refused)
    assert outcome.code == code
    assert str(status) in outcome.reason


@pytest.mark.parametrize(
    "code",
    ["TOO_BAD", {}, [], None, True, -1, 5, 21211.5, 10**30, "\u00b2\u00b2\u00b2\u00b2\u00b2"],
)
@pytest.mark.parametrize("newer", [True, False])
def test_a_code_that_is_none_is_a_refusal_all_the_same(
    carrier: Carrier, gateway: TwilioGateway, code: object, *, newer: bool
) -> None:
    body = {"code": code, "status": 400, "message": "words"}
    carrier.answer = reply(400, body | {"type": "about:blank", "title": "words"} if newer else body)

    assert send(gateway) == Refused(0, "400 words")


def test_a_number_without_end_is_a_refusal_all_the_same(
    carrier: Carrier, gateway: TwilioGateway
) -> None:
    carrier.answer = reply(400, '{"code": 1e400, "message": "words"}')

    assert send(gateway) == Refused(0, "400 words")


@pytest.mark.parametrize("wish", ["9" * 30, "\u00b2", "-1", "1.5", "soon", ""])
def test_a_wish_that_is_none_is_let_be(carrier: Carrier, gateway: TwilioGateway, wish: str) -> None:
    carrier.answer = reply(429, {"code": 20429, "message": "words"}, Retry_After=wish)

    assert send(gateway) == Refused(20429, "words")


@pytest.mark.parametrize("status", ["rubbish", {}, 200, 10**30])
def test_the_status_is_that_of_the_answer_whatever_its_body_says(
    carrier: Carrier, gateway: TwilioGateway, status: object
) -> None:
    body = {"type": "about:blank", "title": "words", "code": 21211, "status": status}
    carrier.answer = reply(400, body)

    assert send(gateway) == Refused(21211, "words")


@pytest.mark.parametrize("status", [5, {}, None, ""])
def test_a_text_that_was_taken_with_a_status_that_is_none_is_sent(
    carrier: Carrier, gateway: TwilioGateway, status: object
) -> None:
    carrier.answer = reply(201, {"sid": SID, "status": status})

    assert isinstance(send(gateway), Sent)


def test_the_wish_to_wait_is_passed_on(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = reply(429, {"code": 20429, "message": "slow down"}, Retry_After="7")

    outcome = send(gateway)

    assert outcome == Refused(20429, "slow down", timedelta(seconds=7))


def test_the_carriers_words_bear_no_whole_number(carrier: Carrier, gateway: TwilioGateway) -> None:
    words = "The 'To' number +4520123456 is not a valid phone number."
    carrier.answer = reply(400, {"code": 21211, "message": words, "status": 400})

    outcome = send(gateway)

    assert isinstance(outcome, Refused)
    assert "+4520123456" not in outcome.reason
    assert "is not a valid phone number" in outcome.reason


RUBBISH = {
    "HTML with 200": reply(200, "<html><h1>It works!</h1></html>"),
    "nothing with 201": reply(201, ""),
    "an empty object": reply(201, {}),
    "a list": reply(201, []),
    "null": reply(201, "null"),
    "an id that is none": reply(201, {"sid": "hello", "status": "queued"}),
    "500 with JSON": error(20500, 500),
    "500 in the newer format": problem(20500, 500),
    "503 with HTML": reply(503, "<html>Service Unavailable</html>"),
    "half an answer": half_an_answer,
    "no answer at all": hang_up,
    "a redirect": reply(302, "", Location="/elsewhere"),
}


@pytest.mark.parametrize("name", RUBBISH)
def test_what_may_have_been_taken_is_unknown(
    carrier: Carrier, gateway: TwilioGateway, name: str
) -> None:
    """It is asked about once: the client's own repetition could send twice."""
    carrier.answer = RUBBISH[name]

    outcome = send(gateway)

    assert isinstance(outcome, Unknown)
    assert len(carrier.asked) == 1


def test_nobody_there_is_a_refusal_for_now() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

    outcome = send(to_port(port))

    assert outcome == Refused(0, "no connection")


def test_the_client_does_not_wait_for_ever() -> None:
    assert _Http("http://127.0.0.1:1").timeout == TIMEOUT


def test_two_calls_end_within_a_lease() -> None:
    """A doubt is looked up and the message sent again under one lease."""
    assert timedelta(seconds=2 * DEADLINE) < LEASE


def test_an_answer_that_comes_byte_by_byte_holds_nobody(
    carrier: Carrier, gateway: TwilioGateway
) -> None:
    """It would take 20 seconds, header and all, and no single read would time out."""
    carrier.answer = drip
    began = time.monotonic()

    outcome = send(gateway)

    assert outcome == Unknown("no answer in time")
    assert time.monotonic() - began < DEADLINE + 5  # a busy machine


def test_nothing_is_asked_to_be_told_when_the_callback_is_not_liked(
    carrier: Carrier, gateway: TwilioGateway
) -> None:
    carrier.answer = reply(201, {"sid": SID, "status": "queued"})

    gateway.send("+4520123456", "nede", attempt="a", valid_for=timedelta(minutes=2), traced=False)
    gateway.call("+4520123456", attempt="a", traced=False)

    assert [name for _, form in carrier.asked for name in form if "Callback" in name] == []
    assert len(carrier.asked) == 2


def test_a_call_is_fetched_by_its_id(carrier: Carrier, gateway: TwilioGateway) -> None:
    made = "Mon, 23 Nov 2026 03:40:00 +0000"
    words = {"from": "+4529701595", "to": "+4520123456", "direction": "outbound-api"}
    carrier.answer = reply(200, {"sid": CALL, "status": "busy", "date_created": made, **words})

    found = gateway.fetch(CALL)

    assert found is not None
    assert (found.sid, found.status, found.to) == (CALL, "busy", "+4520123456")
    assert carrier.asked[0][0].endswith(f"/Calls/{CALL}.json")


def test_what_is_still_queued_is_listed_too(carrier: Carrier, gateway: TwilioGateway) -> None:
    """It has no DateSent yet, so the listing must not be narrowed by it."""
    carrier.answer = page([message("SM" + "1" * 32, 50)])

    gateway.list(to="+4520123456", since=datetime(2026, 11, 23, 3, 10, tzinfo=UTC))

    assert "DateSent" not in carrier.asked[0][0]


def test_a_listing_ends_where_it_gets_old(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = page([message("SM" + "1" * 32, 50), message("SM" + "2" * 32, 1)], more=True)

    found = gateway.list(since=datetime(2026, 11, 23, 5, 0, tzinfo=UTC))

    assert found == []
    assert len(carrier.asked) == 1


@pytest.mark.parametrize("name", ["HTML with 200", "a list", "500 with JSON", "no answer at all"])
def test_rubbish_is_not_taken_for_a_message(
    carrier: Carrier, gateway: TwilioGateway, name: str
) -> None:
    carrier.answer = RUBBISH[name]

    with pytest.raises(Unreachable):
        gateway.fetch(SID)


@pytest.mark.parametrize("answer", [error(20404, 404), problem(20404, 404)])
def test_a_message_that_is_not_there(
    carrier: Carrier, gateway: TwilioGateway, answer: Answer
) -> None:
    carrier.answer = answer

    assert gateway.fetch(SID) is None


def test_a_page_of_somebody_else_says_nothing_of_a_message(
    carrier: Carrier, gateway: TwilioGateway
) -> None:
    carrier.answer = reply(404, "<html>Not found</html>")

    with pytest.raises(Unreachable):
        gateway.fetch(SID)


def test_messages_are_listed_by_page(carrier: Carrier, gateway: TwilioGateway) -> None:
    first = page([message("SM" + "1" * 32, 50), message("SM" + "2" * 32, 40)], more=True)
    second = page([message("SM" + "3" * 32, 30), message("SM" + "4" * 32, 5)])

    def answer(handler: Handler) -> None:
        (second if "Page=1" in handler.path else first)(handler)

    carrier.answer = answer

    found = gateway.list(to="+4529701595", since=datetime(2026, 11, 23, 3, 10, tzinfo=UTC))

    assert [one.sid[2] for one in found] == ["1", "2", "3"]
    assert found[0].created_at == datetime(2026, 11, 23, 3, 50, tzinfo=UTC)


def message(sid: str, minute: int) -> dict[str, object]:
    return {
        "sid": sid,
        "from": "+4520304050",
        "to": "+4529701595",
        "body": "nede",
        "direction": "inbound",
        "status": "received",
        "error_code": None,
        "date_created": f"Mon, 23 Nov 2026 03:{minute:02}:00 +0000",
        "num_media": "0",
    }


def page(messages: list[dict[str, object]], *, more: bool = False) -> Answer:
    path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json?Page=1&PageToken=x"
    return reply(200, {"messages": messages, "next_page_uri": path if more else None})


def test_errors_bear_no_number_and_no_account(carrier: Carrier, gateway: TwilioGateway) -> None:
    carrier.answer = error(20500, 500)

    with pytest.raises(Unreachable) as caught:
        gateway.list(to="+4529701595")

    assert "29701595" not in str(caught.value)
    assert ACCOUNT not in str(caught.value)
