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
        adgangskode adresse adresser advarsel af afmeld afsendt aften alle alt altid alting
        anden andre at bare bedes begyndte beklager beløb beskeden beskeder beskrivelse
        bestille bestiller bestilling betale betaling betalinger betalt blev blevet bliver
        browsere brug bruge bruger brugere butik butikken bytte både bør da dage dagen de
        dem dens deres desuden desværre det dig din disse dog domæne du død efter eller en
        endelig endnu er et faktura fakturaen fast fejl fejlbesked fejlede fejlen fejler
        fejlet fik flere forbindelse forkert forkerte forside forsiden forsvundet fra fragt
        fragten fredag fungere fungerer få fået får færre følge før først første galt gang
        gange gennem gennemføre gennemfører gerne gik givet glemte godaften goddag godmorgen
        godnat godt gå gået går gælder
        gør ham han handle handler har haster havde hej hele helt hendes her hilsen hinanden
        hjemmeside hjemmesiden hjælp hjælpe hos hun hurtigst hvad hvem hver hverken hvid
        hvis hvor hvordan hvorfor hvornår hvorvidt i igen igennem ikke ind indkøbskurv ingen
        ingenting intet jeg jer jeres kan kassen ked kig kigge klikker knappen knapper kode
        kodeord kom kommer kommet kontakt kort kun kunde kunder kunderne kunne kurv kurven
        kvittering køb købe køber købt kører lade lagde lager langsom lavet levere levering
        lige ligge ligger logge lukket lå lægge lørdag man mandag mange med men mens mere
        mig min mine minutter mit mobil morgen morges mulig muligt mvh må måned mærkelig
        mærkeligt ned nede nej nettet nogen nogensinde noget nogle nu nulstille nummer
        nummeret ny nyhedsbrev nyt når og også om op opdagede opdaterede opdatering opstår
        ordre ordren ordrer os over pakken penge pengene pris priser produkter prøv prøvede
        prøver på ret ring ringe samme sammen se selv sendt ser server shoppen si side siden
        sider sidste sig siger sin skal sker skete skift skifter skjule skrev skrevet
        skriver skærm slet snart solgt som spørgsmål stadig startede stavet sted stoppede
        stoppet står svar svarer så sælge sælger søge søgning søndag tager taget tak tegn
        telefonen til tilbage timer tlf tom tror trukket trykker tøj tømmer ud uden uge
        under undskyld var varen varer varerne ved venligst vi vil virke virkede virker vise
        viser viste vores væk vælge vælges vær være været web webshop webshoppen åbne åbner
        år ændre ændrer ønsker
        der driftsfejl driftsforstyrrelse driftsforstyrrelser driftsproblemer nedbrud nedetid
        problem problemer problemet udfald
        bestillinger god glædelig ik ikk imod rigtig weekend""",
    ENGLISH: """
        a about add adds after again all also am an and any anybody anyone are as asap at
        automatically back basket be been before block broken browsers but button buttons
        buy by call called calling came can can't cannot cant card catalog catalogue cell
        charge charged checkout cheers click clicks cool currency customer customers day dead
        deleted depot did do does doesn't don't dont double down driving empty error every
        everybody everyone everything everywhere expired fail failing fails fee fine for
        forwards free friday from get gets getting gone gives good got great hacked had has have
        held hello help here hi hours how i i'm if ignore images in is isn't it it's its
        just keep keeps language last later list loading loads locked login lost me message
        minutes mobile monday morning my need night no nobody nobody's not nothing now of
        off offline okay on one only open or order orders our out page pages parcel password
        pay payment payments people perfect phone picture pictures please pls price prices
        product products properly really redirected replaced reply results ring ringing
        rings says screen search see sent shop showing shows shut since site sitewide so
        some someone something sorry speak still stock stopped store sunday sure testing
        than thank thanks that the their them then there they this time times to today
        tomorrow tried try twice unable unfortunately unsubscribe up urgent us vat want was
        wasn't we we're website weekend welcome were what when where which while white who why will
        with without won't working works wrong yes yesterday you your zero
        downtime issue issues outage outages problem problems server trouble""",
    SWEDISH: """
        alla allt använd använda artikel artiklar att av bara bekräftelse beställa
        beställning beställningar beställningen beställt besökare betala betalning betalsätt
        bild bilder blev blir butik butiken byta byter bättre både började dem den denna
        deras det detta drabbat du där då efter eller en ett faktura fakturan fel felet fick
        finns fortfarande frakt fraktsätt fredag från fungerade fungerar funkade funkar få
        får för förlåt försvunnen försvunnit försöker försökte gick glömde glömt gång går
        gör göra ha hade han har hej hejsan hela helgen helt hemsida hemsidan hennes hjälp
        hjälpa hos hur hälsningar hände händer här i idag igen igår in inga ingen ingenting
        inget inte jag kan kassa kassan knappen kommer kund kunden kunder kunderna kunna köp
        köpa laddar laddas lager ligger logga lördag lösenord lösenordet man med mejl mejla
        mig min mina mitt mycket mår möjligt namn ned nere ni nu nummer numret när nästa
        någon något några nån nås nåt och också om ordern ordrar ordrarna oss paket paketet
        produkter prova provar på sajt sajten saknas samma sedan senast ser sida sidan sig
        sin skicka skickar skriver slutade snabbt snälla som språk startade stör säljer så
        sålt sånt söndag tack tappat tar till tillbaka tom under ut utan utgått vad var
        varför varje varnar varor veckan vem vi vill visar väck väldigt vår våra webbplats
        webbshop webbutik ändra ändrar ändå är öppna öppnar öppnas över
        allihop avbrott glad gott helg nytt påsk trevlig
        driftstörning driftstörningar driftsstörning driftsstörningar nertid problem
        problemen problemet""",
    NORWEGIAN: """
        adresse adresser advarsel alle alt alting at av bare begynte beklager bestille
        bestilling bestillingen bestillinger betale betaling betalinger betalt bildene
        bilder ble bli blir blitt borte bruker butikken bytte både da dagen dager de dem
        dere deres det dette din ditt dog domene domenet du eller en enda endre endrer ene
        ennå er et etter faktura fakturaen fast feil feilen feiler feilet feilmelding fikk
        flere forsiden fortsatt fra fredag fungere fungerer få får fått før først galt gang
        gjerne gjør glemte god går gått ha hadde han handle handlekurven handler har hatt
        hei hele helgen helt henger henne hennes her hilsen hjelp hjelpe hjelpen hjelper hos
        hun hva hvem hver hverken hvilken hvis hvit hvor hvordan hvorfor i igjen ikke imot
        ingen ingenting inn inne innlogging jeg kan kasse kassen kjøp kjøpe kjøper kjøpet
        knappen kode kommer kommet kontakt kort krone kroner kunde kundene kunder kunne
        kurven kveld lager lagt laste laster lastes lenge lenger levere levering logge
        lørdag man mandag med meg men mens mer min mine minutter mitt morgen motta mottar
        mottatt mulig må måned nede nett nettbutikk nettbutikken nettet nettside nettsiden
        noe noen nummeret nå når og også om opp oppdatering oppdatert oppdaterte oppstår
        ordre ordrer oss over pakken passord passordet pris priser prøvde prøver på rask
        ringe ringt samme se seg selge selger selv sendt ser sertifikatet server sett si
        side siden sider sist skal skjedde skjer skjønner skriver snill som språk spørsmål
        startet sted stengt stoppet står svar svarer svart så søket søndag takk tatt tegn
        telefonen til timer tollen tom tusen tømmer uke under ut uten utløpt var varen
        varene varer ved vedlikehold veldig vennlig verken vi vil virke virker virket vår
        våre vær være vært åpne åpner ønsker
        der driftsforstyrrelse driftsforstyrrelser driftsproblemer nedetid problem problemer
        problemet utfall
        gjengen helg nyttår""",
    GERMAN: """
        abend aber abgelaufen alle allen alles als am an angemeldet anmelden anrufen artikel auch
        auf aus bei beim bekommen bestellen bestellt bestellung bestellungen bezahlen bin
        bis bitte bricht browser da danke das dass dem den der des dich die diese dieser
        doch dringend du ein eine einem einen einer einloggen entschuldigung er erhalten
        erledigt erreichbar es etwas euch farbe fehler fehlermeldung frage funktioniert für
        ganze geht gekauft gelöscht gern gerne gestern gruß grüße guten gutschein habe haben
        hallo handy hat herzlichen heute hier hilfe hotline ich ihnen ihr ihre im immer in
        ins ist jemand kann kaputt kasse kaufen kein keine keinen keiner keinerlei kenne
        kennen kommt komplett kunde kunden kundin können laden ladet leer leider leitet
        lieferung los läden lädt läuft mehr mein meine menü mich mir mit moin monat montag
        morgen möchte möglich nach nacht neu neue neuen nicht nichts niemand noch nochmal
        nummer nur oder paket passiert passwort preis preise produkte rechnung rein rufen
        rückruf schicken schnell schrift sehr seit seite seiten shop sich sie sind sofort
        sonntag startseite stimmt störung tag telefon tot und uns unser unsere unserer unter
        vergessen vielen vom von vor war warnen warten warum was weg weiter weiß weiße wem
        wenn wer werden wie wieder will wir wird wo woche wohin wollen zahlen zahlung zeigt
        zertifikat zu zum zur zurück ändern über
        abgeschaltet euer eure habt unserem unseren
        ausfall ausfälle gibt problem probleme server störungen
        frohe frohes schöne schönes weihnachten wochenende""",
    OTHER: """
        aan al alors als andet ao bedankt bellen bij bonjour boutique c'est ce con cześć dans daar
        dank das de dei del dla do dobry dobrý dzień een ei el elle en ennen es est estamos está et
        fonctionne foutmelding frågor gaat geen gracias graag hallo hasta het heure hola il
        ile ik is ja je jest jestem jo kan kiitos klanten kauppa la le les ligt los ma má maar
        merci mi mij mijn más met moi mon mutta más na não naar nas nasz nasza ne nie niet nikt nic
        niin notre nous nós non nos nosso nuestra o olemme om on onze ook op ou para pas pero
        plus po por pour proszę puis que quel qui samen se si sie sklep sklepu site sono sur så są
        telefon tienda tu tämä un une uit van vandaag verkkokauppa vi vous voor w wat wij we winkel
        z za zapłacić zur że è é ò ça cette ce ces działa od rana może
        groetjes heb hoi jij""",
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
