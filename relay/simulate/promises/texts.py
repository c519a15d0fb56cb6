"""Promise 1: no cry for help is lost; and every answer of the crew's is answered."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core import rota
from relay.core.message import Channel, Kind
from relay.core.reply import is_opt_out
from relay.core.report import read_report
from relay.core.urgency import Urgency
from relay.settings import Settings
from relay.simulate.promises.broken import Broken, minutes
from relay.simulate.promises.cries import Cry
from relay.simulate.promises.excuses import SLACK, Excuses
from relay.simulate.sight import Sight


@dataclass
class Texts:
    """What came in, and where it is."""

    settings: Settings
    excuses: Excuses
    cries: Mapping[str, Cry]  # those that are emergencies, whatever is read in them
    answered: dict[str, str] = field(default_factory=dict)  # inbound texts answered 2xx: words
    senders: dict[str, str] = field(default_factory=dict)  # of those
    told: dict[str, datetime] = field(default_factory=dict)  # last text past the outbox, by phone
    _unseen: set[str] = field(default_factory=set)  # answered, and not yet found in the log
    _kept: dict[str, datetime] = field(default_factory=dict)  # in the spool since

    def is_answered(self, sid: str, sender: str, words: str) -> None:
        """The carrier was told that we have a text."""
        if sid not in self.answered:
            self._unseen.add(sid)
        self.answered[sid], self.senders[sid] = words, sender

    def check(self, sight: Sight, spooled: Collection[str], now: datetime) -> None:
        """Every text that was answered is in the log or on this machine, in its own words."""
        for sid in list(self._unseen):
            if sid in sight.inbound:
                self._unseen.discard(sid)
            elif sid not in spooled:
                lost = self.answered[sid]
                raise Broken("no cry for help is lost (1)", f"answered, and not kept: {lost!r}")
        for row in sight.arrived:
            words = self.answered.get(row.sid)
            if words is not None and row.raw != words.encode():
                raise Broken("the sender's own words (1)", f"{row.raw!r} for {words!r}")
            if row.door == "report" and row.incident_id is None:
                raise Broken("each becomes an incident (1)", f"{row.raw!r} became none")
        _staff_is_answered(sight)
        for sid in self._kept.keys() - set(spooled):
            del self._kept[sid]
        for sid in spooled:
            self._kept.setdefault(sid, now)

    def be_in_time(self, now: datetime) -> None:
        """Somebody of the fixed list is told of what the database does not take."""
        for sid, kept_at in self._kept.items():
            since = self._first_said(sid, kept_at)  # the same words once more are not told again
            late = now - since - self.excuses.of_machine_down(since, now)
            if late <= SLACK or not self._is_emergency(sid):
                continue
            for person in self._fixed_list(now):
                if self.told.get(person, since - timedelta(seconds=1)) < since:
                    raise Broken(
                        "who cannot be logged is told of at once (1)",
                        f"{person} heard nothing of {self.answered[sid]!r} in {minutes(late)}",
                    )

    def _first_said(self, sid: str, since: datetime) -> datetime:
        said = (self.senders.get(sid), self.answered.get(sid))
        same = (
            one for one in self._kept if (self.senders.get(one), self.answered.get(one)) == said
        )
        return min((self._kept[one] for one in same), default=since)

    def _is_emergency(self, sid: str) -> bool:
        words, sender = self.answered.get(sid), self.senders.get(sid, "")
        if words is None or any(one.phone == sender for one in self.settings.people.values()):
            return False
        if sid in self.cries:
            return True
        report = read_report(words, sender, self.settings.hotline.country)
        return report.urgency is Urgency.CRITICAL

    def _fixed_list(self, now: datetime) -> list[str]:
        settings = self.settings
        people = rota.who(
            settings.watch.degraded_notify,
            settings.people,
            settings.rotations,
            now,
            settings.hotline.time_zone,
        )
        return [person.phone for person in people]

    def ended(self, sight: Sight, texts: Mapping[str, str]) -> None:
        """Every text that the carrier ever had is one row, and no row is of anything else."""
        for sid, words in texts.items():
            row = sight.inbound.get(sid)
            if row is None:
                raise Broken("no cry for help is lost (1)", f"never in the log: {words!r}")
            if row.raw != words.encode():
                raise Broken("the sender's own words (1)", f"{row.raw!r} for {words!r}")
        for sid in sight.inbound:
            if sid not in texts:
                raise Broken("each becomes exactly one row (1)", f"{sid} was never written")


def _staff_is_answered(sight: Sight) -> None:
    """One answer to each text of the crew's; to whoever wants no texts, none."""
    owed = Counter(
        row.sender for row in sight.arrived if row.door == "reply" and not is_opt_out(row.body)
    )
    given = Counter(
        row.recipient
        for row in sight.written
        if row.kind is Kind.REPLY and row.channel is Channel.SMS  # not its copy by another way
    )
    if owed != given:
        raise Broken("every reply is answered, once (3)", f"{_told(owed)} got {_told(given)}")


def _told(counted: Mapping[str, int]) -> Any:
    return dict(counted) or "nobody"
