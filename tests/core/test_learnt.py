"""What is learnt from labelled texts: chains of labels, concepts, and texts said once more."""

from itertools import pairwise, product
from math import exp, isclose

import pytest

from relay.core.reading.chain import Chain, shares
from relay.core.reading.concepts import concepts
from relay.core.reading.likeness import CLASSES
from relay.core.urgency import Judgement, Urgency, weighed
from tests.corpus import chains
from tests.corpus.parts import GIVEN, texts
from tests.corpus.vary import varied

STEPS = ((0.3, -0.7), (-1.1, 0.9))
SCORES = ((0.5, -0.2), (-0.4, 0.1), (1.2, 1.1))


def _worth(path: tuple[int, ...]) -> float:
    told = sum(row[at] for row, at in zip(SCORES, path, strict=True))
    return told + sum(STEPS[old][new] for old, new in pairwise(path))


def test_shares_are_those_of_all_rows_of_labels_counted_one_by_one() -> None:
    paths = list(product(range(2), repeat=len(SCORES)))
    total = sum(exp(_worth(path)) for path in paths)

    for at, row in enumerate(shares(SCORES, STEPS)):
        for label, share in enumerate(row):
            counted = sum(exp(_worth(path)) for path in paths if path[at] == label) / total
            assert isclose(share, counted)


def test_path_is_the_best_of_all_rows_of_labels() -> None:
    best = max(product(range(2), repeat=len(SCORES)), key=_worth)

    assert Chain(("A", "B"), STEPS, {}).path(SCORES) == ["AB"[at] for at in best]


def test_no_words_have_no_labels() -> None:
    assert Chain(("A", "B"), STEPS, {}).path([]) == shares([], STEPS) == []


def test_chain_learns_what_follows_what() -> None:
    rows = [
        ([["from"], ["word"], ["word"]], ["O", "S", "O"]),
        ([["word"], ["from"], ["word"]], ["O", "O", "S"]),
    ]
    before = [([*told], right) for told, right in rows]
    for told, _ in before:
        for at in range(len(told) - 1, 0, -1):
            told[at] = [*told[at], f"behind {told[at - 1][0]}"]

    chain = chains.learn(before * 20, ("O", "S"))

    assert chain.path(chain.scores(before[0][0])) == before[0][1]
    assert chain.path(chain.scores(before[1][0])) == before[1][1]


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("betale", "PAY"),
        ("bezahlen", "PAY"),
        ("ordrebekræftelserne", "MAIL"),  # how it begins
        ("sommerbestillinger", "ORDER"),  # the last part of a compound
        ("sort", None),
    ],
)
def test_words_of_any_language_have_concepts(word: str, concept: str | None) -> None:
    assert concept in concepts(word) if concept else concepts(word) == ()


def test_texts_said_once_more_keep_what_they_are_labelled_with() -> None:
    again = list(varied(texts(GIVEN)))

    assert len(again) > len(texts(GIVEN)) * 0.8
    assert again == list(varied(texts(GIVEN)))  # the same every time
    for row in again:
        told = [row["gold"]["problem"], row["gold"]["name"]]
        assert all(value in row["body"] for value in told if value), row
    first = {row["id"]: row["gold"]["name"] for row in texts(GIVEN)}
    renamed = [row for row in again if row["gold"]["name"] != first[row["id"]]]
    assert len(renamed) > 60


FAULT = Judgement(Urgency.CRITICAL, ("down",))
DOUBT = Judgement(Urgency.CRITICAL, ("doubt",))
ROUTINE = Judgement(Urgency.ROUTINE, ("how",))


@pytest.mark.parametrize(
    ("by_rule", "critical", "urgency", "why"),
    [
        (DOUBT, 0.08, Urgency.CRITICAL, ("doubt",)),  # unlikely, but not unlikely enough
        (DOUBT, 0.02, Urgency.ROUTINE, ("like routine",)),
        (FAULT, 0.05, Urgency.CRITICAL, ("down",)),  # a fault that is seen weighs more
        (FAULT, 0.005, Urgency.ROUTINE, ("like routine",)),
        (ROUTINE, 0.1, Urgency.ROUTINE, ("how",)),
        (ROUTINE, 0.6, Urgency.CRITICAL, ("doubt",)),  # the rules were wrong
    ],
)
def test_critical_is_given_up_only_where_it_is_unlikely(
    by_rule: Judgement, critical: float, urgency: Urgency, why: tuple[str, ...]
) -> None:
    like = dict(zip(CLASSES, (critical, 1 - critical, 0.0), strict=True))

    assert weighed(by_rule, like) == Judgement(urgency, why)
