"""The second path against a provider that takes texts, refuses them, and does not answer."""

import logging
import time
from collections.abc import Iterator

import pytest

from relay.sms import backup
from relay.sms.backup import Apprise, can_build, can_text
from relay.sms.gateway import Refused, Sent, Unknown
from tests import provider
from tests.provider import Provider

METTE = "+4520123456"
BODY = "1001 lampehuset dk er nede. Svar 73 til +4529701595, æøå"


@pytest.fixture
def other() -> Iterator[Provider]:
    with provider.running() as one:
        yield one


def test_a_text_reaches_the_phone_it_is_for(other: Provider) -> None:
    outcome = Apprise(other.url).text(METTE, BODY)

    assert outcome == Sent("", "sent")
    assert other.asked == [(METTE, BODY)]


def test_a_refusal_is_one(other: Provider) -> None:
    other.status = 500

    outcome = Apprise(other.url).text(METTE, BODY)

    assert outcome == Refused(0, "JSON: not taken")


def test_nobody_there_is_a_refusal() -> None:
    with provider.running() as gone:
        url = gone.url

    assert isinstance(Apprise(url).text(METTE, BODY), Refused)


def test_without_a_second_provider_there_is_a_plain_answer() -> None:
    assert Apprise(None).text(METTE, BODY) == Refused(0, "there is no second provider")


def test_one_channel_of_several_is_enough(other: Provider) -> None:
    with provider.running() as gone:
        dead = gone.channel("dead")

    outcome = Apprise(None).tell((dead, other.channel("mettes-desk")), BODY)

    assert outcome == Sent("", "sent")
    assert other.told("mettes-desk") == [BODY]


def test_no_channel_is_a_refusal() -> None:
    assert isinstance(Apprise(None).tell((), BODY), Refused)
    assert isinstance(Apprise(None).tell(("nosuch://x",), BODY), Refused)


def test_a_provider_that_never_answers_holds_nobody(other: Provider) -> None:
    """Each of several channels may take its plugin's whole time: together they have a deadline."""
    other.may_answer.clear()
    began = time.monotonic()

    outcome = Apprise(None).tell([other.channel(str(number)) for number in range(9)], BODY)

    assert outcome == Unknown("no answer in time")
    assert time.monotonic() - began < backup.DEADLINE + 5  # a busy machine


def test_no_number_and_no_secret_reaches_the_log(
    other: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    other.status = 500

    outcome = Apprise(other.url).text(METTE, BODY)
    Apprise(None).tell((other.channel("desk"), "nosuch://hush-hush"), BODY)

    logged = f"{caplog.text} {outcome}"
    assert METTE not in logged.replace("%2B", "+")
    assert "20123456" not in logged
    assert "hush-hush" not in logged


# https://github.com/caronc/apprise/wiki; the accounts are invented
DANISH = {
    "46elks": "46elks://user:password@+4529701595/",
    "Vonage": "vonage://apikey12:secretsecret1234@+4529701595/",
    "Seven": "seven://apikey12/?from=+4529701595",
    "Plivo": f"plivo://{'a' * 25}@{'b' * 40}/+4529701595/",
    "MessageBird": f"msgbird://{'a' * 25}/+4529701595/",
    "ClickSend": "clicksend://user:password@",
    "BulkSMS": "bulksms://user:password@",
    "httpSMS": "httpsms://apikey1234@+4529701595/",
    "any web address": "jsons://user:password@sms.example.org/send?:to={to}",
}


@pytest.mark.parametrize("name", DANISH)
def test_a_danish_sender_and_phone_are_taken(name: str) -> None:
    built = backup._build(DANISH[name], METTE)

    assert can_text(DANISH[name])
    assert built is not None
    assert "20123456" in built.url()
    assert ("29701595" in DANISH[name]) == ("29701595" in built.url())  # the sender is kept


@pytest.mark.parametrize(
    "url",
    [
        f"twilio://AC{'0' * 32}:{'f' * 32}@+4529701595/",  # Apprise takes no Danish sender for it
        f"sinch://{'a' * 32}:{'b' * 32}@+4529701595/",
        "nosuch://x",
        "46elks://",
        "hush",
    ],
)
def test_what_apprise_cannot_send_by_is_found_before_it_is_needed(url: str) -> None:
    assert not can_text(url)
    assert not can_build(url)


def test_the_phone_takes_the_place_of_one_that_is_in_the_url() -> None:
    built = backup._build("46elks://user:password@+4529701595/+4520999999", METTE)

    assert built is not None
    assert "20999999" not in built.url()
    assert "4520123456" in built.url()
