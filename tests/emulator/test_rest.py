"""The API, driven by Twilio's own client and judged by Twilio's own description.

https://github.com/twilio/twilio-oai, spec/json/twilio_api_v2010.json
"""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask, request
from openapi_core import OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client
from urllib3 import BaseHTTPResponse
from waitress import create_server, wasyncore

from relay.emulator.errors import Loss
from relay.emulator.faults import Fault, Trouble
from relay.emulator.server import Emulator
from relay.sms.gateway import Sent
from relay.sms.twilio import TwilioGateway, _Http
from tests.emulator.conftest import CONFIG
from tests.emulator.customer import ACCOUNT, HOTLINE, PHONE, TOKEN
from tests.processes import eventually

DESCRIPTION = Path(__file__).parents[3] / "shared/twilio/twilio-messages-openapi.strict.json"
# Not part of the extract.
UNDESCRIBED = re.compile(r"/(Balance|IncomingPhoneNumbers|Media|Recordings)\.json$")


class Judge:
    """Holds each request and its answer against the description."""

    def __init__(self, description: dict[str, Any]) -> None:
        self._judge = OpenAPI.from_dict(description)
        self._fields = {
            re.compile(re.sub(r"{\w+}", "[^/.]+", path)): known_fields(found["post"])
            for path, found in description["paths"].items()
            if "post" in found
        }
        self.judged = 0

    def watch(self, http: _Http, monkeypatch: pytest.MonkeyPatch) -> None:
        """Raise what is wrong with a request or its answer, as both are on the wire."""
        ask = http.pool.urlopen

        def watched(method: str, url: str, **how: Any) -> BaseHTTPResponse:
            answer = ask(method, url, **how)
            if answer.status < 400 and not UNDESCRIBED.search(urlsplit(url).path):
                self._validate(method, url, how["headers"], how["body"] or "", answer)
            return answer

        monkeypatch.setattr(http.pool, "urlopen", watched)

    def _validate(
        self, method: str, url: str, headers: Any, body: str, answer: BaseHTTPResponse
    ) -> None:
        meant = requests.Request(method, f"https://api.twilio.com{url}", headers, data=body)
        asked = RequestsOpenAPIRequest(meant.prepare())
        self._judge.validate_request(asked)
        shown = requests.Response()
        shown.status_code, shown._content = answer.status, answer.data
        shown.headers.update(answer.headers)
        self._judge.validate_response(asked, RequestsOpenAPIResponse(shown))
        # What the description does not know it forbids, but its judge looks away.
        path = urlsplit(url).path
        unknown = set(parse_qs(body)) - self._known(path)
        assert not unknown, f"{path} knows no {unknown}"
        self.judged += 1

    def _known(self, path: str) -> set[str]:
        return next((found for of, found in self._fields.items() if of.fullmatch(path)), set())


def known_fields(operation: dict[str, Any]) -> set[str]:
    (content,) = operation["requestBody"]["content"].values()
    return set(content["schema"]["properties"])


class Routes:
    """A customer on a port of this machine."""

    def __init__(self) -> None:
        self.received: list[tuple[str, dict[str, str]]] = []
        self.came = threading.Event()
        app = Flask("customer")
        app.add_url_rule("/<path:path>", view_func=self.take, methods=["POST"])
        self._sockets: dict[int, object] = {}
        self._server = create_server(app, map=self._sockets, host="127.0.0.1", port=0)
        self.url = f"http://127.0.0.1:{self._server.effective_port}"
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def take(self, path: str) -> str:
        self.received.append((path, request.form.to_dict()))
        self.came.set()
        return "<Response/>"

    def wait(self, count: int) -> list[tuple[str, dict[str, str]]]:
        while len(self.received) < count:
            assert self.came.wait(20), f"only {self.received}"
            self.came.clear()
        return self.received

    def stop(self) -> None:
        self._server.task_dispatcher.shutdown()
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._thread.join()


@pytest.fixture
def judge() -> Judge:
    if not DESCRIPTION.exists():
        pytest.skip("Twilio's description is not here")
    return Judge(json.loads(DESCRIPTION.read_text("utf-8")))


@pytest.fixture
def routes() -> Iterator[Routes]:
    found = Routes()
    yield found
    found.stop()


@pytest.fixture
def emulator(routes: Routes) -> Iterator[Emulator]:
    config = replace(
        CONFIG,
        port=0,
        sms_url=f"{routes.url}/sms",
        sms_fallback_url="",
        voice_url=f"{routes.url}/v",
    )
    found = Emulator(config)
    found.start()
    yield found
    found.stop()


@pytest.fixture
def client(emulator: Emulator, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> Client:
    http = _Http(emulator.url)
    judge.watch(http, monkeypatch)
    return Client(ACCOUNT, TOKEN, http_client=http)


@pytest.fixture
def gateway(
    emulator: Emulator, judge: Judge, routes: Routes, monkeypatch: pytest.MonkeyPatch
) -> TwilioGateway:
    found = TwilioGateway(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_url=emulator.url,
        number=HOTLINE,
        public_url=routes.url,
    )
    judge.watch(found._http, monkeypatch)
    return found


def test_text_is_created_fetched_redacted_and_deleted(
    client: Client, judge: Judge, routes: Routes
) -> None:
    before = datetime.now(UTC).replace(microsecond=0)

    made = client.messages.create(
        to=PHONE,
        from_=HOTLINE,
        body="1017: æøå 🙂",
        status_callback=f"{routes.url}/status?a=1",
        validity_period=120,
        risk_check="disable",
    )

    assert re.fullmatch(r"SM[0-9a-f]{32}", made.sid)
    assert (made.status, made.to, made.from_, made.num_segments) == ("queued", PHONE, HOTLINE, "1")
    assert made.date_created >= before
    assert [fields["MessageStatus"] for _, fields in routes.wait(2)] == ["sent", "delivered"]
    fetched = client.messages(made.sid).fetch()
    assert (fetched.status, fetched.body) == ("delivered", "1017: æøå 🙂")
    assert client.messages(made.sid).update(body="").body == ""
    assert client.messages(made.sid).delete()
    with pytest.raises(TwilioRestException) as gone:
        client.messages(made.sid).fetch()
    assert (gone.value.status, gone.value.code) == (404, 20404)
    assert judge.judged == 4


def test_list_is_paged_newest_first(client: Client, emulator: Emulator, judge: Judge) -> None:
    sids = [emulator.carrier.text(f"+45201234{n:02}", f"nr. {n}") for n in range(7)]

    listed = client.messages.list(page_size=3)

    assert [message.sid for message in listed] == sids[::-1]
    assert [message.direction for message in listed] == ["inbound"] * 7
    assert judge.judged == 3


def test_page_is_not_shifted_by_what_arrives_meanwhile(client: Client, emulator: Emulator) -> None:
    sids = [emulator.carrier.text(PHONE, f"nr. {n}") for n in range(4)]

    first = client.messages.page(page_size=2)
    shown = [message.sid for message in first]
    emulator.carrier.text(PHONE, "imens")
    shown += [message.sid for message in first.next_page()]

    assert shown == sids[::-1]


def test_list_is_filtered(client: Client, emulator: Emulator) -> None:
    inbound = emulator.carrier.text(PHONE, "nede")
    outbound = client.messages.create(to=PHONE, from_=HOTLINE, body="ok").sid
    day = timedelta(days=1)
    now = datetime.now(UTC)

    def found(**wanted: Any) -> list[str]:
        return [message.sid for message in client.messages.list(**wanted)]

    assert found(to=HOTLINE) == [inbound]
    assert found(from_=HOTLINE) == [outbound]
    assert found(to=HOTLINE, date_sent_after=now - day) == [inbound]
    assert found(to=HOTLINE, date_sent_after=now + day) == []
    assert found(to=HOTLINE, date_sent_before=now - day) == []


def test_call_is_created_fetched_listed_and_ended(
    client: Client, judge: Judge, routes: Routes
) -> None:
    made = client.calls.create(
        to=PHONE,
        from_=HOTLINE,
        url=f"{routes.url}/page",
        status_callback=f"{routes.url}/status",
        status_callback_event=["initiated", "ringing", "answered", "completed"],
        timeout=25,
    )

    routes.wait(2)  # initiated, ringing
    assert client.calls(made.sid).fetch().status == "ringing"
    assert [call.sid for call in client.calls.list(status="ringing")] == [made.sid]
    assert client.calls(made.sid).update(status="completed").status == "canceled"
    assert routes.wait(3)[-1][1]["CallStatus"] == "canceled"
    assert client.calls(made.sid).delete()
    assert judge.judged == 5


def test_call_that_was_picked_up_is_not_canceled(
    client: Client, judge: Judge, emulator: Emulator
) -> None:
    document = "<Response><Pause length='60'/></Response>"
    made = client.calls.create(to=PHONE, from_=HOTLINE, twiml=document)
    eventually(lambda: client.calls(made.sid).fetch().status == "ringing", "the phone to ring")
    emulator.carrier.answer(made.sid)

    assert client.calls(made.sid).update(status="canceled").status == "in-progress"
    assert client.calls(made.sid).update(status="completed").status == "completed"
    other = client.calls.create(to=PHONE, from_=HOTLINE, twiml=document)
    assert client.calls(other.sid).update(status="canceled").status == "canceled"


def test_call_with_its_own_document_is_created(client: Client, judge: Judge) -> None:
    made = client.calls.create(to=PHONE, from_=HOTLINE, twiml="<Response><Hangup/></Response>")

    assert client.calls(made.sid).fetch().status in ("queued", "ringing")
    assert judge.judged == 2


def test_what_the_relay_asks_is_what_twilio_describes(
    gateway: TwilioGateway, judge: Judge, routes: Routes
) -> None:
    text = gateway.send(PHONE, "1017", attempt="a1", valid_for=timedelta(minutes=2))
    routes.wait(2)  # sent, delivered
    quiet = gateway.send(PHONE, "1018", attempt="a2", valid_for=timedelta(hours=4), traced=False)
    call = gateway.call(PHONE, attempt="a3")
    assert (type(text), type(quiet), type(call)) == (Sent, Sent, Sent)

    assert gateway.fetch(text.sid) is not None
    assert gateway.fetch(call.sid) is not None
    assert len(gateway.list(sender=HOTLINE, since=datetime.now(UTC) - timedelta(days=1))) == 2
    gateway.redact(text.sid)
    assert gateway.account().status == "active"

    assert judge.judged == 8


def test_a_field_that_twilio_does_not_describe_is_noticed(client: Client) -> None:
    with pytest.raises(AssertionError, match="Bodi"):
        client.request(
            "POST",
            f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages.json",
            data={"To": PHONE, "From": HOTLINE, "Body": "hej", "Bodi": "hej"},
            auth=(ACCOUNT, TOKEN),
        )


def test_account_balance_and_number_are_told(client: Client, routes: Routes) -> None:
    account = client.api.accounts(ACCOUNT).fetch()
    balance = client.api.accounts(ACCOUNT).balance.fetch()
    (number,) = client.incoming_phone_numbers.list(phone_number=HOTLINE)
    others = client.incoming_phone_numbers.list(phone_number=PHONE)

    assert (account.sid, account.status, account.type) == (ACCOUNT, "active", "Full")
    assert float(balance.balance) > 0
    assert number.sms_url == f"{routes.url}/sms"
    assert number.voice_url == f"{routes.url}/v"
    assert number.capabilities["sms"] is True
    assert others == []


@pytest.mark.parametrize(
    ("user", "password", "status", "code"),
    [
        (ACCOUNT, "wrong", 401, 20003),
        (ACCOUNT, "", 401, 20003),
        ("AC" + "9" * 32, TOKEN, 401, 20003),
        (ACCOUNT, "e" * 32, 200, None),  # the second token
    ],
)
def test_only_the_account_gets_in(
    emulator: Emulator, user: str, password: str, status: int, code: int | None
) -> None:
    url = f"{emulator.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"

    answer = requests.get(url, auth=(user, password), timeout=10)

    assert answer.status_code == status
    assert answer.json().get("code") == code


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", f"Accounts/AC{'9' * 32}/Messages.json", 404, 20404),
        ("GET", f"Accounts/{ACCOUNT}/Messages/SM{'0' * 32}.json", 404, 20404),
        ("GET", f"Accounts/{ACCOUNT}/Calls/CA{'0' * 32}.json", 404, 20404),
        ("GET", f"Accounts/{ACCOUNT}/Queues.json", 404, 20404),
        ("GET", f"Accounts/{ACCOUNT}/Messages.json?PageSize=many", 400, 20001),
        ("GET", f"Accounts/{ACCOUNT}/Messages.json?PageSize=²", 400, 20001),
        ("GET", f"Accounts/{ACCOUNT}/Messages.json?PageToken=PASMx", 400, 20001),
        ("GET", f"Accounts/{ACCOUNT}/Messages/SM{'0' * 32}/Media.json", 404, 20404),
        ("GET", f"Accounts/{ACCOUNT}/Messages.json?DateSent=yesterday", 400, 20001),
        ("PUT", f"Accounts/{ACCOUNT}/Messages.json", 405, 20004),
        ("POST", f"Accounts/{ACCOUNT}/Messages.json", 400, 21604),
    ],
)
def test_errors_have_twilios_shape(
    emulator: Emulator, method: str, path: str, status: int, code: int
) -> None:
    url = f"{emulator.url}/2010-04-01/{path}"

    answer = requests.request(method, url, auth=(ACCOUNT, TOKEN), timeout=10)

    body = answer.json()
    assert (answer.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["more_info"] == f"https://www.twilio.com/docs/errors/{code}"
    assert body["message"]


def test_what_a_text_and_a_call_name_is_there(emulator: Emulator, client: Client) -> None:
    client.calls.create(to=PHONE, from_=HOTLINE, twiml="<Response><Hangup/></Response>")
    plain = emulator.carrier.text(PHONE, "nede")
    pictured = emulator.carrier.text(PHONE, "", ["https://picture.example.org/1"])

    assert client.messages(plain).media.list() == []
    (media,) = client.messages(pictured).media.list()
    assert (media.parent_sid, media.content_type) == (pictured, "image/jpeg")
    (call,) = client.calls.list()
    assert client.calls(call.sid).recordings.list() == []


def test_too_many_requests_say_when_to_come_back(emulator: Emulator) -> None:
    emulator.carrier.faults.add(Fault(Trouble.REFUSE, code=20429, status=429, seconds=7))

    answer = requests.post(
        f"{emulator.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json",
        data={"To": PHONE, "From": HOTLINE, "Body": "hej"},
        auth=(ACCOUNT, TOKEN),
        timeout=10,
    )

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")


@pytest.mark.parametrize(
    ("fault", "raised", "taken"),
    [
        (Fault(Trouble.DROP, how=Loss.RESET), requests.ConnectionError, 0),
        (Fault(Trouble.LOSE_ANSWER, how=Loss.RESET), requests.ConnectionError, 1),
        (Fault(Trouble.DROP, how=Loss.HANG), requests.ReadTimeout, 0),
        (Fault(Trouble.LOSE_ANSWER, how=Loss.HANG), requests.ReadTimeout, 1),
        (Fault(Trouble.SLOW_ANSWER, seconds=30), requests.ReadTimeout, 1),
    ],
)
def test_answer_is_lost_on_the_wire(
    emulator: Emulator, fault: Fault, raised: type[Exception], taken: int
) -> None:
    emulator.carrier.faults.add(fault)

    with pytest.raises(raised):
        requests.post(
            f"{emulator.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json",
            data={"To": PHONE, "From": HOTLINE, "Body": "hej"},
            auth=(ACCOUNT, TOKEN),
            timeout=0.5,
        )

    assert len(emulator.carrier.texts.all()) == taken


def test_slow_webhook_does_not_hold_up_the_others(emulator: Emulator, routes: Routes) -> None:
    emulator.carrier.faults.add(Fault(Trouble.INBOUND_LATE, phone=PHONE, seconds=3600))
    emulator.carrier.text(PHONE, "sent")
    emulator.carrier.text("+4520304050", "straks")

    (path, fields), *_ = routes.wait(1)

    assert (path, fields["Body"]) == ("sms", "straks")
