"""Somebody on call passes on a merchant's call, or their own shop is down: it is asked about."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from relay.core.incident import State
from relay.core.matter import Answer, Subject
from relay.core.urgency import Urgency
from relay.store import matters as stored
from relay.store.models import Inbound, Matter
from tests.core.sentences import cases
from tests.story.shifts import drill
from tests.story.test_first_step_fails import every_code_is_in_use
from tests.world import World

CALL = "lampehuset.dk er nede, Jonas ringede, 20304051"
INVOICE = "Jonas fra lampehuset.dk vil gerne have en faktura, 20304051"
CREW = ("mette", "lars", "aisha", "karen")


def passed_on(world: World, words: str = CALL, who: str = "lars") -> str:
    """Somebody on call writes it; the code they are asked with."""
    phone = world.phone(who)
    phone.texts(words)
    asked = phone.expects("Er det en melding fra en butik? Svar ", "om 3 min.")
    found = re.search(r"Svar (\d+) ja", asked)
    assert found
    return found[1]


def no_incident(world: World) -> None:
    with pytest.raises(AssertionError, match="there is no incident"):
        world.incident(1001)


def everybody_skips(world: World) -> None:
    for text in world.carrier.texts.all():
        world.phone(text.to).skips()


def matter_of(world: World) -> Matter:
    return world.relay.database.read(lambda session: session.scalars(select(Matter)).one())


@pytest.mark.parametrize(
    "words", ["{code} ja", "{code} ny", "{code} yes", "{code} new", "{code} ok"]
)
def test_a_call_that_is_passed_on_is_paged_at_once(world: World, words: str) -> None:
    code = passed_on(world)
    lars = world.phone("lars")
    no_incident(world)

    lars.replies(words.format(code=code))

    lars.expects("Din besked er nu sag 1001")
    world.phone("mette").expects("1001 lampehuset dk", "Ring til Jonas", "+4520304051")
    made = world.incident()
    assert (made.words, made.reporter, made.callback) == (CALL, lars.number, "+4520304051")
    assert world.happened()[:1] == ["opened"]
    note = next(event for event in world.timeline() if event.what.value == "note")
    assert (note.who, note.words) == ("lars", words.format(code=code))


def test_its_text_is_linked_to_the_incident_and_keeps_its_time(world: World) -> None:
    before = world.clock.now()
    code = passed_on(world)
    world.phone("lars").replies(f"{code} ja")

    texts = world.relay.database.read(
        lambda session: session.scalars(select(Inbound).order_by(Inbound.id)).all()
    )

    row = world.incident().id
    assert [(one.body, one.door, one.incident_id) for one in texts] == [
        (CALL, "report", row),
        (f"{code} ja", "reply", row),
    ]
    assert texts[0].received_at == before
    everybody_skips(world)


def test_silence_makes_it_a_report_after_three_minutes(world: World) -> None:
    passed_on(world)

    world.advance(minutes=2, seconds=50)
    no_incident(world)
    world.advance(seconds=10)

    world.phone("lars").expects("Du svarede ikke, så din besked er nu sag 1001")
    world.phone("mette").expects("1001 lampehuset dk", "+4520304051")
    assert matter_of(world).answer is Answer.SILENT
    assert world.phone("karen").unread == []  # it is no matter of the managers'


def test_a_shop_of_ones_own_is_called_on_ones_own_number(world: World) -> None:
    passed_on(world, "min egen butik er nede")

    world.advance(minutes=3, seconds=5)

    world.phone("mette").expects("min egen butik er nede", world.phone("lars").number)
    world.phone("lars").skips()


@pytest.mark.parametrize("words", ["{code} nej", "{code} no", "nej"])
def test_what_is_no_report_becomes_nothing(world: World, words: str) -> None:
    code = passed_on(world)
    lars = world.phone("lars")
    world.advance(seconds=30)

    lars.replies(words.format(code=code))
    lars.expects("så er det ingen melding")
    world.advance(minutes=10)

    no_incident(world)


def test_whoever_said_no_may_think_again(world: World) -> None:
    code = passed_on(world)
    lars = world.phone("lars")
    lars.replies(f"{code} nej")
    lars.expects("ingen melding")

    lars.replies(f"{code} ja")

    lars.expects("nu sag 1001")
    world.phone("mette").expects("1001 lampehuset dk")


@pytest.mark.parametrize("words", ["ja", "ok", "ny"])
def test_a_bare_answer_is_enough_where_nothing_else_is_asked(world: World, words: str) -> None:
    passed_on(world)
    lars = world.phone("lars")
    world.advance(seconds=25)

    lars.replies(words)

    lars.expects("nu sag 1001")
    world.phone("mette").expects("1001 lampehuset dk")


@pytest.mark.parametrize("words", ["hvaaa", "zzz", "ok måske", "hvad sker der", "hej"])
def test_what_reads_as_no_report_is_answered_as_ever(world: World, words: str) -> None:
    lars = world.phone("lars")

    lars.texts(words)
    lars.expects("Det kunne ikke forstås. Intet er ændret.")
    world.advance(minutes=10)

    no_incident(world)


def test_it_is_asked_while_a_page_is_open_too_and_takes_nothing(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    page = mette.code()
    code = passed_on(world, "Ole fra jydskedyr.dk siger alt er nede, 22334455", "mette")
    world.advance(seconds=25)

    mette.replies("ok")
    mette.expects("Hvilken?", f"{code} = er din besked en melding?", f"{page} = 1001")
    mette.replies("status")
    mette.expects("1001 lampehuset dk", f". Svar med koden: {code} = er din besked en melding?")
    mette.replies(f"{code} ja")

    mette.expects("1002 jydskedyr dk", "+4522334455")
    mette.expects("nu sag 1002")
    assert world.incident(1001).holder is None
    assert mette.code() not in (code, page)
    mette.replies(page)
    mette.expects("Du har 1001")
    everybody_skips(world)


def test_two_shops_are_asked_about_each(world: World) -> None:
    code = passed_on(world)
    other = passed_on(world, "Ole fra jydskedyr.dk siger alt er nede, 22334455")
    lars = world.phone("lars")

    lars.replies(f"{code} hvad er det")
    lars.expects(f"Svar {code} ja eller {code} nej")
    lars.replies(f"{code} ja")
    lars.expects("nu sag 1001")
    world.advance(minutes=4)  # of the other nothing is said

    everybody_skips(world)
    assert other != code
    assert (world.incident(1001).webshop, world.incident(1002).webshop) == (
        "lampehuset.dk",
        "jydskedyr.dk",
    )


AT_WORK = cases(
    """jeg tager lampehuset.dk|I'm on lampehuset.dk|ok lampehuset.dk
jeg ringer til 20304050|har ringet til Jonas 20304050, ingen svarer
hvad er der sket med lampehuset.dk?|databasen er nede, genstarter|serveren er nede hos Hetzner
det er kun kassen der fejler, jeg ruller tilbage|min pc er død, kan ikke komme på vpn
jeg kan ikke, ring til Lars 20123457|er lampehuset.dk stadig nede?"""
)


@pytest.mark.parametrize("has_it", [False, True])
@pytest.mark.parametrize("words", AT_WORK)
def test_who_is_at_work_on_it_reports_nothing_else(world: World, words: str, has_it: bool) -> None:
    world.report()
    world.advance(seconds=30)
    mette = world.phone("mette")
    code = mette.code()
    if has_it:
        mette.replies(code)
    mette.skips()

    mette.texts(words)

    mette.expects(f"{code} = ")
    world.advance(minutes=5)
    everybody_skips(world)
    with pytest.raises(AssertionError, match="there is no incident"):
        world.incident(1002)


def test_another_shop_is_reported_by_who_is_at_work(world: World) -> None:
    world.report()
    world.advance(seconds=30)
    world.phone("mette").skips()

    code = passed_on(world, "jydskedyr.dk er også nede, Ole ringede, 22334455", "mette")
    world.phone("mette").replies(f"{code} ja")

    everybody_skips(world)
    assert world.incident(1002).callback == "+4522334455"


def test_a_shop_that_is_known_is_not_opened_anew(world: World) -> None:
    world.report()
    world.advance(seconds=30)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(mette.code())
    mette.skips()

    lars.texts(CALL)

    lars.expects("1001 lampehuset dk", "Mette Holm")
    everybody_skips(world)
    with pytest.raises(AssertionError, match="there is no incident"):
        world.incident(1002)


@pytest.mark.parametrize(
    "words",
    [
        "500 fejl på lampehuset.dk, Jonas 20304051",
        "10 kunder kan ikke betale på lampehuset.dk, ring 20304051",
        "Vagt! lampehuset.dk er nede 20304051",
    ],
)
def test_a_figure_or_a_word_of_ours_before_it_is_no_answer(world: World, words: str) -> None:
    code = passed_on(world, words)

    world.phone("lars").replies(f"{code} ja")

    everybody_skips(world)
    assert world.incident().callback == "+4520304051"


def test_a_number_told_with_the_yes_is_called(world: World) -> None:
    code = passed_on(world, "lampehuset.dk er nede, Jonas ringede")

    world.phone("lars").replies(f"{code} ja, hans nummer er 20304051")

    everybody_skips(world)
    assert world.incident().callback == "+4520304051"


def test_silence_about_a_routine_matter_wakes_nobody(world: World) -> None:
    code = passed_on(world, INVOICE)
    lars = world.phone("lars")

    world.advance(minutes=4)

    lars.expects("Din besked er gemt som sag 1001, men lignede ikke noget akut", f"{code} ja")
    assert world.incident().state is State.REDIRECTED
    lars.replies(f"{code} nej")
    lars.expects("allerede sag 1001")
    lars.replies(f"{code} ja")
    lars.expects("nu sag 1002")
    world.phone("mette").expects("1002 lampehuset dk")
    assert world.incident(1002).urgency is Urgency.CRITICAL
    assert "vouched" in world.incident(1002).why


def test_an_answer_after_it_was_made_a_report_changes_nothing(world: World) -> None:
    code = passed_on(world)
    world.advance(minutes=3, seconds=5)
    lars = world.phone("lars").skips()
    world.phone("mette").skips()

    for words in (f"{code} nej", f"{code} ja", code):
        lars.replies(words)
        lars.expects("Din besked er allerede sag 1001. Intet er ændret.")

    assert world.incident().state is State.OPEN
    with pytest.raises(AssertionError, match="there is no incident"):
        world.incident(1002)


def test_what_its_merchant_hears_goes_to_the_phone_that_told_it(world: World) -> None:
    code = passed_on(world)
    lars, mette = world.phone("lars"), world.phone("mette")
    lars.replies(f"{code} ja")
    lars.expects("nu sag 1001")
    mette.replies(mette.code())
    mette.skips()
    lars.expects("Mette Holm", "1001")

    mette.replies(f"{mette.code()} løst")
    mette.skips()
    lars.expects("1001")
    lars.replies("den virker ikke")  # an answer of somebody on call's is no follow-up

    lars.expects("Er det en melding")
    assert world.incident().state is State.CLOSED
    lars.replies("nej")
    lars.skips()


def test_a_clock_set_back_keeps_nobody_waiting(world: World) -> None:
    passed_on(world)
    world.clock.move_to(world.clock.now() - timedelta(hours=5))

    world.advance(minutes=3, seconds=5)

    world.phone("lars").expects("nu sag 1001")
    world.phone("mette").expects("1001 lampehuset dk")


def test_who_leaves_the_crew_meanwhile_has_told_it_all_the_same(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"name: Lars Friis": "name: Lars Friis "})
    passed_on(world)
    former = world.phone("lars")
    file = (world.relay.settings.environment.config / "oncall.yaml").read_text("utf-8")
    world.edit("oncall.yaml", file[file.index("  lars:") : file.index("  aisha:")], "")
    world.edit("oncall.yaml", "[mette, lars, aisha]", "[mette, aisha]")
    world.edit("oncall.yaml", "[lars, aisha, mette]", "[aisha, mette]")
    world.advance(seconds=5)

    world.advance(minutes=3)

    assert world.incident().state is State.OPEN
    world.phone("aisha").expects("1001 lampehuset dk")
    assert former.unread == []


def test_a_drill_is_not_answered_by_it(world: World) -> None:
    drill(world, "lars")
    lars = world.phone("lars")
    lars.expects("ØVELSE")
    code = passed_on(world)
    asked = world.relay.database.read(lambda session: stored.open_to(session, "lars"))
    number = next(one.code for one in asked if one.subject is Subject.DRILL)

    lars.replies(f"{number} ok")
    lars.expects("øvelsen er bestået")
    lars.replies(f"{code} nej")

    lars.expects("ingen melding")
    no_incident(world)


def test_where_no_code_is_left_the_text_is_kept_and_answered_as_ever(world: World) -> None:
    world.report()
    everybody_skips(world)
    every_code_is_in_use(world)

    world.phone("mette").texts("jydskedyr.dk er nede, Ole ringede, 22334455")

    world.phone("mette").expects("Det kunne ikke forstås")
