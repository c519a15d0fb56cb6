"""How a value is read in view of the others; a ValueError says why it is refused."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pydantic import ValidationInfo

from relay.core.rota import Every
from relay.settings.refusals import refusal
from relay.settings.values import LANGUAGES, international, read_number, read_time, read_weekday


@dataclass(frozen=True, slots=True)
class Around:
    """What the checks of one value must know of the rest; None when it could not be read."""

    people: Mapping[str, object] | None
    rotations: Mapping[str, object] | None
    language: str  # the hotline's first
    hotline: str | None
    owners: Mapping[str, Sequence[str]]  # keys of people by phone
    speakers: Mapping[str, Sequence[str]]  # the keys that name a language, by language


def look_around(relay: object, oncall: object) -> Around:
    """What the checks of one value must know, from the contents of both files."""
    people, rotations = (_mapping(oncall).get(part) for part in ("people", "rotations"))
    hotline = _mapping(_mapping(relay).get("hotline"))
    owners: dict[str, list[str]] = defaultdict(list)
    for key, person in _mapping(people).items():
        if number := international(str(_mapping(person).get("phone", ""))):
            owners[number].append(key)
    speakers = _speakers(hotline, _mapping(people))
    return Around(
        people=people if isinstance(people, dict) else None,
        rotations=rotations if isinstance(rotations, dict) else None,
        language=next(iter(speakers)),
        hotline=international(str(hotline.get("number", ""))),
        owners=owners,
        speakers=speakers,
    )


def read_person(value: str, info: ValidationInfo[Around]) -> str:
    """The key of one of the people."""
    return _one_of(value, value, "people", info.context.people)


def read_target(value: str, info: ValidationInfo[Around]) -> str:
    """Whom to notify: a rotation, a person, the managers, everyone."""
    kind, _, name = value.partition(":")
    if kind == "rotation":
        return _one_of(value, name, "rotations", info.context.rotations)
    if kind == "person":
        return _one_of(value, name, "people", info.context.people)
    if value not in ("managers", "everyone"):
        raise refusal("means nobody; write rotation:NAME, person:KEY, managers or everyone")
    return value


def read_own_number(value: str, info: ValidationInfo[Around]) -> str:
    """A person's phone as E.164: nobody else's, and not the hotline's."""
    number = read_number(value)
    if number == info.context.hotline:
        raise refusal("is the hotline's own number; a person needs another")
    if len(owners := info.context.owners.get(number, ())) > 1:
        raise refusal(f"is the phone of {' and '.join(owners)}; each needs one of their own")
    return number


def read_second_number(value: str, info: ValidationInfo[Around]) -> str:
    """Another number of ours as E.164; empty for none."""
    number = read_number(value) if value else ""
    if number and number == info.context.hotline:
        raise refusal("is the hotline's own number; write another, or leave it empty")
    return number


def read_handover(value: object, info: ValidationInfo[Around]) -> object:
    """When a turn ends: the weekday, None in a daily rotation, and the local time."""
    if not isinstance(value, str):
        raise refusal("must be one value, not a list or a mapping")
    is_daily = info.data.get("every") is Every.DAY
    words = value.split()
    if len(words) == (1 if is_daily else 2):
        weekday = None if is_daily else read_weekday(words[0])
        with suppress(ValueError):
            return weekday, read_time(words[-1])
    kind, example = ("daily", "09:00") if is_daily else ("weekly", "monday 09:00")
    raise refusal(f"is not the hand-over of a {kind} rotation; write it as {example}")


def _speakers(
    hotline: Mapping[str, object], people: Mapping[str, object]
) -> Mapping[str, Sequence[str]]:
    """The keys that name a language, by language; the hotline's first comes first."""
    # What could not be read names nothing; what is left out is all of them.
    named = hotline.get("languages", LANGUAGES if hotline else ())
    listed = named if isinstance(named, list | tuple) else ()
    spoken = [name for name in listed if name in LANGUAGES]
    speakers = {name: ["hotline.languages"] for name in spoken or LANGUAGES[:1]}
    for key, person in people.items():
        language = _mapping(person).get("language")
        if isinstance(language, str) and language in LANGUAGES:
            speakers.setdefault(language, []).append(f"people.{key}.language")
    return speakers


def _one_of(value: str, name: str, part: str, known: Mapping[str, object] | None) -> str:
    if known is not None and name not in known:
        raise refusal(f"is not in {part}", known)
    return value


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
