"""What undo takes back, and what it says: a person's own last step, whatever colleagues added."""

import pytest

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests.story.storm import code_of_lead, everybody_skips, number_of, storm
from tests.world import World


def hold_up_the_merchants_texts(world: World) -> None:
    """The carrier takes no text for the merchant until its faults are cleared."""
    merchant = world.merchant.number
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=merchant, status=429, code=20429))


def held_and_called_by_another(world: World) -> tuple[str, str]:
    """Mette has 1001, and Lars has called for her; their codes."""
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    codes = mette.code(), lars.code()
    mette.replies(codes[0])
    lars.replies(f"{codes[1]} ringet")
    everybody_skips(world)
    return codes


@pytest.mark.parametrize(
    ("answers", "offered"),
    [
        (["", " ringet"], "Ringede du ikke? Svar {code} fortryd"),  # the taking stands
        ([" ringet"], "Ikke dig? Svar {code} fortryd"),
    ],
)
def test_what_undo_takes_back_is_what_is_offered(
    world: World, answers: list[str], offered: str
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    for answer in answers:
        mette.skips().replies(f"{code}{answer}")

    mette.expects("har ringet", offered.format(code=code))
    everybody_skips(world)


def test_a_colleagues_call_keeps_nobody_from_giving_back_what_they_took(world: World) -> None:
    code, others = held_and_called_by_another(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    called_at = world.incident().called_at

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt: du har ikke taget 1001", "Ingen har den nu", f"Svar {code} = jeg")
    assert world.incident().state is State.OPEN
    assert world.incident().called_at == called_at  # that is not theirs to take back
    lars.expects("Mette Holm har givet slip på 1001", f"Svar {others}")  # and sees that
    world.merchant.expects("Sag 1001 er givet tilbage")
    everybody_skips(world)


def test_what_a_colleague_did_and_took_back_keeps_nobody_from_undo(world: World) -> None:
    code, others = held_and_called_by_another(world)
    world.phone("lars").replies(f"{others} fortryd")
    world.phone("lars").expects(
        "Fortrudt: du har ikke ringet til butikken om 1001", "Mette Holm har"
    )
    everybody_skips(world)

    world.phone("mette").replies(f"{code} fortryd")

    world.phone("mette").expects("Fortrudt: du har ikke taget 1001")
    assert world.incident().state is State.OPEN
    everybody_skips(world)


def test_a_closing_that_a_colleague_took_back_keeps_nobody_from_undo(world: World) -> None:
    code, others = held_and_called_by_another(world)
    for word in ("løst", "fortryd"):
        world.phone("lars").replies(f"{others} {word}")
    everybody_skips(world)

    world.phone("mette").replies(f"{code} fortryd")

    world.phone("mette").expects("Fortrudt: du har ikke taget 1001")
    assert world.incident().state is State.OPEN
    everybody_skips(world)


def test_what_a_colleague_did_last_is_not_undone_by_somebody_else(world: World) -> None:
    code, others = held_and_called_by_another(world)
    world.phone("lars").replies(f"{others} løst")
    everybody_skips(world)

    world.phone("mette").replies(f"{code} fortryd")

    world.phone("mette").expects("1001 er lukket af Lars Friis kl.", "Intet er ændret")
    assert world.incident().state is State.CLOSED


def test_a_call_is_its_callers_to_take_back_also_when_nobody_has_it_any_more(world: World) -> None:
    code, others = held_and_called_by_another(world)
    world.phone("mette").replies(f"{code} fortryd")
    everybody_skips(world)

    world.phone("lars").replies(f"{others} fortryd")

    world.phone("lars").expects(
        "Fortrudt: du har ikke ringet til butikken om 1001",
        "Ingen har den nu",
        f"Svar {others} = jeg",
    )
    assert world.incident().called_at is None
    assert world.incident().state is State.OPEN
    everybody_skips(world)


def test_a_call_cannot_be_taken_back_once_somebody_took_the_case_anew(world: World) -> None:
    code, others = held_and_called_by_another(world)
    world.phone("mette").replies(f"{code} fortryd")
    world.phone("mette").replies(code)
    everybody_skips(world)

    world.phone("lars").replies(f"{others} fortryd")

    world.phone("lars").expects("1001 er taget af Mette Holm kl.", "Intet er ændret")
    assert world.incident().called_at is not None
    everybody_skips(world)


@pytest.mark.parametrize(
    ("words", "undone", "now"),
    [
        (["", "ringet"], "Fortrudt: du har ikke ringet til butikken om 1001", "Du har den"),
        (["", "løst"], "Fortrudt: 1001 er ikke lukket", "Du har den"),
        (["løst"], "Fortrudt: 1001 er ikke lukket", "Ingen har den nu"),
        (["videre"], "Fortrudt: du har ikke sendt 1001 videre", "Ingen har den nu"),
        (["", "videre"], "Fortrudt: du har ikke sendt 1001 videre", "Du har den"),
        (["ringet"], "Fortrudt: du har ikke ringet til butikken om 1001", "Ingen har den nu"),
    ],
)
def test_undo_says_what_was_undone_and_how_it_stands(
    world: World, words: list[str], undone: str, now: str
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    for one in words:
        mette.replies(f"{code} {one}".strip())
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects(undone, now)
    everybody_skips(world)


def test_a_second_undo_says_what_to_do_instead(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(code)
    mette.replies(f"{code} ringet")
    mette.replies(f"{code} fortryd")
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("intet at fortryde på 1001", "Intet er ændret", "Du har den", f"{code} videre")
    everybody_skips(world)


def test_an_undo_that_comes_too_late_says_what_to_do_instead(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(code)
    world.advance(minutes=11)
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("for sent at fortryde på 1001", "10 min", "Du har den", f"{code} videre")
    everybody_skips(world)


# ---- what the merchant hears of a closing that was taken back ------------------------------


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ("", "Sag 1001 er ikke løst endnu. Mette Holm er stadig på den og ringer til dig på +45"),
        (" ringet", "Sag 1001 er ikke løst endnu. Mette Holm er stadig på den. Du får besked"),
    ],
)
def test_the_merchant_hears_that_it_is_not_solved_after_all(
    world: World, then: str, told: str
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code}{then}")
    mette.replies(f"{code} løst")
    world.advance(minutes=1)
    assert "er løst" in world.merchant.unread[-1]
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    world.merchant.expects(told)
    assert world.merchant.unread == []
    mette.skips()


def test_a_merchant_who_never_read_that_it_is_solved_hears_nothing(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(code)
    world.advance(minutes=1)
    everybody_skips(world)
    hold_up_the_merchants_texts(world)
    mette.replies(f"{code} løst")
    assert world.merchant.unread == []

    mette.replies(f"{code} fortryd")
    world.carrier.faults.clear()
    world.advance(minutes=5)

    assert world.merchant.unread == []
    assert world.incident().holder == "mette"
    mette.skips()


def test_a_merchant_who_was_to_hear_two_things_hears_who_has_it(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    everybody_skips(world)
    hold_up_the_merchants_texts(world)
    mette.replies(code)
    mette.replies(f"{code} løst")
    assert world.merchant.unread == []

    mette.replies(f"{code} fortryd")
    world.carrier.faults.clear()
    world.advance(minutes=5)

    world.merchant.expects("Mette Holm har nu din sag 1001")
    assert world.merchant.unread == []
    mette.skips()


def test_a_closing_of_what_nobody_had_that_never_left_is_not_talked_of(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    everybody_skips(world)
    hold_up_the_merchants_texts(world)
    mette.replies(f"{code} løst")

    mette.replies(f"{code} fortryd")
    world.carrier.faults.clear()
    world.advance(minutes=1)

    assert world.merchant.unread == []
    assert world.incident().state is State.OPEN
    everybody_skips(world)


def test_a_merchant_whom_the_closing_could_not_reach_hears_nothing_of_its_undo(
    world: World,
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(code)
    world.advance(minutes=1)
    everybody_skips(world)
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=world.merchant.number, code=21211))
    mette.replies(f"{code} løst")
    world.advance(minutes=1)
    world.carrier.faults.clear()

    mette.replies(f"{code} fortryd")
    world.advance(minutes=1)

    assert world.merchant.unread == []  # they read last that Mette has it, and so she does
    mette.skips()


@pytest.mark.parametrize(
    ("has_read", "told"),
    [
        (False, []),
        (True, ["Sag 1001 er givet tilbage"]),
    ],
)
def test_a_closing_that_never_left_is_not_told_to_be_open_again(
    world: World, has_read: bool, told: list[str]
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    everybody_skips(world)
    if not has_read:
        hold_up_the_merchants_texts(world)
    mette.replies(code)
    world.advance(seconds=20)
    everybody_skips(world)
    hold_up_the_merchants_texts(world)
    for word in ("fortryd", "løst", "fortryd"):
        mette.replies(f"{code} {word}")
    assert world.incident().state is State.OPEN
    assert world.merchant.unread == []

    world.carrier.faults.clear()
    world.advance(minutes=1)

    unread = world.merchant.unread
    assert len(unread) == len(told)
    for fragment in told:
        world.merchant.expects(fragment)
    everybody_skips(world)


def test_a_merchant_who_read_of_an_earlier_closing_hears_that_it_is_open_again(
    world: World,
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} løst")
    world.advance(seconds=20)
    everybody_skips(world)
    hold_up_the_merchants_texts(world)
    for word in ("fortryd", "løst", "fortryd"):
        mette.replies(f"{code} {word}")

    world.carrier.faults.clear()
    world.advance(minutes=1)

    world.merchant.expects("Sag 1001 er åbnet igen")
    assert world.merchant.unread == []
    everybody_skips(world)


@pytest.mark.parametrize(
    ("has_read", "heard"),
    [
        (False, []),
        (True, ["En tekniker arbejder nu", "givet tilbage"]),
    ],
)
def test_the_shops_of_an_outage_hear_nothing_of_a_closing_that_never_left(
    world: World, has_read: bool, heard: list[str]
) -> None:
    storm(world, 4)
    mette, code, shop = world.phone("mette"), code_of_lead(world), number_of(2)
    if has_read:
        mette.replies(code)
        world.advance(seconds=30)
    world.carrier.faults.add(Fault(Trouble.REFUSE, phone=shop, status=429, code=20429))
    if has_read:
        mette.replies(f"{code} fortryd")
        world.advance(seconds=20)
    mette.replies(f"{code} løst")
    world.advance(seconds=20)
    assert world.incident(1003).state is State.CLOSED

    mette.replies(f"{code} fortryd")
    world.advance(seconds=20)
    world.carrier.faults.clear()
    world.advance(minutes=3)

    assert world.incident(1003).state is State.OPEN
    texts = [one.body for one in world.phone(shop).shown][1:]  # after the receipt
    assert len(texts) == len(heard), texts
    assert all(part in body for part, body in zip(heard, texts, strict=True)), texts
    everybody_skips(world)


# ---- what is owed, and by whose call -------------------------------------------------------


def test_whoever_takes_their_call_back_is_not_told_that_nobody_called(world: World) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    code, others = mette.code(), lars.code()
    mette.replies(f"{code} ringet")
    mette.replies(f"{code} videre")
    lars.replies(f"{others} ringet")
    everybody_skips(world)

    lars.replies(f"{others} fortryd")

    undone = "Fortrudt: du har ikke ringet til butikken om 1001. Ingen har den nu"
    assert any(undone in one for one in lars.unread)  # beside the next page
    assert world.incident().called_at is not None  # Mette did
    everybody_skips(world)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("", "Du har den. Svar {code} ringet, når du har ringet, {code} løst"),
        (" ringet", "Du har den. Svar {code} løst"),
    ],
)
def test_whoever_has_it_is_asked_for_the_call_only_while_they_owe_one(
    world: World, then: str, now: str
) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code}{then}")
    mette.replies(f"{code} løst")
    everybody_skips(world)

    mette.replies(f"{code} fortryd")

    mette.expects("Fortrudt: 1001 er ikke lukket", now.format(code=code))
    everybody_skips(world)


@pytest.mark.parametrize(
    ("then", "asked"),
    [
        ("", "Svar {code} ringet eller {code} løst"),
        (" ringet", "Svar {code} løst, når det virker"),
    ],
)
def test_whose_it_is_again_is_asked_for_the_call_only_while_they_owe_one(
    world: World, then: str, asked: str
) -> None:
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    code, others = mette.code(), lars.code()
    mette.replies(f"{code}{then}")
    lars.replies(f"{others} løst")
    everybody_skips(world)

    lars.replies(f"{others} fortryd")

    mette.expects("Lars Friis har fortrudt lukningen", asked.format(code=code))
    everybody_skips(world)


def taken_when_a_page_was_due(world: World) -> tuple[str, str]:
    """Mette has had 1001 over the time when she and Lars would have been paged; their codes."""
    world.report()
    world.advance(minutes=7)
    mette, lars = world.phone("mette"), world.phone("lars")
    codes = mette.code(), lars.code()
    mette.replies(codes[0])
    world.advance(minutes=3)
    everybody_skips(world)
    return codes


def test_whoever_undoes_is_answered_before_the_pages_that_follow(world: World) -> None:
    code, _ = taken_when_a_page_was_due(world)
    mette = world.phone("mette")
    seen = len(mette.shown)

    mette.replies(f"{code} fortryd")
    world.advance(seconds=5)

    answer, page = (text.body for text in mette.shown[seen:])
    assert answer.startswith("Fortrudt: du har ikke taget 1001")
    assert page.startswith("Påmindelse")
    everybody_skips(world)


@pytest.mark.parametrize("word", ["fortryd", "videre"])
def test_a_page_says_who_let_go_of_it_to_those_who_have_not_heard(world: World, word: str) -> None:
    code, others = taken_when_a_page_was_due(world)
    lars = world.phone("lars")
    seen = len(lars.shown)

    world.phone("mette").replies(f"{code} {word}")
    world.advance(minutes=3)

    first, *later = (text.body for text in lars.shown[seen:])
    assert first.startswith(("Mette Holm har givet slip. Påm", "Mette Holm har givet slip. ALLE"))
    assert first.endswith(f"Svar {others} = jeg tager den")
    assert not any("givet slip" in text for text in later)
    everybody_skips(world)


def test_who_undoes_a_pass_is_answered_before_the_page_that_is_due(world: World) -> None:
    world.report()
    mette = world.phone("mette")
    code = mette.code()
    mette.replies(f"{code} videre")
    world.advance(minutes=3)
    everybody_skips(world)
    seen = len(mette.shown)

    mette.replies(f"{code} fortryd")
    world.advance(seconds=5)

    assert mette.shown[seen].body.startswith("Fortrudt: du har ikke sendt 1001 videre")
    everybody_skips(world)
