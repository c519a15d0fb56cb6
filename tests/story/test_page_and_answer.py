"""The first emergency: a merchant texts, the engineer is woken, answers, and all are told."""

from collections.abc import Callable

import pytest

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests.world import SWEDE, World


def test_the_engineer_takes_it_with_the_code(world: World) -> None:
    world.report()
    world.merchant.expects("Sag 1001, lampehuset dk", "+4520304050")
    page = world.phone("mette").expects("1001 lampehuset dk", "fejl 500", "Jonas +4520304050")

    world.phone("mette").replies(world.phone("mette").code())

    assert page.endswith(f"Svar {world.phone('mette').code()} = jeg tager den")
    world.phone("mette").expects("Du har 1001 lampehuset dk", "Jonas", "+4520304050")
    world.merchant.expects("Mette Holm har nu din sag 1001", "+4520304050")
    assert world.incident().state is State.ACKNOWLEDGED
    assert world.incident().holder == "mette"
    world.advance(minutes=14)
    assert world.phone("mette").unread == []


def test_a_plain_ok_will_do_when_one_page_is_open(world: World) -> None:
    world.report()
    world.merchant.skips()
    world.phone("mette").expects("1001")

    world.phone("mette").replies("Ok")

    world.phone("mette").expects("Du har 1001")
    world.merchant.expects("Mette Holm")
    assert world.incident().holder == "mette"


def test_a_plain_ok_changes_nothing_when_two_pages_are_open(world: World) -> None:
    world.report()
    world.report("Vores shop tehuset.se är nere, Ingrid 070-174 06 05", SWEDE)
    world.merchant.skips()
    world.phone(SWEDE).skips()
    mette = world.phone("mette").skips()

    mette.replies("ok")

    answer = mette.expects("intet er ændret", "1001 lampehuset dk", "1002 tehuset se")
    assert mette.code() in answer
    assert world.incident(1001).state is State.OPEN
    assert world.incident(1002).state is State.OPEN


def test_an_ok_that_overtook_its_page_changes_nothing(world: World) -> None:
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.STUCK, phone=mette.number, seconds=15, times=1))
    world.report()
    world.merchant.skips()

    mette.replies("ok")

    mette.expects("før beskeden kunne være læst. Intet er ændret")
    assert world.incident().state is State.OPEN
    world.advance(seconds=15)
    mette.skips()
    mette.replies("ok")
    mette.expects("Du har 1001")
    world.merchant.expects("Mette Holm")


def test_called_and_fixed(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    code = mette.code()
    mette.replies(f"{code} ringet")
    mette.expects("har ringet")
    world.merchant.skips()

    mette.replies(f"{code} løst: certifikatet var udløbet")

    mette.expects("1001 er lukket")
    world.merchant.expects("1001 er løst")
    closed = world.incident()
    assert closed.state is State.CLOSED
    assert closed.called_at is not None
    assert closed.close_reason == "certifikatet var udløbet"
    world.advance(hours=3)
    assert mette.unread == []


def test_no_call_is_promised_to_whom_was_called_already(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette")
    code = mette.code()

    mette.replies(f"{code} ringet")

    told = "Mette Holm har nu din sag 1001. Du får besked, når den er løst."
    assert world.merchant.expects() == told
    mette.replies(f"{code} løst")
    world.merchant.skips()
    mette.replies(f"{code} fortryd")
    not_solved = "Sag 1001 er ikke løst endnu. Mette Holm er stadig på den. Du får besked"
    assert world.merchant.expects().startswith(not_solved)
    mette.skips()


@pytest.mark.parametrize("words", ["nej", "no", "videre", "nej tak"])
def test_a_bare_no_lacks_its_code(world: World, words: str) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()

    mette.replies(words)

    mette.expects("Koden mangler i dit svar. Intet er ændret")
    assert world.incident().state is State.OPEN


@pytest.mark.parametrize(
    "words",
    [
        "giv til lars",
        "give lars",
        "giv lars, jeg kan ikke",
        "svar Vi er på sagen",
        "svar Vi kan ikke se fejlen",
        "reply We are looking at it",
        "svar",
    ],
)
def test_what_is_not_done_yet_is_kept_as_a_note_and_said_to_be_no_more(
    world: World, words: str
) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()
    code = mette.code()

    mette.replies(f"{code} {words}")

    answer = mette.expects("Kun gemt som note: intet er givet videre, og intet er sendt.")
    assert answer.endswith(f"Tager du 1001? Svar {code}. Ikke dig? Svar {code} videre")
    for phone in (world.merchant, world.phone("lars"), mette):
        assert phone.unread == []
    assert world.happened()[-1] == "note"
    assert world.incident().holder is None


def test_a_report_from_the_phone_of_one_of_the_crew_is_no_incident_at_once(world: World) -> None:
    mette = world.report(sender="+4520123456")

    mette.expects("Er det en melding fra en butik?")
    with pytest.raises(AssertionError, match="there is no incident"):
        world.incident(1001)


def test_symbols_alone_are_paged_as_no_readable_text(world: World) -> None:
    world.report("🚨🚨🚨")
    world.merchant.skips()
    mette = world.phone("mette")

    mette.expects("1001 ukendt butik: ingen læsbar tekst. Ring +4520304050.")

    mette.replies(f"{mette.code()} ?")
    mette.expects("Hele teksten: ingen læsbar tekst.")


def test_the_page_does_not_say_the_opposite_of_what_the_merchant_wrote(world: World) -> None:
    world.report("Den virker ikke, som den skal")

    page = world.phone("mette").expects("1001", "Den virker ikke, som den skal")
    receipt = world.merchant.expects("1001")
    assert page.count("som den skal") == 1
    assert "hvad der er galt" not in receipt


def test_passing_it_on_pages_the_next_level_at_once(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()

    mette.replies(f"{mette.code()} videre")

    mette.expects("sendt videre")
    world.phone("lars").expects("1001 lampehuset dk", "fejl 500")
    lars = world.phone("lars")
    lars.replies(lars.code())
    lars.expects("Du har 1001")
    mette.expects("1001 lampehuset dk er taget af Lars Friis")
    world.merchant.expects("Lars Friis")


def test_whoever_takes_it_gives_it_back_with_undo(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    mette.replies(f"{mette.code()} ok")
    mette.skips()
    world.merchant.skips()

    mette.replies(f"{mette.code()} fortryd")

    mette.expects("Fortrudt")
    world.merchant.expects("Sag 1001 er givet tilbage")
    assert world.incident().state is State.OPEN
    world.advance(minutes=2)
    mette.expects("Påmindelse", "1001 lampehuset dk")


def test_the_code_of_a_closing_that_was_taken_back_lives_on(
    make_world: Callable[..., World],
) -> None:
    world = make_world(
        {
            "code_quarantine_hours: 72": "code_quarantine_hours: 0.05",
            "undo_minutes: 10": "undo_minutes: 3",
        }
    )
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} løst")
    mette.replies(f"{code} fortryd")
    world.advance(minutes=4)  # longer than the codes of what is closed are kept now

    mette.skips().replies(code)

    assert world.incident().holder == "mette"
    mette.expects("1001")
    for number in {text.to for text in world.carrier.texts.all()}:
        world.phone(number).skips()


def test_undo_is_refused_when_it_is_late(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    world.advance(minutes=11)
    mette.skips()
    world.merchant.skips()

    mette.replies(f"{mette.code()} undo")

    mette.expects("for sent")
    assert world.incident().holder == "mette"


def test_a_closing_is_taken_back(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    mette.replies(f"{mette.code()} løst")
    mette.skips()
    world.merchant.skips()

    mette.replies(f"{mette.code()} fortryd")

    mette.expects("Fortrudt")
    world.merchant.expects("Sag 1001 er ikke løst endnu. Mette Holm er stadig på den")
    assert world.incident().state is State.ACKNOWLEDGED
    assert world.incident().holder == "mette"


def test_the_late_answer_is_told_who_has_it(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    mette, lars = world.phone("mette").skips(), world.phone("lars").skips()
    lars.replies(lars.code())
    lars.expects("Du har 1001")
    mette.expects("taget af Lars Friis")
    world.merchant.skips()

    mette.replies(mette.code())

    mette.expects("1001 er taget af Lars Friis kl. 02.46", "Intet er ændret")
    assert world.incident().holder == "lars"


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("", "", "1001 er taget af Lars Friis kl. 02.46. Intet er ændret"),
        ("", " videre", "1001 er taget af Lars Friis kl. 02.46. Intet er ændret"),
        ("", " ringet", "Lars Friis har den stadig"),
        (" ringet", " ringet", "Lars Friis har den"),
        (" løst", "", "1001 er lukket af Lars Friis kl. 02.46"),
    ],
)
def test_who_answers_in_the_same_second_as_another_is_told_once_who_has_it(
    world: World, first: str, then: str, said: str
) -> None:
    world.report()
    world.advance(minutes=6, seconds=5)
    mette, lars = world.phone("mette").skips(), world.phone("lars").skips()

    world.carrier.text(lars.number, f"{lars.code()}{first}")
    world.carrier.text(mette.number, f"{mette.code()}{then}")
    world.advance(minutes=1)

    mette.expects(said)
    assert mette.unread == []
    lars.skips()
    world.merchant.skips()


@pytest.mark.parametrize(
    ("meanwhile", "state"),
    [("", "ingen har den"), ("ok", "taget af Mette Holm"), ("løst", "lukket")],
)
def test_whoever_was_not_paged_and_names_an_incident_hears_how_it_stands(
    world: World, meanwhile: str, state: str
) -> None:
    world.report()
    mette, lars = world.phone("mette"), world.phone("lars")
    if meanwhile:
        mette.replies(f"{mette.code()} {meanwhile}")

    lars.replies("1001 ok")

    lars.expects(f"Du er ikke kaldt til 1001 ({state}", "Intet er ændret")
    for phone in (world.merchant, mette):
        phone.skips()


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("1001", "1001 er sagsnummeret. Mente du {code}?"),
        ("{other} ok", "Koden {other} kendes ikke"),
        ("{code} ikke løst endnu", "hverken taget eller lukket"),
        ("{code} kan ikke", "{code}"),
        ("{code} hmm hvad mon det er", "Tager du 1001? Svar {code}"),
        ("hvad sker der", "kunne ikke forstås"),
        ("løst", "Koden mangler i dit svar. Intet er ændret. Svar med koden: {code} = 1001"),
        ("{code} ?", "Hele teksten: Jonas, lampehuset dk"),
        ("status", "1001 lampehuset dk: ingen har den, åben siden kl. 02.40"),
        ("vagt", "primary Mette Holm til 23/11 09.00"),
        ("?", "Er koden 73"),
        ("{code} note har skrevet til hosting", "Noteret på 1001"),
    ],
)
def test_what_takes_nothing_is_answered_with_what_is_the_case(
    world: World, reply: str, answer: str
) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()
    code = mette.code()
    other = "99" if code != "99" else "98"

    mette.replies(reply.format(code=code, other=other))

    mette.expects(answer.format(code=code, other=other))
    assert mette.unread == []
    assert world.incident().state is State.OPEN


def test_somebody_elses_code_takes_nothing(world: World) -> None:
    world.report()
    world.advance(minutes=6)
    world.merchant.skips()
    mette, lars = world.phone("mette").skips(), world.phone("lars").skips()
    assert mette.code() != lars.code()

    mette.replies(lars.code())

    mette.expects("hører til en andens besked", mette.code())
    assert world.incident().state is State.OPEN


def test_a_code_means_one_thing_until_some_time_after_it_is_over(
    make_world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world({"code_quarantine_hours: 72": "code_quarantine_hours: 2"})
    monkeypatch.setattr(world.relay.chance, "choice", min)  # else codes differ by chance
    mette, merchants = world.phone("mette"), [f"+452030407{at}" for at in range(4)]

    def paged(merchant: str) -> str:
        world.report("kassen giver fejl 500 for alle, ring til Jonas", sender=merchant)
        return mette.code()

    first, second = paged(merchants[0]), paged(merchants[1])
    mette.replies(f"{first} løst")
    mette.replies(f"{second} løst")
    world.advance(minutes=110)
    third = paged(merchants[2])
    mette.replies(f"{third} løst")
    world.advance(minutes=20)

    assert len({first, second, third}) == 3
    assert paged(merchants[3]) == first
    for who in ("mette", "lars", "aisha", "karen", *merchants):
        world.phone(who).skips()


def test_a_forged_answer_from_another_phone_is_a_report(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()

    world.phone(SWEDE).texts(f"{mette.code()} ok")

    assert world.incident(1001).state is State.OPEN
    assert world.incident(1002).reporter == SWEDE
    world.phone(SWEDE).skips()
    mette.skips()


def test_nobody_is_paged_once_it_is_answered(world: World) -> None:
    world.report()
    world.phone("mette").replies(world.phone("mette").code())
    world.phone("mette").skips()
    world.merchant.skips()

    world.advance(minutes=14)

    for person in ("mette", "lars", "aisha", "karen"):
        assert world.phone(person).unread == []
        assert world.phone(person).calls() == []


def test_an_engineer_of_another_language_is_answered_in_theirs(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"[mette, lars, aisha]": "[aisha]"})
    world.report()
    world.merchant.skips()
    aisha = world.phone("aisha")
    aisha.expects("1001 lampehuset dk", "Call Jonas", "= I take it")

    aisha.replies(f"Reply {aisha.code()} = I take it")

    aisha.expects("1001 lampehuset dk")
    world.merchant.expects("Aisha Khan har nu din sag")
    assert world.incident().holder == "aisha"


def test_whoever_passed_and_took_it_after_all_hears_the_merchant(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()
    mette.replies(f"{mette.code()} videre")
    mette.replies(mette.code())
    mette.skips()
    world.phone("lars").skips()
    world.merchant.skips()

    world.merchant.texts("Det er blevet værre, ordrerne forsvinder nu også")

    mette.expects("1001, butikken skriver:", "ordrerne forsvinder")


def test_a_closing_by_another_that_is_taken_back_gives_it_to_its_holder(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=30)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(mette.code())
    lars.replies(f"{lars.code()} løst")
    mette.skips()
    lars.skips()
    world.merchant.skips()

    lars.replies(f"{lars.code()} fortryd")

    lars.expects("Fortrudt")
    mette.expects("Lars Friis har fortrudt lukningen, så du har igen 1001 lampehuset dk")
    world.merchant.expects("Sag 1001 er ikke løst endnu. Mette Holm er stadig på den")
    assert world.incident().holder == "mette"
    assert world.incident().wake_at is not None


def test_a_call_by_somebody_else_is_noted_and_its_holder_is_told(world: World) -> None:
    world.report()
    world.advance(minutes=6, seconds=30)
    world.merchant.skips()
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(mette.code())
    mette.skips()
    lars.skips()
    world.merchant.skips()

    lars.replies(f"{lars.code()} ringet")

    lars.expects("har ringet om 1001. Mette Holm har den stadig")
    mette.expects("Lars Friis har ringet til butikken om 1001 lampehuset dk")
    assert world.incident().holder == "mette"
    lars.replies(f"{lars.code()} ringet")
    lars.expects("allerede ringet om 1001", "Intet er ændret")


def test_a_holder_who_cannot_is_told_how_to_let_go(world: World) -> None:
    world.report()
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    mette.skips()
    world.merchant.skips()

    mette.replies(f"{mette.code()} kan ikke alligevel")

    mette.expects("Du har stadig 1001", f"{mette.code()} videre")
    assert world.incident().holder == "mette"
