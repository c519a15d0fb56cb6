"""An incident that nobody answers for an hour, on a page that somebody has to read."""

import re

import pytest

from relay.core.incident import Happened
from relay.core.message import Channel
from relay.emulator.faults import Fault, Trouble
from tests.web.test_auth import Reader
from tests.world import World

once = pytest.mark.parametrize("kind", ["sqlite"])


@pytest.fixture
def page(world: World, reader: Reader) -> str:
    """The incident's page in the fourth round of the last resort."""
    return _after_an_hour(world, reader)


def _after_an_hour(world: World, reader: Reader) -> str:
    world.report()
    world.advance(minutes=50)
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()
    return reader.get("/incidents/1001").text


def _happened(world: World) -> list[Happened]:
    return [event.what for event in world.timeline()]


def _rounds(page: str) -> list[str]:
    return re.findall(r'<details class="fold is-round".*?</ol>\s*</details>', page, re.DOTALL)


@once
def test_round_that_another_followed_is_one_line(world: World, page: str) -> None:
    rounds = _happened(world).count(Happened.ROUND)
    folded = _rounds(page)

    assert rounds >= 3
    assert len(folded) == rounds - 1
    for count, one in enumerate(folded, 1):
        assert f"round {count}." in one
        assert 'data-gist="Mette Holm, Lars Friis, Aisha Khan, Karen Bang"' in one


@once
def test_every_page_and_call_still_stands_in_the_log(world: World, page: str) -> None:
    happened = _happened(world)

    assert page.count('class="line is-paged') == happened.count(Happened.PAGED)
    assert page.count('class="line is-rung') == happened.count(Happened.RUNG)


@once
def test_call_in_vain_is_told_once(world: World, page: str) -> None:
    rung, timeline = _happened(world).count(Happened.RUNG), page.partition("What happened")[2]

    assert _happened(world).count(Happened.FAILED) == rung > 0
    assert "did not get through" not in page
    assert timeline.count("nobody answered the call") == rung


@once
def test_text_that_did_not_arrive_stays_in_sight(world: World, reader: Reader) -> None:
    aisha = world.relay.settings.people["aisha"].phone
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=aisha, code=30005))

    page = _after_an_hour(world, reader)

    assert _rounds(page)
    for one in _rounds(page):
        page = page.replace(one, "")
    failed = [event for event in world.timeline() if event.what is Happened.FAILED]
    texts = [event for event in failed if event.data["channel"] == Channel.SMS]
    assert _words(page).count("The SMS to Aisha Khan did not get through") == len(texts) > 1


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
