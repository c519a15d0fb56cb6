"""A drill, or the question about a shift, by voice: the same code as in its text, keyed in."""

from datetime import datetime

from sqlalchemy.orm import Session

from relay import matters
from relay.core.crew import Person
from relay.core.matter import Answer, Subject
from relay.core.message import Channel
from relay.core.reply import Reply, Word
from relay.inbox.spoken import TRIES, Next, Spoken
from relay.settings import Settings
from relay.store import attempts
from relay.store import matters as stored
from relay.store.models import Matter


def of_call(session: Session, attempt: str) -> Matter | None:
    """The drill or shift a call is about; None when it is about neither."""
    tried = attempts.by_attempt(session, attempt)
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
    return _ask(settings, person, matter, f"voice_{matter.subject}", 0)


def key_in(
    session: Session, settings: Settings, matter: Matter, *, digits: str, tries: int, now: datetime
) -> Spoken | None:
    """What keys do: the code answers; anything else is asked again twice.

    The star says that a person cannot take their shift; whoever passes on a drill is there as well.
    """
    person = settings.people.get(matter.person)
    if person is None:
        return None
    if matter.answer is not Answer.OPEN:
        return _over(settings, person, matter)
    if digits == str(matter.code) or digits.startswith("*"):
        cannot = matter.subject is Subject.SHIFT and digits.startswith("*")
        reply = Reply(matter.code, Word.PASS if cannot else Word.TAKE, "", negated=False)
        said = matters.answer(session, settings, person, matter, reply, now, by=Channel.VOICE)
        return Spoken(said, settings.texts.language_for(person.language), Next.HANG_UP)
    if tries + 1 >= TRIES and matter.subject is Subject.SHIFT:
        return _last(settings, person, "voice_check_in_over")
    if tries + 1 >= TRIES:
        again = matters.is_put_again(settings, matter)
        return _last(settings, person, "voice_drill_again" if again else "voice_drill_over")
    return _ask(settings, person, matter, "voice_drill_wrong", tries + 1)


def _ask(settings: Settings, person: Person, matter: Matter, key: str, tries: int) -> Spoken:
    code = str(matter.code)
    text = settings.texts.say(person.language, key, code=code, **matters.when(settings, matter))
    language = settings.texts.language_for(person.language)
    return Spoken(text, language, Next.KEYS, len(code), tries)


def _over(settings: Settings, person: Person, matter: Matter) -> Spoken:
    if matter.answer is Answer.OFF:
        return _last(settings, person, f"{matter.subject}_off", **matters.when(settings, matter))
    if matter.subject is Subject.SHIFT:
        return _last(settings, person, "matter_over", code=str(matter.code))
    return _last(settings, person, "voice_drill_over")


def _last(settings: Settings, person: Person, key: str, **values: object) -> Spoken:
    language = settings.texts.language_for(person.language)
    return Spoken(settings.texts.say(person.language, key, **values), language, Next.HANG_UP)
