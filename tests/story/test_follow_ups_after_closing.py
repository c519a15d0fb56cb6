"""A merchant writes again after somebody has closed it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from relay.inbox import reports
from relay.store.models import Question
from tests.story.following import close, close_one_of_two, everybody_skips
from tests.world import SWEDE, World


def test_still_down_opens_it_again_and_pages_whoever_closed_it(world: World) -> None:
    close(world)
    world.advance(hours=3)

    world.merchant.texts("Den er stadig nede, nu med fejl 502")

    page = world.phone("mette").expects(
        "Åbnet igen. 1001 lampehuset dk", "stadig nede, nu med fejl 502"
    )
    assert "fejl 500" in page
    world.merchant.expects("Sag 1001 er åbnet igen, og vores vagt er kaldt")
    incident = world.incident()
    assert incident.state is State.OPEN
    assert (incident.holder, incident.closed_at, incident.closed_by) == (None, None, None)
    assert world.happened()[-2:] == ["reopened", "paged"]


@pytest.mark.parametrize(
    "text",
    [
        "We are back online with last year's prices",
        "Works again. Every customer just got refunded though",
        "Sagen fra i går er løst. Ny sag: folk bestiller og intet kommer frem",
        "PayPal ist behoben, danke. Kreditkarte lehnt jetzt jeden ab",
    ],
)
def test_good_news_with_an_emergency_beside_it_opens_it_again(world: World, text: str) -> None:
    close(world)
    world.advance(hours=3)

    world.merchant.texts(text)

    world.phone("mette").expects("Åbnet igen. 1001 lampehuset dk")
    world.merchant.expects("1001")
    assert world.incident().state is State.OPEN


def test_whoever_takes_it_before_its_page_could_leave_gets_what_was_written(world: World) -> None:
    close(world)
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.OUTAGE))
    world.merchant.texts("Den er stadig nede, 40 ordrer tabt")
    world.carrier.text(mette.number, f"{mette.code()} ok")
    world.advance(seconds=1)
    assert world.incident().state is State.ACKNOWLEDGED
    world.carrier.faults.clear()

    world.advance(minutes=3)

    told = sorted(mette.unread)  # what could not leave at first is tried again at odd seconds
    assert told[0] == "1001, butikken skriver: Den er stadig nede, 40 ordrer tabt"
    assert "Du har 1001" in told[1]
    assert len(told) == 2
    everybody_skips(world)


def test_whoever_was_paged_with_what_was_written_is_told_once(world: World) -> None:
    close(world)
    mette = world.phone("mette")
    world.merchant.texts("Den er stadig nede, 40 ordrer tabt")
    mette.expects("Åbnet igen", "40 ordrer tabt")

    mette.replies(f"{mette.code()} ok")

    mette.expects("Du har 1001")
    world.advance(minutes=1)
    assert mette.unread == []
    everybody_skips(world)


def test_whoever_takes_it_with_their_code_of_before_gets_what_was_written(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{mette.code()} løst")
    world.merchant.texts("Den er stadig nede, 40 ordrer tabt")
    everybody_skips(world)

    lars.replies(lars.code())

    lars.expects("Du har 1001")
    lars.expects("1001, butikken skriver: Den er stadig nede, 40 ordrer tabt")
    everybody_skips(world)


def test_whoever_takes_what_came_back_twice_gets_all_that_was_written_in_its_order(
    world: World,
) -> None:
    world.report()
    world.advance(minutes=3)
    world.merchant.texts("Og mobilen")
    world.advance(minutes=4)
    mette, lars = world.phone("mette"), world.phone("lars")
    for words in ("Den er stadig nede, 40 ordrer tabt", "Nej! nu siger den fejl 502"):
        mette.replies(f"{mette.code()} løst")
        world.advance(minutes=1)
        world.merchant.texts(words)
    everybody_skips(world)

    lars.replies(lars.code())

    lars.expects("Du har 1001")
    lars.expects(
        "1001, butikken skriver: Og mobilen / Den er stadig nede, 40 ordrer tabt"
        " / Nej! nu siger den fejl 502"
    )
    everybody_skips(world)


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("answer", ["løst", "ok"])
def test_what_is_added_at_the_instant_of_an_answer_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    world.report()
    mette = world.phone("mette")
    answers = [answer]
    add = reports._add

    def and_meanwhile(*found: Any) -> str:
        if answers:
            words = f"{mette.code()} {answers.pop()}"
            form = {"MessageSid": f"SM{1:032}", "From": mette.number, "Body": words}
            assert world.signed("/twilio/sms", form) == 200
        return add(*found)

    monkeypatch.setattr(reports, "_add", and_meanwhile)

    world.merchant.texts("40 ordrer tabt")

    assert any("40 ordrer tabt" in body for body in mette.unread)
    everybody_skips(world)


def test_its_code_is_as_it_was(world: World) -> None:
    close(world)
    mette = world.phone("mette")
    code = mette.code()

    world.merchant.texts("Den er stadig nede")
    everybody_skips(world)
    assert mette.code() == code
    mette.replies(f"{code} ok")

    mette.expects("Du har 1001")
    world.merchant.expects("Mette Holm har nu din sag 1001")


def test_the_merchant_hears_anew_that_we_are_still_trying(world: World) -> None:
    world.report()
    world.advance(minutes=11)  # told once
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")
    world.merchant.texts("Den er stadig nede")
    everybody_skips(world)

    world.advance(minutes=10)

    world.merchant.expects("Vi kalder stadig vagten til sag 1001. Ingen har svaret i 10 min")
    everybody_skips(world)


def test_a_call_before_it_was_closed_is_no_call_about_what_is_open_again(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} ringet")
    mette.replies(f"{code} løst")
    world.merchant.texts("Den er stadig nede")
    mette.replies(code)
    everybody_skips(world)

    world.advance(minutes=15)

    mette.expects("Har du ringet om 1001")
    assert world.incident().called_at is None


def test_the_ladder_begins_at_its_first_level_again(world: World) -> None:
    close(world)
    world.merchant.texts("Den er stadig nede")
    everybody_skips(world)

    world.advance(minutes=5, seconds=50)
    assert world.phone("lars").unread == []
    world.advance(minutes=1)

    world.phone("lars").expects("Åbnet igen. 1001 lampehuset dk")
    everybody_skips(world)


def test_whoever_was_paged_before_it_was_closed_sleeps_on(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{mette.code()} løst")
    everybody_skips(world)

    for words in ("Den er nede igen", "Nu er kassen også væk"):
        world.merchant.texts(words)
    mette.replies(mette.code())
    world.advance(seconds=20)

    assert lars.unread == []
    everybody_skips(world)


def test_who_closed_what_another_has_on_duty_is_paged_too(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    lars = world.phone("lars")
    lars.replies(f"{lars.code()} løst")
    everybody_skips(world)

    world.merchant.texts("Den er stadig nede")

    world.phone("mette").expects("Åbnet igen. 1001")
    lars.expects("Åbnet igen. 1001")
    everybody_skips(world)


@pytest.mark.parametrize("words", ["Tak", "Nu virker det igen, tak"])
def test_thanks_after_the_closing_text_opens_nothing(world: World, words: str) -> None:
    close_one_of_two(world)

    world.merchant.texts(words)

    assert world.incident(1001).state is State.CLOSED
    everybody_skips(world)


@pytest.mark.parametrize("words", ["Tak for hjælpen!", "Det virker igen", "👍", "STOP"])
def test_thanks_after_closing_is_logged_and_answered_by_nothing(world: World, words: str) -> None:
    close(world)

    world.merchant.texts(words)

    assert world.incident().state is State.CLOSED
    assert world.timeline()[-1].words == words
    for phone in (world.merchant, world.phone("mette")):
        assert (
            phone.expects("unsubscribed")
            if phone.unread and words == "STOP"
            else phone.unread == []
        )


MARRED_THANKS = [
    "Tak for besked. Vi taber penge hvert minut",
    "Thanks. Been waiting an hour",
    "Tak for svar. Jeg har ventet en time nu",
    "Tak. Uændret",
    "Danke, schlimmer",
]
PARTLY_BACK = [
    "Det kører igen, dog uden mobilepay",
    "virker nu for nogle kunder",
    "virker igen på mobil",
]


@pytest.mark.parametrize("words", [*MARRED_THANKS, *PARTLY_BACK])
def test_marred_thanks_and_half_good_news_open_it_again(world: World, words: str) -> None:
    close(world)

    world.merchant.texts(words)

    world.phone("mette").expects("Åbnet igen. 1001", words.split(". ")[-1])
    world.merchant.expects("åbnet igen")


@pytest.mark.parametrize(
    "words",
    [
        "Alt kørte fint indtil I lukkede sagen",
        "Alles lief gut bis zu eurem Update",
        "Tack, det funkade i fem minuter",
        "Thanks! It worked, briefly",
        "Great, now it's the other shop",
        "Hoffe es läuft bald wieder",
        "Tak for ingenting",
    ],
)
def test_good_news_that_holds_no_longer_opens_it_again(world: World, words: str) -> None:
    close(world)

    world.merchant.texts(words)

    world.phone("mette").expects("Åbnet igen. 1001", words[-15:])
    world.merchant.expects("åbnet igen")
    assert world.incident().state is State.OPEN


@pytest.mark.parametrize(
    "words",
    [
        "langt fra løst",
        "Det skulle have været løst nu",
        "I want it fixed tonight",
        "Glem det, så går jeg konkurs",
        "you say it is fixed",
        "It should be working by now",
        "I lovede at den var oppe igen kl 8",
        "Jag vill ha det löst i natt",
        "Angeblich behoben",
        "Alt ok? Nej",
        "Fint for jer",
        "dette her venter ikke til mandag",
    ],
)
def test_good_news_that_is_no_fact_opens_it_again(world: World, words: str) -> None:
    close(world)

    world.merchant.texts(words)

    world.phone("mette").expects("Åbnet igen. 1001", words.split(" N")[0])
    world.merchant.expects("åbnet igen")
    assert world.incident().state is State.OPEN


@pytest.mark.parametrize("words", MARRED_THANKS)
def test_marred_thanks_reach_whoever_has_it(world: World, words: str) -> None:
    world.report()
    world.phone("mette").replies(world.phone("mette").code())
    everybody_skips(world)

    world.merchant.texts(words)

    world.phone("mette").expects("1001, butikken skriver", words)


@pytest.mark.parametrize(
    "words",
    [
        "Nu virker den",
        "så er vi kørende igen",
        "tak for hurtig hjælp",
        "Thanks, all good now",
        "Som lovet er alt oppe igen, tak",
        "Tak fordi I fik det løst",
        "Alles wieder gut",
        "Glöm det, det löste sig",
        "You were right, all good now",
    ],
)
def test_real_thanks_and_good_news_open_nothing(world: World, words: str) -> None:
    close(world)

    world.merchant.texts(words)

    assert world.incident().state is State.CLOSED
    everybody_skips(world)


def test_marred_thanks_after_we_sent_them_to_support_cannot_wait(world: World) -> None:
    world.report("Kan I ændre teksten på vores forside? lampehuset.dk, mvh Jonas")
    world.merchant.expects("HASTER")

    world.merchant.texts("Tak for svar. Vi taber penge hvert minut")

    world.phone("mette").expects("1001 lampehuset dk")
    world.merchant.expects("Sag 1001")


@pytest.mark.parametrize("words", ["hallo?", "den er sort", "Kunderne kan ikke betale"])
def test_anything_else_opens_it_again(world: World, words: str) -> None:
    close(world)

    world.merchant.texts(words)

    world.phone("mette").expects("Åbnet igen. 1001", words)
    world.merchant.expects("åbnet igen")


def test_after_a_day_it_is_a_new_incident(world: World) -> None:
    close(world)
    world.advance(hours=24, minutes=1)

    world.merchant.texts("Nu er den nede igen")

    world.phone("lars").expects("1002", "nede igen")  # another week, another engineer
    world.merchant.expects("Sag 1002")
    assert world.incident(1001).state is State.CLOSED


def test_another_shop_after_closing_is_a_new_incident(world: World) -> None:
    close(world)

    world.merchant.texts("Nu er tehuset.dk nede")

    world.phone("mette").expects("1002 tehuset dk")
    world.merchant.expects("Sag 1002, tehuset dk")
    assert world.incident(1001).state is State.CLOSED


@pytest.mark.parametrize(
    "words",
    [
        *("nej, kassen fejler stadig", "Kunderne kan ikke betale", "Kassen går i sort", "HASTER"),
        *("Det hjalp ikke", "same problem", "det er ikke løst", "kein Checkout möglich"),
    ],
)
def test_trouble_in_any_words_after_the_closing_text_is_about_what_was_closed(
    world: World, words: str
) -> None:
    close_one_of_two(world)

    world.merchant.texts(words)

    world.merchant.expects("Sag 1001 er åbnet igen")
    assert any("Åbnet igen. 1001" in body for body in world.phone("mette").unread)
    assert world.incident(1001).state is State.OPEN
    everybody_skips(world)


@pytest.mark.parametrize(
    "words",
    [
        "Mit nummer er 22334455",  # no trouble
        "Hvad koster det?",
        "elbutikken.dk er stadig nede",  # the other shop
    ],
)
def test_what_else_follows_it_is_about_what_is_open(world: World, words: str) -> None:
    close_one_of_two(world)

    world.merchant.texts(words)

    assert world.incident(1001).state is State.CLOSED
    assert world.happened(1002)[-1] == "follow_up"
    everybody_skips(world)


def test_a_complaint_after_a_text_about_what_is_open_is_about_that(world: World) -> None:
    close_one_of_two(world)
    world.advance(minutes=11)  # the merchant hears that nobody has 1002 yet
    everybody_skips(world)

    world.merchant.texts("Det virker stadig ikke")

    assert world.incident(1001).state is State.CLOSED
    everybody_skips(world)


def test_a_complaint_long_after_is_about_what_is_open(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    first = mette.code()
    world.report("Jonas, elbutikken.dk, hele siden er nede siden 03, 20304050")
    mette.replies(f"{mette.code()} ringet")
    mette.replies(f"{first} løst")
    world.advance(minutes=31)
    everybody_skips(world)

    world.merchant.texts("Det virker stadig ikke")

    assert world.incident(1001).state is State.CLOSED
    everybody_skips(world)


def test_undo_after_it_was_opened_again_undoes_nothing(world: World) -> None:
    close(world)
    world.merchant.texts("Den er stadig nede")
    everybody_skips(world)
    mette = world.phone("mette")

    mette.replies(f"{mette.code()} fortryd")

    mette.expects("intet at fortryde")
    assert world.incident().state is State.OPEN


def test_a_code_that_means_something_else_by_now_is_replaced(
    make_world: Callable[..., World],
) -> None:
    """Without a quarantine a code may have been given again before the merchant writes."""
    world = make_world(
        {
            "code_quarantine_hours: 72": "code_quarantine_hours: 0",
            "undo_minutes: 10": "undo_minutes: 0",
        }
    )
    close(world)
    first = int(world.phone("mette").code())
    world.report("Ingrid, tehuset.se är nere", SWEDE)
    everybody_skips(world, SWEDE)
    given_again = update(Question).where(Question.free_at.is_(None)).values(code=first)
    world.relay.database.write(lambda session: session.execute(given_again))

    world.merchant.texts("Den er stadig nede")

    page = world.phone("mette").expects("Åbnet igen. 1001")
    assert not page.endswith(f"{first} = jeg tager den")
    everybody_skips(world)


def test_the_same_shop_spelled_another_way_is_no_new_matter(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()

    world.merchant.texts("Lampehuset er stadig nede")

    mette.expects("1001, butikken skriver: Lampehuset er stadig nede")
    assert world.incident().webshop == "lampehuset.dk"


def test_that_it_worked_before_it_was_opened_again_is_no_news(world: World) -> None:
    close(world)
    for words in ("Ja det virker, tak igen for hjælpen", "Nu er den nede igen, 40 ordrer tabt"):
        world.advance(minutes=1)
        world.merchant.texts(words)
    mette = world.phone("mette")
    mette.expects("Åbnet igen", "40 ordrer tabt")

    mette.replies(mette.code())

    mette.expects("Du har 1001")
    world.advance(minutes=1)
    assert mette.unread == []
    everybody_skips(world)


def test_status_tells_when_it_was_opened_again(world: World) -> None:
    close(world)
    world.advance(hours=3)
    world.merchant.texts("Den er stadig nede, nu med fejl 502")
    everybody_skips(world)
    mette = world.phone("mette")

    mette.texts("status")

    mette.expects("1001 lampehuset dk: ingen har den, åbnet igen kl. 05.40 (svar ")


def test_the_whole_story_tells_when_it_was_opened_again_and_who_was_paged_since(
    world: World,
) -> None:
    world.report()
    world.advance(minutes=7)
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} løst")
    world.advance(hours=3)
    world.merchant.texts("Den er stadig nede, nu med fejl 502")
    everybody_skips(world)

    mette.replies(f"{mette.code()} ?")

    told = mette.expects("1001 kl. 02.40, åbnet igen kl. 05.47, ingen har den.")
    assert "Kaldt: Mette Holm 05.47. Hele teksten" in told
