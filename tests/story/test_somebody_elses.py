"""Answers that speak of somebody else or of something else take and close nothing."""

import re
from pathlib import Path

import pytest

from relay.core.incident import State
from tests.story.holding import taken
from tests.world import World, edited_config


def asked(world: World) -> str:
    """The code of a page that Mette has just read."""
    world.report()
    mette = world.phone("mette").skips()
    world.merchant.skips()
    return mette.code()


@pytest.mark.parametrize(
    "words",
    [
        *("ok tak, lars har den", "ja ring til Lars", "ok bed Lars om det", "ringer til Friis"),
        *("ringet til lars", "called Lars", "ringet til Lars, han kigger", "called in sick"),
        *("ringet til QuickPay", "ok tag en anden", "på vej i seng"),
    ],
)
def test_what_names_a_colleague_or_another_takes_nothing(world: World, words: str) -> None:
    code = asked(world)
    mette = world.phone("mette")

    mette.replies(f"{code} {words}")

    mette.expects("Tager du 1001?", f"Svar {code}", f"{code} videre", "gemt som note")
    assert (world.incident().holder, world.incident().called_at) == (None, None)
    world.advance(minutes=2)
    mette.expects("Påmindelse 1")


@pytest.mark.parametrize(
    "words",
    [
        *("ringet til Jonas", "ringet til kunden", "ringet til butikken", "called the customer"),
        *("ringet, han ringer tilbage", "ringet til lampehuset", "ringet til +4520304050"),
    ],
)
def test_a_call_to_the_merchant_counts(world: World, words: str) -> None:
    code = asked(world)
    mette = world.phone("mette")

    mette.replies(f"{code} {words}")

    assert world.incident().holder == "mette"
    assert world.incident().called_at is not None
    mette.skips()
    world.merchant.skips()


@pytest.mark.parametrize("words", ["ok, Lars og jeg kigger", "tager den sammen med Lars"])
def test_who_takes_it_with_a_colleague_takes_it(world: World, words: str) -> None:
    code = asked(world)

    world.phone("mette").replies(f"{code} {words}")

    assert world.incident().holder == "mette"
    world.phone("mette").skips()
    world.merchant.skips()


def test_a_merchant_who_is_named_like_a_colleague_is_the_merchant(world: World) -> None:
    world.report("Lars, lampehuset.dk, kassen er nede, 20304050")
    mette = world.phone("mette").skips()
    world.merchant.skips()

    mette.replies(f"{mette.code()} ringet til Lars")

    assert world.incident().called_at is not None
    mette.skips()
    world.merchant.skips()


@pytest.mark.parametrize("words", ["done for today", "færdig, giver den til lars", "løst i test"])
def test_what_is_done_but_the_case_leaves_it_with_its_holder(world: World, words: str) -> None:
    code = taken(world)
    mette = world.phone("mette").skips()

    mette.replies(f"{code} {words}")

    mette.expects("Kun gemt som note på 1001")
    assert (world.incident().state, world.incident().holder) == (State.ACKNOWLEDGED, "mette")
    world.merchant.skips()


def test_the_page_is_passed_on_in_more_words_than_one(world: World) -> None:
    code = asked(world)

    world.phone("mette").replies(f"{code} ok send den videre")

    assert world.incident().holder is None
    world.phone("lars").expects("1001 lampehuset dk")
    world.phone("mette").expects("1001")


def test_an_answer_with_a_negation_is_told_why_it_is_no_more_than_a_note(world: World) -> None:
    code = asked(world)
    mette = world.phone("mette")

    mette.replies(f"{code} ringet, ingen svar")
    mette.expects("Et ord som ikke eller ingen gør dit svar til en note", f"Svar {code} videre"[5:])
    mette.replies(code)
    mette.skips()
    mette.replies(f"{code} løst, det var ikke os")
    mette.expects("Et ord som ikke eller ingen", "Du har stadig 1001", f"{code} løst")

    assert world.incident().state is State.ACKNOWLEDGED
    world.merchant.skips()


@pytest.mark.parametrize(
    ("said", "holder"),
    [
        ("{one} ok {other} ok", "mette"),
        ("{one} {other}", None),
        ("{one} ok, {other} videre", "mette"),
        ("{one} og {other}", None),
    ],
)
def test_the_second_code_of_an_answer_is_named_as_not_answered(
    world: World, said: str, holder: str | None
) -> None:
    one = asked(world)
    mette = world.phone("mette")
    world.report("Kirsten, kageshop.dk, kassen er nede, 20304051", "+4520304051")
    mette.skips()
    other = mette.code()
    assert one != other

    mette.replies(said.format(one=one, other=other))

    mette.expects(f"Ikke besvaret: {other} = 1002 kageshop dk.")
    assert (world.incident(1001).holder, world.incident(1002).holder) == (holder, None)
    world.merchant.skips()
    world.phone("+4520304051").skips()


@pytest.mark.parametrize("language", ["da", "en", "sv", "nb", "de"])
def test_a_page_copied_back_takes_it_in_every_language(
    tmp_path: Path, database_url: str, language: str
) -> None:
    config = edited_config(tmp_path / "config", {"language: da  ": f"language: {language}  "})
    world = World(database_url, config)
    world.report()
    mette = world.phone("mette")
    page = mette.expects("1001 lampehuset dk")
    code = re.findall(r"\b\d\d\b", page)[-1]
    answer = world.relay.settings.texts.say(language, "page_answer", code=code)
    assert page.endswith(answer)

    mette.replies(answer)

    assert world.incident().holder == "mette"
    mette.skips()
    world.merchant.skips()
