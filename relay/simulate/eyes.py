"""What is seen of a night, and held against the promises."""

from relay.core.incident import Happened
from relay.simulate.merchants import Merchants
from relay.simulate.promises import Broken, Promises
from relay.simulate.sight import LIVE, Sight
from relay.simulate.stage import Stage
from relay.simulate.story import Story
from relay.simulate.watcher import Watcher


class Eyes:
    """Looks at the log after each step, and tells what has happened."""

    def __init__(
        self, stage: Stage, story: Story, promises: Promises, merchants: Merchants
    ) -> None:
        self.sight = Sight()  # as it was at the last check
        self.errors: list[str] = []  # that the relay has logged, and no night has wanted
        self.found: list[Broken] = []  # while the relay was at work
        self._stage = stage
        self._story = story
        self._promises = promises
        self._merchants = merchants
        self._watcher = Watcher(stage.reader)
        self._checked = (-1, -1)  # commits and answered texts at the last check

    def check(self) -> None:
        """Hold everything against the promises that may have changed, and all that may be late.

        Raises:
            Broken: at the first that was not kept.
        """
        if self.found:
            raise self.found[0]
        if self.errors:
            raise Broken("nothing unexpected happens", self.errors[0])
        happened = (self._stage.points.commits, len(self._promises.texts.answered))
        if self._checked != happened or self._stage.has_kept:
            self._checked = happened
            self.look()
        self._promises.be_in_time(self._stage.clock.now())

    def look(self, *, whole: bool = False) -> None:
        """Read the log, tell what is new in it, and hold it against the promises.

        Args:
            whole: whether to read again what should not have changed.

        Raises:
            Broken: at the first promise that was not kept.
        """
        points = self._stage.points
        touched, points.touched = points.touched, set()
        with points.unwatched():
            self.sight = self._watcher.look(touched, whole=whole)
        now = self._stage.clock.now()
        for event in self.sight.events:
            row = self.sight.incidents[event.incident_id]
            who = f" by {event.who}" if event.who else ""
            self._story.tell(now, f"  {row.number}: {event.what}{who}")
            if event.what is Happened.CLOSED:
                self._merchants.is_closed(row.reporter, now)
        self._promises.check(self.sight, self.kept(), now)

    def has_to_watch(self) -> bool:
        """Whether there is anything that could be late."""
        return self._stage.has_kept or any(
            row.state in LIVE for row in self.sight.incidents.values()
        )

    def kept(self) -> frozenset[str]:
        """Ids of the texts that wait on the machine."""
        if not self._stage.has_kept:
            return frozenset()
        return frozenset(text.sid for _, text in self._stage.spool().waiting())
