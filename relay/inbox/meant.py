"""Which of its sender's incidents a text is about."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from relay.core.correction import puts_name_right, puts_number_right
from relay.core.denial import says_no
from relay.core.deputy import named_to_call
from relay.core.followup import (
    FollowUp,
    FollowUpKind,
    complains,
    is_another_shop,
    read_followup,
    says_yes,
    speaks_of_number,
)
from relay.core.forbidden import asks_for_own, forbids_number, is_later
from relay.core.incident import Happened, State
from relay.core.insistence import WITHIN, hurries, is_bare_plea, misspells_plea
from relay.core.links import is_one_more, named_shop
from relay.core.message import Kind
from relay.core.phone import sender_number
from relay.core.report import Report
from relay.core.restored import says_first_was_right
from relay.core.slip import shop_put_right
from relay.core.urgency import Urgency
from relay.inbox.entry import Entry
from relay.store import answers, events, incidents, messages
from relay.store.incidents import call_number
from relay.store.models import Event, Incident, Message
from relay.store.outages import LIVE

OVER_FOR = timedelta(hours=24)  # after that a text about what was closed is a new matter
ANSWERED_WITHIN = timedelta(minutes=30)  # trouble is an answer to the closing text before it
TELLING = {FollowUpKind.ADDITION, FollowUpKind.STILL_DOWN}  # may say what is wrong


def asked_of(entry: Entry) -> Incident | None:
    """What a yes, or a slip of HASTER, says trouble of: what we asked its sender about last."""
    is_yes, is_slip = says_yes(entry.body), misspells_plea(entry.body)
    if not is_yes and not is_slip:
        return None
    told = messages.last_to(entry.session, entry.sender)
    if told is None or told.incident_id is None or entry.now - told.created_at > OVER_FOR:
        return None
    incident = incidents.get(entry.session, told.incident_id)
    if incident.state is State.REDIRECTED:  # "IS your shop down now?"
        return incident if entry.now - told.created_at <= WITHIN else None
    if not is_yes or told.kind is not Kind.UPDATE:
        return None
    if _is_closing(told, incident):  # "If your shop is still down, reply"
        return incident
    is_question = "?" in told.body  # somebody's own words: none of our own news asks
    return incident if is_question and incident.state in LIVE else None


def declined(entry: Entry) -> Incident | None:
    """What a no is about when the last we wrote to its sender asks whether their shop is down.

    They had written nothing that says so.
    """
    if not says_no(entry.body):
        return None
    told = messages.last_to(entry.session, entry.sender)
    if told is None or told.incident_id is None or entry.now - told.created_at > OVER_FOR:
        return None
    incident = incidents.get(entry.session, told.incident_id)
    return incident if incident.state is State.DISMISSED else None


def denied(entry: Entry, report: Report) -> Incident | None:
    """What a text of trouble is about when the last we wrote to its sender is that it is closed."""
    told = messages.last_to(entry.session, entry.sender)
    if told is None or told.incident_id is None or entry.now - told.created_at > ANSWERED_WITHIN:
        return None
    incident = incidents.get(entry.session, told.incident_id)
    if not _is_closing(told, incident):
        return None
    if names_another_shop(entry, report, incident) or not _tells_of_trouble(
        entry, incident, report
    ):
        return None
    return incident


def invited(entry: Entry, report: Report) -> Incident | None:
    """What was sent to support that HASTER is about, though another of its sender's is live.

    It was invited within ten minutes, or by the last we wrote; what says more than it, by both.
    """
    is_bare = is_bare_plea(entry.body)
    if not is_bare and not hurries(entry.body):
        return None
    last = messages.last_to(entry.session, entry.sender)
    since = entry.now - OVER_FOR
    for incident in incidents.put_aside_since(entry.session, entry.sender, since):
        if incident.state is not State.REDIRECTED or names_another_shop(entry, report, incident):
            continue
        told_at = answers.told_at(entry.session, incident.id)
        is_recent = told_at is not None and entry.now - told_at <= WITHIN
        is_last = last is not None and last.incident_id == incident.id
        if (is_recent or is_last) if is_bare else (is_recent and is_last):
            return incident
    return None


def about(entry: Entry, live: Sequence[Incident], report: Report) -> list[Incident]:
    """Which of its sender's live incidents, the newest first, a further text adds to.

    What puts a number or a name right is about all that were given it; else it is the newest
    whose shop it may be about; none when it names a shop of none of them, unless to put it right.
    """
    possible = [
        one
        for one in live
        if not names_another_shop(entry, report, one) or _shop_meant(entry, one) is not None
    ]
    for incident in possible:
        fields = sorted(_put_right(entry, incident, report))
        if not fields:
            continue
        wrong = [getattr(incident, field) for field in fields]
        return [one for one in possible if [getattr(one, field) for field in fields] == wrong]
    return possible[:1]


def less_links(entry: Entry, report: Report, live: Collection[Incident]) -> Report:
    """The report of a further text, less a shop that it only links to and nothing of ours is of."""
    shop = named_shop(entry.body, report.webshop)
    is_asked = any(not one.webshop or "webshop" in (one.unsure or ()) for one in live)
    if shop == report.webshop or is_asked:  # whose address answers what we asked
        return report
    aside = incidents.put_aside_since(entry.session, entry.sender, entry.now - OVER_FOR)
    known = [incident.webshop for incident in (*live, *aside) if incident.webshop]
    if any(not is_another_shop(report.webshop, one) for one in known):
        return report
    return replace(report, webshop=shop)


def names_another_shop(entry: Entry, report: Report, incident: Incident) -> bool:
    """Whether a text names another shop than an incident's, whose name we are sure of.

    Else it is rather the right name, unless it says that this shop is down as well.
    """
    if not is_another_shop(report.webshop, incident.webshop):
        return False
    is_sure = "webshop" not in (incident.unsure or ())
    return is_sure or is_one_more(entry.body, report.webshop or "")


def says_nothing_new(words: str) -> bool:
    """Whether words only say yes, or that it is urgent."""
    return is_bare_plea(words) or says_yes(words)


def follow_up(entry: Entry, incident: Incident, report: Report) -> FollowUp:
    """What a further text adds to an incident; a bare plea names nobody and no shop."""
    if is_bare_plea(entry.body):
        return FollowUp(FollowUpKind.ADDITION, None, None, None)
    added = read_followup(entry.body, report, missing(incident), incident.words)
    right = frozenset(_put_right(entry, incident, report))
    back = _put_back(entry, incident)
    if back:  # "thanks, the first number was right" gives no thanks alone
        is_thanks = added.kind is FollowUpKind.THANKS
        kind = FollowUpKind.FIELD if is_thanks else added.kind
        added = FollowUp(kind, back.get("name"), None, back["callback"])
    elif "callback" in right:
        number = _number_meant(entry, incident, report)
        doubt = frozenset() if number else frozenset({"callback"})
        added = replace(added, callback=number, unsure=added.unsure | doubt)
        deputy = _deputy(entry, incident, report)
        if deputy:
            added = replace(added, name=deputy)
    elif added.callback and is_later(entry.body, added.callback, entry.sender, _country(entry)):
        added = replace(added, callback=None)  # whoever calls tonight reads it in the words
    if "webshop" in right:  # "øh lampehusets.dk tak" gives no thanks
        shop = _shop_meant(entry, incident)
        added = replace(added, kind=FollowUpKind.FIELD, webshop=shop)
    return replace(added, put_right=right)


def missing(incident: Incident) -> tuple[str, ...]:
    """What the receipt asks for; the sender's own number will do as callback."""
    known = {
        "name": incident.name,
        "webshop": incident.webshop,
        "problem": incident.problem,
        "callback": call_number(incident),
    }
    unsure = incident.unsure or ()
    return tuple(name for name, value in known.items() if value is None or name in unsure)


def _put_right(entry: Entry, incident: Incident, report: Report) -> Iterator[str]:
    """The fields of an incident that a text says were wrong."""
    back = _put_back(entry, incident)
    if back:
        yield from back
        return
    if puts_name_right(entry.body, report, incident.name) or _deputy(entry, incident, report):
        yield "name"
    if _has_new_number(entry, incident, report) or _takes_number_back(entry, incident):
        yield "callback"
    if _shop_meant(entry, incident) is not None:
        yield "webshop"


def _country(entry: Entry) -> str:
    return entry.settings.hotline.country


def _has_new_number(entry: Entry, incident: Incident, report: Report) -> bool:
    """Whether a text gives another number in the place of an incident's."""
    known, country = incident.callback, _country(entry)
    return puts_number_right(entry.body, report, known, entry.sender, country)


def _deputy(entry: Entry, incident: Incident, report: Report) -> str | None:
    """Whom a text names to be called on its new number; None where it is who was known."""
    if not _has_new_number(entry, incident, report) or report.callback is None:
        return None
    name = named_to_call(entry.body, report.callback, entry.sender, _country(entry))
    if name is None or incident.name is None:
        return name
    return name if name.casefold() not in incident.name.casefold().split() else None


def _takes_number_back(entry: Entry, incident: Incident) -> bool:
    """Whether a text says not to call the number of an incident, and writes no other."""
    if "callback" in (incident.unsure or ()):
        return False  # we have asked for another
    own, country = sender_number(entry.sender), _country(entry)
    if asks_for_own(entry.body, entry.sender, country):
        return call_number(incident) != own  # else it is the one that is called already
    return forbids_number(entry.body, call_number(incident), own or "", country)


def _put_back(entry: Entry, incident: Incident) -> Mapping[str, str | None]:
    """The number before the one known, where a text says that it was right, and whom to ask for.

    Empty in any doubt: after several corrections, or beside another case with its own number.
    """
    if not speaks_of_number(entry.body):
        return {}
    live = incidents.live_of_reporter(entry.session, entry.sender)
    corrected = [
        line
        for line in events.lines_of(
            entry.session,
            [*{incident.id, *(one.id for one in live)}],
            [Happened.FOLLOW_UP, Happened.REOPENED],
        )
        if "callback" in line.data.get("put_right", {})
    ]
    own = [line for line in corrected if line.incident_id == incident.id]
    before = {line.data["put_right"]["callback"] for line in corrected}
    known = {call_number(one) for one in (incident, *live)} - before
    if len(own) != 1 or len(before) != 1 or known != {call_number(incident)}:
        return {}
    number = before.pop()
    if not says_first_was_right(entry.body, number or "", entry.sender, _country(entry)):
        return {}
    return {"callback": number, **_name_before(entry, incident, own[0])}


def _name_before(entry: Entry, incident: Incident, corrected: Event) -> Mapping[str, str | None]:
    """Whom to ask for on the number before, where another was named to be called on the new one."""
    if incident.name is None or incident.callback is None:
        return {}
    words, country = corrected.words or "", _country(entry)
    deputy = named_to_call(words, incident.callback, entry.sender, country)
    return {"name": corrected.data["put_right"].get("name")} if deputy == incident.name else {}


def _number_meant(entry: Entry, incident: Incident, report: Report) -> str | None:
    """The number that a text puts in the place of an incident's; None where it names none."""
    if _has_new_number(entry, incident, report):
        return report.callback
    is_own = asks_for_own(entry.body, entry.sender, _country(entry))
    return sender_number(entry.sender) if is_own else None


def _shop_meant(entry: Entry, incident: Incident) -> str | None:
    """The shop that a text puts in the place of its sender's one live incident's."""
    shop = shop_put_right(entry.body, incident.webshop)
    if shop is None:
        return None
    live = incidents.live_of_reporter(entry.session, entry.sender)
    return shop if [one.id for one in live] == [incident.id] else None


def _is_closing(told: Message, incident: Incident) -> bool:
    """Whether a text to a merchant told that their incident, which is closed, is."""
    is_later = incident.closed_at is not None and told.created_at >= incident.closed_at
    return incident.state is State.CLOSED and is_later


def _tells_of_trouble(entry: Entry, incident: Incident, report: Report) -> bool:
    """Whether a text says, in whatever words, that something does not work; doubt says so."""
    is_telling = follow_up(entry, incident, report).kind in TELLING
    return complains(entry.body) or (is_telling and report.urgency is Urgency.CRITICAL)
