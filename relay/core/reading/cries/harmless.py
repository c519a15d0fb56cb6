"""Texts that are no incident: greetings, thanks, "it works again", tests, things not for us."""

from collections.abc import Sequence

from relay.core.reading.cries.good_news import (
    AS_IT_SHOULD,
    NOT_RESOLVED,
    WORKS,
    is_asked,
    is_good_news,
)
from relay.core.reading.cries.lapsed import is_lapsed, is_thankless
from relay.core.reading.cries.no_better import is_no_better
from relay.core.reading.cries.scope import IN_TROUBLE, ROUTINE_SIGNS, TROUBLE
from relay.core.reading.cries.season import is_of_the_season
from relay.core.reading.cries.unmistakable import is_back
from relay.core.reading.cries.unreal import is_unreal
from relay.core.reading.signs import CRITICAL_SIGNS, NOT, Signs, pattern, signs_in
from relay.core.reading.wording import words
from relay.core.spelling import spelled_freely

_RESOLVED = pattern(
    rf"""
        \b(?:{WORKS}|er op|back up|back online) (?:\w+ ){{0,3}}?(?:igen|igjen|again|wieder|nu|now
        |nå|online|fint|fine|fein|perfekt|perfectly|super|bra|godt|normalt?|som normalt
        |einwandfrei|tutto|todo|weer|de nouveau|taas|otra vez)\b|\b(?:nu|now|nå|jetzt|alt|allt
        |alles|everything|adesso|ahora|maintenant|sklep|dziękuję,?) (?:\w+ ){{0,2}}?{WORKS}\b
        (?!(?: \w+)?(?: \w+)?[ ]{NOT}\b)
        |\b(?:shop\w*|site|siden|sidan|butik\w*|seite
        |nettbutikk\w*|website) (?:{WORKS}|is fine|er fin)(?= ?[.!,]|$)|\b(?:all|alt|allt|alles
        |everything|it'?s?|site|shop) (?:\w+ ){{0,2}}?(?:good|fine|ok|okay|godt|fint|bra|i orden
        |gut|in ordnung|sorted)\b|\b(?:solved|resolved|fixed|erledigt|løst|löst|ordnet sig
        |ordnede sig|løste sig|løst sig|ordnade sig|ignore (?:my|the|that|previous)|se bort fra
        |false alarm|falsk alarm|falskt larm|fehlalarm|blinder alarm|glem det|forget it
        |never ?mind|glöm det|all sorted)\b
    """
)
# Not among the signs by which the class is learnt, for it came later.
_BACK_ONLINE = pattern(
    r"""
        \b(?:er|are|we're|is|it's|är|sind|ist)
        [ ](?:(?:vi|we|wir|den|det|it|es|nu|now|nå|jetzt) ){0,2}?
        (?:tilbage|tilbake|tillbaka|back|wieder|zurück)
        [ ](?:på nett(?:et)?|på nätet|på net|online|im netz|am netz|i luften|i luft)
        (?=\W*$|[.!,;\n])
    """
)
# "It failed yesterday but works now": its "but" says nothing to the contrary.
_BUT_WORKS = pattern(
    rf"""
        \b(?:men|but|aber)
        [ ](?:(?:nu|now|nå|jetzt|det|den|it|es|alt|allt|alles|all|everything)[ ]){{0,2}}
        (?={WORKS}\b)
    """
)
_DENIED = pattern(r"\b(?:stadig\w*|still|fortsat|fortsatt|fortfarande|fremdeles|immer noch)\b")
# What was broken was the sender's own, as they found out.
_OWN_NETWORK = pattern(
    r"""
        \b(?:our|vores|vor|vår|vårt|unser\w*|my|min|mit|mitt
        |mein\w*)(?: own| eget| egen| eigene[sr]?)? (?:wifi|wi-fi|wlan|internet\w*|net|nett|nettet
        |router\w*|ruter\w*|netværk|nätverk|bredbånd|bredband|connection|forbindelse)\b
        |\b(?:internettet|nettet|nätet|netz) (?:her )?(?:hos os|hos oss|bei uns)\b
    """,
)
_SENTENCE_END = pattern(r"[.!?\n]")
_THANKS = pattern(
    r"""
        \b(?:tak|thanks?|thank you|tack|takk|danke|dank|thx|mange tak|super|perfekt|perfect|great
        |cheers|merci|gracias|dziękuję|kiitos|bedankt|dank je|grazie(?: mille)?|obrigad[oa]
        |(?:ville|vil|wanted?|wollte) (?:bare|just|nur|bara) (?:sige|say|sagen|säga|si
        |to say)|ros til|flinkeste|bedste support|great (?:service|support|job))\b
    """
)
_TEST = pattern(
    r"""
        \b(?:tests?|testing|teste[rn]?|testar|prøve(?:besked|sms)?|testbesked|testsms
        |testmeddelande|probe|prøver (?:lige|bare)|afprøv\w*|trying out|utprøv\w*|checking (?:if
        |whether)|tjekker (?:lige|om|bare)
        |kollar (?:bara|om)|sjekker (?:bare|om)|(?:just )?ignore (?:please|pls|this)|bare ignorer)\b
    """
)
_STOP = pattern(
    r"""
        \W*(?:stop|stopp|stopall|stop all|unsubscribe|afmeld|avsluta|avmeld|abmelden|cancel|end
        |quit|optout|opt out|revoke|start|unstop)\W*
    """
)
_UNSUBSCRIBE = pattern(
    r"""
        \b(?:unsubscribe|take|remove) me\b|\b(?:afmeld|fjern) mig\b|\bavregistrera mig\b
        |\bstop (?:texting|messaging|writing|sending)\b|\bstop med at (?:skrive|sende)\b
        |\bsluta (?:skicka|skriva)\b|\bkeine (?:sms|nachrichten) mehr\b
    """
)
_GREETING = pattern(
    r"""
        \W*(?:(?:hej|hejsa|hejsan|halløj|hello|hi|hey|hallo|hei|moin|god ?(?:morgen|aften
        |dag|nat|natt|weekend|jul|helg)|good (?:morning|evening|day|night)|guten (?:tag|morgen
        |abend)|gute nacht|schönen (?:tag|abend)|have a nice (?:day|weekend)|yo|dav|davs|tjena
        |hola|hejhej|hallå|bonjour|mvh|support|hotline|there|alle|igen)\W*){1,4}
    """
)
# "Make $500 a day working from home! Reply YES": what no merchant in trouble writes.
_EASY_MONEY = pattern(
    r"""
        (?:\b(?:make|making|earn|earning|win|won|get|tjen\w*|tjän\w*|verdien\w*|vind\w*|vundet|vunnit
        |vunnet|gewonn\w*|gewinn\w*|få|erhalten sie)\b[^.!?\n]{0,30}?|^\W*(?:us)?)
        (?:[$£€] ?\d[\d.,]*k?|\d[\d.,]*k? ?(?:[$£€]|dollars?|euros?|pounds))
        [^\n]{0,80}\b(?:a (?:day|week|month)|(?:per|each|every) (?:day|week)
        |from (?:home|your phone)|om (?:dagen|ugen|dygnet|uken)|am tag|pro (?:tag|woche)
        |hjemmefra|hemifrån|von zu ?hause
        |reply (?:yes|now)|sva(?:r|ra) ja|antworte\w*(?: sie)? ja|click here|klik her|klicka här
        |hier klicken|klicken sie|cashback|bonus|giveaway)\b
    """
)
# Who makes it themselves may miss it: "we usually make $500 a day, today nothing".
_OURS = pattern(
    r"""
        \b(?:we|we're|our|us|my|i (?:make|earn|get|normally|usually|always|lost|only)|vi|vores?|jeg
        |jag|vår|vårt|våra|min|mit|mitt|mine|wir|ich|unser\w*|mein\w*|uns|customers?|kund\w*)\b
    """,
)
# An amount is no status code: "$500".
_AMOUNT = pattern(r"[$£€] ?\d[\d.,]*|\b\d[\d.,]* ?[$£€]")
_RIGHT_PLACE = pattern(
    r"""
        (?:(?:hej|hi|hello|hallo|hei|moin)\W+)?(?:er|is|ist|är|have) (?:det|dette|this|das|der|i
        |den)\b(?: \w+){0,6}? (?:hotline\w*|support\w*|vagttelefon\w*|nødnummer\w*|number
        |nummer\w*)(?: \w+){0,4}\W*
    """
)
_WRONG_NUMBER = pattern(
    r"""
        \b(?:forkert|wrong|fel|feil|falsche[ns]?|verkehrte) (?:nummer|number|nr|person
        |telefonnummer|modtager|mottaker|mottagare|empfänger|tråd|chat)\b|\bnúmero equivocado\b
        |\bmauvais numéro\b|\b(?:tonight|i aften ses|husker du|kommst du|kommer du|ses vi
        |aftensmad|middag|mælk)\b|\bkenne (?:diese|die) nummer nicht\b|\bwer ist da\b
        |\bwho is this\b|\bhvem er (?:du|det)\b|\bny nummer hvem dis\b|\bvem är (?:du|det)\b
        |\bis this the (?!shop|hotline|support|emergency)\w+|\bis this [\w']{1,20} (?:number
        |phone)\b
        |\b(?:er|är|ist) (?:det|dette|das) \w+s (?:nummer|telefon)\b|\b(?:køb\w*|köp\w*|kjøp\w*|buy
        |get
        |hent\w*|kauf\w*|bring\w*) (?:\w+ ){0,2}?(?:mælk|mjölk|melk|milk|milch|brød|bröd|bread
        |brot)\b|\b(?:gumman|gubben|honey|darling|babe|liebling|på vägen hem|on (?:your
        |the) way home
        |på vej hjem|på vei hjem)\b|\b(?:far|mor)?(?:mor|far) (?:kan|vil|skal) du\b
        |\bpå (?:finn|dba|blocket|tradera|marketplace|kleinanzeigen)\b|\bselger (?:båten|bilen
        |sykkelen)\b
        |\bdo you deliver\b|\bbestille bord\b
        |\bbook a table\b|\bfejl i nummer\b
        |\b(?:den|det|denne|that|this|das|die|dette|det där)(?: sidste| last
        | forrige)? (?:sms |besked\w* |text |message |nachricht |melding\w* |meddelande\w* )?(?:var
        |was|war|skulle
        |sollte) (?:ikke |not |nicht |inte )?(?:meant |ment |tänkt |have været )?(?:til|for|für
        |till|an) (?:min|my|mein\w*|en|dig|you|jer|dich|someone|a|andre)\b
        |\bikke til (?:jer|dig)\b|\bnot (?:meant )?for you\b|\bnicht für (?:sie|dich|euch)\b
        |\binte till (?:er|dig)\b|\b(?:hej|hei|hi|hello) (?:mor|far|mum|mom|dad|mate
        |skat|schatz|älskling|elskling|mama|papa|bedste|søde|søs|bror|mamma|pappa)\b
        |\bjeg er (?:\d+ min\w* )?(?:forsinket|på vej)\b|\bi'?m (?:\d+ min\w* )?(?:late
        |on my way)\b
    """
)
_CODE = pattern(
    r"""
        \b(?:verification|security|login|engangs|bekræftelses|sikkerheds|verifierings
        |bestätigungs)\s?-?(?:code|kode|kod)\b|\bdo not share\b|\bdel (?:den|koden) ikke\b
        |\bone[- ]time (?:code|password)\b|\b(?:din|your|dein|ihr) (?:[\w-]+ )?(?:kode|code
        |kod) (?:er|is|är|ist|lautet)\b|\b(?:(?:din|dit|your|dein|ihr)[ ](?:[\w-]+[ ])?)?
        (?:engangs|engångs|einmal|aktiverings|pin)?(?:kode|code|kod): ?\d{4,8}\b
        |\bdo not reply\b|\bkan ikke besvares\b
    """
)
# What a code is sent with: "Not working? Request a new one."
_NO_CODE_CAME = pattern(
    r"""
        \b(?:not working|does ?n'?t (?:it )?work|did ?n'?t (?:work|arrive)
        |(?:funge\w+|virker|funkar|funktioniert|duer) (?:den|det|koden|er|der code|it) (?:ikke|inte
        |nicht)|(?:koden|der code|the code) \w+ (?:ikke|inte|nicht|not))\?
    """,
)
_AWAY = pattern(
    r"""
        \b(?:autosvar|auto-?reply|out of office|fraværsbesked|abwesenheitsnotiz|frånvaro\w*)\b
        |\bautomati\w+ (?:svar|besked|antwort|reply|message|melding|meddelande)\b|\b(?:sent|sendt
        |skickat|gesendet) automati\w+\b|\bi'?m driving\b|\b(?:svarer|svarar|reply|antworte
        |ringer) (?:later|senere|senare|später)\b|\bvia (?:carplay|forstyr ikke)\b
        |\bdo not disturb\b|\bi'?ll (?:see|read|get back to) (?:your|you)\b
        |\bmissed (?:your )?call\b
        |\bubesvarede? opkald\b|\bmissat samtal\b|\btapt anrop\b|\bverpasster anruf\b
        |\b(?:kan|can'?t|kann) (?:ikke )?(?:tale|talk|snakke|sprechen) (?:lige nu|right now|now
        |gerade)\b
        |\b(?:kører|kör) bil\b|\bholder (?:ferie|lukket)\b|\bpå ferie (?:til|frem)\b|\bam steuer\b
    """
)
# Said first, it is a machine that speaks, whatever it says.
_BY_MACHINE = pattern(
    r"""
        \bdo not disturb while\b|\bi'?ll see your message\b|^\W*(?:autosvar|automatisk (?:svar
        |besked|melding)|auto(?:matic|matisk)?[- ]?(?:reply|response
        |antwort|svar)|automatische antwort|out of office|abwesenheits\w+|frånvaro\w*|fraværs\w+
        |voicemail|telefonsvarer\w*)\b|\b(?:automatisch|automatisk|automatically) (?:erstellt
        |genereret
        |generated|versendet|genererat|oprettet|sendt)\b|\b(?:bin|ich bin) (?:\w+ ){0,3}?im urlaub\b
    """,
)
_UNDELIVERED = pattern(
    r"""
        ^\W*(?:din |your |ihre |deine )?(?:besked\w*|message|sms|nachricht|meddelande\w*
        |melding\w*) (?:\w+ ){0,2}?(?:kunne ikke
        |could not be|konnte nicht|kunde inte|was not) (?:leveres|delivered|zugestellt|levereras
        |sendes|sent)\b
    """
)
_ADDRESSED = pattern(
    r"""
        \b(?:kære kunde|dear customer|kära kund|kjære kunde|sehr geehrter kunde|(?:dit|din|ditt
        |your|ihr|dein|deine|ihre) (?:mitid|nemid|netbank|pakke\w*|forsendelse|parcel
        |package|paket|sendung|konto|account|bank\w*|card|kort|apple id|netflix|abonnement)|(?:en
        |a|ein) (?:pakke|parcel|package|paket) (?:der|som|is)|pakken din|paketet ditt)\b
    """
)
_HOSTS = pattern(
    r"(?<![\w-])[\w-]{0,30}test[\w-]{0,30}\.\w{2,}|\b(?:test ?(?:shop|ordre|order|butik|konto)\w*)"
)
_ADDRESS = pattern(
    r"""
        https?://|\bwww\.|[\w-]\.(?:top|xyz|info|biz|click|link|site|online|live|icu|ly
        |gd|cc|ru|cn|shop|vip|club|buzz|cfd|cyou|sbs|pro|store|com|net)\b
    """
)
_CLICK = pattern(
    r"""
        \b(?:opdater|bekræft|betal|forny|verificer|uppdatera|bekräfta|betala|förnya|oppdater|bekreft
        |update|confirm|verify|renew|pay|aktualisieren|bestätigen|zahlen|her|here|här|hier|genast
        |straks|link) ?(?::|på|nu|now|jetzt|her|here|här|hier|via|at|https?)
    """
)
_BAIT = pattern(
    r"""
        \b(?:congratulations|tillykke|gift card|gavekort|you(?:'ve| have) (?:been selected|won)
        |du har vundet|vunnit|gewonnen|claim|prize|præmie|bitcoin|crypto|invest\w*|earn \$?\d+
        |loan|lån (?:penge|op til)|lån\w*|click here|klik her|klicka|reply stop|opt out|gebyr\w*
        |ubetalt\w*|toll|bompas\w*|told\w*|customs|pakke\w*|parcel|package|paket\w*|suspended
        |spærret|mitid|nemid|bankid|skat\.|refusion|confirm your|bekræft dine?|seo|guaranteed
        |first page|top 1|apply|zoll|tull|porto|levering\w*|delivery|redelivery|zahlen sie
        |marketing services|backlinks?|special offer|tilbud|whatsapp)\b|\w% off\b
    """
)
_OFFER = pattern(
    r"""
        \b(?:vinder af|du er udtrukket|udtrukket som|your business qualifies|line of credit
        |last chance
        |adresselister?|mailing lists?
        |reply yes|svar ja|antworte ja|sidste chance|sista chansen|letzte chance|trängselskatt
        |parkeringsafgift|parkeringsbøde|unpaid fine|ubetalt bøde|få din præmie|din gevinst)\b|
        \b(?:our company offers|vi (?:tilbyder|tilbyr|erbjuder)|we (?:offer|can help you rank)
        |wir bieten|seo services|billig seo|first page of google|top 1|backlinks|guaranteed
        |(?:business|quick|cash|payday) loans?|lån uden sikkerhed|crypto|til din (?:webshop|butik
        |shop)|for your (?:web ?shop|store|business|site)|we help (?:\w+ )?(?:web ?shops|stores
        |shops
        |business\w*|brands|companies|merchants)|vi hjælper (?:\w+ )?(?:webshops|butikker
        |virksomheder)|vi hjälper (?:\w+ )?(?:butiker|företag|webbutiker)|double (?:your|their)
        |boost (?:your|din|dit|jeres)|increase your|vi sparer dig|spar op til|har din virksomhed
        |elpriser|strømpris\w*|elaftale|strømaftale|solceller|gratis (?:analyse|demo|prøve\w*|møde)
        |free (?:trial|audit|demo|consultation|quote)|hør mere|läs mer här|les mer her
        |book (?:et )?(?:gratis )?møde|\d+ min(?:utes)? this week|quick call this week
        |mere omsætning
        |mehr umsatz|wir steigern|suchmaschinenoptimierung|ai[- ](?:ads|agent\w*|chatbot)
        |influencer\w*|kassekredit|erhvervslån|företagslån|bedriftslån|noticed your (?:website|shop
        |store)|i came across your|outsourc\w+|our (?:agency|developers|team of))\b
    """
)
_NEW_NUMBER_SCAM = pattern(
    r"""
        \b(?:nye? nummer|new number|nya nummer)\b.{0,80}\bwhatsapp\b
    """
)
_CONSUMER = pattern(
    r"""
        \b(?:hente|afhente|pick up|abholen|hämta) (?:min|mit|mine|my|mein\w*
        |mitt) (?:\w+ )?(?:bestilling
        |ordre|order|pakke|vare\w*|bestellung|beställning)\b|\breturn (?:a|the|my|this|it)\b
        |\bgot from you\b
        |\b(?:har|have|are|habt|haben) (?:i|you|ni|dere|ihr|sie) (?:åbent|åpent|öppet|open|offen
        |geöffnet)\b
        |\b(?:er|is|ist|är) (?:den|it|the|der|die|das) (?:\w+ ){0,3}?(?:på lager|in stock|auf lager
        |i lager)\b
        |\bpay (?:the )?postage\b|\b(?:passer|passar|passt|fits?) (?:den |it |det )?(?:ikke|inte
        |nicht|not)\b
        |\b(?:bytte|returnere|return|exchange|umtauschen|byta|købe|kjøpe|buy
        |köpa) (?:\w+ )?(?:kjole|dress|sko|shoes|trøje|skjorte|jakke|jacket|bukser|kleid|jacke
        |klänning)\b|\b(?:bytte|returnere|return|exchange|umtauschen|byta) (?:mine|it|them|dem)\b
        |\b(?:in|i) (?:size|str|størrelse|storlek|größe)\b|\b(?:hvornår|when
        |wann|när|når) (?:do you |have )?(?:åbner|lukker|open|close|öffnet|öppnar|stänger|åpner
        |stenger)\b|\b(?:i|we) (?:bought|ordered|purchased)\b|\bjeg (?:har )?(?:købt|bestilte
        |købte|bestilt)\b|\bjag (?:har )?(?:köpt|köpte|beställde|beställt)\b
        |\bich habe .{0,30}(?:gekauft|bestellt)\b|\bnever arrived\b|\bmy (?:order|parcel
        |package) (?:has|is|did|never)\b|\bmin (?:pakke|ordre|vare) (?:er|har|kom)\b|\bhvor (?:er
        |bliver) min (?:pakke|ordre|vare)\w*\b|\bwhere is my (?:order|package|parcel)\b
        |\bpengene tilbage\b|\b(?:ikke|inte|not|never|nicht) (?:\w+ )?(?:modtaget|mottatt|fått
        |received|got|erhalten|bekommen)(?: \w+){0,2}? (?:mit|min|mitt|my|mein|meine|dem|varen
        |pakken|paketet|pakke|paket|order|ordre|them|it)\b|\bhar (?:jeg )?ikke (?:modtaget
        |fået) (?:dem|den|min|mit|pakken|varen)\b|\bwo (?:bleibt|ist) mein\w*\b|\bvar är mitt\b
        |\b(?:mi (?:pedido|paquete)|ma commande|mon colis|mijn (?:bestelling|pakket\w*)
        |moj\w+ (?:zamówieni|paczk)\w*|il mio (?:ordine|pacco)|tilaukseni)\b
        |\bhvornår (?:kommer|får jeg|bliver|sender i) (?:min|mit|mine)\b
        |\bwhen (?:will|does|is) my (?:order|parcel|package)\b|\bwann kommt (?:mein|meine)\b
        |\bnär kommer (?:min|mitt|mina)\b|\bnår kommer (?:min|mine|pakka|pakken)\b
        |\b(?:for|too|zu|för) (?:små?|store?|small|big|klein|groß|stora)\b|\b(?:returlabel|ombytte
        |umtauschen
        |zurückschicken|returnera|(?:bytter|returnerer) (?:jeg|man))\b
        |\b(?:bestilte|beställde|bestellte|ordered|bestilt|bestellt)\b.{0,40}\b(?:hos jer|hos dere
        |från er|fra dere|from you|bei (?:ihnen|euch))\b
    """
)
# What only who bought something says.
_BOUGHT = pattern(
    r"""
        \b(?:your (?:shop|store) sent me|sent me (?:the|a) wrong
        |sendte mig (?:den |det |en |et )?forkert\w*
        |skickade (?:mig )?fel|sendte meg feil|mir (?:\w+ ){0,3}falsche\w* (?:\w+ )?(?:geschickt
        |geliefert))\b
    """
)
_SELLER = pattern(
    r"""
        \b(?:vores|vor|vår|våra|våre|our|unsere?r?|min|my|mein|mit) (?:\w+ )?(?:web|shop|side|site
        |butik|store|checkout|kunder|customers?|hjemmeside|online|nettbutikk|nettside|sida|admin
        |kasse|page|homepage|kunden|ordrer|orders|produkter|products|varer)
        |\b(?:every (?:single )?customer|alla kunder|kunder(?:ne)?
        |kundene|kunderna|customers|kunden|alle kunder|folk)\b|\bcheckout\b|\badmin\b|\bshoppen\b
        |\bwebshop\w*
    """
)
_ASKS = pattern(r"\?|\bring|\bcall\b|\d{4}|(?:\d{2}[ .-]?){4}")
_PAST_TROUBLE = pattern(r"\b(?:the )?(?:outage|nedbrud\w*|driftsstop\w*|avbrott\w*|ausfall)\b")
# A whole text of somebody who has nothing open here.
_FINE = r"""
    ok|okay|okej|okei|okey|oki|okidoki|k|kk|fint|fine|super|supert|perfekt|perfect|great|godt|gut
    |greit|fair|fair (?:enough|nok)|dejligt|nice|fedt|modtaget|mottatt|mottaget|kanon|skønt|herligt
    |härligt|herlig|wunderbar|toll|klasse|lovely|brilliant|awesome|received|got it|noted|notert
    |noteret|noterat|forstået|forstått|uppfattat|understood|verstanden|top|topp|cool|kult|sådan
    |alles klar|geht klar|passt|bra|alright|all right|i orden|in ordnung|den er god|den er fin
    |sounds good|lyder godt|låter bra|høres bra ut|klingt gut|no worries
    |(?:det|den|it|that|das|es)(?:
    [ ](?:er|är|is|ist)|'?s) (?:helt |all |ganz )?(?:fint|fine|godt|gut|bra|ok|okay|okej|super
    |greit)
"""
_IS_FINE = pattern(spelled_freely(rf"\W*+(?:(?:{_FINE})(?!\w)\W*+){{1,3}}+"))
_CONTENT = pattern(
    r"\W*(?:(?:ok(?:ay|ej)?|oki|fint|super|perfekt|perfect|great|godt|dejligt|nice|fedt|modtaget|kanon"
    r"|skønt|herligt|härligt|wunderbar|toll|klasse|lovely|brilliant|awesome"
    r"|received|top"
    r"|cool|sådan|alles klar|bra|yes|ja|jep|👍|🙏|❤|😊|🙂|😀|👌|🎉)\W*){1,3}",
)
_THANKED_FOR = pattern(
    r"""
        \b(?:tak|thanks?|thank you|tack|takk|danke?)\b(?:(?: (?:again|igen|igjen))?
        [ ](?:\w+ ){0,3}?(?:for|för|für)[ ](?:(?![ ](?:men|but|aber|dog|og|och|and
        |und)\b)[^.,;!?\n])*
        |[ ](?:again|igen|igjen)\b)
    """
)
_ONCE_MORE = pattern(r"\b(?:igen|igjen|again|wieder)\b")  # by itself: "vi tales ved igen"
# What turns thanks for last time into a cry; "tak igen" and "thanks again" do not.
_TURNED = pattern(
    r"""
        \b(?:desværre|dessverre|tyvärr|leider|unfortunately|sadly|alas|afraid|(?:men|but|aber|dog
        |however)(?! (?:nej|no|nei|nein)? ?(?:tak|tack|takk|thanks|danke))
        (?![^.!?\n]{0,40}\b(?:selv|ourselves|myself|själva?|selbst|løst|löst|solved|gelöst
        |fundet ud af|figured)\b)
        |(?:samme|same|samma|selbe|gleiche|genau|nu|now|jetzt|nå|schon|er|is|ist|är|går|gik|gick
        |gikk|geht|ging
        |begynd\w*|start\w*|börja\w*|los|ned|ner|down|out|ud|ut|aus|hænger|henger|hänger|hängt)
        (?: \w+){0,3}? (?:igen|again|igjen|wieder)|wieder (?:los|da|weg|so|das|die|der)
        |(?:holdt|lasted|höll|varade|hielt|varte|varede) (?:\w+ ){0,3}?(?:kun|only|bare|bara|nur
        |just
        |i|ten|ti|tio|zehn|fem|five|fünf|to|two|två|zwei|en|a|one|ett|et|eine|\d+)
        |(?:tilbage|tilbake|tillbaka|back|zurück) (?:ved|på|hvor|der|där|dit|til|till|to|where|auf
        |bei|am))\b
    """
)
_TROUBLE = pattern(
    r"""
        \b(?:fejl|fejlede|problem\w*|hjælp|help|hjälp|hjelp|hilfe|haster|urgent|akut|asap|sos|nød
        |emergenc\w*|error|fel på|feil på|fehler|kritisk|critical|panik)\b
    """
)
HINTS = Signs(  # what a text that is no incident may say; each alone says little
    {
        "resolved": _RESOLVED,
        "thanks": _THANKS,
        "test": _TEST,
        "wrong number": _WRONG_NUMBER,
        "code": _CODE,
        "away": _AWAY,
        "machine": _BY_MACHINE,
        "addressed": _ADDRESSED,
        "address": _ADDRESS,
        "click": _CLICK,
        "bait": _BAIT,
        "offer": _OFFER,
        "consumer": _CONSUMER,
        "bought": _BOUGHT,
        "seller": _SELLER,
        "past trouble": _PAST_TROUBLE,
        "thanked for": _THANKED_FOR,
        "turned": _TURNED,
    }
)
_DISTRESS = ("🆘", "🚨", "☎", "📞")
UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # stands for what came and cannot be read
_LONGEST_BAIT = 240  # letters
_SHORT = 15  # words; more than these and a thank-you or a test is about something else


def is_content(text: str) -> bool:
    """Whether a text says no more than "fine": what the receipt of a report is answered with."""
    return bool(_CONTENT.fullmatch(text.strip().lower()))


def harmless(text: str) -> str | None:
    """Why a text is no incident at all; None when it may be one.

    Args:
        text: evened out (`read_wording`).
    """
    text = text.lower()
    if not any(char.isalnum() for char in text):
        is_doubtful = any(sign in text for sign in _DISTRESS) or {*"".join(text.split())} == {
            UNREADABLE
        }
        return None if is_doubtful else "no words"
    if not words(text):
        return None
    said = signs_in(text, HINTS)
    text = _NO_CODE_CAME.sub(" ", text) if "code" in said else text
    if "machine" in said and not signs_in(text, CRITICAL_SIGNS):
        return "spam"
    if _UNDELIVERED.search(text) and "seller" not in said:
        return "spam"
    if "bought" in said and "seller" not in said:
        return "end customer"
    if _STOP.fullmatch(text) or _UNSUBSCRIBE.search(text):
        return "opt-out"
    if _GREETING.fullmatch(text) or is_of_the_season(text):
        return "greeting"
    if (_is_resolved(text, said) or is_good_news(text)) and not is_unreal(text):
        return "works again"
    if "whatsapp" in text and _NEW_NUMBER_SCAM.search(text) and "seller" not in said:
        return "spam"
    if "addressed" in said and "address" in said and "seller" not in said:
        return "spam"
    if _RIGHT_PLACE.fullmatch(text):
        return "greeting"
    if _IS_FINE.fullmatch(text) and not _asks_for_more(text):
        return "fine"
    is_bait = len(text) <= _LONGEST_BAIT and "seller" not in said and _EASY_MONEY.search(text)
    is_sold = "offer" in said or (is_bait and not _OURS.search(text))
    if is_sold and not signs_in(_AMOUNT.sub(" ", text), CRITICAL_SIGNS):
        return "spam"
    rest = _THANKED_FOR.sub(" ", text) if "thanked for" in said else text
    if signs_in(text, CRITICAL_SIGNS) or _TROUBLE.search(rest):
        return None
    if _is_unasked(text, said):
        return "spam"
    reason = _not_for_us(text, said)
    return None if reason not in (None, "end customer") and is_unreal(text) else reason


def _asks_for_more(text: str) -> bool:
    """Whether the signs of a text of few words are more than these: "ok?", "ok 🆘"."""
    return any(sign in text for sign in ("?", UNREADABLE, *_DISTRESS))


def _not_for_us(text: str, said: Sequence[str]) -> str | None:
    is_short = len(words(text)) <= _SHORT
    if is_short and _TEST.search(_HOSTS.sub(" ", text)) and not _DENIED.search(text):
        return "test"
    if "seller" in said:
        return None
    if "consumer" in said:
        return "end customer"
    if is_short and "wrong number" in said:
        return "wrong number"
    asks = _ASKS.search(text) or signs_in(text, ROUTINE_SIGNS)
    rest = _ONCE_MORE.sub(" ", _THANKED_FOR.sub(" ", text))
    is_troubled = asks or "turned" in said or TROUBLE.search(rest) or IN_TROUBLE.search(text)
    if not is_short or "thanks" not in said or is_troubled:
        return None
    is_none = is_lapsed(text) or is_thankless(text) or is_no_better(text)
    return None if is_none else "thanks"


def _is_unasked(text: str, said: Sequence[str]) -> bool:
    """Whether a text is an advertisement, a fraud or an automatic message."""
    if "seller" in said:
        return False
    if "code" in said or ("away" in said and not TROUBLE.search(text)):
        return True
    return "address" in said and ("bait" in said or "click" in said)


def _is_resolved(text: str, said: Sequence[str]) -> bool:
    """Whether a text says that all is well again, and nothing in it says the contrary."""
    if "resolved" not in said and not _BACK_ONLINE.search(text):
        return False
    if is_asked(text) or is_back(text) or is_lapsed(text):
        return False
    told = [part for part in _SENTENCE_END.split(text) if not _OWN_NETWORK.search(part)]
    asks = "?" if "?" in text else ""
    rest = _BUT_WORKS.sub(" ", AS_IT_SHOULD.sub(" ", ". ".join(told) + asks))
    rest = _PAST_TROUBLE.sub(" ", rest)
    return not NOT_RESOLVED.search(rest) and not signs_in(rest, CRITICAL_SIGNS)
