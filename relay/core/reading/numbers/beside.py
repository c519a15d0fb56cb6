"""Faults that a merchant tells right before a number, in the words that also name other figures.

In "ingen ordrer 22334455" and "checkout error 22334455" the figures are a telephone's, in
"ordre 22334455" and "fejl 50012345" they are not.
"""

from relay.core.reading.pattern import Pattern

_ENDS = r"[\s.!…]*$"  # no colon: that would give the figures a name
# "fejler", "the checkout errors", "betalingsfejl", "varekurven", "ordresystemet"
_NO_NAME = Pattern(
    r"\b(?:fejl(?:er|ede|et)|fehlt|fehlen|errors|(?:ved|vid|beim|at|on|efter|after)\slog-?in"
    r"|[^\W\d_]{3,}(?:fejl|fehler|error)"
    r"|[^\W\d_]{2,}(?:side|sider|sida|sidan|siden|siderne|seiten?|pages?|kurv(?:en)?|korg(?:en)?"
    rf"|korb|system(?:et)?|modul(?:et)?|portal(?:en)?|feed(?:et)?|løsning(?:en)?)){_ENDS}",
)
# "500 fejl …", "checkout error …", but not "giver fejl …", "an error …"
_OF_SOMETHING = Pattern(
    r"(?:^|(?<=[\s,.;:!?(]))"
    r"(?!(?:får|fik|fick|fikk|giver|gav|gir|ger|viser|vises|visar|visas|med|with|mit|shows?|gets?"
    r"|got|getting|gives?|giving|the|an?|en|et|ett|eine?n?|der|den|det|this|that|diese[rn]?"
    r"|denne|detta|kommer|kommt|comes?|says?|siger|säger|sier|sagt|skriver|zeigt|gibt|meldet"
    r"|melder|kode|code|koden|om|about|på|on|of|af|av|von|for|und|og|and|och|as|som|hat|har|has"
    r"|have|er|is|är|ist|nr|no|kaster|throws?|returnerer|returns?|same|samme|samma|følgende"
    r"|following|ny|new|neuer|intern\w*|ukendt|unknown|okänt|ukjent|unbekannter|fatal|kritisk"
    r"|critical|unexpected|uventet|ser|sees?|seeing|sehen?|hej|hi|hello|hallo"
    rf")\s)[^\W_]{{2,}}\s(?:fejl|errors?|fehler){_ENDS}",
)
_FAULT_WORD = Pattern(rf"\b(?:fejl|errors?|fehler){_ENDS}")
# "ingen ordrer …", "no new orders …", "ingen adgang til konto …", "kan ikke login …"
_NONE = Pattern(
    r"(?:\b(?:ingen|inget|intet|inga|ingenting|no|zero|kein\w*|nul|null|noll|(?<![\d.,])0)\s"
    r"(?:(?:nye?|new|nya|nytt|neuen?|flere|fler|more|mehr|weiteren|further|eneste|enkelt|enda"
    r"|single|online|web)\s|(?:adgang|tilgang|access|åtkomst|tillgång|zugriff|zugang)\s"
    r"(?:til|till|to|auf|zum?|zur)\s(?:(?:min|mit|mitt|my|vores|our|vår|mein\w*|den|the)\s)?)?"
    r"|\b(?:ikke|ikkje|inte|nicht|not|cannot|can't)\s(?=log-?in\b|order\b|booking\b))"
    r"(?![^\W\d_]*(?:nr|num+er|number|kode|code|id)\b)"
    rf"[^\W\d_]+{_ENDS}",
)
# "mangler ordrer …", "kan ikke modtage bestellinger …": of more than one, before one number.
_SEVERAL = Pattern(
    r"[^\W\d_]{2,}\s(?:[^\W\d_]{0,12}(?:ordrer|orders|ordrar)|bestillinger|beställningar"
    r"|bestellungen|produkter|products|varer|varor|fakturaer|fakturor|invoices|rechnungen"
    rf"|transa[ck]tion(?:er|s|en)|pakker){_ENDS}",
)
# The text ends or pauses there, or a name follows; in "ordrer 20418851 mangler" it goes on.
_STANDS_LAST = Pattern(
    r"\s*(?:$|[\n.!?,;|/]|[-–] |x\.? ?\d|(?:eller|or|oder|mvh|vh)\b|hilsen|regards|thanks|tak\b"
    r"|[A-ZÆØÅÄÖÜ]|(?!mangler|missing|saknas|fehl|væk|gone|borta|weg|forsv)[^\W\d_]+\s*(?:$|[\n.,!]))",
)
LIST_GOES_ON = Pattern(r"\s?(?:[,;&/+\n-]|og|and|och|und|til|to|till|bis)\s?[\d#]{5}")


def tells_a_fault(before: str, after: str, *, is_plain: bool) -> bool:
    """Whether the words right before figures tell what is wrong, and name no figures.

    Args:
        before: small letters.
        after: as it is written; a name behind them begins with a capital.
        is_plain: the figures are spelled as telephone numbers alone are.
    """
    if LIST_GOES_ON.match(after):
        return False
    if _NO_NAME.search(before) or _OF_SOMETHING.search(before):
        return True
    if is_plain and _FAULT_WORD.search(before):
        return True
    is_told_of = _NONE.search(before) or _SEVERAL.search(before)
    return is_told_of is not None and (is_plain or _STANDS_LAST.match(after) is not None)
