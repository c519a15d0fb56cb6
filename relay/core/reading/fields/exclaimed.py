"""Words that people cry out or sigh, alone in a sentence: "Løgn.", "Typical!", "Peinlich"."""

from relay.core.reading.pattern import Pattern
from relay.core.reading.wording import listed

# Words of impatience, time, number and understanding that languages are not told by.
_SAID = frozenset(
    listed(
        """
        begge samme to tre fire fem seks syv otte ni ti tyve hundrede tusind snart længe længere
        hurtig hurtige hurtigt hurtigere hurtigst skynd skynder lort lortet shit fuck fandens satans
        pis forstået modtaget okay aftalt spændt utålmodig desperat desperate vent venter vente
        ventede sover sov vågn vågner nogensinde kaos kaotisk tosset vanvid vanvittigt skandale
        pinligt frustreret frustrerende irriterende grinern gang gange sekund sekunder minut
        time timer dag dage uge nat natten aften eftermiddag formiddag middag midnat mørkt
        bekræftet nyheder nyt status opdatering chef chefen ejer ejeren ansat medarbejder
        dunno idk tbd nåh pyt æh nm tja øh øhm hm hmm hemmelig hemmeligt anonym anonymt
        ukendt ligegyldigt niks nedbrud totalnedbrud
        selv hallo hallå halløj hjem hjemme færdig færdigt stille tavshed alvorligt
        news long come guys same both them two three four five six seven eight nine ten hundred
        thousand hurry hurrying quick quickly faster fast soon understood noted agreed confirmed
        received roger copy anxious anxiously desperate desperately waiting wait patient
        impatient panic panicking chaos disaster catastrophe nightmare ridiculous unbelievable crazy
        insane shocking mad angry frustrated frustrating minute minutes hour hours second seconds
        week month tonight evening afternoon midday midnight ever already yet else really serious
        seriously dude mate folks eta update updates progress anything idea owner boss staff myself
        everyone nope yep sleeping asleep awake finished silence secret anonymous unknown whatever
        nah private privat
        båda samma tre fyra fem sex sju åtta nio tio hundra tusen skynda snabbt snabbare snart länge
        längre förstått uppfattat mottaget överens väntar vänta väntade spänd spänt otålig
        panik katastrof kaos skandal galet galen vansinne sekund sekunder minut minuter timme
        timmar natt natten kväll kvällen middag midnatt skit fan jävla uppdatering nyheter chefen
        ägaren själv klart färdig hemligt hemlig okänd okänt
        forstått mottatt spent avtalt raskt raskere fort fortere forter skynt dere utålmodig
        fortvilet katastrofe galskap sekunder minutter timer natta kvelden faen nyheter oppdatering
        sjefen eieren selv ferdig sju åtte tjue hundre ukjent likegyldig
        beide beiden gleiche zwei drei vier fünf sechs sieben acht neun zehn hundert tausend lange
        länger schnell schneller beeilung beeil beeilt verstanden erhalten bestätigt abgemacht
        gespannt ungeduldig verzweifelt warte warten wartet wartend panik katastrophe chaos wahnsinn
        skandal sekunde sekunden minute minuten stunde stunden nacht mittag mitternacht mist scheiße
        scheisse neuigkeiten neues aktualisierung chef chefin selbst los endlich fertig bald
        geheim unbekannt egal nix äh öh siehe
        """
    )
)
_CRIED_OUT = frozenset(
    listed(
        """
        løgn suk øv argh ugh hmm hm puha pyha puh ak åh ah oh wow sjovt flot surt trist tragisk
        pinsamt sjukt galskab vrøvl nonsens nonsense lies lie bullshit sad sigh strange weird tyvärr
        desværre dessverre leider schade synd ojda oj jøsses jösses herregud herrgud gud typisk
        frech lüge traurig peinlich skam satans helvede forhelvede dammit damn honestly besviken
        skuffet enttäuscht disappointed unfassbar krass mensch mann jesus christ absurd vanvid galet
        seltsam suveränt utroligt underligt mærkeligt konstigt rart skandal skandale
        """
    )
)
# "Utroligt", "Ridiculous", "Unglaublich", "Hopeless": what no name ends with.
_ENDING = Pattern(
    r".{2,}(?:(?<!br)igt|sygt|iske?t|(?:st|nt|ng|d|s)ly|ably|ibly|ously|ous|able|ible|less|tic|ical|lich"
    r"|haft|los|løst?|löst?|erende|fende|rande|trofe?|sinn|nting|cking|chend|vänt)"
)


def is_said(small: str) -> bool:
    """Whether a small word is of impatience, time, number or understanding."""
    return small in _SAID


def is_exclaimed(word: str) -> bool:
    """Whether a word alone in a sentence is sooner cried out than a name."""
    small = word.strip(".!?, ").casefold()
    return small in _CRIED_OUT or small in _SAID or _ENDING.fullmatch(small) is not None
