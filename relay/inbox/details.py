"""All that is known of an incident in one text: the answer to its code with a question mark."""

from datetime import datetime

from relay import telling
from relay.core import words
from relay.core.daytime import past_time
from relay.core.followup import FollowUpKind
from relay.core.incident import Happened
from relay.store import events, incidents, outages, questions
from relay.store.models import Incident
from relay.telling import Doing


def of(doing: Doing) -> str:
    """All that the merchant wrote, who was paged, and how it stands."""
    incident, settings = doing.incident, doing.settings
    zone = settings.hotline.time_zone
    paged = ", ".join(
        f"{telling.name_of(settings, person)} {past_time(at, doing.now, zone)}"
        for person, at in _paged(doing)
    )
    return words.details(
        settings.texts,
        doing.person.language,
        said=telling.first_words_of(doing, incident),
        later=_added(doing),
        number=incident.number,
        time=past_time(incident.opened_at, doing.now, zone),
        call=_whom_to_call(doing),
        paged=paged,
        state=_state(doing),
        extent=telling.extent_of(doing.session, settings, incident, doing.person.language),
    )


def _paged(doing: Doing) -> list[tuple[str, datetime]]:
    """Who was paged since it was last opened, and when first; all where nobody was yet."""
    asked = questions.of_incident(doing.session, doing.incident.id)
    reopened_at = doing.incident.reopened_at
    if reopened_at is not None:
        since = [(one.person, one.joined_at or one.asked_at) for one in asked]
        since = [(person, at) for person, at in since if at >= reopened_at]
        if since:
            return since
    return [(one.person, one.asked_at) for one in asked]


def _state(doing: Doing) -> str:
    """Who has it or that it is closed, and when it was opened again."""
    incident, settings = doing.incident, doing.settings
    state = doing.say(f"state_{incident.state}", who=telling.name_of(settings, incident.holder))
    if incident.reopened_at is None:
        return state
    time = past_time(incident.reopened_at, doing.now, settings.hotline.time_zone)
    return doing.say("state_reopened", time=time, state=state)


def _whom_to_call(doing: Doing) -> str:
    if incidents.call_number(doing.incident) is None:
        return doing.say("call_nobody")
    number = telling.number_to_call(doing.incident, doing.settings, doing.person.language)
    return doing.say("call_unnamed", callback=number)


def _added(doing: Doing) -> list[str]:
    """What was written after the first text, thanks left out, the oldest first.

    Of an outage by all its merchants, each with the number of theirs.
    """
    incident = doing.incident
    said = _written_later(doing, incident)
    for one in outages.attached(doing.session, incident.id):
        if one.state is not incident.state:
            continue  # what was closed with it before it was open again
        said.append((one.opened_at, f"{one.number}: {telling.first_words_of(doing, one)}"))
        said += [(at, f"{one.number}: {words}") for at, words in _written_later(doing, one)]
    return [words for _, words in sorted(said)]


def _written_later(doing: Doing, incident: Incident) -> list[tuple[datetime, str]]:
    return [
        (event.at, telling.words_of(doing, event))
        for event in events.of(doing.session, incident.id)
        if event.what in (Happened.FOLLOW_UP, Happened.REOPENED, Happened.INSISTED)
        and event.data.get("kind") != FollowUpKind.THANKS
        and telling.says_something(event)
    ]
