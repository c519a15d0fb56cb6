"""The sentences of every language: texts/*.yaml."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from relay.core.sentences import SENTENCES
from relay.core.words import Texts, looks_like_link
from relay.settings.document import Document
from relay.settings.refusals import unknown_key

LONGEST = 306  # characters of a sentence; of two texts in the alphabet of the network


def read_texts(
    folder: Path, default: str, speakers: Mapping[str, Sequence[str]]
) -> tuple[Texts, list[str]]:
    """Every sentence of every language, and what is wrong with them.

    Args:
        folder: where the files are.
        default: the language of whoever speaks none of them.
        speakers: the keys of the settings that need a language, by language.
    """
    paths = sorted(folder.glob("*.yaml"))
    read = {path.stem: _read(path, _state(path)) for path in paths}
    by_language = {name: sentences for name, (sentences, _) in read.items()}
    lines = [line for _, faults in read.values() for line in faults]
    for language in (name for name in speakers if name not in read):
        lines.append(f"{folder / language}.yaml:1: is missing; {_needed(speakers[language])}")
    return Texts(MappingProxyType(by_language), default), lines


def _needed(keys: Sequence[str]) -> str:
    who = " and ".join((", ".join(keys[:-1]), keys[-1]) if keys[1:] else keys)
    verb = "need" if keys[1:] else "needs"
    return f"{who} {verb} it: put it there, or name another language"


@lru_cache(maxsize=32)
def _read(path: Path, _as_it_is: object) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """A file's sentences and what is wrong with them; read again when it is not as it was."""
    document = Document(path)
    sentences = MappingProxyType(_checked(document))
    return sentences, tuple(document.lines)


def _state(path: Path) -> object:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _checked(document: Document) -> Mapping[str, str]:
    """The sentences of a file; what the code cannot speak is refused."""
    if document.data is None:
        return {}
    if not isinstance(document.data, dict):
        document.refuse((), "must be a mapping (key: text)")
        return {}
    for key in SENTENCES.keys() - document.data.keys():
        document.refuse((key,), "must be given")
    return {key: text for key, text in document.data.items() if _is_sentence(document, key, text)}


def _is_sentence(document: Document, key: str, text: object) -> bool:
    fault = _fault(key, text)
    if fault:
        document.refuse((key,), fault)
    return not fault


def _fault(key: str, text: object) -> str:
    """What is wrong with a sentence; empty when nothing is."""
    if key not in SENTENCES:
        return unknown_key(key, SENTENCES)
    if not isinstance(text, str):
        return "must be a text"
    if not text.strip():
        return "has no value"
    if len(text) > LONGEST:
        return f"is {len(text)} characters long; two texts hold {LONGEST}, and what is filled in"
    if looks_like_link(text):
        return "must have no link, domain or mail address: carriers filter them"
    try:
        found = set(_places(text))
    except ValueError:
        return "has a brace without its partner; write {{ or }}"
    wanted = SENTENCES[key]
    if found == wanted:
        return ""
    rule = (
        f"must have the placeholders {_braced(wanted)}" if wanted else "must have no placeholders"
    )
    if not found - wanted:
        return rule
    return f"{_braced(found - wanted)} is not known here; {rule}"


def _places(text: str) -> Iterable[str]:
    """What stands in braces, as written: a name with a format is not the name alone."""
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            yield name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
