"""A whole relay on a clock that is moved by hand, and phones that expect and reply."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from relay import outbox, pager
from relay.app import build_minder, build_second_path, create_app
from relay.clock import ManualClock
from relay.emulator.carrier import Carrier
from relay.emulator.config import EmulatorConfig
from relay.emulator.gateway import EmulatorGateway
from relay.emulator.records import Call, Direction, Speaker, Text
from relay.minder import Minder
from relay.parts import Bell, Relay
from relay.settings import Live, Settings
from relay.simulate.posting import post
from relay.sms.gateway import Gateway, Second
from relay.sms.signature import sign
from relay.spool import Spool
from relay.store import events, incidents
from relay.store.db import PATIENCE, Database
from relay.store.models import Event, Incident
from relay.web.refusals import Refusals
from relay.webshops import LiveDirectory, at_once

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
# A Monday night; Mette is primary that week, Lars secondary.
NIGHT = datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
PUBLIC_URL = "https://relay.example.org"
ACCOUNT = "AC" + "0" * 32
TOKEN = "f" * 32
MERCHANT = "+4520304050"
SWEDE = "+46701740605"
REPORT = "Jonas, lampehuset.dk, kassen giver fejl 500 siden 02.30, 20304050"


def environ(database_url: str, config: Path = ROOT / "config") -> dict[str, str]:
    """The environment of a relay under test."""
    return {
        "DATABASE_URL": database_url,
        "RELAY_CONFIG": str(config),
        "PUBLIC_URL": PUBLIC_URL,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_URL": "http://127.0.0.1:1",
        "SECRET_KEY": "s" * 40,
        "ENCRYPTION_KEYS": "A" * 43 + "=",
    }


COMMITS: Counter[object] = Counter()  # so far, by the engine of a database


class _Counted(Database):
    # An engine's own event would make each statement a quarter dearer.
    def write(
        self,
        work: Callable[[Session], T],
        *,
        wait: timedelta = PATIENCE,
        rouse: Callable[[], None] | None = None,
    ) -> T:
        result = super().write(work, wait=wait, rouse=rouse)
        COMMITS.update([self.engine])
        return result


@cache
def opened(database_url: str) -> Database:
    """A database that stays open: tests share its connections and prepared statements."""
    return _Counted(database_url)


class Phone:
    """A handset: what it shows, and what its owner types and presses."""

    def __init__(self, world: "World", number: str) -> None:
        self.world = world
        self.number = number
        self._read = 0

    @property
    def shown(self) -> list[Text]:
        """Every text the phone has shown, in the order of sending."""
        return [
            text
            for text in self.world.carrier.texts.all()
            if text.to == self.number and text.delivered_at is not None
        ]

    @property
    def unread(self) -> list[str]:
        """The texts nobody has expected yet."""
        return [text.body for text in self.shown[self._read :]]

    def expects(self, *fragments: str) -> str:
        """The next text holds all of this; returns it."""
        assert self.unread, f"{self.number} got nothing, expected {fragments}"
        body = self.unread[0]
        for fragment in fragments:
            assert fragment in body, f"{self.number}: {fragment!r} is not in {body!r}"
        self._read += 1
        return body

    def skips(self) -> "Phone":
        """Whatever came so far has been seen."""
        self._read = len(self.shown)
        return self

    def code(self) -> str:
        """The code of the last page."""
        pages = [text.body for text in self.shown if "= jeg tager den" in text.body]
        pages += [text.body for text in self.shown if "= I take it" in text.body]
        return pages[-1].rsplit(" = ", 1)[0].rsplit(" ", 1)[1]

    def texts(self, body: str) -> None:
        """Its owner texts the hotline; a few seconds pass."""
        self.world.carrier.text(self.number, body)
        self.world.advance(seconds=5)

    replies = texts

    def calls(self) -> list[Call]:
        """Every call to the phone, the oldest first."""
        return [
            call
            for call in self.world.carrier.calls.all()
            if call.to == self.number and call.direction is Direction.API
        ]

    def ringing(self) -> Call:
        """The call that rings now."""
        ringing = [call for call in self.calls() if call.status == "ringing"]
        assert ringing, f"{self.number} does not ring: {[c.status for c in self.calls()]}"
        return ringing[-1]

    def picks_up(self) -> str:
        """Its owner answers the call; returns what is said."""
        call = self.ringing()
        self.world.carrier.answer(call.sid)
        self.world.advance(seconds=1)
        return self.heard(call)

    def presses(self, digits: str) -> str:
        """Its owner keys something in; returns what is said then."""
        call = self.calls()[-1]
        before = len(self.heard_lines(call))
        self.world.carrier.press(call.sid, digits)
        self.world.advance(seconds=1)
        return " ".join(self.heard_lines(call)[before:])

    def heard_lines(self, call: Call) -> list[str]:
        """What the hotline said in a call."""
        lines = self.world.carrier.calls.get(call.sid).lines
        return [line.text for line in lines if line.speaker is Speaker.HOTLINE]

    def heard(self, call: Call) -> str:
        """The same as one text."""
        return " ".join(self.heard_lines(call))


class World:
    """The relay, the carrier and the phones."""

    _app: Flask | None = None  # one for all worlds: routes take longer to build than to ask

    def __init__(
        self,
        database_url: str,
        config: Path = ROOT / "config",
        seed: int = 1,
        variables: Mapping[str, str] | None = None,
        spool: Path | None = None,
    ) -> None:
        """Put it together.

        Args:
            database_url: with our tables in it.
            config: the folder of settings.
            seed: of all chance.
            variables: what the environment says besides.
            spool: where texts are kept while the database is away.
        """
        self.clock = ManualClock(NIGHT)
        live = Live({**environ(database_url, config), **(variables or {})}, self._seconds)
        settings = live.current()
        webshops = LiveDirectory(
            settings.webshops_file, settings.hotline.country, self._seconds, at_once
        )
        database, chance = opened(database_url), random.Random(seed)
        self._database_url = database_url
        self.relay = Relay(live, self.clock, database, Bell(), webshops, chance)
        self.minder = (
            Minder(self.relay, Spool(spool), lambda: self.gateway, lambda: self.second())
            if spool
            else build_minder(self.relay)
        )
        parts = {"relay": self.relay, "minder": self.minder, "refusals": Refusals()}
        self._parts: Mapping[str, object] = parts
        World._app = World._app or create_app(self.relay, self.minder)
        self._client = World._app.test_client()
        self.carrier = self._open_carrier(seed)
        self.gateway: Gateway = EmulatorGateway(self.carrier, public_url=PUBLIC_URL)
        self.second: Second = cache(partial(build_second_path, settings))
        self._phones: dict[str, Phone] = {}
        self._settings: Settings | None = None
        self._due: tuple[int, datetime | None] | None = None  # the relay's, after so many commits
        self.seen: datetime | None = None  # the clock, by the worker; None: it begins anew

    def _seconds(self) -> float:
        return self.clock.now().timestamp()

    def _open_carrier(self, seed: int) -> Carrier:
        return Carrier(
            EmulatorConfig(
                account_sid=ACCOUNT,
                auth_token=TOKEN,
                hotline=self.relay.settings.hotline.number,
                sms_url=f"{PUBLIC_URL}/twilio/sms",
                voice_url=f"{PUBLIC_URL}/twilio/voice",
            ),
            self.clock,
            self._post,
            random=random.Random(seed),
        )

    @property
    def client(self) -> FlaskClient:
        """Whoever asks the web side of this world."""
        self._client.application.extensions.update(self._parts)
        return self._client

    def _post(
        self, url: str, params: Sequence[tuple[str, str]], headers: Mapping[str, str]
    ) -> tuple[int, str]:
        return post(self.client.application, url, params, headers)

    def signed(self, path: str, form: Mapping[str, str]) -> int:
        """Something posts to a route as the carrier would; returns the answer's status."""
        url, fields = PUBLIC_URL + path, list(form.items())
        signature = sign(TOKEN, url, [(name.encode(), value.encode()) for name, value in fields])
        return self._post(url, fields, {"X-Twilio-Signature": signature.decode()})[0]

    def phone(self, who: str) -> Phone:
        """A person's phone by their key, or anybody's by number."""
        person = self.relay.settings.people.get(who)
        number = person.phone if person else who
        return self._phones.setdefault(number, Phone(self, number))

    @property
    def merchant(self) -> Phone:
        """The phone of the merchant in most stories."""
        return self.phone(MERCHANT)

    def report(self, body: str = REPORT, sender: str = MERCHANT) -> Phone:
        """A merchant texts the hotline; a few seconds pass."""
        phone = self.phone(sender)
        phone.texts(body)
        return phone

    def advance(self, **span: float) -> None:
        """Let time pass, stopping wherever something is due."""
        end = self.clock.now() + timedelta(**span)
        self._due = None  # another process may have written meanwhile
        self.seen = pager.mind_the_clock(self.relay, self.seen)
        self._settings = pager.mind_the_crew(self.relay, self._settings)
        self.carrier.tick()
        self._work()  # as the worker, which looks even when nothing seems to be due
        while (due := self.settle()) is not None and due <= end:
            self.clock.move_to(due)
        self.clock.move_to(end)
        self.settle()
        self.seen = self.clock.now()

    def settle(self) -> datetime | None:
        """Do all that is due at this instant; returns when the next thing is."""
        while True:
            self.carrier.tick()
            due = self._next_due()
            if due is None or due > self.clock.now():
                return due
            assert self._work() or due == self.carrier.next_due(), "what is due does not happen"

    def _work(self) -> int:
        """What the worker does when it looks; returns how much there was."""
        busy = pager.escalate(self.relay)
        busy += outbox.deliver(self.relay, self.gateway, self.second)
        busy += outbox.ask(self.relay, self.gateway)
        return busy + outbox.hang_up(self.relay, self.gateway)

    def _next_due(self) -> datetime | None:
        commits = COMMITS[self.relay.database.engine]
        if self._due is None or self._due[0] != commits:
            self._due = commits, pager.next_due(self.relay)
        times = (self._due[1], self.carrier.next_due())
        return min((at for at in times if at is not None), default=None)

    def incident(self, number: int = 1001) -> Incident:
        """An incident as it stands."""
        found = self.relay.database.read(lambda session: incidents.by_number(session, number))
        assert found is not None, f"there is no incident {number}"
        return found

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a settings file of this world; it is taken up within a second."""
        path = self.relay.settings.environment.config / file
        assert path.parent != ROOT / "config", "edit a copy: make_world with replacements"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def timeline(self, number: int = 1001) -> list[Event]:
        """An incident's timeline."""
        row = self.incident(number).id
        return list(self.relay.database.read(lambda session: events.of(session, row)))

    def happened(self, number: int = 1001) -> list[str]:
        """What the timeline tells, as words."""
        return [event.what.value for event in self.timeline(number)]

    def close(self) -> None:
        """Fail when a phone showed what no story expected."""
        unexpected = {
            text.to: self.phone(text.to).unread
            for text in self.carrier.texts.all()
            if self.phone(text.to).unread and text.to != self.relay.settings.hotline.number
        }
        assert unexpected == {}, "texts that nobody expected"


def edited_config(folder: Path, replacements: Mapping[str, str]) -> Path:
    """A copy of the real settings with some words replaced, each of which must be there."""
    shutil.copytree(ROOT / "config", folder)
    for old, new in replacements.items():
        changed = 0
        for path in folder.glob("*.yaml"):
            text = path.read_text("utf-8")
            changed += old in text
            path.write_text(text.replace(old, new), "utf-8")
        assert changed, f"{old!r} is nowhere in the settings"
    return folder
