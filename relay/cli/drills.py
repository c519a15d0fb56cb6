"""page: a drill, and what came of the last ones."""

import os
import time
from functools import partial

import click

from relay import app, matters
from relay.cli.common import Refused
from relay.cli.database import opened, orderly
from relay.core.crew import Person
from relay.core.matter import Answer
from relay.parts import Relay
from relay.store import matters as stored
from relay.store.models import Matter

DRILLS = 20  # that are listed


@click.command("page")
@click.argument("name", required=False)
@click.option("--wait", is_flag=True, help="until it is answered; exit code 1 when it is not")
@orderly
def page_command(name: str | None, wait: bool) -> None:
    """A drill: page NAME for practice. Without a name, what came of the last ones."""
    with opened(app.read_settings(os.environ)) as relay:
        if name is None:
            _print_drills(relay)
            return
        person = relay.settings.people.get(name)
        if person is None:
            raise Refused(f"{name} is not in oncall.yaml; known are {_known(relay)}")
        work = partial(matters.drill, relay=relay, person=person, now=relay.clock.now())
        if not relay.database.write(work):
            raise Refused(_why_not(relay, person))
        click.echo(f"a drill for {person.name} has begun")
        if not wait:
            click.echo("what comes of it: python -m relay page")
            return
        latest = partial(stored.drills, limit=1, person=person.key)
        while (last := relay.database.read(latest)[0]).answer is Answer.OPEN:
            time.sleep(1)
        click.echo(_result(relay, last))
        if last.answer is not Answer.YES:
            raise SystemExit(1)


def _why_not(relay: Relay, person: Person) -> str:
    if relay.database.read(partial(matters.is_drilled, person=person)):
        return f"a drill for {person.name} is under way already; python -m relay page lists it"
    return f"{person.name} has an open incident or is being paged for one: no drill now"


def _known(relay: Relay) -> str:
    return ", ".join(relay.settings.people)


def _print_drills(relay: Relay) -> None:
    found = relay.database.read(partial(stored.drills, limit=DRILLS))
    for one in found:
        click.echo(_result(relay, one))
    if not found:
        click.echo(f"no drill yet; begin one with a name: {_known(relay)}")


def _result(relay: Relay, drill: Matter) -> str:
    zone = relay.settings.hotline.time_zone
    said = {Answer.OPEN: "under way", Answer.SILENT: "not answered", Answer.OFF: "called off"}.get(
        drill.answer, ""
    )
    if drill.answered_at is not None:
        seconds = (drill.answered_at - drill.begun_at).total_seconds()
        said = f"answered by {drill.answered_by} after {seconds:.0f} s"
    return f"{drill.begun_at.astimezone(zone):%Y-%m-%d %H.%M}\t{drill.person}\t{said}"
