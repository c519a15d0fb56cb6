"""The way to the customer's routes: signed, tried again by Twilio's rules, written down."""

import base64
import hashlib
import hmac
import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from urllib.parse import parse_qs, urldefrag, urlsplit

from relay.clock import Clock
from relay.emulator.checks import whole_number
from relay.emulator.records import Delivery

logger = logging.getLogger(__name__)

Params = list[tuple[str, str]]
Post = Callable[[str, Params, dict[str, str]], tuple[int, str]]
"""Posts a form and returns status and body; ConnectFailed or ReadTimedOut when none came."""

Job = Callable[[], None]
Submit = Callable[[Job], object]

UNREACHED = 11205  # HTTP connection failure
UNANSWERED = 11200  # HTTP retrieval failure
KEPT = 500  # entries of the log


class ConnectFailed(Exception):
    """The customer's server took no connection."""


class ReadTimedOut(Exception):
    """The customer's server took the request and gave no answer in time."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request to the customer."""

    kind: str
    sid: str
    url: str  # with its connection overrides
    params: tuple[tuple[str, str], ...]
    fallback_url: str = ""


@dataclass(frozen=True, slots=True)
class _Policy:
    """When one URL is tried again.

    https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
    """

    retries: int = 1
    on: frozenset[str] = field(default=frozenset({"ct"}))

    @classmethod
    def of(cls, url: str) -> "_Policy":
        given = parse_qs(urlsplit(url).fragment)
        retries = whole_number(given.get("rc", [""])[-1])
        on = given.get("rp", ["ct"])[-1].split(",")
        return cls(1 if retries is None else min(retries, 5), frozenset(on))

    def allows(self, kind: str) -> bool:
        return kind in self.on or "all" in self.on


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int | None
    body: str
    failure: str  # "", ct, rt, 4xx, 5xx
    error: str


def sign(token: str, url: str, params: Iterable[tuple[str, str]]) -> str:
    """X-Twilio-Signature of a form. https://www.twilio.com/docs/usage/security"""
    words = "".join(name + value for name, value in sorted(set(params)))
    signed = urldefrag(url).url + words
    digest = hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


class Webhooks:
    """Delivers webhooks and keeps a log of every try. Thread-safe."""

    def __init__(
        self, clock: Clock, post: Post, submit: Submit, *, token: str, random: Random
    ) -> None:
        self._clock = clock
        self._post = post
        self._submit = submit
        self._token = token
        self._random = random
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._log: deque[Delivery] = deque(maxlen=KEPT)

    def send(self, webhook: Webhook, then: Callable[[str | None], None]) -> None:
        """Deliver a webhook; `then` gets the body, or None when nobody answered well."""
        self._submit(lambda: then(self._deliver(webhook)))

    def log(self) -> tuple[Delivery, ...]:
        """The latest tries, the oldest first."""
        with self._lock:
            return tuple(self._log)

    def note(self, webhook: Webhook, answer_status: int | None, error: str, *, ms: int = 0) -> None:
        """Write down a try, or something that was wrong with its answer."""
        url = urldefrag(webhook.url).url
        with self._lock:
            number = next(self._numbers)
            now = self._clock.now()
            entry = Delivery(number, now, webhook.kind, webhook.sid, url, answer_status, ms, error)
            self._log.append(entry)
        if error:
            logger.warning("%s %s: %s", webhook.kind, webhook.sid, error)

    def _deliver(self, webhook: Webhook) -> str | None:
        """The URL with its retries, then the fallback; the body of the first good answer."""
        answer = self._try_url(webhook)
        if answer.failure and webhook.fallback_url:
            code = UNREACHED if answer.failure == "ct" else UNANSWERED
            told = (("ErrorCode", str(code)), ("ErrorUrl", urldefrag(webhook.url).url))
            second = Webhook(
                f"{webhook.kind} fallback",
                webhook.sid,
                webhook.fallback_url,
                webhook.params + told,
            )
            answer = self._try_url(second)
        return None if answer.failure else answer.body

    def _try_url(self, webhook: Webhook) -> _Answer:
        policy = _Policy.of(webhook.url)
        # One token for all tries of a request, so that the customer can tell a retry.
        idempotency = f"{self._random.getrandbits(128):032x}"
        answer = self._try_once(webhook, idempotency)
        for _ in range(policy.retries):
            if not answer.failure or not policy.allows(answer.failure):
                break
            answer = self._try_once(webhook, idempotency)
        return answer

    def _try_once(self, webhook: Webhook, idempotency: str) -> _Answer:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "User-Agent": "TwilioProxy/1.1",
            "I-Twilio-Idempotency-Token": idempotency,
            "X-Twilio-Signature": sign(self._token, webhook.url, webhook.params),
        }
        began_at = self._clock.now()
        answer = self._ask(urldefrag(webhook.url).url, list(webhook.params), headers)
        took = self._clock.now() - began_at
        self.note(webhook, answer.status, answer.error, ms=round(took.total_seconds() * 1000))
        return answer

    def _ask(self, url: str, params: Params, headers: dict[str, str]) -> _Answer:
        try:
            status, body = self._post(url, params, headers)
        except ConnectFailed as error:
            return _Answer(None, "", "ct", f"{UNREACHED} no connection {error}".strip())
        except ReadTimedOut as error:
            return _Answer(None, "", "rt", f"{UNANSWERED} no answer {error}".strip())
        if 200 <= status < 300:
            return _Answer(status, body, "", "")
        return _Answer(status, body, f"{status // 100}xx", f"{UNANSWERED} HTTP {status}")
