"""A page by voice: what is said, and what a key does."""

import logging
import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from relay import actions, telling
from relay.core.incident import Act, Happened, State
from relay.core.language import home_language
from relay.core.message import Channel, Kind
from relay.core.phone import is_mobile, is_premium_or_satellite, region, sender_number
from relay.core.words import cut, joined, read_aloud
from relay.core.words import spoken as spell
from relay.inbox import drills
from relay.inbox.door import WEBHOOK_WAIT
from relay.inbox.spoken import TRIES, Next, Spoken
from relay.parts import Relay, Work
from relay.settings import Settings
from relay.store import attempts, events, inbound, incidents, messages, outbox, questions
from relay.store.faults import DatabaseBusy
from relay.store.models import Incident, Message, Question
from relay.store.outbox import Draft
from relay.telling import Doing, merchants_language
from relay.texting import may_answer, takes_texts, way_to_tell

logger = logging.getLogger(__name__)

CALLER_GAP = timedelta(days=1)  # between two texts to somebody who rings the hotline
ADDED_LONGEST = 300  # septets of what a merchant added, in a call
_PHONE = re.compile(r"\+?\d{6,}")


def answer_call(relay: Relay, attempt: str) -> Spoken | None:
    """What to say to a person who picked up; None when the call is none of ours.

    Raises:
        DatabaseBusy: when the database could not be reached.
    """
    return relay.database.read(partial(_greet, settings=relay.settings, attempt=attempt))


def key_in(
    relay: Relay,
    attempt: str,
    *,
    digits: str,
    tries: int,
    passing: bool,
    about: int | None = None,
) -> Spoken | None:
    """What a key does: the page's code takes it, the star twice passes it on.

    An answered call alone is never an acknowledgement: voicemail answers too.

    Args:
        attempt: our id of the call.
        digits: what was keyed in, possibly nothing.
        tries: wrong codes before this one.
        passing: whether the star was pressed before.
        about: the id of the question that was asked before; None: that of the call itself.

    Raises:
        DatabaseBusy: when it could not be written within 2 s.
    """
    work = partial(
        _key_in,
        relay=relay,
        attempt=attempt,
        digits=digits,
        tries=tries,
        passing=passing,
        about=about,
    )
    spoken = relay.database.write(work, wait=WEBHOOK_WAIT)
    relay.bell.ring(Work.MESSAGES | Work.STEPS)
    return spoken


def called(relay: Relay, sender: str) -> tuple[Spoken, ...]:
    """Someone rings the hotline: what is said, in the hotline's first language and in English.

    A merchant's mobile is also texted what to send, once a day at most; not while the database
    cannot be reached, for what is said needs none.
    """
    settings = relay.settings
    number = sender_number(sender)
    if number is not None and _may_be_texted(settings, number):
        work = partial(_text_caller, relay=relay, settings=settings, number=number)
        try:
            relay.database.write(work, wait=WEBHOOK_WAIT)
        except DatabaseBusy as error:
            logger.error("a caller is not texted, the database was not to be had: %s", error)
        else:
            relay.bell.ring(Work.MESSAGES)
    texts = settings.texts
    languages = dict.fromkeys((texts.language_for(settings.hotline.languages[0]), "en"))
    return tuple(
        Spoken(texts.say(language, "voice_hotline"), language, Next.HANG_UP)
        for language in languages
    )


def _may_be_texted(settings: Settings, number: str) -> bool:
    if number == settings.hotline.number or not is_mobile(number):
        return False
    return not any(person.phone == number for person in settings.people.values())


def _text_caller(session: Session, relay: Relay, settings: Settings, number: str) -> None:
    now = relay.clock.now()
    inbound.hold_sender(session, number)
    if messages.told_since(session, number, Kind.CALLER, now - CALLER_GAP):
        return
    if not may_answer(session, settings, number, now):
        return
    country = region(number) or settings.hotline.country
    language = home_language(country)
    body = settings.texts.say(merchants_language(settings, language), "what_to_send")
    outbox.put(session, Draft(Kind.CALLER, number, body), now)


def _key_in(
    session: Session,
    relay: Relay,
    attempt: str,
    digits: str,
    tries: int,
    passing: bool,
    about: int | None,
) -> Spoken | None:
    settings = relay.settings
    matter = drills.of_call(session, attempt)
    if matter is not None:
        now = relay.clock.now()
        return drills.key_in(session, settings, matter, digits=digits, tries=tries, now=now)
    found = _find(session, attempt, about)
    if found is None:
        return None
    message, question, incident = found
    person = settings.people.get(question.person)
    if person is None:
        return None
    doing = Doing(session, settings, person, incident, question, digits, None, relay.clock.now())
    if message.kind is Kind.CHECK_IN and incident.holder == person.key:
        return _still_has_it(doing, message, tries, passing=passing)
    if digits == str(question.code):
        return _took(doing, question)
    if digits.startswith("*"):  # two of them end the waiting for a code of two digits
        return _star(doing, tries, passing=passing)
    return _wrong(doing, tries)


def _took(doing: Doing, question: Question) -> Spoken:
    before, has_passed = doing.incident.state, question.passed_at is not None
    answer = actions.act(doing, Act.TAKE)
    incident = doing.incident
    if incident.state is not State.ACKNOWLEDGED or incident.holder != doing.person.key:
        return _state_of(doing)
    if before is not State.OPEN:
        return _held(doing, "voice_already_yours")
    # "1001 is passed on" may be read after this call, and a list has no number to call.
    if has_passed or (_was_only_listed(question) and takes_texts(doing.session, doing.person)):
        _text(doing, question, answer)
    spoken = _held(doing, "voice_taken")
    is_only_rung = way_to_tell(doing.session, doing.person) is Channel.VOICE
    return _with_additions(doing, spoken, incident.opened_at) if is_only_rung else spoken


def _was_only_listed(question: Question) -> bool:
    """Whether its person was never paged for it in a text of its own, since the paging began."""
    since = question.joined_at or question.asked_at
    return question.alone_at is None or question.alone_at < since


def _text(doing: Doing, question: Question, body: str) -> None:
    draft = Draft(
        Kind.NOTICE,
        doing.person.phone,
        body,
        person=doing.person.key,
        incident_id=doing.incident.id,
        question_id=question.id,
    )
    outbox.put(doing.session, draft, doing.now)


def _with_additions(doing: Doing, spoken: Spoken, since: datetime) -> Spoken:
    """The same, after what the merchants of an incident or an outage added since then."""
    added: dict[int, list[str]] = {}
    for number, event in telling.added_since(doing.session, doing.incident, since):
        added.setdefault(number, []).append(telling.words_of(doing, event))
    said = []
    for number, texts in added.items():
        words = cut(doing.settings.texts, doing.person.language, joined(texts), ADDED_LONGEST)
        words = _PHONE.sub(lambda found: spell(found[0]), words.rstrip("."))
        said.append(doing.say("voice_added", number=number, words=words))
    return replace(spoken, text=" ".join([*said, spoken.text]))


def _held(doing: Doing, key: str) -> Spoken:
    """The end of a call to whoever has the incident: whom to call."""
    incident = doing.incident
    number = incidents.call_number(incident)
    said = doing.say(key, number=incident.number)
    if number is None:
        whom = doing.say("voice_no_number")
    else:
        name = incident.name or telling.shop_of(incident, doing.settings, doing.person.language)
        whom = doing.say("voice_number", name=name, callback=number)
        if is_premium_or_satellite(number):
            whom += f" {doing.say('voice_expensive')}"
    return Spoken(f"{said} {whom}", _voice(doing), Next.HANG_UP)


def _ask_holder(doing: Doing, message: Message, tries: int) -> Spoken:
    """Ask whoever has an incident what a call of theirs is about; what is answered is no more.

    Whoever wrote while it rang has not heard yet what it was to bring them.
    """
    incident = doing.incident
    if message.created_at not in (incident.asked_at, incident.nudged_at):
        key, at = doing.person.key, message.created_at
        since = events.acted_before(doing.session, incident.id, key, at) or incident.opened_at
        return _with_additions(doing, _held(doing, "voice_already_yours"), since)
    key = "voice_nudge" if message.created_at == incident.nudged_at else "voice_check_in"
    asked = _ask(
        doing,
        key,
        tries,
        number=incident.number,
        shop=telling.shop_of(incident, doing.settings, doing.person.language),
        callback=incidents.call_number(incident) or "",
    )
    return _with_additions(doing, asked, incident.heard_at or incident.opened_at)


def _still_has_it(doing: Doing, message: Message, tries: int, *, passing: bool) -> Spoken:
    """What a key does in such a call: the code says yes, the star twice passes it on."""
    if doing.words == str(telling.code_of(doing)):
        is_nudge = message.created_at == doing.incident.nudged_at
        if is_nudge:
            actions.act(doing, Act.CALLED)
        else:
            doing.note(Happened.ANSWERED)
        actions.hear(doing)
        noted = _last(doing, "voice_noted", number=doing.incident.number)
        return _with_additions(doing, noted, message.created_at)  # also what came during the call
    if doing.words.startswith("*") and passing:
        return _passed(doing)
    if doing.words.startswith("*"):
        return _ask(doing, "voice_pass_confirm", tries, passing=True)
    if tries + 1 >= TRIES:
        return _last(doing, "voice_check_in_over")
    return _ask_holder(doing, message, tries + 1)


def _star(doing: Doing, tries: int, *, passing: bool) -> Spoken:
    if doing.incident.state is not State.OPEN:
        return _state_of(doing)
    if not passing:
        return _ask(doing, "voice_pass_confirm", tries, passing=True)
    return _passed(doing)


def _passed(doing: Doing) -> Spoken:
    said = actions.passed(doing, "voice_passed")
    actions.act(doing, Act.PASS)
    return Spoken(said, _voice(doing), Next.HANG_UP)


def _wrong(doing: Doing, tries: int) -> Spoken:
    if doing.words:
        doing.note(Happened.ANSWERED)
    if doing.incident.state is not State.OPEN:
        return _state_of(doing)
    if tries + 1 >= TRIES:
        return _last(doing, "voice_goodbye")
    return _ask(doing, "voice_wrong" if doing.words else "voice_silent", tries + 1)


def _greet(session: Session, settings: Settings, attempt: str) -> Spoken | None:
    matter = drills.of_call(session, attempt)
    if matter is not None:
        return drills.greet(settings, matter)
    found = _find(session, attempt)
    if found is None:
        return _read_out(session, settings, attempt)
    message, question, incident = found
    person = settings.people.get(question.person)
    if person is None:
        return None
    doing = Doing(session, settings, person, incident, question, "", None, incident.opened_at)
    if message.kind is Kind.CHECK_IN and incident.holder == person.key:
        return _ask_holder(doing, message, 0)
    if message.kind is Kind.NOTICE and _has_had(doing, message.created_at):
        return _read_out(session, settings, attempt)
    other = None
    if message.kind is Kind.PAGE and not _is_asked(question, incident):
        other = messages.stands_for(session, message)
    if other is not None:
        return _ask_of_another(doing, other)
    return _ask_page(doing) if incident.state is State.OPEN else _state_of(doing)


def _is_asked(question: Question, incident: Incident) -> bool:
    """Whether its person is still to take the incident, or pass it on."""
    return incident.state is State.OPEN and question.passed_at is None


def _ask_of_another(doing: Doing, other: Question) -> Spoken:
    """Go on with what a call stands for as well; who has the first reads so, or hears it before."""
    incident = incidents.get(doing.session, other.incident_id)
    asked = _ask_page(replace(doing, incident=incident, question=other))
    is_theirs = doing.incident.state is State.ACKNOWLEDGED
    is_theirs &= doing.incident.holder == doing.person.key
    if not is_theirs or takes_texts(doing.session, doing.person):
        return asked
    return replace(asked, text=f"{_held(doing, 'voice_already_yours').text} {asked.text}")


def _ask_page(doing: Doing) -> Spoken:
    session, settings = doing.session, doing.settings
    incident, language = doing.incident, doing.person.language
    return _ask(
        doing,
        "voice_page",
        0,
        number=incident.number,
        shop=telling.shop_of(incident, settings, language),
        extent=telling.extent_of(session, settings, incident, language),
        problem=read_aloud(
            settings.texts,
            language,
            incident.problem or incident.words,
            attached=events.has_files(session, incident),
        ),
    )


def _has_had(doing: Doing, at: datetime) -> bool:
    """Whether the incident is theirs, and was by then: news from before is none to them."""
    incident = doing.incident
    is_theirs = incident.state is State.ACKNOWLEDGED and incident.holder == doing.person.key
    return is_theirs and incident.taken_at is not None and incident.taken_at <= at


def _read_out(session: Session, settings: Settings, attempt: str) -> Spoken | None:
    """A notice by voice: its own words, twice, as whoever is woken misses the first ones."""
    tried = attempts.by_attempt(session, attempt)
    person = settings.people.get(tried[0].person or "") if tried is not None else None
    if tried is None or person is None or tried[0].kind is not Kind.NOTICE:
        return None
    language = settings.texts.language_for(person.language)
    return Spoken(f"{tried[0].body} {tried[0].body}", language, Next.HANG_UP)


def _find(
    session: Session, attempt: str, about: int | None = None
) -> tuple[Message, Question, Incident] | None:
    """A call, and the question that it asks: its own, or one about what it stands for as well."""
    tried = attempts.by_attempt(session, attempt)
    if tried is None or tried[0].question_id is None:
        return None
    question = questions.get(session, about if about is not None else tried[0].question_id)
    return tried[0], question, incidents.get(session, question.incident_id)


def _state_of(doing: Doing) -> Spoken:
    """Somebody has it already, possibly they themselves, or it is closed."""
    incident = doing.incident
    if incident.state is State.CLOSED:
        return _last(doing, "voice_closed", number=incident.number)
    if incident.holder == doing.person.key:
        return _held(doing, "voice_already_yours")
    who = telling.name_of(doing.settings, incident.holder)
    return _last(doing, "voice_already", number=incident.number, who=who)


def _ask(doing: Doing, key: str, tries: int, *, passing: bool = False, **values: object) -> Spoken:
    code = str(telling.code_of(doing))
    text = doing.say(key, code=code, **values)
    about = doing.question.id if doing.question is not None else None
    return Spoken(text, _voice(doing), Next.KEYS, len(code), tries, passing, about)


def _last(doing: Doing, key: str, **values: object) -> Spoken:
    return Spoken(doing.say(key, **values), _voice(doing), Next.HANG_UP)


def _voice(doing: Doing) -> str:
    """The language the words are really in: not every language has its own yet."""
    return doing.settings.texts.language_for(doing.person.language)
