"""One night: a plan is played on the stage, and every promise is held after every step."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from relay.core.crew import Person
from relay.core.incident import State
from relay.core.message import MessageState
from relay.emulator import faults
from relay.emulator.agenda import Agenda
from relay.emulator.carrier import Carrier
from relay.emulator.config import EmulatorConfig, Pace
from relay.emulator.gateway import EmulatorGateway
from relay.emulator.records import Direction
from relay.emulator.webhooks import ConnectFailed, ReadTimedOut
from relay.simulate import sight
from relay.simulate.crew import Crew
from relay.simulate.line import Line, Request, SecondLine
from relay.simulate.moves import (
    Answers,
    Dies,
    Fails,
    Jumps,
    Move,
    PicksUp,
    Plan,
    Refuses,
    Rings,
    Says,
    Writes,
)
from relay.simulate.points import Died
from relay.simulate.process import Process, SkewedClock
from relay.simulate.promises import UNFINISHED, Broken, Intent, Promises, Trouble
from relay.simulate.sight import About, Asked
from relay.simulate.stage import ACCOUNT, PUBLIC_URL, TOKEN, Stage
from relay.simulate.story import Story
from relay.simulate.unexpected import listening

STRIDE = timedelta(minutes=10)  # at most between two looks, however little happens
RECOVERS = timedelta(seconds=90)  # from a trouble: leases, doubts, the worker's next look
NOW = timedelta(0)
ROUND = timedelta(minutes=2)  # of the day's crew
HANDS = 60  # rounds the day's crew needs at most until nothing is open
REST = timedelta(hours=7)  # until the last message has a final status, at most
HAMPERS = frozenset(  # what keeps a text from leaving, or holds up those after it
    {
        faults.Trouble.REFUSE,
        faults.Trouble.OUTAGE,
        faults.Trouble.DROP,
        faults.Trouble.LOSE_ANSWER,
        faults.Trouble.SLOW_ANSWER,
        faults.Trouble.STUCK,
        faults.Trouble.UNDELIVERED,
    }
)
SETTLED = timedelta(minutes=6)  # what a close still causes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a night."""

    plan: Plan
    broken: Broken | None
    incidents: int
    pages: int  # texts and calls to the crew
    texts: int  # to and from the hotline
    deaths: int
    hours: float  # of the virtual clock
    story: Story


class Night:
    """One night. Play it once."""

    def __init__(self, stage: Stage, plan: Plan) -> None:
        stage.clear()
        stage.clock.move_to(plan.start)
        self.stage = stage
        self.plan = plan
        self.clock = stage.clock
        self.machine = SkewedClock(stage.clock)
        self.story = Story(stage.settings)
        self.promises = Promises(stage.settings, plan.start)
        self.agenda = Agenda(lambda: None)
        self.deaths = 0
        self.pages = 0
        self._chance = random.Random(plan.seed)
        self._about: dict[tuple[str, str], About] = {}  # by phone and words
        self._seen: set[str] = set()  # texts and calls the crew knows of
        self._checked = (-1, -1)  # commits and answered texts at the last check
        self._opted_out: frozenset[str] = frozenset()
        self._down = timedelta(0)
        self.errors: list[str] = []
        self._found: list[Broken] = []
        self._logged: frozenset[str] = frozenset()  # ids of the texts in the log
        settings = stage.settings
        self.carrier = Carrier(
            EmulatorConfig(
                account_sid=ACCOUNT,
                auth_token=TOKEN,
                hotline=settings.hotline.number,
                sms_url=f"{PUBLIC_URL}/twilio/sms",
                sms_fallback_url=f"{PUBLIC_URL}/twilio/sms" if plan.has_fallback else "",
                voice_url=f"{PUBLIC_URL}/twilio/voice",
            ),
            self.clock,
            self._post,
            random=random.Random(plan.seed),
            pace=Pace(sent=NOW, delivered=timedelta(seconds=1), ringing=NOW),
        )
        gateway = EmulatorGateway(self.carrier, public_url=PUBLIC_URL)
        self._line = Line(gateway, stage.points, self.clock, self._leaves)
        self._second = SecondLine(stage.points, self.clock, self._leaves)
        self.crew = Crew(settings.people, plan.moves, self.agenda, self.carrier, self._crew_writes)
        self.process: Process | None = None
        self.start()

    def play(self) -> Outcome:
        """Let it happen, and the morning after."""
        broken = None
        with listening(self.errors):
            try:
                for move in self.plan.moves:
                    self.add(move)
                self.go_on(self.plan.lasts)
                self.end()
            except Broken as error:
                broken = error
                self.story.tell(self.clock.now(), f"BROKEN: {error}")
        hours = (self.clock.now() - self.plan.start).total_seconds() / 3600
        return Outcome(
            plan=self.plan,
            broken=broken,
            incidents=len(self.look().incidents),
            pages=self.pages,
            texts=len(self.carrier.texts.all()),
            deaths=self.deaths,
            hours=hours,
            story=self.story,
        )

    # ---- what happens ---------------------------------------------------------------------

    def add(self, move: Move) -> None:
        """Have a move made at its time; those that react wait for what they react to."""
        if not isinstance(move, Answers | PicksUp):
            at = self.plan.start + timedelta(seconds=move.at)
            self.agenda.add(max(at, self.clock.now()), partial(self.make, move))

    def make(self, move: Move) -> None:
        """Make a move now."""
        match move:
            case Writes(_, phone, words):
                self.writes(phone, words)
            case Rings(_, phone):
                self.tell(f"{phone} rings the hotline")
                self.carrier.ring_hotline(phone)
            case Says(_, person, words):
                self.answers(person, words)
            case Fails():
                self._fail(move)
            case Dies(_, points, down):
                self._down = timedelta(seconds=down)
                if points:
                    self.stage.points.die_in(points)
                elif self.process is not None:
                    self.die()
            case Refuses():
                self._refuse(move)
            case Jumps(_, by):
                self.jump(timedelta(seconds=by))

    def tell(self, words: str) -> None:
        """One line of the story, now."""
        self.story.tell(self.clock.now(), words)

    def writes(self, phone: str, words: str) -> str:
        """Somebody texts the hotline; returns the text's id."""
        self.tell(f"{self.story.called(phone)} texts: {words}")
        self.promises.written[phone] = self.promises.written.get(phone, 0) + 1
        return self.carrier.text(phone, words)

    def answers(self, key: str, template: str) -> None:
        """Somebody on call answers the latest page that their phone has shown."""
        person = self.stage.settings.people[key]
        shown = list(self.crew.members[person.phone].shown.values())
        self._crew_writes(person, template, shown[-1] if shown else None)

    def _crew_writes(self, person: Person, template: str, asked: Asked | None) -> None:
        words = self.crew.words(person, template, asked)
        sid = self.writes(person.phone, words)
        self.promises.intents[sid] = Intent(person.key, self._meant(person, template, asked))

    def _meant(self, person: Person, template: str, asked: Asked | None) -> frozenset[int]:
        """Which incidents a text of the crew's may change."""
        if asked is None or any(
            other in template for other in ("{wrong}", "{foreign}", "{number}")
        ):
            return frozenset()
        if "{code}" in template:
            return frozenset({asked.incident_id})
        return frozenset(self.crew.members[person.phone].shown)  # "ok" may mean any of them

    def _fail(self, move: Fails) -> None:
        fault, now = move.fault, self.clock.now()
        whom = f" for {self.story.called(fault.phone)}" if fault.phone else ""
        self.tell(f"the carrier: {fault.trouble}{whom} for {move.lasts:.0f} s")
        self.carrier.faults.add(fault)
        ends = now + timedelta(seconds=move.lasts)
        if fault.trouble in HAMPERS:
            self.promises.carrier_troubles.append(Trouble(now, ends + 4 * RECOVERS))

        def lift() -> None:
            if self.carrier.faults.remove(fault):
                self.tell(f"the carrier: no more {fault.trouble}{whom}")

        self.agenda.add(ends, lift)

    def _refuse(self, move: Refuses) -> None:
        now = self.clock.now()
        self.stage.points.refuse_in(move.points, once=not move.lasts)
        lasts = timedelta(seconds=move.lasts)
        which = f"refuses for {move.lasts:.0f} s" if lasts else "refuses one statement"
        self.tell(f"the database {which}, from {move.points} statements on")
        # One that is refused sets a step back by a minute.
        self.promises.troubles.append(Trouble(now, now + lasts + RECOVERS))
        if lasts:
            self.agenda.add(now + lasts, self._accept)

    def _accept(self) -> None:
        self.stage.points.accept()
        self.tell("the database takes everything again")

    def jump(self, by: timedelta) -> None:
        """The clock of the relay's machine jumps."""
        now = self.clock.now()
        self.machine.ahead += by
        self.tell(f"the machine's clock jumps by {by.total_seconds():.0f} s")
        self.promises.troubles.append(Trouble(now, now + max(-by, timedelta(0)) + RECOVERS))
        if self.process is not None:
            self.process.wake()

    def start(self) -> None:
        """A process of the relay's starts."""
        self.process = Process(
            self.stage,
            self.machine,
            self._line,
            lambda: self._second,
            chance=self._chance,
            has_second_path=self.plan.has_second_path,
            is_missing=self._is_missing,
        )

    def die(self) -> None:
        """The process is gone; another one starts after a while."""
        now = self.clock.now()
        self.process = None
        self.deaths += 1
        self.tell(f"the relay dies, and is started again in {self._down.total_seconds():.0f} s")
        self.promises.troubles.append(Trouble(now, now + self._down + RECOVERS))
        self.agenda.add(now + self._down, self._start_again)

    def _start_again(self) -> None:
        if self.process is None:
            self.start()
            self.tell("the relay is started")

    def end(self) -> None:
        """Let everything work again, and come to its end.

        Raises:
            Broken: when a promise was not kept.
        """
        self._end_faults()
        self._morning()

    def _end_faults(self) -> None:
        self.stage.points.reset()
        self.carrier.faults.clear()
        self._start_again()
        if self.machine.ahead:
            self.jump(-self.machine.ahead)
        self.tell("morning: nothing fails any more")

    # ---- time -----------------------------------------------------------------------------

    def go_on(self, span: timedelta) -> None:
        """Let time pass, stopping wherever something is due, and check at each stop.

        Raises:
            Broken: at the first promise that was not kept.
        """
        end = self.clock.now() + span
        while True:
            self._do_what_is_due()
            self._check()
            now = self.clock.now()
            if now >= end:
                return
            self.clock.move_to(min(end, now + STRIDE, max(self._next_due(), now)))

    def _next_due(self) -> datetime:
        times = [self.carrier.next_due()]
        try:
            times.append(self.process.next_due() if self.process is not None else None)
        except Died:
            self.die()
        times.append(self.agenda.next_due())
        return min((at for at in times if at is not None), default=self.clock.now() + STRIDE)

    def _do_what_is_due(self) -> None:
        while True:
            now = self.clock.now()
            while action := self.agenda.take(now):
                action()
            self.carrier.tick()
            if self.process is not None:
                try:
                    self.process.work()
                except Died:
                    self.die()
            self._look_at_phones()
            if self.process is not None and self._is_missing():
                self.process.expect()
            if self._next_due() > now:
                return

    def _check(self) -> None:
        if self.errors:
            raise Broken("nothing unexpected happens", self.errors[0])
        if self._found:
            raise self._found[0]
        now = self.clock.now()
        happened = (self.stage.points.commits, len(self.promises.answered))
        if self._checked != happened or self._spool():
            self._checked = happened
            seen = self.look()
            self._opted_out, self._logged = seen.opted_out, frozenset(seen.inbound)
            self._tell_events(seen)
            self.promises.check(seen, self._spool(), now)
        self.promises.be_in_time(self._opted_out, now)

    def look(self) -> sight.Sight:
        """The log as it stands."""
        with self.stage.points.unwatched():
            return self.stage.reader.read(partial(sight.look, last_event=self.promises.last_event))

    def _spool(self) -> frozenset[str]:
        spool = self.stage.spool()
        return frozenset(text.sid for _, text in spool.waiting()) if spool.count() else frozenset()

    def _tell_events(self, seen: sight.Sight) -> None:
        for event in seen.events:
            number = seen.incidents[event.incident_id].number
            who = f" by {event.who}" if event.who else ""
            self.tell(f"  {number}: {event.what}{who}")

    # ---- between the relay and the phones ---------------------------------------------------

    def _post(
        self, url: str, form: list[tuple[str, str]], headers: dict[str, str]
    ) -> tuple[int, str]:
        """A webhook of the carrier's."""
        if self.process is None:
            raise ConnectFailed
        try:
            status, body = self.process.post(url, form, headers)
            self.stage.points.reach()
        except Died:
            self.die()
            raise ReadTimedOut from None
        path = urlsplit(url).path
        if path == "/twilio/sms" and 200 <= status < 300:
            fields = dict(form)
            self.promises.answered[fields["MessageSid"]] = fields["Body"]
        elif not 200 <= status < 300 and status != 503:
            self._found.append(Broken("every webhook is answered well (1)", f"{path}: {status}"))
        return status, body

    def _leaves(self, request: Request) -> None:
        """The relay hands something to a carrier."""
        with self.stage.points.unwatched():
            about = self.stage.reader.read(
                partial(sight.about, attempt=request.attempt, body=request.body)
            )
        if about is not None:
            self._about[request.to, request.body] = about
        if request.to in self.crew.members:
            self.pages += about is not None and about.kind.is_page
        try:
            self.promises.leaves(request, about)
        except Broken as error:
            self._found.append(error)  # raised here it would be caught as an error of the relay's

    def _look_at_phones(self) -> None:
        """What phones show and ring that they did not before."""
        for text in self.carrier.texts.all():
            if text.direction is Direction.INBOUND or text.sid in self._seen:
                continue
            if text.delivered_at is not None:
                self._seen.add(text.sid)
                self.tell(f"{self.story.called(text.to)} is shown: {text.body}")
                self._is_shown(text.to, text.body)
        for request in self._second.taken:
            self.tell(f"by the second path to {self.story.called(request.to)}: {request.body}")
            self._is_shown(request.to, request.body)
        self._second.taken.clear()
        for call in self.carrier.calls.all():
            if call.status == "ringing" and call.sid not in self._seen:
                self._seen.add(call.sid)
                self._rings(call.sid)

    def _is_shown(self, phone: str, body: str) -> None:
        about = self._about.get((phone, body))
        if about is not None and about.kind.is_page and phone in self.crew.members:
            self.crew.is_shown(phone, about.asked, self.clock.now())

    def _rings(self, sid: str) -> None:
        call = self.carrier.calls.get(sid)
        about = self._about.get((call.to, ""))
        self.tell(f"{self.story.called(call.to)}'s phone rings")
        if about is not None and call.to in self.crew.members:
            self.crew.rings(call, about.asked, self.clock.now())

    def _is_missing(self) -> bool:
        return any(
            text.webhook == "failed" and text.sid not in self._logged
            for text in self.carrier.texts.all()
        )

    # ---- the morning ------------------------------------------------------------------------

    def _morning(self) -> None:
        """Somebody comes in and works off what is left; then nothing may be left."""
        for _ in range(HANDS):
            self.go_on(ROUND)
            left = [
                row
                for row in self.look().incidents.values()
                if row.state in (State.OPEN, State.ACKNOWLEDGED)
            ]
            if not left:
                break
            for row in left:
                self._close(row.id)
        else:
            numbers = [row.number for row in left]
            raise Broken("everything comes to an end", f"{numbers} cannot be closed")
        ends = self.clock.now() + REST
        self.go_on(SETTLED)
        while self._is_unfinished() and self.clock.now() < ends:
            self.go_on(STRIDE)
        self._check_end()

    def _close(self, incident_id: int) -> None:
        """Whoever was shown a page of an incident says that it is solved."""
        for member in self.crew.members.values():
            asked = member.shown.get(incident_id)
            if asked is not None:
                self._crew_writes(member.person, "{code} løst", asked)
                return

    def _is_unfinished(self) -> bool:
        return any(
            row.state in UNFINISHED or (row.state is MessageState.SENT and row.channel.is_traced)
            for row in self.look().messages
        )

    def _check_end(self) -> None:
        texts = {
            text.sid: text.body
            for text in self.carrier.texts.all()
            if text.direction is Direction.INBOUND
        }
        if self._spool():
            raise Broken("what was kept on the machine is fed in (1)", str(len(self._spool())))
        self.promises.ended(self.look(), texts)
