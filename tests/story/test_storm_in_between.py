"""An outage is answered, and a merchant of it writes before the worker has come to their shop."""

from datetime import timedelta
from typing import Any

import pytest

from relay.core.incident import State
from relay.inbox import reports
from tests.story.storm import (
    CREW,
    asked_of,
    code_in,
    code_of_lead,
    down,
    everybody_skips,
    lead_of,
    number_of,
    page_of,
    storm,
)
from tests.world import World


def comes_in(world: World, who: str, body: str) -> None:
    """A text reaches us while the worker is away."""
    world.clock.move_to(world.clock.now() + timedelta(seconds=2))
    sid = f"SM{int(world.clock.now().timestamp()):032}"
    form = {"MessageSid": sid, "From": world.phone(who).number, "Body": body}
    assert world.signed("/twilio/sms", form) == 200


def told(world: World, *keys: str) -> list[str]:
    """What people have not read yet."""
    return [body for key in keys for body in world.phone(key).unread]


def taken(world: World) -> str:
    """Mette has an outage of 1001, 1003 and 1004; returns her code for it."""
    storm(world, 4)
    code = code_of_lead(world)
    world.phone("mette").replies(code)
    world.advance(minutes=1)
    everybody_skips(world)
    return code


def test_still_down_before_a_shop_is_closed_with_its_outage_opens_it_again(world: World) -> None:
    code = taken(world)
    comes_in(world, "mette", f"{code} løst")

    comes_in(world, number_of(3), "Hos os er den stadig nede, 40 ordrer tabt")
    world.advance(seconds=30)

    (page,) = asked_of(world, "mette")
    assert page.startswith("Åbnet igen. 1004 butik3 dk: Hos os er den stadig nede, 40 ordrer tabt")
    assert world.incident(1004).state is State.OPEN
    assert world.happened(1004)[-3:] == ["closed", "reopened", "paged"]
    everybody_skips(world)


def test_whoever_cries_before_they_hear_that_it_is_fixed_never_hears_so(world: World) -> None:
    code = taken(world)
    comes_in(world, "mette", f"{code} løst")

    comes_in(world, number_of(3), "Hos os er den stadig nede, 40 ordrer tabt")
    world.advance(minutes=1)

    merchant = world.phone(number_of(3))
    assert merchant.unread == ["Sag 1004 er åbnet igen, og vores vagt er kaldt."]
    world.phone(number_of(2)).expects("Sag 1003: Fejlen", "er rettet")
    everybody_skips(world)


def test_a_yes_before_a_shop_is_closed_with_its_outage_opens_it_again(world: World) -> None:
    code = taken(world)
    mette = world.phone("mette")
    mette.replies(f"{code} alle Er din butik stadig nede?")
    mette.replies(mette.expects("Intet er sendt endnu").split("Svar ")[1].split()[0])
    world.advance(minutes=1)
    world.phone(number_of(3)).expects("Er din butik stadig nede?")
    everybody_skips(world)
    comes_in(world, "mette", f"{code} løst")

    comes_in(world, number_of(3), "Ja")
    world.advance(seconds=30)

    assert [page for page in asked_of(world, "mette") if "Åbnet igen. 1004" in page]
    everybody_skips(world)


def test_two_shops_that_cry_before_they_are_closed_are_one_outage_again(world: World) -> None:
    code = taken(world)
    comes_in(world, "mette", f"{code} løst")

    for shop in (3, 2):
        comes_in(world, number_of(shop), "Den er stadig nede")
    world.advance(seconds=30)

    assert len(asked_of(world, "mette")) == 1
    assert lead_of(world, 1003) == 1004
    everybody_skips(world)


def test_thanks_before_a_shop_is_closed_with_its_outage_opens_nothing(world: World) -> None:
    code = taken(world)
    comes_in(world, "mette", f"{code} løst")

    comes_in(world, number_of(3), "Det virker igen, tak!")
    world.advance(seconds=30)

    assert world.incident(1004).state is State.CLOSED
    assert asked_of(world, "mette") == []
    world.phone(number_of(3)).expects("Sag 1004: Fejlen", "er rettet")
    everybody_skips(world)


def test_still_down_after_the_closing_was_undone_is_told_to_whoever_has_it(world: World) -> None:
    code = taken(world)
    comes_in(world, "mette", f"{code} løst")
    comes_in(world, "mette", f"{code} fortryd")

    comes_in(world, number_of(3), "Den er stadig nede, 40 ordrer tabt")
    world.advance(seconds=30)

    assert "1004, butikken skriver: Den er stadig nede, 40 ordrer tabt" in told(world, "mette")
    assert world.incident(1004).holder == "mette"
    assert world.phone(number_of(3)).unread == []
    everybody_skips(world)


@pytest.mark.parametrize("is_away", [True, False])
def test_who_takes_an_outage_that_was_just_given_back_hears_what_its_shops_write(
    world: World, is_away: bool
) -> None:
    storm(world, 4)
    world.advance(minutes=7)  # Lars is paged, too
    code, theirs = code_of_lead(world), code_in(page_of(world, "lars"))
    world.phone("mette").replies(code)
    world.advance(minutes=1)
    everybody_skips(world)
    comes_in(world, "mette", f"{code} videre")
    comes_in(world, "lars", theirs)
    if not is_away:
        world.advance(seconds=30)

    comes_in(world, number_of(3), "40 ordrer tabt")
    world.advance(seconds=30)

    assert "1004, butikken skriver: 40 ordrer tabt" in told(world, "lars")
    assert world.incident(1004).holder == "lars"
    assert world.phone(number_of(3)).unread == []  # somebody works on it, as they know
    everybody_skips(world)


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("answer", ["løst", "ok", "videre"])
@pytest.mark.parametrize("who", ["mette", "lars"])
def test_what_a_shop_of_an_outage_adds_at_the_instant_of_an_answer_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch, answer: str, who: str
) -> None:
    storm(world, 4)
    if who == "lars":
        world.advance(minutes=7)
    everybody_skips(world)
    answers = [f"{code_in(page_of(world, who))} {answer}"]
    add = reports._add

    def and_meanwhile(*found: Any) -> str:
        if answers:
            comes_in(world, who, answers.pop())
        return add(*found)

    monkeypatch.setattr(reports, "_add", and_meanwhile)

    down(world, 3, "40 ordrer tabt")
    world.advance(minutes=1)

    assert any("40 ordrer tabt" in body for body in told(world, *CREW))
    everybody_skips(world)
