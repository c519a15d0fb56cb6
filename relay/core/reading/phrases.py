"""Phrases around a report that are not the report: greetings, introductions, pleas, sign-offs."""

import re

from relay.core.reading.wording import listed


def _phrase(body: str, ending: str = "") -> re.Pattern[str]:
    return re.compile(re.sub(r"\s*\n\s*", "", body) + ending, re.IGNORECASE)


ABBREVIATION = _phrase(
    r"""
    (?:^|[\s(/])(?:kl|ca|bl\.a|nr|\w{2,}nr|org\.nr|tlf|mob|tel|hr|fr|ang|d|st|dr|jf|evt|inkl
    |ekskl|f\.eks|pga|mr|mrs|ms
    |no|approx|z\.b|bzw|vedr|hälsn|kg|int|ext|best|str|[^\W\d_]|\d)\.\s*$
    """
)
GREETING = _phrase(
    r"""
    (?:hej(?:sa|san)?|halløj(?:sa)?|hello|hi|hey|heya|hallo|hei|heisann|moin(?: moin)?|goddag
    |dav|davs|tjena|yo
    |god ?(?:morgen|aften|dag|eftermiddag|kväll|morgon)|good (?:morning|evening|day|afternoon)
    |guten (?:tag|morgen|abend)|grüß gott|servus|dear (?:sir(?: ?/ ?| or )madam|support|team
    |all)|kære (?:hotline|support|alle|shoporama)
    |sehr geehrte(?:r)? (?:damen und herren|\w+)|dzień dobry|bonjour|hola|goedemorgen|goedendag
    |hallå|tjenare|til rette vedkommende)
    (?: (?:igen|igjen|again|support(?:en)?|team|guys|alle|alle sammen|allesammen|all|there
    |everyone|hotline|hotlinen|shoporama|jer|i|venner|med jer|folkens|derude|nochmal|wieder|mor
    |far|sammen|so|uh))*
    (?=[\s,.!:;)]|$)[ ,.!:;)]*(?:(?:so|uh|um|øh|altså|well|well,)\s+)*
    """
)
LEAD = _phrase(
    r"""
    (?:(?:urgent|haster|alvorligt|akut|vigtigt|fyi|help|hjælp|hjälp|hjelp|hilfe|obs|emergency
    |sos|important|dringend|brådskar|viktigt|viktig|kritisk|critical|asap|nød)\b[\s!:,.-]*)+
    |(?:så|and|og|och|und|but|men|aber|also|at|that|så at|for)\s+
    |(?:desværre|unfortunately|leider|tyvärr|dessverre)\s+
    |(?:it seems (?:that|like)|it looks like|jeg tror(?: desværre)?(?: at)?|jeg kan se(?: at)?
    |vi kan se(?: at)?|i think|we think|jeg skriver fordi|jeg skriver da|i'm writing because
    |det ser ud til at|det verkar som att|ser ut som)\s+
    |(?:ich schreibe aus dänemark|har fundet ud af at)[\s.]*
    """
)
INTRODUCTION = _phrase(
    r"""
    (?:mit navn er|navnet er|mine name is|jeg hedder|my name is|my name's|the name is|name's
    |ich heiße|mein name ist|hier ist|hier spricht
    |jag heter|mitt namn är|jeg heter|navnet mitt er|mitt navn er|nazywam się|mijn naam is
    |ik ben|ich bin)\s+
    """
)
WEAK_INTRODUCTION = _phrase(
    r"""
    (?:det er|det her er|dette er|her er|jeg er|this is|i am|i'm|it's|it is|det är|jag är
    |det er fra|vi er|we are|mvh|/|-|from|von|fra|by|v/)\s+
    """
)
HERE = _phrase(r"""\s+(?:her|here|här|hier)\b(?! er| is)""")
FROM_SHOP = _phrase(
    r"""
    (?:^|\s+|(?<=\s))(?:fra|from|från|von|hos|i|in|at|@|ved|for|of|indehaver af|ejer af|owner of
    |der har|med)\s+(?:webshoppen |butikken |shoppen |firmaet |the shop )?
    """,
)
SHOP_INTRODUCTION = _phrase(
    r"""
    (?:vi hedder|vi heter|we are|we're|vi er|(?:the |our |min |vores 
    |my )?(?:web)?shop(?:pen)?(?: name)? (?:er|is|hedder|heißt)(?: called)?|butikken (?:er|hedder)
    |(?:i|we) have (?:a |the )?(?:small |little )?(?:web)?shop(?: called)?|(?:og )?(?:jeg 
    |vi )?har (?:\w*butikken|webshoppen|shoppen|firmaet)|dom[æa]ene?t? (?:er|is)
    |det er(?= [^\s]+\.\w)|butiken heter|unser shop heißt|nettbutikken (?:heter|er)
    |forretningen hedder)\s+
    """
)
PERSON_TO_CALL = _phrase(r"""(?:contact|kontakt|kontakta|kontaktperson|spørg efter|ask for)[: ]+""")
SIGN_OFF = _phrase(
    r"""
    (?:^|(?<=[\s.,!?;]))(?P<sign>(?:(?:med |mange |de |mit |with |many )*(?:venlig|venlige
    |vennlig|vennlige|kærlig|bedste|beste|vänlig|vänliga|bästa|varme|freundlichen|viele|liebe
    |kind|best|warm)\s+)?
    (?:hilsen|hilsner|hilsn|hilsener|hälsning|hälsningar|hälsn\.?|regards|grüßen|grüße|gruß|wishes)
    |mvh\.?|m\.v\.h\.?|vh|kh|bh|venligst|sincerely|mfg|lg|br|cheers|(?:thanks|thank you|thx|ta
    |tak|tack|takk|danke|best)(?=[ ,.!]*\s[^\W\d_]+(?: [^\W\d_]+)?[\s.]*$))
    (?=[\s,.!:/-]|$)[ ,.!:/-]*(?:(?:fra|from|von|från)\s+)?
    """
)
SHOP_BEFORE = _phrase(SHOP_INTRODUCTION.pattern, "$")
HOST_LEAD = _phrase(r"""(?:^|(?<=\s))(?:fra|from|från|von|@)\s*$""")
SHOP_NOUN = _phrase(r"""(?:^|(?<=\s))(?:website|web|shop|url|webshop)\s*:?\s*$""")
PREPOSITION = _phrase(
    r"""
    \b(?:on|på|for|of|to|til|at|i|hos|unsere?r?|shop|sklep|web ?shop|danska|danske|domain|our
    |vores|vår|page|via|nettbutikken|butikken
    |onze|min|my|mit)\s*$
    """
)
TRAILING = _phrase(
    r"""\s+(?:hvad sker der|hvad gør (?:vi|jeg)|what(?:'s| is) going on|help|hjælp|please help
    |hva skjer|vad händer|was ist los)\W*$"""
)
NOISE = _phrase(
    r"""
    \b(?:cvr|cvr-nr|org\.? ?nr|se-nr|vat)\b|\bsen(?:dt|t) (?:fra|from)\b|\bskickat från\b
    |\bgesendet von\b|\bget outlook\b
    |\b(?:customer no|kundenr|kundenummer|kundnr|kundennr)\b|^sag \d|^(?:ticket|case|ärende
    |sagsnr)\b|\b(?-i:\d{4,5} [A-ZÆØÅÄÖÜ][a-zæøåäöü]+)$
    |^(?:indehaver|ejer|owner|direktør|ceo|manager|butikschef|inhaber(?:in)?|ägare|daglig leder
    |butikkeier)$|^user\b|^brugernavn\b
    """
)
FILLER = _phrase(
    r"""
    ^(?:undskyld|sorry|i'm (?:terribly |so )?sorry|beklager|jeg beklager|ursäkta|entschuldig\w*
    |apologies|pardon)\b
    |\bplease help\b|^(?:kan|kunne|vil) (?:i|nogen|du|en|dere|ni) (?:\w+ )?(?:ringe?|ringa|kigge
    |hjælpe|se på|komme|lukke|hjelpe|kolla|tjekke|kika)\b
    |^(?:can|could|would) (?:you|someone|anyone|somebody) (?:please )?(?:call|help|look|ring
    |phone|be so kind|shut|close|fix|check)\b
    |^(?:hvad gør (?:vi|jeg)|what (?:do|should|can) (?:we|i) do|was (?:sollen|können) wir
    |hva skjer|hvad sker der|hva gjør vi|vad gör vi|hvem kan jeg snakke med|hvad (?:fanden
    |pokker|helvede)\b.*)
    |^(?:pls|please) (?:advise|call|phone|ring)|\bplease phone me\b|^(?:det )?haster ikke
    |^ingen hast|^no rush|^ikke akut|^not critical|^luk (?:shoppen|siden|butikken)|^shut it down
    |^close (?:it|the)
    |^i må (?:gerne|meget gerne)|^har ikke hørt|^skynd jer|^hurry|^på forhånd|^thanks|^thank you
    |^tak\b|^tusind tak|^tack\b|^takk\b|^danke\b|^bitte (?:helf|rufen|sofort)|^skjønner ingenting
    |^det er sikkert bare mig|^ring\b(?! ?er)|^(?:use|brug) (?:my|min|mit)\b
    |\bmy english is not good\b|^(?:we|vi) reported\b|^(?:jeg|vi|i|we) skrev\b|^still no update
    |^har du|^håber|^hope\b|^ved godt
    |^graag bellen|^proszę|^svar(?:a)? (?:her|här)|^eller svara
    |^(?:og )?jeg er på|^vi heter?\b|^jeg mangler hjælp
    """
)
CALL_STRONG = _phrase(
    r"""
    (?:ring|ringe|ringes|ringer|call|calling|phone|kontakt|kontakta|contact|reach|nås|nå|når
    |fang|fange|anrufen|rufen|bellen|brug|use|tlf|tel|telefon\w*|mob|mobil\w*|cell\w*|handy
    |nummer\w*|number|nr|callback
    |sms|skriv|skriver|text|træffes|tilbage|rückruf|mobile|t|m|p|telefoniczny|ringa)
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
        can't glemte glemt forgot glömde vergessen
        """
    )
)
PLEA_WORDS = frozenset(
    listed(
        """
        help hjælp hjälp hjelp hilfe haster urgent asap nu now please pls sofort bitte hurtigst
        muligt straks akut brådskar sos emergency panik skynd jer det er it's is very meget that
        snart hurtigt tid når i have har time ok okay tak thanks regards hilsen mvh
        """
    )
)
CALL_AFTER = _phrase(
    r"""
    (?:[ ,]*(?:zurück|tak|thanks|please|hele dagen|all day|nu|now|asap|hurtigst muligt|straks
    |på forhånd tak|not this one|ikke det her|ta|bitte|døgnet rundt)\b)+
    """
)
