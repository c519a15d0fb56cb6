"""What an incident's page tells, line by line: when each text left, and what lists stand for."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from relay.core.incident import Happened
from relay.core.message import Kind, MessageState
from relay.desk.log import sheet
from relay.desk.timeline import Line
from relay.emulator.faults import Fault, Trouble
from tests.web.conftest import hush, once, signed_in
from tests.web.test_auth import words
from tests.world import MERCHANT, SWEDE, World

METTE = "+4520123456"
PICTURE = "https://picture.example.org/1"


@pytest.mark.parametrize("code", [None, 30005])
def test_a_page_in_a_list_is_shown_with_what_became_of_it(
    make_world: Callable[..., World], code: int | None
) -> None:
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"})
    if code is not None:
        world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=METTE, code=code))
    for shop in range(7):
        world.report(f"butik{shop}.dk er nede", f"+45203040{shop:02}")
    world.advance(seconds=90)

    fate = MessageState.DELIVERED if code is None else MessageState.UNDELIVERED
    for number in (1006, 1007):
        found = sheet(world.relay, number)
        assert found is not None
        pages = [one for one in found.lines if one.event and one.event.what is Happened.PAGED]
        page = next(one for one in pages if one.event.data["person"] == "mette")
        assert page.message is not None
        assert page.message.kind is Kind.BUNDLE
        assert f"butik{number - 1001}" in page.message.body
        mette = found.asked[0]
        assert mette.page is not None
        assert mette.page.state is fate
    hush(world)


def crowd(make_world: Callable[..., World]) -> World:
    """Eight shops, twenty seconds apart, of which Mette gets a list."""
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"})
    for shop in range(8):
        world.report(f"butik{shop}.dk er nede", f"+45203040{shop:02}")
        world.advance(seconds=20)
    return world


def told_of(world: World, number: int) -> list[Line]:
    """The lines of an incident's page."""
    found = sheet(world.relay, number)
    assert found is not None
    return list(found.lines)


def test_a_list_that_left_without_an_incident_is_not_on_its_page(
    make_world: Callable[..., World],
) -> None:
    world = crowd(make_world)
    world.advance(seconds=40)  # another list waits by now
    mette = world.phone("mette")
    code = mette.shown[-1].body.split("butik2")[0].split()[-1]
    mette.replies(code)
    taken_at = world.clock.now()

    world.advance(minutes=5)

    later = [text for text in mette.shown if "åbne sager" in text.body and "butik2" in text.body]
    assert [text for text in later if text.created_at > taken_at] == []
    lists = [one.message for one in told_of(world, 1003) if is_list(one)]
    assert [one for one in lists if one and one.sent_at and one.sent_at > taken_at] == []
    found = sheet(world.relay, 1003)
    assert found is not None
    asked = [one.page for one in found.asked if one.page and one.page.sent_at]
    assert [one for one in asked if one.sent_at and one.sent_at > taken_at] == []
    hush(world)


def test_every_list_stands_on_the_page_of_each_incident_it_names_when_it_left(
    make_world: Callable[..., World],
) -> None:
    world = crowd(make_world)
    world.advance(minutes=5)
    mette = world.phone("mette")

    for number in range(1001, 1009):
        shop = f"butik{number - 1001}"
        texts = [one for one in mette.shown if "åbne sager" in one.body and shop in one.body]
        lists = [line for line in told_of(world, number) if is_list(line) and line.who[0] == "M"]
        left = [line for line in lists if line.message and line.message.sent_at]
        assert [line.at for line in left] == [text.created_at for text in texts]
        assert [line.message and line.message.body for line in left] == [one.body for one in texts]
    hush(world)


def test_who_waits_for_a_list_has_not_been_paged_yet(make_world: Callable[..., World]) -> None:
    world = crowd(make_world)
    world.report("butik8.dk er nede", "+4520304008")
    reader = signed_in(world)
    before = words(reader.get("/incidents/1009"))
    world.advance(minutes=1)
    after = words(reader.get("/incidents/1009"))

    left_at = next(one.created_at for one in world.phone("mette").shown if "butik8" in one.body)
    assert left_at - world.incident(1009).opened_at > timedelta(seconds=20)
    at = left_at.astimezone(ZoneInfo("Europe/Copenhagen")).strftime("%H:%M:%S")
    assert "Mette Holm is to be paged by SMS, in a list of several." in before
    assert "Paged" not in before.partition("The merchant's words")[0]
    assert "1 page SMS waiting to be sent" in before
    assert f"Paged {at}" in after
    assert f"1 page, first {at}" in after
    assert f"{at} Mette Holm was paged by SMS, in a list of several." in after
    hush(world)


def test_a_call_that_was_ended_for_it_was_taken_says_so(world: World) -> None:
    world.report()
    world.advance(minutes=4, seconds=5)
    mette = world.phone("mette")
    assert mette.ringing()

    mette.replies(mette.code())

    page = words(signed_in(world).get("/incidents/1001"))
    told = "Mette Holm was called by phone. the call was ended: it was no longer needed"
    assert told in page
    assert "was to be called" not in page
    assert "no call was made" not in page
    hush(world)


def test_a_page_that_gave_way_to_a_list_says_so(make_world: Callable[..., World]) -> None:
    world = make_world({"storm: [3, 10]": "storm: [1000, 10]"})
    reader = signed_in(world)
    for shop in range(9):  # within a moment: the number sends one text a second
        world.carrier.text(f"+45203040{shop:02}", f"butik{shop}.dk er nede")
    world.advance(seconds=45)

    pages = [words(reader.get(f"/incidents/{number}")) for number in range(1001, 1010)]

    gave_way = "Mette Holm was to be paged by SMS. not sent: it was replaced by a list of pages"
    assert [page for page in pages if gave_way in page]
    for page in pages:
        if gave_way in page:
            assert "List of pages to Mette Holm" in page.partition(gave_way)[2]
    hush(world)


def is_list(line: Line) -> bool:
    """Whether a line has a list of pages."""
    return line.message is not None and line.message.kind is Kind.BUNDLE


@once
def test_a_text_stands_before_its_answer(world: World) -> None:
    world.report()
    world.phone("mette").replies("1001")
    hush(world)

    found = sheet(world.relay, 1001)

    assert found is not None
    text, answer = found.lines[-2:]
    assert text.inbound is not None
    assert text.inbound.body == "1001"
    assert answer.message is not None
    assert "sagsnummeret" in answer.message.body
    assert text.at == answer.at


@once
def test_news_that_had_to_wait_stands_where_it_left(world: World) -> None:
    world.report()
    world.merchant.texts("STOP")
    mette = world.phone("mette")
    mette.replies(mette.code())
    world.advance(minutes=3)
    world.merchant.texts("START")
    hush(world)

    *_, start, news = told_of(world, 1001)

    assert start.event is not None
    assert start.event.words == "START"
    assert news.message is not None
    assert "Mette Holm har nu din sag" in news.message.body
    assert news.at >= start.at


def test_the_page_tells_of_every_picture(world: World) -> None:
    for body, pictures in (("Lone, lampehuset.dk er nede, se billedet", 2), ("", 1)):
        world.carrier.text(MERCHANT, body, [PICTURE] * pictures)
        world.advance(seconds=5)
    reader = signed_in(world)

    page = words(reader.get("/incidents/1001"))

    first = "Lone, lampehuset.dk er nede, se billedet (2 pictures or files, not shown here)"
    assert f"The merchant's words {first}" in page
    assert page.count(first) == 2  # the second time in what happened
    assert "The merchant wrote again. (no text, 1 picture or file)" in page
    hush(world)


def test_the_page_of_pictures_alone_says_so(world: World) -> None:
    world.carrier.text(MERCHANT, "", [PICTURE] * 2)
    world.advance(seconds=5)
    reader = signed_in(world)

    page = words(reader.get("/incidents/1001"))

    assert page.count("(no text, 2 pictures or files)") == 2
    assert "(no words)" not in page
    hush(world)


def test_the_list_tells_of_pictures_and_so_does_what_was_earlier(world: World) -> None:
    for body, pictures in (("", 2), ("", 1), ("", 0)):
        world.carrier.text(MERCHANT, body, [PICTURE] * pictures)
        world.advance(seconds=5)
        hush(world)
    world.carrier.text(SWEDE, "Lone, lampehuset.dk er nede, se billedet", [PICTURE])
    world.advance(seconds=5)
    world.phone(SWEDE).skips()
    reader = signed_in(world)

    listed = words(reader.get("/incidents"))
    page = words(reader.get("/incidents/1002"))

    assert "1002 Unknown shop (no text, 1 picture or file)" in listed
    assert "1001 Unknown shop (no text, 2 pictures or files)" in listed
    assert "se billedet (1 picture or file, not shown here)" in listed
    assert "(no words)" not in listed
    earlier = page.split("Earlier 1001")[1]
    assert "(no text, 2 pictures or files)" in earlier.split("Who was paged")[0]
    hush(world)
