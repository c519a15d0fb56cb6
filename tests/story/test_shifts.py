"""Before a shift: who is asked, what their answer does, and what silence does."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relay import matters
from relay.core.matter import Answer, Subject
from relay.core.reply import read_reply
from relay.emulator.faults import Fault, Trouble
from relay.store import counters
from relay.store import matters as stored
from relay.store.models import Matter
from tests.story.shifts import MONDAY, TUESDAY, MakeWorld, asked, at, code, drill
from tests.world import World


def test_whoever_answers_is_thanked_and_nobody_else_is_disturbed(world: World) -> None:
    at(world, MONDAY - timedelta(minutes=61))
    assert world.phone("lars").unread == []
    at(world, MONDAY - timedelta(minutes=59))
    ask = world.phone("lars").expects("Din vagt begynder kl. 09.00", "= jeg er klar")
    world.phone("aisha").skips()  # secondary from the same hour

    world.phone("lars").replies(code(ask))
    world.phone("lars").expects("Tak. Din vagt begynder kl. 09.00")
    world.phone("aisha").replies("ok")
    world.phone("aisha").expects("Thank you. Your shift begins at 09.00")
    at(world, MONDAY + timedelta(hours=1))

    for who in ("lars", "aisha", "karen"):
        assert world.phone(who).unread == []


def test_silence_is_reminded_of_and_then_the_managers_know_before_the_shift(world: World) -> None:
    at(world, MONDAY - timedelta(minutes=60) + timedelta(seconds=1))
    aisha = world.phone("aisha")
    aisha.skips().replies("ok")
    aisha.skips()
    lars = world.phone("lars")
    ask = lars.expects("Din vagt begynder kl. 09.00")
    world.advance(minutes=25)
    assert code(lars.expects("Påmindelse 1")) == code(ask)  # the same code
    assert world.phone("karen").unread == []

    at(world, MONDAY - timedelta(minutes=9))

    world.phone("karen").expects("Lars Friis har ikke svaret om sin vagt kl. 09.00")
    lars.replies(code(ask))
    lars.expects("Tak.")
    world.phone("karen").expects("Lars Friis har nu svaret")
    at(world, MONDAY + timedelta(hours=1))
    assert lars.unread == []


READY = [
    *(
        "{} klar",
        "{} jeg er klar",
        "Svar {} = jeg er klar",
        "{} ja, klar!",
        "Reply {} = I am ready",
    ),
    *("{} I am ready", "{} I'm ready", "Svara {} = jag är redo", "{} jag är redo"),
    *("Antwort {} = ich bin bereit", "{} ich bin bereit", "{} ok jeg er klar til vagten"),
]
UNREADY = ["{} klar?", "{} jeg er først klar kl. 10", "{} ready when you are", "{} hvad?"]
MAYBE = [
    "{} ok måske",
    "{} ja kanske",
    "{} yes probably",
    "{} ja vielleicht, bin unsicher",
    "{} ok, tror jeg nok",
    "{} ja, hvis toget kommer",
    "{} ja men kun til kl 20",
    "{} yes but only until 8",
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *((said, Answer.YES) for said in READY),
        *((f"{{}} {word}", Answer.NO) for word in ("syg", "sick", "krank", "sjuk", "jeg er syk")),
        *(
            (said, Answer.NO)
            for said in ("{} ok men jeg er syg", "{} ikke klar", "{} jag kan inte")
        ),
        *((said, None) for said in (*UNREADY, *MAYBE)),
    ],
)
def test_the_answer_printed_in_the_question_is_understood(said: str, meant: Answer | None) -> None:
    reply = read_reply(said.format(27))

    assert reply.code == 27
    assert matters.meant(reply) == meant


@pytest.mark.parametrize("word", ["videre", "nej", "kan ikke", "syg"])
def test_whoever_cannot_says_so_and_the_managers_know_at_once(world: World, word: str) -> None:
    at(world, MONDAY - timedelta(minutes=30))
    lars = world.phone("lars")
    number = code(lars.expects("Din vagt"))
    world.phone("aisha").skips()

    lars.replies(f"{number} {word}")

    lars.expects("du kan ikke tage vagten")
    world.phone("karen").expects("Lars Friis kan ikke tage vagten kl. 09.00")
    lars.replies(f"{number} nej")
    lars.expects("allerede besvaret")
    assert world.phone("karen").unread == []


def test_until_the_shift_begins_a_person_may_think_again(world: World) -> None:
    at(world, MONDAY - timedelta(minutes=55))
    lars, karen = world.phone("lars"), world.phone("karen")
    number = code(lars.expects("Din vagt"))
    aisha = world.phone("aisha")
    aisha.skips().replies("ok")
    aisha.skips()
    lars.replies(f"{number} jeg er klar")
    lars.expects("Tak.")

    lars.replies(f"{number} videre")
    lars.expects("du kan ikke tage vagten")
    karen.expects("Lars Friis kan ikke tage vagten kl. 09.00")
    lars.replies(f"{number} klar")
    lars.expects("Tak.")
    karen.expects("Lars Friis har nu svaret og er klar")

    at(world, MONDAY + timedelta(minutes=1))
    lars.replies(f"{number} videre")
    lars.expects("allerede besvaret")
    assert karen.unread == []


def test_a_shift_that_was_swapped_is_asked_about_no_more(make_world: MakeWorld) -> None:
    turns = "people: [mette, lars, aisha]"
    world = make_world({turns: f"{turns} "})
    at(world, MONDAY - timedelta(minutes=55))
    lars, aisha = world.phone("lars"), world.phone("aisha")
    number = code(lars.expects("Din vagt"))
    aisha.skips().replies("ok")
    aisha.skips()

    world.edit("oncall.yaml", f"{turns} ", "people: [mette, karen, aisha]")
    at(world, MONDAY - timedelta(minutes=50))
    world.phone("karen").expects("Din vagt begynder kl. 09.00")
    world.phone("karen").replies("ok")
    world.phone("karen").expects("Tak.")
    at(world, MONDAY - timedelta(minutes=5))

    for who in ("lars", "karen"):
        assert world.phone(who).unread == []
    lars.replies(number)
    lars.expects("er ikke længere din")


def test_whoever_answers_for_a_shift_that_was_swapped_hears_that_it_is_not_theirs(
    make_world: MakeWorld,
) -> None:
    turns = "people: [mette, lars, aisha]"
    world = make_world({turns: f"{turns} "})
    at(world, MONDAY - timedelta(minutes=55))
    lars = world.phone("lars")
    number = code(lars.expects("Din vagt"))
    aisha = world.phone("aisha")
    aisha.skips().replies("ok")
    aisha.skips()
    world.edit("oncall.yaml", f"{turns} ", "people: [mette, karen, aisha]")
    world.clock.advance(timedelta(seconds=2))

    lars.replies(f"{number} videre")  # before anybody has looked again

    lars.expects("Vagten kl. 09.00 er ikke længere din. Du skal ikke svare")
    assert world.phone("karen").unread == []  # nobody is to swap what is swapped
    at(world, MONDAY - timedelta(minutes=5))
    assert lars.unread == []
    world.phone("karen").skips()  # is asked herself


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        *((said, "Tak. Din vagt") for said in ("klar", "Jeg er klar!", "ready", "ja, klar")),
        *((said, "du kan ikke tage") for said in ("jeg er syg", "kan ikke", "nej", "ikke klar")),
        *((said, "kunne ikke forstås") for said in ("klar?", "klar kl 10", "hvad sker der ikke")),
        ("min datter er syg så jeg kommer lidt senere", "kunne ikke forstås"),
    ],
)
def test_one_question_about_a_shift_is_answered_without_its_code(
    world: World, said: str, answer: str
) -> None:
    at(world, MONDAY - timedelta(minutes=55))
    lars = world.phone("lars").skips()
    world.phone("aisha").skips()

    lars.replies(said)

    lars.expects(answer)
    world.phone("karen").skips()


def test_ready_without_a_code_takes_no_incident(world: World) -> None:
    at(world, MONDAY - timedelta(minutes=55))
    world.report()
    mette, lars = world.phone("mette").skips(), world.phone("lars")
    world.advance(minutes=6)

    lars.skips().replies("klar")
    mette.replies("klar")

    lars.expects("Hvilken?", "= din vagt kl. 09.00", "= 1001 lampehuset dk")
    assert "kunne ikke forstås" in mette.unread[-1]
    assert world.incident().holder is None
    for phone in (mette, lars, world.phone("aisha"), world.merchant):
        phone.skips()


def test_whom_no_text_reached_is_not_said_to_be_silent(world: World) -> None:
    lars = world.phone("lars")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=lars.number, code=30005))
    at(world, MONDAY - timedelta(minutes=55))
    aisha = world.phone("aisha")
    aisha.skips().replies("ok")
    aisha.skips()

    at(world, MONDAY - timedelta(minutes=5))

    world.phone("karen").expects("Lars Friis kunne ikke spørges om sin vagt kl. 09.00")
    assert world.phone("karen").unread == []


def test_a_bare_ok_answers_only_when_one_thing_is_asked(world: World) -> None:
    at(world, MONDAY - timedelta(minutes=50))
    world.phone("aisha").skips()
    lars = world.phone("lars")
    lars.skips()
    world.report(sender="+4520304050")
    world.merchant.skips()
    mette = world.phone("mette")  # primary until nine
    mette.skips()
    number = str(asked(world).code)
    drill(world, "lars")
    lars.skips()

    lars.replies("ok")

    lars.expects("Hvilken?", f"{number} = din vagt kl. 09.00", "= øvelse")
    lars.replies(number)
    lars.expects("Tak.")
    world.advance(seconds=30)
    lars.replies("ok")
    lars.expects("øvelsen er bestået")
    mette.replies("ok")
    mette.expects("Du har 1001")
    for who in ("karen", "aisha"):
        world.phone(who).skips()
    world.merchant.skips()


def test_an_ok_that_came_before_the_question_could_be_read_is_no_answer(world: World) -> None:
    fault = Fault(Trouble.STUCK, phone=world.phone("lars").number, seconds=60)
    world.carrier.faults.add(fault)
    world.advance(seconds=(MONDAY - timedelta(minutes=40) - world.clock.now()).total_seconds())
    matters.begin(world.relay)
    world.advance(seconds=5)

    world.phone("lars").replies("ok")
    world.advance(minutes=2)

    assert asked(world).answer is Answer.OPEN
    for who in ("lars", "aisha"):
        world.phone(who).skips()


def test_a_clock_that_once_ran_ahead_puts_no_drill_off(world: World) -> None:
    ahead = TUESDAY + timedelta(days=400)
    for name in ("drills counted", "drill"):
        take = partial(counters.take_turn, name=name, now=ahead, before=ahead)
        world.relay.database.write(take)
    begin = partial(
        stored.begin,
        subject=Subject.DRILL,
        person=world.relay.settings.people["mette"],
        choose=max,
        now=ahead,
    )
    world.relay.database.write(begin)
    world.relay.database.write(lambda session: answer_all(session, ahead))
    at(world, TUESDAY)
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).skips()

    at(world, TUESDAY + timedelta(days=31))

    assert "ØVELSE" in "".join(world.phone("mette").unread)
    for who in ("mette", "lars", "aisha", "karen"):
        world.phone(who).skips()


def answer_all(session: Session, now: datetime) -> None:
    """Every open question was answered then."""
    for matter in session.scalars(select(Matter).where(Matter.answer == Answer.OPEN)):
        matter.answer, matter.answered_at, matter.wake_at = Answer.YES, now, None


def test_zero_hours_is_off(make_world: MakeWorld) -> None:
    world = make_world({"handshake_hours: 1 ": "handshake_hours: 0 "})

    at(world, MONDAY - timedelta(minutes=30))

    for who in ("lars", "aisha"):
        assert world.phone(who).unread == []


def test_a_week_that_follows_ones_own_is_no_new_shift(make_world: MakeWorld) -> None:
    world = make_world(
        {
            "people: [mette, lars, aisha]": "people: [lars]",
            "people: [lars, aisha, mette]": "people: [aisha]",
        }
    )

    at(world, MONDAY - timedelta(minutes=30))

    for who in ("lars", "aisha"):
        assert world.phone(who).unread == []
