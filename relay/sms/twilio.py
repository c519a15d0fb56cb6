"""Twilio over HTTP, by its own client."""

import logging
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.util import make_headers

from relay.core.phone import without_numbers
from relay.sms.deadline import Overdue, within
from relay.sms.gateway import (
    Account,
    Denied,
    Message,
    Outcome,
    Refused,
    Sent,
    Unknown,
    Unreachable,
)

T = TypeVar("T")
_SAID = (TwilioRestException, TwilioServiceException)  # an error, in either of Twilio's formats

# The client's own default is to wait for ever, and what it can be told holds for each read only:
# an answer that comes byte by byte would hold a sender for minutes. Two calls end within a lease.
TIMEOUT = 8.0  # seconds without a byte
DEADLINE = 9.0  # seconds of a whole call
RING = 25  # seconds; most voicemails pick up later
MOST = 1000  # messages in a listing
SLACK = timedelta(hours=1)  # a listing is sorted, but by which of its times is not promised

_SID = re.compile(r"(SM|MM|CA)[0-9a-f]{32}")
_CODE = re.compile(r"[1-9][0-9]{4}")
_SECONDS = re.compile(r"[0-9]{1,9}")
_DENIED = 20003
_KEPT_OUT = (401, 403)  # HTTP
_NOT_THERE = 20404

# Its INFO lines hold phone numbers.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


class _Http(HttpClient):  # type: ignore[misc]  # twilio has no types
    """What Twilio's client asks by: connections to the API's host alone, whatever host it names.

    The client's own goes through a session of `requests`, and a text takes twice as long to leave.
    """

    def __init__(self, api_url: str) -> None:
        super().__init__(logging.getLogger("twilio.http_client"), False, TIMEOUT)
        self._way = _Way()
        self.pool, self._prefix = self._way.to(api_url)
        self.asked = threading.local()  # what the last answer to this thread said besides

    def request(
        self,
        method: str,
        uri: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """One request, tried once and never sent on to another address.

        Raises:
            urllib3.exceptions.HTTPError: when no whole answer came.
        """
        parts = urlsplit(uri)
        query = "&".join(filter(None, (parts.query, urlencode(params or {}, doseq=True))))
        answer = self.pool.urlopen(
            method.upper(),
            f"{self._prefix}{parts.path}{'?' if query else ''}{query}",
            body=urlencode(data, doseq=True) if data else None,
            headers={**(headers or {}), **(_basic(*auth) if auth else {})},
            retries=False,
            assert_same_host=False,  # to a proxy it names the other host
            timeout=timeout or self.timeout,
        )
        # The client's exceptions leave the headers out, and one of them repeats the body's status.
        self.asked.status = answer.status
        self.asked.retry_after = answer.headers.get("Retry-After", "")
        words = answer.data.decode("utf-8", errors="replace")
        return Response(answer.status, words, answer.headers)


class _Way(HTTPAdapter):
    """Connections to a host, with the proxy and the certificates that the environment names."""

    def to(self, url: str) -> tuple[HTTPConnectionPool, str]:
        """Connections to a host, and what stands before a path in a request."""
        with requests.Session() as session:
            around = session.merge_environment_settings(url, {}, None, None, None)
        request = requests.Request("GET", url).prepare()
        trusted, proxies = around["verify"], around["proxies"]
        pool: Any = self.get_connection_with_tls_context(request, trusted, proxies)
        self.cert_verify(pool, url, trusted, None)  # type: ignore[no-untyped-call]
        return pool, self.request_url(request, proxies).rstrip("/")


@cache
def _basic(user: str, password: str) -> Mapping[str, str]:
    return make_headers(basic_auth=f"{user}:{password}")


class TwilioGateway:
    """The carrier Twilio. Thread-safe."""

    def __init__(
        self, *, account_sid: str, auth_token: str, api_url: str, number: str, public_url: str
    ) -> None:
        """Prepare the client; nothing is sent.

        Args:
            account_sid: AC and 32 digits.
            auth_token: the account's first token.
            api_url: scheme and host of the API.
            number: the hotline's, E.164.
            public_url: where Twilio reaches our routes, without a slash at the end.
        """
        self._http = _Http(api_url)
        self._client = Client(account_sid, auth_token, http_client=self._http)
        self._number = number
        self._public_url = public_url

    def send(
        self, to: str, body: str, *, attempt: str, valid_for: timedelta, traced: bool = True
    ) -> Outcome:
        """Hand over a text message."""
        callback = {"status_callback": f"{self._public_url}/twilio/sms/status?a={attempt}"}
        return self._create(
            lambda: self._client.messages.create(
                to=to,
                from_=self._number,
                body=body,
                **(callback if traced else {}),
                validity_period=int(valid_for.total_seconds()),
                risk_check="disable",  # our own crew and people who wrote to us first
            )
        )

    def call(self, to: str, *, attempt: str, traced: bool = True) -> Outcome:
        """Ring a phone."""
        callback = {
            "status_callback": f"{self._public_url}/twilio/voice/status?a={attempt}",
            "status_callback_event": ["initiated", "ringing", "answered", "completed"],
        }
        return self._create(
            lambda: self._client.calls.create(
                to=to,
                from_=self._number,
                url=f"{self._public_url}/twilio/voice/page?a={attempt}",
                **(callback if traced else {}),
                timeout=RING,
            )
        )

    def fetch(self, sid: str) -> Message | None:
        """One message or call as Twilio knows it now."""

        def ask() -> Message:
            if sid.startswith("CA"):
                return _call(self._client.calls(sid).fetch())
            return _message(self._client.messages(sid).fetch())

        return self._find(ask)

    def hang_up(self, sid: str) -> Message | None:
        """End a call that is queued or rings; Twilio lets one in progress go on.

        https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
        """
        return self._find(lambda: _call(self._client.calls(sid).update(status="canceled")))

    def list(
        self,
        *,
        to: str | None = None,
        sender: str | None = None,
        since: datetime | None = None,
        at_most: int = MOST,
    ) -> Sequence[Message]:
        """Messages, the newest first."""
        wanted: dict[str, Any] = {"limit": at_most, "page_size": 50}
        if to is not None:
            wanted["to"] = to
        if sender is not None:
            wanted["from_"] = sender

        def ask() -> list[Message]:
            # Not asked for by DateSent: what is still queued has none and would be left out.
            found = []
            for one in map(_message, self._client.messages.stream(**wanted)):
                if since is not None and one.created_at < since - SLACK:
                    break
                found.append(one)
            return found

        return [one for one in self._ask(ask) if since is None or one.created_at >= since]

    def redact(self, sid: str) -> None:
        """Erase a message's words at Twilio."""
        self._ask(lambda: self._client.messages(sid).update(body=""))

    def account(self) -> Account:
        """What Twilio says of our account and our number."""

        def ask() -> Account:
            account = self._client.api.accounts(self._client.account_sid).fetch()
            numbers = self._client.incoming_phone_numbers.list(phone_number=self._number, limit=1)
            number = numbers[0] if numbers else None
            balance, currency = self._balance()
            return Account(
                status=str(account.status),
                owns_number=number is not None,
                sms_url=(number.sms_url or "") if number else "",
                sms_fallback_url=(number.sms_fallback_url or "") if number else "",
                voice_url=(number.voice_url or "") if number else "",
                balance=balance,
                currency=currency,
            )

        return self._ask(ask)

    def _balance(self) -> tuple[float | None, str]:
        """What is left; a subaccount has no balance of its own."""
        try:
            left = self._client.api.accounts(self._client.account_sid).balance.fetch()
            return float(left.balance), str(left.currency or "")
        except (*_SAID, TypeError, ValueError):
            return None, ""

    def _create(self, create: Callable[[], Any]) -> Outcome:
        """Create a message or call, and say whether Twilio has it, before the deadline."""
        try:
            return within(DEADLINE, lambda: self._try(create))
        except Overdue:
            return Unknown("no answer in time")

    def _try(self, create: Callable[[], Any]) -> Outcome:
        """Create a message or call, and say whether Twilio has it.

        Twilio has no idempotency key: what is not surely refused may have been taken.
        https://www.twilio.com/docs/api/errors/20500
        """
        try:
            made = create()
        except _SAID as error:
            return self._refusal(error)
        except NewConnectionError:
            return Refused(0, "no connection")
        except ConnectTimeoutError:
            return Refused(0, "no connection in time")
        except (TwilioException, HTTPError) as error:
            return Unknown(_kind(error))
        except Exception as error:
            # The client lets strange errors out when an answer is not what it expects.
            return Unknown(f"unreadable answer: {_kind(error)}")
        sid = str(getattr(made, "sid", "") or "")
        if not _SID.fullmatch(sid):
            return Unknown("an answer without an id")
        return Sent(sid, made.status if isinstance(made.status, str) else "queued")

    def _refusal(self, error: TwilioException) -> Outcome:
        """What an error says; without a code of Twilio's it may be anybody's on the way there."""
        code, status = _code(error), int(self._http.asked.status)
        if not 400 <= status < 500:
            return Unknown(f"{status} {_words(error)}")
        reason = _words(error)
        if not code:
            code = _DENIED if status in _KEPT_OUT else 0
            reason = f"{status} {reason}"
        wish = str(self._http.asked.retry_after)
        retry_after = timedelta(seconds=int(wish)) if _SECONDS.fullmatch(wish) else None
        return Refused(code, reason, retry_after)

    def _find(self, question: Callable[[], Message]) -> Message | None:
        try:
            return self._ask(question)
        except Unreachable as error:
            if isinstance(error.__cause__, _SAID) and _code(error.__cause__) == _NOT_THERE:
                return None
            raise

    def _ask(self, question: Callable[[], T]) -> T:
        try:
            return within(DEADLINE, question)
        except Exception as error:
            kind = Denied if _status(error) in _KEPT_OUT else Unreachable
            raise kind(_kind(error)) from error


def _status(error: Exception) -> int | None:
    """The HTTP status of an error; None when there was no answer."""
    if isinstance(error, _SAID):
        return int(error.status)
    # Of a listing the client raises words and the whole answer.
    answer = error.args[-1] if isinstance(error, TwilioException) and error.args else None
    return int(answer.status_code) if isinstance(answer, Response) else None


def _kind(error: Exception) -> str:
    """An error in words without the account, the number or an address in it."""
    if isinstance(error, _SAID):
        return without_numbers(f"{error.status} {error.code} {_words(error)}")
    status = _status(error)
    return type(error).__name__ if status is None else f"{status} {error.args[0]}"


def _code(error: TwilioException) -> int:
    """Twilio's own code; 0 when there is none, for which the client puts the HTTP status."""
    code = str(error.code)
    return int(code) if _CODE.fullmatch(code) else 0


def _words(error: TwilioException) -> str:
    """What an error says; Twilio repeats the recipient's number in it."""
    if isinstance(error, TwilioServiceException):
        return without_numbers(str(error.detail or error.title))
    return without_numbers(str(error.msg).removeprefix("Unable to create record: "))


def _message(found: Any) -> Message:
    return Message(
        sid=found.sid,
        sender=found.from_ or "",
        to=found.to or "",
        body=found.body or "",
        direction=str(found.direction),
        status=str(found.status),
        error_code=found.error_code,
        created_at=found.date_created.astimezone(UTC),
        num_media=int(found.num_media or 0),
    )


def _call(found: Any) -> Message:
    return Message(
        sid=found.sid,
        sender=found._from or "",
        to=found.to or "",
        body="",
        direction=str(found.direction),
        status=str(found.status),
        error_code=None,
        created_at=found.date_created.astimezone(UTC),
        num_media=0,
    )
