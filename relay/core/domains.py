"""Which names can be domains: judged by the list of public suffixes, https://publicsuffix.org."""

from functools import cache
from pathlib import Path

from publicsuffixlist import PSLFILE, PublicSuffixList

_END = "// ===END ICANN DOMAINS==="  # they stand first


def registered_domain(host: str) -> str | None:
    """The domain a host is or is under, as it can be bought; None when it ends as none does.

    Args:
        host: in small letters; a part in Punycode ("xn--…") comes back spelt out.
    """
    return _suffixes().privatesuffix(_spelt_out(host))


def is_domain(host: str) -> bool:
    """Whether a name ends as registered domains do, and has a name before the ending."""
    return registered_domain(host) is not None


def _spelt_out(host: str) -> str:
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:  # no Punycode, whatever it begins like
        return host


@cache
def _suffixes() -> PublicSuffixList:
    # Else a sentence without a space after its full stop would be a domain; and the list would
    # have each ending in Punycode besides, which takes three times as long to make.
    return PublicSuffixList(_registries_rules(), accept_unknown=False, accept_encoded_idn=False)


def _registries_rules() -> list[str]:
    """The rules of those that sell domains; the list itself would read through the others too."""
    rules = Path(PSLFILE).read_text("utf-8").partition(_END)[0]
    return [rule for rule in rules.splitlines() if rule and not rule.startswith("//")]


_suffixes()  # when the program starts rather than at the first text
