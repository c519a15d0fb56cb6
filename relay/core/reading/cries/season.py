"""Wishes for the season and nothing else: "Merry Christmas to the whole team!"."""

from relay.core.reading.signs import pattern
from relay.core.reading.wording import listed, words

_SEASONS = frozenset(
    listed(
        """
        jul juletid julen julehilsen påske påsken påsk pinse pingst nytår nyttår nyår år
        sommer sommar midsommar weekend helg sommerferie ferie christmas xmas x-mas easter year
        holiday holidays season's seasons thanksgiving weihnacht weihnachten weihnachtszeit
        weihnachtsfest ostern osterfest osterfeiertage pfingsten wochenende feiertage fest jahr
        advent adventszeit
        """
    )
)
_WISHED = frozenset(
    listed(
        """
        glædelig glædeligt god godt gott gode glad merry happy joyful blessed frohe froher frohes
        fröhliche fröhliches schöne schönes gesegnete gesegnetes trevlig skøn dejlig great lovely
        nice good guten guter neues greetings festive
        """
    )
)
_BESIDE_A_WISH = frozenset(
    listed(
        """
        hej hi hello hallo hei kære dear kära kjære liebe rigtig riktig riktigt en ett et a an very
        have ha we wish wishing wishes you vi ønsker ønske ønskes önskar önskas wir wünschen wünsche
        wünscht ich ein eine einen alle alla all alles jer er dere euch ihnen dig deg dir og and och
        und samt to from til till for für fra från von an the whole entire hele hela ganze ganzes
        ganzen gesamten das dem den team teamet staff crew gjengen gänget holdet allihop allihopa
        allen allesamt allesammen sammen everyone everybody folks guys of both os us oss uns derude
        ude der there support hotline hotlinen again igen igjen i fortsat nyt nytt new ins neue
        rutsch x xx xxx også too auch
        """
    )
)
# The same words ask for help: "vi er ude igen", "we wish support", "support! support!".
_NOT_WISHED = pattern(
    r"""
        \b(?:vi|we|wir)\b(?! (?:all |alle |alla |both )?(?:ønsk|önsk|wish|wünsch))
        |\b(?:ønske[rs]?|önskar?|wish(?:ing)?|wünschen?|have|ha|the|en|a) (?:support|hotline\w*)\b
        (?! (?:team|crew|staff))
        |\b(?:support|hotline\w*|igen|igjen|again)\W+(?:support|hotline\w*|igen|igjen|again)\b
    """,
)
_YEAR = pattern(r"\b20\d\d\b")


def is_of_the_season(text: str) -> bool:
    """Whether a text wishes a merry Christmas, a nice weekend and the like, and says no more.

    Args:
        text: in small letters.
    """
    told = {*words(text)}
    is_wish = not told.isdisjoint(_SEASONS) and not told.isdisjoint(_WISHED)
    if not is_wish or "?" in text or any(map(str.isdigit, _YEAR.sub("", text))):
        return False
    return told <= _SEASONS | _WISHED | _BESIDE_A_WISH and not _NOT_WISHED.search(text)
