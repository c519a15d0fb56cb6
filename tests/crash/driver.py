"""One bad hour in short: reports, faults, answers, and processes that are killed, by a seed."""

import random
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import psutil

from tests.processes import PATIENCE, Process, Site, eventually, http
from tests.story.test_processes import CREW

MANAGER = "+4520123459"
NAMES = {
    CREW["mette"]: "Mette Holm",
    CREW["lars"]: "Lars Friis",
    CREW["aisha"]: "Aisha Khan",
    MANAGER: "Karen Bang",
}
STAFF = frozenset(NAMES)
CODE = re.compile(r"(?:Svar|Reply) (\d{2,3}) = (?:jeg tager den|I take it)")
SHOP = re.compile(r"\bbutik(\d{4}) dk")
ADDED = re.compile(r"\b\d{5} ordrer tabt")  # no two merchants have lost the same
# Nothing is held back or put together, so that each report has pages of its own; a night of
# reminders passes within a minute, and whoever has an incident keeps it, however slow the machine.
SETTINGS = {
    "messages_per_second: 1 ": "messages_per_second: 50 ",
    "storm: [3, 10]": "storm: [9999, 10]",
    "bundle: [5, 10]": "bundle: [9999, 10]",
    "[[5, 15], [11, 60], [21, 180]]": "[[9999, 15]]",
    "reminder_minutes: 2 ": "reminder_minutes: 0.1 ",
    "voice_after_minutes: 4 ": "voice_after_minutes: 0.15 ",
    "minutes: 6 ": "minutes: 0.2 ",
    "every_minutes: [10, 10, 10, 30]": "every_minutes: [0.3, 0.3, 0.3, 0.5]",
    "check_in_minutes: 30 ": "check_in_minutes: 600 ",
    "callback_promise_minutes: 15 ": "callback_promise_minutes: 600 ",
    "update_reporter_minutes: [10, 30, 60]": "update_reporter_minutes: [0.2, 0.5]",
}
REMIND_AFTER, RING_AFTER, NEXT_AFTER, TELL_AFTER = 6, 9, 12, 12  # seconds, of those settings
TRIES = 30  # of a post, a second apart
READY = 5  # seconds until web and workers are, on a machine that has little else to do
# What ends within seconds, and what takes the relay a minute or more to get over.
BRIEF: Sequence[dict[str, object]] = (
    {"trouble": "refuse", "code": 20429, "status": 429},
    {"trouble": "outage"},
    {"trouble": "lose_answer"},
    {"trouble": "slow_answer", "seconds": 0.5},
    {"trouble": "delivered_twice"},
    {"trouble": "callbacks_twice"},
    {"trouble": "callbacks_reversed"},
    {"trouble": "inbound_twice"},
)
LASTING: Sequence[dict[str, object]] = (
    {"trouble": "drop"},
    {"trouble": "stuck", "seconds": 5},
    {"trouble": "undelivered", "code": 30003},
    {"trouble": "callbacks_never"},
    {"trouble": "callbacks_late", "seconds": 10},
    {"trouble": "inbound_lost"},
    {"trouble": "inbound_late", "seconds": 5},
)


@dataclass(frozen=True, slots=True)
class Course:
    """How much happens; the seed says when and to whom."""

    seed: int
    seconds: float  # that reports keep coming
    reports: int
    kills: int
    faults: int
    troubles: Sequence[dict[str, object]]
    workers: int = 2


@dataclass(slots=True)
class Diary:
    """What the driver saw from outside."""

    answered: set[str] = field(default_factory=set)  # ids of texts that were answered 200
    statuses: Counter[int] = field(default_factory=Counter)  # of our posts; 0: no answer
    merchants: set[str] = field(default_factory=set)  # whoever wrote, answered or not
    pace: float = 1.0  # how many times as long it all takes, on a busy machine
    kills: int = 0  # processes that died of it
    fell: list[str] = field(default_factory=list)  # processes that ended by themselves


class Part:
    """A process that is killed and started again."""

    def __init__(self, name: str, diary: Diary, start: Callable[[], Process]) -> None:
        self._name, self._diary, self._start = name, diary, start
        self._lock = threading.Lock()
        self._process = start()

    def kill(self, *, child: bool, pause: float) -> None:
        """Kill it, or one of its children, whom it replaces by itself."""
        with self._lock:
            children = psutil.Process(self._process.pid).children()
            if child and children:
                self._diary.kills += _dies(children[0])
                return
            self._process.kill()
            if (end := self._process.wait()) == -signal.SIGKILL:
                self._diary.kills += 1
            else:
                self._diary.fell.append(f"{self._name} ended with {end}")
            # They hold the port until they have seen that their parent is gone.
            psutil.wait_procs(children, timeout=PATIENCE)
            time.sleep(pause)
            self._process = self._start()

    def look(self) -> None:
        """Note when it has ended though nobody ended it."""
        with self._lock:
            if self._process.poll() is not None:
                self._diary.fell.append(f"{self._name} is not there any more")

    def renew(self, *, overlap: bool = False) -> None:
        """End it in order and start it again, or start another first.

        Raises:
            AssertionError: when it does not end, or not well.
        """
        with self._lock:
            old = self._process
            if overlap:
                self._process = self._start()
                time.sleep(2)  # both are at work
            old.terminate()
            # One that has only begun has nothing to finish, and dies of the signal.
            assert old.wait(60) in (0, -signal.SIGTERM)
            if not overlap:
                self._process = self._start()


def _dies(process: psutil.Process) -> bool:
    """Kill somebody's child; whether it died of that, and was not dead before."""
    try:
        was_there = process.status() != psutil.STATUS_ZOMBIE
        process.kill()
        process.wait(PATIENCE)
    except psutil.NoSuchProcess:
        return False
    return was_there


class Driver:
    """Drives a site whose database has our tables and whose emulator runs."""

    def __init__(self, site: Site, course: Course, web: str = "gunicorn") -> None:
        """Start web and workers.

        Args:
            site: where.
            course: how much happens.
            web: the web side's server: gunicorn, or web (waitress).
        """
        self.diary = Diary()
        self._site, self._course = site, course
        self._chance = random.Random(course.seed)
        start_web = site.start_gunicorn if web == "gunicorn" else partial(site.start, "web")
        self.web = Part(web, self.diary, start_web)
        self.workers = [
            Part("worker", self.diary, partial(site.start, "worker")) for _ in range(course.workers)
        ]
        self._crew = Crew(site, self._chance.randrange(2**32))

    def run(self, halfway: Callable[[], None] | None = None) -> None:
        """Let it all happen, and one thing more; then make the carrier well.

        Args:
            halfway: the one thing more.
        """
        site, begun = self._site, time.monotonic()
        eventually(lambda: http(f"{site.url}/readyz")[0] == 200, "web and workers")
        # A process that is killed before it has done anything proves little.
        self.diary.pace = pace = max(1.0, (time.monotonic() - begun) / READY)
        more = [(self._course.seconds / 2, halfway)] if halfway is not None else []
        agenda = sorted([*self._agenda(), *more], key=lambda entry: entry[0])
        began = time.monotonic()
        with self._crew, ThreadPoolExecutor(12) as hands:
            tasks = []
            for at, act in agenda:
                time.sleep(max(0.0, began + at * pace - time.monotonic()))
                tasks.append(hands.submit(act))
            for task in tasks:
                task.result()
        site.phone("faults", method="DELETE")
        eventually(lambda: http(f"{site.url}/healthz")[0] == 200, "web")

    def settle(self, is_quiet: Callable[[], bool], seconds: float) -> bool:
        """Answer what is still asked until all is quiet; False when it never is."""
        until = time.monotonic() + seconds
        quiet = False
        with self._crew.promptly():
            while not quiet and time.monotonic() < until:
                time.sleep(0.5)
                quiet = is_quiet()
        while quiet and not is_quiet() and time.monotonic() < until:
            time.sleep(0.5)  # what the crew wrote last is on its way
        for part in (self.web, *self.workers):
            part.look()
        return quiet

    def _agenda(self) -> list[tuple[float, Callable[[], None]]]:
        """What happens when."""
        chance, course = self._chance, self._course
        agenda: list[tuple[float, Callable[[], None]]] = []
        for number in range(course.reports):
            writes = self._post if chance.random() < 0.6 else self._text
            at, (phone, body) = chance.uniform(0, course.seconds), _report(number)
            agenda.append((at, partial(writes, number, phone, body)))
            if writes == self._post and chance.random() < 0.3:
                again = at + chance.choice([0.0, 0.0, 1.0, 5.0])
                agenda.append((again, partial(self._post, number, phone, body)))
            if chance.random() < 0.3:
                more = f"Der er flere kunder med samme fejl, {10_000 + number} ordrer tabt"
                writes, at = chance.choice([self._post, self._text]), at + chance.uniform(1, 8)
                agenda.append((at, partial(writes, course.reports + number, phone, more)))
        for number in range(course.kills):
            at = course.seconds * (number + chance.random()) / course.kills
            victim = chance.choice([self.web, *self.workers])
            child, pause = chance.random() < 0.7, chance.uniform(0, 2)
            agenda.append((at, partial(victim.kill, child=child, pause=pause)))
        for _ in range(course.faults):
            fault = {**chance.choice(course.troubles), "times": chance.randint(1, 3)}
            act = partial(self._site.phone, "faults", **fault)
            agenda.append((chance.uniform(0, course.seconds), act))
        return agenda

    def _post(self, number: int, phone: str, body: str) -> None:
        """The carrier's webhook, by our own hand: what is answered is known for certain.

        Tried for longer than the carrier does, which can be asked for what it gave up.
        """
        sid = f"SM{number:032x}"
        self.diary.merchants.add(phone)
        for _ in range(TRIES):
            status = self._site.webhook(MessageSid=sid, From=phone, Body=body)
            self.diary.statuses[status] += 1
            if status == 200:
                self.diary.answered.add(sid)
                return
            time.sleep(1)

    def _text(self, _number: int, phone: str, body: str) -> None:
        """A handset writes: the carrier has it, and brings it or is asked for it."""
        self.diary.merchants.add(phone)
        self._site.phone("texts", **{"from": phone, "body": body})


def _report(number: int) -> tuple[str, str]:
    phone = f"+4520{400_000 + number}"
    return phone, f"Jonas, butik{number:04}.dk, kassen giver fejl 500, ring {phone}"


def sleeps_through(page: str) -> bool:
    """Whether whoever is paged first for this shop does not wake of it: every fifth shop's."""
    found = SHOP.search(page)
    return found is not None and int(found[1]) % 5 == 0


class Crew:
    """Everyone on call: some answer at once, some late, some not before a reminder.

    Nobody picks up a call. For every fifth shop whoever is paged first sleeps on, and the next
    one answers once the first was rung: there the ladder is all that gets it taken. While that
    answer is written, what goes to the first is refused and waits.
    """

    def __init__(self, site: Site, seed: int) -> None:
        self._site = site
        self._chance = random.Random(seed)
        self._seen: set[str] = set()
        self._first: dict[str, str] = {}  # whose phone showed the first page, by shop
        self._rung: set[str] = set()
        self._held_up: set[str] = set()  # shops
        self._due: list[tuple[float, str, str]] = []  # when, whose phone, what it writes
        self._is_prompt = False
        self._stopping = threading.Event()
        self._thread = threading.Thread()

    def __enter__(self) -> "Crew":
        self._stopping.clear()
        self._thread = threading.Thread(target=self._live)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def promptly(self) -> "Crew":
        """The same people, who now answer everything at once."""
        self._is_prompt = True
        return self

    def _live(self) -> None:
        while not self._stopping.wait(0.5):
            self._decline()
            for text in self._site.phone("messages")["messages"]:
                if text["to"] in STAFF and text["delivered_at"] and text["sid"] not in self._seen:
                    self._seen.add(text["sid"])
                    self._read(text["to"], text["body"])
            now = time.monotonic()
            due = [one for one in self._due if one[0] <= now]
            self._due = [one for one in self._due if one[0] > now]
            for _, phone, body in due:
                self._site.phone("texts", **{"from": phone, "body": body})

    def _decline(self) -> None:
        for call in self._site.phone("calls")["calls"]:
            if call["status"] == "ringing":
                self._rung.add(call["to"])
                self._site.press(f"calls/{call['sid']}/decline")

    def _read(self, phone: str, body: str) -> None:
        found = CODE.search(body)
        if found is None or self._sleeps(phone, body):
            return
        code, now, chance = found[1], time.monotonic(), self._chance
        if sleeps_through(body):
            self._hold_up(SHOP.findall(body)[0])
            self._due.append((now + REMIND_AFTER + 1, phone, f"{code} ok"))
        elif self._is_prompt:
            self._due.append((now, phone, f"{code} ok"))
        elif chance.random() < 0.7:
            at = now + chance.uniform(0, 4)
            self._due.append((at, phone, f"{code} ok"))
            if chance.random() < 0.3:
                self._due.append((at + chance.uniform(1, 5), phone, f"{code} løst"))

    def _hold_up(self, shop: str) -> None:
        """Let a reminder to whoever sleeps wait at us, so that the answer finds it there."""
        if shop not in self._held_up:
            self._held_up.add(shop)
            refusal = {"trouble": "refuse", "code": 20429, "status": 429, "times": 3}
            self._site.phone("faults", **refusal, phone=self._first[shop])

    def _sleeps(self, phone: str, body: str) -> bool:
        if not sleeps_through(body):
            return False
        first = self._first.setdefault(SHOP.findall(body)[0], phone)
        return phone == first or first not in self._rung
