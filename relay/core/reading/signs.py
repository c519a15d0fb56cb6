"""The words that tell a fault from a question, in the languages merchants write.

Patterns are matched against evened-out text in small letters. Lines may be broken at will: line
breaks and the blanks around them do not count.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


def pattern(body: str) -> re.Pattern[str]:
    """A pattern for text in small letters; line breaks in it do not count."""
    joined = re.sub(r"\s*\n\s*", "", body)
    return re.compile(re.sub(r"(?<!\\)[A-ZÆØÅÄÖÜ]", lambda letter: letter[0].lower(), joined))


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Patterns by the reason they are evidence of."""

    by_reason: Mapping[str, re.Pattern[str]]


def _patterns(**bodies: str) -> Signs:
    return Signs({reason: pattern(body) for reason, body in bodies.items()})


SHOP = r"""
        (?:web ?sho?p\w*|web ?shpo|shop\w*|side[nr]?|sider|sida|sidan|site|sites|website|web ?site
        |page|homepage|hjemmeside\w*|butik\w*|webbutik\w*|webbshop\w*|nettbutikk\w*|nettside\w*
        |hemsida\w*|online ?shop|seite|store|storefront|frontend|check-?out|kassen|kassan|kasse
        |kurv\w*|indkøbskurv\w*|cart|handlekurv\w*|betaling\w*|betalning\w*|payments?|zahlung\w*
        |admin\w*|backend|server\w*|system\w*|katalog|domæne\w*|domain\w*|login|søgning\w*
        |søgefunktion\w*|search|mobilepay|kort\w*|cards?|vipps|swish|klarna|dankort|paypal
        |apple pay|api|ordre\w*|orders?|alt|alting|everything|det hele|tout|sklep\w*|winkel)
    """

NOT = r"""
        (?:ikke|ikk|ik|inte|ikkje|nicht|not|niet|nie|slet ikke|cannot|can'?t|cant|won'?t|wont
        |does ?n'?t|dont|don'?t|doesnt|isn'?t|isnt|aldrig)
    """

CRITICAL_SIGNS = _patterns(
    down=r"""
        \b(?:nede|nere|offline|down|död|tot|kaputt|unreachable|outage|nedbrud|crash\w*|krasch\w*
        |kollaps\w*|otillgänglig\w*|utilgjengelig\w*|utilgængelig\w*|nicht erreichbar|gået ned
        |gick ner|gått ned|er ned|går ned|ligger ned|lagt ned|ligt er\b.{0,20}\buit|død|helt sort
        |knocked out|dead|dødt|dött|väck|lammet|lahmgelegt|står stille|står still|steht still
        |underdrejet|inaccessible|not available|unavailable|nicht verfügbar|ikke til(?:gængelig
        |gjengelig)\w*|inte tillgänglig\w*|gå(?:et|tt) i (?:stå|sort)|ausgefallen|ausfall
        |abgestürzt|störung|driftsstop\w*|driftstans\w*|driftstopp\w*|avbrott|not reachable
        |inte att nå|nichts geht|geht nichts?|går ikke å nå)\b|\bnie działa|\b(?:ei
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
        \b{SHOP}\b[^.!?\n]{{0,60}}?\b(?:virker|fungerer|fungerar|funkar|funger|funktioniert|works?
        |working|loader|load|åbner|öppnas|laddar|laster|kører|koerer|svarer|svarar|duer|dur|tar
        |tager|tar emot|lader sig|open|lädt|geht|kommer|går
        |respond\w*)\b[^.!?\n]{{0,12}}?\b{NOT}\b|\b(?:does ?n'?t|doesnt|not|isn'?t|won'?t
        |dont) (?:work\w*|load\w*|open\w*|respond\w*|resolv\w*)|\bstopped (?:working|resolving
        |loading)\b|\b(?:totalt|completely|helt|totally) (?:broken|smadret|i stykker|ødelagt)\b
        |\bbroken\b|\bgået i stykker\b|\bhænger\b|\bspins? forever\b|\bfryser\b|\b(?:intet|inget
        |ingenting|nichts|nothing|none of it) (?:loader|virker|sker|works|loads|fungerar|funkar
        |fungerer|funktioniert|geht|happens|händer|skjer|passiert)\b|\b(?:virker|fungerer|fungerar
        |funkar|funktioniert|fungerede|kører|geht|läuft|loader) (?:\w+ )?(?:ikk?e?|inte|nicht
        |inget|intet)\b|\b(?:virker|går|fungerer) (?:slet|helt) ikke\b|\bødelagt\w*\b
        |\btrasig\w*\b|\bkaputt\w*\b|\bsnurr\w*\b|\bhänger\b|\bhenger seg\b|\bhängt\b|\bstopp(?:et
        |er|ed|at|ade) (?:med )?at? ?\w*|\bblir? avbr\w+\b|\bavbryts\b|\bloop\b|\bgive op\b
        |\b(?:ser|sees?) (?:helt )?(?:mærkelig\w*|forkert\w*|konstig\w*|rar\w*) ud\b
        |\bpå (?:russisk|kinesisk|engelsk|ryska|kinesiska)\b|\bfatal error\b|\bcss\b
    """,
    nobody=r"""
        \b(?:ingen|no ?one|nobody|niemand|nikt|none|inga) (?:\w+ ){0,3}?(?:kan|can|kann|får|gets
        |kunder|customers|ordrer|ordrar|orders|bestillinger|bestilling|order|mails|af os|of us
        |av oss|von uns|salg|sales|betalinger|betalningar|may|może|products?|produkter|resultater
        |resultat|zahlungen|bestellung\w*|beställning\w*|køb|köp|kommer|keine?|varer
        |payment methods?|confirmations|ordrebekr\w*)\b|\bkein(?:e|en
        |er)? (?:\w+ ){0,2}?(?:bestellung\w*|kunde\w*|zahlung\w*|von uns|order\w*)\b
        |\bneither can\b|\bgjør ingen av oss\b|\bingen kund\w*\b|\b(?:ikke|inte
        |nicht) (?:\w+ ){0,4}?(?:ordrer|ordrar|bestillinger|bestellungen)\b|\b(?:no|ingen|zero
        |0) (?:orders?|sales|ordrer|salg|ordrar|bestillinger)\b
    """,
    cannot=r"""
        \b(?:kunder\w*|kunden|kundene|customers?|people|ppl|folk|man|vi|we|users?|shoppers|ksdene
        |kund\w*|klanten)\b[^.!?\n]{0,25}?\b(?:kan|kna|can|cannot|cant|can't|können|får|kunne
        |kunna|could)\b[^.!?\n]{0,30}?\b(?:ikke|ikk|inte|nicht|not|cannot|cant|can't
        |couldn't)\b[^.!?\n]{0,40}?\b(?:betal\w*|bestil\w*|køb\w*|handl\w*|pay\w*|buy|order\w*
        |sell|check ?out|komme ind|logg\w* ind?|log ?in|gennemføre|modtag\w*|ta imot|ta emot
        |receive|bezahlen|access|open|reach|add|lægge|köp\w*|find\w*|søge|vælge|se)\b
        |\bcannot sell\b|\bcan'?t (?:sell|take (?:any )?(?:orders|payments))\b|\bikke (?:modtage
        |gennemføre|tage imot|tage imod|imot) (?:betaling\w*|ordre\w*|køb)\b|\b(?:kan|kann|får
        |kommer|kom|går) (?:\w+ ){0,3}?(?:ikke|inte|nicht) (?:\w+ ){0,4}?(?:ind|inn|in|betal\w*
        |bestil\w*|køb\w*|kjøp\w*|köpa|handl\w*|loges?|logge|logget|logga|gennemf\w*|videre|vidare
        |betalt|trykke|klikke|vælge[s]?|velge[s]?|väljas?|sælge|selge|sälja|lægge|lægges|findes
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
        \b(?:[45]0[0-9](?! ?(?:kr|dkk|nok|sek|eur|€|,|stk|\d|prod|besøg|visit))
        |internal server error|bad gateway|gateway time-?out|service unavailable|forbidden
        |not found|nxdomain|dns[ _-]?(?:fejl|error|probe\w*)?|ssl|tls|certifi[ck]at\w*|certificate
        |zertifikat\w*|ikke privat|not private|deceptive site|time-?outs?|times? out|timeout
        |fejlmelding|fejlkode|feilmelding|felmeddelande|fehlermeldung|error \w+|errors?|fejl \d+
        |fehler \d+|something went wrong|opstod en fejl|fejler|failing|declined|reject\w*|afvises
        |afvist|avvis\w*|nekas|abgelehnt|invalid|ugyldig\w*|ogiltig\w*|ungültig|fails?|failed
        |feiler|feil på|fel på|fejl|fejlkode\w*|felkod\w*|feilkode\w*|[45]0[0-9]-(?:fe?il?l?|fejl
        |fel)|going on|bounces?|forbindelsen er ikke sikker|utrygg side|fehlgeschlagen|exception
        |timer ud|times out|udløbet|utløpt|gått ut|abgelaufen|expired|ran out|parking page
        |merchant disabled|foutmelding|momsfejl)\b
    """,
    blank=r"""
        \b(?:hvid\w*|blank\w*|white|weiße?|grå|tom|tomma?|tomme|sort|black|empty|leere?|vit
        |hvit) (?:helt )?(?:side\w*|sida|skærm\w*|skaerm|page\w*|screen|seite|skjerm|skärm)\b
        |\b(?:is|er|are|page|desktop|site|all|alt|alle) (?:\w+ ){0,2}?(?:blank|tomme?|white|empty
        |hvid|hvidt)\b
    """,
    money=r"""
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
        |currency)\b|\b(?:\w*priser\w*|preise|prices|priset) (?:\w+ ){1,2}?(?:forkert\w*|falsch\w*
        |wrong|fel|feil)\b|\b(?:alle|all|every|alla|the) (?:\w+ )?(?:priser|prices|preise
        |priserne)\b|\b(?:priser|prices|priserne)\b[^.!?\n]{0,30}?\b(?:0|1|zero|forkert\w*|wrong
        |old|gamle|höga|dobbelt\w*)\b|\b(?:til|showing as|at|for|as) [01] ?(?:kr|dkk|€|eur|sek
        |nok)\b|\bmoms\w* (?:\w+ ){0,2}?(?:dubbelt|dobbelt|fejl)
    """,
    security=r"""
        \b(?:hack\w*|malware|virus|phishing|skimm\w*|ransom\w*|deface\w*|breach|compromised|kapret
        |kapad|gehackt|indbrud|omdiriger\w*|redirect\w*|videresend\w*|viderestil\w*|umgeleitet
        |weitergeleitet|bluffsida|casino|counterfeit|porno?\w*|bitcoin|viagra|andre (?:kunder\w*
        |sine)|andres|other (?:customers|people)'?s?|someone elses?|someone else's|anden butiks
        |andra kund\w*|fremde[nsr]?|kundendaten|kundedata|customer data|personoplysninger
        |datal[æa]k|data ?leak|lækk\w*|leak\w*|gdpr[- ]?brud|mistænkelig\w*|root\d*|til salg
        |for sale|hijack\w*|stj[aå]let\w*|stulen|stulna|stulet|gestohlen|stolen|hacket|varandras
        |hverandres|hinandens|each other'?s|andras|btc|spamprodukt\w*|ramt af|(?:other|different
        |another) people'?s?|en (?:helt )?(?:anden|annan|annen) (?:side|sida|butik)|(?:mærkelig
        |konstig|rar|fremmed|fremd|strange|weird)\w* (?:side|sida|site|page|seite)|(?:forwards?
        |peg(?:er|ar)|peker|leder|zeigt|points?) (?:\w+ ){0,2}?(?:til|på|to|auf|mot))\b
    """,
    lost=r"""
        \b(?:ordre\w*|orders?|ordrar\w*|bestellung\w*|bestilling\w*|produkt\w*|products?|varer\w*
        |kategori\w*|billeder|images|pictures|katalog\w*|catalog)\b[^.!?\n]{0,40}?\b(?:forsv\w*
        |disappear\w*|gone|væk|borte|mangler|missing|lost|tom|tomme|tomt|verschw\w*
        |nicht (?:mehr )?(?:da|gespeichert)|ikke ind|not coming|kommer ikke|udsolgt|sold out
        |forkert\w*|wrong language|afvist)\b|\bingen produkter\b|\bkategoris?ider\b|\bUDSOLGT\b
        |\bsold out\b|\btømmer seg\b|\btømmes\b|\b(?:ordre|order|beställning|bestilling
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
        |sec\w*|s|minut\w*) (?:at|to|om at|på å|att) (?:loade?|load|åbne|indlæse|ladda)\b
        |\btager (?:evigheder|minutter)\b
    """,
    stuck=r"""
        \b(?:gør|does|sker|happens|gjør) (?:\w+ )?(?:ingenting|nothing|intet|inget)\b|\b(?:shop\w*
        |web\w+|butik\w*|side\w*|sida\w*|site|store) (?:\w+ ){0,2}?(?:lukket|spærret|closed
        |suspended|locked|låst|stängd|gesperrt|spärrad|sperret)\b|\b(?:lukket|closed down
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

SCOPE_SIGNS = _patterns(
    single=r"""
        (?<!not )(?<!ikke )(?<!inte )\b(?:(?:en|et|ett|ein|eine|a) (?:enkelt|eneste|single
        |einzeln\w*)|enkelte?|einzeln\w*|1|én|ét|one|single|only one|just one|(?:kun|bare|bara
        |endast)(?:en|et|én|ett)|nur (?:ein|eine|einen)) (?:\w+ )?(?:kunde|customer|kunden|kundin
        |kund|produkt|product|artikel|ordre|order|vare|vara|item|bruger|bruker|användare|user
        |benutzer|bestilling|bestellung|kategori|category|side|page|billede)\b|\b(?:en|a|ein|eine
        |one) (?:af (?:vores|mine) kunder|kunde|kund|kundin|customer|bruger
        |user)(?: \w+)? (?:siger|says|har|has|hat|vil|wants?|will|möchte|kan|can|kann|sier|säger
        |skriver)\b|\b(?:min|my|meine?|en|a|one|ein|eine|vores|our) (?:medarbejder|ansat|ansatt
        |anställd|employee|elev|mitarbeiter(?:in)?|kollega|colleague|kollege|kollegin)\b
    """,
    own_computer=r"""
        \b(?:min|mit|my|mein\w*|vores|our|unser\w*
        |vår) (?:egen |own |eigene[rns]? |eget )?(?:printer|drucker|skrivare|skriver)\b|\b(?:kun
        |only|bare|bara|nur|just|endast|sikkert|nok)(?: (?:på|on|auf|it'?s|er|det|der|for|hos|in
        |til|fra|from|at|about|med|i|med|über))* (?:min|mit|mitt|my
        |mein\w*) (?:egen |own |eget |eigene[rns]? )?(?:pc|computer|maskine|telefon|phone|mac
        |laptop|iphone|ipad|browser|dator|rechner|handy|mobil|maskin)\b
    """,
    others_fine=r"""
        \b(?:others?|resten|de andre|alt andet|everything else|(?:the )?rest|andere\w*
        |alles andere|de øvrige|övriga|de andra|ellers|annars|sonst|andre|andra|på mobilen
        |am handy)(?: \w+){0,4}? (?:fine|fint|ok|okay|godt|works?|virker|funkar|fungerer|fungerar
        |normal\w*|geht|läuft|klappt|gut|bra)(?: (?:alt|allt|alles|everything))?\b
    """,
    can_wait=r"""
        \b(?:haster ikke|ikke akut|ingen hast|no rush|not urgent|not critical|nicht dringend
        |kan godt vente|kan vente|can wait|ikke kritisk|inte bråttom|haster ikkje
        |når I har tid(?: til det)?|eilt nicht|ingen panik|no hurry|inte (?:så )?bråttom
        |ikke noget vigtigt|ikke noget der haster|ikke vigtigt|ikke haster|not important
        |nothing urgent|ikke hastværk|ingen brådska|ingen hastverk|keine eile
        |when you have (?:the )?time|ved lejlighed|en dag|irgendwann|i morgen er fint
        |tag den (?:bare )?i morgen|when you get a chance|hvis I får tid|inte akut
        |brådskar inte)\b(?! (?:hvis|if|wenn|om|dersom))
    """,
    planned=r"""
        \b(?:planlagt|planned|next week|næste uge|neste uke|nästa vecka|nächste woche
        |til næste måned|i fremtiden|zum jahresende|vid årsskiftet|beforehand|på forhånd at|(?:fra
        |from|ab|från)(?:d\. ?)?1\. ?\w+|as of \w+|på fredag|by (?:monday|friday)|til påske
        |til jul)\b
    """,
)

ROUTINE_SIGNS = _patterns(
    how=r"""
        \b(?:hvordan|hur|how (?:do|can|to|would)|wie (?:kann|ändere|mache|stelle)|wo kann
        |where (?:can|do)|hvor (?:kan|finder|udfylder|ændrer|retter)|hvornår (?:kommer|får)
        |when (?:will|do) (?:we|you)|finde ud af at|can you (?:add|change|help me change|confirm
        |explain|tell)|could you (?:please )?(?:tell|add|change|explain)|kan (?:i|du|dere|ni
        |man) (?:ikke )?(?:lave|tilføje|ændre|endre|ändra|lägga|sende|slette|(?:hjælpe|hjelpe
        |hjälpa|help) (?:\w+ )?(?:med|with|mig|meg)? ?(?:at|å|att|to|with)? ?(?:ændre|oprette|lave
        |lage|göra|sætte|designa|make|create|design\w*|set up)|forklare|fortælle|oplyse|importere
        |eksportere|oprette|integrere)|do you (?:support|offer|integrate|sell|have)|understøtter
        |har i (?:en|et|mulighed)|(?:finde|finna|finne|figure|hitta|find) (?:ud af|ut av|ut hur
        |out how|min faktura|my invoice)|can'?t figure out|an wen wenden|who do (?:i
        |we) contact)\b
    """,
    billing=r"""
        \b(?:faktura\w*|invoice\w*|rechnung\w*|regning\w*|refund|subscription|abonnement\w*
        |opsig\w*|cancel my|upgrade|databehandleraftale\w*|dpa|kvittering for|betaling af faktura
        |kontrakt\w*|(?:en |a |ein )?pris(?:er)? på|(?:hvad|hva|vad|was) kost(?:er|ar|et)
        |hvorfor koster|how much|fakturor|abonnemang\w*|abo|kündig\w*|säga upp|si opp|sige op
        |cancel (?:our|the|my)|plan cost|costs? per|money back|prisliste|price list|betalingslink
        |opgrader\w*|upgrad\w*|uppgrader\w*|oppgrader\w*)\b
    """,
    design=r"""
        \b(?:skewed|skjev\w*|sløret|suddig|unscharf|blurry|stavet forkert|stavefejl|tastefejl|typo
        |felstavat|skrivefeil|tippfehler|ugly|grim)\b|\b(?:logo\w*|font|skrifttype\w*|farve\w*
        |colou?rs?|baggrundsfarve\w*|banner\w*|nyhedsbrev\w*|newsletter|pop ?up|layout|design|tema
        |theme|bild|billede|picture|headline|overskrift|menupunkt)\b[^.!?\n]{0,60}\b(?:nice|pæn\w*
        |grim\w*|ugly|større|mindre|bigger|smaller|larger|ændre\w*|changed?|skifte\w*|byt\w*|ny
        |new|anden|andet|flytte\w*|moved?)\b|\b(?:ændre|change|skifte|byter|byta|bytte|flytte
        |anden|ny|new|nyt|vælge)\b[^.!?\n]{0,30}\b(?:logo\w*|font|farve\w*|colou?rs?|banner\w*
        |tema|theme|bild|billede|picture|layout|overskrift)\b
    """,
    wish=r"""
        \b(?:vil gerne|would like|i'?d like|we'?d like|ville høre|vil høre|skulle vilja|vil bytte
        |vill byta|vil ændre|skal have ændret|vi ønsker|wir (?:wollen|möchten)|vill ha|vill säga
        |we need a|i need a new|we plan to|jag vill|jeg vil(?! gerne have jer)|ich (?:will|möchte)
        |webinar|kurser|kursus|i want to|we want to|möchte\w*|skulle vilja|ønsker|kunne tænke
        |feature|funktion\w*|forslag|wish)\b
    """,
    password=r"""
        \b(?:(?:my|mit|min|mitt|mein) (?:\w+ )?(?:password|adgangskode|kodeord|lösenord|passord
        |passwort)|(?:lösenordet|passordet) (?:mitt|min)|(?:glemt|glömt|vergessen
        |forgot\w*) (?:\w+ )?(?:password|adgangskode\w*|kodeord\w*|lösenord\w*|passord\w*
        |passwort)|(?:tastet|skrevet) koden forkert|changing my password|glemt (?:mit
        |min) (?:kode\w*|adgangskode|password)|forgot (?:my )?password)\b
    """,
    task=r"""
        \b(?:upload\w*|følgesed\w*|gtin|ean|fragtpris\w*|versandkosten|shipping label|rabatkode\w*
        |discount code|slette[r]? (?:jeg )?en|kategori|apple pay|flytte vores|udskrive
        |noch ?(?:ein)?mal .{0,40}schicken|(?:sende|skicka|send) (?:\w+ )?(?:igen|again|igjen)
        |rettur|refund her|labels|rækkefølgen?|statistik|google ads|kampagnepris|rabattkode|rabatt
        |gutschein\w*|gavekort|moms-?satser|nyhetsbrev|frontseite|upload a|to språk|på tysk
        |kundekonto|slettet sin konto)\b
    """,
)

# A question about what can be done, which is no trouble by itself.
ASKING = pattern(
    r"""
        \b(?:(?:kan|kunne) (?:man|jeg|vi|i|du|dere|ni|nogen|noen|någon)|kann (?:man|ich)
        |können (?:sie|wir|ihr)|(?:can|could|may) (?:i|we|you|one|someone)|is it possible
        |er det muli\w*|är det möjligt|ist es möglich|går det (?:att|å|at)|har (?:i|dere|ni)
        |do you|does (?:it|the|your)|is there (?:a|any)|findes der|finnes det|finns det|gibt es
        |hvordan|hvor (?:finder|ser|er|kan)|hur|how|wie|where|var (?:hittar|kan)|wo (?:finde|kann)
        |hvornår|når kommer|när kommer|wann|when (?:is|will|do)|what does|what is the|hvad er
        |hvilke\w*|vilka|vilken|welche\w*|which|vil (?:høre|spørge)|ville høre|vil gerne
        |jag undrar|jeg lurer på)\b
    """
)
CALL_PLEA = pattern(
    r"""
        \b(?:ring|ringe|ringa|ringer|ringes|kalde|call|phone|kontakt\w*|contact|anrufen|rufen
        |zurückrufen|kigge|kika|kolla|titta|se på|look|schauen|tjekke|check|hjælp
        |hjælpe(?! (?:\w+ )?med at)|hjælpes|help(?! \w+ (?:to|with))|helfen|hjelp
        |hjälpa(?! (?:\w+ )?med att)|hjälp|lukke|åbne|fikse|fix|løse|skynde|se hvad|fortælle hvad
        |gøre noget|gøre ved|do something|hotline\w*)\b
    """
)
TROUBLE = pattern(
    r"""
        \b(?:ikk?e?|inte|ikkje|nicht|not|never|aldrig|aldri|\w+n't|cant|dont|wont|doesnt|kein\w*
        |ingen|inga|inget|intet|ingenting|nichts|nothing|no one|nobody|niemand|none|uden|utan|uten
        |ohne|without|fejl\w*|fel|feil\w*|fehler\w*|errors?|fail\w*|wrong|forkert\w*|falsch\w*
        |mangler|saknas|fehl\w*|missing|lost|mist\w*|væk|borte|borta|weg|gone|nede|nere|ned|down
        |slow|langsom\w*|långsam\w*|langsam|treg\w*|mærkelig\w*|konstig\w*|how long|hvor læ?e?nge
        |hvor lang\w*|hur länge|wie lange|virker|works?|working|fungerer|funkar|fungerar
        |funktioniert|komisch|strange|weird|rart?|pludselig\w*|plutselig\w*|plötzlich|plötsligt
        |suddenly|stop\w*|problem\w*|død\w*|dead|tot|broken|kaputt|trasig\w*|ødelagt|lukket|closed
        |stängd|stengt|gesperrt|spærret|hack\w*|stadig|still|fortsat|fortfarande|fremdeles
        |fortsatt|ennå|immer noch|noch immer|igen|again|katastrof\w*|krise|kritisk|tom|tomme?
        |empty|leer|blank|hvid|white|weiß)\b
    """
)

CROWD = pattern(
    r"""
        \b(?:kunder\w*|kundene|kunderna|customers|die kunden|unsere kunden|folk|people|besøgende
        |besökare)\b
    """
)

EVERYBODY = pattern(
    r"""
        \b(?:alle|all|alla|everyone|everybody|ingen|nobody|no one|noone|every|hele|whole|entire
        |nikt|niemand|keiner|sitewide|jeder|komplett|alt|allt|everything|alles(?! andere)|(?:mange
        |many|several|flere|flera|viele|mehrere) (?:kunder|customers|kunden|folk|people))\b
    """
)


@lru_cache(maxsize=256)
def signs_in(text: str, signs: Signs) -> tuple[str, ...]:
    """The reasons whose words occur in a text."""
    small = text.lower()
    return tuple(reason for reason, words in signs.by_reason.items() if words.search(small))
