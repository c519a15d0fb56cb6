"""What monitors read: complaints, and the figure of requests that were turned away."""

import subprocess
import sys
from datetime import timedelta
from functools import partial

from relay.pager import beat
from relay.store import incidents
from tests.test_architecture import ROOT
from tests.web.test_carrier import form, post, refused
from tests.world import World

ENDS = """
import sys
from relay.app import create_app
from tests.world import World

world = World(sys.argv[1])
client = create_app(world.relay).test_client()
for _ in range(3):
    client.post("/twilio/sms", data={"From": "+4520304050"})
world.relay.database.dispose()
"""


def ready(world: World) -> dict[str, object]:
    """What /readyz says."""
    answer: dict[str, object] = world.client.get("/readyz").get_json()
    return answer


def test_a_relay_whose_worker_comes_round_is_ready(world: World) -> None:
    beat(world.relay)

    answer = world.client.get("/readyz")

    assert answer.status_code == 200
    assert answer.get_json()["complaints"] == []


def test_an_incident_whose_step_failed_is_complained_of(world: World) -> None:
    world.report()
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()
    beat(world.relay)
    later = world.clock.now() + timedelta(minutes=1)
    set_back = partial(incidents.set_back, incident_id=world.incident().id, at=later)
    world.relay.database.write(set_back)

    answer = world.client.get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["complaints"] == ["incident 1001: its step fails, see the log"]


def test_two_refusals_within_a_second_are_two(world: World) -> None:
    for _ in range(2):
        post(world, form(), signature="")
    at_once = ready(world)["refused"]
    world.clock.advance(timedelta(seconds=1))
    later = ready(world)["refused"]

    assert (at_once, later) == (2, 2)
    assert refused(world) == 2


def test_reading_readyz_does_not_let_a_flood_through_to_the_database(world: World) -> None:
    figures = []
    for _ in range(20):
        post(world, form(), signature="")
        figures.append(ready(world)["refused"])
    written = refused(world)
    world.clock.advance(timedelta(seconds=1))
    ready(world)

    assert figures == list(range(1, 21))
    assert (written, refused(world)) == (1, 20)


def test_what_waits_is_written_when_the_process_ends(world: World) -> None:
    url = world.relay.settings.environment.database_url

    subprocess.run([sys.executable, "-W", "error", "-c", ENDS, url], cwd=ROOT.parent, check=True)

    assert refused(world) == 3
