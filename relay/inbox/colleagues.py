"""Whether an answer speaks of a colleague, who has it then or was called instead of the shop."""

import re

from relay.core.passed_on import is_left_to_others, receiver_of
from relay.core.reply import Reply, Word
from relay.telling import Doing

_TOGETHER = {"og", "and", "och", "und", "med", "with", "mit", "mvh", "hilsen"}


def speaks_of_another(doing: Doing, reply: Reply) -> bool:
    """Whether a text that would take or close it says who else has it or was called."""
    if reply.word is Word.CLOSE:  # "fixed by Lars" closes, "done, Lars has it" does not
        return names_a_colleague(doing, reply.rest) and is_left_to_others(
            _without_names(doing, reply.rest)
        )
    if reply.word not in (Word.TAKE, Word.CALLED):
        return False
    if names_a_colleague(doing, reply.rest):
        return True
    receiver = receiver_of(reply.rest) if reply.word is Word.CALLED else None
    return bool(receiver and doing.incident.name and receiver not in _own_or_merchants(doing))


def names_a_colleague(doing: Doing, rest: str) -> bool:
    """Whether a text names somebody else on call, who is not the merchant and not beside us."""
    colleagues = _colleagues(doing)
    said = _words_of(rest)
    beside = zip(["", *said], said, [*said[1:], ""], strict=False)
    return any(
        word in colleagues and _TOGETHER.isdisjoint((before, behind))
        for before, word, behind in beside
    )


def _without_names(doing: Doing, rest: str) -> str:
    """The text with "he" for each name of a colleague, which then reads like anybody's."""
    colleagues = _colleagues(doing)
    return re.sub(
        r"\w+", lambda found: "he" if found[0].casefold() in colleagues else found[0], rest
    )


def _colleagues(doing: Doing) -> set[str]:
    """The words of the names of all the others on call."""
    people = doing.settings.people.values()
    words = {word for one in people for word in (one.key.casefold(), *_words_of(one.name))}
    return words - _own_or_merchants(doing)


def _own_or_merchants(doing: Doing) -> set[str]:
    """The words of the names of whoever writes, and of the merchant and the shop."""
    person, incident = doing.person, doing.incident
    names = f"{person.key} {person.name} {incident.name or ''} {incident.webshop or ''}"
    return {*_words_of(names)}


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
