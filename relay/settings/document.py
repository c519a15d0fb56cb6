"""A YAML file: what it says, on which line, and what is wrong with it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from relay.settings.around import Around
from relay.settings.environment import Variables
from relay.settings.refusals import quoted, unknown_key

T = TypeVar("T")
KeyPath = tuple[str | int, ...]  # ("people", "mette", "notify", 0)

_UNTAGGED = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}
_FAULTS = {  # what pydantic calls a fault, and what a manager is told
    "missing": "must be given",
    "dataclass_type": "must be a mapping (key: value)",
    "dict_type": "must be a mapping (key: value)",
    "tuple_type": "must be a list, such as [one, two]",
    "string_type": "must be one value, not a list or a mapping",
    "too_short": "needs at least one",
    "bool_parsing": "should be true or false",
    "bool_type": "should be true or false",
}


class Document:
    """A YAML file as plain strings, lists and mappings; faults are gathered, one a place."""

    def __init__(self, path: Path, variables: Variables | None = None) -> None:
        self.name = str(path)
        self.data: object = None
        self._variables = variables
        self._lines: dict[KeyPath, int] = {(): 1}
        self._written: dict[KeyPath, str] = {}
        self._seen: set[yaml.Node] = set()
        self._faults: dict[KeyPath, tuple[int, str]] = {}
        text = self._text(path)
        try:
            if text is not None and (root := self._compose(text)):
                self.data = self._plain(root, ())
        except RecursionError:
            self.refuse((), "is nested too deeply")

    @property
    def lines(self) -> list[str]:
        """The faults, in the order of the file."""
        return [
            f"{self.name}:{line}: {'.'.join(map(str, path))}{': ' if path else ''}{text}"
            for path, (line, text) in sorted(self._faults.items(), key=lambda fault: fault[1][0])
        ]

    def refuse(self, path: KeyPath, text: str, line: int | None = None) -> None:
        """Note a fault at a place, unless one is known there."""
        known = next(path[:n] for n in range(len(path), -1, -1) if path[:n] in self._lines)
        self._faults.setdefault(path, (line or self._lines[known], text))

    def check(self, shape: TypeAdapter[T], around: Around) -> T | None:
        """The file in its shape; None, and the faults noted, when it has another."""
        if self.data is None:
            return None
        try:
            return shape.validate_python(self.data, context=around)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                if fault["type"] == "too_short" and fault["input"]:
                    continue  # All its items are wrong, and each is told already.
                path = tuple(step for step in fault["loc"] if step != "[key]")
                words = fault["msg"].removeprefix("Value error, ")
                self.refuse(path, self._explain(fault["type"], words, path, shape))
            return None

    def _explain(self, fault: str, words: str, path: KeyPath, shape: TypeAdapter[T]) -> str:
        if fault == "unexpected_keyword_argument":
            schema = shape.json_schema()
            parts = [schema, *schema["$defs"].values()]
            known = {key for part in parts for key in part.get("properties", ())}
            return unknown_key(str(path[-1]), known)
        if fault == "enum":
            words = words.replace("Input should", "should").replace("'", "")
        text = _FAULTS.get(fault, words)
        written = self._written.get(path)
        if written == "":
            return "has no value"
        return text if written is None else f"{quoted(written)} {text}"

    def _text(self, path: Path) -> str | None:
        try:
            return path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            remedy = "put it there, or let RELAY_CONFIG name the folder that holds it"
            self.refuse((), f"is missing; {remedy}")
        except OSError as error:
            self.refuse((), f"cannot be read: {error.strerror}")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self.refuse((), "is not UTF-8 text; save it as UTF-8", line)
        return None

    def _compose(self, text: str) -> yaml.Node | None:
        try:
            root: yaml.Node | None = _quickly(text)
        except yaml.MarkedYAMLError as error:
            # What is not closed is noticed later than where it was opened.
            opened = (error.context or "").startswith("while parsing a flow")
            mark = error.context_mark if opened else error.problem_mark
            words = "a tab; indent with spaces" if "'\\t'" in str(error.problem) else error.problem
            self.refuse((), f"is not YAML: {words}", mark.line + 1 if mark else 1)
            return None
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self.refuse((), "has a character that YAML does not allow", line)
            return None
        if root is None:
            self.refuse((), "is empty")
        return root

    def _plain(self, node: yaml.Node, path: KeyPath) -> object:
        self._refuse_tag(node, path)
        if isinstance(node, yaml.ScalarNode):
            self._written[path] = node.value
            return self._filled_in(node.value, path, self._variables)
        if node in self._seen:
            self.refuse(path, "is an alias of another part; write it out")
            return None
        self._seen.add(node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        return [self._item(item, (*path, n)) for n, item in enumerate(node.value)]

    def _refuse_tag(self, node: yaml.Node, path: KeyPath) -> None:
        """A tag asks for another kind of value, or for something to be done: neither is."""
        if node.tag not in _UNTAGGED:
            tag = re.sub(r"^tag:yaml\.org,2002:", "!!", node.tag)
            line = node.start_mark.line + 1
            self.refuse(path, f"has the tag {quoted(tag)}; leave it out", line)

    def _item(self, node: yaml.Node, path: KeyPath) -> object:
        self._lines[path] = node.start_mark.line + 1
        return self._plain(node, path)

    def _pairs(self, node: yaml.MappingNode, path: KeyPath) -> Iterator[tuple[str, object]]:
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.refuse(path, "has a key that is not plain text", line)
                continue
            self._refuse_tag(key, (*path, key.value))
            place = (*path, key.value)
            if place in self._lines:
                self.refuse(place, f"is given twice, first in line {self._lines[place]}", line)
                continue
            self._lines[place] = line
            yield key.value, self._plain(value, place)

    def _filled_in(self, value: str, path: KeyPath, variables: Variables | None) -> str:
        """A value with each ${NAME} taken from the environment, where that is to be done."""
        if variables is None:
            return value

        def take(match: re.Match[str]) -> str:
            found = variables.get(match[1])
            if found is None:
                self.refuse(path, f"{match[0]} is not in the environment")
            return found or ""

        return re.sub(r"\$\{(\w+)\}", take, value)


def _quickly(text: str) -> yaml.Node | None:
    """The document by the C library where there is one; its words on a mistake are the slow ones'.

    Raises:
        yaml.YAMLError: when the text is not YAML.
    """
    if yaml.__with_libyaml__:
        with suppress(yaml.YAMLError):
            root: yaml.Node | None = yaml.compose(text, Loader=yaml.CBaseLoader)
            return root
    return yaml.compose(text, Loader=yaml.BaseLoader)
