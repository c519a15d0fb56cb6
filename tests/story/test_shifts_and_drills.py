"""Before a shift the person must answer, and drills show that pages get through."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from relay import matters
from relay.cli import main
from relay.core import matter as rules
from relay.core.matter import Answer, Subject
from relay.core.reply import read_reply
from relay.emulator.faults import Fault, Trouble
from relay.store import counters, questions
from relay.store import matters as stored
from relay.store.models import Matter
from tests.world import World, environ

MakeWorld = Callable[..., World]
MONDAY = datetime(
    2026, 11, 23, 8, 0, tzinfo=UTC
)  # 09.00 in Copenhagen: Lars is next, Aisha secondary
TUESDAY = datetime(2027, 1, 5, 10, 30, tzinfo=UTC)


def at(world: World, when: datetime) -> None:
    """The clock shows this, and two workers have looked."""
    world.advance(seconds=(when - world.clock.now()).total_seconds())
    for _ in range(2):
        matters.begin(world.relay)
    world.advance(seconds=30)


def drill(world: World, who: str = "mette") -> None:
    person = world.relay.settings.people[who]
    work = partial(matters.drill, relay=world.relay, person=person, now=world.clock.now())
    assert world.relay.database.write(work)
    world.advance(seconds=5)


def code(text: str) -> str:
    return text.split("Svar ")[1].split()[0]


def asked(world: World, who: str = "lars") -> Matter:
    found = world.relay.database.read(lambda session: stored.open_to(session, who))
    return found[-1]


# ---- before a shift -----------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *((said, Answer.YES) for said in READY),
        *((f"{{}} {word}", Answer.NO) for word in ("syg", "sick", "krank", "sjuk", "jeg er syk")),
        *(
            (said, Answer.NO)
            for said in ("{} ok men jeg er syg", "{} ikke klar", "{} jag kan inte")
        ),
        *((said, None) for said in UNREADY),
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


# ---- drills -------------------------------------------------------------------------------


def test_a_drill_is_answered_by_text(world: World) -> None:
    drill(world)
    mette = world.phone("mette")
    page = mette.expects("ØVELSE, ingen butik er nede", "= jeg tager den")

    mette.replies(code(page))

    mette.expects("øvelsen er bestået efter 0 min")
    world.advance(hours=1)
    assert mette.unread == []
    assert mette.calls() == []
    (done,) = world.relay.database.read(lambda session: stored.drills(session, limit=9))
    assert (done.subject, done.answer, done.answered_by) == (Subject.DRILL, Answer.YES, "sms")


def test_a_drill_rings_by_the_ladders_clock_and_is_answered_by_keypad(world: World) -> None:
    drill(world)
    mette = world.phone("mette")
    world.advance(minutes=3, seconds=30)
    assert mette.calls() == []
    world.advance(seconds=27)
    number = code(mette.expects("ØVELSE"))
    mette.expects("Påmindelse 1, 2 min")
    mette.expects("Påmindelse 2, 4 min")

    assert "Øvelse fra hotlinen" in mette.picks_up()
    assert "passer ikke" in mette.presses("99" if number != "99" else "98")
    assert "bestået" in mette.presses(number)

    world.advance(hours=1)
    assert mette.unread == []
    (done,) = world.relay.database.read(lambda session: stored.drills(session, limit=9))
    assert done.answered_by == "voice"
    assert world.phone("karen").unread == []


def test_after_three_wrong_codes_a_drill_rings_again(world: World) -> None:
    drill(world)
    mette = world.phone("mette")
    wrong = "98" if code(mette.expects("ØVELSE")) == "99" else "99"
    world.advance(minutes=3, seconds=56)
    for promised in ("Vi ringer igen", "Vi ringer igen", "Øvelsen er forbi"):
        assert "Øvelse" in mette.picks_up()
        for _ in range(2):
            assert "passer ikke" in mette.presses(wrong)
        assert promised in mette.presses(wrong)
        world.advance(minutes=2)

    assert len(mette.calls()) == 3
    for who in ("mette", "karen"):
        world.phone(who).skips()


def test_the_star_answers_a_drill(world: World) -> None:
    drill(world)
    mette = world.phone("mette").skips()
    world.advance(minutes=3, seconds=56)
    mette.skips().picks_up()

    assert "bestået" in mette.presses("**")

    world.advance(minutes=10)
    for who in ("mette", "karen"):
        assert world.phone(who).unread == []


def test_a_drill_nobody_answers_is_told_to_the_managers(world: World) -> None:
    drill(world)
    world.advance(minutes=12)

    mette = world.phone("mette")
    assert len(mette.shown) == 5
    assert len(mette.calls()) == 3
    world.phone("karen").expects("Mette Holm svarede ikke på øvelsen kl. 02.40")
    number = code(mette.shown[0].body)
    mette.skips()
    mette.replies(number)
    mette.expects("Øvelsen er forbi")


def test_the_only_manager_is_not_told_about_themselves(world: World) -> None:
    drill(world, "karen")
    world.advance(minutes=12)
    karen = world.phone("karen")

    assert not any("svarede ikke" in text for text in karen.unread)
    for who in ("mette", "lars"):
        world.phone(who).expects("Karen Bang svarede ikke på øvelsen")
    for who in ("karen", "aisha"):
        world.phone(who).skips()


def test_a_real_page_calls_a_drill_off_and_nobody_has_missed_it(world: World) -> None:
    drill(world)
    mette = world.phone("mette")
    number = code(mette.expects("ØVELSE"))
    world.report()
    mette.skips()
    world.merchant.skips()
    real = mette.code()
    in_use = partial(questions.codes_in_use, person="mette", now=world.clock.now())
    assert world.relay.database.read(in_use) == {int(real), int(number)}  # they share no code

    mette.replies(number)
    mette.expects("Øvelsen er aflyst")
    assert world.incident().holder is None
    world.advance(seconds=30)
    mette.replies("ok")
    mette.expects("Du har 1001")

    world.merchant.skips()
    world.advance(minutes=13)
    assert mette.calls() == []
    for who in ("mette", "karen"):
        assert world.phone(who).unread == []


def test_the_call_of_a_drill_that_was_called_off_sends_nobody_back_to_bed(world: World) -> None:
    drill(world)
    mette = world.phone("mette")
    number = code(mette.expects("ØVELSE"))
    world.advance(minutes=3, seconds=56)
    assert "Øvelse" in mette.picks_up()
    world.report()

    assert "en rigtig sag" in mette.presses(number)

    assert world.incident().holder is None
    for phone in (mette, world.merchant):
        phone.skips()


def test_a_question_that_cannot_be_put_keeps_no_page_and_no_other_question_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = rules.step
    course = rules.drill(world.clock.now(), world.relay.settings.ladder)

    def broken(asked: rules.Course, times: int, now: datetime) -> rules.Step:
        if asked.rings_from == course.rings_from:
            raise ValueError("it cannot be put")
        return step(asked, times, now)

    monkeypatch.setattr(rules, "step", broken)
    drill(world, "karen")
    drill(world, "aisha")
    world.phone("aisha").expects("DRILL")
    world.report()
    mette = world.phone("mette")
    mette.skips()
    world.merchant.skips()
    world.advance(minutes=2)
    mette.expects("Påmindelse 1")
    assert world.phone("karen").unread == []

    monkeypatch.setattr(rules, "step", step)
    world.advance(minutes=1)
    world.phone("karen").expects("ØVELSE")
    for who in ("mette", "aisha"):
        world.phone(who).skips()


def test_nobody_is_drilled_while_they_are_paged(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    work = partial(
        matters.drill,
        relay=world.relay,
        person=world.relay.settings.people["mette"],
        now=world.clock.now(),
    )

    assert not world.relay.database.write(work)

    for phone in (mette, world.merchant):
        phone.skips()


def test_whoever_answered_nothing_for_a_month_is_drilled_by_day_one_a_day(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    mette.replies(mette.code())
    mette.replies(f"{mette.code()} løst")
    for phone in (mette, world.merchant):
        phone.skips()
    matters.begin(world.relay)
    at(world, TUESDAY - timedelta(days=1, hours=20))  # in the night
    drilled = [who for who in world.relay.settings.people if world.phone(who).unread]
    assert drilled == []

    at(world, TUESDAY)
    drilled = [
        who for who in world.relay.settings.people if "ØVELSE" in str(world.phone(who).unread)
    ]
    assert len(drilled) == 1
    world.phone(drilled[0]).replies("ok")
    world.phone(drilled[0]).skips()
    at(world, TUESDAY + timedelta(minutes=30))
    assert [who for who in world.relay.settings.people if world.phone(who).unread] == []
    at(world, TUESDAY + timedelta(days=1))
    again = [who for who in world.relay.settings.people if world.phone(who).unread]
    assert len(again) == 1
    assert again != drilled
    for who in world.relay.settings.people:
        world.phone(who).skips()


def test_page_begins_a_drill_and_lists_what_came_of_them(world: World, database_url: str) -> None:
    def run(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, ["page", *words], env=environ(database_url))
        assert done.exit_code == code, done.output
        return done.output

    assert "no drill yet" in run()
    assert "a drill for Mette Holm has begun" in run("mette")
    assert "Error: a drill for Mette Holm is under way already" in run("mette", code=1)
    assert "nobody is not in oncall.yaml" in run("nobody", code=1)
    begun = asked(world, "mette").begun_at
    world.clock.move_to(max(begun, world.clock.now()))
    world.advance(seconds=25)
    world.phone("mette").expects("ØVELSE")
    world.phone("mette").replies("ok")
    world.phone("mette").expects("bestået")

    assert "mette\tanswered by sms after" in run()


def test_page_says_that_somebody_is_really_paged(world: World, database_url: str) -> None:
    world.report()

    done = CliRunner().invoke(main, ["page", "mette"], env=environ(database_url))

    assert done.exit_code == 1
    assert done.output.startswith("Error: Mette Holm has an open incident or is being paged")
    for phone in (world.phone("mette"), world.merchant):
        phone.skips()
