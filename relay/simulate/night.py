"""One night: a plan is played on the stage, and every promise is held after every step."""

import random
from datetime import datetime, timedelta
from functools import partial

from relay.core.crew import Person
from relay.emulator.agenda import Agenda
from relay.emulator.carrier import Carrier
from relay.emulator.config import EmulatorConfig, Pace
from relay.emulator.gateway import EmulatorGateway
from relay.emulator.records import Direction
from relay.simulate.between import Between
from relay.simulate.carrier_faults import fail
from relay.simulate.crew import Crew
from relay.simulate.eyes import Eyes
from relay.simulate.house import House
from relay.simulate.line import Line, SecondLine
from relay.simulate.merchants import Merchants
from relay.simulate.morning import come_to_an_end
from relay.simulate.moves import (
    Dies,
    Drills,
    Fails,
    Fills,
    Jumps,
    Move,
    Plan,
    Reaction,
    Refuses,
    Rings,
    Says,
    Writes,
)
from relay.simulate.outcome import Outcome
from relay.simulate.phones import Phones
from relay.simulate.points import Died
from relay.simulate.promises import Broken, Cry, Intent, Promises
from relay.simulate.sight import Asked, Sight
from relay.simulate.stage import ACCOUNT, PUBLIC_URL, TOKEN, Ended, Stage
from relay.simulate.story import Story
from relay.simulate.unexpected import listening

STRIDE = timedelta(minutes=10)  # at most between two looks, however little happens
# The same while something may be late: what comes too late must not pass for what came in time.
SHORT_STRIDE = timedelta(seconds=20)
NOW = timedelta(0)


class Night:
    """One night. Play it once."""

    def __init__(self, stage: Stage, plan: Plan) -> None:
        stage.clear()
        stage.clock.move_to(plan.start)
        self.stage = stage
        self.plan = plan
        self.clock = stage.clock
        self.story = Story.of(stage.settings)
        self.agenda = Agenda(lambda: None)
        self.carrier = self._open_carrier()
        self.crew = Crew(
            stage.settings.people, plan.moves, self.agenda, self.carrier, self.crew_writes
        )
        self._second = SecondLine(stage.points, self.clock, lambda one: self._between.leaves(one))
        self._phones = Phones(self.carrier, self._second, self.story, self.clock, self.crew)
        self.promises = Promises(stage.settings, plan.start, self._phones.has_shown)
        merchants = Merchants(plan.moves, self.agenda, self.writes)
        self._eyes = Eyes(stage, self.story, self.promises, merchants)
        self.errors = self._eyes.errors
        self.house = House(stage, self.agenda, self.promises, self.tell, seed=plan.seed)
        self._between = Between(stage, self.house, self.promises, self._eyes, self._phones.expect)
        self._connect()
        self.house.start()

    def _connect(self) -> None:
        gateway = EmulatorGateway(self.carrier, public_url=PUBLIC_URL)
        points, between = self.stage.points, self._between
        line = Line(gateway, points, self.clock, between.leaves, between.has_left)
        has_second = self.plan.has_second_path
        self.house.connect(line, self._second, has_second=has_second, is_missing=self._is_missing)

    def _open_carrier(self) -> Carrier:
        url = f"{PUBLIC_URL}/twilio/sms"
        return Carrier(
            EmulatorConfig(
                account_sid=ACCOUNT,
                auth_token=TOKEN,
                hotline=self.stage.settings.hotline.number,
                sms_url=url,
                sms_fallback_url=url if self.plan.has_fallback else "",
                voice_url=f"{PUBLIC_URL}/twilio/voice",
            ),
            self.clock,
            lambda *webhook: self._between.post(*webhook),
            random=random.Random(self.plan.seed),
            pace=Pace(sent=NOW, delivered=timedelta(seconds=self.plan.arrives_after), ringing=NOW),
        )

    def play(self) -> Outcome:
        """Let it happen, and the morning after.

        Raises:
            Ended: when no more nights are wanted.
        """
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
            incidents=len(self.sight.incidents),
            pages=self._between.pages,
            texts=len(self.carrier.texts.all()),
            deaths=self.house.deaths,
            hours=hours,
            story=self.story,
        )

    # ---- what happens ---------------------------------------------------------------------

    def add(self, move: Move) -> None:
        """Have a move made at its time; those that react wait for what they react to."""
        if not isinstance(move, Reaction):
            at = self.plan.start + timedelta(seconds=move.at)
            self.agenda.add(max(at, self.clock.now()), partial(self.make, move))

    def make(self, move: Move) -> None:
        """Make a move now."""
        match move:
            case Writes(_, phone, words, cry):
                self.writes(phone, words, cry)
            case Rings(_, phone):
                self.tell(f"{phone} rings the hotline")
                self.carrier.ring_hotline(phone)
            case Says(_, person, words):
                self.answers(person, words)
            case Drills(_, person):
                self._drill(person)
            case Fails():
                fail(self.carrier, self.agenda, self.promises.excuses, self.story, move)
            case Dies(_, points, down):
                self.house.is_to_die(points, timedelta(seconds=down))
            case Refuses():
                self.house.refuses(move)
            case Fills():
                self.house.fills(move)
            case Jumps():
                self.house.jumps(move)

    def tell(self, words: str) -> None:
        """One line of the story, now."""
        self.story.tell(self.clock.now(), words)

    def writes(self, phone: str, words: str, cry: str = "") -> str:
        """Somebody texts the hotline; returns the text's id.

        Args:
            phone: whose.
            words: all of the text.
            cry: of them what is wrong, in an emergency.
        """
        self.tell(f"{self.story.called(phone)} texts: {words}")
        sid = self.carrier.text(phone, words)
        if cry:
            self.promises.cries.written[sid] = Cry(self.clock.now(), cry)
        return sid

    def answers(self, key: str, template: str) -> None:
        """Somebody on call answers the latest page that their phone has shown."""
        person = self.stage.settings.people[key]
        shown = list(self.crew.members[person.phone].shown.values())
        self.crew_writes(person, template, shown[-1] if shown else None)

    def crew_writes(self, person: Person, template: str, asked: Asked | None) -> None:
        """Somebody on call texts the hotline."""
        words = self.crew.words(person, template, asked)
        sid = self.writes(person.phone, words)
        meant = self.crew.meant(person, template, asked)
        self.promises.states.intents[sid] = Intent(person.key, meant, template, asked)

    def _drill(self, person: str) -> None:
        self.tell(f"a drill for {self.stage.settings.people[person].name}")
        try:
            if self.house.process is not None:
                self.house.process.drill(person)
        except Died:
            self.house.die()

    def end(self) -> None:
        """Let everything work again, and come to its end.

        Raises:
            Broken: when a promise was not kept.
        """
        self.carrier.faults.clear()
        self.house.mends()
        self.tell("morning: nothing fails any more")
        come_to_an_end(self)
        if left := self._eyes.kept():
            raise Broken("what was kept on the machine is fed in (1)", str(len(left)))
        texts = {
            text.sid: text.body
            for text in self.carrier.texts.all()
            if text.direction is Direction.INBOUND
        }
        self._eyes.look(whole=True)
        self.promises.ended(self.sight, texts)

    # ---- time -----------------------------------------------------------------------------

    def go_on(self, span: timedelta) -> None:
        """Let time pass, stopping wherever something is due, and check at each stop.

        Raises:
            Broken: at the first promise that was not kept.
            Ended: when no more nights are wanted.
        """
        end = self.clock.now() + span
        while True:
            if self.stage.is_over():
                raise Ended
            self._do_what_is_due()
            self._eyes.check()
            now = self.clock.now()
            if now >= end:
                return
            stride = SHORT_STRIDE if self._eyes.has_to_watch() else STRIDE
            self.clock.move_to(min(end, now + stride, max(self._next_due(), now)))

    def _next_due(self) -> datetime:
        process, times = self.house.process, [self.carrier.next_due()]
        try:
            times.append(process.next_due() if process is not None else None)
        except Died:
            self.house.die()
        times.append(self.agenda.next_due())
        return min((at for at in times if at is not None), default=self.clock.now() + STRIDE)

    def _do_what_is_due(self) -> None:
        while True:
            now = self.clock.now()
            while action := self.agenda.take(now):
                action()
            self.carrier.tick()
            self.house.work()
            self._phones.look()
            if self.house.process is not None and self._is_missing():
                self.house.process.expect()
            if self._next_due() > now:
                return

    def _is_missing(self) -> bool:
        return any(
            text.webhook == "failed" and text.sid not in self.sight.inbound
            for text in self.carrier.texts.all()
        )

    @property
    def sight(self) -> Sight:
        """The log as it was at the last check."""
        return self._eyes.sight
