"""What is answered is what is the case: nothing is called done that was not."""

from collections.abc import Callable

import pytest

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests.story.holding import taken
from tests.world import World

CREW = ("mette", "lars", "aisha", "karen")
PREMIUM = "+4590123456"


def everybody_skips(world: World) -> None:
    for who in CREW:
        world.phone(who).skips()
    world.merchant.skips()


@pytest.mark.parametrize("words", ["det var ikke løst", "virker stadig ikke", "pause 30"])
def test_whoever_closed_by_mistake_is_told_how_to_take_it_back(world: World, words: str) -> None:
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} løst")
    everybody_skips(world)

    mette.replies(f"{code} {words}")

    mette.expects("1001 er lukket af dig kl.", f"svar {code} fortryd")
    assert world.incident().state is State.CLOSED
    everybody_skips(world)


def test_somebody_else_hears_who_closed_it(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world)

    lars.replies(f"{lars.code()} virker ikke")

    lars.expects("1001 er lukket af Mette Holm kl.", "Intet er ændret")


@pytest.mark.parametrize("words", ["1001", "1001 fortryd", "1001 ?"])
def test_the_number_of_what_they_closed_is_answered_with_how_to_take_it_back(
    world: World, words: str
) -> None:
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} løst")
    everybody_skips(world)

    mette.replies(words)

    mette.expects("1001 er lukket af dig kl.", f"svar {code} fortryd")
    assert world.incident().state is State.CLOSED
    mette.replies(f"{code} fortryd")
    assert world.incident().state is State.ACKNOWLEDGED
    everybody_skips(world)


def test_the_number_of_what_a_colleague_closed_tells_who_did(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world)

    for key in ("lars", "karen"):
        world.phone(key).replies("1001")

    lars.expects("1001 er lukket af Mette Holm kl.", "Intet er ændret")
    world.phone("karen").expects("Du er ikke kaldt til 1001 (lukket)")


@pytest.mark.parametrize(
    "words",
    ["løst om 10 min", "løst når Lars har deployet", "fixed for some customers", "næsten løst"],
)
def test_what_is_not_fixed_yet_is_not_closed(world: World, words: str) -> None:
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} {words}")

    mette.expects("Kun gemt som note på 1001: intet er ændret")
    assert world.timeline()[-1].words == f"{code} {words}"
    assert world.incident().state is State.ACKNOWLEDGED
    assert world.merchant.unread == []


def test_a_call_to_come_is_no_call(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} ringet om lidt")
    everybody_skips(world)
    world.advance(minutes=15, seconds=30)

    mette.expects("Har du ringet om 1001")


@pytest.mark.parametrize("words", ["? {code}", "?{code}"])
def test_a_question_about_a_code_takes_nothing(world: World, words: str) -> None:
    world.report()
    mette = world.phone("mette").skips()

    mette.replies(words.format(code=mette.code()))

    mette.expects("Hele teksten: Jonas, lampehuset dk")
    assert world.incident().state is State.OPEN
    everybody_skips(world)


@pytest.mark.parametrize(
    "words",
    ["giv lars", "svar Vi ringer om fem minutter", "svar Vi kan ikke se fejlen", "løst?"],
)
def test_what_cannot_be_done_yet_is_not_called_done(world: World, words: str) -> None:
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} {words}")

    mette.expects("Kun gemt som note på 1001: intet er ændret, og intet er sendt")
    assert world.incident().holder == "mette"
    assert world.merchant.unread == []
    assert world.phone("lars").unread == []


def test_a_note_is_a_note(world: World) -> None:
    code = taken(world)

    world.phone("mette").replies(f"{code} note ringet til hostingen")

    world.phone("mette").expects("Noteret på 1001.")


def test_a_wish_to_change_who_is_on_call_is_not_passed_over(world: World) -> None:
    mette = world.phone("mette")

    mette.replies("vagt lars til 08:00")
    mette.expects("Vagten kan ikke ændres på SMS, og intet er ændret. På vagt:")

    mette.replies("vagt?")
    assert mette.expects("På vagt:").startswith("På vagt:")


@pytest.mark.parametrize("words", ["ja", "Ja!", "{code} ja", "yes", "ja det har jeg"])
def test_yes_says_that_the_merchant_was_called(world: World, words: str) -> None:
    code = taken(world)
    mette = world.phone("mette")
    world.advance(minutes=15, seconds=30)
    mette.expects("Har du ringet om 1001")

    mette.replies(words.format(code=code))

    mette.expects("du har 1001 og har ringet")
    world.advance(minutes=10)
    assert world.incident().holder == "mette"
    assert world.merchant.unread == []


@pytest.mark.parametrize("words", ["ok", "{code}", "{code} tager den"])
def test_what_may_be_a_promise_is_asked_again_with_the_time(world: World, words: str) -> None:
    code = taken(world)
    mette = world.phone("mette")
    world.advance(minutes=15, seconds=30)
    mette.expects("Har du ringet om 1001")

    mette.replies(words.format(code=code))

    mette.expects("Har du ringet til Jonas +4520304050?", f"Svar {code} ringet inden kl. 03.00")
    world.advance(minutes=5)
    world.merchant.expects("ikke fået ringet til dig")
    everybody_skips(world)


def test_whoever_has_called_is_not_asked_to_say_so_again(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} ringet")
    mette.skips()

    mette.replies(code)

    said = mette.expects("Du har allerede 1001 lampehuset dk og har ringet", f"{code} løst")
    assert "ringet, når" not in said


def test_the_holder_hears_that_the_call_was_taken_back(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(lars.code())
    everybody_skips(world)
    mette.replies(f"{mette.code()} ringet")
    lars.expects("Mette Holm har ringet til butikken om 1001")
    everybody_skips(world)

    mette.replies(f"{mette.code()} fortryd")

    lars.expects("Mette Holm har fortrudt: butikken er ikke ringet op om 1001", lars.code())
    assert world.incident().called_at is None
    world.advance(minutes=15)
    lars.expects("Har du ringet om 1001 lampehuset dk?")
    everybody_skips(world)


def test_a_call_that_was_taken_back_is_asked_for_in_its_own_time(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(lars.code())
    mette.replies(f"{mette.code()} ringet")
    mette.replies(f"{mette.code()} fortryd")
    everybody_skips(world)

    world.advance(minutes=15)

    lars.expects("Har du ringet om 1001 lampehuset dk?")
    everybody_skips(world)


def test_a_dear_number_is_called_so_wherever_it_is_to_be_called(world: World) -> None:
    world.report(f"Jonas, lampehuset.dk er nede, ring {PREMIUM}")
    mette = world.phone("mette")
    code = mette.code()
    mette.skips()

    mette.replies(code)
    mette.expects(f"Ring til Jonas {PREMIUM} (OBS: dyrt nummer)")
    mette.replies(f"{code} ?")
    mette.expects(f"Ring {PREMIUM} (OBS: dyrt nummer)")
    world.advance(minutes=15)
    mette.expects("Har du ringet", f"{PREMIUM} (OBS: dyrt nummer)")

    assert "OBS" not in world.merchant.shown[-1].body
    everybody_skips(world)


def test_a_dear_number_is_called_so_by_voice(world: World) -> None:
    world.report(f"Jonas, lampehuset.dk er nede, ring {PREMIUM}")
    mette = world.phone("mette")
    world.advance(minutes=4, seconds=5)
    mette.picks_up()

    assert "Bemærk, at nummeret er dyrt" in mette.presses(mette.code())
    everybody_skips(world)


def test_a_merchant_whom_no_text_reaches_is_not_said_to_be_told(world: World) -> None:
    trouble = Fault(Trouble.UNDELIVERED, phone=world.merchant.number, code=30006)
    world.carrier.faults.add(trouble)
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} løst")

    mette.expects("1001 er lukket. Butikken kan ikke få besked på SMS")
    everybody_skips(world)


def test_what_was_for_support_is_not_called_solved(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} rutine")
    mette.replies(f"{code} løst")

    said = world.merchant.expects("Sag 1001 er lukket: den hører til hos support")
    assert "løst" not in said
    everybody_skips(world)


def test_a_call_in_which_no_key_is_pressed_speaks_of_no_wrong_code(world: World) -> None:
    world.report()
    world.advance(minutes=4, seconds=5)
    mette = world.phone("mette")
    mette.picks_up()

    world.advance(seconds=40)  # a voicemail says nothing either

    said = mette.heard(mette.calls()[-1])
    assert "Vi hørte ingen tast" in said
    assert "passer ikke" not in said
    everybody_skips(world)


def test_a_pass_by_keypad_in_the_last_resort_promises_no_next_one(world: World) -> None:
    world.report()
    world.advance(minutes=12, seconds=20)
    mette = world.phone("mette")
    mette.picks_up()
    mette.presses("**")

    said = mette.presses("**")

    assert "Hvis ingen tager den, kalder vi igen klokken 03.02" in said
    assert "Den næste" not in said
    everybody_skips(world)


def test_nobody_reads_after_a_page_that_somebody_has_it(world: World) -> None:
    """One text a second: the page overtakes what most were yet to hear."""
    world.report()
    world.advance(minutes=13)
    everybody_skips(world)
    mette = world.phone("mette")
    world.carrier.text(mette.number, mette.code())
    world.advance(seconds=1.5)

    world.carrier.text(mette.number, f"{mette.code()} videre")
    world.advance(minutes=1)

    for key in ("lars", "aisha", "karen"):
        assert world.phone(key).shown[-1].body.endswith((" = jeg tager den", " = I take it"))
    everybody_skips(world)


def test_nobody_reads_that_it_is_closed_once_it_is_open_again(world: World) -> None:
    world.report()
    world.advance(minutes=13)
    everybody_skips(world)
    lars = world.phone("lars")
    world.carrier.text(lars.number, f"{lars.code()} løst")
    world.advance(seconds=1.5)

    world.merchant.texts("Nej, det virker ikke endnu")
    world.advance(minutes=1)

    assert world.phone("aisha").unread == world.phone("karen").unread == []
    everybody_skips(world)


def test_a_closing_that_is_taken_back_wakes_nobody_who_did_not_hear_of_it(world: World) -> None:
    world.report()
    world.advance(minutes=13)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(mette.code())
    everybody_skips(world)

    lars.replies(f"{lars.code()} løst")
    lars.replies(f"{lars.code()} fortryd")
    world.advance(seconds=30)

    assert mette.shown[-1].body.startswith("Lars Friis har fortrudt lukningen, så du har igen 1001")
    assert world.phone("aisha").unread == world.phone("karen").unread == []
    everybody_skips(world)


def test_who_was_not_reached_hears_who_has_it_after_a_closing_that_was_taken_back(
    world: World,
) -> None:
    world.report()
    world.advance(minutes=13)
    everybody_skips(world)
    lars, aisha = world.phone("lars"), world.phone("aisha")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=aisha.number, times=2))
    lars.replies(lars.code())
    world.advance(minutes=2)

    lars.replies(f"{lars.code()} løst")
    lars.replies(f"{lars.code()} fortryd")
    assert aisha.unread == []
    world.advance(minutes=7)

    aisha.expects("1001 lampehuset dk was taken by Lars Friis")
    everybody_skips(world)


def test_a_pause_says_that_the_promised_call_is_asked_for_all_the_same(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} pause 60")

    mette.expects(
        "1001 er på pause til kl. 03.40, men butikken er lovet et opkald",
        "ring inden kl. 02.55, ellers spørger vi",
        f"Svar {code} ringet",
    )
    world.advance(minutes=15)
    mette.expects("Har du ringet om 1001")
    mette.replies(f"{code} pause 60")
    mette.expects("lovet et opkald", f"svar {code} ringet inden kl. 03.00, ellers kaldes den næste")
    world.advance(minutes=5)
    assert world.incident().state is State.OPEN
    everybody_skips(world)


def test_a_pause_after_the_call_speaks_of_no_call(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} ringet")
    mette.skips()

    mette.replies(f"{code} pause 60")

    assert "opkald" not in mette.expects("Vi spørger ikke til 1001 før kl. 03.40")


def test_who_wants_a_pause_of_what_a_colleague_has_is_told_who_has_it(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(lars.code())
    everybody_skips(world)

    mette.replies(f"{mette.code()} pause 30")

    said = mette.expects("1001 er taget af Lars Friis kl. 02.47. Intet er ændret.")
    assert "Tager du" not in said


def checked_in(world: World) -> str:
    """Mette has called and is asked, two hours later, whether she is still on it."""
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} ringet")
    mette.skips()
    world.advance(minutes=120)
    mette.expects("Er du stadig i gang med 1001 lampehuset dk?")
    return code


@pytest.mark.parametrize(
    "words", ["stadig i gang", "still on it", "arbejder på det", "venter på hosting"]
)
def test_words_that_answer_the_check_in_are_said_to(world: World, words: str) -> None:
    code = checked_in(world)
    mette = world.phone("mette")

    mette.replies(f"{code} {words}")

    mette.expects("Godt, du har stadig 1001. Det, du skrev, er gemt som note.", f"{code} løst")
    world.advance(minutes=15)
    assert world.incident().holder == "mette"
    assert mette.unread == []
    mette.replies(f"{code} {words}")  # nothing was asked now
    mette.expects("Kun gemt som note på 1001: intet er ændret")


def test_what_was_closed_at_the_check_in_is_not_said_to_be_theirs_still(world: World) -> None:
    code = checked_in(world)
    mette = world.phone("mette")
    mette.replies(f"{code} løst")
    everybody_skips(world)

    mette.replies(f"{code} venter på hosting")

    mette.expects("Kun gemt som note på 1001: intet er ændret")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Lars tager den", "Du har stadig 1001. Kan du ikke, så svar"),
        ("giv lars", "Du har stadig 1001. Kan du ikke, så svar"),
        ("svar Vi ringer om lidt", "intet er sendt"),
    ],
)
def test_what_cannot_be_done_yet_is_not_praised_at_the_check_in(
    world: World, words: str, answer: str
) -> None:
    code = checked_in(world)

    world.phone("mette").replies(f"{code} {words}")

    world.phone("mette").expects(answer)
    assert world.incident().holder == "mette"


def test_a_call_that_is_owed_comes_before_the_check_in(make_world: Callable[..., World]) -> None:
    world = make_world({"check_in_minutes: 30": "check_in_minutes: 14"})
    code = taken(world)
    mette = world.phone("mette")
    world.advance(minutes=15)
    mette.expects("Er du stadig i gang")
    mette.expects("Har du ringet")

    mette.replies(f"{code} arbejder på det")

    mette.expects("Har du ringet til Jonas +4520304050?", f"Svar {code} ringet inden kl. 03.00")
    everybody_skips(world)


@pytest.mark.parametrize("words", ["stadig i gang", "Still on it.", "Ja, jeg arbejder på det"])
def test_still_on_it_answers_the_one_check_in_without_a_code(world: World, words: str) -> None:
    checked_in(world)
    mette = world.phone("mette")
    world.advance(seconds=30)

    mette.replies(words)

    mette.expects("Du har allerede 1001 lampehuset dk og har ringet")
    world.advance(minutes=15)
    assert world.incident().holder == "mette"
    assert mette.unread == []


def test_still_on_it_without_a_code_asks_back_where_two_are_asked_about(world: World) -> None:
    checked_in(world)
    world.report("Lise, tehuset.dk er nede, 20304077", "+4520304077")
    mette = world.phone("mette")
    mette.skips()
    world.advance(seconds=30)

    mette.replies("stadig i gang")

    mette.expects("Hvilken?")
    assert world.incident(1001).asked_at is not None
    assert world.incident(1002).state is State.OPEN
    everybody_skips(world)
    world.phone("+4520304077").skips()


def test_still_on_it_without_a_code_is_no_take(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    world.advance(seconds=30)

    mette.replies("arbejder på det")

    mette.expects("Det kunne ikke forstås. Intet er ændret.")
    assert world.incident().state is State.OPEN
    everybody_skips(world)


@pytest.mark.parametrize(
    ("words", "noted"),
    [("rutine", "1001 var en sag for support."), ("ingen sag", "1001 var ingen sag.")],
)
def test_what_is_closed_is_not_to_be_closed_again(world: World, words: str, noted: str) -> None:
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} løst")
    everybody_skips(world)

    mette.replies(f"{code} {words}")

    assert mette.expects(noted) == f"Noteret: {noted} Den er lukket."


def test_what_a_colleague_has_is_not_to_be_closed_by_who_says_it_was_routine(
    world: World,
) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    lars.replies(lars.code())
    everybody_skips(world)

    mette.replies(f"{mette.code()} rutine")

    said = mette.expects("Noteret")
    assert said == "Noteret: 1001 var en sag for support. Lars Friis har den."
    lars.expects("Mette Holm siger, at 1001 lampehuset dk var en sag for support. Du har den")


def test_a_call_that_is_told_of_after_closing_is_noted_and_opens_nothing(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} løst")
    world.advance(minutes=5)
    mette.skips()
    world.merchant.skips()

    mette.replies(f"{code} ringet")

    mette.expects("Noteret, at du har ringet om 1001. Den er lukket.")
    assert world.incident().state is State.CLOSED
    assert world.incident().called_at is not None
    world.advance(minutes=9)
    assert world.merchant.unread == mette.unread == []
    mette.replies(f"{code} fortryd")
    mette.expects("du har ikke ringet til butikken om 1001. Den er lukket.")
    assert world.incident().called_at is None


def test_nobody_is_told_to_call_where_there_is_no_number(world: World) -> None:
    world.report("Butikken lampehuset.dk er nede, mvh Jonas", "LAMPEHUSET")
    mette = world.phone("mette")
    code = mette.code()
    mette.skips()

    for answer in ("", "", " ?"):
        mette.replies(f"{code}{answer}")

    for said in list(mette.unread):
        assert "ntet nummer at ringe til." in said
        assert not {"Ring", "ringet"} & set(said.split())
    mette.skips()


def test_who_undoes_a_closing_of_what_they_never_had_lets_go_of_nothing(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette"), world.phone("lars")
    code = lars.code()
    lars.replies(f"{code} løst")
    everybody_skips(world)

    lars.replies(f"{code} fortryd")

    mette.expects("Lars Friis har fortrudt lukningen af 1001", "ingen har den nu", "= jeg tager")
    everybody_skips(world)
