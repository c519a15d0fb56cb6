"""All that is open in one text: the answer to `status`."""

from collections.abc import Sequence

from relay import matters, telling
from relay.core.crew import Person
from relay.core.daytime import past_time
from relay.core.matter import Subject
from relay.core.segments import septets
from relay.core.words import LONGEST, Texts, followed_by
from relay.inbox.entry import Entry
from relay.store import incidents, outages, questions
from relay.store import matters as stored
from relay.store.models import Incident

LISTED = 10  # texts of which their writer is asked whether they are reports


def of(entry: Entry, person: Person) -> str:
    """What is open, who has it, and with which code the person takes what nobody has."""
    codes = {
        incident.id: question.code
        for question, incident in questions.open_to(entry.session, person.key)
    }
    # What is part of an outage has its lead stand for it.
    live = [one for one in incidents.live(entry.session) if one.outage_of is None]
    leading = outages.leading(entry.session, [one.id for one in live])
    items = [
        _item(entry, person, one, codes.get(one.id), is_outage=one.id in leading) for one in live
    ]
    asked = _asked_of_reports(entry, person)
    return _fitting(entry.settings.texts, person.language, items, asked)


def _fitting(texts: Texts, language: str, items: Sequence[str], more: str) -> str:
    """The list and what follows it, in one text; what does not fit is counted."""
    if not items:
        return followed_by(texts.say(language, "status_none"), more)
    frame = followed_by(texts.say(language, "status", list=")"), more)
    for shown in range(len(items), 0, -1):
        left = len(items) - shown
        rest = texts.say(language, "bundle_rest", count=left) if left else ""
        listed = "; ".join(items[:shown]) + rest
        if septets(listed) + septets(frame) <= LONGEST:
            break
    return followed_by(texts.say(language, "status", list=listed), more)


def _item(
    entry: Entry, person: Person, incident: Incident, code: int | None, *, is_outage: bool
) -> str:
    session, settings, language = entry.session, entry.settings, person.language
    said = {
        "number": incident.number,
        "shop": telling.shop_of(incident, settings, language),
        "extent": telling.extent_of(session, settings, incident, language) if is_outage else "",
    }
    if incident.holder is not None:
        who = telling.name_of(settings, incident.holder)
        return settings.texts.say(language, "status_taken", who=who, **said)
    key = "status_open" if incident.reopened_at is None else "status_reopened"
    opened_at = incidents.last_opened_at(incident)
    time = past_time(opened_at, entry.now, settings.hotline.time_zone)
    item = settings.texts.say(language, key, time=time, **said)
    if code is None:
        return item
    return f"{item} {settings.texts.say(language, 'status_code', code=code)}"


def _asked_of_reports(entry: Entry, person: Person) -> str:
    """What may be an incident yet: a text of which its writer is asked whether it is a report."""
    asked = stored.open_to(entry.session, person.key)
    reports = [one for one in asked if one.subject is Subject.REPORT][:LISTED]
    items = matters.items(entry.settings, person, reports)
    if not items:
        return ""
    return entry.settings.texts.say(person.language, "open_list", list=", ".join(items))
