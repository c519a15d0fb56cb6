"""Nobody answers: reminders, calls, levels, everyone, without end."""

from collections.abc import Callable

import pytest

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests.world import World


def everybody_skips(world: World) -> None:
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def test_a_reminder_comes_after_two_minutes_and_differs(world: World) -> None:
    world.report()
    world.merchant.skips()
    first = world.phone("mette").expects("1001 lampehuset dk")

    world.advance(minutes=2)

    reminder = world.phone("mette").expects("Påmindelse 1, 2 min: 1001 lampehuset dk")
    assert reminder.endswith(first[first.index("Svar ") :])


def test_after_four_minutes_the_phone_rings(world: World) -> None:
    world.report()
    world.merchant.skips()

    world.advance(minutes=4)

    world.phone("mette").skips()
    said = world.phone("mette").picks_up()
    assert "Sag 1 0 0 1" in said
    assert "fejl 500" in said


def test_the_code_keyed_in_takes_it(world: World) -> None:
    world.report()
    world.advance(minutes=4)
    mette = world.phone("mette").skips()
    world.merchant.skips()
    mette.picks_up()

    said = mette.presses(mette.code())

    assert "Du har nu sag" in said
    assert world.incident().holder == "mette"
    world.merchant.expects("Mette Holm har nu din sag")
    world.advance(minutes=14)
    assert mette.unread == []


def test_an_answered_call_alone_takes_nothing(world: World) -> None:
    """A voicemail answers too."""
    world.report()
    world.advance(minutes=4)
    world.merchant.skips()
    world.phone("mette").picks_up()

    world.advance(minutes=3)

    assert world.incident().state is State.OPEN
    world.phone("lars").expects("1001")
    world.phone("mette").skips()


def test_a_wrong_code_is_asked_again_twice(world: World) -> None:
    world.report()
    world.advance(minutes=4)
    world.merchant.skips()
    mette = world.phone("mette").skips()
    wrong = "11" if mette.code() != "11" else "12"
    mette.picks_up()

    said = [mette.presses(wrong) for _ in range(3)]

    assert "passer ikke" in said[0]
    assert "passer ikke" in said[1]
    assert "Farvel" in said[2]
    assert world.incident().state is State.OPEN


def test_the_star_passes_it_on_after_confirmation(world: World) -> None:
    world.report()
    world.advance(minutes=4)
    world.merchant.skips()
    mette = world.phone("mette").skips()
    mette.picks_up()
    asked = mette.presses("**")
    assert "to stjerner igen" in asked
    assert world.phone("lars").unread == []

    passed = mette.presses("**")

    assert "sendt videre" in passed
    world.advance(seconds=5)
    world.phone("lars").expects("1001")


def test_the_star_says_that_the_next_are_paged_already(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=5)
    mette = world.phone("mette")
    everybody_skips(world)
    mette.picks_up()
    mette.presses("**")

    assert "De næste er allerede kaldt" in mette.presses("**")

    world.advance(minutes=1)
    everybody_skips(world)
    world.phone("aisha").skips()


def test_a_pass_that_is_taken_back_and_given_again_is_one_level(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette, lars = world.phone("mette").skips(), world.phone("lars")
    code = mette.code()
    for answer in ("videre", "fortryd", "videre", "fortryd", "videre"):
        mette.replies(f"{code} {answer}")

    world.advance(minutes=1)

    lars.expects("1001 lampehuset dk")
    assert lars.unread == []
    assert world.happened().count("climbed") == 1
    assert "round" not in world.happened()  # nobody else is woken
    mette.skips()
    world.advance(minutes=2)
    assert mette.unread == []  # who passed is not reminded
    lars.skips()
    lars.replies(f"{lars.code()} videre")
    lars.skips()
    assert "round" in world.happened()  # his own pass is another level
    world.phone("karen").skips()
    world.phone("aisha").skips()


def test_a_pass_is_taken_back_also_when_somebody_else_passed_since(world: World) -> None:
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    mette.replies(f"{code} videre")
    lars.replies(f"{lars.code()} videre")
    mette.skips()

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt")
    world.advance(minutes=10)
    assert any("1001 lampehuset dk" in body for body in mette.unread)  # she is asked again
    everybody_skips(world)


def test_who_had_it_has_it_again_though_somebody_else_passed_since(world: World) -> None:
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    for answer in ("", "videre"):
        mette.replies(f"{code} {answer}")
    lars.replies(f"{lars.code()} videre")
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt")
    world.merchant.expects("Mette Holm har nu din sag 1001")
    assert world.incident().holder == "mette"
    everybody_skips(world)


@pytest.mark.parametrize(
    ("answer", "told"), [("", "1001 er taget af Lars Friis"), (" løst", "1001 er lukket af Lars")]
)
def test_a_pass_that_somebody_answered_since_is_not_taken_back(
    world: World, answer: str, told: str
) -> None:
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    mette.replies(f"{code} videre")
    lars.replies(f"{lars.code()}{answer}")
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects(told, "Intet er ændret")
    assert world.incident().holder == "lars"


def test_a_holder_who_lets_go_twice_pages_one_level(world: World) -> None:
    world.report()
    mette, lars = world.phone("mette").skips(), world.phone("lars")
    code = mette.code()
    for answer in ("", "videre", "fortryd", "videre"):
        mette.replies(f"{code} {answer}")

    world.advance(seconds=30)

    lars.skips()
    mette.skips()
    world.merchant.skips()
    assert world.happened().count("climbed") == 1
    assert "round" not in world.happened()


@pytest.mark.parametrize("before", [[], [""]], ids=["who was paged", "who had it"])
@pytest.mark.parametrize("again", ["videre", "nej"])
def test_a_pass_that_is_said_twice_is_one(world: World, before: list[str], again: str) -> None:
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    for answer in (*before, "videre"):
        mette.replies(f"{code} {answer}")
    lars.expects("1001 lampehuset dk")
    everybody_skips(world)

    mette.replies(f"{code} {again}")

    mette.expects("1001 har du allerede sendt videre")
    world.advance(seconds=30)
    assert lars.unread == world.phone("karen").unread == []
    assert world.happened().count("passed") == 1
    mette.replies(f"{code} fortryd")
    mette.expects("Fortrudt")
    everybody_skips(world)


def test_a_pass_by_key_and_then_by_text_is_one(world: World) -> None:
    world.report()
    world.advance(minutes=4)
    mette = world.phone("mette")
    mette.picks_up()
    mette.presses("**")
    mette.presses("**")
    world.advance(seconds=10)
    everybody_skips(world)

    mette.replies(f"{mette.code()} nej")

    mette.expects("1001 har du allerede sendt videre")
    world.advance(seconds=30)
    assert world.phone("lars").unread == world.phone("karen").unread == []


def test_a_pass_by_somebody_whose_next_is_paged_already_wakes_nobody_else(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=20)
    mette = world.phone("mette")
    everybody_skips(world)

    mette.replies(f"{mette.code()} videre")

    mette.expects("du tager ikke 1001. De næste er allerede kaldt")
    world.advance(minutes=1)
    assert world.phone("lars").unread == world.phone("karen").unread == []
    world.advance(minutes=4, seconds=40)
    world.phone("karen").expects("ALLE, ingen har den efter 12 min: 1001")  # in its own time
    assert mette.unread == []
    everybody_skips(world)


def test_whoever_had_it_and_passes_it_on_has_the_next_level_paged(world: World) -> None:
    """Also when they are of an earlier level than the one that was running."""
    world.report()
    world.advance(minutes=6, seconds=20)
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(code)
    everybody_skips(world)

    mette.replies(f"{code} videre")

    world.advance(seconds=5)
    world.phone("karen").expects("ALLE, ingen har den: 1001")
    everybody_skips(world)


def test_whoever_gets_no_texts_is_rung_with_each_reminder_and_not_more_often(
    make_world: Callable[..., World],
) -> None:
    old = "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
    old += "    role: engineer                 # engineer or manager\n    notify: [sms, voice]"
    world = make_world({old: old.replace("[sms, voice]", "[voice]")})
    mette = world.phone("mette")
    world.report()
    began_at = mette.calls()[0].created_at

    world.advance(minutes=5, seconds=50)

    seconds = [(call.created_at - began_at).total_seconds() for call in mette.calls()]
    assert [round(second / 60, 1) for second in seconds] == [0, 2, 4]
    world.merchant.skips()
    world.phone("lars").skips()  # two calls that nobody took are all that Mette has


def test_the_next_level_joins_after_six_minutes(world: World) -> None:
    world.report()
    world.merchant.skips()

    world.advance(minutes=6)

    world.phone("mette").skips()
    world.phone("lars").expects("1001 lampehuset dk")
    world.advance(minutes=2)
    world.phone("lars").expects("Påmindelse 1, 8 min:")
    world.phone("mette").expects("Påmindelse 4, 8 min:")


def test_after_the_last_level_comes_everyone_without_end(world: World) -> None:
    world.report()
    world.merchant.skips()
    world.advance(minutes=12)
    for person in ("mette", "lars", "aisha", "karen"):
        assert "1001" in world.phone(person).unread[-1]
    assert world.phone("karen").unread[-1].startswith("ALLE, ingen har den efter 12 min:")

    world.advance(hours=3)

    karen = world.phone("karen")
    rounds = [text for text in karen.shown if text.body.startswith("ALLE")]
    # Three gaps of ten minutes, then one of thirty for ever.
    assert len(rounds) == 1 + 3 + 5
    for person in ("mette", "lars", "aisha", "karen"):
        world.phone(person).skips()
    world.merchant.skips()
    assert world.incident().wake_at is not None


def test_a_late_answer_after_hours_still_counts(world: World) -> None:
    world.report()
    world.advance(hours=1)
    for person in ("mette", "lars", "aisha", "karen"):
        world.phone(person).skips()
    world.merchant.skips()

    world.phone("karen").replies(world.phone("karen").code())

    world.phone("karen").expects("Du har 1001")
    world.merchant.expects("Karen Bang")
    for person in ("mette", "lars", "aisha"):
        world.phone(person).expects("aken" if person == "aisha" else "taget af Karen Bang")


def test_a_page_that_is_not_delivered_rings_at_once(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30003, times=1))
    world.report()
    world.merchant.skips()

    world.advance(seconds=5)

    assert "Sag 1 0 0 1" in mette.picks_up()
    assert "failed" in world.happened()


def test_a_page_nobody_has_heard_of_rings_after_a_minute(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.CALLBACKS_NEVER, phone=mette.number))
    world.report()
    world.merchant.skips()
    mette.skips()
    world.advance(seconds=50)
    assert mette.calls() == []

    world.advance(seconds=15)

    assert len(mette.calls()) == 1


def test_an_edit_of_the_ladder_leaves_the_running_incident_alone(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"reminder_minutes: 2": "reminder_minutes: 5"})
    world.report()
    world.merchant.skips()
    world.phone("mette").skips()
    ladder = world.incident().ladder

    world.advance(minutes=4, seconds=50)
    assert world.phone("mette").unread == []
    world.advance(minutes=1)

    world.phone("mette").expects("Påmindelse 1, 5 min:")
    assert ladder["reminder_gap"] == 300


def test_who_is_on_duty_is_asked_at_each_step(world: World) -> None:
    """At 09.00 on Monday the week changes hands; the level that comes after it is the new one."""
    world.advance(days=6, hours=6, minutes=15)
    world.report()
    world.merchant.skips()
    on_call = next(key for key in ("mette", "lars", "aisha") if world.phone(key).unread)

    world.advance(minutes=6)

    paged = [key for key in ("mette", "lars", "aisha") if world.phone(key).unread]
    for key in paged:
        world.phone(key).skips()
    assert len(paged) >= 2
    assert on_call in paged


@pytest.mark.parametrize("word", ["videre", "fortryd"])
def test_what_is_given_back_in_the_last_resort_is_paged_to_all_at_once(
    world: World, word: str
) -> None:
    world.report()
    world.advance(minutes=43)
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    mette.replies(code)
    world.advance(seconds=30)
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).skips()

    mette.replies(f"{code} {word}")
    world.advance(seconds=20)

    assert world.incident().round == 5
    page = next(text.body for text in lars.shown[-2:] if text.body.endswith("jeg tager den"))
    assert page.startswith("Mette Holm har givet slip. ALLE, ingen har den: 1001 lampehuset dk")
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).skips()
    world.merchant.skips()


BO = """people:
  bo:
    name: Bo Lund
    phone: +4520123460
    language: da
    role: engineer
    notify: [sms, voice]
"""


def test_who_joins_the_crew_in_the_last_resort_is_paged_at_once(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})
    world.report()
    world.advance(minutes=43)
    everybody_skips(world)

    world.edit("oncall.yaml", "people:\n", BO)
    world.advance(seconds=5)
    world.advance(seconds=5)

    bo = world.phone("bo")
    bo.expects("ALLE, ingen har den efter 43 min: 1001 lampehuset dk")
    assert world.phone("karen").unread == []  # her round is not over
    world.advance(minutes=4)
    assert len(bo.calls()) == 1
    everybody_skips(world)


@pytest.mark.parametrize("after", [0.5, 43])
def test_who_has_a_new_number_is_paged_on_it_at_once(
    make_world: Callable[..., World], after: float
) -> None:
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})
    world.report()
    world.advance(minutes=after)
    everybody_skips(world)
    code = world.phone("mette").code()

    world.edit("oncall.yaml", "+4520123456 ", "+4520123461 ")
    world.advance(seconds=5)
    world.advance(seconds=5)

    new = world.phone("+4520123461")
    new.expects("1001 lampehuset dk", f"Svar {code}")
    assert len(new.shown) == 1
    former = world.phone("+4520123456")
    former.replies(code)
    former.expects("Dette nummer står ikke længere på vagtlisten")
    assert world.incident().state is State.OPEN
    new.replies(code)
    new.expects("Du har 1001")
    everybody_skips(world)


def test_who_passed_is_not_paged_on_a_new_number(make_world: Callable[..., World]) -> None:
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})
    world.report()
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} videre")
    everybody_skips(world)

    world.edit("oncall.yaml", "+4520123456 ", "+4520123461 ")
    world.advance(seconds=5)
    world.advance(seconds=60)

    assert world.phone("+4520123461").shown == []
    everybody_skips(world)


@pytest.mark.parametrize(
    ("taken", "after", "given_back"), [(" ringet", 55, " videre"), ("", 8, " fortryd")]
)
def test_nobody_answers_counts_from_when_it_was_given_back(
    world: World, taken: str, after: float, given_back: str
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    world.advance(minutes=4.5)
    mette.replies(f"{code}{taken}")
    world.advance(minutes=after)
    everybody_skips(world)

    mette.replies(f"{code}{given_back}")
    world.advance(minutes=9.5)

    world.merchant.expects("Sag 1001 er givet tilbage")
    assert world.merchant.unread == []
    world.advance(minutes=1)
    world.merchant.expects("Ingen har svaret i 10 min")
    world.advance(minutes=30)
    world.merchant.expects("Ingen har svaret i 40 min")
    everybody_skips(world)


def test_who_was_paged_is_paged_at_once_when_it_is_given_back(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    mette.replies(code)
    world.advance(minutes=4)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    lars.expects("Påmindelse 1, 11 min: 1001 lampehuset dk")
    world.advance(seconds=5)
    assert "round" not in world.happened()
    everybody_skips(world)


def test_who_is_paged_alone_is_not_told_that_all_are(world: World) -> None:
    """Lars of the last level had it and fell silent: all come after him, not with him."""
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{mette.code()} videre")
    lars.replies(f"{lars.code()} ringet")
    world.advance(minutes=120)
    everybody_skips(world)

    world.advance(minutes=10)

    assert lars.expects("1001 lampehuset dk").startswith("1001")  # it was not closed
    assert world.phone("karen").unread == []
    world.advance(minutes=2)
    page = world.phone("karen").expects("ALLE, ingen har den efter 2 min: 1001")
    assert page.startswith("ALLE")
    everybody_skips(world)


def test_all_hear_since_when_nobody_has_it(world: World) -> None:
    world.report()
    world.advance(minutes=12)
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} ringet")
    world.advance(minutes=60)
    everybody_skips(world)
    mette.replies(f"{code} videre")
    world.advance(seconds=20)
    everybody_skips(world)

    world.advance(minutes=10)

    world.phone("karen").expects("ALLE, ingen har den efter 10 min: 1001 lampehuset dk")
    everybody_skips(world)


@pytest.mark.parametrize("taken", ["", " ringet", " løst"])
def test_the_time_that_somebody_had_it_is_no_time_without_an_answer(
    world: World, taken: str
) -> None:
    """Taken after 3 minutes, given back after 9 more: Lars is due after 3 more, not before."""
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    world.advance(minutes=3)
    mette.replies(f"{code}{taken}")
    world.advance(minutes=9)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt")
    mette.expects("Påmindelse 2, 12 min: 1001")
    assert mette.calls() == []
    world.advance(minutes=1)
    assert mette.ringing()  # four minutes without an answer
    world.advance(minutes=1, seconds=50)
    assert lars.unread == world.phone("karen").unread == []
    world.advance(seconds=20)
    lars.expects("1001 lampehuset dk")
    assert world.phone("karen").unread == []
    world.advance(minutes=6)
    world.phone("karen").expects("ALLE, ingen har den efter 8 min: 1001")
    everybody_skips(world)


def test_who_passed_is_let_be_also_when_somebody_else_had_it_since(world: World) -> None:
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{mette.code()} videre")
    world.advance(minutes=1)
    code = lars.code()
    lars.replies(code)
    world.advance(minutes=8)
    everybody_skips(world)

    lars.replies(f"{code} fortryd")

    lars.expects("Fortrudt")
    lars.expects("Påmindelse 1, 9 min: 1001")
    world.advance(minutes=4, seconds=50)
    mette.expects("Lars Friis har givet slip på 1001")
    assert mette.unread == world.phone("karen").unread == []
    everybody_skips(world)


def test_who_is_paged_when_it_is_given_back_gets_one_text_about_it(world: World) -> None:
    world.report()
    world.advance(minutes=13)
    karen, lars, aisha = (world.phone(key) for key in ("karen", "lars", "aisha"))
    code = karen.code()
    karen.replies(code)
    everybody_skips(world)

    karen.replies(f"{code} fortryd")

    world.advance(seconds=30)
    for one in (lars, aisha):
        one.expects("1001 lampehuset dk")
        assert one.unread == []
    everybody_skips(world)


def test_who_is_not_paged_when_it_is_given_back_hears_that_nobody_has_it(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    mette, lars = world.phone("mette"), world.phone("lars")
    code = mette.code()
    mette.replies(code)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    world.advance(seconds=30)
    lars.expects("Mette Holm har givet slip på 1001")  # his page is no two minutes old
    assert lars.unread == []
    everybody_skips(world)
