"""Signing in and out, the guard, the languages, and what protects every page."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from relay.app import create_app
from relay.settings import Live
from relay.store import users
from relay.store.db import Database
from tests.world import PUBLIC_URL, World, environ

NAME, PASSWORD = "karen", "en hest i hver stald"


class Reader:
    """A browser without JavaScript that reaches the relay by https."""

    def __init__(self, app: Flask, *, language: str = "da", url: str = PUBLIC_URL) -> None:
        self.client = app.test_client()
        self.language = language
        self.url = url

    def get(self, path: str, **headers: str) -> TestResponse:
        """Ask for an address; redirects are not followed."""
        asked = {"Accept-Language": self.language, **headers}
        return self.client.get(path, base_url=self.url, headers=asked)

    def post(self, path: str, *, token: str | None = None, **fields: str) -> TestResponse:
        """Send a form of this site, with the token it was given."""
        if token is None:
            found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/login").text)
            assert found, "the form has no token"
            token = found[1]
        headers = {"Referer": f"{self.url}/login", "Accept-Language": self.language}
        form = {"csrf_token": token, **fields}
        return self.client.post(path, base_url=self.url, data=form, headers=headers)

    def sign_in(self, password: str = PASSWORD, name: str = NAME, **fields: str) -> TestResponse:
        """Fill in the form."""
        return self.post("/login", name=name, password=password, **fields)

    def cookie(self, name: str = "__Host-relay") -> str | None:
        """A cookie's value."""
        cookie = self.client.get_cookie(name, domain=urlsplit(self.url).hostname or "")
        return cookie.value if cookie else None


def words(response: TestResponse) -> str:
    """What a page says, without its tags."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.text, flags=re.DOTALL)
    body = re.sub(r"</?(a|span|strong|time|q|svg|path|circle)\b[^>]*>", "", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
def kind() -> str:
    """One kind of database will do: the store is tested on both."""
    return "sqlite"


@pytest.fixture
def reader(world: World) -> Reader:
    """Somebody who may sign in, and has not yet."""
    now = world.clock.now()
    users.add(world.relay.database, NAME, PASSWORD, role="manager", person=None, now=now)
    return Reader(create_app(world.relay))


# ---- signing in and out -------------------------------------------------------------------


def test_signing_in_leads_to_the_log(reader: Reader) -> None:
    answer = reader.sign_in()

    assert (answer.status_code, answer.location) == (302, "/incidents")
    assert reader.get("/incidents").status_code == 200


def test_the_page_that_was_wanted_comes_after_signing_in(reader: Reader) -> None:
    sent_away = reader.get("/incidents?show=open")
    form = reader.get(sent_away.location)
    wanted = unescape(re.search(r'name="next" value="([^"]+)"', form.text)[1])

    answer = reader.sign_in(next=wanted)

    assert sent_away.location.startswith("/login?next=")
    assert answer.location == "/incidents?show=open"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "///example.org/",
        "/\\example.org",
        "\\\\example.org",
        "/\t/example.org",
        "/login\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "incidents",
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(reader: Reader, elsewhere: str) -> None:
    assert reader.sign_in(next=elsewhere).location == "/incidents"


def test_the_cookie_is_kept_from_scripts_other_sites_and_plain_http(reader: Reader) -> None:
    answer = reader.sign_in()

    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if "__Host-relay" in one)
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_a_relay_without_https_still_lets_people_in(world: World, database_url: str) -> None:
    plain = {**environ(database_url), "PUBLIC_URL": "http://127.0.0.1:8000"}
    relay = type(world.relay)(
        Live(plain),
        world.clock,
        world.relay.database,
        world.relay.bell,
        world.relay.webshops,
        world.relay.chance,
    )
    users.add(relay.database, NAME, PASSWORD, role="viewer", person=None, now=world.clock.now())
    reader = Reader(create_app(relay), url="http://127.0.0.1:8000")

    reader.sign_in()

    assert reader.cookie("relay") is not None
    assert reader.get("/incidents").status_code == 200


def test_a_wrong_password_and_an_unknown_name_look_the_same(reader: Reader) -> None:
    wrong, unknown = reader.sign_in("wrong"), reader.sign_in(name="nobody")

    assert wrong.status_code == unknown.status_code == 401
    assert "Navn og adgangskode passer ikke sammen" in words(wrong)
    assert words(wrong) == words(unknown)
    assert reader.cookie() is None


def test_after_five_wrong_tries_the_page_says_when_to_come_back(reader: Reader) -> None:
    for _ in range(5):
        reader.sign_in("wrong")

    answer = reader.sign_in()

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 601
    assert "For mange forkerte forsøg. Prøv igen om 10 min." in words(answer)


def test_coming_back_when_the_page_says_is_late_enough(reader: Reader, world: World) -> None:
    for _ in range(5):
        reader.sign_in("wrong")
    world.advance(seconds=1)

    said = words(reader.sign_in())
    world.advance(minutes=10)

    assert "Prøv igen om 10 min." in said
    assert reader.sign_in().status_code == 302


def test_signing_out_makes_the_cookie_worthless(reader: Reader) -> None:
    reader.sign_in()
    secret = reader.cookie()
    assert secret is not None

    answer = reader.post("/logout")

    assert answer.location == "/login"
    assert reader.cookie() is None
    reader.client.set_cookie("__Host-relay", secret, domain="relay.example.org", secure=True)
    assert reader.get("/incidents").status_code == 302


@pytest.mark.parametrize("path", ["/login", "/logout"])
def test_a_form_of_another_site_does_nothing(reader: Reader, path: str) -> None:
    reader.sign_in()

    answer = reader.post(path, token="forged", name=NAME, password=PASSWORD)

    assert answer.status_code == 400
    assert "Siden var for gammel" in words(answer)
    assert reader.get("/incidents").status_code == 200


def test_a_page_that_updates_itself_does_not_keep_the_session_alive(
    world: World, reader: Reader
) -> None:
    reader.sign_in()
    for _ in range(12):
        assert reader.get("/incidents?fragment=1").status_code == 200
        world.advance(hours=1)

    assert reader.get("/incidents?fragment=1").status_code == 401


def test_a_page_that_is_read_does(world: World, reader: Reader) -> None:
    reader.sign_in()
    for _ in range(13):
        world.advance(hours=1)
        assert reader.get("/incidents").status_code == 200


# ---- the guard ----------------------------------------------------------------------------

OPEN = {
    *("auth.login", "auth.enter", "pages.speak", "static", "health.healthz", "health.readyz"),
}


def test_every_address_but_the_open_ones_needs_a_sign_in(reader: Reader) -> None:
    app = reader.client.application
    signed = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("carrier.")]
    closed = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in OPEN and rule not in signed
    ]

    for rule in signed:
        assert reader.post(rule.rule).status_code == 403, rule  # the carrier signs instead
    for rule in closed:
        path = re.sub(r"<[^>]+>", "1001", rule.rule)
        answer = reader.get(path) if "GET" in (rule.methods or ()) else reader.post(path)
        assert answer.status_code == 302, rule
        assert answer.location.startswith("/login"), rule
    assert {"log.incidents", "log.incident"} <= {rule.endpoint for rule in closed}
    assert {"carrier.sms", "carrier.hotline_called"} <= {rule.endpoint for rule in signed}


def test_a_view_nobody_thought_to_close_is_closed(world: World) -> None:
    app = create_app(world.relay)
    app.add_url_rule("/secret", "secret", lambda: "the books")

    answer = Reader(app).get("/secret")

    assert answer.status_code == 302
    assert "the books" not in answer.text


def test_a_forged_cookie_opens_nothing(reader: Reader) -> None:
    reader.client.set_cookie("__Host-relay", "x" * 43, domain="relay.example.org", secure=True)

    assert reader.get("/incidents").status_code == 302


def test_the_carrier_and_monitors_need_no_sign_in(reader: Reader) -> None:
    assert reader.get("/healthz").status_code == 200
    assert reader.client.post("/twilio/sms", data={"From": "+4520123456"}).status_code == 403


# ---- what protects every page -------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/login", "/incidents", "/nothing", "/incidents/1001", "/twilio/sms", "/twilio/nothing"],
)
def test_no_page_holds_a_script_or_style_of_its_own(
    world: World, reader: Reader, path: str
) -> None:
    world.report()
    world.merchant.skips()
    world.phone("mette").skips()
    reader.sign_in()

    answer = reader.get(path)

    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (
        re.findall(r"<script(?![^>]* src=\"/static/)|<style|\sstyle=|\son\w+=", answer.text) == []
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Strict-Transport-Security"]


def test_static_files_are_kept_until_they_change(reader: Reader) -> None:
    page = reader.get("/login").text

    for address in re.findall(r"(?:src|href)=\"(/static/[^\"]+)\"", page):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert "?v=" in address
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        answer.close()


# ---- languages ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("da-DK,da;q=0.9", "da"),
        ("en-GB,en;q=0.9,da;q=0.8", "en"),
        ("sv-SE,en;q=0.5", "en"),
        ("fi", "da"),  # unknown
        ("", "da"),
        ("*", "da"),
    ],
)
def test_the_browser_chooses_the_language(reader: Reader, accepted: str, language: str) -> None:
    reader.language = accepted

    page = reader.get("/login").text

    assert f'<html lang="{language}">' in page
    assert ("Adgangskode" in page, "Password" in page) == (language == "da", language == "en")


def test_the_reader_chooses_another_and_stays_on_the_page(reader: Reader) -> None:
    reader.sign_in()
    page = reader.get("/incidents?show=closed").text
    link = unescape(re.search(r'href="(/language/en[^"]*)"', page)[1])

    answer = reader.get(link)

    assert answer.location == "/incidents?show=closed"
    assert '<html lang="en">' in reader.get(answer.location).text


def test_a_language_nobody_speaks_is_not_found(reader: Reader) -> None:
    assert reader.get("/language/xx").status_code == 404
    assert reader.get("/language/en?next=//example.org").location == "/incidents"


# ---- what went wrong ----------------------------------------------------------------------


def test_a_database_out_of_reach_is_told_as_such(world: World) -> None:
    gone = Database("postgresql://nobody@127.0.0.1:1/nothing")
    parts = world.relay
    relay = type(parts)(parts.live, parts.clock, gone, parts.bell, parts.webshops, parts.chance)

    answer = Reader(create_app(relay)).get("/incidents")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "Loggen kan ikke læses lige nu" in words(answer)


def test_sessions_are_good_while_their_last_use_cannot_be_written(
    world: World, reader: Reader
) -> None:
    reader.sign_in()
    world.advance(hours=1)

    def read(_session: object) -> int:
        return reader.get("/incidents").status_code

    assert world.relay.database.write(read) == 200
