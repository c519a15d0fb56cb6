"""Drills: by text and by call, and what calls them off."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from click.testing import CliRunner

from relay import matters
from relay.cli import main
from relay.core import matter as rules
from relay.core.matter import Answer, Subject
from relay.store import matters as stored
from relay.store import questions
from tests.story.shifts import TUESDAY, MakeWorld, asked, at, code, drill
from tests.story.test_no_texts import METTE
from tests.world import World, environ


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
    load = partial(questions.load, person="mette", now=world.clock.now())
    assert world.relay.database.read(load).codes == {int(real), int(number)}  # they share no code

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


@pytest.mark.parametrize("ways", ["[voice]", "[sms, voice]"])
def test_the_call_of_a_drill_that_was_called_off_ends_for_the_real_one(
    make_world: MakeWorld, ways: str
) -> None:
    world = make_world(
        {
            "voice_after_minutes: 4": "voice_after_minutes: 0",
            f"{METTE}[sms, voice]": f"{METTE}{ways}",
        }
    )
    drill(world)
    mette = world.phone("mette")
    of_drill = mette.ringing()

    world.report()
    world.advance(seconds=10)

    assert world.carrier.calls.get(of_drill.sid).status == "canceled"
    assert "Sag 1 0 0 1" in mette.picks_up()
    mette.skips()
    world.merchant.skips()


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
