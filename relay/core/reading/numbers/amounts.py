"""Eight figures that count something, or are a sum of money: "20304050 besøg i dag"."""

from relay.core.reading.pattern import Pattern

# All patterns are for small letters.
_UNIT = (
    r"(?:besøg(?:ende)?|besøkende|besök(?:are)?|\w*visninger|\w*visningar|klik|klikk|kunder"
    r"|produkter"
    r"|varer|varor|ordrer|ordrar|ordre|e?-?mails?|visitors?|visits|(?:page ?)?views|hits|clicks"
    r"|customers|products|items|orders|besucher|besuche|kunden|produkte|artikel|bestellungen"
    r"|(?:seiten)?aufrufe|klicks|requests|sessions|linjer|rækker|rows|records|forespørgsler"
    r"|bestillinger|beställningar|følgere|followers|følgjare|följare)"
)
_A_TIME = (
    r"(?:i ?dag|today|heute|i ?går|yesterday|gestern|i ?natt?|tonight|i alt|totalt?|in total"
    r"|insgesamt"
    r"|om dagen|per day|a day|daily|pr\.? dag|am tag|pro tag|i timen|om timen|an hour|per hour"
    r"|pro stunde|i ?minuttet|om måneden|a month|sendt|sent|skickade|gesendet)"
)
_COUNTED = Pattern(rf"\s{_UNIT}(?:\s{_A_TIME})?\s*(?:$|[.!?\n])")
_UNIT_BEHIND = Pattern(rf"\s{_UNIT}\b")
_ALL_OF = Pattern(
    r"\b(?:alle|all|samtlige|samtliga|sämtliche|omkring|cirka|ca|about|around|roughly|næsten|nästan"
    r"|nesten|almost|fast|mindst|minst|mindestens|at least|over|über|mere end|more than|mehr als"
    r"|hele"
    r"|i alt|total)\.?\s$"
)
_COSTS = Pattern(
    r"\b(?:kost\w*|costs?|costing|mister|taber|loses?|losing|tabt|lost|mist\w*|verlier\w*|förlor\w*"
    r"|taper|tapt)\b[^\d.!?,]{0,20}$",
)
_EACH_TIME = Pattern(
    r"\s(?:(?:om|per|pr\.?|pro|i|a|an|am|die|hver|every|varje|jede\w*|each|the)\s(?:dag(?:en)?"
    r"|day|tag"
    r"|time(?:n|r)?|timme(?:n)?|hour|stunde|minut\w*|uge(?:n)?|uke(?:n|a)?|vecka(?:n)?|week|woche"
    r"|måned(?:en)?|månad(?:en)?|month|monat))\b",
)


def is_an_amount(before: str, after: str, *, is_asked: bool) -> bool:
    """Whether words around eight figures in a row say how many or how much.

    Args:
        before: small letters.
        after: small letters.
        is_asked: the sentence asks to be called, or names a telephone.
    """
    if not after[:1].isspace():
        return False
    if _EACH_TIME.match(after) and _COSTS.search(before):
        return True
    if _ALL_OF.search(before) and _UNIT_BEHIND.match(after):
        return True
    return not is_asked and not before.strip() and _COUNTED.match(after) is not None
