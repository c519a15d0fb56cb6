"""The words that tell how far a trouble reaches, and those of normal support.

Patterns are matched against evened-out text in small letters.
"""

from relay.core.reading.cries.elsewhere import ELSEWHERE
from relay.core.reading.signs import SHOP, Signs, pattern, patterns

SCOPE_SIGNS = patterns(
    single=r"""
        \b(?:kun|only|bare|bara|nur|just) (?:ham|hende|henne|him|her|ihn)\b
        |\b(?:kun|only|bare|bara|nur|just) (?:den|det|the|die|der|das) (?:ene|one|eine|enda)\b
        |\b(?:only|kun|bare|bara|nur) [^\W\d_]{1,20}'?s (?:account|konto|bruger|login|user
        |adgang)\b|
        \b(?:en|et|ett|one|an?|eine?) (?:produkt(?:bil[dl]e?d?e?)|product image|vare|vara
        |artikel(?:bild)?
        |product photo)\b|
        \b(?:en|et|ett|one|eine?[rs]?) (?:af|av|of|von) (?:mine|vores|våra|våre|mina|my|our|meinen
        |unseren|the|de|vårt|unserer|meiner) \w+\b|\b(?:kun|only|bare|bara|nur|just
        |endast) (?:(?:om|for
        |på|about|on|über) )?(?:det|den|the|das|die|der|dem)(?: (?:ene|gamle?|eneste|one|single
        |old))? (?:produkt\w*|vare|vara|varen|varan|product|item|artikel|kunde|customer|ordre
        |order)\b|
        \b(?<!not )(?<!ikke )(?<!inte )(?:(?:en|et|ett|ein|eine|a) (?:enkelt|eneste|single
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
        |til|fra|from|at|about|med|i|über))* (?:min|mit|mitt|my
        |mein\w*) (?:egen |own |eget |eigene[rns]? )?(?:pc|computer|maskine|telefon|phone|mac
        |laptop|iphone|ipad|browser|dator|rechner|handy|mobil|maskin)\b
    """,
    others_fine=r"""
        \b(?:everything else|(?:alle )?andres|alle and(?:eren|re|ra)|others?|resten|de andre
        |alt andet|(?:the )?rest|andere\w*
        |alles andere|de øvrige|övriga|de andra|ellers|annars|sonst|andre|andra|på mobilen
        |am handy)(?: \w+){0,4}? (?:fine|fint|ok|okay|godt|works?|virker|funkar|fungerer|fungerar
        |normal\w*|geht|gehen|läuft|laufen|klappt|gut|bra|kan|kann|can|können|sagtens)(?: (?:alt
        |allt|alles|everything))?\b
    """,
    can_wait=r"""
        \b(?:haster ikke|ikke akut|ingen hast|no rush|not urgent|not critical|nicht dringend
        |kan godt vente|kan vente|can wait|ikke kritisk|haster ikkje
        |når I har tid(?: til det)?|eilt nicht|ingen panik|no hurry|inte (?:så )?bråttom
        |ikke noget vigtigt|ikke noget der haster|ikke vigtigt|ikke haster|not important
        |nothing urgent|ikke hastværk|ingen brådska|ingen hastverk|keine eile
        |when you have (?:the )?time|ved lejlighed|en dag|irgendwann|i morgen er fint
        |tag den (?:bare )?i morgen|when you get a chance|hvis I får tid|inte akut
        |brådskar inte)\b(?! (?:hvis|if|wenn|om|dersom))
    """,
    withdrawn=r"""
        \b(?:melding|besked|sms|message|nachricht)\w*\b[^.,!?]{0,45}\b(?:var|was|war) (?:forkert
        |wrong|falsch
        |fejl|fel|feil|en fejl)\b|\b(?:falsk alarm|false alarm|falskt larm|fehlalarm
        |blinder alarm)\b
    """,
    planned=r"""
        \b(?:planlagt|planned|next week|næste uge|neste uke|nästa vecka|nächste woche
        |til næste måned|i fremtiden|zum jahresende|vid årsskiftet|beforehand|på forhånd at|(?:fra
        |from|ab|från)(?:d\. ?)?1\. ?\w+|as of \w+|på fredag|by (?:monday|friday)|til påske
        |til jul)\b
    """,
)

ROUTINE_SIGNS = patterns(
    how=r"""
        \b(?:hvor|wo|where|hvordan|hur|wie|how)(?: do| can)? (?:\w+ )?(?:jeg|jag|ich|man|vi|wir|i
        |we)\b
        |\bvar \w+ (?:jag|man hittar|vi hittar)\b|\b(?:hvordan|hur|how (?:do|can|to|would)
        |wie (?:kann|ändere|mache|stelle)|wo kann
        |where (?:can|do)|hvor (?:kan|finder|udfylder|ændrer|retter)|hvornår (?:kommer|får)
        |when (?:will|do) (?:we|you)|finde ud af at|(?:cannot|can'?t|kan ikke|hittar inte) (?:find
        |finde|figure out|ut)? ?(?:where|how|hvor
        |hvordan|var man|hur man)|can you (?:add|change|help me change|confirm
        |explain|tell)|could you (?:please )?(?:tell|add|change|explain)|kan (?:i|du|dere|ni
        |man) (?:ikke )?(?:lave|tilføje|ændre|endre|ändra|lägga|sende|slette|(?:hjælpe|hjelpe
        |hjälpa|help) (?:\w+ )?(?:med|with|mig|meg)? ?(?:at|å|att|to|with)? ?(?:ændre|oprette|lave
        |lage|göra|sætte|make|create|design\w*|set up)|forklare|fortælle|oplyse|importere
        |eksportere|oprette|integrere)|do you (?:support|offer|integrate|sell|have)|understøtter
        |har i (?:en|et|mulighed)|(?:finde|finna|finne|figure|hitta|find) (?:ud af|ut av|ut hur
        |out how|min faktura|my invoice)|can'?t figure out|an wen wenden|who do (?:i
        |we) contact|comment (?:changer|puis|faire|ajouter|modifier)|c[oó]mo (?:puedo|cambio|hago
        |se)
        |hoe (?:kan|verander|voeg)|jak (?:mogę|zmienić|dodać|moge)|come (?:posso|faccio)
        |miten (?:voin|saan|vaihdan))\b
    """,
    billing=r"""
        \b(?:faktura\w*|invoice\w*|rechnung\w*|regning\w*|refund|subscription|abonnement\w*
        |opsig\w*|databehandleraftale\w*|dpa|kvittering for|betaling af faktura
        |kontrakt\w*|(?:en |a |ein )?pris(?:er)? på|(?:hvad|hva|vad|was) kost(?:er|ar|et)
        |hvorfor koster|how much|fakturor|abonnemang\w*|abo|kündig\w*|säga upp|si opp|sige op
        |cancel (?:our|the|my)|plan cost|costs? per|money back|prisliste|price list|kreditnota\w*
        |kreditfaktura\w*|credit note\w*|gutschrift\w*|angebot|offert|quote|kostenvoranschlag
        |(?:et |jeres )tilbud på
        |what would (?:it|that) cost|bogføring|bookkeeping|buchhaltung|regnskab(?:et|sprogram)?
        |betalingslink
        |opgrader\w*|upgrad\w*|uppgrader\w*|oppgrader\w*)\b
    """,
    design=r"""
        \b(?:skewed|skjev\w*|sløret|suddig|unscharf|blurry|comic sans|font\w*|skrifttype\w*
        |typografi|pixel\w*|px|kursiv|fed skrift|slagfejl|margin\w*|alignment|stavet forkert
        |stavefejl|tastefejl|typo
        |felstavat|skrivefeil|tippfehler|ugly|grim)\b|\b(?:logo\w*|font|skrifttype\w*|farve\w*
        |colou?rs?|baggrundsfarve\w*|banner\w*|nyhedsbrev\w*|newsletter|pop ?up|layout|design|tema
        |theme|bild|billede|picture|headline|overskrift|menupunkt)\b[^.!?\n]{0,60}\b(?:nice|pæn\w*
        |grim\w*|ugly|større|mindre|bigger|smaller|larger|ændre\w*|changed?|skifte\w*|byt\w*|ny
        |new|anden|andet|flytte\w*|moved?)\b|\b(?:ændre|change|skifte|byter|byta|bytte|flytte
        |anden|annen|annan|andere|another|different|ny|new|nyt|vælge)\b[^.!?\n]{0,30}\b(?:logo\w*
        |font|farve\w*|colou?rs?|banner\w*
        |farge\w*|färg\w*|farben?|tema|theme|bild|billede|picture|layout|overskrift)\b
    """,
    wish=r"""
        \b(?:vil gerne|would like|i'?d like|we'?d like|ville høre|vil høre|skulle vilja|vil bytte
        |vill byta|vil ændre|skal have ændret|vi ønsker|wir (?:wollen|möchten)|vill ha|vill säga
        |we need a|i need a new|we plan to|jag vill|jeg vil(?! gerne have jer)|ich (?:will|möchte)
        |webinar|kurser|kursus|kurs|vil (?:bestille|booke|købe|kjøpe)|vill (?:beställa|boka|köpa)
        |i want to|we want to|möchte\w*|ønsker|kunne tænke
        |feature|funktion\w*|forslag|wish|(?:ville|kunne|vore|would|wäre) (?:være|vara|be
        |det)? ?(?:\w+ )?(?:rart
        |fedt|nice|great|schön|toll|smart|lækkert)|hätten? gerne?|hade varit (?:bra|fint|kul))\b
    """,
    password=r"""
        \b(?:(?:nyt|new|nytt|neues) (?:password|kodeord|adgangskode|lösenord|passord|passwort)
        |(?:my|mit|min|mitt|mein) (?:\w+ )?(?:password|adgangskode|kodeord|lösenord|passord
        |passwort)|(?:lösenordet|passordet) (?:mitt|min)|(?:glemt|glömt|vergessen
        |forgot\w*) (?:\w+ )?(?:password|adgangskode\w*|kodeord\w*|lösenord\w*|passord\w*
        |passwort)|(?:tastet|skrevet) koden forkert|changing my password|glemt (?:mit
        |min) (?:kode\w*|adgangskode|password)|forgot (?:my )?password)\b
    """,
    task=r"""
        \b(?:upload\w*|følgesed\w*|gtin|ean|fragtpris\w*|versandkosten|shipping label|rabatkode\w*
        |discount code|slette[r]? (?:jeg )?en|kategori|apple pay|flytte vores|udskrive
        |noch ?(?:ein)?mal .{0,40}schicken|(?:slette|delete|löschen|radera|ta bort) (?:min|mit|my
        |mein\w*|vores|our|en|a|ett?)\b|(?:sende|skicka|send) (?:\w+ )?(?:igen|again|igjen)
        |rettur|refund her|labels|rækkefølgen?|statistik|google ads|kampagnepris|rabattkode|rabatt
        |gutschein\w*|gavekort|moms-?satser|nyhetsbrev|frontseite|upload a|to språk|på tysk
        |ny bruger|new user|add a user|ny användare|ny bruker|neue[nr]? benutzer|vejledning\w*
        |manual(?:en)?
        |tutorial|anleitung|oplæring|training session|fragtmetode\w*|fraktmetod\w*|fraktsätt
        |shipping method|versandart\w*|leveringsmetode\w*|åbningstider\w*
        |opening hours|öffnungszeiten|öppettider\w*|åpningstider\w*|eksporter\w*|importer\w*
        |exporter\w*|kundekonto|slettet sin konto)\b
    """,
)

# What a text speaks of, but does not say of its shop now.
UNTRUE = pattern(
    r"""
        \b(?:billed|charged|faktureret|fakturerad|fakturert|berechnet|trukket|betalt?
        |betaler)(?: \w+){0,3}? (?:for|för|für) (?:my|mit|min|our|vores|vår|mein\w*
        |et ekstra) (?:\w+ )?(?:hosting|abonnement\w*
        |subscription|plan|licen[sc]e|domæne\w*|domain\w*)\b|\b(?:om|hvis|if|ob|wenn
        |whether) (?:vi|we|wir|shoppen|siden|the shop) (?:\w+ ){0,2}?(?:lukket|nede|closed|down
        |offline
        |stängda?|geschlossen)\b|\b(?:melding|besked|sms|message
        |nachricht)\w*\b[^.,!?]{0,45}\b(?:var|was
        |war) (?:forkert|wrong|falsch|fejl|fel|feil|en fejl)\b
        |\b(?:planerar|planlægger|planlegger|planning|planen)(?: (?:er|är|is))?
        (?: (?:att|at|å|to|zu))? (?:ligga|ligge|være|vara|be|go|stå)[ ]
        (?:nere|nede|ned|down|offline)\b|\b(?:sms|besked|beskjed|melding|avis|varsel|notifikation
        |nachricht|alert|text|notified|notiert|varslet)[ ](?:når|när|when|hvis|if|om|wenn)[ ]
        (?:min |vores |vår |the |my |our |ens |der |die )?(?:web)?(?:siden?|shop(?:pen)?|sidan|site
        |butik(?:ken|en)?|seite)[ ](?:er|is|ist|är|går|goes|ligger)[ ]
        (?:nede|ned|ner|nere|down|offline)\b
    """
)
# "Not a single order" is none at all.
NOT_ONE = pattern(
    r"""
        \b(?:ikk?e?|ingen|ikkje|inte|inga|not?|nicht|never|aldrig|uden|without
        |(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would)n't)
        [ ](?:[\w-]+ ){0,4}?(?:en eneste|et eneste|én eneste|en enda|ett enda|ein(?:e
        |en)? einzige[nrs]?
        |a single|one single)\b
    """
)
# What is left out before anything else is looked for.
# "Thanks for yesterday, when the site was down", but not where something is so again.
THANKED_THEN = pattern(
    r"""
        \b(?:tak|thanks?|thank you|tack|takk|danke?) (?:\w+ ){0,3}?(?:for|för|für)
        [ ][^.,;!?\n]{1,40},?[ ](?:da|dengang|when|då|när|als|wie)
        [ ](?:\w+ ){1,3}?(?:var|was|were|war|lå|låg|lag)\b[^.,;!?\n]*+
        (?![\s\S]*\b(?:igen|igjen|again|wieder|erneut|stadig\w*|still|fortsat|fortsatt
        |fortfarande|fremdeles|noch)\b)
    """
)
LEFT_OUT = Signs(
    {"untrue": UNTRUE, "not_one": NOT_ONE, "elsewhere": ELSEWHERE, "thanked then": THANKED_THEN}
)
# A question how to do something oneself.
HOW_TO = pattern(
    r"""
        \b(?:jeg|vi|i|we|jag|ich|wir) (?:vil(?:le)? gerne|would like|want to|vill|ønsker|möchten?
        |skulle vilja)\b|(?:^|[,:;] ?)\W*(?:hvordan|hvor|hur|var|how|where|wie|wo|kan|can|könn?en
        |kann|is it possible
        |er det muligt|går det att)\b(?: \w+){0,3}? (?:jeg|vi|man|i|we|jag|ich|wir|du)\b
    """
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
        \b(?:ikk?e?|inte|ikkje|nicht|not|never|aldrig|aldri|cannot|unable|cant|dont|wont|doesnt
        |kein\w*
        |ingen|inga|inget|intet|ingenting|nichts|nothing|no one|nobody|niemand|none|uden|utan|uten
        |ohne|without|fejl\w*|fel|feil\w*|errors?|fail\w*|wrong|forkert\w*|falsch\w*
        |mangler|saknas|fehl\w*|missing|lost|mist\w*|væk|borte|borta|weg|gone|nede|nere|ned|down
        |slow|langsom\w*|långsam\w*|langsam|treg\w*|mærkelig\w*|konstig\w*|how long|hvor læ?e?nge
        |hvor lang\w*|hur länge|wie lange|virker|works?|working|fungerer|funkar|fungerar
        |funktioniert|komisch|strange|weird|rart?(?! at| å| om)|pludselig\w*|plutselig\w*|plötzlich
        |plötsligt
        |suddenly|stop\w*|problem\w*|død\w*|dead|tot|broken|kaputt|trasig\w*|ødelagt|lukket|closed
        |stängd|stengt|gesperrt|spærret|hack\w*|stadig|still|fortsat|fortfarande|fremdeles
        |fortsatt|ennå|immer noch|noch immer|igen|again|katastrof\w*|krise|kritisk|tom|tomme?
        |empty|leer|blank|hvid|white|weiß)\b|\wn't\b
    """
)

# A cry, or a follow-up that only adds to a report.
DISTRESS = pattern(
    r"""
        \b(?:help|hjælp|hjälp|hjelp|hilfe|haster|urgent\w*|asap|akut|sos|panik|emergency|dringend
        |nød
        |glemt?e?|forgot|glömde|vergessen|vergaß|skynd|hurry|wake up|(?:i'?m |am )?begging|i beg
        |(?:jeg )?(?:beder|bønfalder) (?:jer|dig)|jag ber (?:er|dig)|ich flehe)\b
    """
)
# Who says so much and no more of what is wrong; not when, whether or that one has.
IN_TROUBLE = pattern(
    r"""
        (?<!når )(?<!när )(?<!when )(?<!hvis )(?<!if )(?<!om )(?<!at )(?<!att )(?<!that )(?<!hvem )
        \b(?:vi|we|wir|jeg|jag|i|ich) (?:har|have|haben|habe|got|'ve got)[ ]
        (?:(?:et|a|ett|ein|stort?|store|stora|big|huge|massive|große?s?|some|nogle|noen|några
        |serious|real)[ ]){0,2}
        (?:problem(?:er|s|e)?|trouble|issues?|knas|bøvl|strul|trøbbel|trubbel|ärger)
        (?=\W*$|[.!,;\n])
    """
)
# Whoever writes again because nobody has answered.
UNHEARD = pattern(
    r"""
        \b(?:any(?:one|body) (?:there|here|home|awake|reading)|er der (?:nogen|en)\b|er det noen
        |(?:är|finns) det n(?:ågo)?n|(?:ist|noch) (?:da |dort )?(?:jemand|wer)|jemand da
        |no (?:answer|reply|response|word)|keine? (?:antwort|rückmeldung)|(?:ingen|intet|inget) svar
        |(?:ikk?e|inte|ikkje) (?:\w+ )?(?:fået|fått|hørt|hört)|(?:not|n't) (?:\w+ )?heard
        |nichts gehört
        |(?:svar|svarer|svarar|answer|antwortet?) (?:dog|nu|nå|da|mig|meg|os|oss|me|us|mir|uns)
        |(?:glemt|forgotten|vergessen|glömt) (?:mig|os|meg|oss|me|us|mich|uns)
        |(?:skrevet|skrivit|written|texted|wrote|geschrieben|sent) (?:\w+ ){0,3}
        (?:gange?r?|gånger|times|beskeder|texts|messages|nachrichten|mal)
        |mayday|ins leere)\b
    """
)
# Whoever asks how long it will be, in so many words, has waited in vain, or is angry.
IMPATIENT = pattern(
    r"""
        \b(?:how long (?:will|does|is) (?:it|this)|wie lange dauert
        |(?:hvor længe|hvor lang tid|hur länge|hur lång tid) (?:varer|tager|tar|dröjer) det
        |(?:when|hvornår|når|när|wann)
        (?: will| does| is| are| virker| er| kommer| funkar| fungerer| geht| läuft)
        (?: \w+){1,3} (?:back|up|again|oppe|igen|igjen|igång|wieder))\b
        |\b(?:har (?:nu )?(?:jeg |jag |vi )?(?:\w+ )?(?:ventet|väntat|venta)
        |(?:have|'ve|been|has) (?:\w+ )?(?:waited|waiting)|warten? (?:(?:ich|wir|nun|jetzt|hier) )*
        (?:seit|schon)|(?:habe|haben) (?:\w+ ){0,4}?gewartet|(?:venter|väntar) (?:stadig|fortsatt
        |fortfarande|fremdeles|nu|nå)|still waiting)\b
        (?! (?:\w+ ){0,5}?(?:pakke\w*|paket\w*|parcel|package|vare\w*|ordre|order|bestill\w*
        |beställ\w*|bestell\w*|levering\w*|leverans\w*|delivery|lieferung|mad|mat|food|essen|bus\w*
        |tax[ai]\w*|bord|table|dig|deg|dich)\b)
        |\b(?:(?:fik|fick|fikk|har fået|har fått|got|received|get) (?:\w+ )?(?:ikke|aldrig|aldri
        |inte|never|not|intet|inget|ingen|no) (?:\w+ ){0,2}?(?:opkald|call|samtal|oppringning|anrop)
        |(?:never|not|n't) (?:\w+ )?(?:got|gotten|received|get|had) (?:\w+ ){0,2}?call
        |(?:ingen|nobody|no ?one|niemand) (?:har |has |hat |have )?(?:\w+ )?(?:ringe[rt]|ringede
        |ringt|ringde|ringte|called|calls|angerufen|ruft an|rief an|kontakt\w*)
        |(?:nicht|nie) (?:an|zurück)gerufen|keine?n? (?:an|rück)ruf(?! (?:nötig|erforder|notwend))
        |(?:i|ni|dere|you|ihr) (?:har |have |habt )?(?:ikke|inte|never|nicht|aldrig) (?:har )?
        (?:ringet|ringede|ringt|ringde|ringte|called))\b
        |\b(?:rasende|furious|livid|fuming|wütend|stinksauer|stocksauer|stinksur|skitförbannad
        |rasande|vred|pissed|outraged|sindssygt|fuldstændig vanvittigt
        |(?:u|o)acceptab\w+|unacceptable|inakzeptabel|uholdbar\w*|ohållbar\w*|unhaltbar\w*
        |utrolig dårlig\w*|unzumutbar|unverschämt\w*|disgrace\w*|outrageous|ridiculous)\b
    """
)
# Whoever asks to have something back as it was: a shop that is down, or an old logo.
RESTORED = pattern(
    r"""
        \b(?:up and running|back (?:up|on|online|live|to (?:life|normal))
        |(?:up|going|running|working|online|live) again
        |(?:op|oppe|opp|upp|uppe|i gang|igang|igång|i drift|online|på benene|på beina|på fötter
        |i luften
        |på nettet|på nett|på nätet|til at (?:virke|køre)|til å (?:virke|fungere)
        |att (?:fungera|funka)|(?:tænd\w*|slå\w*|skru\w*|sätt\w*) (?:\w+ ){1,3}?(?:til
        |på)) (?:at køre )?
        (?:igen|igjen)
        |wieder (?:\w+ ){0,3}?(?:zum laufen|online|hoch\w*|in gang|in betrieb|freischalten
        |erreichbar
        |hinbekommen|ans netz|aktivieren|einschalten|herstellen|in ordnung)
        |(?:restor|restart|reboot|genstart|genopret|gendan|genskab|omstart|återställ|gjenopprett
        |wiederherstell|neustart)\w*
        |(?:starta?|starte) (?:\w+ ){0,3}?(?:om|på nytt|på ny|neu)
        |(?:switch|turn|put|bring|get|have) (?:\w+ ){1,3}?(?:back|on again))\b
    """
)
_RESTART = r"""
        (?:restart|reboot|genstart\w*|genopret\w*|återställ\w*|gjenopprett\w*|starta? om)
    """
# Whoever asks to have the shop itself back; by what stands before it, nothing or more must follow.
WANTED_BACK = pattern(
    rf"""
        \b(?:kan|kunne|kunde|can|could|kann|könn\w*|würde\w*|please|vil|ville|will|would|how
        |hvordan|hur|wie
        |hvorledes|hjælp\w*|hjälp\w*|hjelp\w*|help|hilf\w*|helfen|brug for|skal have|need|må have
        |muss)\b
        [^.!?\n]{{0,50}}?
        (?:(\b{_RESTART}(?: \w+){{0,2}}?[ ])
        |(\b(?:get|bring|put|switch|turn|have|start|få\w*|kriege\w*|bekomm\w*|{_RESTART})\b[ ]
        (?:\w+ ){{0,3}}?))?
        {SHOP}(?(1)|(?(2)(?: \w+){{0,2}}?[ ](?:back|up|running|going|working|online|live|på benene
        |på beina|på fötter|op|oppe|opp|upp|i gang|igång|i luften|i drift|til at (?:virke|køre)
        |til å (?:virke|fungere)|att (?:funka|fungera)|igen|igjen|again)
        |[ ](?:\w+ ){{0,3}}?wieder (?:\w+ ){{0,2}}?(?:zum laufen|online|hoch\w*|in gang
        |in betrieb|erreichbar|ans netz|ans laufen|hin)))\b
    """
)
# Whoever asks how something stands, or when it will be done.
AWAITED = pattern(
    r"""
        \b(?:(?:when|hvornår|når|när|wann) (?:\w+ ){1,7}?(?:back|up|again|oppe|uppe|igen|igjen|igång
        |i gang|wieder|fixed|fikset|fikser|fiksa\w*|fixat|löst|løst|sorted|resolved|solved|repaired
        |repareret|behoben|gelöst|i orden|ordnat|mended)
        |eta|prognose\w*|prognos|estimat\w*|tidshorisont\w*|tidsramme\w*|tidsperspektiv
        |zeitrahmen|zeithorizont
        |(?:any|noget|noe|något|nogen|noen|några|nå?t) (?:news|updates?|progress|nyt|nytt|nyheder
        |nyheter
        |status|oppdatering\w*|uppdatering\w*|opdatering\w*)
        |(?:was|etwas|schon) neues|neuigkeiten|stand der dinge
        |(?:how far|hvor langt|hur långt|wie weit) (?:\w+ ){0,3}?(?:i|ni|dere|you|ihr|sie|we|vi|er)
        |(?:known|aware|bekannt|bekendt|kendt|känt|kjent|klar over|medvetna om)
        (?: \w+){0,3}? (?:issue|problem\w*|fejlen?|felet?|feil(?:en)?|fehler|outage|störung|this
        |det|her))\b
    """
)
# Whoever asks for a person to talk to; not among the flags.
WANTS_A_PERSON = pattern(
    r"""
        \b(?:(?:need|want|talk to|speak (?:to|with)|hold of|through to|reach) (?:\w+ )?
        (?:human|person|someone|somebody|anyone|anybody|technician|engineer)
        |(?:snakke|snakker|tale|tala|prata) (?:med|til) (?:nogen|noen|någon
        |(?:en|et|ett)(?: (?:tekniker\w*|person|menneske|människa|noget|vagt|der|fra|från)
        |(?=[.!?,]|\W*$)))
        |(?:fat|tak|kontakt) (?:i|med) (?:et menneske|ett menneske|en människa|nogen|noen|någon
        |en tekniker)
        |(?:rigtigt|rigtig|ekte|riktig|äkta|real|live|echten?) (?:menneske|människa|menschen?
        |human|person)|(?:jemanden?|wen) (?:sprechen|erreichen)
        |mit (?:jemandem|ein\w* (?:techniker|menschen|person)) (?:sprechen|reden))\b
    """
)
# What a person is wanted for who need not be woken.
OF_SALES = pattern(
    r"""
        \b(?:salg\w*|sælger\w*|sales|selling|pris\w*|price\w*|pricing|preis\w*|tilbud|offert\w*
        |angebot\w*|verkauf\w*|försäljning\w*|job\w*|stilling\w*|abonnement\w*|subscription\w*)\b
    """
)
# Whoever adds to what they wrote before, or puts it right; with a number it is the one to call.
ADDITION = pattern(
    r"""
        \b(?:(?:wrong|forkerte?|fel|feil|falsche?n?) (?:digits?|tal|siffror|siffer|sifre|tall
        |ziffern?)
        |(?:wrote|typed|gave|tastede|tastet|tippade|skrev|gav|schrieb|geschrieben|angegeben)
        (?: \w+){0,3}? (?:wrong|forkert|fel|feil|falsch) (?:\w+ )?
        (?:before|før|förut|vorhin|eben|number|nummer|nummeret|numret)
        |(?:wrong|forkert|fel|feil|falsche) (?:number|nummer|numret)
        (?: \w+)? (?:before|før|förut|vorhin|in|i|im|just now|lige før|nyss|ovenfor|above)
        |(?:skal være|ska vara|should be|should read|rätt är|rett er|rigtige er|richtig ist
        |richtig lautet|rette er|riktige er) (?=[+(]?\d(?:[ .-]?\d){6})
        |(?:from|fra|från|von) (?:before|før|earlier|tidligere|förut|innan|vorhin|eben|lige før
        |i stad)
        |til sagen|half a message|halve? (?:besked|melding|nachricht)|halvt meddelande
        |(?:skrev|skrivit|wrote|texted|schrieb|geschrieben|sendte|skickade|meldte) (?:\w+ ){0,4}
        (?:nyss|lige før|for lidt siden|just now|a (?:moment|minute) ago|before|earlier|vorhin|eben
        |nettopp|i stad|tidligere)
        |(?:number|nummer|nummeret|numret) (?:for|to|til|på|zu)
        [ ](?:(?:the|my|min|mit|mitt) (?:ticket|case|report|sag|sak)|sagen|saken|ärendet
        |(?:the |a )?call ?back|at ringe på|att ringa på|å ringe på)
        |rückrufnummer|callback number
        |(?:it'?s|this is|det er|det är|dette er|hier ist) \w+
        [ ](?:again|igen|igjen|nochmal|noch mal|wieder)
        |(?:mangler|manglede|missed|vergaß|fehlt) (?:\w+ )?(?:at oplyse|at skrive|at sige|to say
        |to add|to mention|noch)|ergänzung|tilføjelse|tillägg|tillegg|addendum
        |(?:new number|nyt nummer|nytt nummer|neue nummer) (?:because|as|fordi|da|for|eftersom
        |weil))\b
    """
)
OF_A_SHOP = pattern(rf"\b{SHOP}\b")
CROWD = pattern(
    r"""
        \b(?:kunder\w*|kundene|customers|die kunden|unsere kunden|folks?|people|besøgende
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

FLAGS = Signs(
    {
        "trouble": TROUBLE,
        "asking": ASKING,
        "crowd": CROWD,
        "everybody": EVERYBODY,
        "distress": DISTRESS,
        "plea": CALL_PLEA,
        "unheard": UNHEARD,
        "shop": OF_A_SHOP,
        "restored": RESTORED,
        "awaited": AWAITED,
    }
)
