"""The sentences of every language: texts/*.yaml."""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from relay.core.words import Texts
from relay.settings.document import Document, KeyPath
from relay.settings.refusals import unknown_key


def read_texts(folder: Path, default: str) -> tuple[Texts, list[str]]:
    """Every sentence of every language, and what is wrong with them."""
    documents = {
        path.stem: Document(path)
        for path in sorted({*folder.glob("*.yaml"), folder / f"{default}.yaml"})
    }
    sentences = {name: _flat(document) for name, document in documents.items()}
    model = sentences[default]
    for name, document in documents.items():
        if name != default and model and sentences[name]:
            _compare(document, sentences[name], model, documents[default].name)
    lines = [line for document in documents.values() for line in document.lines]
    by_language = {name: MappingProxyType(texts) for name, texts in sentences.items()}
    return Texts(MappingProxyType(by_language), default), lines


def _flat(document: Document) -> dict[str, str]:
    """Nested sentences by their dotted keys."""
    found: dict[str, str] = {}

    def walk(part: object, path: KeyPath) -> None:
        if isinstance(part, dict):
            for key, value in part.items():
                walk(value, (*path, key))
        elif isinstance(part, str) and path:
            found[".".join(map(str, path))] = part
            if _places(part) is None:
                document.refuse(path, "has a brace without its partner; write {{ or }}")
        elif part is not None:
            document.refuse(path, "must be a text, or a mapping of texts")

    walk(document.data, ())
    return found


def _compare(
    document: Document, texts: Mapping[str, str], model: Mapping[str, str], model_name: str
) -> None:
    """Refuse what differs from the default language's file, but for the wording."""
    for key in model.keys() - texts.keys():
        document.refuse(tuple(key.split(".")), f"must be given, as in {model_name}")
    for key in texts.keys() - model.keys():
        document.refuse(tuple(key.split(".")), unknown_key(key, model))
    for key in model.keys() & texts.keys():
        own, other = _places(texts[key]), _places(model[key])
        if own is not None and other is not None and own != other:
            wanted = ", ".join(f"{{{name}}}" for name in sorted(other)) or "none"
            document.refuse(tuple(key.split(".")), f"must have the placeholders {wanted}")


def _places(text: str) -> set[str] | None:
    """The names in braces; None when the braces do not match."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
