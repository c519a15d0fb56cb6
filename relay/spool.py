"""Keeps texts on this machine while the database is away, pages from there, and feeds them in."""

import base64
import fcntl
import hashlib
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from relay import inbox
from relay.core import rota, watch, words
from relay.core.crew import Person
from relay.core.delivery import Policy, policy_of
from relay.core.phone import is_premium_or_satellite, masked, sender_number
from relay.core.report import Report, read_report
from relay.core.urgency import Urgency
from relay.core.watch import Told
from relay.inbox import CameBy, Text
from relay.inbox.door import WEBHOOK_WAIT, person_of, readable
from relay.parts import Relay
from relay.settings import Settings
from relay.sms.alarm import reach
from relay.sms.gateway import Gateway, Outcome, Refused, Second, Sent, nothing
from relay.store.db import DatabaseBusy

logger = logging.getLogger(__name__)

HANG = WEBHOOK_WAIT + timedelta(seconds=1)  # then a database that says nothing is away
OFTEN, SELDOM = 1, 5  # seconds between two looks: while something waits, and while nothing does
HALF_WRITTEN = 60  # seconds after which nobody writes a file any more
KEPT = 86_400  # seconds for which it is known who was told of a text that was fed in
AT_ONCE = 4  # pages before it is seen again whether the database is back
# Asking again with the same words cannot help.
HOPELESS = {Policy.OTHER_CHANNEL, Policy.OTHER_CARRIER, Policy.OURS}
MARK = ".over-"  # and a person's key: the end of a name that a text bears besides its own
VALID = timedelta(minutes=10)  # how long a page stays good in the carrier's queue


class SpoolFull(Exception):
    """A text could not be kept on this machine either."""


# ---- files --------------------------------------------------------------------------------


class Spool:
    """One file a text, each whole or not there; safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when it is first needed."""
        self._folder = folder
        # Who was told, for as long as the process lives: the disk may be full.
        self._told: dict[str, dict[str, Told]] = {}
        self._said: set[tuple[str, str]] = set()
        self._let_go: set[str] = set()  # in the database, but the disk keeps the file

    def keep(self, text: Text) -> None:
        """Write a text so that it survives the end of this process, and of the machine.

        Safe to call any number of times with the same text.

        Raises:
            SpoolFull: when it could not be written; nothing was kept.
        """
        path = self._folder / f"{_digest(text.sid)}.text"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                self._write(path, _to_json(text))
            _sync(self._folder)
        except OSError as error:
            raise SpoolFull(error.strerror or str(error)) from error

    def waiting(self) -> list[tuple[Path, Text]]:
        """The texts that are kept, the oldest first; files that say nothing are put aside."""
        self._put_halves_aside()
        found = [(path, self._read(path)) for path in self._files()]
        texts = [(path, text) for path, text in found if text is not None]
        return sorted(texts, key=lambda one: (str(one[1].received_at), one[0]))

    def count(self) -> int:
        """How many texts wait."""
        return sum(1 for _ in self._files())

    def remove(self, path: Path) -> None:
        """Let go of a text that is in the database; who was told stays known for a day.

        A file that the disk does not give up waits no more. The next process finds it, and its id
        in the database.
        """
        try:
            path.unlink(missing_ok=True)
        except OSError:
            logger.exception("spool: %s is in the database and cannot be removed", path.name)
            self._let_go.add(path.name)
        self._told.pop(path.name, None)
        self._said = {one for one in self._said if one[0] != path.name}
        for mark in self._folder.glob(f"{path.stem}{MARK}*"):  # they hold the text
            with suppress(OSError):
                mark.unlink()
        for old in self._folder.glob("*.told"):
            with suppress(OSError):
                if _age(old) > KEPT:
                    old.unlink()

    def is_news(self, path: Path, trouble: str) -> bool:
        """Whether it is the first time that something fails with a text; it is tried for ever."""
        is_first = (path.name, trouble) not in self._said
        self._said.add((path.name, trouble))
        return is_first

    def told(self, path: Path) -> dict[str, Told]:
        """Who was told of a text, by key of person; by this process or another."""
        told = self._marked(path)
        for known in (self._recorded(path), self._told.get(path.name, {})):
            told |= {key: one.or_further(told.get(key, Told())) for key, one in known.items()}
        return told

    def note_told(self, path: Path, told: Mapping[str, Told]) -> None:
        """Write who was told of a text; where nothing can be written it is only remembered."""
        self._told[path.name] = dict(told)
        record = {key: one.to_json() for key, one in told.items()}
        try:
            self._write(path.with_suffix(".told"), json.dumps(record))
        except OSError:
            if self.is_news(path, "note"):
                logger.exception("spool: who was told of %s could not be written", path.name)
            self._mark(path, [key for key, one in told.items() if one.is_over])

    def _recorded(self, path: Path) -> dict[str, Told]:
        try:
            record = json.loads(path.with_suffix(".told").read_text("utf-8"))
            return {key: Told.from_json(one) for key, one in record.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}  # told twice rather than never

    def _mark(self, path: Path, keys: Iterable[str]) -> None:
        """Leave to other processes whom not to tell again, on a disk that is full.

        A second name of the kept text takes no room. Where no name can be added either (a disk that
        is read-only, or has no second names) nothing on it tells one process of another, and each
        tells once.
        """
        with suppress(OSError):
            for key in keys:
                with suppress(FileExistsError):
                    os.link(path, path.with_suffix(MARK + key))
            _sync(self._folder)

    def _marked(self, path: Path) -> dict[str, Told]:
        marks = self._folder.glob(f"{path.stem}{MARK}*")
        return {mark.suffix.removeprefix(MARK): Told(is_over=True) for mark in marks}

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether this process may page and feed now; the kernel ends the turn of a dead one.

        Where nothing can be locked each process has its turn: told twice rather than never.
        """
        if not self._folder.is_dir():
            yield False
            return
        file = self._open_lock()
        try:
            yield self._lock(file)
        finally:
            os.close(file)

    def _open_lock(self) -> int:
        """What is locked for a turn: a file, and the folder itself where none can be opened.

        Not always the folder: NFS locks only what can be opened for writing, see
        https://man7.org/linux/man-pages/man2/flock.2.html
        """
        try:
            return os.open(self._folder / "turn.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:  # the disk has no inode left, or may not be written any more
            return os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)

    def _lock(self, file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            if self.is_news(self._folder, "lock"):
                logger.exception("spool: nothing can be locked, so each process tells")
        return True

    def _files(self) -> Iterator[Path]:
        return (path for path in self._folder.glob("*.text") if path.name not in self._let_go)

    def _write(self, path: Path, words: str) -> None:
        half = path.with_suffix(f".half-{os.getpid()}-{threading.get_ident()}")
        try:
            file = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(file, "w", encoding="utf-8") as written:
                written.write(words)
                written.flush()
                os.fsync(written.fileno())
            half.rename(path)
        except OSError:
            with suppress(OSError):
                half.unlink()
            raise
        _sync(self._folder)

    def _read(self, path: Path) -> Text | None:
        try:
            return _from_json(path.read_text("utf-8"))
        except FileNotFoundError:
            return None  # another process has just fed it in
        except OSError:
            # The disk may have failed only this once.
            if self.is_news(path, "read"):
                logger.exception("spool: %s could not be read and is tried again", path.name)
            return None
        except (ValueError, KeyError, TypeError):
            if self.is_news(path, "aside"):
                logger.exception("spool: %s says nothing and is put aside", path.name)
            self._put_aside(path)
            return None

    def _put_halves_aside(self) -> None:
        """Files whose writer died; the carrier was never told that we have the text."""
        for half in self._folder.glob("*.half-*"):
            with suppress(OSError):
                if _age(half) > HALF_WRITTEN:
                    if self.is_news(half, "aside"):
                        logger.error("spool: %s was never finished and is put aside", half.name)
                    self._put_aside(half)

    def _put_aside(self, path: Path) -> None:
        with suppress(OSError):
            (self._folder / "aside").mkdir(mode=0o700, exist_ok=True)
            path.rename(self._folder / "aside" / path.name)


def _age(path: Path) -> float:
    """Seconds since a file was written, by its own file system's clock and ours."""
    return time.time_ns() / 1e9 - path.stat().st_mtime


def _digest(sid: str) -> str:
    return hashlib.sha256(sid.encode()).hexdigest()[:40]


def _sync(folder: Path) -> None:
    """Let the names in a folder survive the end of the machine."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _to_json(text: Text) -> str:
    if text.received_at is None:
        raise ValueError("a text is kept with the time it came in")
    raw = base64.b64encode(text.raw).decode()
    return json.dumps(asdict(text) | {"raw": raw, "received_at": text.received_at.isoformat()})


def _from_json(words: str) -> Text:
    given = json.loads(words)
    return Text(
        sid=str(given["sid"]),
        sender=str(given["sender"]),
        recipient=str(given["recipient"]),
        raw=base64.b64decode(given["raw"], validate=True),
        media=int(given["media"]),
        received_at=datetime.fromisoformat(given["received_at"]),
        came_by=CameBy.SPOOL,
        error_code=None if given["error_code"] is None else int(given["error_code"]),
    )


# ---- in and out ---------------------------------------------------------------------------


@dataclass
class _Try:
    """What came of taking in a text in a thread of its own."""

    error: BaseException | None = None


def receive_in_time(relay: Relay, text: Text) -> None:
    """Take in a text, or give it up after 3 s, wherever it hangs.

    A server that is frozen answers nothing at all, and no time limit of its own helps. What hangs
    may yet come through: a text is known by its id, so that is no harm.

    Raises:
        DatabaseBusy: when it was not taken in in time.
    """
    if relay.database.is_sqlite:  # a file keeps to its time limit
        inbox.receive(relay, text)
        return
    came = _Try()
    thread = threading.Thread(target=_receive, args=(relay, text, came), name="intake", daemon=True)
    thread.start()
    thread.join(HANG.total_seconds())
    if thread.is_alive():
        raise DatabaseBusy("the server did not answer in time")
    if came.error is not None:
        raise came.error


def _receive(relay: Relay, text: Text, came: _Try) -> None:
    try:
        inbox.receive(relay, text)
    except BaseException as error:
        came.error = error


def feed(relay: Relay, spool: Spool) -> None:
    """Take in what waits, the oldest first, until all is in or the database is away again.

    What one text needs may be locked for long; the database is away when the next one waits too.
    """
    was_busy = False
    for path, text in spool.waiting():
        late = watch.is_late(text.received_at or relay.clock.now(), relay.clock.now())
        try:
            receive_in_time(relay, replace(text, late=late))
        except DatabaseBusy as error:
            logger.warning("spool: inbound %s waits on: %s", text.sid, error)
            if was_busy:
                return
            was_busy = True
            continue
        except Exception:
            # It stays, is paged from here, and is tried again; it keeps no other text out.
            if spool.is_news(path, "take in"):
                logger.exception("spool: inbound %s could not be taken in", text.sid)
            was_busy = False
            continue
        was_busy = False
        spool.remove(path)
        logger.info("spool: inbound %s is in the database", text.sid)


def page(relay: Relay, spool: Spool, gateway: Gateway, second: Second = nothing) -> None:
    """Tell the fixed list of each emergency that waits, each person once; a few at a time."""
    settings = relay.settings
    tell = partial(reach, gateway, second, valid_for=VALID)
    seen: set[tuple[str, bytes]] = set()
    sent = 0
    for path, text in spool.waiting():
        report = _emergency(settings, text)
        if report is None or (text.sender, text.raw) in seen:
            continue
        seen.add((text.sender, text.raw))
        for person in _fixed_list(settings, relay.clock.now()):
            sent += _tell(relay, spool, path, tell, person, report)
            if sent >= AT_ONCE:
                return


def _emergency(settings: Settings, text: Text) -> Report | None:
    """What a text says, if somebody must know of it now."""
    sender = sender_number(text.sender) or text.sender
    if sender == settings.hotline.number or person_of(settings, sender) is not None:
        return None
    report = read_report(readable(text.raw), sender, settings.hotline.country)
    if report.urgency is not Urgency.CRITICAL:
        return None
    return replace(
        report,
        problem=report.problem or readable(text.raw),
        callback=report.callback or sender_number(sender),
    )


def _fixed_list(settings: Settings, now: datetime) -> tuple[Person, ...]:
    """The people of `watch.degraded_notify`; everybody when that means nobody."""
    who = partial(
        rota.who,
        people=settings.people,
        rotations=settings.rotations,
        at=now,
        zone=settings.hotline.time_zone,
    )
    return who(settings.watch.degraded_notify) or who(("everyone",))


def _tell(
    relay: Relay,
    spool: Spool,
    path: Path,
    tell: Callable[..., Outcome],
    person: Person,
    report: Report,
) -> bool:
    """Page one person, unless it was done; whether the carrier was asked."""
    told, now = spool.told(path), relay.clock.now()
    before = told.get(person.key, Told())
    if not before.is_due(now):
        return False
    body = words.degraded(
        relay.settings.texts,
        person.language,
        shop=report.webshop,
        problem=report.problem or "",
        name=report.name,
        callback=report.callback,
        expensive=is_premium_or_satellite(report.callback or ""),
    )
    attempt = f"{relay.chance.getrandbits(128):032x}"
    outcome = tell(person, body, attempt=attempt)
    is_over = isinstance(outcome, Sent) or (
        isinstance(outcome, Refused) and policy_of(outcome.code) in HOPELESS
    )
    told[person.key] = before.again(now, is_over=is_over)
    logger.warning(
        "spool: %s was told at %s: %s",
        person.key,
        masked(person.phone),
        type(outcome).__name__.lower(),
    )
    spool.note_told(path, told)
    return True


# ---- the thread ---------------------------------------------------------------------------


class Minder:
    """A thread of its own that feeds in what waits, and pages what cannot be fed in."""

    def __init__(
        self,
        relay: Relay,
        spool: Spool,
        gateway: Callable[[], Gateway],
        second: Second = nothing,
    ) -> None:
        """Prepare it; nothing runs before `start`.

        Args:
            relay: the parts.
            spool: the files.
            gateway: makes the carrier, which a web process needs only now.
            second: the second path, if there is one.
        """
        self._second = second
        self._relay = relay
        self._spool = spool
        self._make_gateway = gateway
        self._gateway: Gateway | None = None
        self._woken = threading.Event()
        self._is_stopped = False
        self._thread = threading.Thread(target=self._run, name="spool", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier process has left."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is under way; what waits stays on the disk."""
        self._is_stopped = True
        self._woken.set()
        self._thread.join(HANG.total_seconds())

    def keep(self, text: Text) -> None:
        """Keep a text that the database could not take.

        Raises:
            SpoolFull: when it could not be kept on this machine either.
        """
        at = text.received_at or self._relay.clock.now()
        self._spool.keep(replace(text, received_at=at))
        self._woken.set()

    def count(self) -> int:
        """How many texts wait."""
        return self._spool.count()

    def round(self) -> None:
        """Feed in what waits, then page what is still there; nothing when another process does."""
        with self._spool.turn() as is_ours:
            if not is_ours or not self._spool.count():
                return
            feed(self._relay, self._spool)
            if self._spool.count():
                self._gateway = self._gateway or self._make_gateway()
                page(self._relay, self._spool, self._gateway, self._second)

    def _run(self) -> None:
        while not self._is_stopped:
            try:
                self.round()
                pause = OFTEN if self._spool.count() else SELDOM
            except Exception:
                logger.exception("spool: a round failed, the next one comes")
                pause = SELDOM
            self._woken.wait(pause)
            self._woken.clear()
