"""The language of a text, by common words and the sender's country.

Fifty short texts were read as well this way as by language libraries of 20 to 180 MiB.
"""

import re
from collections import defaultdict

from relay.core.reading.wording import words

DANISH, ENGLISH, SWEDISH, NORWEGIAN, GERMAN, OTHER = "da", "en", "sv", "nb", "de", "other"
LANGUAGES = (DANISH, ENGLISH, SWEDISH, NORWEGIAN, GERMAN, OTHER)

_WORDS = {
    DANISH: """
        af aften afmeld afsendt alle alt altid anden andre at bare bedes beklager bestille bestiller
        betale betaling betalinger blev blevet bliver bruge brug butik butikken da de deres det dig
        din disse domæne du død efter eller en endnu er et fejl fejler flere forkert forside
        forsvundet fra få får før første gang gange gik godt gå gået ham han har haster havde hej
        hele helt her hjemmeside hjælp hos hun hvad hvem hver hvid hvis hvor hvordan hvorfor
        hvornår i igen ikke ind indkøbskurv ingen ingenting intet jeg jer jeres kan ked kommer kun
        kunde kunder kunderne kunne kurv kurven købe køber kører lade langsom ligger logge lukket
        man mange med men mens mere mig min mit mine mobil morges må mvh nede ned nej nettet noget
        nogen nogle nu ny nummer nummeret når og også om op ordre ordrer os over på ret ringe
        ring selv sammen se ser shoppen siden side siger sin skal skriver slet som stadig står
        svarer så tak tager til tlf trykker tror under undskyld ud uden var varer ved vi vil virker
        virkede vise viser vores væk være været web webshop webshoppen åbne åbner år
        vælge køb gennemføre gennemfører hjælpe fik lige siger går kom timer dage minutter priser
        produkter""",
    ENGLISH: """
        a about add after again all also am an and any anyone are as at be been broken but buy by
        call can cannot cant can't card checkout customer customers day did do does doesn't
        don't down dont error every everyone everything for from get gets getting good got had has
        have hello help here hi how i i'm if in is isn't it it's its just keep last login me my
        need no nobody not nothing now of off offline on one only open order orders or our
        out page pages password pay payment payments people phone please pls prices product
        products properly really says see shop showing shows since site so some something sorry
        stopped store still than thank thanks that the their them then there they this time times
        to today tomorrow tried try unable up urgent us was wasn't we we're website
        were what when where which while white who why will with won't working works wrong yes
        yesterday you your testing ignore sitewide everywhere shut expired block browsers want
        unsubscribe list lost gone back asap failing fails fail keeps""",
    SWEDISH: """
        alla allt att av bara beställa beställning beställningar betala betalning blir blev butik
        butiken både dem den denna det detta du då där efter eller en ett fel fick
        finns fortfarande från fungerar funkar för förlåt få får gick går gör göra ha hade han har
        hej hejsan hela helt hemsida hemsidan hjälp hjälpa hos hur hälsningar här i idag igen igår
        in inga ingen inget ingenting inte jag kan kassan kommer kund kunder kunderna kunna
        köp köpa laddar ligger logga man med mig min mina mitt mycket mår namn ned nere ni nu nummer
        någon något några nås när och också om oss på ordrar ordern produkter sedan ser sida
        sidan sig sin skriver snabbt som stör så tack tar till tom under ut utan vad var
        varför varor vem vi vill vår våra väldigt webbshop webbutik webbplats är ändå öppna över""",
    NORWEGIAN: """
        alle alt at av bare bestille bestilling bestillinger betale betaling ble bli blir borte
        butikken da de dere deres det dette du eller en ene er et etter feil feilmelding fikk
        flere fra fungerer før få får gang gjør gjerne god går ha hadde han handlekurven har hei
        hele helt henne her hjelp hos hun hva hvem hver hverken hvis hvit hvor hvordan hvorfor i
        igjen ikke imot ingen ingenting inn jeg kan kasse kassen kjøp kjøpe kommer kunde kunder
        kundene kunne kurven kveld lenger logge man med meg men mens mer min må nede nett
        nettbutikk nettbutikken nettside nettsiden noe noen nå når og også om opp oss ordre ordrer
        over på rask ringe selv ser siden side skjer skjønner som står svarer så takk til tømmer
        under ut uten var varer vedlikehold verken vi vil virker vår våre være vært åpne""",
    GERMAN: """
        aber alle alles als am an anrufen auch auf aus bei beim bestellen bestellung bestellungen
        bezahlen bin bis bitte bricht da danke das dass dem den der des die diese dieser doch
        dringend du ein eine einem einen einer er erledigt es etwas fehler fehlermeldung
        funktioniert
        für ganze geht gestern gruß grüße guten haben habe hallo hat heute hier hilfe ich
        ihr ihre im immer in ins ist kann kasse kaufen kein keine keinen kennen kenne kommt komplett
        können kunden kundin leer leitet läuft mein meine mich mir mit moin morgen nach nicht nichts
        niemand noch nochmal nummer nur oder rechnung rufen schicken sehr seit seite seiten sich sie
        sind sofort startseite tag und uns unser unsere unserer unter vom von vor war warum was
        weiß weiße weiter wenn werden wer wie wieder wir wird wo zahlen zahlung zeigt zu zum zur
        zurück über""",
    OTHER: """
        aan al alors als andet ao bedankt bellen bij bonjour boutique c'est ce con cześć dans daar
        dank das de dei del dla do dobry dobrý dzień een ei el elle en ennen es est estamos está et
        fonctionne foutmelding frågor gaat geen gracias graag hallo hasta het heure hola il
        ile ik is ja je jest jestem jo kan kiitos klanten kauppa la le les ligt los ma má maar
        merci mi mij mijn más met moi mon mutta más na não naar nas nasz nasza ne nie niet nikt nic
        niin notre nous nós non nos nosso nuestra o olemme om on onze ook op ou para pas pero
        plus po por pour proszę puis que quel qui samen se si sie sklep sklepu site sono sur så są
        telefon tienda tu tämä un une uit van vandaag verkkokauppa vi vous voor w wat wij we winkel
        z za zapłacić zur że è é ò ça cette ce ces działa od rana może""",
}
# Letters that hardly occur in the other languages.
_LETTERS = {
    DANISH: "æø",
    NORWEGIAN: "æø",
    SWEDISH: "äö",
    GERMAN: "ßüä",
    OTHER: "łąęśżźćńñçãõêèàùřščžýů",
}
_AT_HOME = {"DK": DANISH, "GL": DANISH, "FO": DANISH, "SE": SWEDISH, "NO": NORWEGIAN}
_AT_HOME |= {"DE": GERMAN, "AT": GERMAN, "CH": GERMAN, "GB": ENGLISH, "US": ENGLISH, "IE": ENGLISH}
_WORTH_OF_COUNTRY = 1.0
_WORTH_OF_CONTEXT = 0.3
_WORTH_OF_LETTER = 0.4
_QUOTED = re.compile(r"\"[^\"\n]{2,80}\"|(?<!\w)'[^'\n]{2,80}'(?!\w)")


def _weights() -> dict[str, dict[str, float]]:
    """What each word says for each language: the fewer languages have it, the more."""
    held: dict[str, set[str]] = {}
    for language, listed in _WORDS.items():
        for word in listed.split():
            held.setdefault(word, set()).add(language)
    return {word: dict.fromkeys(by, 1 / len(by)) for word, by in held.items()}


_WEIGHTS = _weights()


def language_of(text: str, country: str | None, context: str = "") -> str | None:
    """The language a text is written in: da, en, sv, nb, de or other; None when nothing tells.

    Args:
        text: without names and labels, where that can be had; quotations in it do not count.
        country: of the sender, two letters (ISO 3166); it decides between near relatives.
        context: the text around it, which counts for less.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for part, worth in ((_QUOTED.sub(" ", text), 1.0), (context, _WORTH_OF_CONTEXT)):
        for word in words(part):
            for language, weight in _WEIGHTS.get(word, {}).items():
                scores[language] += weight * worth
    if not scores:
        return OTHER if _is_foreign(text) else None
    letters = set(text.casefold())
    for language, typical in _LETTERS.items():
        scores[language] += _WORTH_OF_LETTER * len(letters.intersection(typical))
    home = _AT_HOME.get(country or "")
    if home:
        scores[home] += _WORTH_OF_COUNTRY
    return max(LANGUAGES, key=lambda language: scores[language])


def is_common_word(word: str) -> bool:
    """Whether a word is one of those that languages are told by; names are not."""
    return word.casefold() in _WEIGHTS


def home_language(country: str | None) -> str:
    """The language spoken where a number is at home; other when we speak none of them."""
    return _AT_HOME.get(country or "", OTHER)


def _is_foreign(text: str) -> bool:
    """Whether the letters are mostly of an alphabet that none of our languages uses."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char > "\u024f" for char in letters) * 2 > len(letters)
