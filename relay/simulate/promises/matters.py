"""Shifts, drills, reports that are asked about: each has an end; the managers hear of silence."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from relay.core.crew import managers
from relay.core.matter import REPORT_AFTER, RINGS, Answer, Subject
from relay.core.message import Kind
from relay.settings import Settings
from relay.simulate.promises.broken import Broken, minutes
from relay.simulate.promises.excuses import SLACK, Excuses
from relay.simulate.sight import Sight


@dataclass
class Matters:
    """Every question that belongs to no incident."""

    settings: Settings
    excuses: Excuses
    _open: dict[int, tuple[str, timedelta, datetime]] = field(default_factory=dict)
    _answers: dict[int, Answer] = field(default_factory=dict)

    def check(self, sight: Sight, now: datetime) -> None:
        """Note what is asked; whoever cannot, or says nothing, is told of."""
        for one in sight.matters.values():
            before, self._answers[one.id] = self._answers.get(one.id), one.answer
            if one.answer is Answer.OPEN:
                lasts = self._longest(one.subject)
                self._open.setdefault(one.id, (f"the {one.subject} of {one.person}", lasts, now))
                continue
            self._open.pop(one.id, None)
            if before is one.answer:
                continue
            cannot = one.subject is Subject.SHIFT and one.answer is Answer.NO
            if one.subject is Subject.REPORT:
                _is_a_report(sight, one)
            elif cannot or one.answer is Answer.SILENT:
                self._managers_hear(sight, one.person, one.answer)

    def _longest(self, subject: Subject) -> timedelta:
        """How long an answer is waited for at most."""
        ladder = self.settings.ladder
        if subject is Subject.REPORT:
            return REPORT_AFTER
        if subject is Subject.SHIFT:
            return self.settings.watch.handshake
        return ladder.voice_after + RINGS * ladder.reminder_gap

    def _managers_hear(self, sight: Sight, person: str, answer: Answer) -> None:
        told = {one.recipient for one in sight.written if one.kind is Kind.NOTICE}
        for one in managers(self.settings.people, about=person):
            if one.phone not in told:
                raise Broken(
                    "the managers hear who is not there (2)", f"{one.key} of {person}: {answer}"
                )

    def be_in_time(self, now: datetime) -> None:
        """No question waits for ever."""
        for what, lasts, since in self._open.values():
            late = now - since - lasts
            if late > SLACK and late - self.excuses.of_machine(since, now) > SLACK:
                raise Broken(
                    "a question has an end (2)", f"{what} is open for {minutes(now - since)}"
                )


def _is_a_report(sight: Sight, matter: Any) -> None:
    """A text of somebody on call is an incident unless they say that it is no report."""
    text = next(row for row in sight.inbound.values() if row.id == matter.inbound_id)
    if matter.answer in (Answer.YES, Answer.SILENT) and text.incident_id is None:
        raise Broken("no cry for help is lost (1)", f"{text.body!r}: {matter.answer}, no incident")
