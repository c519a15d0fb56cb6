"""Who may import whom, and who may read the clock: the table of the rooms, checked."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "relay"
BELOW_APP = {
    *("actions", "asides", "bells", "broadcast", "bundles", "checkup", "clock", "core", "demo"),
    *("desk", "emulator", "hand"),
    *(
        "health",
        "inbox",
        "logs",
        "matters",
        "memory",
        "notify",
        "outage",
        "outbox",
        "outcomes",
        "pager",
    ),
    *("parts", "minder", "reconcile", "summary"),
    *("second_path", "selfwatch", "server", "settings", "sms", "spool", "steps", "store"),
    *("telling", "texting", "undoing", "web", "webshops", "worker"),
}

# Room: what it may import from relay, and from outside the standard library.
RULES: dict[str, tuple[set[str], set[str]]] = {
    "core": ({"core"}, {"phonenumbers", "publicsuffixlist", "anyascii", "rapidfuzz"}),
    "clock": (set(), set()),
    "logs": ({"core"}, set()),
    "memory": (set(), set()),
    "server": ({"memory"}, {"flask", "waitress"}),
    "settings": ({"core", "settings"}, {"yaml", "pydantic"}),
    "store": (
        {"core", "store"},
        {"sqlalchemy", "alembic", "psycopg", "pysqlite3", "argon2"},
    ),
    "sms": ({"core", "sms"}, {"twilio", "requests", "urllib3", "apprise"}),
    "parts": ({"clock", "settings", "store.db", "webshops"}, set()),
    "texting": ({"core", "settings", "store"}, {"sqlalchemy"}),
    "bundles": ({"core", "settings", "store"}, {"sqlalchemy"}),
    "telling": ({"core", "settings", "store", "texting"}, {"sqlalchemy"}),
    "actions": ({"core", "bundles", "settings", "store", "telling", "texting"}, {"sqlalchemy"}),
    "asides": ({"core", "actions", "broadcast", "store", "telling"}, set()),
    "undoing": ({"core", "actions", "asides", "store", "telling"}, {"sqlalchemy"}),
    "outage": (
        {"core", "actions", "settings", "store", "telling", "texting", "undoing"},
        {"sqlalchemy"},
    ),
    "broadcast": ({"core", "actions", "settings", "store", "telling", "texting"}, {"sqlalchemy"}),
    "steps": (
        {
            *("core", "matters", "actions", "bundles", "holders", "outage"),
            *("second_path", "parts", "settings", "store", "telling"),
        },
        {"sqlalchemy"},
    ),
    "holders": (
        {"core", "actions", "second_path", "parts", "store", "telling", "texting"},
        {"sqlalchemy"},
    ),
    "second_path": ({"bundles", "core", "parts", "settings", "store", "texting"}, {"sqlalchemy"}),
    "outcomes": (
        {"core", "holders", "second_path", "steps", "parts", "store", "sms.gateway"},
        {"sqlalchemy"},
    ),
    "inbox": (
        {
            *("core", "actions", "broadcast", "matters", "outage", "outcomes", "steps"),
            *("holders", "second_path"),
            *("parts", "settings", "store", "telling", "texting", "inbox"),
        },
        {"sqlalchemy"},
    ),
    "desk": ({"core", "actions", "desk", "parts", "settings", "store", "telling"}, {"sqlalchemy"}),
    "health": ({"core", "parts", "store", "inbox"}, {"sqlalchemy"}),
    "reconcile": (
        {"core", "inbox", "parts", "settings", "store", "texting", "sms.gateway"},
        {"sqlalchemy"},
    ),
    "spool": ({"core", "inbox"}, set()),
    "minder": (
        {"core", "inbox", "parts", "settings", "spool", "store.faults", "sms.alarm", "sms.gateway"},
        set(),
    ),
    "selfwatch": (
        {"core", "parts", "settings", "store", "texting", "sms.alarm", "sms.gateway"},
        {"sqlalchemy", "requests"},
    ),
    "bells": ({"parts", "store.db"}, set()),
    "hand": (set(), set()),
    "summary": ({"core", "parts", "settings", "store", "texting"}, {"sqlalchemy"}),
    "matters": ({"core", "parts", "settings", "store", "texting"}, {"sqlalchemy"}),
    "checkup": (
        {"core", "second_path", "parts", "settings", "store", "sms.gateway"},
        {"sqlalchemy"},
    ),
    "notify": ({"bells", "parts", "store.db"}, {"psycopg"}),
    "pager": (
        {"core", "inbox", "matters", "steps", "parts", "settings", "store"},
        {"sqlalchemy"},
    ),
    "outbox": (
        {"core", "outcomes", "second_path", "parts", "store", "sms.gateway"},
        {"sqlalchemy"},
    ),
    "web": (
        {
            *("core", "inbox", "desk", "health", "parts", "settings", "web"),
            *("minder", "sms.signature", "sms.voice", "spool", "store.faults"),
        },
        {"flask", "flask_wtf", "flask_babel", "werkzeug", "babel"},
    ),
    "emulator": (
        {"core", "clock", "emulator", "sms.gateway"},
        {"flask", "twilio", "requests", "waitress", "werkzeug", "phonenumbers"},
    ),
    "app": (BELOW_APP - {"worker", "emulator", "demo"}, {"flask"}),
    "webshops": ({"core", "memory"}, {"requests"}),
    "worker": (
        {
            *(
                "checkup",
                "clock",
                "hand",
                "matters",
                "notify",
                "outbox",
                "pager",
                "parts",
                "reconcile",
            ),
            *("selfwatch", "settings", "sms.gateway", "store.db", "store.faults", "summary"),
            "webshops",
        },
        {"apscheduler"},
    ),
    "demo": ({"settings"}, set()),
    "simulate": (BELOW_APP | {"app", "simulate"}, {"flask", "sqlalchemy", "werkzeug"}),
    "cli": (BELOW_APP | {"app", "cli", "simulate"}, {"click"}),
    "__main__": ({"cli"}, set()),
    "__init__": (set(), set()),
}
STANDARD = __import__("sys").stdlib_module_names
IMPURE = {"time", "random", "os", "io", "socket", "logging", "subprocess", "threading", "secrets"}
# Beside the clock: how long something took, or may take, is not what time it is.
CLOCK = {"now", "utcnow", "today"}


def files() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]


def room(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            module = node.module or ""
            if module == "relay" or module in PACKAGES:
                yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield module, node.lineno


PACKAGES = {
    ".".join(("relay", *path.parent.relative_to(ROOT).parts)) for path in ROOT.rglob("__init__.py")
}


def offences(source: str, name: str) -> list[str]:
    """What a file of a room does that the room may not."""
    own, outside = RULES[name]
    tree = ast.parse(source)
    found = []
    for module, line in imports(tree):
        top, _, rest = module.partition(".")
        if top == "relay":
            if rest and not any(rest == ok or rest.startswith(f"{ok}.") for ok in own):
                found.append(f"{line}: {module}")
        elif top not in STANDARD:
            if top not in outside:
                found.append(f"{line}: {module}")
        elif name == "core" and top in IMPURE:
            found.append(f"{line}: {module}")
    if name != "clock":
        found += [f"{line}: the clock" for line in clock_readings(tree)]
    return found + [f"{line}: an import inside a function" for line in hidden_imports(tree)]


def clock_readings(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = ast.unparse(node.func.value)
        if node.func.attr in CLOCK and owner in ("datetime", "datetime.datetime", "date"):
            yield node.lineno
        if ast.unparse(node.func) in ("time.time", "func.now"):
            yield node.lineno


def hidden_imports(tree: ast.AST) -> Iterator[int]:
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(outer):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node.lineno


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_room_keeps_its_rules(path: Path) -> None:
    assert offences(path.read_text("utf-8"), room(path)) == []


def test_every_room_has_a_rule() -> None:
    assert {room(path) for path in files()} == set(RULES)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("core", "import logging"),
        ("core", "import flask"),
        ("core", "from relay.store import db"),
        ("core", "from relay import store"),
        ("web", "from relay import pager"),
        ("web", "from relay import outbox"),
        ("web", "from relay.sms.gateway import Gateway"),
        ("web", "import sqlalchemy"),
        ("inbox", "from datetime import datetime\ndatetime.now()"),
        ("pager", "def f():\n    import os"),
        ("parts", "from relay.store import outbox"),
        ("store", "from sqlalchemy import func\nfunc.now()"),
    ],
)
def test_planted_offence_is_found(name: str, source: str) -> None:
    assert offences(source, name) != []
