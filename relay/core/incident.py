"""An incident: its states, what a person may do to it, and what comes of that."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an incident stands."""

    OPEN = "open"  # nobody has it; people are being paged
    ACKNOWLEDGED = "acknowledged"  # a person has it
    CLOSED = "closed"
    REDIRECTED = "redirected"  # a routine matter, sent to normal support; never paged
    DISMISSED = "dismissed"  # no matter at all; never paged


class Act(StrEnum):
    """What a person on call does to an incident."""

    TAKE = "take"
    CALLED = "called"  # the merchant has been called
    CLOSE = "close"
    PASS = "pass"  # not me


class Verdict(StrEnum):
    """What becomes of an act."""

    DONE = "done"
    ALREADY_YOURS = "already yours"
    TAKEN_BY_ANOTHER = "taken by another"
    CALLED_ALREADY = "called already"
    PASSED_ALREADY = "passed already"
    IS_CLOSED = "is closed"


class Happened(StrEnum):
    """One line of an incident's timeline."""

    OPENED = "opened"
    REDIRECTED = "redirected"
    DISMISSED = "dismissed"
    FOLLOW_UP = "follow_up"  # the merchant wrote again
    PAGED = "paged"
    RUNG = "rung"
    CLIMBED = "climbed"  # the next level
    ROUND = "round"  # a round of the last resort
    NOBODY = "nobody"  # a step that reached no one
    TAKEN = "taken"
    CALLED = "called"
    CLOSED = "closed"
    PASSED = "passed"
    UNDONE = "undone"
    WITHDRAWN = "withdrawn"  # taken back, which left who has it as it was: a pause, a correction
    NOTE = "note"
    ANSWERED = "answered"  # a reply that changed nothing
    FAILED = "failed"  # a message did not reach its phone
    CORRECTED = "corrected"  # somebody said what the first text really was
    ASKED = "asked"  # whoever has it was asked whether they still do
    NUDGED = "nudged"  # whoever has it was reminded to call the merchant
    PAUSED = "paused"  # whoever has it asked not to be asked for a while
    LAPSED = "lapsed"  # whoever had it fell silent: it is nobody's again
    TOLD = "told"  # the merchant was told that we are still trying
    OTHER = "other"  # paged by chat, mail and the like
    INSISTED = "insisted"  # sent to support, and the merchant says that it cannot wait
    REOPENED = "reopened"  # closed, and the merchant wrote again
    JOINED = "joined"  # became part of an outage that another incident leads
    ATTACHED = "attached"  # another shop became part of the outage this one leads
    SPLIT = "split"  # taken out of an outage, or no longer carried by it
    BROADCAST = "broadcast"  # a text to every merchant of the outage
    OPTED_OUT = "opted_out"  # somebody who is paged for it wants no more texts


OPENINGS = (Happened.OPENED, Happened.REDIRECTED, Happened.DISMISSED)  # by the first text
WRITTEN = (*OPENINGS, Happened.FOLLOW_UP, Happened.REOPENED, Happened.INSISTED)  # by any of them


@dataclass(frozen=True, slots=True)
class Standing:
    """What an act is judged by."""

    state: State
    holder: str | None
    called: bool
    passed: bool = False  # by the person who acts, since the paging began


def judge(act: Act, standing: Standing, person: str) -> Verdict:
    """Whether a person may do this now; a late answer never takes what another has.

    Closing, and telling that the merchant was called, are facts whoever holds the incident; the
    call is one when it is closed, too.
    """
    if act is Act.CALLED and standing.state is State.CLOSED and not standing.called:
        return Verdict.DONE
    if standing.state in (State.CLOSED, State.REDIRECTED, State.DISMISSED):
        return Verdict.IS_CLOSED
    if act is Act.PASS and standing.state is State.OPEN and standing.passed:
        return Verdict.PASSED_ALREADY
    if standing.state is State.OPEN or act is Act.CLOSE:
        return Verdict.DONE
    if act is Act.CALLED:
        if not standing.called:
            return Verdict.DONE
        is_theirs = standing.holder == person
        return Verdict.ALREADY_YOURS if is_theirs else Verdict.CALLED_ALREADY
    if standing.holder == person:
        return Verdict.ALREADY_YOURS if act is Act.TAKE else Verdict.DONE
    return Verdict.TAKEN_BY_ANOTHER
