"""The words that tell a fault from a question, in the languages merchants write.

Patterns are matched against evened-out text, any case. Lines may be broken at will: line breaks
and the blanks around them do not count.
"""

import re
from collections.abc import Mapping


def pattern(body: str) -> re.Pattern[str]:
    """A pattern for any case; line breaks in it do not count."""
    return re.compile(re.sub(r"\s*\n\s*", "", body), re.IGNORECASE)


def _patterns(**bodies: str) -> Mapping[str, re.Pattern[str]]:
    """Patterns by the reason they are evidence of."""
    return {reason: pattern(body) for reason, body in bodies.items()}


SHOP = r"""
    (?:web ?sho?p\w*|web ?shpo|shop\w*|side[nr]?|sider|sida|sidan|site|sites|website|web ?site
    |page|homepage|hjemmeside\w*|butik\w*|webbutik\w*|webbshop\w*|nettbutikk\w*|nettside\w*
    |hemsida\w*|online ?shop|seite|store|storefront|frontend|check-?out|kassen|kassan|kasse
    |kurv\w*|indkøbskurv\w*|cart|handlekurv\w*|betaling\w*|betalning\w*|payments?|zahlung\w*
    |admin\w*|backend|server\w*|system\w*|katalog|domæne\w*|domain\w*|login|søgning\w*
    |søgefunktion\w*|search|mobilepay|kort\w*|cards?|vipps|swish|klarna|dankort|paypal|apple pay
    |api|ordre\w*|orders?|alt|alting|everything|det hele|tout|sklep\w*|winkel)
"""

NOT = r"""
    (?:ikke|ikk|ik|inte|ikkje|nicht|not|niet|nie|slet ikke|cannot|can'?t|cant|won'?t|wont
    |does ?n'?t|dont|don'?t|doesnt|isn'?t|isnt|aldrig)
"""

CRITICAL_SIGNS = _patterns(
    down=r"""
        \b(?:nede|nere|offline|down|död|tot|kaputt|unreachable|outage|nedbrud|crash\w*|krasch\w*
        |kollaps\w*|otillgänglig\w*|utilgjengelig\w*|utilgængelig\w*|nicht erreichbar|gået ned
        |gick ner|gått ned|er ned|går ned|ligger ned|lagt ned|ligt er\b.{0,20}\buit|død
        |helt sort|knocked out)\b|\bnie działa
    """,
    gone=r"""
        \b(?:er|is|helt|ist|är|are|blevet|just|all|have|has|alle|allt|alt
        |completely) (?:\w+ )?(?:væk|borte|gone|weg|forsvundet|forsvunnet|försvunnen|försvunna
        |borta|verschwunden|disappeared|vanished|missing|slettet|deleted)\b|\bdisappeared\b
        |\bverschwunden\b|\bforsvundet\b|\bmistet alle?\b|\blost (?:all|everything)\b
    """,
    broken=rf"""
        \b{SHOP}\b[^.!?\n]{{0,60}}?\b(?:virker|fungerer|fungerar|funkar|funger|funktioniert
        |works?|working|loader|load|åbner|öppnas|laddar|laster|kører|koerer|svarer|svarar|duer
        |dur|tar|tager|tar emot|lader sig|open|lädt|geht|kommer|går
        |respond\w*)\b[^.!?\n]{{0,12}}?\b{NOT}\b|\b(?:does ?n'?t|doesnt|not|isn'?t|won'?t
        |dont) (?:work\w*|load\w*|open\w*|respond\w*|resolv\w*)|\bstopped (?:working|resolving
        |loading)\b|\b(?:totalt|completely|helt|totally) (?:broken|smadret|i stykker|ødelagt)\b
        |\bbroken\b|\bgået i stykker\b|\bhænger\b|\bspins? forever\b|\bfryser\b
        |\bintet (?:loader|virker|sker)\b|\bnothing (?:works|loads)\b
    """,
    nobody=r"""
        \b(?:ingen|no ?one|nobody|niemand|nikt|none|inga) (?:\w+ ){0,3}?(?:kan|can|kann|får|gets
        |kunder|customers|ordrer|ordrar|orders|bestillinger|bestilling|order|mails|af os|of us
        |av oss|salg|sales|betalinger|may|może|products?|produkter|resultater)\b|\bneither can\b
        |\bgjør ingen av oss\b|\bingen kund\w*\b|\b(?:ikke|inte|nicht) (?:\w+ ){0,4}?(?:ordrer
        |ordrar|bestillinger|bestellungen)\b|\b(?:no|ingen|zero|0) (?:orders?|sales|ordrer
        |salg|ordrar|bestillinger)\b
    """,
    cannot=rf"""
        \b(?:kunder\w*|kunden|kundene|customers?|people|ppl|folk|man|vi|we|users?|shoppers
        |ksdene|kund\w*|klanten)\b[^.!?\n]{{0,25}}?\b(?:kan|kna|can|cannot|cant|can't|können|får
        |kunne|kunna|could)\b[^.!?\n]{{0,8}}?(?:\b{NOT}\b)?[^.!?\n]{{0,25}}?\b(?:ikke|ikk|inte
        |nicht|not|cannot|cant|can't|couldn't)\b[^.!?\n]{{0,40}}?\b(?:betal\w*|bestil\w*|køb\w*
        |handl\w*|pay\w*|buy|order\w*|sell|check ?out|komme ind|logg\w* ind?|log ?in|gennemføre
        |modtag\w*|ta imot|ta emot|receive|bezahlen|access|open|reach|add|lægge|köp\w*|find\w*
        |søge|vælge|se)\b|\bcannot sell\b|\bcan'?t (?:sell|take (?:any )?(?:orders|payments))\b
        |\bikke (?:modtage|gennemføre|tage imot|tage imod|imot) (?:betaling\w*|ordre\w*|køb)\b
        |\bcan'?t (?:be reached|log ?in to (?:the )?admin)\b|\bkan ikke (?:betale|bestille
        |gennemføre|handle|købe|modtage)\b|\bman kan ikke\b
    """,
    error=r"""
        \b(?:[45]0[0-9]|internal server error|bad gateway|gateway time-?out|service unavailable
        |forbidden|not found|nxdomain|dns[ _-]?(?:fejl|error|probe\w*)?|ssl|tls|certifi[ck]at\w*
        |certificate|zertifikat\w*|ikke privat|not private|deceptive site|time-?outs?|times? out
        |timeout|fejlmelding|fejlkode|feilmelding|felmeddelande|fehlermeldung|error \w+|errors? 
        |fejl \d+|fehler \d+|something went wrong|opstod en fejl|fejler|failing|declined
        |reject\w*|afvises|afvist
        |merchant disabled|foutmelding|momsfejl)\b
    """,
    blank=r"""
        \b(?:hvid\w*|blank\w*|white|weiße?|grå|tom|tomma?|tomme|sort|black|empty|leere?|vit
        |hvit) (?:helt )?(?:side\w*|sida|skærm\w*|skaerm|page\w*|screen|seite|skjerm|skärm)\b
        |\b(?:is|er|are|page|desktop|site|all|alt|alle) (?:\w+ ){0,2}?(?:blank|tomme?|white
        |empty|hvid|hvidt)\b
    """,
    money=r"""
        \b(?:charged|trukket|debiterad\w*|trekkes|belastet|abgebucht|trækkes|hævet
        |billed) (?:\w+ ){0,4}?(?:twice|to gange|double|dobbelt|doppelt|dubbelt|två gånger)\b
        |\bdouble[- ]charg\w*|\bdobbelt?\s?(?:betal\w*|træk\w*)|\bpengene er trukket\b
        |\bfolk bliver trukket\b|\b(?:alle|all|every|alla|the) (?:\w+ )?(?:priser|prices|preise
        |priserne)\b|\b(?:priser|prices|priserne)\b[^.!?\n]{0,30}?\b(?:0|1|zero|forkert\w*|wrong
        |old|gamle|höga|dobbelt\w*)\b|\b(?:til|showing as|at|for|as) [01] ?(?:kr|dkk|€|eur|sek
        |nok)\b|\bmoms\w* (?:\w+ ){0,2}?(?:dubbelt|dobbelt|fejl)
    """,
    security=r"""
        \b(?:hack\w*|malware|virus|phishing|skimm\w*|ransom\w*|deface\w*|breach|compromised
        |kapret|kapad|gehackt|indbrud|omdiriger\w*|redirect\w*|videresend\w*|viderestil\w*
        |umgeleitet|weitergeleitet|bluffsida|casino|counterfeit|porno?\w*|bitcoin|viagra
        |andre (?:kunder\w*|sine)|andres|other (?:customers|people)'?s?|someone elses?
        |someone else's|anden butiks|andra kund\w*|fremde[nsr]?|kundendaten|kundedata
        |customer data|personoplysninger|datal[æa]k|data ?leak|lækk\w*|leak\w*|gdpr[- ]?brud
        |mistænkelig\w*|root\d*|til salg|for sale)\b
    """,
    lost=r"""
        \b(?:ordre\w*|orders?|ordrar\w*|bestellung\w*|bestilling\w*|produkt\w*|products?
        |varer\w*|kategori\w*|billeder|images|pictures|katalog\w*
        |catalog)\b[^.!?\n]{0,40}?\b(?:forsv\w*|disappear\w*|gone|væk|borte|mangler|missing|lost
        |tom|tomme|tomt|verschw\w*|nicht (?:mehr )?(?:da|gespeichert)|ikke ind|not coming
        |kommer ikke|udsolgt|sold out|forkert\w*|wrong language|afvist)\b|\bingen produkter\b
        |\bkategoris?ider\b|\bUDSOLGT\b|\bsold out\b|\btømmer seg\b|\btømmes\b
        |\bordrebekræft\w*\b|\bsender ikke ordre\w*|\b(?:tar|tager) (?:inte|ikke|ikkje) (?:emot
        |imot|imod)\b|\bingen ordre\w*
    """,
    slow=r"""
        \b(?:ekstremt|super|unbearably|extremely|meget|so|så|sindssygt|ulideligt|very|painfully
        |utrolig\w*|väldigt|sehr) (?:langsom\w*|slow|sløv\w*|træg\w*|långsam\w*|treg\w*)\b
        |\b\d+(?:-\d+)? ?(?:sek\w*|sec\w*|s|minut\w*) (?:at|to|om at|på å|att) (?:loade?|load
        |åbne|indlæse|ladda)\b|\btager (?:evigheder|minutter)\b
    """,
    stuck=r"""
        \b(?:gør|does|sker|happens|gjør) (?:\w+ )?(?:ingenting|nothing|intet|inget)\b
        |\b(?:shop\w*|web\w+|butik\w*|side\w*|sida\w*|site|store) (?:\w+ ){0,2}?(?:lukket|spærret
        |closed|suspended|locked|låst|stängd|gesperrt)\b|\bsmidt tilbage\b|\bblokeret\b
        |\bblocked?\b|\brefuses\b|\bokänd\b
        |\bknappen (?:\w+ ){0,2}?(?:virker|gør)\b|\bsomething is very wrong\b|\bhelt galt\b
        |\bligger (?:ned|nere)\b|\bbricht\b|\bunder vedlike?hold\b|\bunder vedligeholdelse\b
    """,
)

SCOPE_SIGNS = _patterns(
    single=r"""
        (?<!not )(?<!ikke )(?<!inte )\b(?:(?:en|et|ett) enkelt|enkelte?|1|én|ét|one|single|only one
        |just one|kun (?:en|et)|bare (?:en|et|én)|nur (?:ein|eine|einen)|endast en) (?:\w+ )?
        (?:kunde|customer|kunden|produkt|product|ordre|order|vare|item|bruger|user|bestilling
        |kund|kundin|bestellung|bruker|användare)\b
    """,
    own_computer=r"""
        \b(?:min|mit|my|mein\w*|vores|our|unser\w*) (?:egen |own )?(?:printer|drucker|skrivare
        |skriver)\b|\b(?:kun|only|bare|nur|just|endast) (?:\w+ ){0,4}?(?:min|mit|my
        |mein\w*) (?:egen |own |eget )?(?:pc|computer|telefon|phone|mac|laptop|iphone|ipad
        |browser|dator)\b
    """,
    others_fine=r"""
        \b(?:others?|resten|andre|de andre|alt andet|everything else|the rest|rest|andere\w*
        |de øvrige|övriga) (?:\w+ ){0,3}?(?:fine|fint|ok|okay|godt|works?|virker|funkar
        |normal\w*)\b
    """,
    can_wait=r"""
        \b(?:haster ikke|ikke akut|ingen hast|no rush|not urgent|not critical|nicht dringend
        |kan godt vente|kan vente|can wait|ikke kritisk|inte bråttom|haster ikkje
        |når I har tid til det|eilt nicht|ingen panik)\b
    """,
    planned=r"""
        \b(?:planlagt|planned|next week|næste uge|neste uke|nästa vecka|nächste woche
        |til næste måned|i fremtiden)\b
    """,
)

ROUTINE_SIGNS = _patterns(
    how=r"""
        \b(?:hvordan|hur|how (?:do|can|to|would)|wie (?:kann|ändere|mache|stelle)|wo kann
        |where (?:can|do)|hvor (?:kan|finder|udfylder|ændrer|retter)|hvornår (?:kommer|får)
        |when (?:will|do) (?:we|you)|finde ud af at|can you (?:add|change|help me change|confirm
        |explain
        |tell)|could you (?:please )?(?:tell|add|change|explain)|kan (?:i|du|dere|ni
        |man) (?:ikke )?(?:lave|tilføje|ændre|endre|ändra|lägga|sende|slette
        |hjælpe med at (?:ændre|oprette|lave)|forklare|fortælle|oplyse|importere|eksportere
        |oprette|integrere)|do you (?:support|offer
        |have)|understøtter|har i (?:en|et|mulighed))\b
    """,
    billing=r"""
        \b(?:faktura\w*|invoice\w*|rechnung\w*|regning\w*|refund|subscription|abonnement\w*
        |opsig\w*|cancel my|upgrade|databehandleraftale\w*|dpa|kvittering for
        |betaling af faktura|kontrakt\w*|pris på|hvad koster|how much)\b
    """,
    design=r"""
        \b(?:logo\w*|font|skrifttype\w*|farve\w*|colou?rs?|baggrundsfarve\w*|banner\w*
        |nyhedsbrev\w*|newsletter|pop ?up|layout|design|tema|theme|bild|billede|picture|headline
        |overskrift|menupunkt)\b[^.!?\n]{0,60}\b(?:nice|pæn\w*|grim\w*|ugly|større|mindre|bigger
        |smaller|larger|ændre\w*|changed?|skifte\w*|byt\w*|ny|new|anden|andet|flytte\w*|moved?)\b
        |\b(?:ændre|change|skifte|byter|byta|bytte|flytte|anden|ny|new|nyt|vælge)\b[^.!?\n]{0,30}
        \b(?:logo\w*|font|farve\w*|colou?rs?|banner\w*|tema|theme|bild|billede|picture|layout
        |overskrift)\b
    """,
    wish=r"""
        \b(?:vil gerne|would like|i want to|we want to|möchte\w*|skulle vilja|ønsker|kunne tænke
        |feature|funktion\w*|forslag|wish)\b
    """,
    password=r"""
        \b(?:(?:my|mit|min|mitt|mein) (?:\w+ )?(?:password|adgangskode|kodeord|lösenord|passord
        |passwort)|changing my password|glemt (?:mit|min) (?:kode\w*|adgangskode|password)
        |forgot (?:my )?password)\b
    """,
    task=r"""
        \b(?:upload\w*|følgesed\w*|gtin|ean|fragtpris\w*|versandkosten|shipping label
        |rabatkode\w*|discount code|slette[r]? (?:jeg )?en|kategori|apple pay|flytte vores
        |udskrive|nochmal .{0,40}schicken)\b
    """,
)

CROWD = pattern(r"\b(?:kunder\w*|kundene|customers|die kunden|unsere kunden|folk|people)\b")

EVERYBODY = pattern(
    r"""
        \b(?:alle|all|alla|everyone|everybody|ingen|nobody|no one|noone|every|hele|whole|entire
        |nikt|niemand|helt|mange|many|several|flere|sitewide|jeder|keiner|komplett)\b
    """
)


def signs_in(text: str, signs: Mapping[str, re.Pattern[str]]) -> tuple[str, ...]:
    """The reasons whose words occur in a text."""
    return tuple(reason for reason, words in signs.items() if words.search(text))
