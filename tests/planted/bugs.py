"""Bugs to be planted, to see that the tests notice each of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bug:
    """A mistake somebody could make, as edits of one file."""

    name: str
    file: str  # below relay/
    edits: tuple[tuple[str, str], ...]  # each old text occurs once in the file
    nets: tuple[str, ...]  # below tests/: one of them must fail
    kind: str = "sqlite"  # the database they are run on


def _bug(name: str, file: str, old: str, new: str, *nets: str) -> Bug:
    return Bug(name, file, ((old, new),), nets)


_OUTBOX = "story/test_outbox.py"
_IN_DOUBT = "story/test_in_doubt.py"
_FAILED = "story/test_failed_on_its_way.py"
_ASKED_FOR = "story/test_asked_for.py"
_TROUBLES = "story/test_carrier_troubles.py"
_AT_ONCE = "story/test_at_once.py"
_DEGRADED = "story/test_degraded.py"
_ANSWER = "story/test_page_and_answer.py"
_LADDER = "story/test_ladder.py"
_RECONCILE = "story/test_reconcile.py"
_SELFWATCH = "story/test_selfwatch.py"

BUGS = (
    # ---- sending --------------------------------------------------------------------------
    _bug(
        "a message is marked as sent before it is",
        "store/claims.py",
        "        state=MessageState.SENDING,\n",
        "        state=MessageState.SENT,\n",
        _OUTBOX,
    ),
    _bug(
        "the lease is dropped",
        "store/claims.py",
        '"until": now + lease',
        '"until": now',
        _OUTBOX,
        _AT_ONCE,
    ),
    _bug(
        "what a dead sender had is never taken up",
        "core/message.py",
        "UNTAKEN = (MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN)",
        "UNTAKEN = (MessageState.WAITING, MessageState.UNKNOWN)",
        _OUTBOX,
    ),
    _bug(
        "a transaction is open while the carrier is spoken to",
        "outbox.py",
        "outcome = _hand_over(relay, gateway, second, message, attempt)",
        "outcome = relay.database.write(\n"
        "            lambda _: _hand_over(relay, gateway, second, message, attempt)\n"
        "        )",
        _OUTBOX,
    ),
    Bug(
        "the clock is read once a run",
        "outbox.py",
        (
            (
                "from functools import partial\n",
                "from functools import partial\n"
                "import dataclasses\nfrom relay.clock import ManualClock\n",
            ),
            (
                "    tried = 0\n",
                "    tried = 0\n"
                "    stopped = ManualClock(relay.clock.now())\n"
                "    relay = dataclasses.replace(relay, clock=stopped)\n",
            ),
        ),
        (_OUTBOX, "story/test_rate_and_order.py"),
    ),
    _bug(
        "the carrier is not asked when its answer was lost",
        "outbox.py",
        "outcome = _look_up(relay, gateway, next_one) if next_one.in_doubt else None",
        "outcome = None",
        _IN_DOUBT,
    ),
    _bug(
        "another message's id at the carrier is taken for this one's",
        "outbox.py",
        "found = next((one for sid, one in same.items() if sid not in known), None)",
        "found = next(iter(same.values()), None)",
        _IN_DOUBT,
        "story/test_many.py",
    ),
    _bug(
        "a message that is sent again keeps its old status",
        "store/attempts.py",
        "    message.due_at = at\n    message.status = None\n",
        "    message.due_at = at\n",
        _FAILED,
    ),
    _bug(
        "no order within an incident and a phone",
        "store/claims.py",
        "        found.where(*which, _IS_FREE)\n",
        "        found.where(*which)\n",
        "story/test_rate_and_order.py",
    ),
    _bug(
        "the number's pace is not kept",
        "store/claims.py",
        "_write_pace(session, _KEEP_PACE, now + gap)",
        "_write_pace(session, _KEEP_PACE, now)",
        "story/test_rate_and_order.py",
    ),
    _bug(
        "a page that waited is sent though somebody has the incident",
        "store/needed.py",
        "        Message.kind == Kind.PAGE,\n        Incident.state == State.OPEN,\n",
        "        Message.kind == Kind.PAGE,\n",
        _TROUBLES,
    ),
    _bug(
        "a list's copy by another way is dropped",
        "store/needed.py",
        "    and_(Message.kind == Kind.BUNDLE, Message.channel != Channel.SMS),\n",
        "",
        "story/test_second_path.py",
    ),
    # ---- what became of it ----------------------------------------------------------------
    _bug(
        "undelivered is ignored",
        "core/message.py",
        '"undelivered": MessageState.UNDELIVERED,',
        '"undelivered": MessageState.SENT,',
        _TROUBLES,
        _FAILED,
    ),
    _bug(
        "a status goes backwards",
        "core/message.py",
        'return _RANK.get(new, -1) > _RANK.get(old or "", -1)',
        "return new in _RANK and new != old",
        _TROUBLES,
        "core/test_message.py",
    ),
    _bug(
        "a status that never comes is not asked for",
        "store/attempts.py",
        "return now + STILL if is_on_its_way and sid else None",
        "return None",
        _ASKED_FOR,
    ),
    # ---- intake ---------------------------------------------------------------------------
    _bug(
        "the same text is taken in twice",
        "store/migrations/versions/0001_first_emergency.py",
        'sa.UniqueConstraint("sid", name=op.f("uq_inbound_sid")),',
        "",
        "story/test_page_and_answer.py",
    ),
    _bug(
        "a signature that is missing is a good one",
        "sms/signature.py",
        '    given = signature.encode("ascii", errors="replace")\n',
        '    given = signature.encode("ascii", errors="replace")\n'
        "    if not given:\n        return True\n",
        "web/test_carrier.py",
    ),
    _bug(
        "no token is set, and every signature is good",
        "sms/signature.py",
        "        for token in tokens\n        if token\n",
        "        for token in tokens or ('',)\n",
        "sms/test_signature.py",
        "web/test_carrier.py",
    ),
    _bug(
        "a listing moves past a text that could not be taken in",
        "core/watch.py",
        "return min([began_at - OVERLAP, *(one.at for one in listed if one.sid in left)])",
        "return began_at - OVERLAP",
        "core/test_watch.py",
        "story/test_reconcile.py",
    ),
    _bug(
        "a text that cannot be kept is answered as if it were",
        "web/carrier.py",
        'logger.critical("inbound %s: it could not be kept either: %s", text.sid, error)\n'
        "        return False",
        'logger.critical("inbound %s: it could not be kept either: %s", text.sid, error)\n'
        "        return True",
        "web/test_carrier.py",
    ),
    _bug(
        "a text counts as kept before it is on the disk",
        "spool.py",
        "                os.fsync(written.fileno())\n",
        "",
        "test_spool.py",
    ),
    _bug(
        "a kept text that cannot be taken in keeps the others out",
        "minder.py",
        "            was_busy = False\n            continue\n",
        "            return\n",
        _DEGRADED,
    ),
    _bug(
        "a manager whom the carrier did not reach counts as told",
        "minder.py",
        "before.again(now, is_over=is_over)",
        "before.again(now, is_over=True)",
        _DEGRADED,
    ),
    # ---- answers --------------------------------------------------------------------------
    Bug(
        "the version of an incident is forgotten",
        "store/models.py",
        (
            (
                "server_default=false())  # see Inbound\n\n"
                '    __mapper_args__ = {"version_id_col": version}',
                "server_default=false())  # see Inbound\n\n    __mapper_args__ = {}",
            ),
        ),
        (_AT_ONCE,),
        kind="postgresql",  # a SQLite file has one writer at a time
    ),
    _bug(
        "an answered call takes the incident",
        "inbox/calls.py",
        "if digits == str(question.code):",
        'if digits in ("", str(question.code)):',
        "story/test_ladder.py",
        "story/test_page_and_answer.py",
        "story/test_call_the_hotline.py",
    ),
    _bug(
        "a code in use is given again",
        "store/questions.py",
        "codes={code for several in codes for code in several or ()},",
        "codes=set[int](),",
        "story/test_many.py",
        "story/test_page_and_answer.py",
        "story/test_odd_answers.py",
    ),
    _bug(
        "another person's code counts",
        "store/questions.py",
        ".where(Question.person == person, Question.code == code)\n",
        ".where(Question.code == code)\n",
        "story/test_page_and_answer.py",
    ),
    _bug(
        "a late answer takes from whoever has it",
        "core/incident.py",
        "    return Verdict.TAKEN_BY_ANOTHER",
        "    return Verdict.DONE",
        "core/test_incident.py",
    ),
    _bug(
        "undo of a close leaves the code freed",
        "undoing.py",
        "    questions.free_codes(doing.session, incident.id, None)\n",
        "",
        _ANSWER,
    ),
    # ---- the ladder -----------------------------------------------------------------------
    _bug(
        "a step that fails is passed over in silence",
        "pager.py",
        'logger.exception("incident id %s: its step failed, tried again in a minute", incident_id)',
        "pass",
        "story/test_first_step_fails.py",
    ),
    _bug(
        "a step that fails is not put off",
        "pager.py",
        "relay.database.write(partial(incidents.set_back, incident_id=incident_id, at=later))",
        "return",
        "story/test_first_step_fails.py",
    ),
    _bug(
        "reminders come at every look",
        "core/escalation.py",
        "text_due = known is None or _over(known.last_at, facts.ladder.reminder_gap, now)",
        "text_due = True",
        "core/test_escalation.py",
        "story/test_ladder.py",
    ),
    _bug(
        "the last resort ends",
        "core/escalation.py",
        "due = climb.round_at is None or _over(climb.round_at, gap, now)",
        "due = climb.round_at is None or climb.round < 4 and _over(climb.round_at, gap, now)",
        "core/test_escalation.py",
        "story/test_ladder.py",
    ),
    _bug(
        "an empty level waits its minutes",
        "core/escalation.py",
        "    return all(\n        _passed(",
        "    return bool(people) and all(\n        _passed(",
        "core/test_escalation.py",
    ),
    _bug(
        "the pulse goes on while something is wrong",
        "selfwatch.py",
        "        return not found\n",
        "        return True\n",
        "story/test_selfwatch.py",
    ),
    # ---- who is told ----------------------------------------------------------------------
    _bug(
        "a receipt is never sent",
        "inbox/merchant.py",
        "        outbox.put(entry.session, draft, entry.now)\n",
        "        assert draft\n",
        _ANSWER,
    ),
    _bug(
        "the merchant is not told who has it",
        "actions.py",
        "    tell_who_has_it(doing.session, doing.settings, incident, doing.now)\n",
        "",
        _ANSWER,
    ),
    _bug(
        "the merchant is not told that it is closed",
        "actions.py",
        "tell_that_it_is_closed(doing.session, doing.settings, incident, doing.now)",
        "True",
        _ANSWER,
    ),
    _bug(
        "whoever is paged later never sees what was added",
        "actions.py",
        "    tell_what_was_added(doing)\n\n\n",
        "\n\n",
        "story/test_follow_ups.py",
    ),
    _bug(
        "what the merchant adds is passed on to nobody",
        "inbox/reports.py",
        "        passing.along(entry, incident, gap=timedelta(0) if is_urgent else NEWS_GAP)\n",
        "        pass\n",
        "story/test_follow_ups.py",
    ),
    _bug(
        "the others who were paged are not told who has it",
        "actions.py",
        '    tell_crew(doing, others(doing), "taken_other", who=doing.person.name, time=time)\n',
        "    assert time\n",
        _ANSWER,
    ),
    _bug(
        "an answer from someone on call is not answered",
        "inbox/replies.py",
        '    outbox.put(entry.session, draft, entry.now)\n    return f"reply of {person.key}"',
        '    assert draft\n    return f"reply of {person.key}"',
        _ANSWER,
    ),
    _bug(
        "a bare ok among several questions takes one",
        "inbox/replies.py",
        "    if len(asked) + len(others) != 1:\n",
        "    if not asked and not others:\n",
        "story/test_odd_answers.py",
        _ANSWER,
    ),
    _bug(
        "whoever has it is never asked whether they still do",
        "core/holding.py",
        "elif check_in_at is not None and check_in_at <= now:",
        "elif check_in_at is not None and check_in_at <= now and held.called_at is not None:",
        "core/test_holding.py",
        "story/test_held.py",
    ),
    # ---- reaching anybody at all ----------------------------------------------------------
    _bug(
        "the ladder never climbs",
        "core/escalation.py",
        "        if not skipped and not _over(start, level.lasts, now):\n",
        "        if not skipped and start:\n",
        _LADDER,
    ),
    _bug(
        "nobody's phone is rung",
        "core/escalation.py",
        "        ring = _ring_due(known, facts.ladder, now, text_due=text_due)\n",
        "        ring = False\n",
        _LADDER,
    ),
    _bug(
        "a call is written and never placed",
        "outbox.py",
        "        return gateway.call(message.recipient, attempt=attempt, traced=traced)\n",
        '        return Sent("", "no-answer")\n',
        _LADDER,
    ),
    _bug(
        "undelivered is read as delivered",
        "core/message.py",
        '"undelivered": MessageState.UNDELIVERED,',
        '"undelivered": MessageState.DELIVERED,',
        _OUTBOX,
    ),
    _bug(
        "everything is handed to the carrier twice",
        "outbox.py",
        "        outcome = _hand_over(relay, gateway, second, message, attempt)\n",
        "        _hand_over(relay, gateway, second, message, attempt)\n"
        "        outcome = _hand_over(relay, gateway, second, message, attempt)\n",
        _OUTBOX,
    ),
    # ---- the nets below -------------------------------------------------------------------
    _bug(
        "what is found hours late is told once, whoever heard it",
        "reconcile.py",
        '        data={"key": "too_late", "values": values},\n        message_ids=written,\n',
        '        data={"key": "too_late", "values": values},\n'
        "        message_ids=written,\n"
        "    )\n"
        "    audits.forget_heard(session, audits.LATE_TEXTS, before=now\n",
        _RECONCILE,
    ),
    _bug(
        "what we said ourselves is taken in from the carrier's list",
        "reconcile.py",
        ' if one.direction == "inbound"}',
        "}",
        _RECONCILE,
    ),
    _bug(
        "what no manager has heard is not told again",
        "checkup.py",
        "    return bool(unheard)\n",
        "    session.rollback()\n    return False\n",
        _RECONCILE,
        "story/test_alarms_elsewhere.py",
    ),
    _bug(
        "the next day's shifts are not looked at",
        "checkup.py",
        "rota.shifts(rotation, zone, now, now + DAY)",
        "rota.shifts(rotation, zone, now, now)",
        "story/test_checkup.py",
    ),
    _bug(
        "an open incident without a next step is no finding",
        "core/audit.py",
        "        if look.state in WATCHED:\n",
        "        if look.state is State.ACKNOWLEDGED:\n",
        "core/test_audit.py",
        _SELFWATCH,
    ),
    _bug(
        "a part that stands still is no finding",
        "core/audit.py",
        "        if at is not None and now - at > limit:\n",
        "        if at is not None and at - now > limit:\n",
        "core/test_audit.py",
        _SELFWATCH,
    ),
    _bug(
        "a step backwards of the clock stops the jobs",
        "worker.py",
        "        self._metronome.start()\n",
        "",
        "test_worker.py",
    ),
    _bug(
        "a job that is late for a second is left out",
        "worker.py",
        '"misfire_grace_time": None, ',
        "",
        "test_worker.py",
    ),
    _bug(
        "a repair that fails keeps the alarm back",
        "selfwatch.py",
        '            logger.exception("audit: the repair failed")\n',
        '            logger.exception("audit: the repair failed")\n            raise\n',
        _SELFWATCH,
    ),
    _bug(
        "a web process audits beside a worker that comes round",
        "selfwatch.py",
        "        if has_stopped(beat_at, now):\n",
        "        if beat_at is not None:\n",
        _SELFWATCH,
    ),
)
