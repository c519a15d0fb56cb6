"""What the settings are refused for, beside what stands in each file alone."""

from pathlib import Path

import pytest

from relay.settings import Live, load
from tests.settings_folder import ONCALL, RELAY, Folder, refused

SPEAKING = ONCALL.replace("    phone", "    language: {}\n    phone", 1)
ADVICE = "put it there, or name another language"


def without(environ: dict[str, str], *languages: str) -> dict[str, str]:
    """The folder, in which some languages have no file."""
    for language in languages:
        (Path(environ["RELAY_CONFIG"]) / "texts" / f"{language}.yaml").unlink()
    return environ


NEEDED = [
    # (the hotline's languages, Mette's, whose file is away, who needs it)
    ("[da, en]", "da", "en", "hotline.languages needs it"),
    ("[da]", "sv", "sv", "people.mette.language needs it"),
    ("[da, en]", "en", "en", "hotline.languages and people.mette.language need it"),
    ("[en, da]", "da", "en", "hotline.languages needs it"),  # the first
]


@pytest.mark.parametrize(("languages", "mette", "away", "who"), NEEDED)
def test_a_language_that_somebody_needs_has_its_file(
    folder: Folder, languages: str, mette: str, away: str, who: str
) -> None:
    relay = RELAY.replace("hotline:\n", f"hotline:\n  languages: {languages}\n")
    environ = without(folder(relay, SPEAKING.format(mette)), away)

    lines = refused(environ)

    assert lines == [f"texts/{away}.yaml:1: is missing; {who}: {ADVICE}"]


def test_languages_that_are_left_out_are_all_five(folder: Folder) -> None:
    environ = without(folder(), "sv", "de")

    lines = refused(environ)

    who = "hotline.languages needs it"
    assert lines == [f"texts/{name}.yaml:1: is missing; {who}: {ADVICE}" for name in ("sv", "de")]


def test_a_language_that_nobody_needs_may_have_no_file(folder: Folder) -> None:
    relay = RELAY.replace("hotline:\n", "hotline:\n  languages: [da]\n")

    settings = load(without(folder(relay), "en", "sv", "nb", "de"))

    assert list(settings.texts.by_language) == ["da"]


def test_a_language_taken_away_while_it_runs_is_kept(folder: Folder) -> None:
    seconds = iter([100.0, 101.0, 101.0])
    environ = folder()
    live = Live(environ, lambda: next(seconds))

    without(environ, "en")
    settings = live.current()

    assert "en" in settings.texts.by_language
    (line,) = live.complaint
    assert "en.yaml:1: is missing; hotline.languages needs it" in line


LONG = "x" * 61
NAMES = [
    # (what is written, what is said of it)
    ('"Mette\\nHolm"', '"Mette\\nHolm" has more than one line; write it in one'),
    (LONG, f'"{LONG[:59]}…" is 61 characters long; write 60 at most'),
    *(
        (
            name,
            f'"{name}" has a link, domain or mail address, which carriers filter; '
            "write it with a space, as lampehuset dk",
        )
        for name in ("Mette www.holm.dk", "Holm.com", "mette@holm.dk")
    ),
]


@pytest.mark.parametrize(("name", "words"), NAMES)
def test_a_name_that_does_not_go_into_a_text_is_refused(
    folder: Folder, name: str, words: str
) -> None:
    relay = RELAY.replace("hotline:\n", f"hotline:\n  company: {name}\n")
    oncall = ONCALL.replace("Mette Holm", name)

    lines = refused(folder(relay, oncall))

    assert lines == [
        f"relay.yaml:2: hotline.company: {words}",
        f"oncall.yaml:3: people.mette.name: {words}",
    ]


@pytest.mark.parametrize("name", ["J.P. Holm", "x" * 60, "Anne-Marie d'Arc (A/S)", "Jörg Müller"])
def test_a_name_as_people_have_them_is_taken(folder: Folder, name: str) -> None:
    settings = load(folder(oncall=ONCALL.replace("Mette Holm", name)))

    assert settings.people["mette"].name == name


@pytest.mark.parametrize("tokens", ["new, old, older", "a,b,c"])
def test_more_than_two_tokens_are_refused(folder: Folder, tokens: str) -> None:
    account = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": tokens}

    lines = refused(folder() | account | {"PUBLIC_URL": "https://relay.example.dk"})

    assert lines == [
        "TWILIO_AUTH_TOKEN: has 3 tokens; give one or, while rotating, two: the new and the old"
    ]


@pytest.mark.parametrize("count", ["1", "0"])
def test_one_shop_alone_is_no_storm(folder: Folder, count: str) -> None:
    lines = refused(folder(f"limits: {{storm: [{count}, 10]}}\n{RELAY}"))

    words = "must be 2 shops or more, and within how many minutes, such as [3, 10]"
    assert lines == [f"relay.yaml:1: limits.storm: {words}"]
