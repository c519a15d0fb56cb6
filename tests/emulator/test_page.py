"""The page of handsets: its JSON, who may use it, and how it looks to a browser."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from relay.clock import ManualClock
from relay.emulator.carrier import Carrier
from relay.emulator.config import Handset
from relay.emulator.faults import Fault, Trouble
from relay.emulator.server import Emulator, create_emulator
from tests.emulator.conftest import CONFIG
from tests.emulator.customer import HOTLINE, PHONE, Customer

MERCHANT = "+4520304050"
HERE = "http://127.0.0.1:8010"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def browser(carrier: Carrier) -> FlaskClient:
    return create_emulator(carrier).test_client()


def test_text_from_a_handset_reaches_the_customer(
    browser: FlaskClient, carrier: Carrier, customer: Customer
) -> None:
    answer = browser.post("/emulator/texts", json={"from": "20 30 40 50", "body": "nede"})
    carrier.tick()

    assert answer.status_code == 201
    assert customer.told("/sms", "From") == [MERCHANT]
    assert customer.told("/sms", "MessageSid") == [answer.get_json()["sid"]]


def test_messages_are_told_with_their_times(browser: FlaskClient, carrier: Carrier) -> None:
    carrier.texts.create({"To": PHONE, "From": HOTLINE, "Body": "Tag den – nu"})

    (text,) = browser.get("/emulator/messages").get_json()["messages"]

    assert text["received_at"] == "2026-11-24T02:14:05.250000+00:00"
    assert (text["to"], text["status"], text["sent_at"]) == (PHONE, "queued", None)
    assert (text["segments"], text["alphabet"]) == (1, "UCS-2")


def test_phone_is_answered_and_keys_are_pressed(browser: FlaskClient, carrier: Carrier) -> None:
    sid = carrier.ring_hotline(MERCHANT)
    carrier.tick()

    pressed = browser.post(f"/emulator/calls/{sid}/press", json={"digits": "73"})
    ended = browser.post(f"/emulator/calls/{sid}/hang-up", json={})

    assert pressed.status_code == 200
    assert ended.get_json()["is_over"] is True


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/emulator/texts", {"from": MERCHANT, "body": ""}),
        ("/emulator/texts", {"from": MERCHANT, "body": "x" * 1601}),
        ("/emulator/texts", {"from": "mette", "body": "nede"}),
        ("/emulator/texts", {"from": HOTLINE, "body": "til mig selv"}),
        ("/emulator/texts", {"from": MERCHANT, "body": 7}),
        ("/emulator/texts", {"from": MERCHANT, "body": "nede \ud83d"}),
        ("/emulator/texts", ["nede"]),
        ("/emulator/handsets", {"name": "Mette igen", "phone": PHONE}),
        ("/emulator/faults", {"trouble": "gremlins"}),
        ("/emulator/calls", {"from": ""}),
    ],
)
def test_nonsense_is_refused(browser: FlaskClient, path: str, data: object) -> None:
    answer = browser.post(path, json=data)

    assert answer.status_code == 400
    assert answer.get_json()["error"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"[" * 20_000, "body: not JSON that can be read"),  # deeper than the parser goes
        (b'{"from": ', "body: not JSON that can be read"),
        (b"\xff", "body: not JSON that can be read"),
        (b"", "body: not JSON that can be read"),
        (b"[1]", 'body: not a JSON object, such as {"from": "+4520304050"}'),
    ],
)
def test_what_is_wrong_with_json_is_said_in_our_words(
    browser: FlaskClient, data: bytes, line: str
) -> None:
    answer = browser.post("/emulator/texts", data=data, content_type="application/json")

    assert (answer.status_code, answer.get_json()) == (400, {"error": line})


@pytest.mark.parametrize(
    ("act", "status"), [("answer", 404), ("press", 404), ("hang-up", 404), ("eat", 404)]
)
def test_unknown_call_is_refused(browser: FlaskClient, act: str, status: int) -> None:
    answer = browser.post(f"/emulator/calls/CA{'0' * 32}/{act}", json={"digits": "1"})

    assert answer.status_code == status


def test_handset_is_added(browser: FlaskClient) -> None:
    browser.post("/emulator/handsets", json={"name": "Sofia", "phone": "+46701740605"})

    shown = browser.get("/emulator/state").get_json()["handsets"]

    assert [handset["name"] for handset in shown] == ["Mette Holm", "Sofia"]
    assert shown[1]["staff"] is False


def test_faults_are_set_and_cleared(browser: FlaskClient, carrier: Carrier) -> None:
    browser.post("/emulator/faults", json={"trouble": "undelivered", "times": 2, "code": 30005})
    was = browser.get("/emulator/faults").get_json()["faults"]

    browser.delete("/emulator/faults", json={})

    assert [(fault["trouble"], fault["times"], fault["code"]) for fault in was] == [
        ("undelivered", 2, 30005)
    ]
    assert carrier.faults.list() == ()


def test_a_fault_of_a_phone_is_for_that_phone(browser: FlaskClient, carrier: Carrier) -> None:
    wrong = browser.post("/emulator/faults", json={"trouble": "drop", "phone": "abc"})
    right = browser.post("/emulator/faults", json={"trouble": "drop", "phone": PHONE[3:]})

    assert (wrong.status_code, wrong.get_json()) == (
        400,
        {"error": "phone: not the number of a phone"},
    )
    assert (right.status_code, right.get_json()["phone"]) == (201, PHONE)
    assert carrier.faults.take(Trouble.DROP, PHONE) is not None


def test_state_is_sent_again_only_when_it_changed(browser: FlaskClient, carrier: Carrier) -> None:
    tag = browser.get("/emulator/state").headers["ETag"]

    def status() -> int:
        return browser.get("/emulator/state", headers={"If-None-Match": tag}).status_code

    same = status()
    carrier.faults.add(Fault(Trouble.OUTAGE))

    assert (same, status()) == (304, 200)


def test_the_time_is_told_also_when_nothing_changed(
    browser: FlaskClient, clock: ManualClock
) -> None:
    before = browser.get("/emulator/state").headers
    clock.move_to(clock.now() + timedelta(seconds=3))

    after = browser.get("/emulator/state", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 304
    assert before["Emulator-Time"] == "2026-11-24T02:14:05.250+00:00"
    assert after.headers["Emulator-Time"] == "2026-11-24T02:14:08.250+00:00"


def test_phone_says_who_has_it_as_time_passes(
    build: Callable[..., Carrier], clock: ManualClock
) -> None:
    shift_at = clock.now() + timedelta(hours=1)
    carrier = build(duties=lambda at: {PHONE: "primary now" if at >= shift_at else "off duty"})
    browser = create_emulator(carrier).test_client()
    before = browser.get("/emulator/state")

    clock.move_to(shift_at)
    after = browser.get("/emulator/state", headers={"If-None-Match": before.headers["ETag"]})

    notes = [answer.get_json()["handsets"][0]["note"] for answer in (before, after)]
    assert notes == ["off duty", "primary now"]


@pytest.mark.parametrize(
    ("headers", "content_type", "status"),
    [
        ({}, "application/json", 201),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, "application/json", 201),
        ({}, "text/plain", 403),  # what a form of another site can send
        ({}, "application/x-www-form-urlencoded", 403),
        ({"Origin": "https://evil.example"}, "application/json", 403),
        ({"Sec-Fetch-Site": "cross-site"}, "application/json", 403),
        ({"Host": "evil.example:8010"}, "application/json", 403),  # a name that leads here
    ],
)
def test_other_sites_are_kept_out(
    browser: FlaskClient, headers: dict[str, str], content_type: str, status: int
) -> None:
    answer = browser.post(
        "/emulator/texts",
        data='{"from": "+4520304050", "body": "nede"}',
        content_type=content_type,
        base_url=HERE,
        headers=headers,
    )

    assert answer.status_code == status


def test_page_allows_nothing_from_elsewhere(browser: FlaskClient) -> None:
    answer = browser.get("/")

    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "http://" not in answer.text.replace("http://www.w3.org", "")
    assert "https://" not in answer.text


# In a browser


@pytest.fixture
def served() -> Iterator[Emulator]:
    handsets = (Handset("Jonas Lund", MERCHANT, "lampehuset.dk"), *CONFIG.handsets)
    nowhere = "http://127.0.0.1:1/sms"
    places = {"sms_url": nowhere, "sms_fallback_url": "", "time_zone": COPENHAGEN}
    emulator = Emulator(replace(CONFIG, port=0, handsets=handsets, **places))
    emulator.start()
    yield emulator
    emulator.stop()


@pytest.fixture
def page(chromium: Browser, served: Emulator) -> Iterator[Page]:
    page = chromium.new_page()
    page.goto(served.url)
    yield page
    page.close()


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_times_are_the_emulators_wherever_the_browser_is(
    chromium: Browser, served: Emulator, zone: str
) -> None:
    page = chromium.new_page(timezone_id=zone)
    page.clock.set_fixed_time("2020-02-02T02:02:02Z")  # the browser's clock stands, years behind
    page.goto(served.url)
    served.carrier.texts.create({"To": PHONE, "From": HOTLINE, "Body": "1017. Svar 73 = ja"})

    bubble = page.get_by_role("article", name="Mette Holm").locator(".bubble time")
    expect(bubble).to_be_visible()
    (text,) = served.carrier.texts.all()
    expect(bubble).to_have_text(f"{text.created_at.astimezone(COPENHAGEN):%H.%M}")
    shown = time.fromisoformat(page.locator("#clock").inner_text().replace(".", ":"))
    page.close()

    now = datetime.now(COPENHAGEN)
    gap = datetime.combine(now, shown, COPENHAGEN) - now
    assert abs((gap.total_seconds() + 43200) % 86400 - 43200) < 30  # midnight may lie between


def test_connection_stands_beside_the_title(page: Page) -> None:
    page.set_viewport_size({"width": 1010, "height": 800})
    expect(page.get_by_text("connected", exact=True)).to_be_visible()

    title, connection = (
        page.locator(f".top {one}").bounding_box() for one in ("h1", "#connection")
    )

    assert title is not None
    assert connection is not None
    assert connection["y"] < title["y"] + title["height"]


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def test_handsets_can_be_used_in_a_browser(page: Page, served: Emulator) -> None:
    jonas = page.get_by_role("article", name="Jonas Lund")
    mette = page.get_by_role("article", name="Mette Holm")

    jonas.get_by_label("Text the hotline as Jonas Lund").fill("lampehuset.dk er nede")
    jonas.get_by_role("button", name="Send as Jonas Lund").click()
    served.carrier.texts.create({"To": PHONE, "From": HOTLINE, "Body": "1017. Svar 73 = ja"})

    expect(jonas.get_by_text("lampehuset.dk er nede")).to_be_visible()
    expect(jonas.get_by_title("the relay could not be reached")).to_be_visible()
    expect(mette.get_by_text("1017. Svar 73 = ja")).to_be_visible()
    expect(mette.get_by_title("delivered", exact=True)).to_be_visible()
    mette.get_by_role("button", name="73", exact=True).click()
    sent = page.get_by_label("Messages on the phone of Mette Holm").get_by_text("73", exact=True)
    expect(sent).to_be_visible()  # not the button, which is there before
    assert [text.body for text in served.carrier.texts.all() if text.sender == PHONE] == ["73"]


def test_call_fills_the_phone_in_a_browser(page: Page, served: Emulator) -> None:
    mette = page.get_by_role("article", name="Mette Holm")
    served.carrier.calls.create(
        {"To": PHONE, "From": HOTLINE, "Url": "http://127.0.0.1:1/page", "Timeout": "25"}
    )

    mette.get_by_role("button", name="Answer").click()

    expect(mette.get_by_text("an application error has occurred")).to_be_visible()
    expect(mette.get_by_text("call ended")).to_be_visible()
    mette.get_by_role("button", name="Close").click()
    expect(mette.get_by_label("Text the hotline as Mette Holm")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_phone_that_rings_is_told_of_at_the_top(page: Page, served: Emulator, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    told = page.get_by_role("link", name="Mette Holm is being called")
    answer = page.get_by_role("button", name="Answer")
    served.carrier.calls.create({"To": PHONE, "From": HOTLINE, "Twiml": KEYPAD, "Timeout": "25"})

    expect(told).to_be_in_viewport()
    expect(page).to_have_title("☎ Mette Holm – Telephone emulator")
    assert violations(page) == []
    told.click()
    expect(answer).to_be_in_viewport()
    answer.click()

    expect(told).to_have_count(0)
    expect(page).to_have_title("Telephone emulator")


def test_crew_are_near_however_many_merchants_there_are(page: Page, served: Emulator) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for number in range(11):
        served.carrier.add_handset(Handset(f"Shop {number}", f"+45203040{60 + number}", "shop.dk"))
    expect(page.get_by_role("article", name="Shop 10")).to_be_attached()

    crew = page.get_by_role("heading", name="Crew", exact=True).bounding_box()

    assert crew is not None
    assert crew["y"] < 844
    assert page.evaluate("document.documentElement.scrollWidth") == 390


UNSEEN = """chat => chat.getBoundingClientRect().bottom
    - [...chat.querySelectorAll(".bubble, .event")].at(-1).getBoundingClientRect().bottom"""


def test_newest_text_is_seen_whole(page: Page, served: Emulator) -> None:
    chat = page.get_by_label("Messages on the phone of Mette Holm")
    for number in range(1001, 1007):
        body = f"{number} lampehuset dk: Kassen giver fejl 500. Svar 73 = jeg tager den"
        served.carrier.texts.create({"To": PHONE, "From": HOTLINE, "Body": body})
    expect(page.get_by_title("delivered", exact=True)).to_have_count(6)

    page.reload()  # the answers to choose from come with the texts, and take room from them
    expect(page.get_by_role("button", name="73", exact=True)).to_be_visible()
    at_load = chat.evaluate(UNSEEN)
    served.carrier.calls.create({"To": PHONE, "From": HOTLINE, "Twiml": KEYPAD, "Timeout": "25"})
    page.get_by_role("button", name="Answer").click()
    page.get_by_role("button", name="Hang up").click()  # the phone is smaller again
    expect(page.get_by_role("button", name="Close")).to_be_visible()

    assert (at_load >= 0, chat.evaluate(UNSEEN) >= 0) == (True, True)


@pytest.mark.parametrize(
    ("body", "answers"),
    [
        ("1017 er nede. Ring til Jonas +4573304050. Svar 73 = jeg tager den", ["73"]),
        ("Svar 73 ringet, når du har ringet, og 73 løst", ["73 ringet", "73 løst"]),
        ("Reply 73, or 73 fixed if it works.", ["73", "73 fixed"]),
        ("Svar 73 for at sende, 73 nej for at lade være", ["73", "73 nej"]),
        ("Lars Friis har 1017 lampehuset dk.", []),
        ("Svar 73 skil og et sagsnummer tager en ud", []),  # it is not the whole answer
    ],
)
def test_a_phone_offers_the_answers_its_text_asks_for(
    page: Page, served: Emulator, body: str, answers: list[str]
) -> None:
    mette = page.get_by_role("article", name="Mette Holm")
    served.carrier.texts.create({"To": PHONE, "From": HOTLINE, "Body": body})

    expect(mette.get_by_text(body)).to_be_visible()

    expect(mette.locator(".chips button")).to_have_text(answers)


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("+46701740605", "Ingrid från tehuset.se: kassan visar fel 500, ingen kan betala."),
        ("+4741308555", "Ingrid fra tehuset.se: kassen gir feil 500, ingen får betalt."),
        ("+491701740605", "Ingrid von tehuset.se: die Kasse zeigt Fehler 500,"),
        ("+447911123456", "Ingrid from tehuset.se: checkout shows error 500, nobody can pay."),
        ("+4520304051", "Ingrid fra tehuset.se: kassen giver fejl 500, ingen kan betale."),
    ],
)
def test_a_merchant_is_offered_a_text_in_their_own_language(
    page: Page, served: Emulator, phone: str, words: str
) -> None:
    served.carrier.add_handset(Handset("Ingrid Berg", phone, "tehuset.se"))

    offered = page.get_by_role("article", name="Ingrid Berg").locator(".chips button")

    expect(offered).to_contain_text(words)
    expect(offered).to_contain_text(phone)


def test_an_answered_text_offers_no_answer(page: Page, served: Emulator) -> None:
    mette = page.get_by_role("article", name="Mette Holm")
    served.carrier.texts.create({"To": PHONE, "From": HOTLINE, "Body": "1017. Svar 73 = ja"})

    mette.get_by_role("button", name="73", exact=True).click()

    expect(mette.locator(".chips button")).to_have_count(0)


def test_short_text_is_in_a_short_bubble(page: Page, served: Emulator) -> None:
    words = page.get_by_role("article", name="Mette Holm").locator(".words")
    served.carrier.text(PHONE, "80")

    expect(words).to_have_text("80")

    assert words.evaluate("words => words.offsetWidth") < 60


def test_answers_are_large_enough_for_a_thumb(page: Page, served: Emulator) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    served.carrier.texts.create({"To": PHONE, "From": HOTLINE, "Body": "1017. Svar 73 = ja"})
    answer = page.get_by_role("button", name="73", exact=True)

    expect(answer).to_be_visible()

    assert answer.evaluate("button => [button.offsetWidth >= 44, button.offsetHeight >= 44]") == [
        True,
        True,
    ]


KEYPAD = """<Response><Gather input="dtmf" numDigits="2" timeout="60"
    action="http://127.0.0.1:1/key"><Say>Tast 7 0 for at tage den.</Say></Gather></Response>"""


@pytest.mark.parametrize("width", [1280, 390])
def test_call_leaves_the_head_of_the_phone_and_room_for_what_is_said(
    page: Page, served: Emulator, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    mette = page.get_by_role("article", name="Mette Holm")
    served.carrier.calls.create({"To": PHONE, "From": HOTLINE, "Twiml": KEYPAD, "Timeout": "25"})

    mette.get_by_role("button", name="Answer").click()
    expect(mette.get_by_role("button", name="5")).to_be_visible()
    transcript = mette.get_by_label("Call on the phone of Mette Holm")
    bottom, top, said, line = mette.evaluate(
        """phone => [
            phone.querySelector("header").getBoundingClientRect().bottom,
            phone.querySelector(".call").getBoundingClientRect().top,
            phone.querySelector(".transcript").clientHeight,
            parseFloat(getComputedStyle(phone).lineHeight),
        ]"""
    )

    expect(transcript).to_be_visible()
    assert top >= bottom
    assert said >= 5 * line


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible_and_narrow(page: Page, served: Emulator, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 360, "height": 740})
    served.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=MERCHANT))
    for to in (PHONE, MERCHANT):
        served.carrier.texts.create({"To": to, "From": HOTLINE, "Body": "Svar 73 = ja"})
    served.carrier.calls.create(
        {"To": PHONE, "From": HOTLINE, "Url": "http://127.0.0.1:1/page", "Timeout": "25"}
    )

    expect(page.get_by_role("button", name="Answer")).to_be_visible()
    expect(page.get_by_title("undelivered: Unreachable destination handset")).to_be_visible()

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
