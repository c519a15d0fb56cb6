"""Common given names of Denmark and the countries its merchants come from.

They tell "Lone Ravnkilde" from "Lones Garn"; a name that is missing here is still read where
the text says whose it is.
"""

_NAMES = """
    abdul adam adrian agnes agnete agnieszka ahmed aisha aksel albert aleks alex alexander alexandra
    alfred ali alice allan alma amalie amanda amina amir amira amy ana anders andrea andreas andrew
    ane anette angela anita anja ann anna annbritt anne anneli annelise anneliese annemarie annette
    annika anny anton antonio arne arthur asger ask asta astrid august aurora axel ayse barbara
    beate beatrice ben benedikte benjamin benny bent bente berit bernd bertil beth bettina bianca
    birgit birgitte birger birte birthe bjarke bjarne bjørk bjørn bo bodil boris brian brigitte
    britt britta brit bruno carina carl carla carlos carolina caroline carsten casper catharina
    cathrine cecilia cecilie charles charlie charlotte chen chloe chris christel christian
    christiane christina christine christoffer christopher claire clara claudia claus connie conny
    cornelia dag dagmar dagny dan daniel daniela daniella danny david dennis diana dieter ditte
    dirk dominik dorte dorthe dorota ebba ebbe edith edward egon eigil eileen einar eirik ejnar
    elena eleonora eli elias elin elisabet elisabeth elise eliza elizabeth ella ellen elna else
    elsa elsebeth elvira emil emilia emilie emily emma emmanuel enrico eric erica erik erika erland
    erling ernst esben ester esther eva evelyn fatima fatma felix ferdinand filip finn fiona
    flemming
    florian frank franz frederik frederikke frede freja frida fridtjof frieda fritz frode gabriel
    gabriele geir georg george georgia gerda gerd gert gitte giulia gorm grace greta grete grethe
    grzegorz gudrun gunhild gunilla gunnar gustav günter göran hailey halfdan hampus hanna hannah
    hanne hannes hans harald harriet harry hasan hassan hauke heidi heike heinz helen helena helene
    helga helge helle henning henriette henrik henry herbert herdis herman hilda hilde holger hong
    hugo hussein ian ibrahim ida inga inge ingeborg ingegerd ingelise inger ingrid ingvar irena
    irene
    iris isa isabel isabella isak ivan ivana iwona jack jacob jakob james jamie jan jana jane janet
    janne jannie jannik jasmin jasper jean jens jeanette jeannette jennifer jenny jens-ole jeppe
    jeremy jes jesper jess jesse jessica jette jim jimmy joachim joakim joan joanna joanne jocke
    johan johanna johanne johannes john johnny jon jonas jonathan joost jorunn josef josefine joseph
    josephine joshua julia julian julie june jutta jytte jåkup jörg jørgen jørn kai kaja kamilla
    karen kari karin karina karl karla karolina karoline karsten kasper katarina kate katharina
    katherine kathrine katja katrine katrin kay kees keld kelly kenneth kent kerstin kevin khaled
    kim kirsten kirstine kjeld kjell klara klaus knud knut kristian kristina kristine kristoffer
    krystyna kurt kåre laila lars larsen lasse laura laurits lea leif lena lene leo leon leif liam
    lilian liliana lilli lillian lilly lily lina linda line linn linnea lis lisa lisbet lisbeth
    lise lisette liv liva lizette lone lorenz lotta lotte louis louisa louise lucas lucia lucy
    ludvig luis lukas luke lykke lærke mads magda magdalena magne magnus mai maj maja maj-britt
    majbritt malene malin malou malte manfred manuel marc marcel marcin marco marcus margaret
    margareta margarete margit margrethe maria mariam marianne marie marina mario marion marit
    marius mark markus marlene marta martha marthe martin martina mary mateusz mathias mathilde
    mats matthew matthias max maya mehmet melanie merete mette mia michael michaela michal michelle
    mie mike mikael mikkel milla mille minna mogens mohamed mohammad mohammed mona monica monika
    morten moritz muhammad mustafa myriam nadia nadja naja nana nancy nanna natalia natalie natasja
    neil nicholas nicklas niclas nicola nicolai nicolaj nicole niels nikolaj nikolai nils nina noah
    noel nora oda odd ola olaf olav ole olena olga oliver olivia olof oluf omar oscar oskar otto
    owen
    palle patricia patrick patrik paul paula paulina pauline peder pelle per per-olof pernille
    pete peter petra pia pierre piotr poul poul-erik preben priya rachel ragnar ragnhild ralf ralph
    rasmus rebecca rebekka regina regitze renate rene rené ria richard rikke rita rob robban robert
    robin roger roland rolf ronja ronnie rosa rose roy ruben rudi rudolf rune ruth ryan sabine
    sabrina
    sally sam samantha samuel sandra sanna sanne sara sarah sascha saskia sebastian selma sergej
    signe sigrid sigurd silas silje silke silvia simon simone siri siv snorre sofia sofie solveig
    sonja sophia sophie stefan stefanie steen stein steffen stella stephanie stephen steve steven
    stig stine stuart sune susan susanna susanne suzanne svea sven svend sverre sylvia sølve sören
    søren tage tania tanja tatiana ted teresa terje tessa tessan thea theis theo theodor theresa
    thomas thor thorbjørn thore thorsten tilde tim timo tina tine tobias tom tomas tommy tone tonny
    tor torben tore torkil torsten tove trine troels troy trude trygve tue turid ulf ulla ulrik
    ulrika
    ulrike ursula ute uffe vagn valdemar vanessa veronica verner vera vibe vibeke victor victoria
    viggo viktor viktoria villads villy vincent viola vivi vivian walter wei wendy werner wiebke
    wilhelm wilma william wolfgang xenia yasmin yngve yrsa yusuf yvonne zoe åge åse ásgeir øyvind
    østen
"""
GIVEN_NAMES = frozenset(_NAMES.split())


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name, in any case and with ø or oe."""
    small = word.casefold().strip(".")
    first = small.split("-")[0]
    spelled = (small, first, small.replace("oe", "ø"), small.replace("ae", "æ"))
    return any(name in GIVEN_NAMES for name in spelled)
