"""Numbers that stand behind whom a merchant only names: a customer, or a boss who is asleep."""

from relay.core.reading.numbers.cues import says_something
from relay.core.reading.pattern import Pattern

# The end of a sentence, which the point of "Tel." is not.
ABBREVIATED_END = Pattern(
    r"[\n;.!?](?:(?<=[\n;])|(?=\s)(?<!\btlf\.)(?<!\btel\.)(?<!\bmob\.)(?<!\bnr\.)(?<!\bhr\.)"
    r"(?<!\bfr\.)(?<!\bmrs\.)(?<!\bmr\.)(?<!\bms\.)(?<!\bdr\.))"
)
AWAY = (
    r"(?:(?:men|but|aber)\s)?(?:(?:hun|han|hon|she|he|sie|er)\s)?(?:er|is|är|ist|(?:she|he)'s)\s"
    r"(?:(?:lige|desværre|nu|currently|leider|gerade|just nu)\s)?"
    r"(?:på (?:ferie|orlov|barsel|semester)|on (?:holiday|vacation|leave)|(?:im|in) urlaub"
    r"|bortrejst|away\b|syge?\b|sygemeldt|sick\b|ill\b|krank|sjuk|syk\b|out of (?:the )?office"
    r"|ikke (?:på arbejde|til stede|hjemme|her\b)|not (?:in|here|at work)\b|inte (?:här|på plats)"
    r"|nicht da\b)"
)
_VERB = (
    r"(?:kan|kunne|can|can't|cannot|kann|kunde|får|fik|fick|fikk|gets?|got|har|has|have|hat|er|is"
    r"|was|är|ist|blev|wurde|siger|says|säger|sier|sagt|skriver|writes?|wrote|schreibt|klager|klagar"
    r"|complain\w*|venter|väntar|wait\w*|wartet|mangler|saknar|vermisst|betal\w*|paid|pays|prøve[rd]\w*"
    r"|försök\w*|tr(?:ies|ied)|versucht|bestil\w*|beställ\w*|ordered|bestellt|vil|vill|wants?|will"
    r"|möchte|ser|sees|sieht|ringe[rd]\w*|ringde|rang|called|rief|ruft|meld\w*|reports?|claims?"
    r"|påstår|bliver|doesn't|didn't|couldn't|isn't)"
)
_PRONOUN = r"(?:han|hun|hon|he|she|er|sie|hen|they|de)"
_TITLE = r"(?:(?:frau|herrn?|hr|fru|mrs?|ms|fr|miss)\.?\s)"
_DEVICE = r"(?:tlf|tele?|telefon\w*|phone|mob\w*|cell|handy|nr|nummer|number)"
# "Kundin Frau Meier, Tel. #", "customer Jane #"
_CUSTOMER = Pattern(
    rf"\b(?:kunden?|kund|kundin|customer|client|klient)\W{{1,2}}{_TITLE}?"
    rf"(?:(?!{_VERB}\b|{_DEVICE}\b)[^\W\d_][^\W\d_'-]*(?:\s|(?=\W))){{1,3}}"
    rf"(?:\W{{0,3}}(?:på\s|on\s|med\s|with\s|mit\s)?{_DEVICE})?\W{{0,3}}$",
)
_DOES = Pattern(
    r"[),]{0,2}\s(?:(?:og|och|and|und)\s(?:[^\W\d_]+\s){0,2}?"
    rf"(?:andre|andra|others?|andere|flere|flera|fler|more|mehrere)\b|(?:{_PRONOUN}\s)?{_VERB}\b"
    r"(?!\s(?:you|i|du|ni|dere|we|vi|jeg|jag|ich|wir|someone|nogen|my|mine|mit|mitt|min|mein\w*"
    r"|our|vores|vår|unser\w*|the|best|bedst|bäst|det|den|nummer\w*|numret|number)\b))"
)
# "Lisa (kund) #", "Jane, a customer, #"
_CALLED_CUSTOMER = Pattern(
    r"(?:\((?:(?:en|a|eine?|vores|our|min|my|unsere?|vår)\s)?(?:kunden?|kund|kundin|customer|client)\)"
    r"|,\s(?:en|a|eine?|vores|our|min|my|unsere?|vår)\s(?:kunde|kund|kundin|customer|client),)"
    rf"\W{{0,3}}(?:{_DEVICE}\W{{1,3}})?$"
)
_BOSS = Pattern(
    r"(?<!jeg er )(?<!am the )(?<!i'm the )(?<!jag är )(?<!bin der )(?<!bin die )"
    r"\b(?:chef(?:en|in)?|ejer(?:en)?|indehaver(?:en)?|owner|boss|ägare[n]?|sjef(?:en)?|eier(?:en)?"
    r"|innehaver(?:en)?|innehavare[n]?|inhaber(?:in)?|besitzer(?:in)?|direktør(?:en)?|direktör(?:en)?"
    r"|director|leder(?:en)?|manager(?:en)?|geschäftsführer(?:in)?)\b[^.!?\n\d]{0,40}$",
)
_IS_AWAY = Pattern(rf"\W{{1,3}}{AWAY}")
_ONLY = r"(?:og|and|och|und|men|but|aber|who|som|der|die|which|dog|though)"
_BY_NOW = (
    r"(?:allerede|already|redan|schon|lige|nu|now|jetzt|nå|desværre|sadly|unfortunately|leider|tyvärr"
    r"|dessverre|nok|probably|fast|still|stadig|fortfarande|noch|sikkert|in|i|im)"
)
# "# men han sover", "# is asleep"
_SLEEPS = Pattern(
    rf"(?:[),]{{0,2}}\s(?:{_ONLY}\s)?(?:{_PRONOUN}(?:'s)?\s)?|\)?\.\s{_PRONOUN}\s|'s\s)"
    rf"(?:(?:er|is|'s|är|ist|has|har|hat)\s)?(?:{_BY_NOW}\s){{0,2}}"
    r"(?:sover|asleep|sleeping|sleeps|schläft|gået i seng|gået til ro|gått och lagt sig|lagt sig"
    r"|gått til sengs|lagt seg|gone to (?:bed|sleep)|bed|bett|seng|säng|ins bett gegangen)\b"
    r"(?!\s(?:ikke|ikkje|inte|not|nicht|aldrig?|never)\b)"
)
_LEAVE_THEM = Pattern(
    r"[^.!?\n\d]{0,60}\b(?:(?:må|skal|should|must|får|ska|darf|soll|bør|can|kan)\s(?:ikke|ikkje|inte"
    r"|not|nicht)|mustn't|shouldn't|can't|don't|do not|ikke|nicht|inte)\s(?:be\s)?"
    r"(?:forstyrr\w*|disturb\w*|störas?|gestört|stören|vække\w*|wake\w*|woken|väck\w*|vekk\w*|geweckt)\b"
)


def is_a_bystanders(sentence: str, after: str, *, is_asked: bool) -> bool:
    """Whether a number is a customer's who is named before it, or of one who is not to be called.

    Args:
        sentence: the small letters of a sentence before the number.
        after: up to 80 small letters behind it.
        is_asked: the sentence asks to call or to be called.
    """
    if _CALLED_CUSTOMER.search(sentence):
        return not is_asked
    if not says_something(after):
        return False
    if _DOES.match(after) and _CUSTOMER.search(sentence):
        return True
    if is_asked:
        return False
    if _SLEEPS.match(after) or _LEAVE_THEM.match(after):
        return True
    return _IS_AWAY.match(after) is not None and _BOSS.search(sentence) is not None
