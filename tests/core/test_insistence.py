"""Who was sent to support and says that it cannot wait."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay.core.followup import FollowUpKind
from relay.core.insistence import hurries, insists, is_bare_plea, is_content, joined_words
from relay.core.urgency import Urgency

SOON, LATER = timedelta(minutes=10), timedelta(minutes=11)
FIELD, ADDITION = FollowUpKind.FIELD, FollowUpKind.ADDITION
CRITICAL, ROUTINE = Urgency.CRITICAL, Urgency.ROUTINE


@pytest.mark.parametrize(
    ("text", "is_plea"),
    [
        ("HASTER", True),
        (" haster!! ", True),
        ("“Urgent”", True),
        ("det er meget akut, det haster", True),
        ("BRÅDSKANDE", True),
        ("BRADSKANDE", True),
        ("noedsituation, hjaelp", True),
        ("nodsituation", True),
        ("es ist dringend bitte", True),
        ("Ja", False),
        ("haster ikke", False),  # it can wait
        ("HASTER butikken er nede", False),  # says more
        ("hasterne", False),
        ("", False),
    ],
)
def test_a_plea_says_that_it_is_urgent_and_nothing_else(text: str, is_plea: bool) -> None:
    assert is_bare_plea(text) is is_plea


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("HASTER 20304050", True),
        ("HASTER ring 20304050", True),
        ("URGENT call me 20304050", True),
        ("Haster. Mvh Jonas", True),
        ("HASTER!! kan ikke betale", True),  # the "not" is of the fault
        ("Haster ikke noget virker", True),
        ("det er akut", True),
        ("es ist dringend, lampen.de", True),
        ("braadskande, ring 20304050", True),
        ("det haster ikke", False),
        ("haster slet ikke", False),
        ("not urgent, just asking", False),
        ("det er ikke så akut", False),
        ("ist nicht dringend", False),
        ("hasterne", False),
        ("kan du hjælpe med logoet?", False),
    ],
)
def test_who_says_that_it_is_urgent_is_believed_whatever_else_is_said(
    text: str, does: bool
) -> None:
    assert hurries(text) is does


@pytest.mark.parametrize(
    ("text", "is_calm"),
    [
        ("nej", True),
        ("Nej, den er ikke nede", True),
        ("Ok, jeg skriver til support", True),
        ("No", True),
        ("nein", True),
        ("no it is not down", True),
        ("Ok så gør jeg det", True),
        ("Det gør jeg", True),
        ("Nå ok", True),
        ("Undskyld", True),
        ("Beklager, det vidste jeg ikke", True),
        ("Nej, det kan vente", True),
        ("nej tak", True),
        ("okay", True),
        ("Ok, will do", True),
        ("Nej butikken er ikke nede", True),
        ("I'll write to support instead", True),
        ("Nein, der Shop ist nicht down", True),
        ("Okej, jag mejlar supporten", True),
        ("ok vi skriver dertil", True),
        ("Ok så skriver jeg bare til dem", True),
        ("das mache ich, danke", True),
        ("Nei, beklager", True),
        ("Nej men kassen virker ikke", False),
        ("Nej, det er værre end det", False),
        ("nej nej nej den er NEDE", False),
        ("ja", False),
        ("den er nede", False),
        ("hjælp", False),
        ("no it's down", False),
        ("Nej, den er ikke oppe", False),
        ("ok men hvornår", False),
        ("nej det kan ikke vente", False),
        ("no the checkout does not work", False),
        ("jeg har skrevet til support", False),
        ("jeg skriver til support men ingen svarer", False),
        ("it is not down but nobody can pay", False),
        ("HASTER", False),
        ("", False),
        ("den er ikke nede mere", False),
        ("ok nede", False),
    ],
)
def test_who_takes_no_for_an_answer(text: str, is_calm: bool) -> None:
    assert is_content(text) is is_calm


@pytest.mark.parametrize(
    ("text", "urgency", "why", "kind", "ago", "told_ago", "answer"),
    [
        ("HASTER", CRITICAL, ("doubt",), ADDITION, LATER, None, True),
        ("nede", CRITICAL, ("down",), ADDITION, LATER, LATER, True),  # an emergency by itself
        (
            "HASTER 20304050",
            CRITICAL,
            ("doubt",),
            FIELD,
            SOON,
            SOON,
            True,
        ),  # with a number
        ("haster med logoet", ROUTINE, ("how",), ADDITION, LATER, LATER, True),
        ("logoet haster ikke", ROUTINE, ("how",), ADDITION, LATER, LATER, False),
        ("logo?", ROUTINE, ("how",), ADDITION, SOON, SOON, True),  # told, and asks on at once
        ("logo?", ROUTINE, ("how",), ADDITION, LATER, LATER, False),  # another question, later
        ("logo?", ROUTINE, ("how",), ADDITION, SOON, None, False),  # two texts, not told yet
        ("Jonas", CRITICAL, ("doubt",), FIELD, SOON, SOON, False),  # belongs to the first text
        ("Jonas, x.dk", CRITICAL, ("doubt",), FIELD, LATER, LATER, True),  # does not: in doubt
        ("tak", Urgency.NOT_AN_INCIDENT, ("thanks",), FollowUpKind.THANKS, SOON, SOON, False),
        ("spam", Urgency.NOT_AN_INCIDENT, ("spam",), ADDITION, SOON, SOON, False),
        ("nej", CRITICAL, ("doubt",), ADDITION, SOON, SOON, False),  # it is not down
        ("hej?", Urgency.NOT_AN_INCIDENT, ("greeting",), ADDITION, SOON, SOON, True),
        ("hej", Urgency.NOT_AN_INCIDENT, ("greeting",), ADDITION, LATER, LATER, False),
    ],
)
def test_who_insists(
    text: str,
    urgency: Urgency,
    why: tuple[str, ...],
    kind: FollowUpKind,
    ago: timedelta,
    told_ago: timedelta | None,
    answer: bool,
) -> None:
    assert insists(text, urgency, why, kind, ago=ago, told_ago=told_ago) is answer


@given(st.lists(st.one_of(st.none(), st.text())))
def test_no_words_are_lost_when_texts_become_one(parts: list[str | None]) -> None:
    joined = joined_words(*parts)

    assert all(part.strip() in joined for part in parts if part)
    assert joined_words(*parts, *parts) == joined
