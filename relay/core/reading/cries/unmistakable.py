"""What a merchant in need says so plainly that no likeness to other texts outweighs it.

Patterns are matched against evened-out text in small letters.
"""

from collections.abc import Sequence
from functools import lru_cache

from relay.core.reading.cries.harm import HARM_HINTS, harm_told
from relay.core.reading.cries.intruder import (
    INTRUDER_HINTS,
    is_closing_page_unwanted,
    is_intruder_asked_about,
)
from relay.core.reading.fields.labels import Field, find_sections
from relay.core.reading.pattern import Pattern
from relay.core.reading.signs import NOT, SHOP, Signs, pattern, signs_in

_SENTENCE = Pattern(r"(?:[^.!?\n]|[.!?\n](?![.!?\s]|$))+(?:[.!?\n]+|$)")
_MARK = Pattern(r"[:=;?]")  # a form has one, and who leaves a field open mostly too
_LETTER = Pattern(r"[^\W\d_]")

_OUTAGE = r"""
        (?:drift(?:s|en)?[ -]?(?:forstyrrelse|problem|stop|stans|fejl|feil|störning|avbrott)\w*
        |server[ -]?(?:problem|nedbrud|nedetid|fejl|ausfall|issue|haveri)\w*|nedetid\w*|nertid
        |nedbrud\w*|udfald\w*|utfall|avbrott\w*|outages?|downtime|störung\w*|ausf[aä]ll\w*)
    """
_PROBLEM = r"""
        (?:problem(?:er|s|e|en)?|issues?|trouble|difficult(?:y|ies)|fejl|fel|feil|errors?|fehler
        |vanskeligheder|schwierigkeiten|bøvl|knas|galt|gal|wrong|galet|i vejen)
    """
_LOOSELY = r"""
        (?:(?:nogen|nogle|noget|noen|noe|några|något|nåt|any|anything|something|some|an?|the|en|et|ett
        |etwas|eine?n?|irgendwelche|gerade|aktuell\w*|kendte?|known|kända|känt|kjente?|bekannte?n?
        |tekniske?|tekniska|technical|technische?n?|generelle?|general|større|större|major|store
        |stora|big|große?n?|current|lige nu|just nu|nå|mon|evt|eventuelt|for tiden|igen|again)[ ])
    """
_OPENED = r"""
        (?:(?:(?:(?:ved|vet|wissen|wisst|know) (?:i|ni|dere|sie|ihr|you)|do you know
        |undrar|lurer på|wondering) (?:om|ob|if)
        [ ](?:der er|det er|det är|det finns|es|there is|there are|there's|i har|ni har|dere har
        |you have|you are having)
        |(?:mon )?er (?:der|det)|är det|finn?e?s det|is there|are there|is|gibt es|gibt's|ist|sind
        |(?:har|oplever|opplever|upplever) (?:i|ni|dere|vi|du)
        |(?:do )?you (?:guys )?(?:have|see)|do we have|have (?:you|we)(?: guys)?(?: got)?
        |(?:are )?you (?:guys )?(?:having|experiencing|seeing|facing)|are we having|you got
        |habt ihr|haben (?:sie|wir)|hast du)[ ])
    """
_AT_OURS = r"""
        (?:hos (?:jer|er|dere|dig|deg|os|oss)|bei (?:euch|ihnen|dir|uns)|(?:on |at |in )?your (?:end
        |side)|(?:i|på|in|on|at|an|auf) (?:jeres|er|deres|eurem|ihrem|eurer|ihrer|eure|ihre|your
        |the)(?: \w+)? (?:ende|ände|sida|side|seite|end|system\w*|server\w*|platform\w*|plattform
        |drift|hosting))
    """
_OF_OURS = rf"""
        (?:{_AT_OURS}|(?:med|with|mit|on|på) (?:(?:jeres|era?|ert|deres|your|det|the|eure[mnr]?
        |ihre[mnr]?|de[mnr]|vores|our|unsere[mnr]?)[ ])?(?:(?:serv[er]?r|platform|plattform|hosting
        |system|betaling|betalning|payment|zahlung|drift)\w*|check-?out|kassen|kassan))
    """
_JUST_NOW = r"""
        (?:lige nu|nu|just nu|nå|akkurat nå|i øjeblikket|i aften|i dag|idag|i kväll|ikväll|i kveld
        |ikveld|i nat|i natt|right now|now|currently|at the moment|today|tonight|this morning
        |her til morgen|i morges|gerade|zur ?zeit|im moment|momentan|jetzt|heute|aktuell|igen|again
        |igjen|wieder|generelt|eller hvad|or what|eller|oder)
    """
_GREETED = r"(?:(?:hej|hei|hi|hello|hallo|hey|hallå|moin|undskyld|sorry|guys)\W+)*"
# A whole sentence that asks whether there is trouble, of nothing in particular.
_IS_THERE_TROUBLE = pattern(
    rf"""
        \W*{_GREETED}(?!(?:er|är|is|ist) (?:det|it|das|this) (?:en|ett?|ein|an?)[ ])
        (?:({_OPENED}(?:{_AT_OURS}[ ])?)?{_LOOSELY}{{0,4}}?
        (?:{_OUTAGE}|(?(1){_PROBLEM}|(?!)))(?: (?:{_OF_OURS}|{_JUST_NOW}))*
        |(?:{_LOOSELY}{{0,4}}?(?:problem\w*|issues?|trouble)(?:[ ]{_JUST_NOW})*
        |(?:is|er|är|ist) (?:everything|alt|allt|alles) (?:ok|okay|fine|good|i orden|in ordnung))
        [ ]{_AT_OURS}(?:[ ]{_JUST_NOW})*
        |any (?:known )?(?:issues|problems|trouble)(?:[ ]{_JUST_NOW})*)\W*
    """,
)
# What follows a question that only allows for trouble: "Any issues? Then call me".
_ALLOWED_FOR = pattern(
    r"\W*(?:(?:så|then|dann|då|da|just|bare|bara)\b|(?:ring|call|skriv|write|sig|let)\b)"
)
# A sentence about what might be.
_SUPPOSED = pattern(
    r"""
        \b(?:hvis|dersom|(?<!check )(?<!see )(?<!know )(?<!as )if|wenn|falls|ifall|in case
        |i tilfælde|for tilfældet|i fall
        |(?:vad|hur)[ ](?:gör|händer|går)\b[^.!?\n]{0,40}\bom|
        (?:undgå\w*|avoid|prevent|undvik\w*|vermeiden|verhindern|unngå\w*|forhindre\w*|beskytte\w*
        |protect|skydda\w*|schützen|forebygge\w*|imod at|insurance|forsikring\w*))\b
    """
)

_FIGURES = pattern(
    r"""
        \b(?:sales|salget|salgene|omsætning\w*|omsetning\w*|omsättning\w*|försäljning\w*|umsatz
        |umsätze|verkäufe|revenue|turnover|orders?|ordre(?:r|rne|ne|n)?|ordrar\w*|bestilling\w*
        |beställning\w*|bestellung\w*|bestelleingang|traffic|trafik\w*|konverter\w*|conversions?
        |konversion\w*|conversion rate|besøg\w*|besök\w*|besucher\w*|visitors?|visits)\b
    """
)
_AT_NOTHING = r"(?:0(?![.,]?\d)|zero|nul|null|noll|nothing|nada|ingenting)"
_FALLEN = pattern(
    rf"""
        \bflat-? ?lin(?:ed?|ing)\b|\b(?:styrtdykke[rt]|kollapset|kollapsat)\b
        |\b(?:fallen|fell|drop(?:s|ped)?|plunged|plummeted|crashed|gone|went|faldet|falder|faldt
        |dykket|styrtet|gået|gik|går|fallit|faller|föll|rasat|störtdykt|gått|gick|falt|stupt|raste
        |gikk|gefallen|gesunken|gegangen|eingebrochen|abgestürzt|is|are|er|är|ist|sind|ligger|står
        |liegt|steht)[ ](?:\w+ ){{0,3}}?(?:to|til|till|auf|i|at|på|bei)[ ]{_AT_NOTHING}\b
        |\bauf[ ]{_AT_NOTHING}[ ](?:\w+ )?(?:gefallen|gesunken|gegangen|eingebrochen|abgestürzt)\b
    """
)
# What only counts may be broken while all goes well.
_COUNTED = pattern(
    r"""
        \b(?:analytics|statisti\w*|tracking|sporing\w*|spårning\w*|pixel\w*|counter|tæller\w*
        |zähler|google|facebook|meta|ads|annonce\w*|annons\w*|anzeigen)\b
    """
)

_CARD = pattern(
    r"""
        \b(?:kort(?:et|ene|en|oplysninger|uppgifter)?|(?:kredit|dan|betalings|bank|debet|betal)kort\w*
        |(?:credit |debit |bank )?cards?|(?:kredit|bank|ec-?)?karten?(?:daten)?|kortmisbrug
        |kortmisbruk|kortsvindel|kortbedrägeri\w*|kreditkartenbetrug)\b
    """
)
_MISUSED = pattern(
    r"""
        \b(?:kort)?(?:misbrug(?:t|es|er)?|misbrukt?|missbruk\w*|missbraucht?|misused?|abused
        |fraud\w*|svindel|svindlet|bedrägeri\w*|kreditkartenbetrug|cloned|klonet|kopieret|kopiert
        |skimmet|skimmed)\b
    """,
)
_AFTER_OURS = pattern(
    r"""
        \b(?:hos oss?|bei uns|(?:with|from|at|by|on|in|via) (?:us|our \w+)|(?:på|i|via|fra|från)
        [ ](?:vores|vår|våra|våre)|(?:in|über|auf) unsere\w*)\b
    """,
)

_BLACKMAIL = pattern(
    r"""
        \b(?:(?:penge)?afpres\w*|utpress\w*|erpress\w*|extort\w*|blackmail\w*|løsepenge\w*
        |lösensum\w*|lösegeld\w*)\b
    """
)
_OURS_HELD = pattern(
    r"""
        \b(?:kunde(?:liste|data|oplysning|opplysning|register)\w*|kund(?:lista|listan|data|register
        |uppgifter)\w*|kundenlist\w*|kundendat\w*|kundelist\w*|customers?|kunder\w*|kunden
        |data|daten|databas\w*|datenbank|adresser|backup|server\w*|shop\w*|butik\w*|site
        |admin)\b
    """,
)

_BY_MISTAKE = pattern(
    r"""
        \b(?:kom(?:met|mer)? (?:\w+ )?til (?:at|å)|(?:kommet|kommit) till? att
        |ved en (?:fejl|feil|fejltagelse|feiltakelse)
        |ved et (?:uheld|uhell)|uforvarende|accident(?:al)?ly|by (?:accident|mistake)|mistakenly
        |råka(?:de|t|r)|av misstag|versehentlich|aus versehen|irrtümlich)\b
    """
)
_UNDONE = pattern(
    r"""
        \b(?:slet(?:te|tet|ter|tede)?|sletta|delet\w*|nulstil\w*|nullstill\w*|tilbakestill\w*|tøm(?:me
        |t|te)|overskr[ei]v\w*|reset\w*|wiped?|erased?|emptied|overwrote|overwritten|removed
        |radera\w*|återställ\w*|nollställ\w*|tog bort|ta bort|tagit bort|tömde|fjern\w*
        |gelöscht|lösch\w*|zurückgesetzt|zurücksetz\w*|geleert|überschrieben)\b
    """,
)
_MUCH = pattern(
    r"""
        \b(?:alle|all|alla|hele|hela|heile|whole|entire|ganze[nrs]?|unsere?n?|our|vores|våra|våre
        |mine|mina|meine)[ ](?:\w+ ){0,2}?(?:produkt(?:er|erne|ene|erna|e)?|products|varer(?:ne)?
        |varor(?:na)?|varene|artikel|artiklar|ware[n]?|kategori(?:er|erne|ene|erna|en)
        |categories|menu(?:en)?|menyn?|menü|ordre[rn]?e?|ordrar|orders|bestellungen|priser(?:ne)?
        |prices|preise|billeder|bilder|pictures|images|sider(?:ne)?|sidor|pages|seiten|side
        |sortiment\w*|katalog\w*|catalog\w*|lager\w*|shop(?:pen)?|butik\w*|store|site|hjemmeside\w*
        |hemsida\w*|nettbutikk\w*|kunder(?:ne)?|kunden|customers|databas\w*)
        (?!-|[ ](?:credit|mails?|e-?mails?))\b
        |\b(?:produkterne|produktene|produkterna|varerne|varorna|varene|kategorierne|forsiden
        |startsidan|everything)\b
        |\b(?:slette\w*|radera\w*|deleted|wiped|gelöscht)[ ](?:alt|allt|alles)\b
        |\b(?:nulstil\w*|nullstill\w*|tilbakestill\w*|reset|återställ\w*|nollställ\w*)
        ['" ]+(?:(?:the|my|our|hele|hela|min|vores|vår) )?(?:butik\w*|store|shop\w*|site|alt
        |allt|all)(?![ ]credit)\b|\b(?:shop|laden|store|butik)['" ]+zurücksetzen\b
        |\b(?:\d{2,5}|hundre\w*|tusin\w*|tusen\w*|thousands?|hundert\w*|tausend\w*|flere|mange
        |många|many|viele)[ ](?:of |af |av |von )?(?:\w+ )?(?:produkt(?:er|e)?|products|varer|varor
        |artikel|artiklar|waren|items|kategorier|categories|ordrer?|ordrar|orders|bestellungen
        |billeder|bilder|pictures|images|kunder|kunden|customers)\b
    """
)
_THEM = pattern(r"\b(?:dem|them|sie|it all|alt|allt|alles|everything)\b")
_ONE_OF_THEM = pattern(
    r"\b(?:et|en|én|ét|ett|one|a|eine?[nrs]?) (?:of|af|av|von|single|enkelt|der)\b"
)

_STATUS_PAGE = pattern(
    r"""
        \b(?:drifts)?status ?-?(?:page|side\w*|sida\w*|seite)\b[^!?\n]{0,40}?
        \b(?:says?|said|shows?|claims?|is|er|siger|viser|är|säger|visar|sier|sagt|zeigt|ist)\b
        [^!?\n]{0,30}?\b(?:ok|okay|okey|good|fine|green|normal\w*|operational|well|up|grøn\w*|grön\w*
        |grün|godt|fint|bra|gut|i orden|in ordnung|kører|oppe|no issues|no problems
        |ingen (?:fejl|problem\w*|fel|feil)|keine (?:störung\w*|probleme|fehler))\b
        (?:[^?\n]{0,10}?[^\w?][ ]?(?:but|yet|however|though|men|dog|aber|jedoch|doch)\b
        (?![^.!?\n]{0,80}\?)
        |[^?\n]{0,10}?\W+(?:(?:det|that|it|this|das|dem) (?:er|is|är|ist)|it's|that's|ist es|er det
        |is it|stemmer|passt|stimmt)\b[^.?\n]{0,25}?\b(?:not|ikke|inte|ikkje|nicht|wrong|forkert
        |falsch|fel|feil|untrue)\b
        |[^?\n]{0,10}?\W+(?:we're|we are|vi er|vi är|vi ligger|wir sind) (?:not|ikke|inte|nicht
        |dark|sorte?))
    """
)
_SEE_MY_MAIL = pattern(
    r"""
        \b(?:se|see|læs|read|check|tjek|läs|kolla|les|sjekk|lesen|lest|siehe|schauen|svar på
        |answer|beantworten|besvar|get|fået|set|læst|sett|läst|fått|fik|gelesen)\b(?: \w+){0,3}?[ ]
        (?:(?:min|mine|mit|mitt|vores|vår|my|our|mein\w*|unser\w*)[ ](?:\w+ )?
        (?:e-?)?(?:mail|mejl|post)s?|(?:e-?)?(?:mailen|mejlet|posten)(?: min)?)\b
        [^\n]{0,60}?(?:\b(?:er|is|är|ist)|\bit's)
        [ ](?:(?:meget|yderst|very|super|mycket|sehr|svært|really|virkelig|absolutely)[ ])?
        (?:kritisk\w*|critical|kritisch|akut\w*|urgent|dringend)\b
        (?![ ](?:for|to|att?|å|that|zu|für))
    """,
)

_THANKED = pattern(r"\b(?:tak|thanks?|thank you|tack|takk|danke?|merci|thx|cheers)\b")
_DID_NOT_HELP = pattern(
    rf"""
        \b(?:hjalp|hjulpet|hjälpte|hjälpt|hjelpte|help(?:ed)?|geholfen|half|virkede|virket
        |worked|fungerade|funkade|wirkte)[ ](?:\w+ ){{0,3}}?{NOT}\b
        |\b(?:{NOT}|didn'?t|hasn'?t|har ikke|har inte)[ ](?:\w+ ){{0,2}}?
        (?:hjulpet|hjälpt|help(?:ed)?|geholfen|worked|løst|löst|solved|fixed|gelöst|behoben)\b
        |\b(?:holdt|lasted|höll|hielt|varte|varede|virkede|worked)[ ](?:\w+ )?(?:kun|only|bare|bara
        |nur|just)\b|\bnichts (?:gebracht|geholfen)\b|\bhelped nothing\b|\bhjalp intet\b
    """,
)
_IS_BACK = pattern(
    r"""
        \b(?:fejl(?:en)?|problem(?:et|er|erne|s)?|feil(?:en)?|fel(?:et)?|fehler|error|issue|fault
        |virus\w*|advarsel|advars?l?en|warning|varning(?:en)?|warnung)
        (?:[ ]\w+){0,4}?[ ](?:(?:tilbage|(?:kommet|kommit)[ ](?:igen|igjen)|tilbake|tillbaka|back
        |zurück
        |returned|persists?|continues?|remains|fortsætter|fortsetter|fortsätter|kvarstår|besteht
        |vedvarer|består)
        |(?:der|there|here|her|kvar|där|da)[ ](?:desværre|endnu|stadig\w*|fortsat|dessverre
        |fortsatt|ennå|fremdeles|tyvärr|fortfarande|again|igen|igjen|still)
        |(?:stadig\w*|still|fortfarande|fortsatt|fremdeles|desværre|dessverre|noch immer
        |immer noch|leider|wieder|tyvärr)(?: \w+){0,2}?[ ](?:der|there|her|here|kvar|där|da))\b
        |\b(?:tilbage|tilbake|tillbaka|back|kom|kommer|came|comes|desværre|dessverre|tyvärr|leider
        |ist|er|är|is)
        [ ](?:\w+ ){0,3}?(?:fejlen|problemet|felet|feilen|fehler|problem|error|issue)
        [ ](?:\w+ ){0,2}?(?:tilbage|tilbake|tillbaka|back|zurück|igen|igjen|again|wieder|da)\b
        |\b(?:nu|now|jetzt|nå)[ ](?:er|är|is|ist)[ ](?:det|den|it|es|sie)[ ]
        (?:der|där|there|her|da)[ ](?:igen|igjen|again|wieder)\b
        |\b(?:er|är|is|ist)[ ](?:det|den|it|es|sie)[ ](?:(?:der|där|there|her|da)[ ](?:stadig\w*
        |still|fortsatt?|fortfarande|ennå|endnu)|(?:stadig\w*|still|fortsatt?|fortfarande|fremdeles
        |noch|immer noch|noch immer)[ ](?:der|där|kvar|there|her|da))\b
        |\b(?:it's|(?:it|es|sie|er)[ ]is?t?|(?:den|det)[ ][eä]r)[ ](?:(?:stadig\w*|still|fortsatt?
        |fortfarande|fremdeles|noch|immer noch|noch immer)[ ](?:der|där|kvar|there|da)
        |(?:der|där|da)[ ](?:stadig\w*|fortsatt?|fortfarande|ennå))\b
    """,
)
_BEGINS_AGAIN = pattern(
    r"\b(?:geht|ging|fängt|fing)(?: \w+){0,2}? (?:wieder|von vorne?)(?: \w+)? (?:los|an)\b"
)
# "All good now except payments"
_ALL_BUT = pattern(
    r"""
        \b(?:(?:all|everything|alt|allt|alles)[ ]|(?:nu|now|nå|jetzt|again|igen|igjen|wieder)\b)
        [^.!?\n]{0,40}?\b(?:except|apart from|but not|other than|undtagen|bortset fra|ud ?over|utom
        |förutom|bortsett fra|unntatt|außer|ausser|bis auf|abgesehen von|minus)(?: for| at)?[ ]
        (?:\w+ ){0,2}?(?:payments?|paying|checkout|kasse[nr]?|kassan|betaling(?:en|er|erne)?
        |betalning(?:en|ar)?|betale|betala|kort|kortbetaling\w*|kortbetalning\w*|cards?
        |card payments?|mobilepay|mobile pay|klarna|paypal|swish|vipps|orders
        |ordrer(?:ne)?|ordrar(?:na)?
        |bestellungen|zahlung(?:en)?)\W*$
    """,
)
# "Works again 1 in 10 times", "fungerar igen ibland", "Alt godt! NOT"
_AT_TIMES = pattern(
    r"""
        \b(?:works?|working|virker|fungerer|fungerar|funkar|funker|kører|geht|läuft|klappt
        |funktioniert)\b[^.!?\n]{0,30}?[ ](?:sometimes|at times|on and off|now and then
        |some of the time|(?:1|one) (?:in|out of) \d+|every \d+\w* (?:time|try)
        |ibland|då och då|manchmal|ab und zu|ab und an|hin und wieder|nur jede\w* \d+
        |nogle gange|noen ganger|somme tider|somme gange|af og til|av og til|ind ?imellem
        |innimellom|engang ?imellem|en gang imellem
        |(?:hver|hvert|vart?) \d+\W{0,2}(?:gang|gång|forsøg)
        |(?:1|en|ett?|én) (?:ud af|af|av|von|gang ud af|gång av) \d+)\b
        |[.!]+[ ]*not\W*$
    """,
)
_AS_BEFORE = pattern(
    r"""
        \b(?:(?:tilbage|tilbake|tillbaka|back)[ ](?:\w+ )?(?:(?:der|hvor|där|to where|where)
        [ ](?:vi|we) (?:var|were|started?|startede|startet|började)|på (?:ruta|rute) (?:ett|en|1)
        |to square one|ved start(?:en)?|at square one)|lige vidt|wieder am anfang
        |(?:zurück|wieder) (?:auf anfang|da,? wo wir)|square one)\b
    """,
)
_DROPPED = pattern(
    rf"""
        \b{SHOP}[ ](?:\w+ ){{0,4}}?(?:drop(?:ped|s)? (?:out|off)|fell (?:over|out)|fallen over
        |faldet (?:ud|ned|fra)|faldt (?:ud|fra)|røg (?:ned|ud)|røget (?:ned|ud)|gået ud|falt (?:ut
        |ned)|fallit (?:ur|ner)|weggebrochen|rausgeflogen)\b
    """,
)
_NEGATED = pattern(
    rf"""
        \b(?:{NOT}|ingen|no|kein\w*|inga|never|hasn'?t|didn'?t|aldri|uden|utan|uten|without
        |ohne)\b
    """,
)

# By the reason: what a sentence must hold, all of it, and what it must not.
_TOGETHER = {
    "nobody": ((_FIGURES, _FALLEN), _COUNTED),
    "security": ((_CARD, _MISUSED, _AFTER_OURS), _COUNTED),
    "gone": ((_BY_MISTAKE, _UNDONE, _MUCH), _ONE_OF_THEM),
}
# Without any of these a text tells none of the faults; what is supposed is left out of it first.
_HINTS = Signs(
    {
        "supposed": _SUPPOSED,
        "fallen": _FALLEN,
        "misused": _MISUSED,
        "blackmail": _BLACKMAIL,
        "by mistake": _BY_MISTAKE,
        "status page": _STATUS_PAGE,
        **HARM_HINTS,
        **INTRUDER_HINTS,
    }
)
_DONT_KNOW = pattern(
    r"""
        \W*(?:(?:jeg |jag |i |ich )?(?:ved|vet|don'?t|do not|weiß)[ ](?:ikke|inte|ej|know|nicht)
        |keine ahnung|no idea|ingen (?:anelse|aning|idé)|unknown|ukendt|ukjent|okänt|okänd
        |unbekannt|n/?a|none|x+)?\W*
    """,
)


@lru_cache(maxsize=4)
def _sentences(text: str) -> Sequence[str]:
    return tuple(_SENTENCE.findall(text))


def is_trouble_asked_about(text: str) -> bool:
    """Whether a sentence asks whether there is trouble with us, and of nothing in particular."""
    return any(
        _IS_THERE_TROUBLE.fullmatch(one[0]) and not _ALLOWED_FOR.match(text, one.end())
        for one in _SENTENCE.finditer(text)
        if "?" in one[0] or one.end() - one.start() == len(text)
    )


def faults_told(text: str) -> tuple[str, ...]:
    """What a text in small letters tells that happened: figures at nothing, data held or lost.

    What is only supposed ("what if somebody deletes all products?") has not happened.
    """
    if not signs_in(text, _HINTS):
        return ()
    happened = [one for one in _sentences(text) if not _SUPPOSED.search(one)]
    whole = "".join(happened)
    told = [reason for reason, (signs, but) in _TOGETHER.items() if _is_told(happened, signs, but)]
    if _BLACKMAIL.search(whole) and _OURS_HELD.search(whole):
        told.append("security")
    if _MUCH.search(whole) and _is_told(happened, (_BY_MISTAKE, _UNDONE, _THEM), _ONE_OF_THEM):
        told.append("gone")
    if _STATUS_PAGE.search(whole):
        told.append("down")
    if is_intruder_asked_about(happened):
        told.append("security")
    if is_closing_page_unwanted(happened):
        told.append("down")
    told += harm_told(whole)
    return tuple(dict.fromkeys(told))


def _is_told(sentences: Sequence[str], signs: Sequence[Pattern], but: Pattern) -> bool:
    """Whether one of the sentences holds all of the signs, and not the last."""
    return any(all(sign.search(one) for sign in signs) and not but.search(one) for one in sentences)


def is_unhelped(text: str) -> bool:
    """Whether somebody thanks for help that did not hold, or points to a mail that is critical."""
    if _SEE_MY_MAIL.search(text):
        return True
    thanked = _THANKED.search(text)
    rest = _SENTENCE.findall(text, thanked.end()) if thanked else ()
    return any(map(_does_not_hold, rest))


def is_back(text: str) -> bool:
    """Whether a fault has come back, or all is well but how one pays, or only at times."""
    if any(sign.search(text) for sign in (_ALL_BUT, _BEGINS_AGAIN, _AT_TIMES)):
        return True
    return _IS_BACK.search(text) is not None and any(
        _IS_BACK.search(one) and not _NEGATED.search(one) and not _SUPPOSED.search(one)
        for one in _sentences(text)
        if "?" not in one
    )


def _does_not_hold(sentence: str) -> bool:
    if any(sign.search(sentence) for sign in (_DID_NOT_HELP, _AS_BEFORE, _DROPPED)):
        return True
    return bool(_IS_BACK.search(sentence)) and not _NEGATED.search(sentence)


def is_form_without_a_problem(text: str) -> bool:
    """Whether a text fills in who writes and which shop, and leaves open what is wrong."""
    sections = find_sections(text) if _MARK.search(text) else ()
    known = {one.field for one in sections if _LETTER.search(text, one.start, one.end)}
    left_open = [one for one in sections if one.field is Field.PROBLEM]
    return (
        bool(left_open)
        and bool(known & {Field.NAME, Field.SHOP, Field.BOTH})
        and all(map(_is_left_open, (text[one.start : one.end] for one in left_open)))
    )


def _is_left_open(told: str) -> bool:
    return _DONT_KNOW.fullmatch(told.lower()) is not None
