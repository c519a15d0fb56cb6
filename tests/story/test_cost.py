"""What the way of a report costs; a commit waits for the disk, and keeps other writers waiting."""

from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from relay import outbox
from relay.store.models import Attempt
from tests.story.outgoing import calm
from tests.world import World

MOST = (17, 11, 1, 3)  # statements for a report, its page, "sent" and "delivered"


def cost(world: World, act: Callable[[], object]) -> tuple[int, int]:
    """How many statements and commits something takes."""
    engine = world.relay.database.engine
    statements: list[str] = []
    commits: list[object] = []

    def note_statement(_1: object, _2: object, statement: str, *_: object) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE")):
            statements.append(statement)

    def note_commit(connection: object) -> None:
        commits.append(connection)

    event.listen(engine, "before_cursor_execute", note_statement)
    event.listen(engine, "commit", note_commit)
    act()
    event.remove(engine, "before_cursor_execute", note_statement)
    event.remove(engine, "commit", note_commit)
    return len(statements), len(commits)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_a_report_its_page_and_the_words_on_it_cost(world: World) -> None:
    """No more than this: whoever needs more sees here what it costs everybody."""

    def report() -> None:
        world.carrier.text(world.merchant.number, "lampehuset.dk er nede")
        world.carrier.tick()

    def tell(word: str) -> None:
        form = {"MessageSid": tried.sid or "", "MessageStatus": word}
        assert world.signed(f"/twilio/sms/status?a={tried.id}", form) == 204

    costs = [
        cost(world, report),
        cost(world, lambda: outbox.deliver_one(world.relay, world.gateway)),
    ]
    tried = world.relay.database.read(lambda session: session.scalars(select(Attempt)).one())
    costs += [cost(world, lambda word=word: tell(word)) for word in ("sent", "delivered")]

    statements, commits = zip(*costs, strict=True)
    assert all(one <= most for one, most in zip(statements, MOST, strict=True)), statements
    assert commits == (1, 2, 0, 1)  # a page is claimed, and then what came of it is written
    calm(world)
