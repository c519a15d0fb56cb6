"""Settings: what is read, what is refused and in which words, edits, and kept secrets."""

import ast
import logging
import os
import re
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from relay.core.crew import Person, Role
from relay.core.escalation import LastResort, Level
from relay.core.rota import Every, Restriction, Rotation
from relay.core.sentences import SENTENCES
from relay.settings import (
    BadSettings,
    Live,
    Rate,
    keep_secrets,
    load,
    require_secrets,
)
from tests.settings_folder import (
    DANISH,
    ONCALL,
    ONCALL_WITH,
    RELAY,
    Folder,
    put,
    refused,
    sentences,
)

SHIPPED = Path(__file__).parents[1] / "config"
ACCOUNT = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "new, old"}
KEYS = {
    "SECRET_KEY": "s" * 32,
    "ENCRYPTION_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
}


def test_the_shipped_settings_are_the_demo_crew() -> None:
    settings = load({"RELAY_CONFIG": str(SHIPPED)})

    assert [(p.name, p.phone, p.role, p.demo) for p in settings.people.values()] == [
        ("Mette Holm", "+4520123456", Role.ENGINEER, True),
        ("Lars Friis", "+4520123457", Role.ENGINEER, True),
        ("Aisha Khan", "+4520123458", Role.ENGINEER, True),
        ("Karen Bang", "+4520123459", Role.MANAGER, True),
    ]
    primary, secondary = settings.rotations["primary"], settings.rotations["secondary"]
    assert all(a != b for a, b in zip(primary.people, secondary.people, strict=True))
    assert (primary.every, primary.since) == (secondary.every, secondary.since)


def test_the_shipped_file_shows_every_default(folder: Folder) -> None:
    shipped = load(
        folder((SHIPPED / "relay.yaml").read_bytes(), (SHIPPED / "oncall.yaml").read_bytes())
    )
    bare = load(folder())

    assert bare.hotline == shipped.hotline
    assert bare.limits == shipped.limits
    assert bare.watch == shipped.watch
    assert bare.webshops == shipped.webshops
    assert bare.privacy == shipped.privacy
    assert bare.ladder.last_resort == shipped.ladder.last_resort
    assert bare.ladder.code_quarantine == shipped.ladder.code_quarantine
    assert bare.people["mette"] == Person(
        "mette", "Mette Holm", "+4520123456", "da", Role.ENGINEER, ("sms", "voice")
    )
    assert bare.rotations["primary"] == Rotation(
        "primary", ("mette",), Every.WEEK, 0, time(9), date(2026, 1, 5)
    )


def test_defaults_are_those_of_the_contract(folder: Folder) -> None:
    settings = load(folder())

    minutes = [
        settings.ladder.reminder_gap,
        settings.ladder.voice_after,
        settings.ladder.check_in_after,
        settings.ladder.check_in_answer,
        settings.ladder.callback_promise,
        settings.ladder.undo_within,
    ]
    assert [span / timedelta(minutes=1) for span in minutes] == [2, 4, 30, 10, 15, 10]
    assert settings.ladder.levels == (Level(("everyone",), timedelta(minutes=6)),)
    assert settings.ladder.last_resort == LastResort(
        ("everyone",), tuple(timedelta(minutes=n) for n in (10, 10, 10, 30))
    )
    assert settings.ladder.update_reporter == tuple(timedelta(minutes=n) for n in (10, 30, 60))
    assert settings.ladder.code_quarantine == timedelta(hours=72)
    assert settings.hotline.languages == ("da", "en", "sv", "nb", "de")
    assert settings.hotline.time_zone == ZoneInfo("Europe/Copenhagen")
    assert settings.limits.storm == Rate(3, timedelta(minutes=10))
    assert settings.limits.reply_countries == ("DK", "SE", "NO", "DE", "FI", "GB", "NL", "PL")
    assert settings.watch.summary_at == time(7, 30)
    assert settings.privacy.keep == timedelta(days=365)


def test_values_are_read_as_written(folder: Folder) -> None:
    relay = RELAY.replace("minutes: 6", "minutes: 0.05") + "  voice_after_minutes: 0\n"
    relay += "limits: {reply_countries: [no, se], storm: [2, 0.5]}\nwatch: {handshake_hours: 0}\n"
    oncall = (
        ONCALL.replace("+4520123456", "+45 20 12 34 56")
        + "    every: day\n    handover: 07.15\n    since: 2026-02-03\n"
        + "    only: {days: [fri, Sunday], from: 17.00, to: 8:00}\n"
    )

    settings = load(folder(relay, oncall))

    assert settings.ladder.levels[0].lasts == timedelta(seconds=3)
    assert settings.ladder.voice_after == timedelta(0)
    assert settings.limits.reply_countries == ("NO", "SE")  # not False
    assert settings.limits.storm == Rate(2, timedelta(seconds=30))
    assert settings.watch.handshake == timedelta(0)
    assert settings.people["mette"].phone == "+4520123456"
    only = Restriction(frozenset({4, 6}), time(17), time(8))
    assert settings.rotations["primary"] == Rotation(
        "primary", ("mette",), Every.DAY, None, time(7, 15), date(2026, 2, 3), only
    )


def test_people_speak_the_hotlines_first_language_unless_said(folder: Folder) -> None:
    relay = RELAY.replace("hotline:\n", "hotline:\n  languages: [en, da]\n")

    settings = load(folder(relay, en=DANISH))

    assert settings.people["mette"].language == "en"
    assert settings.texts.default == "en"


def test_secrets_in_channels_come_from_the_environment(folder: Folder, tmp_path: Path) -> None:
    put(tmp_path / "token", "t0p\n")
    oncall = ONCALL.replace(
        "    name", "    notify: [sms, 'slack://${CHAT}/${TOKEN}']\n    name", 1
    )

    settings = load(folder(oncall=oncall) | {"CHAT": "c", "TOKEN_FILE": str(tmp_path / "token")})

    assert settings.people["mette"].notify == ("sms", "slack://c/t0p")
    assert "t0p" not in repr(settings)


RELAY_FAULTS = [
    # (of the small file this, becomes that, what is said)
    (RELAY, "", "1: is empty"),
    (RELAY, "# nothing\n", "1: is empty"),
    (RELAY, "- a\n", "1: must be a mapping (key: value)"),
    (RELAY, "hotline\n", '1: "hotline" must be a mapping (key: value)'),
    (RELAY, "a: 1\nb: [3, 10\nc: 1\nd: 1\n", "2: is not YAML: expected ',' or ']', but got ':'"),
    (RELAY, "a: [\n", "2: is not YAML: expected the node content, but found '<stream end>'"),
    ("  number", "\tnumber", "2: is not YAML: a tab; indent with spaces"),
    ("number: +4529701595", "country: DK", "1: hotline.number: must be given"),
    ("  levels:", "  level:", "3: escalation.levels: must be given"),
    (RELAY[-38:], "", "4: escalation.levels: has no value"),
    (", minutes: 6", "", "5: escalation.levels.0.minutes: must be given"),
    ("minutes: 6", "minutes: -6", '5: escalation.levels.0.minutes: "-6" must not be negative'),
    ("minutes: 6", "minutes: 0", '5: escalation.levels.0.minutes: "0" must be more than 0'),
    (
        "minutes: 6",
        "minutes: six",
        '5: escalation.levels.0.minutes: "six" is not a number of minutes; write it as 2 or 2.5',
    ),
    ("minutes: 6", "minutes: 999999999", '5: escalation.levels.0.minutes: "999999999" is too long'),
    (
        "minutes: 6",
        "minutes: [6]",
        "5: escalation.levels.0.minutes: must be one value, not a list or a mapping",
    ),
    (
        "[everyone]",
        "everyone",
        '5: escalation.levels.0.notify: "everyone" must be a list, such as [one, two]',
    ),
    ("[everyone]", "[]", "5: escalation.levels.0.notify: needs at least one"),
    (
        "everyone",
        "rotation:primry",
        '5: escalation.levels.0.notify.0: "rotation:primry" is not in rotations; known are primary',
    ),
    (
        "everyone",
        "person:anna",
        '5: escalation.levels.0.notify.0: "person:anna" is not in people; known are mette',
    ),
    (
        "everyone",
        "manager",
        '5: escalation.levels.0.notify.0: "manager" means nobody; '
        "write rotation:NAME, person:KEY, managers or everyone",
    ),
    (
        "hotline:",
        "hotline:\n  time_zone: Europe/Kopenhagen",
        '2: hotline.time_zone: "Europe/Kopenhagen" is not a known time zone; '
        "write it as Europe/Copenhagen",
    ),
    (
        "hotline:",
        "hotline:\n  time_zone: Europe/Kbh",  # nearest is Europe/Kyiv
        '2: hotline.time_zone: "Europe/Kbh" is not a known time zone; write a continent and one '
        "of its cities, such as Europe/Copenhagen",
    ),
    (
        "hotline:",
        "hotline:\n  time_zone: CEST",  # nearest is EST
        '2: hotline.time_zone: "CEST" is not a known time zone; write a continent and one '
        "of its cities, such as Europe/Copenhagen",
    ),
    (
        "hotline:",
        "hotline:\n  langauges: [da]",
        "2: hotline.langauges: is no key here; did you mean languages?",
    ),
    (
        "hotline:",
        "hotline:\n  languages: [da, dk]",
        '2: hotline.languages.1: "dk" is not a language of the relay; known are da, en, sv, nb, de',
    ),
    ("hotline:", "hotline:\n  languages: []", "2: hotline.languages: needs at least one"),
    (
        "hotline:",
        "hotline:\n  country: XX",
        '2: hotline.country: "XX" is not a country; write it as DK',
    ),
    ("hotline:", "hotline:\n  company:", "2: hotline.company: has no value"),
    (
        "  number",
        "  number: +4529701596\n  number",
        "3: hotline.number: is given twice, first in line 2",
    ),
    (
        "29701595",
        "2970159",
        '2: hotline.number: "+452970159" is not a phone number; write it as +4520123456',
    ),
    ("hotline:", "hotline: &a\n  x: *a", "2: hotline.x: is an alias of another part; write it out"),
    (
        "hotline:",
        "limits: {storm: [3]}\nhotline:",
        "1: limits.storm: must be two figures: [how many, within how many minutes]",
    ),
    (
        "hotline:",
        "limits: {messages_per_second: 0}\nhotline:",
        '1: limits.messages_per_second: "0" is not a number above 0',
    ),
    (
        "hotline:",
        "limits: {messages_per_second: 0.0083}\nhotline:",
        '1: limits.messages_per_second: "0.0083" is too slow to be kept; '
        "write 0.0167 (one a minute) or more",
    ),
    (
        "hotline:",
        "watch: {summary_at: 25.00}\nhotline:",
        '1: watch.summary_at: "25.00" is not a time of day; write it as "07.30"',
    ),
    (
        "hotline:",
        "webshops: {url: '${NOWHERE}'}\nhotline:",
        "1: webshops.url: ${NOWHERE} is not in the environment",
    ),
    (
        "hotline:",
        "webshops: {url: ftp://shops}\nhotline:",
        '1: webshops.url: "ftp://shops" is not a web address; '
        "write it as https://example.dk/shops.csv",
    ),
    (
        "hotline:",
        "webshops: {file: shops.csv}\nhotline:",
        '1: webshops.file: "shops.csv" is not there; put it beside relay.yaml',
    ),
    (
        "hotline:",
        "watch: {canary_to: +4529701595}\nhotline:",
        '1: watch.canary_to: "+4529701595" is the hotline\'s own number; '
        "write another, or leave it empty",
    ),
    (
        "hotline:",
        "hotline:\n  support: ja",
        '2: hotline.support: "ja" is neither an address nor a phone number; '
        "write it as support@example.dk",
    ),
    (
        "minutes: 6",
        "minutes: 0.001",
        '5: escalation.levels.0.minutes: "0.001" is less than a second',
    ),
    (
        "hotline:",
        "hotline:\n  company: !!python/name:os.system x",
        '2: hotline.company: has the tag "!!python/name:os.system"; leave it out',
    ),
    ("hotline:", "hotline: !foo", '1: hotline: has the tag "!foo"; leave it out'),
    (
        "notify: [",
        "notify: !!set [",
        '5: escalation.levels.0.notify: has the tag "!!set"; leave it out',
    ),
    (
        "  number",
        "  !foo number",
        '2: hotline.number: has the tag "!foo"; leave it out',
    ),
]


@pytest.mark.parametrize(("this", "that", "line"), RELAY_FAULTS)
def test_a_wrong_relay_file_is_refused(folder: Folder, this: str, that: str, line: str) -> None:
    assert this in RELAY
    environ = folder(RELAY.replace(this, that, 1))

    lines = refused(environ)

    assert f"relay.yaml:{line}" in lines


ONCALL_FAULTS = [
    ("people:\n", "people: {}\nx:\n", "1: people: needs at least one"),
    ("rotations:", "rotation:", "1: rotations: must be given"),
    ("    phone: +4520123456\n", "", "2: people.mette.phone: must be given"),
    (
        "+4520123456",
        '"2012345"',
        '4: people.mette.phone: "2012345" is not a phone number; write it as +4520123456',
    ),
    (
        "+4520123456",
        "+4529701595",
        '4: people.mette.phone: "+4529701595" is the hotline\'s own number; a person needs another',
    ),
    (
        "rotations:",
        "  lars: {name: Lars, phone: +45 2012 3456}\nrotations:",
        '5: people.lars.phone: "+45 2012 3456" is the phone of mette and lars; '
        "each needs one of their own",
    ),
    (
        "    name",
        "    langauge: da\n    name",
        "3: people.mette.langauge: is no key here; did you mean language?",
    ),
    ("    name", "    hat: red\n    name", "3: people.mette.hat: is no key here"),
    (
        "    name",
        "    role: boss\n    name",
        '3: people.mette.role: "boss" should be engineer or manager',
    ),
    (
        "    name",
        "    demo: perhaps\n    name",
        '3: people.mette.demo: "perhaps" should be true or false',
    ),
    (
        "    name",
        "    notify: [sms, email]\n    name",
        '3: people.mette.notify.1: "email" is not a channel; write sms, voice or an Apprise URL',
    ),
    (
        "  mette:",
        "  Mette Holm:",
        "2: people.Mette Holm: is no key; use small letters and digits, such as mette",
    ),
    (
        "[mette]",
        "[mette, anna]",
        '7: rotations.primary.people.1: "anna" is not in people; known are mette',
    ),
    (
        "  mette:",
        "  Mette:",
        "2: people.Mette: is no key; use small letters and digits, such as mette",
    ),
    ("[mette]", "[]", "7: rotations.primary.people: needs at least one"),
    (
        "[mette]",
        "[mette]\n    every: month",
        '8: rotations.primary.every: "month" should be day or week',
    ),
    (
        "[mette]",
        "[mette]\n    handover: 09:00",
        '8: rotations.primary.handover: "09:00" is not the hand-over of a weekly rotation; '
        "write it as monday 09:00",
    ),
    (
        "[mette]",
        "[mette]\n    handover: monday 9",
        '8: rotations.primary.handover: "monday 9" is not the hand-over of a weekly rotation; '
        "write it as monday 09:00",
    ),
    (
        "[mette]",
        "[mette]\n    every: day\n    handover: 9",
        '9: rotations.primary.handover: "9" is not the hand-over of a daily rotation; '
        "write it as 09:00",
    ),
    (
        "[mette]",
        "[mette]\n    every: day\n    handover: monday 09:00",
        '9: rotations.primary.handover: "monday 09:00" is not the hand-over of a daily rotation; '
        "write it as 09:00",
    ),
    (
        "[mette]",
        "[mette]\n    since: 2026-02-30",
        '8: rotations.primary.since: "2026-02-30" is not a date; write it as 2026-01-05',
    ),
    (
        "[mette]",
        "[mette]\n    calendar: https://example.dk/basic.ics",
        '8: rotations.primary.calendar: "https://example.dk/basic.ics" is not read by this '
        "version; list the people instead",
    ),
    (
        "[mette]",
        "[mette]\n    only: {days: [man]}",
        '8: rotations.primary.only.days.0: "man" is not a day of the week; known are '
        "mon, tue, wed, thu, fri, sat, sun",
    ),
    ("[mette]", "[mette]\n    only:", "8: rotations.primary.only: has no value"),
]


@pytest.mark.parametrize(("this", "that", "line"), ONCALL_FAULTS)
def test_a_wrong_oncall_file_is_refused(folder: Folder, this: str, that: str, line: str) -> None:
    assert this in ONCALL
    environ = folder(oncall=ONCALL.replace(this, that, 1))

    lines = refused(environ)

    assert f"oncall.yaml:{line}" in lines


def test_one_mistake_makes_one_line(folder: Folder) -> None:
    environ = folder(oncall=ONCALL.replace("+4520123456", "2012345"))

    lines = refused(environ)

    assert len(lines) == 1


def test_all_mistakes_are_told_at_once_in_the_order_of_the_files(folder: Folder) -> None:
    environ = folder(
        RELAY.replace("minutes: 6", "minuts: 6") + "privacy: {}\nprivacy: {}\n",
        ONCALL.replace("+4520123456", "12").replace("[mette]", "[anna]"),
        en=sentences(page='"x"', page_everyone='"x"'),
    )

    lines = refused(environ | {"PORT": "80a"})

    assert [line.split(" ")[0] + " " + line.split(" ")[1] for line in lines] == [
        'PORT: "80a"',
        "relay.yaml:5: escalation.levels.0.minutes:",
        "relay.yaml:5: escalation.levels.0.minuts:",
        "relay.yaml:7: privacy:",
        "oncall.yaml:4: people.mette.phone:",
        "oncall.yaml:7: rotations.primary.people.0:",
        "texts/en.yaml:2: page:",
        "texts/en.yaml:4: page_everyone:",
    ]


def test_people_that_are_no_mapping_do_not_accuse_the_rotations(folder: Folder) -> None:
    environ = folder(oncall="people: [mette]\nrotations: {primary: {people: [mette]}}\n")

    lines = refused(environ)

    assert lines == ["oncall.yaml:1: people: must be a mapping (key: value)"]


def test_an_unreadable_file_does_not_accuse_the_other(folder: Folder) -> None:
    environ = folder(RELAY.replace("everyone", "rotation:primary"), "people: [\n")

    lines = refused(environ)

    assert [line.split(":")[0] for line in lines] == ["oncall.yaml"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"people:\n  s\xf8ren: 1\n", "oncall.yaml:2: is not UTF-8 text; save it as UTF-8"),
        (b"people:\n\x00", "oncall.yaml:2: has a character that YAML does not allow"),
        (b"[" * 5000, "oncall.yaml:1: is nested too deeply"),
    ],
)
def test_a_file_that_is_no_text_is_refused(folder: Folder, text: bytes, line: str) -> None:
    environ = folder(oncall=text)

    lines = refused(environ)

    assert lines == [line]


@pytest.mark.parametrize(
    "written",
    [
        "hotline:\n  support: 70 20 30 40",
        "hotline:\n  support: shoporama.dk/support",
        "webshops: {file: mine.csv}\nhotline:",
        "webshops: {url: https://example.dk/shops.csv, file: fetched.csv}\nhotline:",
        "webshops: {file: ''}\nhotline:",
        "watch: {canary_to: +4529701596}\nhotline:",
    ],
)
def test_what_is_as_good_is_taken(folder: Folder, tmp_path: Path, written: str) -> None:
    put(tmp_path / "mine.csv", "domain,name\n")

    settings = load(folder(RELAY.replace("hotline:", written)))

    assert settings.hotline.support  # a refusal would have been raised


def test_missing_files_are_named(tmp_path: Path) -> None:
    environ = {"RELAY_CONFIG": str(tmp_path)}

    lines = refused(environ)

    remedy = "put it there, or let RELAY_CONFIG name the folder that holds it"
    assert lines == [
        f"relay.yaml:1: is missing; {remedy}",
        f"oncall.yaml:1: is missing; {remedy}",
        "texts/da.yaml:1: is missing; hotline.languages needs it: "
        "put it there, or name another language",
    ]


def test_texts_are_read_by_language_and_key(folder: Folder) -> None:
    settings = load(folder(en=sentences(page_late='"Late {{:-)}}"')))

    assert settings.texts.say("da", "page_late") == "Forsinket"
    assert settings.texts.say("en", "page_late") == "Late {:-)}"
    assert settings.texts.by_language["da"].keys() == SENTENCES.keys()


PAGE = "{answer}, {call}, {extent}, {lead}, {number}, {problem}, {shop}"
TEXT_FAULTS = [
    # (the file, what is said)
    (
        sentences(page=f'"{PAGE}"').replace("{answer}", "{svaret}"),
        f"2: page: {{svaret}} is not known here; must have the placeholders {PAGE}",
    ),
    (
        sentences(page=f'"{PAGE} {{who}} {{}}"'),
        f"2: page: {{}}, {{who}} is not known here; must have the placeholders {PAGE}",
    ),
    # A name with a format is another thing: no value of ours can be filled in as a number.
    (
        sentences(page=f'"{PAGE}"').replace("{answer}", "{answer:d}"),
        f"2: page: {{answer:d}} is not known here; must have the placeholders {PAGE}",
    ),
    (
        sentences(page=f'"{PAGE}"').replace("{answer}", "{answer!x}"),
        f"2: page: {{answer!x}} is not known here; must have the placeholders {PAGE}",
    ),
    (sentences(page='"x"'), f"2: page: must have the placeholders {PAGE}"),
    (
        sentences(at='"{who}"'),
        "1: at: {who} is not known here; must have no placeholders",
    ),
    (sentences(page='"{answer"'), "2: page: has a brace without its partner; write {{ or }}"),
    (sentences(at='""'), "1: at: has no value"),
    (
        sentences(at=f'"{"x" * 307}"'),
        "1: at: is 307 characters long; two texts hold 306, and what is filled in",
    ),
    (
        sentences(at='"se www.shoporama.dk"'),
        "1: at: must have no link, domain or mail address: carriers filter them",
    ),
    (sentences(page="[a]"), "2: page: must be a text"),
    (sentences(page="{take: a}"), "2: page: must be a text"),
    (sentences().replace("page:", "pgae:", 1), "2: pgae: is no key here; did you mean page?"),
    (sentences().replace("page:", "pgae:", 1), "1: page: must be given"),
    ("- a\n", "1: must be a mapping (key: text)"),
]


@pytest.mark.parametrize(("text", "line"), TEXT_FAULTS)
@pytest.mark.parametrize("language", ["da", "en"])  # the hotline's first, and another
def test_texts_that_the_code_cannot_speak_are_refused(
    folder: Folder, language: str, text: str, line: str
) -> None:
    environ = folder(**{language: text})

    lines = refused(environ)

    assert f"texts/{language}.yaml:{line}" in lines


def test_a_mistake_in_every_language_is_told_of_each(folder: Folder) -> None:
    text = sentences(page_everyone='"{minuts}"')

    lines = refused(folder(da=text, en=text))

    assert lines == [
        f"texts/{language}.yaml:4: page_everyone: {{minuts}} is not known here; "
        "must have the placeholders {minutes}"
        for language in ("da", "en")
    ]


def spoken_in_code() -> set[str]:
    """The keys given to `say` as they stand, in all of the code."""
    calls = [
        node
        for path in sorted((SHIPPED.parent / "relay").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "say"
    ]
    return {
        part.value
        for call in calls
        for argument in call.args
        for part in _choices(argument)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def _choices(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return [*_choices(node.body), *_choices(node.orelse)]
    return [node]


def test_every_sentence_the_code_speaks_is_in_the_table() -> None:
    spoken = spoken_in_code()

    assert {"page", "noted", "unclear", "receipt_no_call", "voice_hotline"} <= spoken
    assert spoken - SENTENCES.keys() == set()


def test_the_environment_has_defaults(folder: Folder) -> None:
    environment = load(folder()).environment

    assert environment.database_url == "sqlite:///var/relay.db"
    assert environment.public_url == "http://127.0.0.1:8000"
    assert environment.twilio_api_url == "https://api.twilio.com"
    assert (environment.host, environment.port, environment.emulator_port) == (
        "127.0.0.1",
        8000,
        8010,
    )
    assert environment.web_concurrency == 2
    assert environment.twilio_auth_tokens == environment.encryption_keys == ()
    assert environment.secret_key is environment.twilio_account_sid is None


def test_the_environment_is_read(folder: Folder, tmp_path: Path) -> None:
    put(tmp_path / "database", "postgres://u:pw@db/relay\n")
    given = {
        "DATABASE_URL_FILE": str(tmp_path / "database"),
        "DATABASE_URL": "sqlite:///other.db",  # the file goes before it
        "PORT": "9000",
        "HEARTBEAT_URL": "https://hc.example.dk/p1ng",
        "BACKUP_CARRIER_URL": "bulksms://u:p4ss@45",
        "TWILIO_API_URL": "http://127.0.0.1:8010/",
        "EMULATOR_PORT": "",  # empty is not set
    }

    environment = load(folder() | given | ACCOUNT | KEYS).environment

    assert environment.database_url == "postgresql://u:pw@db/relay"
    assert environment.public_url == "http://127.0.0.1:9000"
    assert environment.twilio_auth_tokens == ("new", "old")
    assert environment.twilio_api_url == "http://127.0.0.1:8010"
    assert environment.emulator_port == 8010
    assert not environment.has_real_carrier
    shown = repr(environment)
    secrets = ("pw", "old", "p1ng", "p4ss", KEYS["SECRET_KEY"], KEYS["ENCRYPTION_KEYS"])
    assert [secret for secret in secrets if secret in shown] == []


@pytest.mark.parametrize(
    ("environ", "line"),
    [
        *(
            (
                {name: value},
                f'{name}: "{value}" is not a port; write a number from 1 to 65535, such as 8100',
            )
            for name, value in (("PORT", "80a"), ("PORT", "65536"), ("EMULATOR_PORT", "0"))
        ),
        ({"WEB_CONCURRENCY": "0"}, 'WEB_CONCURRENCY: "0" is not a whole number from 1'),
        (
            {"DATABASE_URL": "mysql://u:pw@h/x"},
            "DATABASE_URL: must be sqlite:///var/relay.db or postgresql://user:password@host/name",
        ),
        (
            {"DATABASE_URL": "postgresql://u:p4ss@w0rd@127.0.0.1:1/x"},
            "DATABASE_URL: has more than one @; one in the user or password is written %40",
        ),
        (
            {"DATABASE_URL": "postgresql://u:pw@h:port/x"},
            "DATABASE_URL: must be sqlite:///var/relay.db or postgresql://user:password@host/name",
        ),
        *(
            (
                {"DATABASE_URL": url},
                "DATABASE_URL: must name a file, such as sqlite:///var/relay.db; "
                "memory keeps nothing",
            )
            for url in (
                "sqlite://",
                "sqlite:///",
                "sqlite:///:memory:",
                "sqlite:///?timeout=5",
                "sqlite:///file:x?mode=memory&cache=shared&uri=true",
            )
        ),
        (
            {"PUBLIC_URL": "relay.dk"},
            'PUBLIC_URL: "relay.dk" is not a web address; write it as https://relay.example.dk',
        ),
        *(
            (
                {"PUBLIC_URL": url},
                f'PUBLIC_URL: "{url}" is not a web address; write it as https://relay.example.dk',
            )
            for url in ("https://relay.dk:99999", "https://relay.dk:0", "https://relay.dk:x")
        ),
        (
            {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": " ,"},
            "TWILIO_AUTH_TOKEN: is not set; the two Twilio variables go together",
        ),
        (
            {"TWILIO_API_URL": "http://api.example.dk"},
            'TWILIO_API_URL: "http://api.example.dk" must be https, or on this machine',
        ),
        (
            {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t"},
            'TWILIO_ACCOUNT_SID: "AC1" is not a Twilio account; '
            "it is AC and 32 digits or letters a to f",
        ),
        (
            {"TWILIO_AUTH_TOKEN": "t"},
            "TWILIO_ACCOUNT_SID: is not set; the two Twilio variables go together",
        ),
        (
            {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32},
            "TWILIO_AUTH_TOKEN: is not set; the two Twilio variables go together",
        ),
        ({"SECRET_KEY": "hush"}, "SECRET_KEY: is shorter than 32 characters"),
        (
            {"ENCRYPTION_KEYS": KEYS["ENCRYPTION_KEYS"] + ",hush"},
            "ENCRYPTION_KEYS: has a key that is not a Fernet key; "
            "each is 43 letters, digits, - or _ and then =, with a comma between two",
        ),
        (
            {"BACKUP_CARRIER_URL": "hush"},
            "BACKUP_CARRIER_URL: is not an Apprise URL; "
            "write it as bulksms://user:password@4520123456",
        ),
        (
            {"HEARTBEAT_URL": "hush"},
            "HEARTBEAT_URL: is not a web address; write it as https://example.dk/ping",
        ),
        ({"SECRET_KEY_FILE": "/nowhere/x"}, 'SECRET_KEY_FILE: "/nowhere/x" cannot be read'),
    ],
)
def test_a_wrong_variable_is_refused(folder: Folder, environ: dict[str, str], line: str) -> None:
    lines = refused(folder() | environ)

    assert lines == [line]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////srv/relay.db",
        "postgresql://relay:p#s/w:rd@db.example.dk:5432/relay?sslmode=require",
        "postgresql://postgres:@/postgres?host=/run/postgresql",
        "postgresql+psycopg://relay@[::1]:5432/relay",
        "postgresql://db/relay",
    ],
)
def test_a_good_database_is_taken_as_written(folder: Folder, url: str) -> None:
    environment = load(folder() | {"DATABASE_URL": url}).environment

    assert environment.database_url == url


@pytest.mark.parametrize(
    ("host", "address"), [("::1", "[::1]:8000"), ("127.0.0.1", "127.0.0.1:8000")]
)
def test_an_address_of_colons_stands_in_brackets(folder: Folder, host: str, address: str) -> None:
    assert load(folder() | {"HOST": host}).environment.listens_at == address


def test_a_real_carrier_needs_https_and_real_people(folder: Folder) -> None:
    environ = folder(oncall=ONCALL.replace("    name", "    demo: true\n    name")) | ACCOUNT

    lines = refused(environ)

    assert lines == [
        'PUBLIC_URL: "http://127.0.0.1:8000" must be https with a real carrier',
        "oncall.yaml:3: people.mette.demo: is refused with a real carrier",
    ]


def test_a_real_carrier_with_real_people_is_fine(folder: Folder) -> None:
    environ = folder() | ACCOUNT | {"PUBLIC_URL": "https://relay.example.dk/"}

    environment = load(environ).environment

    assert environment.has_real_carrier
    assert environment.public_url == "https://relay.example.dk"


class Seconds:
    """A monotonic clock moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_edit_is_taken_up_after_a_second(folder: Folder) -> None:
    seconds = Seconds()
    live = Live(folder(), seconds)
    before = live.current()
    folder(oncall=ONCALL.replace("Mette Holm", "Mette Holm-Friis"))

    seconds.now += 0.9
    soon = live.current()
    seconds.now += 0.1
    later = live.current()

    assert soon is before
    assert later.people["mette"].name == "Mette Holm-Friis"
    assert live.current() is later


def test_a_text_file_is_looked_at_too(folder: Folder, tmp_path: Path) -> None:
    seconds = Seconds()
    live = Live(folder(), seconds)
    put(tmp_path / "texts" / "da.yaml", DANISH.replace("Forsinket", "For sent"))

    seconds.now += 1

    assert live.current().texts.say("da", "page_late") == "For sent"


def test_an_edit_of_the_same_length_is_taken_up(folder: Folder, tmp_path: Path) -> None:
    seconds = Seconds()
    live = Live(folder(), seconds)
    put(tmp_path / "oncall.yaml", ONCALL.replace("Mette Holm", "Mette Bang"))
    os.utime(tmp_path / "oncall.yaml", ns=(0, 1_000))

    seconds.now += 1

    assert live.current().people["mette"].name == "Mette Bang"


def test_a_bad_edit_keeps_the_old_settings_and_is_logged_once(
    folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = Seconds()
    live = Live(folder(), seconds)
    before = live.current()
    folder(oncall=ONCALL.replace("+4520123456", "12"))

    kept = []
    for _ in range(3):
        seconds.now += 1
        kept.append(live.current())

    assert kept == [before] * 3
    assert len(live.complaint) == 1
    assert '"12" is not a phone number' in live.complaint[0]
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1
    assert live.complaint[0] in errors[0].getMessage()


def test_an_edit_with_a_channel_that_cannot_be_used_is_not_taken_up(folder: Folder) -> None:
    def can_use(channel: str) -> bool:
        return channel.startswith("ntfy://")

    seconds = Seconds()
    live = Live(folder(oncall=ONCALL_WITH.format("ntfy://right")), seconds, can_use)
    before = live.current()
    folder(oncall=ONCALL_WITH.format("bogus://hush-hush"))

    seconds.now += 1

    assert live.current() is before
    (line,) = live.complaint
    assert re.search(r"oncall\.yaml:\d+: people\.mette\.notify\.1: cannot be used; give sms", line)
    assert "hush" not in line


def test_a_complaint_ends_with_the_mistake(folder: Folder) -> None:
    seconds = Seconds()
    live = Live(folder(), seconds)
    folder(oncall="")
    seconds.now += 1
    live.current()
    folder()

    seconds.now += 1
    settings = live.current()

    assert live.complaint == ()
    assert list(settings.people) == ["mette"]


def test_a_folder_that_is_gone_keeps_the_old_settings(folder: Folder, tmp_path: Path) -> None:
    seconds = Seconds()
    live = Live(folder(), seconds)
    before = live.current()
    shutil.rmtree(tmp_path)

    seconds.now += 1

    assert live.current() is before
    assert len(live.complaint) == 3


def test_bad_settings_at_the_start_are_refused(folder: Folder) -> None:
    environ = folder(oncall="")

    with pytest.raises(BadSettings, match="is empty"):
        Live(environ)


def test_secrets_are_made_once(tmp_path: Path) -> None:
    var = tmp_path / "some" / "var"

    first = keep_secrets(var)
    second = keep_secrets(var)

    assert first == second
    assert sorted(first) == ["ENCRYPTION_KEYS", "SECRET_KEY"]
    assert stat.S_IMODE(var.stat().st_mode) == 0o700
    assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in var.iterdir()] == [
        ("secrets.json", 0o600)
    ]


def test_kept_secrets_are_good_ones(folder: Folder, tmp_path: Path) -> None:
    environment = load(folder() | keep_secrets(tmp_path / "var")).environment

    require_secrets(environment)

    assert (
        environment.secret_key
        != load(folder() | keep_secrets(tmp_path / "b")).environment.secret_key
    )


def test_starts_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(keep_secrets, [tmp_path / "var"] * 8))

    assert all(one == made[0] for one in made)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"SECRET_KEY": "x"}'])
def test_damaged_secrets_are_refused_and_left_alone(tmp_path: Path, damage: str) -> None:
    put(tmp_path / "secrets.json", damage)

    with pytest.raises(BadSettings, match=r"secrets\.json"):
        keep_secrets(tmp_path)

    assert (tmp_path / "secrets.json").read_text() == damage


def test_open_files_of_secrets_are_closed(tmp_path: Path) -> None:
    keep_secrets(tmp_path)
    os.chmod(tmp_path, 0o755)
    os.chmod(tmp_path / "secrets.json", 0o644)

    keep_secrets(tmp_path)

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ["SECRET_KEY", "ENCRYPTION_KEYS"]),
        ({"SECRET_KEY": KEYS["SECRET_KEY"]}, ["ENCRYPTION_KEYS"]),
        ({"ENCRYPTION_KEYS": KEYS["ENCRYPTION_KEYS"]}, ["SECRET_KEY"]),
    ],
)
def test_missing_secrets_are_named(folder: Folder, given: dict[str, str], names: list[str]) -> None:
    environment = load(folder() | given).environment

    with pytest.raises(BadSettings) as bad:
        require_secrets(environment)

    assert [line.split(":")[0] for line in bad.value.lines] == names


def test_the_example_names_every_variable(folder: Folder) -> None:
    example = (SHIPPED / "example.env").read_text("utf-8")
    given = dict(
        line.split("=", 1) for line in example.splitlines() if line and not line.startswith("#")
    )

    plain = load(folder()).environment
    with_example = load(folder() | given | folder()).environment

    assert with_example == plain
