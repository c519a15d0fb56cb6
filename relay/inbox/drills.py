"""A drill by voice: the same code as in its text, keyed in."""

from datetime import datetime

from sqlalchemy.orm import Session

from relay import matters
from relay.core.crew import Person
from relay.core.matter import Answer
from relay.core.message import Channel
from relay.core.reply import Reply, Word
from relay.inbox.spoken import TRIES, Next, Spoken
from relay.settings import Settings
from relay.store import matters as stored
from relay.store import messages
from relay.store.models import Matter


def of_call(session: Session, attempt: str) -> Matter | None:
    """The drill a call is part of; None when it is none."""
    tried = messages.by_attempt(session, attempt)
    if tried is None or tried[0].matter_id is None:
        return None
    return stored.get(session, tried[0].matter_id)


def greet(settings: Settings, matter: Matter) -> Spoken | None:
    """What is said to whoever picks up; None when they have left the crew."""
    person = settings.people.get(matter.person)
    if person is None:
        return None
    if matter.answer is not Answer.OPEN:
        return _over(settings, person, matter)
    return _ask(settings, person, matter, "voice_drill", 0)


def key_in(
    session: Session, settings: Settings, matter: Matter, *, digits: str, tries: int, now: datetime
) -> Spoken | None:
    """What keys do: the code answers, and so does the star; anything else is asked again twice."""
    person = settings.people.get(matter.person)
    if person is None:
        return None
    if matter.answer is not Answer.OPEN:
        return _over(settings, person, matter)
    if digits == str(matter.code) or digits.startswith("*"):  # who passes on is there as well
        reply = Reply(matter.code, Word.TAKE, "", negated=False)
        said = matters.answer(session, settings, person, matter, reply, now, by=Channel.VOICE)
        return Spoken(said, settings.texts.language_for(person.language), Next.HANG_UP)
    if tries + 1 >= TRIES:
        again = matters.is_put_again(settings, matter)
        return _last(settings, person, "voice_drill_again" if again else "voice_drill_over")
    return _ask(settings, person, matter, "voice_drill_wrong", tries + 1)


def _ask(settings: Settings, person: Person, matter: Matter, key: str, tries: int) -> Spoken:
    code = str(matter.code)
    text = settings.texts.say(person.language, key, code=code)
    language = settings.texts.language_for(person.language)
    return Spoken(text, language, Next.KEYS, len(code), tries)


def _over(settings: Settings, person: Person, matter: Matter) -> Spoken:
    key = "drill_off" if matter.answer is Answer.OFF else "voice_drill_over"
    return _last(settings, person, key)


def _last(settings: Settings, person: Person, key: str) -> Spoken:
    language = settings.texts.language_for(person.language)
    return Spoken(settings.texts.say(person.language, key), language, Next.HANG_UP)
