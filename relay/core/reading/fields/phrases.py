"""Phrases around a report that are not the report: greetings, introductions, pleas, sign-offs.

They are looked for in small letters (`in_small`), but for those that say where a capital stands.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from relay.core.reading.beginnings import beginnings, even_figures, guarded
from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import listed


def _phrase(body: str) -> Pattern:
    return Pattern(body, prepared=_joined)


def _phrase_inside(body: str) -> Pattern:
    """A phrase that may stand anywhere in a clause."""
    return Pattern(body, prepared=_joined_and_guarded)


def _phrase_as_written(body: str) -> Pattern:
    """A phrase that may stand anywhere in a text, which is not in small letters."""
    return Pattern(body, re.IGNORECASE, prepared=_joined_and_guarded)


def _joined(body: str) -> str:
    return re.sub(r"\s*\n\s*", "", body)


def _joined_and_guarded(body: str) -> str:
    return guarded(_joined(body))


ABBREVIATION = _phrase(
    r"""
        (?<![^\s(/])(?:kl|ca|bl\.a|nr|\w{2,}nr|org\.nr|tlf|mob|tel|hr|fr|frk|ang|d|st|dr|jf|evt|inkl
        |ekskl|f\.eks|pga|mr|mrs|ms|no|approx|z\.b|bzw|vedr|hälsn|kg|int|ext|best|str|ver|vers
        |t\.ex|e\.g|i\.e|d\.h|u\.a|o\.a
        |[^\W\d_]|\d)\.\s*$
    """
)
# Those that nothing else is mistaken for, as a lone letter or figure may be.
LONG_ABBREVIATION = _phrase(
    r"""
        (?<![^\s(/])(?:kl|ca|bl\.a|nr|\w{2,}nr|ang|d|v|jf|evt|inkl|ekskl|f\.eks|t\.ex|e\.g|i\.e|d\.h
        |u\.a|o\.a|pga|approx|bzw|vedr|ver|vers)\.$
    """
)
TITLE_IN_SHORT = _phrase(r"""(?<![^\s(/])(?:hr|fr|frk|dr|mr|mrs|ms|st|z\.b)\.$""")
# The full stops of "10 p.m." and "d. 27.", which end a sentence where a capital follows.
DAY_OR_HOUR = _phrase(
    r"""
        (?:[\s\d][ap]\.m|\b(?:d|den|dem|am|vom|ab|seit|zum|bis|siden|fra|til)\.?\s\d{1,2})\.$
    """
)
RUNS_ON = Pattern(
    r"\s(?:[a-zæøåäöü]|(?:Jan|Feb|M[aä]r|Apr|Ma[ijy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[csz])[a-z.]*\b)"
)
GREETING = _phrase(
    r"""
        (?:hej(?:sa|san)?|halløj(?:sa)?|hello|hi|hey|heya|hallo|hei|heisann|moin(?: moin)?|goddag
        |dav|davs|tjena|yo|god ?(?:morgen|aften|dag|eftermiddag|kväll|morgon)|good (?:morning
        |evening|day|afternoon)|guten (?:tag|morgen|abend)|grüß gott|servus
        |dear (?:sir(?: ?/ ?| or )madam|support|team|all)|kære (?:hotline|support|alle|shoporama)
        |sehr geehrte(?:r)? (?:damen und herren|\w+)|dzień dobry|bonjour|hola|goedemorgen
        |goedendag|hallå|tjenare|til rette vedkommende
        |(?:glædelig|gode?|godt|gott|glad|merry|happy|frohe[sn]?|schöne[ns]?|trevlig|skøn|dejlig)
        [ ](?:jul|påsk|påske|pinse|pingst|nytår|nyttår|år|sommer|sommar|midsommar|weekend|helg
        |ferie|fredag|christmas|easter|new year|holidays?|friday|monday|sunday|weihnacht\w*
        |ostern|pfingsten|wochenende))(?: (?:igen|igjen|again|support(?:en)?|team
        |guys|alle|alle sammen|allesammen|all|there|everyone|hotline|hotlinen|shoporama|jer|i
        |venner|med jer|folkens|derude|nochmal|wieder|mor|far|sammen|so|uh))*(?=[\s,.!:;)]
        |$)[ ,.!:;)]*(?:(?:so|uh|um|øh|altså|well|well,)\s+)*
    """
)
LEAD = _phrase(
    r"""
        (?:(?:urgent|haster|alvorligt|akut|vigtigt|fyi|help|hjælp|hjälp|hjelp|hilfe|obs|emergency
        |sos|important|dringend|brådskar|viktigt|viktig|kritisk|critical|asap|nød)\b[\s!:,.-]*)+
        |(?:det haster ikke|det er ikke noget der haster|det er ikke så vigtigt|ikke noget vigtigt
        |det är inte bråttom|haster ikke|not urgent|nicht dringend|it'?s not urgent)(?:,? (?:men
        |but|aber)|:)\s+|(?:så|and|og|och|und|but|men|aber|also|at|that|så at|for)\s+|(?:desværre
        |unfortunately|leider|tyvärr|dessverre)\s+|(?:det är så här att|sagen er (?:den )?at
        |saken er at|the thing is(?: that)?|fejlen er at|felet är att
        |problemet (?:er|är) att?|the problem is(?: that)?|das problem ist,?(?: dass)?)\s+
        |(?:it seems (?:that|like)|it looks like
        |jeg tror(?: desværre)?(?: at)?|(?:jeg |vi |så )?kan se(?: at)?|jeg vil (?:blot|bare
        |lige) (?:høre|spørge)(?=,)|i skal (?:bare )?vide at|(?:könn?ten sie|kannst du
        |können sie) mir sagen
        |(?:could|can) you tell me|(?:wtf|bruh|bro|dude|ey|omg|argh|update|opdatering|lol)[,:]?
        |i'?m getting \w+ from \w+ saying|i think|we think
        |jeg skriver fordi|jeg skriver da|i'm writing because|det ser ud til at|det verkar som att
        |ser ut som)\s+|(?:ich schreibe aus dänemark|har fundet ud af at)[\s.]*
    """
)
INTRODUCTION = _phrase(
    r"""
        (?:mi(?:t|tt) (?:fulde |fulle |fullständiga )?na(?:vn|mn) (?:er|är)|navnet er|mine? name is
        |je[gr] hedder|my name'?s?(?: is)?|the name is|name'?s
        |ich heiße|mein name ist|hier (?:ist|spricht)(?: de[rn]| die)?|jag heter|mitt namn är
        |jeg heter|navnet mitt er|mitt navn er|nazywam się|mijn naam is|ik (?:ben|heet)
        |ich bin(?:'?s)?(?: der| die)?|je m'appelle|je suis|me llamo|soy|jestem|mi chiamo|ja heiti
        |nimeni on)\s+
    """
)
INTRODUCTION_INSIDE = _phrase_as_written(
    rf"""
        (?<=\s)(?:(?:og|and|och|und|,)\s+)?(?P<cue>(?:{INTRODUCTION.pattern}|(?:det er|it'?s|this is
        |det är|jag är|jeg er|i'?m|i am|here'?s|hilsen|mvh)\s+(?=\w+\s+(?:fra|from|at|på|on|här|her
        |here|hos|från|von|vom|med|i)\b|\w+\s*$)))
    """
)
WEAK_INTRODUCTION = _phrase(
    r"""
        (?:det er|det her er|dette er|her er|jeg er|this is|i am|i'?m|it'?s|it is|det är|jag är
        |det er fra|hedder|heter|vi er|we are|mvh|hier|er(?= \w+ her\b)|/|-|from|von|fra|by|v/)\s+
    """
)
HERE = _phrase(
    r"""
        \s+(?:(?:her|here|här|hier)\b(?! er| is)|(?:hedder jeg|heter ja?e?g|heiße ich|is my name
        |er navnet|er mit navn)\b)
    """
)
FROM_SHOP = _phrase(
    r"""
        (?:^|\s+|(?<=\s))(?:fra|from|with|från|von|vom(?! netz\b)|aus dem|hos|i|in|at|@|ved
        |for|of|indehaver af|ejer af|owner of|der har|med)\s+(?:webshoppen |butikken |shoppen 
        |firmaet |the shop )?
    """,
)
# Anywhere in a clause, before a capital.
SHOP_MENTION = _phrase_inside(
    r"""
        \b(?:(?:som|der|who) (?:ejer|eier|äger|owns|driver|runs)|(?:på vegne a[fv]|on behalf of
        |im namen (?:von|der)|för)|(?:butikk?|shop|store|webshop|laden
        |forretning)(?:,| der| som)? (?:hedder|heter|called
        |namens)|(?:min|my|mein\w*|vår) (?:far|mor|mand|kone|chef|søn|datter|søster|bror|veninde|ven
        |dad|mum|mom|father|mother|husband|wife|boss|vater|mutter|mann|frau|man|fru|pappa
        |mamma)(?: (?:der
        |som|who|die))? (?:har|has|hat|ejer|owns|runs|driver)|(?:bookkeeper|accountant|manager
        |owner|assistant|bogholder\w*
        |ejere?n?|indehaver\w*|butikschef\w*|vikar\w*|praktikant\w*|ägaren?|daglig leder
        |inhaber(?:in)?
        |elev\w*|student\w*|styreleder|(?:bestyrelses)?formand|ordförande|chair(?:man|woman)?)
        [ ](?:at|of|hos|i|fra|på|for|von|vom|bei|för)
        |(?:know us as|kender os som|känner oss som|kjenner oss som|kennen uns als)
        |(?:trading|trade) (?:name|as)|(?:under (?:navnet|namnet|the name|dem namen))
        |(?:(?:web)?shop|store|butik)'s (?:called|named)
        |(?:web)?shop,? name(?:d)?
        |(?:butik|shop|store|laden
        ) (?:kalder (?:jeg|vi)|kallar (?:jag|vi)|kaller (?:jeg
        |vi)))\s+(?=[a-zæøåäöü])
    """
)
# Between a known name and a shop.
AT_SHOP = _phrase(
    r"""
        \s+(?:(?:nede|oppe|ovre|inde|ude|henne|over|down|her|here|här|hier|igen|again)\s+)?(?:på
        |vid|bei|beim|i|fra|from|från|von|vom|at|hos|of|de chez|van)\s+(?:de |the |det )?
    """
)
SHOP_INTRODUCTION = _phrase(
    r"""
        (?:vi hedder|vi heter|we are|we're|vi er|(?:the |our |min |vores
        |my )?(?:web)?shop(?:pen)?(?: name)? (?:er|is|hedder|heißt)(?: called)?|(?:the |our
        |my )?(?:web)?shop's (?:called|named)|(?:you )?know us as|butikken (?:er
        |hedder)|(?:i|we) have (?:a |the )?(?:small |little )?(?:web)?shop(?: called)?
        |(?:og )?(?:jeg|vi )?har (?:\w*butikken|webshoppen|shoppen|firmaet)|dom[æa]ene?t? (?:er
        |is)|(?:we|i|vi|jeg|jag|wir|ich) (?:run|drive[rs]?|own|ejer|eier|äger|betreiben
        |betreibe)(?: (?:a|the|en|et|ett|die|den|das)(?: (?:little|small|lille|liten
        |kleine[ns]?))?(?: (?:web)?(?:shop|butik|butikk|store|laden))? (?:called|der hedder
        |som hedder|som heter|namens))?|(?:som|der|who) (?:ejer|eier|äger|owns|driver|runs)
        |(?:på vegne a[fv]|on behalf of|im namen (?:von|der)|å vägnar för)|(?:vi|jeg|i|we
        |jag) (?:har|have) (?:en|et|ett|a) (?:\w+ )?(?:\w*butikk?|shop|store|webshop) (?:der|som
        |called)? ?(?:hedder|heter|called)|(?:the )?name of (?:the|my|our) (?:web)?shop is
        |(?:vores |min )?(?:shoppens|butikkens|firmaets) navn er|wir (?:sind|heißen)(?: (?:der|die
        |das))?|butiken är|butikken er|unser (?:laden|shop) (?:ist|heißt)(?: (?:der|die|das))?
        |det er(?= [^\s]+\.\w)|butiken heter|unser shop heißt|nettbutikken (?:heter|er)
        |forretningen hedder)\s+
    """
)
PERSON_TO_CALL = _phrase(r"""
        (?:contact|kontakt|kontakta|kontaktperson|spørg efter|ask for)[: ]+
    """)
SIGN_OFF = _phrase_as_written(
    r"""
        (?<![^\s.,!?;])(?P<sign>(?:(?:med |mange |de |mit |with |many )*(?:venlig|venlige
        |vennlig|vennlige|kærlig|bedste|beste|vänlig|vänliga|bästa|varme|freundlichen|viele|liebe
        |kind|best|warm)\s+)?(?:hilsen|hilsner|hilsn|hilsener|hälsning|hälsningar|hälsn\.?|regards
        |grüßen|grüße|gruß|wishes)|groet(?:en|jes)|vriendelijke groet(?:en)?|mvg|pozdrawiam
        |pozdrowienia|saludos|cordialement
        |terveisin|saluti|hälsar|hilser|hälsn|kram|knus|mvh\.?|m\.v\.h\.?|vh|kh|bh
        |yours(?: (?:faithfully|sincerely|truly))?|(?:ihre?|deine?|eure?)
        (?=(?: (?!Shop|Server|Update|Seite|System|Web|Team)(?-i:[A-ZÆØÅÄÖÜ])[^\W\d_]+){1,3}
        (?:\s*(?:[,.\d+/|(-]|$)|\n| (?:von|vom|aus|und)\b))|sincerely
        |mfg|lg|br|cheers|(?:thanks|thank you|thx|ta|tak|tack|takk|danke|best
        |venligst)(?=[ ,.!]*\s[^\W\d_]+(?: [^\W\d_]+)?[\s.]*$
        |\s(?-i:[A-ZÆØÅÄÖÜ])[^\W\d_]+,))(?=[\s,.!:/-]|$)[ ,.!:/-]*(?:(?:fra
        |from|von|från)\s+)?
    """
)
SHOP_BEFORE = Pattern(SHOP_INTRODUCTION.pattern + "$", prepared=guarded)
HOST_LEAD = _phrase(r"""(?<!\S)(?:fra|from|från|von|@)\s*$""")
SHOP_NOUN = _phrase(r"""(?<!\S)(?:website|web|shop|url|webshop)\s*:?\s*$""")
PREPOSITION = _phrase_inside(
    r"""
        \b(?:on|på|for|of|to|til|at|i|hos|unsere?r?|shop|sklep|web ?shop|danska|danske|domain|our
        |vores|vår|page|via|åbner|öppnar|åpner|besøger|open|visit|opening|öffne|öffnen|nettbutikken|butikken|onze|min|my|mit)\s*$
    """
)
TRAILING = _phrase(
    r"""
        \s+(?:hvad sker der|hvad gør (?:vi|jeg)|what(?:'s| is) going on|help|hjælp|please help
        |hva skjer|vad händer|was ist los)\W*$
    """
)
# A number of somebody's books at the end of a clause.
REFERENCE = _phrase_inside(
    r"""
        [ ,(]*\b(?:cvr|org|vat|ust|sag|sags|case|ticket|kunde|kunden|kund|customer
        |ärende)(?:[ .:-]*(?:nr|no|num|nummer|number|id))?[ .:#-]*(?:dk|de|no
        |se)?\d[\d .-]*\)?\s*$
    """
)
# How a clause begins that only identifies, and what one has anywhere in it.
NOISE = _phrase(
    r"""
        (?:ordre|order|best\w+|faktura\w*|invoice|rechnung\w*|sag|case|ticket|kunde\w*
        |bestell\w*)[ .:-]*(?:nr|no|nummer|number|num)?[ .:#-]*\d[\d-]*$|sag \d
        |(?:ticket|case|ärende|sagsnr|user|brugernavn)\b|(?:indehaver
        |ejer|owner|direktør|ceo|manager|butikschef|inhaber(?:in)?|ägare|daglig leder|butikkeier)$
    """
)
NOISE_INSIDE = _phrase_inside(
    r"""
        \b(?:cvr|cvr-nr|org\.? ?nr|se-nr|vat|sen(?:dt|t) (?:fra|from)|skickat från|gesendet von
        |get outlook|customer no|kundenr|kundenummer|kundnr|kundennr)\b
    """
)
TOWN_AT_END = Pattern(r"\d(?<!\w\d)\d{3,4} [A-ZÆØÅÄÖÜ][a-zæøåäöü]+$")
# How a clause begins that is talk.
FILLER = _phrase(
    r"""
        (?:undskyld|sorry|i'm (?:terribly |so )?sorry|beklager|jeg beklager|ursäkta
        |entschuldig\w*|apologies|pardon)\b|(?:kan|kunne|vil) (?:i|nogen|du|en
        |dere|ni) (?:\w+ )?(?:ringe?|ringa|kigge|hjælpe|se på|komme|lukke|hjelpe|kolla|tjekke
        |kika)\b|(?:kann|können) (?:\w+ ){0,3}?(?:jemand|sie|ihr) (?:\w+ ){0,3}?(?:anrufen|helfen
        |zurückrufen|schauen)\b|(?:kan|kunne|vil) (?:nån|någon|ni|noen|du) (?:\w+ ){0,2}?(?:ringa
        |ringe|hjälpa|hjelpe|kolla)\b
        |(?:(?:er|e|är|æ) (?:i|dere|ni|(?:der|de|det) (?:nogen|noen|nån|någon|nogle))
        (?: (?:der|där|hjemme|hemma|vågne|våken|vaken|vakna|til stede))?
        |(?:nogen|noen|nån|någon) (?:hjemme|hemma|der|där|vågne?n?|våken|vaken)
        |hvad sker der(?: hos jer)?|kan i se hvad der sker
        |(?:is )?any(?:one|body) (?:there|awake|around|home|in|up)
        |was ist (?:los|passiert)(?: bei euch)?
        |what(?:'s| is) (?:going on|happening)|vad händer|hva skjer|hvem kan hjælpe\b.*
        |(?:ist )?(?:da jemand
        |jemand (?:da|dort|wach|zu hause)))\W*$|(?:vi|we|jeg|i|jag|wir) (?:har
        |have|haben) (?:\w+ ){0,3}?problem\w*\W*$|(?:jeg|jag|i|ich|vi|we) (?:har brug for|behöver
        |trenger|need|brauche) (?:hjælp|hjälp|hjelp|help|hilfe)\b|(?:det er|it'?s|it is|det är
        |es ist|det haster)(?: \w+)? (?:vigtigt|urgent|important|viktigt|viktig|dringend|akut
        |wichtig|haster|bråttom)\W*$|(?:jeg|jag|ich|i) (?:bliver|er|blir|är|werde
        |am) (?:\w+ )?(?:nervøs|bekymret|desperat|nervös|orolig|ked af\b.*|desperate|worried)\W*$
        |jeg ved godt\b|(?:tut mir|es tut mir) leid\b|se lige på\b|ingen har (?:ringet|svaret
        |ringt|svart|ringt|svarat)|nobody (?:has )?(?:called|answer\w*)|(?:any (?:news|update)s?
        |noget nyt|nogen nyt)\W*$|(?:can|could|would) (?:you|someone|anyone
        |somebody) (?:please )?(?:call|help|look|ring|phone|be so kind|shut|close|fix|check)\b
        |(?:hvad gør (?:vi|jeg)|what (?:do|should|can) (?:we|i) do|was (?:sollen|können) wir
        |hva skjer|hvad sker der|hva gjør vi|vad gör vi|hvem kan jeg snakke med|hvad (?:fanden
        |pokker|helvede)\b.*)|(?:pls|please) (?:advise|call|phone|ring)
        |(?:det )?haster ikke|ingen hast|no rush|ikke akut|(?:det är )?inte (?:så )?(?:bråttom
        |akut)
        |(?:det |es )?eilt nicht|keine eile|nicht (?:dringend|eilig)|ingen stress|not critical
        |(?:det )?(?:brænder|brenner|brinner|es brennt)(?: på)?(?: her| nu| helt)*\W*$
        |(?:jeg |i |jag |ich habe |vi |sorry )?(?:forgot|glemte|glömde|vergaß|vergessen)\b
        |luk (?:shoppen|siden
        |butikken)|shut it down|close (?:it|the)|i må (?:gerne|meget gerne)|har ikke hørt
        |skynd jer|hurry|på forhånd|thanks|thank you|tak\b|tusind tak|tack\b|takk\b
        |(?:danke|merci|gracias|bedankt|dank je|dziękuj\w*|kiitos|grazie)\b|bitte (?:helf|rufen
        |sofort)|skjønner ingenting|det er sikkert bare mig
        |ring\b(?! ?er)|(?:use|brug) (?:my|min|mit)\b|(?:we
        |vi) reported\b|(?:jeg|vi|i|we) skrev\b|still no update|har du|håber|hope\b|ved godt
        |graag bellen|proszę|svar(?:a)? (?:her|här)|eller svara|(?:og )?jeg er på
        |vi heter?\b|jeg mangler hjælp
    """
)
FILLER_INSIDE = _phrase_inside(r"\b(?:please (?:help|phone me)|my english is not good)\b")
CALL_STRONG = _phrase(
    r"""
        (?:ring|ringe|ringes|ringer|call|calling|phone|kontakt|kontakta|contact|reach|nås|nå|når
        |fang|fange|anrufen|rufen|bellen|brug|use|tlf|tel|telefon\w*|mob|mobil\w*|cell\w*|handy
        |nummer\w*|number|nr|callback|sms|skriv|skriver|text|træffes|tilbage|rückruf|mobile|t|m|p
        |telefoniczny|ringa)
    """
)
CALL_WORDS = frozenset(
    listed(
        """
        a at af an and any as asap auf back be bedes bedst bitte bli can dansk danska danske danskt
        den det du dänische eller efter er fra gerne give gärna hurtigst hurtigt har hos hør i ikke
        is ist jag jeg kan kind kindly kl klokken kun lige mail me meg mein meine mich mig min mine
        mit mitt mobile muligt my må ni nu now número o og on only op or os på please pls proszę
        quickly ret right sie snarest so soon straks svensk svenske swedish danish norsk norske
        german tak thanks the this til to tysk unter us venligst vi via virker we would you your
        zurück og/eller bare just her hele dagen dag today no. helst numret numeret nummeret selv
        kald do don't not nich inte ikkje for call sofort nogen someone jer graag także kunne could
        can't glemte glemt forgot glömde vergessen erreichbar erreichen zu vær så snill å
        snälla snäll venlig være få får fat get hold i dig jag ni nås når unter handynummer også
        altid always am hvorfor varför warum why vil vill skal ska
        schnell schnellstmöglich zurückrufen melden telefonisch snälla zurueckrufen
        weekenden aftenen aften hela kvällen mobilen arbejde hotline dere noen nån
        någon jemand
        """
    )
)
PLEA_WORDS = frozenset(
    listed(
        """
        help hjælp hjälp hjelp hilfe haster urgent asap nu now please pls sofort bitte hurtigst
        muligt straks akut brådskar sos emergency panik skynd jer det er it's is very meget that
        oss mig us me mir uns os 
        snart hurtigt tid når i have har time ok okay tak thanks regards hilsen mvh
        """
    )
)
# Something that does not work: the "not" says nothing of a number behind it. That of "kassen
# virker ikke ring …" does not, that of "det går ikke at ringe på …" does.
NOT_WORKING = _phrase_inside(
    r"""
        \b(?!(?:går|gik|gikk|gick) (?:ikke|inte|ikkje) ring[ea]\b)
        (?P<verb>virk(?:er|ede|a|et)|verk(?:ar|ade)|fung(?:er\w*)?|funk(?:ar|er|ade|a|ede|et)
        |funktionier\w*|funzt|klappte?|(?<!at )work(?:s|ing|ed)?|load(?:s|er|ede|ing|ed)
        |last(?:er|et)|ladd(?:ar|ade|er)|lädt|opens|åbn(?:er|es|ede)|åpn(?:er|es|et)
        |öppna(?:r|s|de|des)|öffne[nt]|kør(?:er|te)|kjør(?:er|te)|kör(?:de)?|läuft|laufen|lief
        |svar(?:er|ar|ede|te|ade)|antworte[nt]|responds|reager(?:er|ar|ede|te|ade)
        |reagier\w*|dur|duer|duede|start(?:er|ar|et|ede|ade|s)|opdaterer|oppdaterer
        |uppdatera[rs]|vise[rs]|visa[rs]|gemmer|sender|skickar|kommer|kommt|kommen|lykkes|lyckas
        |går|gik|gikk|gick|geht|gehen|ging|gingen)
        (?: (?:slet|helt|overhovedet|heller|bare|længere|lenger|längre|alls|gar|überhaupt
        |auch|mehr|at all|simply))?
        [ ](?:ikke|ikk|ikkje|inte|nicht|not)\b(?! (?:at|att|å|to|zu) )
    """
)
CALL_AFTER = _phrase(
    r"""
        (?:[ ,]*(?:zurück|tak|thanks|please|hele dagen|all day|nu|now|asap|hurtigst muligt|straks
        |på forhånd tak|not this one|ikke det her|ta|bitte|døgnet rundt)\b)+
    """
)
# Behind these a name is somebody whom the sender speaks of.
NOT_BEFORE_NAME = frozenset(
    listed(
        """
        fra til af og and och und from to by of for med with mit er is är ist hedder heter heißt hos
        på at i in av von an auf about om min my mein meine mitt vores our kollega mand kone søn
        datter colleague husband wife boss both både as som vor vår hej hi hello hallo hei tak
        thanks hey kære dear
        """
    )
)


# What clauses begin with, by how that begins.
OPENINGS = (GREETING, LEAD, INTRODUCTION, WEAK_INTRODUCTION, SHOP_INTRODUCTION, NOISE, FILLER)
_BY_BEGINNING: dict[str, list[Pattern]] = defaultdict(list)
for _opening in OPENINGS:
    for _beginning in beginnings(_opening.pattern):
        _BY_BEGINNING[_beginning].append(_opening)


@lru_cache(maxsize=4096)
def may_begin(letters: str) -> Sequence[Pattern]:
    """What may begin so of the phrases that clauses begin with; nothing mostly.

    Every clause is asked about each of them, so its first letters are looked at before.

    Args:
        letters: the first `LETTERS`, or all there are.
    """
    begun = even_figures(letters)
    shorter = (begun[:length] for length in range(1, len(begun) + 1))
    return [phrase for one in shorter for phrase in _BY_BEGINNING.get(one, ())]
