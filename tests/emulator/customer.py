"""The other side of the webhooks: remembers what came and answers as it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from relay.emulator.webhooks import Params

URL = "https://relay.example.org"
ACCOUNT = "AC" + "0a" * 16
TOKEN = "f" * 32
HOTLINE = "+4529701595"
PHONE = "+4520123456"
EMPTY = "<Response/>"

Reply = tuple[int, str] | Exception


@dataclass(frozen=True, slots=True)
class Received:
    """A webhook as it came."""

    url: str
    params: Params
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def fields(self) -> dict[str, str]:
        return dict(self.params)


class Customer:
    """Answers each route with the replies it was given, the last one for ever."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self._replies: dict[str, list[Reply]] = {}

    def answers(self, path: str, *replies: Reply | str) -> None:
        self._replies[path] = [(200, r) if isinstance(r, str) else r for r in replies]

    def post(self, url: str, params: Params, headers: dict[str, str]) -> tuple[int, str]:
        webhook = Received(url, params, headers)
        self.received.append(webhook)
        replies = self._replies.get(webhook.path, [(200, EMPTY)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(reply, Exception):
            raise reply
        return reply

    def at(self, path: str) -> list[Received]:
        return [webhook for webhook in self.received if webhook.path == path]

    def told(self, path: str, field: str) -> Sequence[str]:
        return [webhook.fields[field] for webhook in self.at(path)]
