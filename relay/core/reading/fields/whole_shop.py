"""A shop's name with the words beside it that belong to it: "fru Hansens Broderi"."""

import re

from relay.core.reading.pattern import Pattern

_TITLE_BEFORE = Pattern(
    r"\b(?:fru|frau|frk\.?|frøken|fröken|fräulein|herr|hr\.?|mrs?\.?|miss|ms\.?|dr\.?)\s$",
    re.IGNORECASE,
)
_OWNED = Pattern(r"[^\W\d_]{2,}(?:'s|s)\s\w")  # "Hansens Broderi"
_SHOP_BEHIND = Pattern(r"\s(?:shop|store|shoppe|boutique|emporium|Shop|Store|Boutique)\b")
_LONGEST_TITLE = 9  # letters and a blank


def whole_shop(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the name of a shop begins and ends, with its title and the "shop" behind it.

    Args:
        plain: evened out (`read_wording`).
        start: where what was taken for its name begins.
        end: where that ends.
    """
    name = plain[start:end]
    if not _OWNED.match(name):
        return start, end
    title = _TITLE_BEFORE.search(plain, max(0, start - _LONGEST_TITLE), start)
    behind = _SHOP_BEHIND.match(plain, end)
    is_alike = behind is not None and "'s " in name and behind[0].islower() == name.islower()
    return title.start() if title else start, behind.end() if behind and is_alike else end
