"""What undo takes back of what left who has it as it was: a pause, a correction; a note stays."""

import pytest

from relay.core.incident import State
from tests.story.storm import code_of_lead, everybody_skips, storm
from tests.story.test_corrections import signed_in
from tests.world import World


def held(world: World, word: str = "ringet") -> str:
    """Mette has 1001; her code."""
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} {word}".rstrip())
    everybody_skips(world)
    return code


@pytest.mark.parametrize("word", ["", "ringet"])
@pytest.mark.parametrize(
    ("did", "said"),
    [
        ("pause 60", "Fortrudt: 1001 er ikke på pause. Du har den"),
        ("rutine", "Fortrudt: det, du meldte om, hvad 1001 var, gælder ikke mere. Du har den"),
        ("haster", "Fortrudt: det, du meldte om, hvad 1001 var, gælder ikke mere. Du har den"),
        ("note kunden hedder Bo", "Din note på 1001 kan ikke fortrydes. Intet er ændret. Du har"),
    ],
)
def test_undo_leaves_with_whom_it_is_what_they_did_last_beside_it(
    world: World, word: str, did: str, said: str
) -> None:
    code = held(world, word)
    mette = world.phone("mette")

    mette.replies(f"{code} {did}")
    mette.skips()
    mette.replies(f"{code} fortryd")

    mette.expects(said)
    assert world.incident().holder == "mette"
    mette.replies(f"{code} fortryd")
    mette.expects("Intet er ændret. Du har den")  # nothing before that is taken back
    assert world.incident().holder == "mette"


def test_a_pause_that_was_taken_back_asks_as_before(world: World) -> None:
    code = held(world)
    mette = world.phone("mette")

    mette.replies(f"{code} pause 240")
    mette.skips()
    mette.replies(f"{code} fortryd")
    mette.skips()
    world.advance(minutes=121)

    mette.expects("Er du stadig i gang")


def test_a_pause_is_taken_back_only_in_time(world: World) -> None:
    code = held(world)
    mette = world.phone("mette")
    mette.replies(f"{code} pause 240")
    mette.skips()
    world.advance(minutes=11)

    mette.replies(f"{code} fortryd")

    mette.expects("Det er for sent at fortryde på 1001", "Du har den")
    assert world.incident().paused_until is not None


def test_undo_takes_back_the_last_of_two_pauses_alone(world: World) -> None:
    code = held(world)
    mette = world.phone("mette")
    mette.replies(f"{code} pause 240")
    mette.replies(f"{code} pause 480")
    mette.skips()

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt: 1001 er på pause til kl. 06.40 som før. Du har den")
    world.advance(minutes=230)
    assert mette.unread == []
    world.advance(minutes=15)
    mette.expects("Er du stadig i gang")


def test_a_pause_that_was_over_is_not_held_again(world: World) -> None:
    code = held(world)
    mette = world.phone("mette")
    mette.replies(f"{code} pause 1")
    world.advance(minutes=2)
    mette.replies(f"{code} pause 480")
    mette.skips()

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt: 1001 er ikke på pause. Du har den")
    assert world.incident().paused_until is None


def test_words_that_were_only_kept_do_not_stand_in_the_way_of_undo(world: World) -> None:
    code = held(world, "")
    mette = world.phone("mette")
    mette.replies(f"{code} hov det var vist forkert")
    mette.skips()

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt: du har ikke taget 1001")
    everybody_skips(world)


@pytest.mark.parametrize("aside", ["note det var en fejl", "rutine"])
def test_what_was_closed_by_mistake_can_be_opened_whatever_was_noted_since(
    world: World, aside: str
) -> None:
    code = held(world)
    mette = world.phone("mette")
    for word in ("løst", aside, "fortryd", "fortryd"):
        if world.incident().state is State.CLOSED or word != "fortryd":
            mette.replies(f"{code} {word}")
            mette.skips()

    assert world.incident().state is State.ACKNOWLEDGED
    assert world.incident().holder == "mette"
    everybody_skips(world)


def test_a_correction_that_was_taken_back_is_none_when_it_is_closed(world: World) -> None:
    code = held(world)
    mette = world.phone("mette")
    for word in ("rutine", "fortryd", "løst"):
        mette.replies(f"{code} {word}")
        mette.skips()

    world.merchant.expects("Sag 1001 er løst")


def test_whoever_heard_of_a_correction_hears_that_it_was_taken_back(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    codes = mette.code(), lars.code()
    mette.replies(codes[0])
    lars.replies(f"{codes[1]} rutine")
    everybody_skips(world)

    lars.replies(f"{codes[1]} fortryd")

    lars.expects("Fortrudt: det, du meldte om, hvad 1001 var", "Mette Holm har den")
    mette.expects("Lars Friis har fortrudt det, vi skrev til dig om, hvad 1001 lampehuset dk var")
    assert world.incident().holder == "mette"


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("rutine", "haster", "Fortrudt: det gælder igen, at 1001 var en sag for support. Du har"),
        ("ingen sag", "haster", "Fortrudt: det gælder igen, at 1001 ikke var nogen sag. Du har"),
        ("haster", "rutine", "Fortrudt: det gælder igen, at 1001 haster. Du har den"),
    ],
)
def test_undo_says_which_word_on_it_counts_again(
    world: World, first: str, then: str, said: str
) -> None:
    code = held(world)
    mette = world.phone("mette")
    mette.replies(f"{code} {first}")
    mette.replies(f"{code} {then}")
    mette.skips()

    mette.replies(f"{code} fortryd")

    mette.expects(said)


def test_whoever_has_it_hears_that_it_is_a_matter_for_support_again(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    codes = mette.code(), lars.code()
    mette.replies(codes[0])
    lars.replies(f"{codes[1]} rutine")
    lars.replies(f"{codes[1]} haster")
    everybody_skips(world)

    lars.replies(f"{codes[1]} fortryd")

    lars.expects("det gælder igen, at 1001 var en sag for support. Mette Holm har den")
    mette.expects("Lars Friis siger, at 1001 lampehuset dk var en sag for support")


def outage_of_mettes(world: World) -> str:
    """Mette has an outage; her code."""
    storm(world, 3)
    code = code_of_lead(world)
    world.phone("mette").replies(code)
    everybody_skips(world)
    return code


def test_what_was_sent_to_all_cannot_be_taken_back_nor_is_the_outage(world: World) -> None:
    code = outage_of_mettes(world)
    mette = world.phone("mette")
    mette.replies(f"{code} alle Det virker om 10 min")
    sends = mette.shown[-1].body.split("Svar ")[1].split()[0]
    mette.replies(sends)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("Det, du sendte til butikkerne om 1001, kan ikke fortrydes. Intet er ændret")
    assert world.incident().holder == "mette"


def test_undo_of_a_text_to_all_that_waits_for_its_code_drops_it(world: World) -> None:
    code = outage_of_mettes(world)
    mette = world.phone("mette")
    mette.replies(f"{code} alle Det virker om 10 min")
    sends = mette.shown[-1].body.split("Svar ")[1].split()[0]
    mette.skips()

    mette.replies(f"{code} fortryd")

    mette.expects("Ikke sendt")
    mette.replies(sends)
    mette.expects("Det er allerede afgjort")
    assert world.incident().holder == "mette"


def test_the_page_names_what_was_taken_back(world: World) -> None:
    reader = signed_in(world)
    code = held(world, "")
    mette = world.phone("mette")
    for word in ("pause 120", "fortryd"):
        mette.replies(f"{code} {word}")
        mette.skips()
    assert "Mette Holm fortrød pausen." in reader.get("/incidents/1001").text

    for word in ("ringet", "fortryd"):
        mette.replies(f"{code} {word}")
        mette.skips()

    page = reader.get("/incidents/1001").text
    assert "Mette Holm fortrød, at butikken var ringet op." in page
    assert "sit seneste skridt" not in page
    everybody_skips(world)
