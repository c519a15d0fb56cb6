"""The pages in a real browser: reading aids, keyboard, small phones, the running update."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from wsgiref.types import StartResponse, WSGIEnvironment
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select
from werkzeug.serving import BaseWSGIServer, make_server

from relay.app import create_app
from relay.emulator.faults import Fault, Trouble
from relay.parts import Relay
from relay.settings import Live
from relay.store import users
from relay.store.models import Message
from tests.web.test_auth import NAME, PASSWORD, Reader
from tests.web.test_log import hush, take
from tests.world import SWEDE, World, environ

LONG = (
    "Anna fra langtnavnsbutikkenforallekunder.dk, betalingen fejler for alle: "
    "https://langtnavnsbutikkenforallekunder.dk/" + "a" * 120
)


@pytest.fixture
def kind() -> str:
    """One kind of database will do."""
    return "sqlite"


class Site:
    """The relay of a world behind a socket, which can be told to fail."""

    def __init__(self, world: World, database_url: str) -> None:
        live = Live({**environ(database_url), "PUBLIC_URL": "http://127.0.0.1"})
        parts = world.relay
        relay = Relay(live, parts.clock, parts.database, parts.bell, parts.webshops, parts.chance)
        self.is_down = False
        self._app = create_app(relay)
        self._server: BaseWSGIServer = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.port}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def _answer(self, environment: WSGIEnvironment, start: StartResponse) -> object:
        if self.is_down:
            start("502 Bad Gateway", [])
            return [b""]
        return self._app(environment, start)

    def sign_in(self) -> str:
        """Sign in without a browser, which takes longer than most of what is tested; the cookie."""
        reader = Reader(self._app, url=self.url)
        reader.sign_in()
        cookie = reader.cookie("relay")
        assert cookie is not None
        return cookie

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """A night whose incidents are no outage."""
    return make_world({"storm: [3, 10]": "storm: [1000, 10]"})


@pytest.fixture
def site(world: World, database_url: str) -> Iterator[Site]:
    """A site with a night's incidents in every state, and somebody who may sign in."""
    now = world.clock.now()
    users.add(world.relay.database, NAME, PASSWORD, role="manager", person="mette", now=now)
    world.report("Hej, hvordan ændrer jeg min fragt? Anna, blomsterhuset.dk", "+4520111111")
    world.report("hej", "+4520111112")
    world.report()
    take(world)
    take(world, then="løst Cachen var fuld")
    world.report(LONG, "+4520111113")
    take(world)
    world.report("Ingrid, tehuset.se, sidan är nere, 070-174 06 05", SWEDE)
    world.advance(minutes=7)
    world.phone("mette").replies("status")
    hush(world)
    site = Site(world, database_url)
    yield site
    site.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Visit]:
    """Opens a page as somebody who has signed in; a page that complains fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str, **options: object) -> Page:
        context = chromium.new_context(base_url=site.url, **{"locale": "en-GB", **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.add_cookies([{"name": "relay", "value": site.sign_in(), "url": site.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    expected = ("401 (UNAUTHORIZED)", "404 (NOT FOUND)", "502 (Bad Gateway)")
    assert [line for line in complaints if not any(status in line for status in expected)] == []


PAGES = (
    *("/incidents", "/incidents?show=other", "/incidents?show=texts"),
    *("/incidents/1003", "/incidents/1005", "/nothing"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_keeps_anybody_out(visit: Visit, scheme: str, width: int) -> None:
    size = {"width": width, "height": 800}
    page = visit("/incidents", color_scheme=scheme, viewport=size)

    for path in (*PAGES, "/login"):
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


def test_a_long_text_leaves_the_facts_short(world: World, visit: Visit) -> None:
    world.report("Anna fra blomsterhuset.dk, kassen er nede. " + "Ingen kan betale. " * 80)
    hush(world)

    page = visit("/incidents/1006", viewport={"width": 1280, "height": 800})
    # In one go: the page may renew itself between two of them.
    lines = page.evaluate(
        """() => {
            const problem = document.querySelector(".facts .brief");
            return problem.offsetHeight / parseFloat(getComputedStyle(problem).lineHeight);
        }"""
    )

    assert 1 < lines < 6


def test_what_can_be_done_follows_close_upon_the_timeline(visit: Visit) -> None:
    page = visit("/incidents/1003", viewport={"width": 390, "height": 844})

    hole = page.evaluate(
        """document.querySelector(".correct h2").getBoundingClientRect().top
            - document.querySelector(".zone").getBoundingClientRect().bottom"""
    )

    assert 0 < hole < 48  # pixels


@pytest.mark.parametrize("locale", ["da-DK", "en-GB"])
def test_nothing_is_wider_than_a_small_phone(visit: Visit, locale: str) -> None:
    page = visit("/incidents", viewport={"width": 360, "height": 740}, locale=locale)

    for path in (*PAGES, "/incidents/1004", "/login"):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path


def test_the_keyboard_reaches_an_incident(visit: Visit) -> None:
    page = visit("/incidents")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="1005 tehuset.se")
    for _ in range(8):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("1005 tehuset.se")


def test_the_list_follows_what_happens(world: World, visit: Visit) -> None:
    page = visit("/incidents")
    expect(page).to_have_title("1 open · Shoporama")
    expect(page.get_by_text("1 open, 1 taken")).to_be_visible()

    mette = world.phone("mette")
    mette.replies(mette.code())
    hush(world)

    expect(page.get_by_text("0 open, 2 taken").first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("0 open, 2 taken")
    expect(page).to_have_title("Incidents · Shoporama")


def test_an_incident_follows_what_happens_and_keeps_the_focus(world: World, visit: Visit) -> None:
    page = visit("/incidents/1005")
    number = page.locator(".facts .call a")
    number.focus()

    take(world)

    expect(page.locator(".timeline").get_by_text("Mette Holm took it.")).to_be_visible()
    expect(number).to_be_focused()


@pytest.mark.parametrize(
    ("seconds", "locale", "said"),
    [
        (90, "en-GB", r"1 min [345]\d s"),
        (90, "da-DK", r"1 min [345]\d s"),
        (3 * 3600 + 270, "en-GB", "3 h 04 min"),
        (3 * 3600 + 270, "da-DK", "3 t 04 min"),
        (49 * 3600 + 60, "en-GB", "2 d 1 h"),
    ],
)
def test_a_clock_runs_and_names_its_units(
    visit: Visit, seconds: int, locale: str, said: str
) -> None:
    page = visit("/incidents/1005", locale=locale)
    clock = page.locator("[data-running]")
    page.wait_for_load_state("networkidle")  # the first update is in

    clock.evaluate(
        "(clock, seconds) => clock.dateTime = new Date(Date.now() - seconds * 1000).toISOString()",
        seconds,
    )

    expect(clock).to_have_text(re.compile(f"^{said}$"))


def test_a_lost_connection_is_told_and_so_is_its_return(site: Site, visit: Visit) -> None:
    page = visit("/incidents")
    notice = page.get_by_text("No connection. This is how it stood at")
    expect(notice).to_have_count(0)

    site.is_down = True
    expect(notice).to_be_visible()
    site.is_down = False

    expect(notice).to_have_count(0)


def test_a_lost_connection_tells_the_time_of_the_hotline(site: Site, visit: Visit) -> None:
    page = visit("/incidents", timezone_id="Asia/Tokyo")
    hour = datetime.now(ZoneInfo("Europe/Copenhagen")).hour

    site.is_down = True

    notice = page.get_by_text(re.compile(r"This is how it stood at \d"))
    expect(notice).to_be_visible()
    told = re.search(r"stood at (\d+)\D", notice.inner_text())
    assert told is not None
    assert int(told[1]) % 12 in (hour % 12, (hour + 1) % 12)  # the hour may end meanwhile


def test_a_session_that_ended_leads_to_the_form(world: World, visit: Visit) -> None:
    page = visit("/incidents/1005")

    users.reset(world.relay.database, NAME, "another long one")

    page.wait_for_url(lambda url: url.endswith("/login?next=/incidents/1005"))
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill("another long one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1005 tehuset.se")


def test_words_being_selected_are_left_alone(world: World, visit: Visit) -> None:
    page = visit("/incidents/1005")
    # In one step: the page may be brought up to date between two.
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.words .said'))")

    take(world)
    page.wait_for_timeout(2500)
    selected = page.evaluate("getSelection().toString()")
    page.evaluate("getSelection().removeAllRanges()")

    assert "tehuset.se" in selected
    expect(page.locator(".timeline").get_by_text("Mette Holm took it.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
def test_an_open_incident_is_taken_on_its_page(
    world: World, visit: Visit, width: int, javascript: bool
) -> None:
    size = {"width": width, "height": 740}
    page = visit("/incidents/1005", viewport=size, java_script_enabled=javascript)
    button = page.get_by_role("button", name="I take 1005")
    expect(button).to_be_in_viewport()  # however long the page is

    button.click()
    hush(world)

    expect(page.get_by_text("Mette Holm has it.")).to_be_visible()
    expect(button).to_be_hidden()


def test_the_button_goes_when_somebody_else_takes_it(world: World, visit: Visit) -> None:
    page = visit("/incidents/1005")
    button = page.get_by_role("button", name="I take 1005")
    expect(button).to_be_visible()

    take(world)

    expect(button).to_be_hidden()


def test_it_all_works_without_a_script(visit: Visit) -> None:
    page = visit("/incidents", java_script_enabled=False)

    page.get_by_role("link", name="1003 lampehuset.dk").click()
    expect(page.get_by_text("Mette Holm closed it.").first).to_be_visible()
    page.get_by_role("link", name="Dansk").click()
    expect(page.get_by_role("heading", name="Hvad der skete")).to_be_visible()
    page.get_by_role("button", name="Log ud").click()

    expect(page.get_by_role("heading", name="Log ind")).to_be_visible()
    page.get_by_label("Navn").fill(NAME)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents")


# ---- what is folded -----------------------------------------------------------------------


def one_that_was_closed(world: World) -> None:
    """1006: paged twice, taken, called and closed, with news for Lars that never left."""
    world.report("Kirsten, vinhuset.dk, hele siden er nede, ring 20304051", "+4520111120")
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    pages = [text.body for text in mette.shown if "vinhuset dk" in text.body]
    code = pages[-1].rsplit(" = ", 1)[0].rsplit(" ", 1)[1]
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=lars.number, status=429, code=20429))
    for words in ("", " fortryd", "", " ringet", " løst"):
        mette.replies(f"{code}{words}")
    world.carrier.faults.clear()
    world.advance(minutes=3)
    hush(world)
    assert "dropped" in states_of_messages(world)


def states_of_messages(world: World) -> set[str]:
    return {
        one.state.value
        for one in world.relay.database.read(lambda session: session.scalars(select(Message)).all())
    }


ESSENTIALS = (
    *("The merchant asked for help.", "Mette Holm was paged by SMS.", "Mette Holm took it."),
    *("Mette Holm has called the merchant.", "Mette Holm closed it."),
)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [390, 1280])
def test_our_own_long_texts_and_what_was_let_go_of_are_folded(
    world: World, visit: Visit, width: int, javascript: bool
) -> None:
    one_that_was_closed(world)
    size = {"width": width, "height": 844}

    page = visit("/incidents/1006", viewport=size, java_script_enabled=javascript)

    timeline = page.locator(".timeline")
    for what in ESSENTIALS:
        expect(timeline.get_by_text(what).first).to_be_visible()
    dropped = timeline.locator(".is-dropped").first
    expect(dropped.get_by_text("not sent: it was no longer needed")).to_be_visible()
    expect(dropped.locator(".said")).to_be_hidden()
    paged = timeline.locator(".is-paged").first
    expect(paged.locator(".said")).to_be_hidden()
    paged.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(paged.locator(".said")).to_be_visible()
    expect(paged.get_by_text("delivered")).to_be_visible()


def test_a_phone_shows_at_once_what_became_of_it(world: World, visit: Visit) -> None:
    one_that_was_closed(world)

    page = visit("/incidents/1006", viewport={"width": 390, "height": 844})

    brief = page.get_by_role("list", name="In brief")
    for what in ("Opened", "Paged", "Taken", "Merchant called", "Closed"):
        expect(brief.get_by_text(what)).to_be_in_viewport()
    expect(brief.get_by_text("Taken")).to_contain_text("Mette Holm")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(brief).to_be_hidden()  # the facts stand beside it


def test_a_phone_shows_what_the_merchant_was_told_beside_the_fold(
    world: World, visit: Visit
) -> None:
    one_that_was_closed(world)

    page = visit("/incidents/1006", viewport={"width": 390, "height": 844})
    gists = page.evaluate(
        """[...document.querySelectorAll(".timeline .fold > summary[data-gist]")].map((one) =>
            [one.dataset.gist, getComputedStyle(one, "::after").display !== "none"])"""
    )

    shown = [gist for gist, is_shown in gists if is_shown]
    assert any("Mette Holm har nu din sag 1006" in gist for gist in shown)
    assert any("er løst" in gist for gist in shown)
    assert not any("jeg tager den" in gist for gist in shown)  # nor a page
    assert any("jeg tager den" in gist for gist, _ in gists)


def test_no_line_is_wider_than_its_column(world: World, visit: Visit) -> None:
    one_that_was_closed(world)
    page = visit("/incidents/1006", viewport={"width": 1280, "height": 800})

    over = page.evaluate(
        """[...document.querySelectorAll(".fold > summary")].filter(
            (one) => one.getBoundingClientRect().right
                > one.closest(".timeline").getBoundingClientRect().right + 1).length"""
    )

    assert over == 0


def test_what_is_folded_is_printed(world: World, visit: Visit) -> None:
    one_that_was_closed(world)
    page = visit("/incidents/1006", java_script_enabled=False)

    page.emulate_media(media="print")
    printed = page.evaluate(
        """[...document.querySelectorAll(".fold .said")].map((one) => one.checkVisibility())"""
    )

    assert printed
    assert all(printed)


def test_what_a_reader_unfolded_stays_so_when_the_page_renews_itself(
    world: World, visit: Visit
) -> None:
    page = visit("/incidents/1005")
    page.wait_for_load_state("networkidle")
    paged = page.locator(".timeline .is-paged").first
    paged.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(paged.locator(".said")).to_be_visible()

    take(world)

    expect(page.locator(".timeline").get_by_text("Mette Holm took it.")).to_be_visible()
    expect(paged.locator(".said")).to_be_visible()
    expect(paged.locator("summary")).to_be_focused()


def test_a_folded_page_keeps_nobody_out(world: World, visit: Visit) -> None:
    one_that_was_closed(world)
    page = visit("/incidents/1006", viewport={"width": 390, "height": 844})

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
