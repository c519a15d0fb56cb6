"""What a merchant adds is passed on to whoever has the incident, or is being paged for it."""

from datetime import timedelta

from relay import outage, second_path
from relay.core import words
from relay.core.crew import Person
from relay.core.followup import FollowUp, FollowUpKind, speaks_of_number
from relay.core.incident import Happened, State
from relay.core.message import Channel, Kind
from relay.inbox.entry import Entry
from relay.store import events, outages, outbox, questions
from relay.store.models import Incident
from relay.store.outbox import Draft
from relay.telling import asked_lately
from relay.texting import way_to_tell

TELLS_ON = {FollowUpKind.STILL_DOWN, FollowUpKind.ADDITION}


def takes_back(entry: Entry, incident: Incident, added: FollowUp) -> bool:
    """Whether it may take back what was passed on: that it works again, or which number to call.

    Args:
        added: what the text says, which does not stand in the timeline yet.
    """
    if added.kind not in TELLS_ON:
        return False
    if added.callback is None and speaks_of_number(entry.body):
        return True
    earlier = events.lines_of(entry.session, [incident.id], [Happened.FOLLOW_UP])
    kinds = [one.data.get("kind") for one in earlier]
    news = [kind for kind in kinds if kind != FollowUpKind.THANKS]
    return news[-1:] == [FollowUpKind.WORKS_AGAIN]


def along(entry: Entry, incident: Incident, *, gap: timedelta) -> None:
    """One line to whoever has the incident, or to all who are being paged for it.

    Args:
        gap: since the line before; a break-in, another number or another shop waits for nothing.
    """
    crew = outage.crew_of(entry.session, incident)
    if crew.holder is not None:
        asked = questions.of_incident(entry.session, crew.id)
        asked = [question for question in asked if question.person == crew.holder]
    else:  # when all have passed it on, all are asked again
        asked = asked_lately(entry.session, crew)
        asked = [question for question in asked if question.passed_at is None] or asked
    is_one_of_many = crew.id != incident.id or bool(outages.attached(entry.session, crew.id))
    for question in asked:
        person = entry.settings.people.get(question.person)
        if person is None:
            continue
        texts, said = entry.settings.texts, told(entry, person)
        more = f"{incident.number}: {said}" if is_one_of_many else said
        for way in _ways_to_pass_on(entry, person):
            draft = Draft(
                Kind.FOLLOW_UP,
                person.phone,
                texts.say(person.language, "followup", number=incident.number, words=said),
                way,
                person=person.key,
                incident_id=incident.id,
                question_id=question.id,
            )
            outbox.add_line(entry.session, draft, more=more, gap=gap, now=entry.now)
    if crew.state is State.ACKNOWLEDGED:
        crew.wake_at = entry.now  # whoever gets no texts is rung


def told(entry: Entry, person: Person) -> str:
    """The text as one of the crew is told it."""
    texts, attached = entry.settings.texts, bool(entry.media)
    return words.told(texts, person.language, entry.body, attached=attached)


def _ways_to_pass_on(entry: Entry, person: Person) -> list[Channel]:
    """How words reach somebody: whoever is only rung hears them when they take it, or by call.

    While the carrier cannot be used the second path brings them those as well.
    """
    way = way_to_tell(entry.session, person)
    if way is not Channel.VOICE:
        return [way]
    ways = second_path.ways_to_ask(entry.session, entry.settings, person)
    return [one for one in ways if not one.is_traced]
