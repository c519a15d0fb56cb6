"""Somebody has it: is the merchant called, are they still on it, and what when they fall silent?"""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from relay.core.incident import State
from relay.emulator.faults import Fault, Trouble
from tests import provider
from tests.provider import Provider
from tests.world import World

NO_PROMISE = {"callback_promise_minutes: 15": "callback_promise_minutes: 600"}


def taken(world: World) -> str:
    """Mette takes the incident; returns her code."""
    world.report()
    mette = world.phone("mette").skips()
    code = mette.code()
    mette.replies(code)
    mette.skips()
    world.merchant.skips()
    return code


def test_after_half_an_hour_the_holder_is_asked_and_any_answer_will_do(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")

    world.advance(minutes=30)

    mette.expects(f"Er du stadig i gang med 1001 lampehuset dk? Svar {code}")
    mette.replies(f"{code} kigger stadig")
    mette.expects("Du har allerede 1001")
    world.advance(minutes=20)
    assert mette.unread == []
    assert world.incident().holder == "mette"


def test_a_plain_ok_answers_the_check_in(make_world: Callable[..., World]) -> None:
    world = make_world(NO_PROMISE)
    taken(world)
    mette = world.phone("mette")
    world.advance(minutes=30, seconds=30)
    mette.expects("Er du stadig i gang")

    mette.replies("ok")

    mette.expects("Du har allerede 1001")
    world.advance(minutes=15)
    assert mette.unread == []
    assert world.incident().state is State.ACKNOWLEDGED


def test_without_an_answer_the_holder_is_paged_and_rung_then_the_next_level(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    world.advance(minutes=30)
    mette.expects("Er du stadig i gang")

    world.advance(minutes=10)

    assert world.incident().state is State.OPEN
    assert mette.expects("1001 lampehuset dk").endswith(f"Svar {code} = jeg tager den")
    assert mette.ringing()
    world.merchant.expects("Sag 1001 er givet tilbage")
    assert lars.unread == []
    world.advance(minutes=2)
    lars.expects("1001 lampehuset dk")
    mette.expects("Påmindelse 1, 42 min: 1001")
    assert "lapsed" in world.happened()


def test_the_one_who_fell_silent_can_take_it_again(make_world: Callable[..., World]) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    world.advance(minutes=40)
    mette = world.phone("mette").skips()
    world.merchant.skips()

    mette.replies(code)

    mette.expects("Du har 1001")
    world.merchant.expects("Mette Holm har nu din sag")
    world.advance(minutes=5)
    assert world.phone("lars").unread == []


def test_once_the_merchant_was_called_the_check_in_waits_two_hours(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} ringet")
    mette.expects("har ringet")

    world.advance(minutes=119)
    assert mette.unread == []
    world.advance(minutes=2)

    mette.expects("Er du stadig i gang")


def test_the_holder_is_reminded_to_call_the_merchant(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")

    world.advance(minutes=15)

    mette.expects("Har du ringet om 1001 lampehuset dk? Jonas +4520304050", f"Svar {code} ringet")
    mette.replies(f"{code} ringet")
    mette.expects("har ringet")
    world.advance(minutes=30)
    assert mette.unread == []
    assert world.incident().holder == "mette"


def test_a_broken_promise_pages_the_next_level_and_the_merchant_is_told(world: World) -> None:
    taken(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    world.advance(minutes=15)
    mette.expects("Har du ringet")

    world.advance(minutes=5)

    world.merchant.expects("ikke fået ringet til dig om sag 1001", "den næste tekniker")
    lars.expects("1001 lampehuset dk")
    mette.expects("1001 lampehuset dk")
    assert world.incident().state is State.OPEN


def test_an_answer_that_tells_of_no_call_keeps_no_promise(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")
    world.advance(minutes=15)
    mette.expects("Har du ringet")
    world.advance(minutes=2)

    mette.replies(f"{code} kigger stadig")

    mette.expects("Du har allerede 1001")
    assert mette.unread == []
    world.advance(minutes=3)
    world.phone("lars").expects("1001 lampehuset dk")
    mette.expects("1001 lampehuset dk")
    world.merchant.expects("ikke fået ringet til dig om sag 1001")


def test_whoever_has_it_next_promises_a_call_too(world: World) -> None:
    code = taken(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.replies(f"{code} ringet")
    mette.replies(f"{code} videre")
    lars.replies(lars.code())
    world.merchant.expects("givet tilbage, så ingen har den lige nu")
    world.merchant.expects("Lars", "ringer til dig")
    for phone in (mette, lars):
        phone.skips()

    world.advance(minutes=15)

    lars.expects("Har du ringet om 1001")
    lars.replies(f"{lars.code()} ringet")
    lars.expects("har ringet")
    world.advance(minutes=60)
    assert lars.unread == []
    assert world.incident().holder == "lars"


@pytest.mark.parametrize("answer", ["fortryd", "videre"])
def test_who_heard_that_somebody_has_it_hears_that_nobody_has(world: World, answer: str) -> None:
    world.report()
    world.advance(minutes=6, seconds=10)
    mette, lars = world.phone("mette").skips(), world.phone("lars").skips()
    mette.replies(mette.code())
    lars.expects("taget af Mette Holm")

    mette.replies(f"{mette.code()} {answer}")

    world.advance(seconds=5)
    said = " ".join(lars.unread)
    # A pass pages everybody; for who took it back his last page is no two minutes old.
    by_page = "ALLE, ingen har den: 1001 lampehuset dk"
    by_text = "Mette Holm har givet slip på 1001 lampehuset dk, og ingen har den nu"
    assert (by_page if answer == "videre" else by_text) in said
    assert f"Svar {lars.code()} = jeg tager den" in said
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()
    world.merchant.skips()


def test_a_merchant_without_a_number_is_promised_no_call(world: World) -> None:
    world.report("LAMPEHUSET.dk: butikken er nede", "LAMPEHUSET")
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    mette.skips()

    world.advance(minutes=29)

    assert mette.unread == []
    assert world.incident().holder == "mette"


def test_a_number_that_comes_later_is_called_in_the_same_time(world: World) -> None:
    world.report("LAMPEHUSET.dk: butikken er nede", "LAMPEHUSET")
    mette = world.phone("mette").skips()
    mette.replies(mette.code())
    world.advance(minutes=8)
    world.report("Ring på 22114455", "LAMPEHUSET")
    mette.skips()

    world.advance(minutes=7)

    mette.expects("Har du ringet om 1001", "+4522114455")


def test_a_pause_holds_the_check_in(make_world: Callable[..., World]) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")

    mette.replies(f"{code} pause 60")

    mette.expects("Vi spørger ikke til 1001 før kl. 03.40")
    world.advance(minutes=59)
    assert mette.unread == []
    world.advance(minutes=2)
    mette.expects("Er du stadig i gang")


def test_a_pause_never_holds_the_paging_of_what_nobody_has(world: World) -> None:
    world.report()
    world.merchant.skips()
    mette = world.phone("mette").skips()

    mette.replies(f"{mette.code()} pause 30")

    mette.expects("Du har ikke 1001")
    world.advance(minutes=2)
    mette.expects("Påmindelse 1")


@pytest.fixture
def without_mette(make_world: Callable[..., World]) -> World:
    """A world in which Mette has taken the incident and then left the file."""
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})
    taken(world)
    file = (world.relay.settings.environment.config / "oncall.yaml").read_text("utf-8")
    entry = file[file.index("  mette:") : file.index("  lars:")]
    world.edit("oncall.yaml", entry, "")
    world.edit("oncall.yaml", "[mette, lars, aisha]", "[lars, aisha]")
    world.edit("oncall.yaml", "[lars, aisha, mette]", "[aisha, lars]")
    world.advance(seconds=5)  # the worker's next round
    world.advance(seconds=5)
    return world


def test_a_holder_who_leaves_the_file_counts_as_pass(without_mette: World) -> None:
    world = without_mette

    assert world.incident().state is State.OPEN
    assert [key for key in ("lars", "aisha") if world.phone(key).unread] == ["lars", "aisha"]
    world.phone("lars").expects("1001 lampehuset dk")
    world.phone("aisha").expects("1001 lampehuset dk")
    world.merchant.expects("givet tilbage, så ingen har den lige nu")
    former = world.phone("+4520123456")
    assert former.unread[-1].startswith("Du står ikke længere på vagtlisten, så andre bliver kaldt")
    former.skips()


def test_somebody_who_left_is_no_merchant_for_three_days(without_mette: World) -> None:
    world = without_mette
    for key in ("lars", "aisha"):
        world.phone(key).skips()
    world.merchant.skips()
    former = world.phone("+4520123456").skips()

    former.replies(f"{former.code()} løst")

    former.expects("ikke længere på vagtlisten")
    assert world.incident().state is State.OPEN
    world.phone("lars").replies(f"{world.phone('lars').code()} løst")
    world.advance(hours=73)
    for key in ("lars", "aisha", "karen"):
        world.phone(key).skips()
    world.merchant.skips()
    former.texts("Min webshop mette.dk er nede")
    former.expects("Vi har modtaget din besked. Sag 1002")
    for key in ("lars", "aisha"):
        world.phone(key).skips()


def edited(world: World, *edits: tuple[str, str]) -> None:
    """The people on call are edited while an incident is open; the worker has come round since."""
    world.report()
    world.phone("mette").skips()
    world.merchant.skips()
    world.advance(seconds=30)
    for old, new in edits:
        world.edit("oncall.yaml", old, new)
    world.advance(seconds=5)
    world.advance(seconds=5)


def test_whoever_stands_in_for_somebody_who_left_is_paged_at_once(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})
    file = (world.relay.settings.environment.config / "oncall.yaml").read_text("utf-8")

    edited(
        world,
        (file[file.index("  mette:") : file.index("  lars:")], ""),
        ("[mette, lars, aisha]", "[lars, aisha]"),
        ("[lars, aisha, mette]", "[aisha, lars]"),
    )

    on_duty = [key for key in ("lars", "aisha") if world.phone(key).unread]
    assert len(on_duty) == 1
    world.phone(on_duty[0]).expects("1001 lampehuset dk")


def test_whoever_swaps_a_shift_while_it_is_open_is_paged_at_once(
    make_world: Callable[..., World],
) -> None:
    world = make_world({"name: Mette Holm": "name: Mette Holm-Ravn"})

    edited(world, ("[mette, lars, aisha]", "[aisha, lars, mette]"))

    world.phone("aisha").expects("1001 lampehuset dk")
    assert world.phone("mette").unread == []  # nobody is reminded before it is time


# ---- whoever gets no texts ----------------------------------------------------------------

METTE = (
    "language: da                   # da, en, sv, nb or de; left out: the hotline's first\n"
    "    role: engineer                 # engineer or manager\n    notify: "
)


def only(*channels: str) -> dict[str, str]:
    """Mette is reached by these alone."""
    return {f"{METTE}[sms, voice]": f"{METTE}[{', '.join(channels)}]"}


def takes_by_voice(world: World) -> str:
    """Mette is rung about the incident and keys in its code; returns that."""
    world.report()
    mette = world.phone("mette")
    code = mette.picks_up().split("Koden er ")[1].rstrip(".").replace(" ", "")
    assert "Du har nu sag" in mette.presses(code)
    mette.skips()
    world.merchant.skips()
    return code


def test_whoever_gets_no_texts_is_rung_and_keys_in_that_they_are_on_it(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    code = takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(minutes=30)

    assert "er du stadig i gang med sag" in mette.picks_up().lower()
    assert "Tast" in mette.presses("99")
    assert "Du har stadig sag" in mette.presses(code)

    world.advance(minutes=25)
    assert world.incident().holder == "mette"
    assert mette.unread == []
    assert len(mette.calls()) == 2


def test_news_for_somebody_who_wrote_stop_is_a_call_and_silence_wakes_the_next(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette, lars = world.phone("mette"), world.phone("lars")
    mette.texts("STOP")
    world.advance(seconds=5)
    mette.picks_up()
    mette.presses(code)
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()

    world.merchant.texts("Det er stadig nede, ring nu")
    world.advance(seconds=5)

    said = mette.picks_up()
    assert "butikken skriver: Det er stadig nede, ring nu" in said
    assert "er du stadig i gang med sag" in said.lower()
    world.advance(minutes=13)  # no key is pressed
    lars.expects("1001")
    world.merchant.expects("Sag 1001 er givet tilbage")
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()


def test_a_holder_whom_nothing_reaches_any_more_has_it_no_more(
    make_world: Callable[..., World],
) -> None:
    world = make_world({**NO_PROMISE, "notify: [sms, voice]": "notify: [sms]"})
    taken(world)

    world.phone("mette").texts("STOP")
    world.advance(seconds=10)

    assert world.incident().state is State.OPEN
    world.phone("lars").expects("1001")
    world.merchant.expects("Sag 1001 er givet tilbage")
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()


def test_news_to_its_holder_that_does_not_get_through_is_a_call(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, phone=mette.number, code=30006, times=1))
    world.merchant.texts("Det er stadig nede, ring nu")
    world.advance(seconds=10)

    assert "er du stadig i gang med sag" in mette.picks_up().lower()
    assert "Du har stadig sag" in mette.presses(code)
    world.advance(minutes=15)
    assert world.incident().holder == "mette"


def test_who_wrote_stop_is_rung_when_asked_whether_they_are_still_on_it(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE)
    code = taken(world)
    mette = world.phone("mette")
    mette.texts("STOP")
    for key in ("mette", "lars", "aisha", "karen"):
        world.phone(key).skips()

    for wait in (timedelta(seconds=5), timedelta(minutes=30)):  # at once, and when it is time
        world.advance(seconds=wait.total_seconds())
        assert "er du stadig i gang med sag" in mette.picks_up().lower()
        assert "Du har stadig sag" in mette.presses(code)

    assert world.incident().holder == "mette"


def test_whoever_does_not_take_the_call_has_the_whole_grace(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    takes_by_voice(world)
    mette = world.phone("mette")

    world.advance(minutes=39, seconds=50)

    assert mette.calls()[-1].status == "no-answer"
    assert world.incident().holder == "mette"
    world.advance(seconds=30)
    assert world.incident().state is State.OPEN
    assert mette.ringing()
    world.merchant.skips()


def test_the_star_in_such_a_call_passes_it_on(make_world: Callable[..., World]) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(minutes=30)
    mette.picks_up()

    assert "to stjerner igen" in mette.presses("**")
    assert "sendt videre" in mette.presses("**")

    world.advance(seconds=10)
    world.phone("lars").expects("1001 lampehuset dk")
    world.merchant.skips()


def test_the_call_about_the_call_back_keeps_the_promise(make_world: Callable[..., World]) -> None:
    world = make_world(only("voice"))
    code = takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(minutes=15)

    heard = mette.picks_up()

    assert "Har du ringet om sag" in heard
    assert "20 30 40 50" in heard
    mette.presses(code)
    assert world.incident().called_at is not None
    world.advance(minutes=30)
    assert world.incident().holder == "mette"


def test_a_call_that_comes_after_the_answer_says_that_it_is_theirs(
    make_world: Callable[..., World],
) -> None:
    world = make_world(NO_PROMISE | only("voice"))
    code = takes_by_voice(world)
    mette = world.phone("mette")
    world.advance(minutes=30)
    mette.replies(f"{code} ja")
    mette.skips()

    assert "Du har allerede sag" in mette.picks_up()


@pytest.fixture
def desk() -> Iterator[Provider]:
    with provider.running() as one:
        yield one


def test_whoever_has_chat_alone_is_asked_there(
    make_world: Callable[..., World], desk: Provider
) -> None:
    world = make_world(NO_PROMISE | only("'${DESK}'"), DESK=desk.channel("desk"))
    world.report()
    mette = world.phone("mette")
    code = desk.told("desk")[0].split("Svar ")[1].split()[0]
    mette.replies(code)
    mette.skips()
    world.merchant.skips()

    world.advance(minutes=30)

    asked = desk.told("desk")[-1]
    assert asked.startswith(f"Er du stadig i gang med 1001 lampehuset dk? Svar {code}")
    assert asked.endswith("Svar til +4529701595")
    mette.replies(f"{code} ja")
    mette.skips()
    world.advance(minutes=25)
    assert world.incident().holder == "mette"


def test_a_chat_that_does_not_take_the_question_is_as_good_as_silence(
    make_world: Callable[..., World], desk: Provider
) -> None:
    world = make_world(NO_PROMISE | only("'${DESK}'"), DESK=desk.channel("desk"))
    world.report()
    mette = world.phone("mette")
    mette.replies(desk.told("desk")[0].split("Svar ")[1].split()[0])
    mette.skips()
    world.merchant.skips()
    desk.status = 500

    world.advance(minutes=33)

    assert world.incident().state is State.OPEN
    world.merchant.skips()
    world.phone("lars").skips()


def test_a_carrier_that_comes_and_goes_asks_no_holder_for_ever(
    make_world: Callable[..., World], desk: Provider
) -> None:
    world = make_world(BACKUP_CARRIER_URL=desk.url)
    taken(world)
    world.carrier.faults.add(Fault(Trouble.UNDELIVERED, code=30002))  # taken, then not passed on
    world.advance(minutes=14)
    mette = world.phone("mette")

    world.advance(minutes=9)

    asked = [said for said in desk.told(mette.number) if "Har du ringet" in said]
    assert len(asked) == 1
    assert world.incident().holder is None
    world.carrier.faults.clear()
    for phone in ("mette", "lars", "aisha", "karen"):
        world.advance(minutes=1)
        world.phone(phone).skips()


def test_while_the_carrier_is_down_the_question_takes_the_second_path(
    make_world: Callable[..., World], desk: Provider
) -> None:
    world = make_world(NO_PROMISE, BACKUP_CARRIER_URL=desk.url)
    code = taken(world)
    world.carrier.faults.add(Fault(Trouble.REFUSE, code=20003, status=401))
    world.report("Maria, tapet.dk er nede, 20304051", "+4520304051")
    world.advance(minutes=29)

    world.advance(minutes=2)

    mette = world.phone("mette")
    asked = [said for said in desk.told(mette.number) if "stadig i gang med 1001" in said]
    assert len(asked) == 1
    assert asked[0].endswith("Svar til +4529701595")
    mette.replies(f"{code} ja")
    world.advance(minutes=20)
    assert world.incident().holder == "mette"
    world.carrier.faults.clear()
    for phone in ("mette", "lars", "aisha", "karen", "+4520304051"):
        world.advance(minutes=1)
        world.phone(phone).skips()
