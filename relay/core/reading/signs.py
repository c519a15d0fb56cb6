"""The words that tell of a fault, in the languages merchants write.

Patterns are matched against evened-out text in small letters. Lines may be broken at will: line
breaks and the blanks around them do not count.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import filterfalse, groupby

from relay.core.reading.beginnings import beginnings, beginnings_in, choices
from relay.core.reading.pattern import Pattern

Matching = Callable[[str, int], re.Match[str] | None]
_MOST_KNOWN = 4096  # beginnings of words


def pattern(body: str) -> Pattern:
    """A pattern for text in small letters; line breaks in it do not count."""
    return Pattern(body, prepared=_for_small_letters)


def _for_small_letters(body: str) -> str:
    joined = re.sub(r"\s*\n\s*", "", body)
    small = re.sub(r"(?<!\\)[A-ZÆØÅÄÖÜ]", lambda letter: letter[0].lower(), joined)
    return _where_words_begin(small)


def _where_words_begin(body: str) -> str:
    """The same pattern, tried at no other place for what it looks for that begins with a word."""
    return "|".join(
        rf"\b(?=\w)(?:{'|'.join(choice[2:] for choice in run)})" if begins else "|".join(run)
        for begins, run in groupby(choices(body), _begins_with_a_word)
    )


def _begins_with_a_word(choice: str) -> bool:
    return choice.startswith(r"\b")


class Signs:
    """Patterns by the reason they are evidence of."""

    def __init__(self, by_reason: Mapping[str, Pattern]) -> None:
        self.by_reason = by_reason
        _EVERY.add(self)

    def found_in(self, text: str) -> tuple[str, ...]:
        """The reasons whose words occur in a text in small letters."""
        return _EVERY.found_in(text).get(self, ())


_Sign = tuple[Signs, str]  # with its reason


class _EverySign:
    """The signs of all kinds, looked for at once: a text is mostly asked about each of them."""

    def __init__(self) -> None:
        self._elsewhere: dict[_Sign, Pattern] = {}  # what need not begin with a word
        self._by_beginning: dict[str, list[_Sign]] = defaultdict(list)
        self._tried_at = lru_cache(maxsize=_MOST_KNOWN)(self._tried_at_once)
        self.found_in = lru_cache(maxsize=16)(self._found_in_once)

    def add(self, signs: Signs) -> None:
        for reason, sign in signs.by_reason.items():
            parts = choices(sign.pattern)
            at_words = "|".join(filter(_begins_with_a_word, parts))
            for beginning in beginnings(at_words) if at_words else ():
                self._by_beginning[beginning].append((signs, reason))
            elsewhere = "|".join(filterfalse(_begins_with_a_word, parts))
            if elsewhere:
                self._elsewhere[signs, reason] = Pattern(elsewhere)
        self._tried_at.cache_clear()
        self.found_in.cache_clear()

    def _found_in_once(self, text: str) -> Mapping[Signs, tuple[str, ...]]:
        """The reasons whose words occur, by the signs that they are of."""
        found: dict[Signs, set[str]] = defaultdict(set)
        for (signs, reason), words in self._elsewhere.items():
            if words.search(text):
                found[signs].add(reason)
        for start, beginning in beginnings_in(text):
            for (signs, reason), match in self._tried_at(beginning):
                if reason not in found[signs] and match(text, start):
                    found[signs].add(reason)
        return {
            signs: tuple(filter(reasons.__contains__, signs.by_reason))
            for signs, reasons in found.items()
        }

    def _tried_at_once(self, beginning: str) -> Sequence[tuple[_Sign, Matching]]:
        """What a word can be a sign of that begins so."""
        shorter = (beginning[:length] for length in range(len(beginning) + 1))
        tried = set().union(*(self._by_beginning.get(one, ()) for one in shorter))
        return [((signs, reason), signs.by_reason[reason].match) for signs, reason in tried]


_EVERY = _EverySign()


def patterns(**bodies: str) -> Signs:
    """Signs of one pattern for each reason."""
    return Signs({reason: pattern(body) for reason, body in bodies.items()})


SHOP = r"""
        (?:web ?sho?p\w*|shop\w*|side[nr]?|sida|sidan|site|sites|web ?site
        |page|homepage|hjemmeside\w*|butik\w*|webbutik\w*|webbshop\w*|nettbutikk\w*|nettside\w*
        |hemsida\w*|online ?shop|seite|store|storefront|frontend|check-?out|kassen|kassan|kasse
        |kurv\w*|indkøbskurv\w*|cart|handlekurv\w*|betaling\w*|betalning\w*|payments?|zahlung\w*
        |admin\w*|backend|server\w*|system\w*|katalog|domæne\w*|domain\w*|login|søgning\w*
        |søgefunktion\w*|search|mobilepay|kort\w*|cards?|vipps|swish|klarna|dankort|paypal
        |apple pay|api|ordre\w*|orders?|alt|alting|everything|det hele|tout|sklep\w*|winkel)
    """

# What halts, in whatever word for that people have at hand.
_PART = rf"(?:{SHOP}|tills?|basket|kassa\w*|warenkorb|varukorg\w*|card (?:machine|page)|bezahlung)"
HALTS = rf"""
        \b{_PART} (?:(?:har|has|have|hat|er|is|are|was|är|ist|just|lige|bare|bara|nur|again|igen
        |igjen|totalt?|helt|completely|keeps?|now|nu|nå|jetzt|only|gone|gerade|all|went
        |som|sich|sig|seg)[ ]){{0,3}}
        (?:froze|frozen|freezing|freezes|stuck|hung|hangs|hanging|henger|hengt|hänger|hænger|hængt
        |frossen|frosset|frusit|frusen|fryst|frös|frøs|eingefroren|spins?|spinning|spinner|spinnt
        |streikt|zickt|hakt|driller|strular|krånglar|bråkar|kødder|tuller|glitch\w*|lagging
        |hakker|krøller|jävlas|jævles|aufgeh[äa]ng(?:t|en)|(?:slår|slog) (?:seg|sig) vrang|muckt
        |strejker|streiker|strejkar|playing up|acting up|knackered|bust(?:ed)?|bricked|packed up
        |on the blink|conked out|gone funny|died)\b
        (?! (?:fint|fine|bra|godt|nicely|(?:på|an|on) (?:\w+ )?(?:væg|vegg|vägg|wand|wall)\w*)\b)
    """

NOT = r"""
        (?:ikke|ikk|ik|inte|ikkje|nicht|not|niet|nie|slet ikke|cannot|can'?t|won'?t
        |does ?n'?t|don'?t|isn'?t|aldrig)
    """

CRITICAL_SIGNS = patterns(
    down=r"""
        \b(?:nede|nere|offline|down|död|tot|kaputt|unreachable|outage|nedbrud|crash\w*|krasch\w*
        |kollaps\w*|otillgänglig\w*|utilgjengelig\w*|utilgængelig\w*|nicht erreichbar|gået ned
        |gick ner|gått ned|er ned|går ned|ligger ned|lagt ned|ligt er\b.{0,20}\buit|død|helt sort
        |knocked out|dead|dødt|dött|väck|lammet|lahmgelegt|står stille|står still|steht still
        |underdrejet|inaccessible|not available|unavailable|nicht verfügbar|ikke til(?:gængelig
        |gjengelig)\w*|inte tillgänglig\w*|gå(?:et|tt) i (?:stå|sort)|ausgefallen|ausfall
        |abgestürzt|störung|driftsstop\w*|driftstans\w*|driftstopp\w*|avbrott|not reachable
        |inte att nå|nichts geht|geht nichts?|går ikke å nå)\b
        |\b(?<=\.)(?:dk|com|se|no|de|eu|shop) (?:svarer ikke|svarar inte|antwortet nicht
        |is ?n'?t responding|does ?n'?t (?:respond|answer))\b|\bnie działa|\b(?:ei
        |onze \w+) (?:toimi|ligt)\b|\ben panne\b|\b(?:få\w*|get|bring\w*|kriegen
        |bekommen) (?:\w+ ){0,4}?(?:op|up|opp|upp|back|tilbage|online|i gang|igang
        |kørende)\b(?! (?:to|at|på|with|med))
    """,
    gone=r"""
        \b(?:er|is|helt|ist|är|are|blevet|just|all|have|has|alle|allt|alt
        |completely) (?:\w+ )?(?:væk|borte|gone|weg|forsvundet|forsvunnet|försvunnen|försvunna
        |borta|verschwunden|disappeared|vanished|missing|slettet|deleted)\b|\bdisappeared\b
        |\bverschwunden\b|\bforsvun\w*\b|\bförsvunn\w*\b|\bmist(?:et|er) (?:alle?|hele)\b
        |\blost (?:all|everything|our)\b|\b(?:pist|sporløst) (?:væk|borte)\b|\bgone\b|\b(?:deleted
        |slettet|raderat|gelöscht|wiped) (?:\w+ )?(?:all|alle|alla|our|vores|våra|våre)\b
    """,
    broken=rf"""
        \b{SHOP}(?:[ ](?:\w+ )?(?:i stykker|sönder|died)\b
        |\b[^.!?\n]{{0,60}}?\b(?:virker|fungerer|fungerar|funkar|funger|funktioniert|works?
        |working|loader|load|åbner|öppnas|laddar|laster|kører|koerer|svarer|svarar|duer|dur|tar
        |tager|tar emot|lader sig|open|lädt|geht|kommer|går
        |respond\w*)\b[^.!?\n]{{0,12}}?\b{NOT}\b)|\b(?:does ?n'?t|not|isn'?t|won'?t
        |dont) (?:work\w*|load\w*|open\w*|respond\w*|resolv\w*)|\bstopped (?:working|resolving
        |loading)\b|\b(?:totalt|completely|helt|totally) (?:broken|smadret|i stykker|ødelagt)\b
        |\b(?:i orden|orden|okay|ok|fint|fine|bra|virker|works?|fungerer|fungerar|funktioniert)\b
        [^.!?\n]{{0,20}}\b(?:bortset fra|undtagen|på nær|except|apart from|utom|förutom|bortsett fra
        |unntatt|außer|bis auf)\b|\bbroken\b
        |\bgået i stykker\b|\bhænger\b|\bspins? forever\b|\bfryser\b|\b(?:intet|inget
        |ingenting|nichts|nothing|none of it) (?:loader|virker|sker|works|loads|fungerar|funkar
        |fungerer|funktioniert|geht|happens|händer|skjer|passiert)\b|\b(?:virker|fungerer|fungerar
        |funkar|funktioniert|fungerede|kører|geht|läuft|loader) (?:\w+ )?(?:ikk?e?|inte|nicht
        |inget|intet)\b|\b(?:virker|går|fungerer) (?:slet|helt) ikke\b|\bødelagt\w*\b
        |\b(?:checkouts?|shops?|sites?|webshops?|tills?) broke\b
        |\btrasig\w*\b|\bkaput\w*\b|\bsnurr\w*\b|\bhänger\b|\bhenger seg\b|\bhängt\b|\bstopp(?:et
        |er|ed|at|ade) (?:med )?at? ?\w*|\bblir? avbr\w+\b|\bavbryts\b|\bloop\b|\bgive op\b
        |\b(?:ser|sees?) (?:helt )?(?:mærkelig\w*|forkert\w*|konstig\w*|rar\w*) ud\b
        |\bpå (?:russisk|kinesisk|engelsk|ryska|kinesiska)\b|\bfatal error\b|\bcss\b
        |{HALTS}
    """,
    nobody=r"""
        \b(?:ingen|no ?one|nobody|niemand|nikt|none|inga) (?:\w+ ){0,3}?(?:kan|can|kann|får|gets
        |kunder|customers|ordrer|ordrar|orders|bestillinger|bestilling|order|mails|af os|of us
        |av oss|von uns|salg|sales|betalinger|betalningar|may|może|products?|produkter|resultater
        |resultat|zahlungen|bestellung\w*|beställning\w*|køb|köp|kommer|keine?|varer
        |payment methods?|confirmations|ordrebekr\w*)\b|\bkein(?:e|en
        |er)? (?:\w+ ){0,2}?(?:bestellung\w*|kunde\w*|zahlung\w*|von uns|order\w*)\b
        |\b(?:not|isn't|doesn't|won't|ikke|inte|ikkje)[ ]
        (?:letting|let|lukke[rt]?|släpp\w*|slipp\w*) (?:\w+ ){0,3}?
        (?:through|in|pay|buy|order|check ?out|igennem|gjennom|igenom|ind|inn)\b
        |\bnothing(?:'s| is| goes| gets)? (?:going |getting )?through\b
        |\b(?:lässt|lassen) (?:\w+ ){0,3}?(?:niemanden?|keinen?) (?:\w+ )?(?:durch|rein|bezahlen
        |bestellen|kaufen)\b
        |\bneither can\b|\bgjør ingen av oss\b|\bingen kund\w*\b|\b(?:ikke|inte
        |nicht) (?:\w+ ){0,4}?(?:ordrer|ordrar|bestillinger|bestellungen)\b|\b(?:no|ingen|zero
        |0) (?:orders?|sales|ordrer|salg|ordrar|bestillinger)\b
        |\b(?:orders?|ordre\w*|ordrar\w*|bestilling\w*|beställning\w*|bestellung\w*|sales|salget)
        [ ](?:\w+ ){0,3}?(?:stopped|ceased|dried up|stoppet|stoppat|slutat|holdt op|sluttet
        |aufgehört|udeblever|udebliver|uteblir|bleiben aus)\b
        |\b(?:ikke|inte|ikkje|not|haven't|hasn't|havent|hasnt|nicht|aldrig|aldri|never)
        [ ](?:\w+ ){0,3}?(?:an|a single|eneste|en enda|én|en enkelt|einzige) (?:order|ordre|sale
        |salg|bestilling|beställning|bestellung)\b
    """,
    cannot=r"""
        \b(?:customers?|people|ppl|folk|man|vi|we|users?|shoppers|ksdene
        |kund\w*|klanten)\b[^.!?\n]{0,25}?\b(?:kan|kna|can|cannot|cant|can't|können|får|kunne
        |kunna|could)\b[^.!?\n]{0,30}?\b(?:ikke|ikk|inte|nicht|not|cannot|cant|can't
        |couldn't)\b[^.!?\n]{0,40}?\b(?:betal\w*|bestil\w*|køb\w*|handl\w*|pay\w*|buy|order\w*
        |sell|check ?out|komme ind|logg\w* ind?|log ?in|gennemføre|modtag\w*|ta imot|ta emot
        |receive|bezahlen|access|open|reach|add|lægge|köp\w*|find\w*|søge|vælge|se)\b
        |\bcannot sell\b|\bcan'?t (?:sell|take (?:any )?(?:orders|payments))\b|\bikke (?:modtage
        |gennemføre|tage imot|tage imod|imot) (?:betaling\w*|ordre\w*|køb)\b|\b(?:kan|kann|får
        |kommer|kom|går) (?:\w+ ){0,3}?(?:ikke|inte|nicht) (?:\w+ ){0,4}?(?:ind|inn|in|betal\w*
        |bestil\w*|køb\w*|kjøp\w*|köpa|handl\w*|loges?|logge|logget|logga|gennemf\w*|videre|vidare
        |trykke|klikke|vælge[s]?|velge[s]?|väljas?|sælge|selge|sälja|lægge|lægges|findes
        |finnes|hittas|oprett\w*|levere|sende|motta\w*|åbne\w*|bezahlen|kaufen|einloggen|nå|nås)\b
        |\b(?:can'?t|cannot|can not|unable to|couldn'?t|could not) (?:\w+ ){0,3}?(?:pay|buy|order
        |sell|check ?out|ship|add|open|reach|access|find our|complete|place|log ?in|see (?:any
        |our))\w*\b|\b(?:komm(?:en|t)|kann|können) (?:\w+ ){0,5}?(?:nicht
        |kein\w*) (?:mehr )?(?:\w+ ){0,2}?(?:bezahl\w*|bestell\w*|rein|ins?|einlogg\w*|kauf\w*)\b
        |\bfår ikke (?:\w+ ){0,3}?(?:betalt|logget|lagt|fullført)\b|\bcan'?t (?:be reached
        |log ?in to (?:the )?admin)\b|\bkan ikke (?:betale|bestille|gennemføre|handle|købe
        |modtage)\b|\bman kan ikke\b
    """,
    error=r"""
        \b(?:(?<![$€£])(?<!kr )[45]0[0-9](?! ?(?:kr|dkk|nok|sek|eur|€|,|stk|\d|prod|besøg|visit))
        |internal server error|bad gateway|gateway time-?out|service unavailable|forbidden
        |not found|nxdomain|dns[ _-]?(?:fejl|error|probe\w*)?|ssl|tls|certifi[ck]at\w*
        |zertifikat\w*|ikke privat|not private|deceptive site|time-?outs?|times? out
        |fejlmelding|feilmelding|felmeddelande|fehlermeldung|error \w+|errors?|fejl \d+
        |fehler \d+|something went wrong|opstod en fejl|fejler|failing|declined|reject\w*|afvises
        |afvist|avvis\w*|nekas|abgelehnt|invalid|ugyldig\w*|ogiltig\w*|ungültig|fails?|failed
        |feiler|feil på|fel på|fejl|fejlkode\w*|felkod\w*|feilkode\w*|[45]0[0-9]-(?:fe?il?l?|fejl
        |fel)|going on|bounces?|forbindelsen er ikke sikker|utrygg side|fehlgeschlagen|exception
        |timer ud|udløbet|utløpt|gått ut|abgelaufen|expired|ran out|parking page
        |merchant disabled|foutmelding|momsfejl)\b
    """,
    blank=r"""
        \b(?:siden|sidan|side|page|site|screen|skærmen|skärmen|seite|shoppen|butikken|butiken|admin)
        [ ](?:(?:er|är|is|ist) (?:\w+ ){0,2}?|helt |totally |ganz )
        (?:tom|tomt|empty|blank|leer|vit|hvid|hvit|white|weiß)\b|
        \b(?:hvid\w*|blank\w*|white|weiße?|grå|tom|tomma?|tomme|sort|black|empty|leere?|vit
        |hvit) (?:helt )?(?:side\w*|sida|skærm\w*|skaerm|page\w*|screen|seite|skjerm|skärm)\b
        |\b(?:is|er|are|page|desktop|site|all|alt|alle) (?:\w+ ){0,2}?(?:blank|tomme?|white|empty
        |hvid|hvidt)\b
    """,
    money=r"""
        \b(?:ordre\w*|order\w*|beløb\w*|betal\w*|pay\w*|charge\w*|amounts?|belopp\w*|betrag|geld
        |penge\w*)\b[^.!?\n]{0,40}\b(?:to gange|twice|två gånger|zweimal|to ganger|dobbelt|dubbelt
        |doppelt)\b|
        \b(?:alt|alle|everything|allt|alles|all)\b[^.!?\n]{0,40}?\b(?:for|för|too|zu|alt for
        |alldeles för) (?:billigt?|cheap|dyrt?|expensive|niedrig|hoch|lavt|lågt|low|high|teuer)\b
        |\b(?:koster|kostar|cost
        |costs|kosten|kostet) (?:det samme|the same|lika mycket|alle dasselbe|gleich viel)\b
        |\b(?:reserver\w*|reserviert|lægges|blir lagt|added) (?:\w+ ){0,2}?(?:to gange|to ganger
        |flere gange
        |twice|dobbelt|zweimal|doppelt|två gånger)\b|\bdebiteras? (?:dubbelt|två gånger)\b
        |\btwee keer\b|
        \b(?:charged|trukket|debiterad\w*|trekkes|belastet|abgebucht|trækkes|hævet
        |billed) (?:\w+ ){0,4}?(?:twice|to gange|double|dobbelt|doppelt|dubbelt|två gånger)\b
        |\bdouble[- ]charg\w*|\bdobbelt?\s?(?:betal\w*|træk\w*)|\bpengene er trukket\b|\b(?:trekt
        |trukket|debiteras|dragna|belastet|charged|doppelt|zweimal
        |betalt) (?:\w+ ){0,3}?(?:to ganger|to gange|två gånger|twice|doppelt|double|belastet
        |zahlen)\b|\bzahlen zweimal\b|\bdragna\b|\b(?:uden|without|utan|uten|ohne) (?:betaling
        |payment|betalning|zahlung)\b|\b100 ?%|\boversold\b|\b(?:alle|all|alla|every
        |unsere) (?:\w+ ){0,2}?(?:priser|preise|prices|varer|varor|artikel
        |products)[^.!?\n]{0,30}?\b[01]\b|\bfolk bliver trukket\b|\b(?:forkert\w*|wrong|fel|feil
        |falsche?\w*) (?:\w*pris\w*|\w*preis\w*|prices?|moms\w*|vat|fragt\w*|frakt\w*|beløb|valuta
        |currency)\b|priser\w* (?:\w+ ){1,2}?(?:forkert\w*|falsch\w*|wrong|fel|feil)\b
        |\b(?:preise|prices|priset) (?:\w+ ){1,2}?(?:forkert\w*|falsch\w*|wrong|fel|feil)\b
        |\b(?:alle|all|every|alla|the) (?:\w+ )?(?:priser|prices|preise
        |priserne)\b|\b(?:priser|prices|priserne)\b[^.!?\n]{0,30}?\b(?:0|1|zero|forkert\w*|wrong
        |old|gamle|höga|dobbelt\w*)\b|\b(?:til|showing as|at|for|as) [01] ?(?:kr|dkk|€|eur|sek
        |nok)\b|\bmoms\w* (?:\w+ ){0,2}?(?:dubbelt|dobbelt|fejl)
        |pr(?:is(?:en|et)?|eis|ice) (?:er|is|are|ist|sind|är|bliver|blir)\b
        [^.!?\n]{0,30}?\b(?:0|nul|null|noll|zero) ?(?:kr\w*|euros?|eur|€|dkk|sek|nok)
        |\b(?:fragt(?:en)?|frakt(?:en)?|porto(?:en|t)?|versandkosten|shipping|delivery
        |leveringen) (?:er|is|are|ist|sind|är|bliver|blir)\b
        [^.!?\n]{0,30}?\b(?:0|nul|null|noll|zero) ?(?:kr\w*|euros?|eur|€|dkk|sek|nok)
    """,
    security=r"""
        \b(?:nogen|someone|somebody|någon|noen|jemand)\b[^.!?\n]{0,40}?\b(?:(?:er|is|är|ist)
        [ ](?:\w+ ){0,2}?(?:inde|inne|inside|drin)|slett(?:er|et)|deletes?|deleting|raderar|raderat
        |löscht|ændrer|changing|changes|ändrar|endrer|ändert)\b
        |\b(?:tidligere|forhenværende|gamle?|før[eu]tt?|tidigare|gammal|former|ex-?|old|ehemalig\w*
        |alte\w*|fyret|sacked|fired|uppsagd|avskediget|entlassen\w*) ?(?:medarbejder\w*|ansat\w*
        |employee|colleague|staff|partner|anställd\w*|mitarbeiter\w*|kolleg\w*|vikar
        |assistant)\b[^.!?\n]{0,40}?\b(?:(?:har|has|hat|have|still|stadig|fortfarande
        |noch) (?:\w+ ){0,3}?(?:adgang|access|logins?|tilgang|tillgång|zugang|zugriff|inloggning)
        |logge[rt] (?:sig )?ind|loggat in|logged in|logget inn|eingeloggt|slett\w*|delet\w*|rader\w*
        |lösch\w*|ændre[rt]|ändra[rt]|endre[rt]|changing|changes|changed|ändert)\b
        |\b(?:kund\w*|ordre\w*|orders?|customers?|data|adress\w*|address\w*|bestell\w*
        |persondata|personoplysninger)\b[^.!?\n]{0,50}?\b(?:frit|offentligt?|public\w*|öffentlich
        |öppet
        |åbent|åpent|openly|freely) (?:tilgængelig\w*|tilgjengelig\w*|tillgänglig\w*|available
        |accessible|visible|viewable|zugänglich|einsehbar|synlig\w*)\b
        |\b(?:klikke\w*|klickade|trykke\w*|click\w*|tapped|geklickt)\b[^.!?\n]{0,60}?\b(?:link\w*
        |länk\w*|lenke\w*)\b[^!?\n]{0,40}?\b(?:skrev|skrevet|indtast\w*|gav|givet|entered|typed|gave
        |angav|angett|skrivit|eingegeben|eingetippt|oppga|tastet)\b
        |\b(?:tømmer|tømt|tömmer|tömt|emptying|emptied|drain\w*|leer(?:en|t|geräumt)|plündr\w*
        |plynd\w*|plünder\w*) (?:\w+ ){0,2}?(?:lager\w*|stock|warehouse|konto\w*|account|butikken
        |shoppen|shop)\b
        |\b(?:nogen|fremmede?|someone|somebody|stranger|jemand|fremder|någon|noen|hacker\w*)\b
        [^.!?\n]{0,20}?\b(?:logge[rt]|loggat|loggar|logged|logging|loggede|eingeloggt|einloggt)\b
        |\b(?:er|är|is|are|blev|blevet|blitt|blivit|been|ist|wurden?|var|was) (?:\w+ ){0,2}?
        (?:erstattet (?:af|med)|byttet ut med|skiftet ud med|ersatts? (?:av|med)|utbytt[as]? mot
        |replaced (?:by|with)|ersetzt durch)\b|
        \b(?:skifte?t|ændre?t|changed|altered|bytt?et?|bytt ut|geändert
        |ändrat) (?:\w+ ){0,2}?(?:bank\w*
        |konto\w*|account|iban|password for all)\b|\b(?:konto|account
        |iban) (?:\w+ ){0,3}?(?:ikke kender
        |don'?t (?:know|recogni\w*)|nicht kenne|inte känner)\b|\b(?:somebody|anybody
        |someone) else'?s\b
        |\b(?:rechnung|faktur|invoice|kvittering|kvitto|receipt|ord(?:re|er|rar)|bestell|adress
        )\w* (?:of|von|fra|från|af|av|til|till) (?:all )?(?:other|ander|andre|andra|fremd)\w*\b
        |\banderer (?:kunden|leute|menschen|personen)\b
        |\band(?:en|re|ens|res|ra|ras) (?:\w+ )?(?:navne?|namn|adress\w*|ordre\w*
        |order\w*
        |folks?|menneskers?|personers?|kunders?|kontoer)\b|\bkapat\b|\bkapret\b|\bddos\w*
        |\b(?:broke|broken|break|brudt|bryter|brutit) (?:sig |seg )?(?:in|ind|inn)\b
        |\bgoing astray\b
        |\btil (?:de )?forkerte (?:kunder|modtagere|adresser)\b|\bto the wrong (?:customers?|people
        |address\w*)\b|\b(?:hack\w*|malware|virus|phishing|skimm\w*|ransom\w*|deface\w*|breach
        |compromised|kapret
        |kapad|gehackt|indbrud|omdiriger\w*|redirect\w*|videresend\w*|viderestil\w*|umgeleitet
        |weitergeleitet|bluffsida|casino|counterfeit|porno?\w*|bitcoin|viagra|andre (?:kunder\w*
        |sine)|andres|other (?:customers|people)'?s?|someone elses?|someone else's
        |(?:någon|nån) annans|nogen andens|noen andres|anden butiks
        |andra kund\w*|fremde[nsr]?|kundendaten|kundedata|customer data|personoplysninger
        |datal[æa]k|data ?leak|lækk\w*|leak\w*|gdpr[- ]?brud|mistænkelig\w*|root\d*|til salg
        |for sale|hijack\w*|stj[aå]let\w*|stulen|stulna|stulet|gestohlen|stolen|varandras
        |hverandres|hinandens|each other'?s|andras|btc|spamprodukt\w*|ramt af|(?:other|different
        |another) people'?s?|en (?:helt )?(?:anden|annan|annen) (?:side|sida|butik)|(?:mærkelig
        |konstig|rar|fremmed|fremd|strange|weird)\w* (?:side|sida|site|page|seite)|(?:forwards?
        |peg(?:er|ar)|peker|leder|zeigt|points?) (?:\w+ ){0,2}?(?:til|på|to|auf|mot))\b
    """,
    lost=r"""
        \bmangler? \d+ (?:\w+ )?(?:ordrer?|bestillinger)\b|\b(?:out of stock|udsolgte?)\b
        |\b(?:falske|fake
        |falska|gefälschte) (?:ordrer?|orders?|ordrar|bestell\w*|bestillinger)\b|\b(?:nul|null|noll
        |0|zero
        |no|ingen|keine) (?:resultat\w*|results?|hits?|træff?\w*|treffer|produkter|products)\b
        |\bgetting lost\b|\b(?:nothing|ingenting|intet|nichts) in (?:the |den )?(?:cart|basket
        |warenkorb)\b|\b(?:nichts|kein\w*) (?:\w+ ){0,2}?(?:warenkorb|kasse)\b|\bsyns (?:inte|ej)\b
        |\bhelt anden? (?:vare|produkt\w*|side)\b|\bkommen nicht an\b|\bohne artikel\b
        |\bhverken\b[^.!?]{0,40}\b(?:dankort|visa|mobilepay|kort|mobil|iphone|android)\b|
        \b(?:ordre\w*|orders?|ordrar\w*|bestellung\w*|bestilling\w*|produkt\w*|products?|varer\w*
        |kategori\w*|billeder|images|pictures|katalog\w*|catalog)\b[^.!?\n]{0,40}?\b(?:forsv\w*
        |overskriv\w*|overwrit\w*
        |disappear\w*|gone|væk|borte|mangler|missing|lost|tom|tomme|tomt|verschw\w*
        |nicht (?:mehr )?(?:da|gespeichert)|ikke ind|not coming|kommer ikke|udsolgt|sold out
        |forkert\w*|wrong language|afvist)\b|\bingen produkter\b|\bkategoris?ider\b|\bUDSOLGT\b
        |\bsold out\b|\b(?:tømmer se[gi]g?|empties itself|töms|leert sich)\b|\btømmes\b
        |\b(?:ordre|order|beställning|bestilling
        |bestellung)\w*[^.!?\n]{0,40}?\b(?:saknas|mangler|fehlt|fehlen|forsvunnet|borta|syns inte
        |doppelt|andres|uten adresse|without address\w*)\b|\bsaknas\b
        |\b(?:står som |alt er )?(?:udsolgt|slutsåld\w*|utsolgt|ausverkauft)\b|\bleer(?:t
        |en) sich\b|\bt[øö]m(?:mer|mes|mer seg|s)\b|\b(?:billed\w*|bild\w*|images
        |pictures) (?:\w+ ){0,2}?(?:væk|borte|borta|weg|broken|gone|mangler)\b|\bfehlen\b
        |\b(?:mails?|mejl\w*|e-?mails?|bekr[äæ]ft\w*|bestätigung\w*
        |confirmations?)[^.!?\n]{0,40}?\b(?:ikke|inte|nicht|not|kein\w*)\b
        |\bordrebekræftelser?n?e?\b[^.!?\n]{0,30}?\bikke\b|\b(?:ikke|ingen
        |inte)[^.!?\n]{0,30}?\bordrebekræft\w*|\bsender ikke ordre\w*|\b(?:tar|tager) (?:inte|ikke
        |ikkje) (?:emot|imot|imod)\b|\bingen ordre\w*
    """,
    slow=r"""
        \b(?:load\w*|lädt|laste\w*|ladda\w*|tager|tar|takes?|dauert
        |needs) (?:\w+ ){0,3}?\d+?(?:sek\w*|sec\w*|min\w*)\b|\b(?:ekstremt|super|unbearably
        |extremely|meget|so|så|sindssygt|ulideligt|very|painfully|utrolig\w*|väldigt
        |sehr) (?:langsom\w*|slow|sløv\w*|træg\w*|långsam\w*|treg\w*)\b|\b\d+(?:-\d+)? ?(?:sek\w*
        |sec\w*|s|minut\w*) (?:at|to|om at|på å|att) (?:loade?|åbne|indlæse|ladda)\b
        |\btager (?:evigheder|minutter)\b|\b(?:et|en|a|one|eine?|to|two|\d+) (?:minut\w*|min
        |hel minut
        |sekund\w*|seconds?) (?:pr|per|pro|for|om|at|to)\b|\b(?:langsomste|slowest
        |långsammaste
        |ufattelig \w+|evig\w*|ewig|forever)\b
    """,
    stuck=r"""
        \b(?:suspender\w*|suspend(?:ed|iert)|deaktiver\w*|deactivated|under uppbyggnad
        |under construction
        |under opbygning|wartungs\w*|maintenance|coming soon|parkeringsside|parkering(?:s)?sida
        |parked
        |udenfor drift|ude af drift|out of order|out of service|ur funktion|außer betrieb|loops?
        |bust(?:ed)?|fucked|nginx|welcome page|velkomstside|logged out|logget ud|utloggad\w*
        |ausgeloggt)\b|\b(?:viser?|visar|shows?|showing|zeigt|står) (?:\w+ ){0,1}?(?:kun|only|bara
        |bare
        |nur|just|nothing|nul|null|0|en advarsel|a (?:security )?warning)\b|
        \b(?:gør|does|sker|happens|gjør) (?:\w+ )?(?:ingenting|nothing|intet|inget)\b|\b(?:shop\w*
        |web\w+|butik\w*|side\w*|sida\w*|site|store|konto(?:en|t)?|account
        |laden) (?:\w+ ){0,2}?(?:lukket|spærret|closed|suspended|locked|låst|stängd
        |gesperrt|spärrad|sperret)\b
        |\b(?<!have )(?<!holde )(?<!få )(?:lukket|closed down
        |suspended|spærret|account disabled|maintenance page)\b|\b(?:show\w*|vis\w*|zeigt
        |ser) (?:\w+ )?(?:old|gamle?|gammel|forkert\w*|wrong|alte\w*|falsch\w*|fel|feil) \w+
        |\bsmidt tilbage\b|\bblokeret\b|\bblocked?\b|\brefuses\b|\bokänd\b
        |\bknappen (?:\w+ ){0,2}?(?:virker|gør)\b|\b(?:something|something's|noget|noe|något
        |nånting|etwas|irgendwas|irgendetwas|den) (?:is |er |är |ist )?(?:\w+ )?(?:wrong|gal|galt
        |fel|i vejen|off|kaputt|nicht|knas)\b|\bstimmt (?:was |etwas )?nicht\b|\bhelt galt\b
        |\b(?:dør|går ned|crasher|krascher|crashes|dies)\b|\bligger (?:ned|nere)\b|\bbricht\b
        |\bunder vedlike?hold\b|\bunder vedligeholdelse\b
    """,
)


_LETTERS = Pattern(r"[A-Za-zÀ-ɏ]{2}")  # without them nothing here can match but figures


def signs_in(text: str, signs: Signs, whole: str | None = None) -> tuple[str, ...]:
    """The reasons whose words occur in a text.

    Args:
        whole: the text that this is a stretch of. Its signs are looked for once, and only those
            it has are looked for in the stretch.
    """
    return _signs_in(_small(text), signs, None if whole is None else _small(whole))


_small = lru_cache(maxsize=64)(str.lower)  # many stretches of one text are asked about


@lru_cache(maxsize=256)
def _signs_in(small: str, signs: Signs, whole: str | None) -> tuple[str, ...]:
    if not _LETTERS.search(small):
        return ()
    if whole is None:
        return signs.found_in(small)
    reasons = _signs_in(whole, signs, None)
    return tuple(reason for reason in reasons if signs.by_reason[reason].search(small))
