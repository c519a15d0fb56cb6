"""How clearly a merchant asks to be called on a number that stands in a text."""

import re

from relay.core.reading.phrases import NOT_WORKING
from relay.core.reading.wording import in_small

LOOK_BACK = 40  # characters before a number that tell what it is
SENTENCE_END = re.compile(r"[\n;]|[.!?](?=\s)")
TO_BE_CALLED = re.compile(
    r"\b(?:ring\w*|call\w*|kontakt\w*|contact|bruge?s?|use|reach|nås|når|fang\w*|rufen|anruf\w*"
    r"|bellen"
    r"|skriv|sms|text|använda?|bruke?|benutze\w*|phone me|telefon(?:ér|er)|opkald|whats ?app"
    r"|get me|find me|træff\w*"
    r"|treff\w*|(?:ich|mich|wir|uns)\b[^.\d]{0,20}\berreich\w*|få tag)\b",
    re.IGNORECASE,
)
PHONE_WORD = re.compile(
    r"(?:\b|(?<=\d))(?:t(?:el|lf|elefon\w*)?|mob\w*|phone|cell\w*|handy|r[üu]ckruf\w*|nr|nummer\w*"
    r"|number|direct|line|linje|direkte|durchwahl|landline|fastnet\w*|festnetz\w*"
    r"|\w{1,8}telefon\w*|tilbagekald\w*|återuppring\w*|callback)\b",
    re.IGNORECASE,
)
# From here on for small letters, which are found in half the time.
_NOT = r"(?:\b(?:ikke|ikkje|inte|nicht|not|never|aldrig|aldri)|n't)\s+"
_INSTEAD = r"(?:utan|men|but|sondern|brug|bruk|use|ta)\b"
_CALL = r"(?:ring[ea]?|call|phone|use|brug|bruk|använd|anrufen)"
_CAN = r"(?<!\bkan )(?<!\bcan )(?<!\bkann )(?<!\bca)"  # of cards, not of telephones
# "ta hemtelefonen …", "try the shop …"
_TAKE = re.compile(
    r"\b(?:tag?|take|try|prøv|prova|pröva|nimm|nehmt|nehmen sie"
    r"|versuch\w*)\s+(?:[^\W\d_]+\s+){0,3}$",
)
# "ring ikke på …", "don't call the office …", or "…, not …"; but "siden loader ikke …" says
# nothing about the number, nor does "siden loader ikke ring …" (NOT_WORKING).
_NEGATED = re.compile(
    rf"{_NOT}(?:(?:på|til|at|on|auf|unter|der|die|det|den|här|denne|bruge?|bruk|använda?|benutze\w*"
    r"|the|this|call|use|ring|ringe|\w*nummer\w*|number|fastnet\w*|festnetz|landline|office"
    r"|kontor\w*|mit|my|min|tlf|mobil|gamle|old)\b"
    rf"[^\w,;.]*){{1,4}}$|(?:^|[,;(-]|\b(?:og|and|och|und|men|but|brug|bruk|använd|use|ring|call"
    rf"|er|is|är|ist|var|was|war))\s*"
    rf"{_NOT}$|(?:\b{_CALL}\s+{_NOT}|{_CAN}{_NOT}{_CALL}\s+)"
    rf"(?:(?!{_INSTEAD})[^\W\d_]+'?[^\W\d_]*[ (-]+){{0,6}}$",
)
# Where a "not" forbids no call: "kan I ikke ringe på …" and "hvorfor ringer I ikke på …" ask for
# one, as "if you don't call …" does. "I må ikke …", "derfor kan I ikke …", "können Sie bitte
# nicht …" and "rufen Sie nicht …" forbid one.
_YOU = r"(?:i|du|dere|ni|nogen|no[en]n|n[åa]g?on|en|ihr|sie|jemand|you|someone|somebody|anyone)"
_ANSWER = r"(?:svar|answer|pick|antwort|geh|tager|tar\b)"  # "hvorfor svarer I ikke": ours
_ASKED = re.compile(
    r"\b(?P<asked>(?:(?:(?<!derfor )(?<!därför )(?<!deshalb )(?<!desværre )(?<!leider )"
    r"(?:kan|ka|kunne|ku|gider|gidder|orker|orkar|tør|törs|vil|ville|vill|kunde|skal|ska|skulle"
    r"|burde|borde|können|könnten|könnt(?:et)?|kannst"
    rf"|könntest|wollen|wollt|willst|möchten|würden|würdet)"
    rf"|(?:hvorfor|varför|warum|wieso|why)\s(?!{_ANSWER})\w+"
    rf"|ringer|bruger|bruker|använder|kontakte[rt]|kontaktar)\s{_YOU}"
    rf"|(?:hvorfor|varför|why|hvis|dersom|om|if|wenn|falls|når|när)\s{_YOU}(?:\sdo)?"
    r"|(?<!wir )(?:habt|hast|haben)\s(?:ihr|du|sie|mich|uns))"
    r"(?:\s(?:mig|mej|meg|mich|uns|da|så|dog|denn|då))?)"
    r"(?:\s(?:ikke|ikkje|inte|nicht|not|aldrig|aldri)\b|n't\b)"
    rf"(?!\s{_ANSWER})"
    r"(?!\s(?:\w+\s)?(?:ringe?t|ring[dt]|rung|called|tried|phoned|prøve?t|provat|prøvd)\b)"
    r"|\b(?P<could>(?:can|could|will|would)\syou)\snot(?=\s(?:just\s)?\w+\s(?:me|us|back)\b)",
)
# "men på …" or "mere" behind the number makes a refusal of it after all.
_STILL_NOT = re.compile(
    r"[\s,]{1,3}(?:(?:men|utan|sondern|but)\b[^.!?]{0,25}\d{4}|(?:mere?|længere|lenger|längre|mehr"
    r"|any ?more)\b)"
)
# "jeg kan ikke nås på …", "I'm not available on …"
_OUT_OF_REACH = re.compile(
    rf"(?:{_NOT}(?:be\s)?(?:nås|træffes|treffes|träffas|reached|fanges)"
    rf"|\b(?:jeg|jag|i|vi|we|hun|han|hon|she|he)\b[^.!?,]{{0,15}}{_NOT}(?:reachable|available|hjemme"
    r"|at (?:træffe|få fat (?:i|på))|tilgængelig|tilgjengelig|tillgänglig|anträffbar|nåbar))"
    r"\s(?:på|on|at|under|via)\W{0,2}$",
)
# Numbers that were rung, that nobody answers, or that are to be left alone.
_IN_VAIN = re.compile(
    r"\b(?:(?:har|have|i've|we've|habe?n?|i|we)\s+"
    r"(?:(?!ikke|ikkje|inte|nicht|not|aldrig?)\w+\s+){0,2}"
    r"(?:ringet|ringt|rung|called|tried|phoned|prøvet|provat|prøvd|angerufen|versucht)"
    r"(?:\s+(?:forgæves|förgäves|forgjeves|vergeblich|in vain|til|på|at|on|auf|unter))*"
    r"|(?:no (?:answer|reply)|ingen svar\w*|nobody answers|niemand|keiner)(?:\s+\w+){0,2}\s+"
    r"(?:on|at|på|unter|auf)"
    r"|(?:undlad|lad være|la være|låt bli|undvik|unngå|avoid)\b[^\d.!?,]{0,40}"
    r"|(?:no need|ingen grund|nicht nötig|unnötig|ikke nødvendig\w*|inte nödvändigt|unødvendig\w*"
    r"|kein grund)\s(?:til\s|for\s)?(?:(?:at|to|att|å|zu)\s)?[^\d.!?,]{0,25}"
    r"|(?:svar\w*|answer\w*|antwort\w*|picks? up)\s(?:(?:slet|overhovedet|heller|even|auch|mig"
    r"|me)\s)?"
    r"(?:ikke|inte|not|never|aldrig?|hverken|verken|varken|neither|weder|nicht)\s"
    r"(?:på|on|at|to|auf|unter|the|their|its)\s[^\d.!?,;]{0,30}"
    r"|(?:n't|not|never|nobody|noone|no one|neither|ingen|niemand|keiner)\s(?:answer\w*|picks?"
    r"|svarer|svarar"
    r"|antwortet|geht)\s(?:up\s)?(?:on|at|to|the|their|its|på|auf|unter|ran|by)\s[^\d.!?,;]{0,30}"
    r"|(?:telefonsvar\w*|voicemail|anrufbeantworter|mailbox)\s(?:på|on|at|unter|auf)"
    r"|\b(?:prøvet|prøvde|tried|provat|prøvd|versucht|talt med|snakket med|snakkede med"
    r"|spoken (?:to|with)"
    r"|spoke (?:to|with)|talked (?:to|with)|pratat med|pratade med|gesprochen"
    r"|telefoniert)\b[^\d.!?]{0,25}"
    r"|(?:stop|slut|hold op|quit|sluta|slutt|hört auf)\s(?:med\s)?(?:(?:at|to|att|å|zu)\s)?"
    r"(?:ring\w*|call\w*|text\w*|sms\w*|skriv\w*|anrufen)(?:\s(?:til|på|to|on))?"
    r"|(?:slet|fjern|remove|delete|afmeld|frameld|unsubscribe|ta bort|avregistrera|lösch\w*"
    r"|streich\w*"
    r"|slett|meld av)\s(?!ikke|slet)(?:(?!ring|call)[^\s\d.!?,]+\s){0,4}?"
    r"|(?<!full )\bstop\s|(?:instead of|i stedet for|i stället för|istället för|statt|i stedenfor"
    r"|in place of)\s(?:[^\W\d_]+\s){0,3}"
    r"|(?:f\.?\s?eks\.?|fx\.?|e\.g\.|for example|t\.?\s?ex\.?|for eksempel|z\.\s?b\.|such as|såsom"
    r"|format\w*)\W{0,3}"
    r"|(?:søg\w*|search\w*|sök\w*|such\w*|(?:ind)?tast\w*|types?|typing|enter\w*|eingeb\w*"
    r"|afvis\w*|reject\w*)\s"
    r"(?:(?:på|for|efter|nach|after|in|ind|i|om|with|med|mit|my|min|mein\w*|own|the|nummer\w*"
    r"|number|tlf|telefon\w*|phone)\s){0,4}"
    r"|(?:kunde\w*|customer\w*|kund\w*)[^.!?\d,]{0,25}\s(?:med|with|mit)\s(?:tlf|telefon\w*|phone"
    r"|number|nummer\w*|nr|mobil\w*)\W{0,3}"
    r"|n't (?:need|have) to (?:call|ring|phone|text)(?:\s(?:me|us))?(?:\s(?:on|at|back on))?"
    r"|(?:nicht|nie) (?:mehr )?(?:auf|unter)"
    r"|(?:no|an|any) (?:answer|reply) when (?:i|we) (?:call|ring|phone)"
    r"|(?:according to|ifølge|ifølgje|enligt|laut)\s[^\d.!?]{0,25}"
    r"|(?:tager|take|takes|tar|svarer|answers?|svarar)\s(?:ikke|ej|inte|not|never)\s(?:telefonen?"
    r"|the phone|luren|røret)\W{0,2}"
    r"(?:på|on|at)?\W{0,2}"
    r"|(?:ingen|nobody|no one|niemand)\s(?:tager|takes|answers|tar|svarer|svarar)\s(?:telefonen?"
    r"|the phone|luren)?\W{0,2}(?:på|on|at)?"
    r"|(?:leder efter|letar efter|looking for|suche)\b[^\d.!?,]{0,25}\s(?:på|at|on|unter)"
    r"|(?:skulle|ville|meant to|wanted to|wollte)\s+(?:ringe?|nå|call|reach)"
    r"(?:\s+(?:til|på|at|on))*)\s*$",
)
# "How do I change the phone number in the footer to # …", and the other way round
_TO_CHANGE = (
    r"\b(?:ændr|ret(?:te|tet)?\b|skift|opdater|change|update|correct|ändra|byt|endre|änder)\w*"
    r"[^.!?#]{0,30}(?:num+er|numret|number|tlf|telefon)\w*"
)
_PLACE = r"(?:side|kontakt|fod|foot|fot|bund|impressum|page|site\b|header)"
_ON_THE_PAGE = re.compile(
    rf"{_TO_CHANGE}(?:[^.!?\d#]{{0,30}}{_PLACE}[^.!?#]{{0,50}}#"
    rf"|[^.!?\d#]{{0,12}}#[^.!?\d#]{{0,20}}{_PLACE})",
)
_ELSEWHERE = 100  # characters before a number in which its place on a page is named
# "I changed my number from … to …"
_FORMER = re.compile(r"\b(?:fra|from|från|von|was|var|war)\s+$")
_LATTER = re.compile(r"[\s,]{1,3}(?:til|till|to|auf|zu|now|nu|nå|jetzt)\b")
# "a customer phoned me from …", "min chef ringer jer fra …", "missed call from …"
_RINGS = (
    r"(?:ring(?:er|ede|te|de|t|et|s|ing)|rang|rung|call(?:s|ed|ing)|phon(?:es|ed|ing)|texted"
    r"|ruft|rief(?:en)?|angerufen|kontaktede|kontaktade|kontaktet|contacted)"
)
_BY_OTHERS = re.compile(
    rf"(?:\b(?!(?:jeg|jag|ich|i|vi|we|wir|am|i'm|we're)\b)[^\W\d_]+\W{{1,3}}{_RINGS}\b"
    r"|\bi (?:ringede|kontaktede|skrev)\b"  # "I" is "you" here, as no English verb stands behind it
    r"|\b(?:opkald|anruf|call|samtale?|voicemail|sms|sms'er|besked(?:er)?|messages?|meddelande\w*"
    r"|melding\w*|nachricht\w*|texts?"
    r"|fax)\b)"
    r"(?:\s(?!ring\b|call\b)[^\s\d.!?;]+){0,5}\s(?:fra|from|från|von|vom)"
    r"(?:\s(?:nummer\w*|numret|nr|number|the|der|tlf|telefon|\w+s))*\W{0,3}$",
)
# "der ringede en på …", "I was called by …"
_SOMEBODY_RANG = re.compile(
    r"\b(?:de[rt]\s(?:har\s)?(?:lige\s|netop\s|just\s|nettopp\s)?ring(?:ede|er|et|te|de|t)\s"
    r"(?:lige\s)?(?:en|én|nogen|no[en]n|n[åa]gon)\s(?:(?!til|mig|meg|mej|os)[^\W\d_]+\s){0,3}"
    r"(?:på|fra|från)"
    r"|(?:blev|ble|was|were|been|blevet|blitt|blivit|wurden?)\s(?:[^\W\d_]+\s){0,2}"
    r"(?:ringe?t|ringd|rung|called|kontakte[rt]|kontaktad|contacted|ope?ringet|opp?ringt|uppringd"
    r"|angerufen|phoned|texted)\s(?:(?:up|op|upp|opp)\s)?(?:af|av|by|von|from|fra|från))"
    r"(?:\s(?:the|number|nummer\w*|numret|nr|der|tlf))*\W{1,3}$",
)
_RANG_AND = (  # "… rang on # and said", "jemand hat von # angerufen"
    re.compile(
        r"\b(?:en|én|nogen|no[en]n|n[åa]gon|someone|somebody|he|she|han|hun|hon|man|mand|guy|fyr"
        r"|kille|they)\s(?:(?:har|has)\s)?(?:just\s|lige\s)?"
        r"(?:ring(?:ede|te|de|t|et)|rang|rung|called|phoned)\s"
        r"(?:(?!mig|meg|mej|me|us|os|oss)[^\W\d_]+\s){0,3}(?:på|on)\s$"
    ),
    re.compile(
        r"\s(?:og|och|and)\s(?:sagde|sade?|said|ville|wanted|bad|ba|asked|claimed|påst(?:od|o)"
        r"|spurgte|frågade|spurte|udgav|udga|utga|krævede|krävde|krevde|demanded|pretended)\b"
    ),
)
_HAS_FROM = (
    re.compile(
        r"\b(?:hat|hatte|habt|hattet|wurden?|haben sie)\b[^.!?]{0,40}\s(?:von|unter|mit|aus)"
        r"(?:\s(?:der|dem|einer|dieser|nummer|rufnummer))*\s$"
    ),
    re.compile(r"\s(?:aus\s)?(?:angerufen|angeschrieben|kontaktiert|geschrieben|belästigt)\b"),
)
# "kunderne ringer hele natten på …", "people keep calling us on …"
_CALLED_BY_ALL = re.compile(
    r"\b(?:kunde(?:rne?|rna|n|r)|customers?|folk|people|they|leute|everybody|everyone|alle|alla)\s"
    r"(?:(?:keep|still|also|stadig|fortsat|hele tiden|bliver ved med at|håller på att|ständig"
    r"|immer)\s)?"
    rf"(?:{_RINGS}|ringe?|ringa|call|phone|rufen|anrufen)\b"
    r"(?:\s(?!(?:og|and|och|und|ring|call|ruf|rufen|mig|mich|me|bitte|please)\b)[^\s\d.,!?;]+){0,6}"
    r"\s(?:på|on|at|til|unter|auf)\W{0,2}$"
    # "kunder kan kontakte …", "customers can reach us on …"
    r"|\b(?:kunde(?:rne|rna|n|r)|customers|folk|people|alle|alla)\s"
    r"(?:kan|skal|can|may|should|must|können|ska|bør|må)\s(?:(?:altid|always|alltid|gerne|immer)\s)?"
    r"(?:ringe?|ringa|kontakt\w*|contact|call|phone|reach|anrufen|nå|skrive?|texte?|sms'?e)"
    r"(?:\s(?:os|oss|us|butikken|the shop|kontoret|til|to|på|on|at|auf|unter)){0,4}\W{0,2}$",
)
# "your message to … could not be delivered"
_SENT_TO = re.compile(
    r"\b(?:(?:your|ihre|deine) (?:message|sms|text|nachricht)|meldingen|beskeden|meddelandet"
    r"|sms'en)"
    r"\s(?:(?:din|ditt|your)\s)?(?:til|to|till|an)\s$",
)
# "her phone … is visible to all"; whose number to call is said to be called
_THEIRS = re.compile(
    r"\b(?:(?:hendes|hans|deres|hennes|deras|his|their|seine?)\s(?:[^\W\d_]+\s)?"
    r"(?:t(?:el|lf|elefon\w*)|mob\w*|phone|cell\w*|handy\w*|nr|nummer\w*|number)"
    r"|her\s(?:phone|number|cell|telephone))\W{0,3}$",
)
_CUSTOMER = re.compile(
    r"\b(?:(?:one|another|single|a|en|én|et|ein|eine|1)\s(?:[^\W\d_]+\s)?(?:customer|kunde|kund"
    r"|kundin|client)|kunden|the customer|der kunde|die kundin)\b"
    r"[^.!?\n\d]{0,60}$",
)
_SAYS = re.compile(
    r"[),]{0,2}\s(?:siger|says|säger|sier|sagt|skriver|writes|schreibt|claims|påstår|meldt?er"
    r"|reports"
    r"|meldet|was|is|er|blev|wurde|ist|är|blev|got|gets|får|fik|fick|fikk|bekommt|can|kan|kann"
    r"|cannot|can't)\b",
)
# "det gamle er …", "my old one was …"
_OLD = re.compile(
    r"\b(?:gamle|gammelt|gamla|gammalt|old|alte[ns]?|tidligere|tidl\.?|förra|former|previous"
    r"|vorige)\s"
    r"(?:(?:et|one|nr|num+er\w*|numret|number|mobil\w*|telefon\w*|tlf|phone|mobile|cell"
    r"|handy\w*)\W{1,2})?"
    r"(?:(?:er|is|är|ist|var|was|war|hed|hette)\s)?\W{0,2}$",
)
# "thanks for calling me on …", "who called me on …", "cancel the call to …", "pay to …"
_NOT_ASKED = re.compile(
    r"\b(?:tak for(?:di)?|thank(?:s| you) for|danke für|tack för"
    r"|takk for)\b[^\d.!?]{0,25}\b(?:ringede|ringte|ringde|ringet"
    r"|calling|(?:the|your) call|rückruf|anruf|opkald\w*|samtale[nt]?|samtalet"
    r"|oppringningen)\b[^\d.!?]{0,20}$"
    r"|\b(?:hvem|who|someone|somebody|nogen|vem|någon|noen|wer"
    r"|jemand)\b[^\d.!?,]{0,25}\b(?:ringede|ringet|ringte|ringde"
    r"|ringt|called|rang|phoned|texted|angerufen)\b[^\d.!?,]{0,20}$"
    r"|\b(?:got|fik|fick|fikk|saw|så|missed)\s(?:your|jeres|ert|deres)\s(?:calls?|opkald|samtal\w*"
    r"|anrop)[^\d.!?]{0,12}$"
    r"|\b(?:intet|ingen|inget|kein\w*|no)\s(?:opkald|callback|rückruf|anruf|samtal|call|opringning"
    r"|tilbagekald|oppringning)\w*"
    r"\b[^\d.!?,]{0,25}$"
    r"|\b(?:lade? (?:være|vara)|la være|glem|glöm|forget|ignore|cancel|bother|strunta|skit|aflys"
    r"|annuller\w*|avboka)\b[^\d.!?,]{0,25}"
    r"\b(?:ring\w*|call\w*|opkald\w*|rückruf|anruf\w*|opringning\w*)\b[^\d.!?,]{0,20}$"
    r"|\b(?:tabt|ubesvaret|missed|missat|entgangener|tapt|ubesvart) (?:opkald|calls?|samtal|anruf"
    r"|anrop)\W{0,3}(?:fra|from)?\s?$"
    r"|\b(?:saldo|regning|abonnement\w*|bill|balance|guthaben|taletid|sim"
    r"|subscription)\b[^.!?\d]{0,20}"
    r"\s(?:for|på|für|till|to)\s(?:number\s|nummer\s)?$|\babonnenten\s$"
    r"|\b(?:betal\w*|pay|swisha?|overfør\w*|transfer|vippse?|indbetal\w*|überweis\w*"
    r"|send[^.!?\d]{0,12}(?:\x00|penge|money"
    r"|pengar|kr\b))(?:(?! og | and )[^.!?\d,]){0,25}\s(?:til|to|till|an|auf)\s$",
)
_ONLY_A_TEST = re.compile(
    r"(?:\W*\b(?:test\w*|prøve\w*|prov|prova|probe|hej|hello|hallo|hi)\b)*\W*"
)
# "er det …?", "who is …"
_WHOSE = re.compile(
    r"(?:^|[.!?\n,]\s?)(?:hej,? |hi,? |hello,? |hei,? |hallo,? )?(?:(?:er|is|är|ist) (?:det|dette"
    r"|det her|this|it|that|detta|das|du|you)"
    r"|(?:hvem|who|vem|wer) (?:er|is|ejer|har|owns|has|är|ist|hat|does)|who's|(?:hvis|whose|vems"
    r"|wessen) (?:nummer|number) (?:er|is|är|ist))"
    r"\s(?:(?:nummer\w*|number|tlf|telefon\w*|på|the)\s)*$",
)
# "a pop-up says call …"; "siden siger at vores nummer er …"
_REPORTED = re.compile(
    r"\b(?:siger|says?|said|står|stod|saying|steht|säger|sier|skriver|writes?|besked|message|text"
    r"|kræver|demands?"
    r"|beder|asks?|fordert|verlangt|kräver|krever|vide)(?:\s[^\s\d.,!?]+){0,5}?\s(?:at|that|att"
    r"|dass|om at|om)"
    r"\s(?:man|you|vi|de|they|kunder\w*|customers|we|folk|vores|our|vår\w*"
    r"|unsere?)\s[^\d.,!?\n]{0,25}"
    r"\b(?:ring\w*|call|kald\w*|kontakt\w*|contact|anrufen|nummer\w*|number)\b[^\d.,!?\n]{0,20}$"
    r"|\b(?:pop-?up\w*|hacker(?:e|en|ne|s)?|svindler\w*|scammers?|betrüger\w*|bedrag[ae]r\w*"
    r"|bedragare\w*|afpresser\w*)"
    r"\b[^\d.,!?\n]{0,15}\s(?:med|with|mit|på|siger|says|kræver|vil|wants?|demands?|beder|asks?"
    r"|skriver|writes|fordert"
    r"|verlangt|kräver|krever|säger|sier|left|efterlod)\b[^\d.!?\n]{0,60}$"
    r"|\b(?:nummer\w*|numret|nr|number)\s(?:på|on|auf)\s(?:[^\W\d_]+\s){0,2}(?:\w*side[nr]?|page"
    r"|site|website"
    r"|seite|sidan?|google|facebook)\s(?:er|is|är|ist)\s$"
    r"|\b(?:sendt?|sent|skickas|geschickt|viderestillet|redirected|forwarded)\s(?:videre\s)?(?:til"
    r"|to|till|an)\s$",
)
_QUOTE_BEFORE, _QUOTE_AFTER = (
    re.compile(r'\S\s?"[^"\n]*[^\W\d_]{3}[^"\n]*$'),
    re.compile(r'[^"\n]*"'),
)
_SHOWN_PLACE = (
    rf"{_PLACE}|faktura\w*|invoices?|rechnung|ordrebekræft|følgesed|profil|\btop\b|\btoppen\b"
    rf"|google|knap|button"
    r"|formular|\bform\b|sidfot|nettsid"
)
# "the phone number in the footer should be …", "can you put … in the header"
_TO_BE_SHOWN = re.compile(
    rf"{_PLACE}[^.!?#]{{0,50}}(?:ændres|rettes|skiftes|changed|updated|ändras|bytas|endres"
    rf"|geändert|should (?:be|say|read)"
    r"|skal være|skal stå|ska vara|ska stå|skal stå|der står|det står|där står|steht|til|till"
    r"|neu ist)\s(?:(?:to|til|till|zu|auf|er|is|er)\s)?#"
    rf"|(?:num+er\w*|numret|number|stå|står|shows?|viser|visar|zeigt|skrive?|skriva"
    rf"|write)\s#\s(?:til at stå\s|står\s)?"
    rf"(?:forkert\s)?(?:from|fra|från|aus|von|på|in|on|im|auf"
    rf"|i)\s(?:[^\W\d_]+\s){{0,2}}\w*(?:{_SHOWN_PLACE})"
    r"|num(?:m?er\w*|ret|ber)\s#[^.!?\d#,]{0,25}(?:klikbar|clickable|klickbar)"
    rf"|(?:{_SHOWN_PLACE})\w*[^.!?#\d]{{0,15}}\s(?:viser|shows?|visar|zeigt|go(?:es)? to|leads? to"
    rf"|peger på)\s(?:stadig\s|still\s)?#"
    r"|\b(?:viser|shows?|visar|zeigt)\s#\s(?:som|as|als)\s|klikke? på #"
    rf"|\b(?:put|add|tilføj|sæt|insert|lägg till|legg til)\b[^.!?#]{{0,30}}\b(?:knap\w*|button"
    rf"|widget|link|chat\w*|felt\w*|field)\b[^.!?#]{{0,20}}#"
    rf"|\b(?:skal (?:der )?stå|ska (?:det )?stå|put|add|tilføj|sæt|insert|lägg till|legg til"
    rf"|slet\w*|remove|delete"
    rf"|ta bort|fjern|entfern\w*)\b[^.!?#]{{0,30}}#[^.!?\d#]{{0,20}}{_PLACE}",
)
# Somebody else's telephone, or one for other things: to be called where there is no other.
_BORROWED = re.compile(
    r"\b(?:skriver|smser|sms'er|texting|writing|schreibe|låner|borrow\w*|lånar|leihe|this is"
    r"|dette er|det her er"
    r"|detta är|das ist)\b[^.!?\d]{0,15}\b(?:min|mit|my|mein\w*|mine)\s(?!egen|own"
    r"|eget)[^\W\d_]+[s'’]+\s[^.!?\d]{0,20}$"
    r"|\b(?:schreibe|simse)\b[^.!?\d]{0,10}\bvom? (?:handy|telefon) mein\w*[^.!?\d]{0,20}$",
)
_OF_A_CUSTOMER = re.compile(
    r"(?:(?:^|[\n.,;:|/-]\s?)(?:kunde|kund|customer)|\b(?:kunde(?:n?s)|customer's|client's))\W{1,2}"
    r"(?:tlf|tele?|telefon\w*|phone|mob\w*|cell|handy)\b(?:[ -]?(?:nr|no|nummer|number))?\W{0,3}$",
)
# "ring ikke til mig men til Kaj …, min er …"
_NOT_TO_ME = re.compile(
    rf"\b(?:{_CALL}\s{_NOT}|{_NOT}{_CALL}\s)(?:(?:til|to|an)\s)?(?:mig|mej|meg|me|mich)\s"
    r"(?:men|but|utan|sondern|ring|call)\b.*\b(?:min|mit|mitt|my|mine|mein\w*)\s"
    r"(?:(?:nr|num+er|number|tlf|telefon|phone|mobil|handy)\s)?(?:er|is|är|ist)\W{0,2}$",
)
_AWAY = (
    r"(?:(?:men|but|aber)\s)?(?:(?:hun|han|hon|she|he|sie|er)\s)?(?:er|is|är|ist|(?:she|he)'s)\s"
    r"(?:(?:lige|desværre|nu|currently|leider|gerade|just nu)\s)?"
    r"(?:på (?:ferie|orlov|barsel|semester)|on (?:holiday|vacation|leave)|(?:im|in) urlaub"
    r"|bortrejst|away\b|syge?\b|sygemeldt|sick\b|ill\b|krank|sjuk|syk\b|out of (?:the )?office"
    r"|ikke (?:på arbejde|til stede|hjemme|her\b)|not (?:in|here|at work)\b|inte (?:här|på plats)"
    r"|nicht da\b)"
)
_LESS_AFTER = re.compile(
    rf"\W{{1,3}}{_AWAY}|"
    r"\W{0,3}(?:(?:er|is|är|ist|belongs to|tilhører|tillhör|gehört)\s(?:kun\s|only\s|bare\s"
    r"|just\s)?"
    r"(?:min|my|meine?r?|vores|our|vår)\s(?!mobil|tlf|telefon|nummer|number|num|mobile|phone"
    r"|privat|egen|eget|own|direkt"
    r"|cell|handy|arbejds|work|new|nye?|neue)[^\W\d_]+"
    r"|(?:kun|only|bare|nur|endast|bara)\s(?:til\s|for\s)?(?:sms|texts?|besked\w*|mails?)\b|(?:er "
    r"|is |är |ist )?(?:kun|only|nur|bare|bara)"
    r"\s(?:åben\w*|open|öppe[nt]|offen|åpent?|fastnet|landline|festnetz)|(?:er |is )?(?:bare|just"
    r"|only) (?:fastnet|a? ?landline)"
    r"|(?:åbner|opens?|öppnar|öffnet|åpner)\s(?:først|first|not|only|at|kl|först|erst|igen)"
    r"|(?:lader til at|seems to|verkar|scheint)\s)",
)
_MISTYPED = re.compile(
    r"\b(?:skrev|wrote|schrieb|tastede|typed|gav|gave|angav)\b[^.!?\d]{0,25}$|\b(?:forkert|wrong"
    r"|fel|falsche?[sn]?|feil) "
    r"(?:nummer|number|nr)\b[^.!?\d]{0,15}$",
)
_BUT = re.compile(
    r"\W{1,3}(?:men|but|aber|det rigtige|the right|rätt|richtig|riktig|it should|skal være)\b",
)
# A number apart from the sentences, with a name or one word for it: "Kim 20304051", "Kontor: …"
_SECOND = (
    r"(?:then|after\w*|derefter|senere|efter|later|ellers|or|eller|sonst|danach|dann|oder|sedan"
    r"|därefter|annars"
    r"|deretter|switchboard|omstilling\w*|växel\w*|zentrale|reception\w*|otherwise|og|and|und|och"
    r"|evt|alternativ\w*)\b"
)
_NAME_BEFORE = re.compile(
    rf"(?:^|[\n.,;:!?|/+-])\s*(?!{_SECOND})(?:[^\W\d_]+[\s:.]{{1,2}}){{0,2}}(?<!\d, )(?<!\d,)$",
)
_END_AFTER = re.compile(r"\s?(?:$|[\n.,;!?|/])")
_FAX = re.compile(r"\b(?:tele)?fax\w*\W{0,3}(?:nr|no|nummer)?\W{0,3}$")
_ANOTHERS = (
    _BY_OTHERS,
    _SOMEBODY_RANG,
    _CALLED_BY_ALL,
    _SENT_TO,
    _OLD,
    _FAX,
    _WHOSE,
    _REPORTED,
    _NOT_ASKED,
)
_OTHERWISE = re.compile(
    r"\b(?:ellers|otherwise|sonst|annars|failing that|alternativt?|evt|eventuelt)\b[^\d!?]{0,20}$"
    r"|\d\W{1,3}(?:eller|or|oder|el\.?)\s(?:[^\W\d_]+\s){0,2}$",
)
_PREFERRED = re.compile(
    r"\b(?:(?:helst|hellere|hellre|heller|lieber|am besten|rather|preferably|ideally)\b"
    r"[^\d.!?]{0,25}|(?:best|bedst|bäst)\s(?:[^\W\d_]+\s){0,3}(?:on|at|via|på|unter|auf)\W{0,3}"
    r"|(?:min egen|my own|mein eigenes|mitt eget|mit eget|det rigtige"
    r"|rigtigt nummer|the right (?:one|number)|rätt(?: nummer)?|das richtige|mig selv|mine?|mit"
    r"|bedre|better|bättre|besser|bedre på)"
    r"\s?(?:er|is|är|ist|=)?\W{0,3}|(?<=, )(?:nu|now|nå|jetzt|i dag|today|heute|idag)(?: her"
    r"| here)?\s|\b(?:ups|uups|oops|rettelse|correction|korrektur|jeg mener|i mean|jag menar"
    r"|ich meine|ich mein"
    r"|förlåt|undskyld|sorry|unnskyld|beklager|hov|nej|no|nein|nei|vent|wait)\b,?\s?(?:(?:det er"
    r"|it's|it is|det är|jeg mener|i mean|på|nummeret er)\s)?"
    r"|(?<=\d\s)\*)$",
)
# "… is best", "… er den I skal bruge"
_PREFERRED_AFTER = re.compile(
    r"(?:\s?\([^\d()\n]{0,30}\W|\W{0,3})(?:(?:helst|bedst|best|bäst|am besten|preferred"
    r"|preferably|foretrækkes|foretrukket|bevorzugt)\b"
    r"(?! regards| wishes)|(?:er|is|är|ist|works?|virker|funkar|funker|funktioniert)\s"
    r"(?:(?:det|den|the|die|nummeret|number|one|altid|always|alltid)\s){0,2}"
    r"(?:bedst|bedste|best|beste|bäst|bästa|am besten|sikrest\w*|safest|rigtige|right|rätta?"
    r"|richtige"
    r"|i skal (?:bruge|ringe)|to (?:use|call))|(?:den|det|this one|the one)\s(?:skal|bør|you|ni"
    r"|dere|sie)\s)(?![^.!?\n]{0,20}\d\d\W?\d\d)",
)
# The number that the sender rang in vain: ours.
_OURS = re.compile(
    r"\b(?:jer|jeres|your|you|euch|eure|ihre?|deres|dere)\s+(?:(?:telefon\w*|nummer|number|support"
    r"|hotline|nr|tlf|på|at|on|unter)\.?\s*){1,3}$",
)
_DEAD_AFTER = re.compile(
    r"\W{0,3}(?:(?:er |is |är |ist )?(?:jeres|your|ert|eure|ihre)\s(?:nummer|number|nr)\b"
    r"|virker ikke|dur ikke|er død|is dead|does ?n.t work|not working|not in use"
    r"|(?:is not|er ikke|är inte|ist nicht) (?:mine?\b|my\b|mit\b|mitt\b|i brug|in use|mere"
    r"|længere|det\b|den\b|the\b|rigtig|rätt|right|correct)|bruger jeg ikke|funkar inte"
    r"|er løbet tør|(?:er |is |är |ist )?(?:lukket|nedlagt|opsagt"
    r"|closed|stängt|stengt|geschlossen)\b"
    r"|(?:er |is |är |ist )(?:(?:det|the|an|my|mit|mitt) )?(?:gam+[ae]l\w*|gamle|old\b|alt\b)"
    r"|(?:er |is |är |ist )?(?:det nummer i|the (?:number|one) you|numret ni) ha\w+"
    r"|(?:er |is |är |ist |har |has |hat |got )?(?:næsten |nearly |almost |nästan |nesten |fast )?"
    r"(?:slukket|switched off|turned off|off\b|avstängd|avslått|ausgeschaltet|aus\b|ubemandet"
    r"|obemannad"
    r"|ubemannet|unbesetzt|unmanned|unattended|(?:out of|no|low on) (?:battery|power|signal"
    r"|reception|coverage)"
    r"|(?:bad|poor|terrible) (?:signal|reception|coverage)|(?:dårlig|ingen) (?:dækning|dekning"
    r"|forbindelse|signal)"
    r"|(?:dålig|ingen) (?:täckning|mottagning)|(?:kein|schlechte[rns]?) (?:netz|empfang)|strømløs"
    r"|leer\b"
    r"|tom for strøm|ved at dø|dying|død)"
    r"|(?:virker|dur|funkar|funker|works?|funktioniert) (?:dårligt?|dåligt|badly|schlecht|kun|only"
    r"|nur|bara)"
    r"|\([^\d()]{0,30}(?:unbesetzt|ubemandet|obemannad|lukket|closed|slukket|geschlossen|stängt"
    r"|stengt"
    r"|ingen svarer|nobody answers|no answer|not in use|fax)\b"
    r"|(?:(?:og|and|och|und|men|but|som|which|that) )?(?:(?:det|den|it|das|die|that) )?"
    r"(?:har jeg|har jag|habe ich|bruger jeg|använder jag|i have|i use|bruker jeg) (?:ikke|inte"
    r"|nicht|no longer|not)\b"
    r"|(?:(?:og|and|och|und|men|but) )?(?:(?:there|den|det|it|der) )?(?:svarer ikke|svarar inte"
    r"|svarer ingen"
    r"|is not answered|nobody answers|nobody picks up|ingen svarar|ingen svarer|geht keiner ran"
    r"|geht niemand ran)"
    r"|(?:nej|no|nein|nei|undskyld|sorry|rettelse|correction)\b"
    r"[^.\n\d]{0,25}(?=\d))",
)
# Somebody else: "a customer (20304051) says"
_THIRD = re.compile(r"\)?\s(?:(?:siger|says|säger|sier|sagt)\b|(?:skriver at|writes that)\b)")


def weight(text: str, start: int, end: int) -> int:
    """How clearly the sender asks to be called on the number that stands there.

    Below 0: not at all, it is said to be dead, somebody else's or to be left alone.
    """
    text = in_small(text)
    before, after = text[max(0, start - _ELSEWHERE) : start], text[end : end + LOOK_BACK]
    if not _STILL_NOT.match(after):
        before = _ASKED.sub(r"\g<asked>\g<could> lige", before)
    near = SENTENCE_END.split(before[-LOOK_BACK:])[-1]
    if _DEAD_AFTER.match(text, end) or (
        near and not near.isspace() and (_is_negated(before) or _is_avoided(near, text, end))
    ):
        return -1
    around = f"{before}#{after}"
    if _THIRD.match(after) or _ON_THE_PAGE.search(around):
        return -1
    if _is_anothers(before, after) or _is_a_test(text[:start], text[end:]):
        return -1
    if _OF_A_CUSTOMER.search(near) or _NOT_TO_ME.search(before):
        return 0
    if _PREFERRED.search(near) or _PREFERRED_AFTER.match(after):
        return 4
    if _OTHERWISE.search(near) or _BORROWED.search(near) or _LESS_AFTER.match(after):
        return 0
    if TO_BE_CALLED.search(near) or _TAKE.search(near):
        return 3
    is_apart = _NAME_BEFORE.search(before) and _END_AFTER.match(after)
    return 2 if PHONE_WORD.search(near) or is_apart else 1


def _is_negated(before: str) -> bool:
    """Whether a "not" before a number is of the call, and not of something that fails."""
    sentence = NOT_WORKING.sub(r"\g<verb>", SENTENCE_END.split(before)[-1])
    return _NEGATED.search(sentence[-LOOK_BACK:]) is not None


def _is_avoided(near: str, text: str, end: int) -> bool:
    """Whether the words before a number say not to call it."""
    if any(cue.search(near) for cue in (_OURS, _OUT_OF_REACH, _IN_VAIN)):
        return True
    if _FORMER.search(near) and _LATTER.match(text, end):
        return True
    return bool(_MISTYPED.search(near) and _BUT.match(text, end))


def _is_anothers(before: str, after: str) -> bool:
    """Whether a number is somebody's whom the sender only tells of, or one of before."""
    sentence = SENTENCE_END.split(before)[-1]
    if not sentence or sentence.isspace():
        return False
    if _TO_BE_SHOWN.search(f"{sentence}#{after}"):
        return True
    if any(cue.search(sentence) for cue in _ANOTHERS):
        return True
    around = ((_CUSTOMER, _SAYS), _RANG_AND, _HAS_FROM)
    if any(cue.search(sentence) and more.match(after) for cue, more in around):
        return True
    if '"' in before and _QUOTE_BEFORE.search(before) and before.count('"') % 2:
        return bool(_QUOTE_AFTER.match(after))
    return bool(_THEIRS.search(sentence)) and not TO_BE_CALLED.search(f"{before}#{after}")


def _is_a_test(before: str, after: str) -> bool:
    """Whether nothing but "test" stands around a number."""
    is_said = "test" in before[:_ELSEWHERE].lower() or "prøve" in before[:_ELSEWHERE].lower()
    return is_said and all(_ONLY_A_TEST.fullmatch(rest) for rest in (before, after))
