"""The list of incidents, and one incident with everything that happened."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from relay import pager
from relay.core.daytime import local_time
from relay.core.delivery import POLICY
from relay.core.holding import Lost
from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind, MessageState
from relay.core.reading.cries.scope import ROUTINE_SIGNS, SCOPE_SIGNS
from relay.core.reading.signs import CRITICAL_SIGNS
from relay.core.report import read_report
from relay.core.urgency import Urgency
from relay.desk import PAGE
from relay.emulator.faults import Fault, Trouble
from relay.reconcile import reconcile
from relay.store import events, incidents, outbox
from relay.store.models import Inbound, Incident, Message, Question
from relay.store.outbox import Draft
from relay.store.prepared import write_new
from tests.story.storm import code_of_lead
from tests.test_architecture import ROOT
from tests.web.conftest import hush, once, signed_in
from tests.web.test_auth import Reader, words
from tests.world import MERCHANT, NIGHT, REPORT, SWEDE, World

METTE = "+4520123456"


def take(world: World, *, then: str = "") -> None:
    """Mette answers her last page."""
    mette = world.phone("mette")
    mette.replies(f"{mette.code()} {then}".strip())
    hush(world)


def put(world: World, *states: State) -> None:
    """Incidents that came to an end, or never began, a minute after one another."""

    def work(session: Session) -> None:
        for number, state in enumerate(states):
            report = read_report(f"shop{number}.dk er nede", MERCHANT, "DK")
            at = world.clock.now() + timedelta(minutes=number)
            row = incidents.draft(
                session, report, state=state, reporter=MERCHANT, words="", ladder={}, now=at
            )
            write_new(session, row)
            session.execute(
                update(Incident).where(Incident.id == row.id).values(webshop=f"shop{number}.dk")
            )

    world.relay.database.write(work)


def shown(reader: Reader, path: str) -> list[int]:
    """The numbers of the incidents on a page of the list, in order."""
    return [int(found) for found in re.findall(r'href="/incidents/(\d+)"', reader.get(path).text)]


# ---- the list -----------------------------------------------------------------------------


@once
def test_an_empty_log_says_what_to_do(reader: Reader) -> None:
    page = words(reader.get("/incidents"))

    assert "All is quiet: nothing is open." in page
    assert "Send an SMS to the hotline to try it" in page
    assert "+4529701595" in page


def test_an_open_incident_shows_who_is_being_paged_and_how_often(
    world: World, reader: Reader
) -> None:
    world.report()
    world.advance(minutes=7)
    hush(world)

    page = words(reader.get("/incidents"))

    assert "1 open, 0 taken" in page
    assert "Open 7 min 1001 lampehuset.dk kassen giver fejl 500 siden 02.30" in page
    assert "Jonas +4520304050" in page
    assert "Nobody has it. Being paged: Mette Holm (4 pages), Lars Friis (1 page)" in page
    assert "Opened 23 Nov 02:40" in page


def test_a_taken_incident_shows_who_has_it_and_whether_the_merchant_was_called(
    world: World, reader: Reader
) -> None:
    world.report()
    take(world)

    before = words(reader.get("/incidents"))
    take(world, then="ringet")
    after = words(reader.get("/incidents"))

    assert "0 open, 1 taken" in before
    assert "Mette Holm has it. The merchant has not been called yet." in before
    assert "Mette Holm has it. The merchant has been called." in after


def test_a_call_before_it_was_taken_does_not_stand_for_the_one_that_is_owed(
    world: World, reader: Reader
) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    code, others = mette.code(), lars.code()
    for phone, said in [
        *((mette, code), (lars, f"{others} ringet")),
        *((mette, f"{code} fortryd"), (mette, code)),
    ]:
        world.advance(minutes=1)
        phone.replies(said)
    hush(world)

    page = words(reader.get("/incidents/1001"))

    owed = "Mette Holm has it. The merchant was called before that, but not since."
    assert owed in page
    assert owed in words(reader.get("/incidents"))
    assert page.count("Merchant called") == 1  # among the facts
    assert "before Mette Holm took it" in page


def open_again(world: World, *, by: str = "Den er stadig nede") -> None:
    """The merchant writes that it is not over."""
    world.merchant.texts(by)
    hush(world)


def close_after_two_levels(world: World) -> None:
    """Mette and Lars are paged; Mette takes it after 7 minutes and closes it 4 minutes later."""
    world.report()
    world.advance(minutes=7)
    take(world)
    world.advance(minutes=4)
    take(world, then="løst")


def test_what_was_opened_again_says_so_and_counts_from_then(world: World, reader: Reader) -> None:
    close_after_two_levels(world)
    world.advance(minutes=9)
    open_again(world)
    world.advance(minutes=2, seconds=30)
    hush(world)

    listed, page = (words(reader.get(path)) for path in ("/incidents", "/incidents/1001"))

    assert "Open 2 min 1001" in listed
    assert "Opened 23 Nov 02:40, re-opened 23 Nov 03:00" in listed
    assert "2 min re-opened 23 Nov 03:00" in page
    assert re.search("Opened 02:40:00 Re-opened 03:00:.. Paged 03:00:..", page)
    assert re.search("First taken 02:47:.. after 7 min", page)


def test_only_whoever_is_paged_since_it_was_opened_again_is_said_to_be(
    world: World, reader: Reader
) -> None:
    close_after_two_levels(world)
    open_again(world)
    world.advance(minutes=1)

    listed, page = (words(reader.get(path)) for path in ("/incidents", "/incidents/1001"))

    for told in (listed, page):
        assert "Nobody has it. Being paged: Mette Holm (1 page) " in told
    asked = page.partition("Who was paged")[2].partition("What happened")[0]
    assert "Mette Holm 1 page, first 02:51:" in asked
    assert "Lars Friis 1 page, first 02:46:01; not since the paging began again" in asked


def test_what_was_opened_again_and_closed_keeps_its_first_answer(
    world: World, reader: Reader
) -> None:
    close_after_two_levels(world)
    for minutes in (9, 5):
        world.advance(minutes=minutes)
        open_again(world)
        world.advance(minutes=3)
        take(world)
        world.advance(minutes=1)
        take(world, then="løst")

    listed, page = (words(reader.get(path)) for path in ("/incidents", "/incidents/1001"))

    assert (
        "Mette Holm first taken after 7 min re-opened 2 times, last 23 Nov 03:09"
        " taken 3 min after that closed 4 min after that"
    ) in listed
    assert re.search("Re-opened 03:09:.. re-opened 2 times, last 23 Nov 03:09", page)
    assert re.search("First taken 02:47:.. after 7 min", page)
    assert re.search("Taken Mette Holm, 03:12:.. 3 min after it was re-opened", page)
    assert re.search("Closed Mette Holm, 03:13:.. 4 min after it was re-opened", page)


@once
def test_a_page_that_could_not_come_is_none(make_world: Callable[..., World]) -> None:
    world = make_world({"notify: [sms, voice]": "notify: [sms]"})
    world.report()
    world.advance(minutes=3)
    world.phone("mette").texts("STOP")
    hush(world)

    page = words(signed_in(world).get("/incidents/1001"))

    asked = page.partition("Who was paged")[2].partition("What happened")[0]
    assert "Mette Holm 2 pages, first 02:40:00, last 02:42:00" in asked


def reminded_and_answered_at_once(world: World) -> None:
    """Mette answers before a reminder has left."""
    world.report()
    code = world.phone("mette").code()
    world.clock.advance(world.relay.settings.ladder.reminder_gap)
    pager.escalate(world.relay)
    world.carrier.text(METTE, code)
    world.advance(seconds=5)
    hush(world)


@once
def test_a_page_that_was_let_go_of_before_it_left_is_not_counted(world: World) -> None:
    reminded_and_answered_at_once(world)

    page = words(signed_in(world).get("/incidents/1001"))

    assert "Mette Holm 1 page, first 02:40:00 SMS" in page


@once
def test_a_page_that_was_let_go_of_is_not_counted_when_it_is_open_again(world: World) -> None:
    reminded_and_answered_at_once(world)
    take(world, then="fortryd")

    page = words(signed_in(world).get("/incidents"))

    assert "Nobody has it. Being paged: Mette Holm (1 page)" in page


@once
def test_a_call_that_was_let_go_of_before_it_left_is_not_counted(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"notify: [sms, voice]": "notify: [voice]"})
    world.report()
    world.advance(minutes=1)
    world.clock.advance(world.relay.settings.ladder.reminder_gap)
    pager.escalate(world.relay)
    code = world.relay.database.read(lambda session: session.scalars(select(Question.code)).one())
    world.carrier.text(METTE, f"{code}")
    world.advance(seconds=5)
    hush(world)

    page = words(signed_in(world).get("/incidents/1001"))

    assert "Mette Holm 1 page, first 02:40:00 Call" in page


def test_what_nobody_has_comes_first(world: World, reader: Reader) -> None:
    world.report()
    take(world)
    world.report("Ingrid, tehuset.se, sidan är nere, 070-174 06 05", SWEDE)
    hush(world)

    assert shown(reader, "/incidents") == [1002, 1001]


@pytest.mark.parametrize(
    ("show", "numbers"),
    [
        ("", [1004, 1003, 1002, 1001]),
        ("?show=all", [1004, 1003, 1002, 1001]),
        ("?show=open", [1004]),
        ("?show=closed", [1001]),
        ("?show=other", [1003, 1002]),
        ("?show=nonsense", [1004, 1003, 1002, 1001]),
    ],
)
def test_a_filter_shows_its_kind_only(
    world: World, reader: Reader, show: str, numbers: list[int]
) -> None:
    put(world, State.CLOSED, State.REDIRECTED, State.DISMISSED, State.OPEN)

    assert shown(reader, f"/incidents{show}") == numbers


def test_a_filter_that_finds_nothing_says_so(world: World, reader: Reader) -> None:
    put(world, State.CLOSED)

    assert "None of these. Show all" in words(reader.get("/incidents?show=other"))


def test_the_past_is_turned_page_by_page(world: World, reader: Reader) -> None:
    put(world, *[State.CLOSED] * (2 * PAGE + 1))
    newest = 1000 + 2 * PAGE + 1
    paths = ["/incidents?show=closed"]
    pages = [shown(reader, paths[0])]

    for rel in ("next", "next", "prev", "prev"):
        link = re.search(rf'rel="{rel}"[^>]* href="([^"]+)"', reader.get(paths[-1]).text)
        assert link, f"no link to the {rel} page"
        paths.append(link[1].replace("&amp;", "&"))
        pages.append(shown(reader, paths[-1]))

    first, second = list(range(newest, 1051, -1)), list(range(1051, 1001, -1))
    assert pages == [first, second, [1001], second, first]
    assert 'rel="next"' not in reader.get(paths[2]).text
    assert 'rel="prev"' not in reader.get(paths[4]).text


@once
@pytest.mark.parametrize("query", ["before=x", "before=99999999999", "after=-1", "before=²"])
def test_a_page_number_made_up_does_no_harm(world: World, reader: Reader, query: str) -> None:
    put(world, State.CLOSED)

    assert shown(reader, f"/incidents?{query}") == [1001]


# ---- texts that belong to no incident ------------------------------------------------------

ASKED = {
    "status": "Mette Holm asked what is open. status",
    "vagt": "Mette Holm asked who is on call. vagt",
    "hjælp": "Mette Holm asked what can be answered. hjælp",
    "99 ok": "Mette Holm wrote a code that stands for nothing of theirs; nothing was changed. 99",
    "ok": "Mette Holm wrote that they take it, without a code; nothing was changed. ok",
    "hvad nu": "Mette Holm wrote; nothing was changed. hvad nu",
    "nej": "Mette Holm wrote; nothing was changed. nej",
}


@pytest.mark.parametrize(("body", "said"), ASKED.items())
def test_a_text_about_no_incident_is_shown_with_its_answer(
    world: World, reader: Reader, body: str, said: str
) -> None:
    world.phone("mette").replies(body)
    answer = world.phone("mette").unread[0]
    hush(world)

    page = words(reader.get("/incidents?show=texts"))

    assert f"02:40:00 {said}" in page
    assert f"Sent from {METTE}" in page
    assert f"Answer to Mette Holm {' '.join(answer.split())} to {METTE} delivered 02:40:0" in page


def test_stop_and_start_are_shown_as_what_they_are(world: World, reader: Reader) -> None:
    for body in ("STOP", "START"):
        world.carrier.text(METTE, body)
        world.advance(seconds=5)
    hush(world)

    page = words(reader.get("/incidents?show=texts"))

    assert "Mette Holm wants no more texts. STOP" in page
    assert "Mette Holm wants texts. START" in page


def test_who_wants_texts_again_is_told_where_it_stands_that_they_wanted_none(
    world: World, reader: Reader
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.texts("STOP")
    mette.texts("hvad nu")
    mette.texts("START")
    mette.replies(f"{code} løst")
    mette.texts("STOP")
    mette.texts("START")
    hush(world)

    page = words(reader.get("/incidents/1001")).partition("What happened")[2]

    assert page.count("Mette Holm wants texts. START") == 1
    told = ["wants no more SMS from us", "Mette Holm wants texts.", "Mette Holm closed it."]
    places = [page.find(line) for line in told]
    assert -1 not in places
    assert places == sorted(places)


def test_texts_that_belong_to_an_incident_are_not_among_the_others(
    world: World, reader: Reader
) -> None:
    world.report()
    world.carrier.text(MERCHANT, "kassen er stadig nede")
    world.carrier.text(MERCHANT, "kassen er stadig nede")
    world.advance(seconds=5)
    take(world)

    assert "None of these." in words(reader.get("/incidents?show=texts"))


def test_a_text_of_our_own_number_and_one_that_came_twice_are_shown(
    world: World, reader: Reader
) -> None:
    ours = world.relay.settings.hotline.number
    world.carrier.text(ours, "Svar 73 = jeg tager den")
    world.carrier.text(METTE, "status")
    world.carrier.text(METTE, "status")
    world.advance(seconds=5)
    hush(world)

    page = words(reader.get("/incidents?show=texts"))

    assert "A text from our own number; it is never answered. Svar 73 = jeg tager den" in page
    assert f"The same text came once more; it counts once. status Sent from {METTE}" in page


def test_what_somebody_who_rang_was_told_is_among_the_other_texts(
    world: World, reader: Reader
) -> None:
    draft = Draft(Kind.CALLER, MERCHANT, "Send en SMS")
    world.relay.database.write(partial(outbox.put, draft=draft, now=world.clock.now()))

    page = words(reader.get("/incidents?show=texts"))

    assert "What to send, to somebody who rang Send en SMS to +4520304050 waiting" in page


@once
def test_a_sender_who_left_the_file_is_known_by_number(world: World, reader: Reader) -> None:
    world.phone("mette").replies("status")
    hush(world)
    change = update(Inbound).values(sender="+4520999999")
    world.relay.database.write(lambda session: session.execute(change))

    assert "+4520999999 asked what is open." in words(reader.get("/incidents?show=texts"))


def test_the_other_texts_are_turned_page_by_page(world: World, reader: Reader) -> None:
    def work(session: Session) -> None:
        for number in range(2 * PAGE + 1):
            draft = Draft(Kind.CALLER, MERCHANT, f"[{number}]")
            outbox.put(session, draft, world.clock.now() + timedelta(minutes=number))

    world.relay.database.write(work)
    paths = ["/incidents?show=texts"]

    for rel in ("next", "next", "prev", "prev"):
        link = re.search(rf'rel="{rel}"[^>]* href="([^"]+)"', reader.get(paths[-1]).text)
        assert link, f"no link to the {rel} page"
        paths.append(link[1].replace("&amp;", "&"))

    first, second = list(range(2 * PAGE, PAGE, -1)), list(range(PAGE, 0, -1))
    pages = [
        [int(found) for found in re.findall(r"\[(\d+)\]", reader.get(path).text)] for path in paths
    ]
    assert pages == [first, second, [0], second, first]
    assert paths[-1] == paths[0]
    assert 'rel="next"' not in reader.get(paths[2]).text


@once
@pytest.mark.parametrize("page", ["x", "0", "-1", "999999999", "9" * 30])
def test_a_page_of_texts_made_up_does_no_harm(reader: Reader, page: str) -> None:
    answer = reader.get(f"/incidents?show=texts&page={page}")

    assert answer.status_code == 200


# ---- one incident -------------------------------------------------------------------------


@once
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("det virker igen nu", "The merchant wrote that it works again."),
        ("tak for hjælpen", "The merchant wrote thanks, or that all is well."),
        ("stadig nede", "The merchant wrote that it is still down."),
        ("Det er kun i kassen", "The merchant wrote again."),
    ],
)
def test_what_a_further_text_says_is_told(
    world: World, reader: Reader, text: str, told: str
) -> None:
    world.report()
    world.advance(minutes=1)
    world.merchant.texts(text)
    world.advance(seconds=10)

    for phone in (world.merchant, world.phone("mette")):
        phone.skips()
    assert f"{told} {text}" in words(reader.get("/incidents/1001"))


def test_an_incident_tells_the_whole_story(world: World, reader: Reader) -> None:
    world.report()
    world.advance(minutes=5)
    world.merchant.texts("Nu er hele siden nede")
    take(world, then="note kigger")
    take(world)
    take(world, then="ringet")
    take(world, then="løst Cachen var fuld")

    whole = words(reader.get("/incidents/1001"))
    page = whole.partition("What happened")[2]

    story = [
        "02:40:00 The merchant asked for help.",
        "02:40:00 Mette Holm was paged by SMS.",
        "Receipt to the merchant",
        "02:42:00 Mette Holm was reminded by SMS, page 2.",
        "02:44:00 Mette Holm was called by phone.",
        "The merchant wrote again. Nu er hele siden nede",
        "The merchant's words, passed on to Mette Holm",
        "Mette Holm made a note.",
        "Mette Holm took it.",
        "Mette Holm has called the merchant.",
        "Mette Holm closed it.",
    ]
    places = [page.find(line) for line in story]
    assert -1 not in places, story[places.index(-1)]
    assert places == sorted(places)
    assert "Mette Holm closed it. Cachen var fuld" in whole
    assert "Page to" not in page, "a page is told once, with the line that says who was paged"


def test_who_was_paged_is_shown_with_their_latest_page_and_call(
    world: World, reader: Reader
) -> None:
    world.report()
    world.advance(minutes=5)
    hush(world)

    page = words(reader.get("/incidents/1001"))

    asked = page.partition("Who was paged")[2].partition("What happened")[0]
    assert "Mette Holm 3 pages, first 02:40:00, last 02:44:00" in asked
    assert "SMS delivered 02:44:0" in asked
    assert "Call nobody answered the call 02:44:" in asked


def test_every_text_either_way_is_on_the_page_with_its_fate(world: World, reader: Reader) -> None:
    world.report()
    world.advance(minutes=3)
    take(world)
    world.merchant.texts("tak, det ser bedre ud, men kassen driller")
    hush(world)

    page = words(reader.get("/incidents/1001"))

    texts = world.carrier.texts.all()
    assert len(texts) >= 7
    for text in texts:
        assert " ".join(text.body.split()) in page, text.body
    sent = [text for text in texts if text.to in (MERCHANT, METTE)]
    assert page.count(" delivered 02:4") >= len(sent)


@once
def test_times_are_those_of_the_hotline_in_the_readers_language(
    world: World, reader: Reader
) -> None:
    world.report()
    hush(world)

    english = words(reader.get("/incidents/1001"))
    reader.language = "da"
    danish = words(reader.get("/incidents/1001"))

    assert "Monday, 23 November 2026 02:40:00 The merchant asked for help." in english
    assert "mandag den 23. november 2026 02.40.00 Butikken bad om hjælp." in danish
    assert "Europe/Copenhagen" in english


def test_the_facts_are_there(world: World, reader: Reader) -> None:
    world.report()
    hush(world)

    page = words(reader.get("/incidents/1001"))

    next_step = local_time(world.incident().wake_at, ZoneInfo("Europe/Copenhagen"))
    facts = {
        "Call back": "Jonas +4520304050",
        "Reference": "1001",
        "Webshop": "lampehuset.dk",
        "Name": "Jonas",
        "Problem": "kassen giver fejl 500 siden 02.30",
        "Sent from": MERCHANT,
        "Language": "Danish",
        "Read as": "Urgent: ",
        "Next step": next_step.replace(".", ":"),
    }
    for name, value in facts.items():
        assert f"{name} {value}" in page


def test_a_merchants_words_are_words_and_nothing_else(world: World, reader: Reader) -> None:
    evil = "<script>alert(1)</script> <b>lampehuset.dk</b> er nede %(who)s {{ 7*7 }}"
    world.report(evil)
    hush(world)

    pages = [reader.get(path).text for path in ("/incidents", "/incidents/1001")]

    for page in pages:
        assert "<script>alert" not in page
        assert "<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages[1]
    assert "%(who)s {{ 7*7 }}" in pages[1]


@once
def test_a_close_reason_cannot_hold_markup(world: World, reader: Reader) -> None:
    world.report()
    take(world, then="løst <img src=x onerror=alert(1)>")

    page = reader.get("/incidents/1001").text

    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_a_text_that_came_twice_is_shown_and_counted_once(world: World, reader: Reader) -> None:
    world.carrier.text(MERCHANT, "lampehuset.dk er nede")
    world.carrier.text(MERCHANT, "lampehuset.dk er nede")
    world.advance(seconds=5)
    hush(world)

    page = words(reader.get("/incidents/1001"))

    assert "The same text came once more; it counts once. lampehuset.dk er nede" in page
    assert reader.get("/incidents/1002").status_code == 404


def test_an_answer_that_changed_nothing_is_shown_too(world: World, reader: Reader) -> None:
    world.report()
    world.phone("mette").replies("1001")
    hush(world)

    assert "Mette Holm wrote; nothing was changed. 1001" in words(reader.get("/incidents/1001"))


def test_a_failed_page_says_why(world: World, reader: Reader) -> None:
    world.report()
    hush(world)
    row = world.incident().id

    def work(session: Session) -> None:
        failed = {"state": MessageState.UNDELIVERED, "status": "undelivered", "error_code": 30003}
        session.execute(
            update(Message)
            .where(Message.incident_id == row, Message.kind == Kind.PAGE)
            .values(**failed)
        )
        data: dict[str, Any] = {"person": "mette", "channel": "sms", "code": 30003}
        events.note(session, row, Happened.FAILED, world.clock.now(), **data)

    world.relay.database.write(work)

    page = words(reader.get("/incidents/1001"))

    why = "the phone is off or has no service (30003)"
    assert f"not delivered: {why}" in page
    assert f"The SMS to Mette Holm did not get through: {why}" in page


@once
def test_an_expensive_number_is_marked(world: World, reader: Reader) -> None:
    world.report("Jonas, lampehuset.dk er nede, ring +881612345678")
    hush(world)
    row = world.incident().id
    costly = update(Incident).where(Incident.id == row).values(callback="+881612345678")
    world.relay.database.write(lambda session: session.execute(costly))

    assert "expensive number" in words(reader.get("/incidents/1001"))


@once
@pytest.mark.parametrize(
    ("language", "late", "sent_at"),
    [
        ("en", "Open Late", "Late: it was sent at 02:40:00"),
        ("da", "Åben Forsinket", "Forsinket: den blev sendt kl. 02.40.00"),
    ],
)
def test_what_reached_us_late_is_marked_with_when_it_was_sent(
    world: World, reader: Reader, language: str, late: str, sent_at: str
) -> None:
    reader.language = language
    world.carrier.faults.add(Fault(Trouble.INBOUND_LOST, times=1))
    world.carrier.text(MERCHANT, "lampehuset.dk er nede, 20304050")
    world.advance(minutes=9)
    reconcile(world.relay, world.gateway)
    world.report("Ole, gammelbutik.dk er nede, 20304051", "+4520304051")
    hush(world)

    page = words(reader.get("/incidents/1001"))

    assert late in page
    assert sent_at in page
    assert late not in words(reader.get("/incidents/1002"))


@once
@pytest.mark.parametrize(
    "path", ["/incidents/1001", "/incidents/999999999", "/incidents/" + "9" * 30]
)
def test_an_unknown_number_is_not_found(reader: Reader, path: str) -> None:
    answer = reader.get(path)

    assert answer.status_code == 404
    assert "no incident of that number" in words(answer)


# ---- every word the page may need ---------------------------------------------------------

EVENTS: dict[Happened, tuple[dict[str, Any], str]] = {
    Happened.OPENED: ({}, "The merchant asked for help."),
    Happened.REDIRECTED: ({}, "a matter for support. Nobody was paged."),
    Happened.DISMISSED: ({}, "no incident. Nobody was paged."),
    Happened.FOLLOW_UP: (
        {"filled": ["name"], "put_right": {"callback": "+4520304050"}},
        "The merchant wrote again. It told us: the name. "
        "It put right the number to call, which was +4520304050.",
    ),
    Happened.PAGED: ({"person": "lars", "times": 1}, "Lars Friis was paged by SMS."),
    Happened.RUNG: ({"person": "lars"}, "Lars Friis was called by phone."),
    Happened.OTHER: ({"person": "lars"}, "Lars Friis was paged by their other channels."),
    Happened.CORRECTED: (
        {"urgency": "routine"},
        "Karen Bang says that the text was: A matter for support.",
    ),
    Happened.ASKED: ({"person": "lars"}, "Lars Friis was asked whether they are still on it."),
    Happened.NUDGED: ({"person": "lars"}, "Lars Friis was reminded to call the merchant."),
    Happened.PAUSED: ({"minutes": 30}, "Karen Bang wants no check-in for 30 minutes."),
    Happened.LAPSED: (
        {"person": "lars", "why": "silent"},
        "Lars Friis did not answer. It is nobody's again.",
    ),
    Happened.TOLD: ({"times": 2}, "The merchant was told that we are still trying."),
    Happened.CLIMBED: ({"level": 2}, "Level 2 is paged too."),
    Happened.ROUND: ({"round": 3}, "Last resort: everyone is paged, round 3."),
    Happened.NOBODY: ({}, "There was nobody to page."),
    Happened.TAKEN: ({}, "Karen Bang took it."),
    Happened.CALLED: ({}, "Karen Bang has called the merchant."),
    Happened.CLOSED: ({}, "Karen Bang closed it."),
    Happened.PASSED: ({}, "Karen Bang passed it on."),
    Happened.UNDONE: ({"step": "taken"}, "Karen Bang took it back that they had taken it."),
    Happened.WITHDRAWN: ({"step": "paused"}, "Karen Bang took the pause back."),
    Happened.NOTE: ({}, "Karen Bang made a note."),
    Happened.ANSWERED: (
        {"verdict": "taken by another"},
        "Karen Bang answered; nothing was changed. Somebody else had it.",
    ),
    Happened.FAILED: (
        {"person": "lars", "channel": "voice", "code": 0, "reason": "unreachable"},
        "The call to Lars Friis did not get through: unreachable",
    ),
    Happened.INSISTED: ({}, "The merchant says that it cannot wait. It is paged now."),
    Happened.REOPENED: ({"filled": ["name"]}, "it is not over. It is open again. It told us: the"),
    Happened.JOINED: ({"lead": 1001}, "this one is part of the outage that 1001 leads."),
    Happened.ATTACHED: (
        {"number": 1019, "shop": "tehuset.dk", "shops": 1},
        "Another report is part of it: 1019 tehuset.dk. That makes 1 shop.",
    ),
    Happened.SPLIT: ({"lead": 1001}, "Karen Bang took it out of the outage that 1001 leads."),
    Happened.BROADCAST: (
        {"recipients": 12, "text": "Vi er i gang"},
        "Karen Bang wrote to every merchant of the outage (12): Vi er i gang",
    ),
    Happened.OPTED_OUT: ({}, "Karen Bang wants no more SMS from us; others are paged now."),
}
BY_KAREN = {
    *(Happened.TAKEN, Happened.CALLED, Happened.CLOSED, Happened.PASSED, Happened.UNDONE),
    *(Happened.NOTE, Happened.ANSWERED, Happened.PAUSED),
    *(Happened.SPLIT, Happened.BROADCAST, Happened.OPTED_OUT),
    *(Happened.CORRECTED, Happened.WITHDRAWN),
}


def plain_incident(world: World) -> int:
    """The id of an incident with nothing in its timeline."""
    put(world, State.CLOSED)
    return world.incident().id


def test_every_line_of_a_timeline_is_a_sentence(world: World, reader: Reader) -> None:
    row = plain_incident(world)
    for what, (data, _) in EVENTS.items():
        who = "karen" if what in BY_KAREN else None
        note = partial(events.note, who=who, **data)
        world.relay.database.write(partial(note, incident_id=row, what=what, now=world.clock.now()))

    page = words(reader.get("/incidents/1001"))

    assert set(EVENTS) == set(Happened), "a new kind of line needs a sentence"
    for _, sentence in EVENTS.values():
        assert sentence in page


def test_reports_of_an_outage_one_after_the_other_are_one_line(
    world: World, reader: Reader
) -> None:
    row = plain_incident(world)
    shops = ["a.dk", "b.dk", "c.dk", None, "d.dk"]
    for number, shop in enumerate(shops, 1002):
        what, data = Happened.ATTACHED, {"number": number, "shop": shop, "shops": number - 1000}
        if shop is None:
            what, data = Happened.NOTE, {}
        note = partial(events.note, incident_id=row, what=what, **data)
        world.relay.database.write(partial(note, now=world.clock.now()))
        world.clock.advance(timedelta(minutes=1))

    page = words(reader.get("/incidents/1001"))

    assert page.count("part of it") == 2
    assert "3 more reports are part of it, the last of them 1004 c.dk. That makes 4 shops." in page
    assert "Another report is part of it: 1006 d.dk. That makes 6 shops." in page


LAPSES = {
    "silent": "Lars Friis did not answer.",
    "not called": "Lars Friis has not called the merchant in time.",
    "gone": "Lars Friis is on call no more.",
}


@once
@pytest.mark.parametrize("why", list(Lost))
def test_the_log_says_why_it_is_nobodys_again(world: World, reader: Reader, why: Lost) -> None:
    row = plain_incident(world)
    note = partial(events.note, incident_id=row, what=Happened.LAPSED, person="lars", why=why)
    world.relay.database.write(partial(note, now=world.clock.now()))

    assert LAPSES[why] in words(reader.get("/incidents/1001"))


@once
def test_a_person_who_left_the_file_is_named_by_their_key(world: World, reader: Reader) -> None:
    row = plain_incident(world)
    note = partial(events.note, who="svend", incident_id=row, what=Happened.TAKEN)
    world.relay.database.write(partial(note, now=world.clock.now()))

    assert "svend took it." in words(reader.get("/incidents/1001"))


FATES = [
    (Channel.SMS, MessageState.WAITING, {}, "waiting to be sent"),
    (Channel.SMS, MessageState.WAITING, {"tries": 2}, "did not take it; tried again at 02:40:00"),
    (Channel.SMS, MessageState.SENDING, {"tries": 1}, "being sent"),
    (Channel.SMS, MessageState.UNKNOWN, {"tries": 1}, "answer was lost; sent again at 02:40:00"),
    (Channel.SMS, MessageState.SENT, {"status": "sent"}, "sent, not delivered yet 02:40:00"),
    (Channel.SMS, MessageState.DELIVERED, {"status": "delivered"}, "delivered 02:40:00"),
    (Channel.SMS, MessageState.UNDELIVERED, {"error_code": 30005}, "the number is not in use"),
    (Channel.SMS, MessageState.FAILED, {"error_code": 99, "error": "odd"}, "refused it: odd (99)"),
    (Channel.SMS, MessageState.DROPPED, {}, "not sent: it was no longer needed"),
    (Channel.VOICE, MessageState.SENT, {"status": "ringing"}, "the phone is being rung"),
    (
        Channel.VOICE,
        MessageState.DELIVERED,
        {"status": "completed"},
        "was answered, and ended 02:40:00",
    ),
    (Channel.VOICE, MessageState.DROPPED, {}, "no call was made: it was no longer needed"),
    (Channel.VOICE, MessageState.UNDELIVERED, {"status": "busy"}, "the line was busy"),
    (Channel.VOICE, MessageState.UNDELIVERED, {"status": "no-answer"}, "nobody answered the call"),
    (Channel.VOICE, MessageState.UNDELIVERED, {"status": "failed"}, "not delivered"),
    (
        Channel.SMS,
        MessageState.WAITING,
        {"tries": 1, "sent_at": NIGHT, "error_code": 30003},
        "it did not arrive; sent again at 02:40:00: the phone is off or has no service (30003)",
    ),
    (Channel.BACKUP, MessageState.SENT, {"status": "sent"}, "nobody tells whether it arrived"),
    (Channel.BACKUP, MessageState.WAITING, {"tries": 1}, "not taken; tried again at 02:40:00"),
    (Channel.BACKUP, MessageState.UNKNOWN, {"tries": 1}, "no answer; sent again at 02:40:00"),
    (Channel.BACKUP, MessageState.FAILED, {}, "Page to Mette Holm by the second provider"),
    (Channel.OTHER, MessageState.SENT, {"status": "sent"}, "Page to Mette Holm by their further"),
    (Channel.OTHER, MessageState.FAILED, {}, "not taken"),
]


def message(row: int, world: World, **values: Any) -> Any:
    """A statement that writes a message about an incident."""
    now = world.clock.now()
    return insert(Message).values(
        {
            **{"incident_id": row, "kind": Kind.PAGE, "channel": Channel.SMS, "priority": 0},
            **{"recipient": METTE, "person": "mette", "body": "the words", "tries": 0},
            **{"state": MessageState.DROPPED, "status_at": now, "created_at": now, "due_at": now},
            **values,
        }
    )


@once
@pytest.mark.parametrize(("channel", "state", "values", "said"), FATES)
def test_every_fate_of_a_message_has_words(
    world: World,
    reader: Reader,
    channel: Channel,
    state: MessageState,
    values: dict[str, Any],
    said: str,
) -> None:
    row = plain_incident(world)
    statement = message(row, world, channel=channel, state=state, **values)
    world.relay.database.write(lambda session: session.execute(statement))

    page = words(reader.get("/incidents/1001"))

    assert said in page
    assert ("the words" in page) == (channel is not Channel.VOICE)


@once
@pytest.mark.parametrize("state", MessageState)
def test_only_what_was_delivered_keeps_its_fate_folded(
    world: World, reader: Reader, state: MessageState
) -> None:
    row = plain_incident(world)
    statement = message(row, world, state=state, body="the words " * 9)
    world.relay.database.write(lambda session: session.execute(statement))

    page = reader.get("/incidents/1001").get_data(as_text=True)

    fold = re.search(r'<details class="fold.*?</details>', page, re.S)
    assert fold is not None
    summary, inside = fold[0].split("</summary>")
    assert ('class="delivery' in inside) == (state is MessageState.DELIVERED)
    assert ('class="delivery' in summary) == (state is MessageState.DROPPED)


def test_every_error_code_with_a_policy_has_words() -> None:
    template = (WEB / "templates" / "_parts.html").read_text("utf-8")

    assert {int(code) for code in re.findall(r"^  (\d{5}): _\(", template, re.M)} == set(POLICY)


def test_every_state_of_a_message_was_tried() -> None:
    assert {state for _, state, _, _ in FATES} == set(MessageState)


@once
@pytest.mark.parametrize("kind_of", list(Kind))
def test_every_kind_of_message_has_a_name(world: World, reader: Reader, kind_of: Kind) -> None:
    row = plain_incident(world)
    statement = message(row, world, kind=kind_of)
    world.relay.database.write(lambda session: session.execute(statement))

    page = words(reader.get("/incidents/1001"))

    names = {
        Kind.PAGE: "Page to Mette Holm",
        Kind.BUNDLE: "List of pages to Mette Holm",
        Kind.CHECK_IN: "Question to Mette Holm",
        Kind.REPLY: "Answer to Mette Holm",
        Kind.MATTER: "Question to Mette Holm",
        Kind.CANARY: "A test text to a number of ours",
        Kind.NOTICE: "Notice to Mette Holm",
        Kind.FOLLOW_UP: "The merchant's words, passed on to Mette Holm",
        Kind.RECEIPT: "Receipt to the merchant",
        Kind.UPDATE: "Message to the merchant",
        Kind.CALLER: "What to send, to somebody who rang",
    }
    assert names[kind_of] in page


@once
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("path", ["/incidents", "/incidents/1001"])
def test_every_state_is_a_word_and_a_shape(
    world: World, reader: Reader, state: State, path: str
) -> None:
    put(world, State.OPEN)
    now = world.clock.now()
    values = {"state": state, "holder": "mette", "closed_by": "mette", "closed_at": now}
    values |= {"wake_at": now + timedelta(hours=1)}
    world.relay.database.write(lambda session: session.execute(update(Incident).values(**values)))

    page = reader.get(path).text

    name = {
        State.OPEN: "Open",
        State.ACKNOWLEDGED: "Taken",
        State.CLOSED: "Closed",
        State.REDIRECTED: "Sent to support",
        State.DISMISSED: "No incident",
    }[state]
    assert re.search(rf'class="state is-{state.value}"><svg.*?</svg>{name}</span>', page, re.DOTALL)


@once
@pytest.mark.parametrize("urgency", list(Urgency))
def test_every_class_has_words(world: World, reader: Reader, urgency: Urgency) -> None:
    row = plain_incident(world)
    values = {"urgency": urgency, "why": ["down", "a new sign"]}
    change = update(Incident).where(Incident.id == row).values(**values)
    world.relay.database.write(lambda session: session.execute(change))

    page = words(reader.get("/incidents/1001"))

    name = {
        Urgency.CRITICAL: "Urgent",
        Urgency.ROUTINE: "A matter for support",
        Urgency.NOT_AN_INCIDENT: "No incident",
    }[urgency]
    assert f"Read as {name}: the shop is down, a new sign" in page


# ---- the running update -------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/incidents", "/incidents/1001"])
def test_a_fragment_is_the_part_that_changes_and_nothing_when_it_did_not(
    world: World, reader: Reader, path: str
) -> None:
    world.report()
    hush(world)
    whole, part = reader.get(path), reader.get(f"{path}?fragment=1")
    tag = part.headers["ETag"]
    same = reader.get(f"{path}?fragment=1", **{"If-None-Match": tag})
    take(world)
    other = reader.get(f"{path}?fragment=1", **{"If-None-Match": tag})

    assert "<html" in whole.text
    assert "<html" not in part.text
    assert part.text.strip() in whole.text
    assert (same.status_code, same.data) == (304, b"")
    assert other.status_code == 200
    assert "Mette Holm has it." in words(other)


@once
def test_a_page_refreshes_itself_without_a_script(reader: Reader) -> None:
    assert '<noscript><meta http-equiv="refresh"' in reader.get("/incidents").text


@once
@pytest.mark.parametrize(
    ("then", "why"),
    [
        ("taken", "somebody had answered before"),
        ("rung", "a later call took its place"),
        ("nothing", "it was no longer needed"),
    ],
)
def test_a_call_that_was_not_made_is_not_told_as_one(
    world: World, reader: Reader, then: str, why: str
) -> None:
    row, now = plain_incident(world), world.clock.now()
    later = now + timedelta(seconds=30)

    def work(session: Session) -> None:
        events.note(session, row, Happened.RUNG, now, person="mette", times=3)
        session.execute(message(row, world, channel=Channel.VOICE))
        if then == "taken":
            events.note(session, row, Happened.TAKEN, later, who="lars")
        if then == "rung":
            state = MessageState.DELIVERED
            called = {"channel": Channel.VOICE, "state": state, "created_at": later}
            session.execute(message(row, world, **called))

    world.relay.database.write(work)

    page = words(reader.get("/incidents/1001"))

    assert "Mette Holm was called by phone." not in page
    assert f"Mette Holm was to be called by phone. no call was made: {why}" in page


@once
def test_no_number_is_made_up_for_whom_nobody_knows(world: World, reader: Reader) -> None:
    form = {"MessageSid": "SM" + "1" * 32, "From": "", "To": "+4529701595", "Body": REPORT[:-10]}
    assert world.signed("/twilio/sms", form) == 200
    world.advance(seconds=5)
    hush(world)

    page = reader.get("/incidents/1001").text

    assert re.search(r"Call back</dt><dd>Jonas<br><span[^>]*>no number is known</span>", page)
    assert re.search(r"Sent from</dt><dd><span[^>]*>no number is known</span>", page)
    assert "it is the sender" not in page
    assert "no number is known" in reader.get("/incidents").text


# ---- the languages ------------------------------------------------------------------------

WEB = ROOT / "web"
DANISH = WEB / "translations" / "da" / "LC_MESSAGES"


@pytest.fixture
def kept() -> Catalog:
    """The Danish sentences as people edit them."""
    with (DANISH / "messages.po").open("rb") as file:
        return read_po(file, locale="da")


def test_every_sentence_is_translated_and_none_is_left_over(kept: Catalog) -> None:
    kinds = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
    asked = {
        (context, sentence if isinstance(sentence, str) else sentence[0])
        for _, _, sentence, _, context in extract_from_dir(Path(WEB), kinds)
    }

    translated = {
        (one.context, one.id if isinstance(one.id, str) else one.id[0])
        for one in kept
        if one.id and one.string and all(one.string) and not one.fuzzy
    }

    assert asked - translated == set(), "no Danish for these"
    assert translated - asked == set(), "nobody asks for these"


def test_translations_keep_what_is_filled_in(kept: Catalog) -> None:
    for one in kept:
        if not one.id:
            continue
        said = one.string if isinstance(one.string, tuple) else (one.string,)
        asked = one.id if isinstance(one.id, str) else one.id[-1]
        places = sorted(re.findall(r"%\(\w+\)[0-9]*[sd]|\{\w+\}", asked))
        for text in said:
            assert sorted(re.findall(r"%\(\w+\)[0-9]*[sd]|\{\w+\}", str(text))) == places, asked


def test_the_compiled_sentences_are_the_ones_people_edit(kept: Catalog) -> None:
    with (DANISH / "messages.mo").open("rb") as file:
        compiled = read_mo(file)

    def spoken(catalog: Catalog) -> dict[Any, Any]:
        return {(plain(one.context), several(one.id)): several(one.string) for one in catalog}

    # A compiled catalogue gives contexts as bytes and plurals as lists.
    def plain(context: Any) -> Any:
        return context.decode() if isinstance(context, bytes) else context

    def several(text: Any) -> tuple[str, ...]:
        return (text,) if isinstance(text, str) else tuple(text)

    for catalog in (compiled, kept):
        catalog.delete("")
    assert spoken(compiled) == spoken(kept), "run: pybabel compile -d relay/web/translations"


@once
def test_the_danish_page_has_no_english_left(world: World, reader: Reader, kept: Catalog) -> None:
    world.report()
    world.advance(minutes=7)
    take(world)
    take(world, then="løst")
    for body in ASKED:
        world.phone("mette").replies(body)
    hush(world)
    reader.language = "da"
    english = {one.id for one in kept if isinstance(one.id, str) and " " in one.id}

    paths = ("/incidents", "/incidents?show=texts", "/incidents/1001", "/incidents/1")
    pages = [words(reader.get(path)) for path in paths]

    for page in pages:
        assert [sentence for sentence in english if sentence in page] == []


# ---- an outage ----------------------------------------------------------------------------


def storm(world: World, shops: int) -> None:
    """So many shops are down at once."""
    for shop in range(shops):
        world.report(f"butik{shop}.dk er nede", f"+4520305{shop:03}")
    hush(world)


def test_the_list_shows_an_outage_as_one_card_with_all_its_shops(
    world: World, reader: Reader
) -> None:
    storm(world, 5)

    page = words(reader.get("/incidents"))

    assert "5 open, 0 taken" in page
    assert "Outage: 3 more reports. 1003 butik2.dk, 1004 butik3.dk, 1005 butik4.dk" in page
    assert shown(reader, "/incidents") == [1001, 1003, 1004, 1005, 1002]


def test_a_card_of_a_large_outage_names_five_and_counts_the_rest(
    world: World, reader: Reader
) -> None:
    storm(world, 9)

    page = words(reader.get("/incidents"))

    named = ", ".join(f"{1001 + shop} butik{shop}.dk" for shop in range(2, 7))
    assert f"Outage: 7 more reports. {named} and 2 more" in page


def test_an_incident_that_leads_an_outage_lists_its_shops(world: World, reader: Reader) -> None:
    storm(world, 4)

    page = words(reader.get("/incidents/1001"))

    assert "Outage 2 more reports 1003 butik2.dk Open 1004 butik3.dk Open" in page
    assert "Counted, but taken and closed by itself 1002 butik1.dk Open" in page


def test_what_is_opened_again_alone_leads_nothing_that_is_closed(
    world: World, reader: Reader
) -> None:
    storm(world, 4)
    world.phone("mette").replies(f"{code_of_lead(world)} løst")
    world.advance(minutes=1)
    closed = words(reader.get("/incidents/1001"))
    world.report("Vi er stadig nede", "+4520305000")
    hush(world)

    page = words(reader.get("/incidents/1001"))

    assert "Outage 2 more reports 1003 butik2.dk Closed 1004 butik3.dk Closed" in closed
    assert "re-opened" in page
    assert "more report" not in page


def test_what_is_taken_back_of_an_outage_stands_on_the_page_of_each_shop(
    world: World, reader: Reader
) -> None:
    storm(world, 3)
    mette, code = world.phone("mette"), code_of_lead(world)
    said = []

    for answer in (" løst", " fortryd", "", " løst", " fortryd", " videre"):
        mette.replies(f"{code}{answer}")
        world.advance(seconds=10)
        said.append(words(reader.get("/incidents/1003")))

    undone = "The closing of the outage that 1001 leads was taken back. "
    assert "The merchant took the last step back" not in said[-1]
    assert f"{undone}Nobody has it, nor this." in said[1]
    assert f"{undone}Mette Holm has it, and this with it." in said[4]
    assert undone + "Mette" not in said[3]
    assert "Nobody has the outage that 1001 leads any more, nor this." in said[5]
    hush(world)


def test_an_incident_of_an_outage_leads_to_the_first(world: World, reader: Reader) -> None:
    storm(world, 3)

    page = reader.get("/incidents/1003")

    assert "Nobody has it. Whoever takes 1001 takes this too." in words(page)
    assert "One of several shops, led by 1001 butik0.dk" in words(page)
    assert 'href="/incidents/1001"' in page.text


def test_a_closed_incident_of_an_outage_still_leads_to_the_first(
    world: World, reader: Reader
) -> None:
    storm(world, 3)
    mette = world.phone("mette")
    page = next(text.body for text in mette.shown if text.body.startswith("1001 "))
    mette.replies(f"{page.rsplit(' = ', 1)[0].rsplit(' ', 1)[1]} løst")
    world.advance(minutes=1)
    hush(world)

    assert "led by 1001 butik0.dk" in words(reader.get("/incidents/1003"))
    assert "Mette Holm closed it." in words(reader.get("/incidents/1003"))


def test_every_sign_the_reader_gives_has_words() -> None:
    template = (ROOT / "web/templates/_sentences.html").read_text("utf-8")
    signs = (CRITICAL_SIGNS, ROUTINE_SIGNS, SCOPE_SIGNS)
    reasons = {reason for one in signs for reason in one.by_reason}
    reasons |= {"everybody", "long", "question", "doubt", "like routine", "like not_an_incident"}

    assert {reason for reason in reasons if f'"{reason}": _(' not in template} == set()
