"""What is learnt from labelled texts: chains of labels, concepts, and texts said once more."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain as joined
from itertools import pairwise, product
from math import exp, isclose, log
from operator import add
from pathlib import Path
from random import Random

import pytest

from relay.core.reading.learnt.chain import (
    HOME,
    Chain,
    Scores,
    odds_of,
    read_chain,
    shares,
    written,
)
from relay.core.reading.learnt.concepts import concepts
from relay.core.reading.learnt.lanes import packed, packed_rows, unpacked
from relay.core.reading.learnt.likeness import CLASSES, STEEPNESS
from relay.core.reading.learnt.likeness import shares as shares_of_classes
from relay.core.reading.learnt.tagger import FILES, IDENTITY
from relay.core.reading.learnt.traits import by_step, tokens_of, told_of, traits_of
from relay.core.reading.learnt.weighing import Weighing
from relay.core.reading.learnt.weights import FIFTIETHS
from relay.core.report import evidence_of, read_text
from relay.core.urgency import Judgement, Urgency, weighed
from tests.corpus import chains
from tests.corpus.learn import CLASS_FILE, NOTES, learn, noted
from tests.corpus.parts import GIVEN, texts
from tests.corpus.tags import tagged
from tests.corpus.vary import varied

STEPS = ((15, -35), (-55, 45))  # fiftieths
ODDS = odds_of(STEPS)
SCORES = ((25, -10), (-20, 5), (60, 55))


def _worth(path: tuple[int, ...]) -> float:
    told = sum(row[at] for row, at in zip(SCORES, path, strict=True))
    return (told + sum(STEPS[old][new] for old, new in pairwise(path))) / FIFTIETHS


def test_shares_are_those_of_all_rows_of_labels_counted_one_by_one() -> None:
    paths = list(product(range(2), repeat=len(SCORES)))
    total = sum(exp(_worth(path)) for path in paths)

    for at, row in enumerate(shares(SCORES, ODDS)):
        for label, share in enumerate(row):
            counted = sum(exp(_worth(path)) for path in paths if path[at] == label) / total
            assert isclose(share, counted)


def test_shares_of_some_words_are_those_of_all() -> None:
    for words in (range(3), range(1, 2), range(1, 3), range(1)):
        assert shares(SCORES, ODDS, words) == shares(SCORES, ODDS)[words.start : words.stop]


@pytest.mark.parametrize("labels", [2, 3, 5])  # the last two are written out
def test_shares_of_a_long_text_stay_within_the_range_of_numbers(labels: int) -> None:
    chance = Random(labels)
    steps, scores = (
        [[chance.randint(-2500, 2500) for _ in range(labels)] for _ in range(rows)]
        for rows in (labels, 150)
    )

    told = shares(scores, odds_of(steps))

    before, behind = _worths(scores, steps), _worths(scores[::-1], [*zip(*steps, strict=True)])
    for row, come, go, score in zip(told, before, behind[::-1], scores, strict=True):
        worths = [a + b - c / FIFTIETHS for a, b, c in zip(come, go, score, strict=True)]
        powers = [exp(worth - max(worths)) for worth in worths]
        assert all(
            isclose(share, power / sum(powers), rel_tol=1e-6, abs_tol=1e-9)
            for share, power in zip(row, powers, strict=True)
        )


def _worths(scores: Scores, steps: Scores) -> list[list[float]]:
    """The logarithm of all that comes to each label, itself included, without any factor."""
    worths, into = [[score / FIFTIETHS for score in scores[0]]], [*zip(*steps, strict=True)]
    for row in scores[1:]:
        come = [[*map(add, worths[-1], (step / FIFTIETHS for step in to))] for to in into]
        sums = [max(each) + log(sum(exp(one - max(each)) for one in each)) for each in come]
        worths.append([a + b / FIFTIETHS for a, b in zip(sums, row, strict=True)])
    return worths


def _by_trait(chain: Chain) -> dict[str, Sequence[int]]:
    return {
        f"{step} {trait}" if step else trait: unpacked(one, len(chain.labels))
        for step, told in chain.weights.items()
        for trait, one in told.by_name().items()
    }


def _path(chain: Chain, scores: Scores) -> list[str]:
    labels = [chain.labels[0]] * len(scores)
    for part in chain.parts(scores):
        labels[part.start : part.start + len(part.path)] = part.path
    return labels


@pytest.mark.parametrize(("labels", "words"), [("AB", 5), ("ABC", 5), ("ABCDE", 4)])
def test_path_is_the_best_of_all_rows_of_labels(labels: str, words: int) -> None:
    chance = Random(1)

    def drawn(rows: int) -> list[list[int]]:
        return [[chance.randint(-250, 250) for _ in labels] for _ in range(rows)]

    for _ in range(100):
        steps, scores = drawn(len(labels)), drawn(words)

        def worth(path: Sequence[int], steps: Scores = steps, scores: Scores = scores) -> int:
            told = sum(row[at] for row, at in zip(scores, path, strict=True))
            return told + sum(steps[old][new] for old, new in pairwise(path))

        path = _path(Chain(tuple(labels), steps, {}), scores)
        assert worth([labels.index(label) for label in path]) == max(
            map(worth, product(range(len(labels)), repeat=words))
        )


def test_no_words_have_no_labels() -> None:
    assert list(Chain(("A", "B"), STEPS, {}).parts([])) == shares([], ODDS) == []


def test_chain_learns_what_follows_what() -> None:
    rows = [
        ([["from"], ["word"], ["word"]], ["O", "S", "O"]),
        ([["word"], ["from"], ["word"]], ["O", "O", "S"]),
    ]
    before = [([*told], right) for told, right in rows]
    for told, _ in before:
        for at in range(len(told) - 1, 0, -1):
            told[at] = [*told[at], f"behind {told[at - 1][0]}"]

    chain = chains.learn(before * 20, ("O", "S"), 0.1)

    weights = _by_trait(chain)
    for told, right in before:
        scores = [
            list(map(sum, zip(*(weights[trait] for trait in traits), strict=True)))
            for traits in told
        ]
        assert _path(chain, scores) == right


def test_words_that_can_be_nothing_else_part_a_text() -> None:
    surely, hardly, other = (450, 0), (50, 0), (-200, 0)
    scores = [surely, surely, other, surely, hardly, surely, other, hardly, surely, other]
    chain = Chain(("A", "B"), STEPS, {})

    parts = list(chain.parts(scores))

    assert [(part.start, "".join(part.path)) for part in parts] == [
        (2, "B"),
        (6, "BA"),
        (9, "B"),
    ]
    whole = shares(scores, ODDS)
    for part in parts:
        for at, row in enumerate(shares(part.scores, ODDS), part.start):
            assert all(map(partial(isclose, abs_tol=0.01), row, whole[at]))


def test_what_is_told_from_further_away_is_kept_apart() -> None:
    weights = {"word no": 1, "-1 word no": 2, "-1 pair oh no": 3, "-1 edge": 4, "from start 1": 5}

    assert by_step(weights) == {
        -1: {"word no": 2, "pair oh no": 3},
        0: {"word no": 1, "-1 edge": 4, "from start 1": 5},  # no word tells where a text begins
    }


@pytest.mark.parametrize("part", [GIVEN, "unseen-7"])
def test_weighing_adds_up_what_each_trait_says(part: str) -> None:
    names, problems = (read_chain(HOME / file) for file in FILES.values())
    weighing, weights = Weighing([names, problems]), [*map(_by_trait, (names, problems))]
    for row in texts(part)[:40]:
        reading = read_text(row["body"], row["from"])
        tokens = tokens_of(reading.wording.plain, reading.hosts, reading.numbers)
        told = told_of(reading.wording.plain, tokens, evidence_of(reading))
        scores = weighing.scores(told)
        for known, rows in zip(weights, scores, strict=True):
            for traits, got in zip(traits_of(told), rows, strict=True):
                counts = Counter(trait for trait in traits if trait in known)
                each = [
                    sum(known[trait][at] * times for trait, times in counts.items())
                    for at in range(len(got))
                ]
                assert [value - got[0] for value in got] == [value - each[0] for value in each]


def test_chain_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = [tagged({**row, "body": f"Hej\n{row['body']}"}, IDENTITY) for row in texts(GIVEN)[:30]]
    chain = chains.learn(rows, IDENTITY, 0.1)

    (tmp_path / "chain.tsv").write_text(written(chain), encoding="utf-8")
    again = read_chain(tmp_path / "chain.tsv")

    assert any("LINE" in trait for trait in _by_trait(chain))  # the end of a line, spelled out
    assert _by_trait(again) == _by_trait(chain)
    assert [*map(list, again.steps)] == [*map(list, chain.steps)]


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


def test_weights_are_those_that_were_learnt_from_the_texts_as_they_are() -> None:
    notes = json.loads(NOTES.read_text(encoding="utf-8"))

    assert notes == {file: noted(file) for file in (CLASS_FILE, *FILES.values())}


def test_classes_are_learnt_from_what_several_texts_have() -> None:
    weights = learn([(["down", "x"], 0), (["down", "y"], 0), (["how", "z"], 1), (["how"], 1)])

    assert set(weights) == {"down", "how"}
    assert _shares(["down"], weights)[0] > 0.8
    assert _shares(["how"], weights)[1] > 0.8


def test_one_of_the_words_that_a_class_was_learnt_by_will_do() -> None:
    weights = learn([(["down", "now", "x"], 0), (["how", "can", "y"], 1)] * 20)

    assert _shares(["down"], weights)[0] > 0.98


def test_numbers_side_by_side_are_added_up_at_once() -> None:
    rows = [(-513, 40, 7), (12, -1, -300), (0, 2**30, -(2**30))]

    assert unpacked(sum(map(packed, rows)), 3) == [*map(sum, zip(*rows, strict=True))]
    assert packed_rows([*joined.from_iterable(rows)], 3) == [*map(packed, rows)]


def test_shares_of_classes_are_those_of_the_weights_added_up() -> None:
    rows = {"a": [-513, 40, 7], "b": [12, -1, -300], "c": [0, 0, 1]}
    weights = {feature: packed(row) for feature, row in rows.items()}
    told = [
        exp(STEEPNESS / 2 * sum(row[at] for row in rows.values()) / FIFTIETHS) for at in range(3)
    ]

    got = shares_of_classes([*rows, "unknown"], weights)

    assert all(map(isclose, got, [each / sum(told) for each in told]))


def _shares(found: Sequence[str], weights: Mapping[str, Sequence[float]]) -> list[float]:
    fiftieths = {feature: [round(100 * value) for value in row] for feature, row in weights.items()}
    return shares_of_classes(found, {name: packed(row) for name, row in fiftieths.items()})


FAULT = Judgement(Urgency.CRITICAL, ("broken",))
GRAVE = Judgement(Urgency.CRITICAL, ("down",))
DOUBT = Judgement(Urgency.CRITICAL, ("doubt",))
ROUTINE = Judgement(Urgency.ROUTINE, ("how",))


@pytest.mark.parametrize(
    ("by_rule", "critical", "urgency", "why"),
    [
        (DOUBT, 0.1, Urgency.CRITICAL, ("doubt",)),  # unlikely, but not unlikely enough
        (DOUBT, 0.05, Urgency.ROUTINE, ("like routine",)),
        (FAULT, 0.05, Urgency.CRITICAL, ("broken",)),  # a fault that is seen weighs more
        (FAULT, 0.02, Urgency.ROUTINE, ("like routine",)),
        (GRAVE, 0.02, Urgency.CRITICAL, ("down",)),  # and a grave one more still
        (GRAVE, 0.005, Urgency.ROUTINE, ("like routine",)),
        (ROUTINE, 0.05, Urgency.ROUTINE, ("how",)),
        (ROUTINE, 0.1, Urgency.CRITICAL, ("doubt",)),  # the rules were wrong
    ],
)
def test_critical_is_given_up_only_where_it_is_unlikely(
    by_rule: Judgement, critical: float, urgency: Urgency, why: tuple[str, ...]
) -> None:
    like = dict(zip(CLASSES, (critical, 1 - critical, 0.0), strict=True))

    assert weighed(by_rule, like) == Judgement(urgency, why)
