"""Labels of a form that are spelled with a slip: "Nanv", "Webhsop", "Tlefon"."""

from functools import lru_cache
from itertools import pairwise

from relay.core.reading.fields.given_names import is_given_name
from relay.core.reading.wording import listed

_LABELS = frozenset(
    listed(
        "navn name namn webshop shop butik butikk webbutik webbutikk nettbutikk nettbutik netbutik"
        " webbshop website hjemmeside hemsida nettside webseite webside homepage onlineshop"
        " geschäft problem fejl feil fehler issue beskrivelse beskrivning description beschreibung"
        " telefon telefonnummer telefonnr tlf mobil mobile mobilnummer mobilnr phone number nummer"
        " kontakt contact rückruf"
    )
)
_FEWEST_LETTERS = 4  # of a label of which one is left out or changed
_CHANGED_FROM = 6  # letters: "stop" is no "shop"
# What is a word of its own, or a label that has its own row.
_ORDINARY = frozenset(
    listed(
        "nav nave navne navnet names named namen nam nan nae same hop sop sho shops butiks butiken"
        " butikken butiker fil file fel felt fei fejle feile feiler feilet fehle fehlt phones"
        " hone numbers nummere nummern mobiler mobilen problems probleme problemer issues telefone"
        " telefonen websites websider kontakte kontakta contacts contract webseiten beskrivelsen"
        " descriptions naven nahm nahme shoe shot soap navy nane ham amen mane mean"
    )
)


@lru_cache(maxsize=4096)
def label_meant(word: str) -> str | None:
    """The label that a word in small letters is, but for one letter or two that changed places."""
    if word in _LABELS:
        return word
    if not 3 <= len(word) <= 16 or word in _ORDINARY or is_given_name(word.title()):
        return None
    return _near().get(word) or next(
        (label for key in _keys(word) if (label := _near().get(key))), None
    )


@lru_cache(maxsize=1)
def _near() -> dict[str, str]:
    """Labels by how they may be misspelled; "_" stands for any letter."""
    near: dict[str, str] = {}
    for label in sorted(_LABELS):
        turned = list(pairwise(range(len(label))))
        near.update({label[:a] + label[b] + label[a] + label[b + 1 :]: label for a, b in turned})
        for at in range(len(label)):
            left, right = label[:at], label[at + 1 :]
            if len(label) >= _FEWEST_LETTERS:
                near[left + right] = label
                near[f"{left}_{label[at:]}"] = label
            if len(label) >= _CHANGED_FROM:
                near[f"{left}_{right}"] = label
        near[f"{label}_"] = label
    return {word: label for word, label in near.items() if word not in _LABELS}


def _keys(word: str) -> list[str]:
    return [f"{word[:at]}_{word[at + 1 :]}" for at in range(len(word))]
