"""Common given names of Denmark and the countries its merchants come from.

They tell "Lone Ravnkilde" from "Lones Garn"; a name that is missing here is still read where
the text says whose it is.
"""

_NAMES = """
    aage abdi abdou abdul abdullah abebe abigail adam adele adem adnan adrian agnes agnete
    agnieszka ahmed ahmet aida aino aisha aksel alaa alan albert albin aleks aleksander
    aleksandra alex alexander alexandra alexandre alfons alfred ali alice alina alisa allan
    allen alma alva alvin alyssa amal amalia amalie amanda amara amelia amelie amina aminata
    amir amira amy ana anamaria ananya anastasia anca anders andrea andreas andrei andrej andrew
    andrzej andré ane anette angela angelica angelina anika anine anita anja anjali anki ann
    anna annabel annalise annbritt anne annegret annegrete anneke anneli annelie anneliese
    annelise annemarie annemette annett annette annfrid annika anny anouk ante antje anton
    antonia antonio anwar aoife arash ari ariana ariel arild arjun arlene arman armin arne
    arnold arthur arve arvid asger ask aslan asta astrid aud audrey august augusta aurora avery
    axel ayla aylin ayodele ayse bahar barbara barbro baris barry bartek bartosz bashir bastian
    batoul beata beate beatrice beatrix becky behrouz belinda bella ben benedicte benedikt
    benedikte benita benjamin benno benny bent bente berit bernadette bernard bernd bernhard
    bernt berthe bertil beth bettan bettina betty beverly bharat bianca bilal bill birger birgit
    birgitta birgitte birk birkir birte birthe bitten bjarke bjarne bjarte bjoern björn bjørk
    bjørn bo bob bobby bodil bogdan bonnie borghild boris bosse brad brandon brenda brendan
    brett brian bridget brigitte brit brita britt britta bruce bruno bryan burak burhan cagla
    calle callum camilla camille carin carina carl carla carlos carmen carol carola carole
    carolina caroline carsten caspar casper cassandra cat cath cathal catharina catherine
    cathrine cathy catrin catriona cecilia cecilie cedric celia celina celine cem cengiz ceren
    cevdet chad chantal charles charlie charlotte chen cheryl chester chiara chidi chloe chris
    christa christel christen christer christian christiane christin christina christine christl
    christoffer christoph christopher chuck ciara cindy claes claire clara clarissa clark claude
    claudia claus clemens cleo clifford clinton colin connie conny conrad constance constantin
    corey corina corinna cornelia craig cristina crystal curt cyril dafydd dag dagfinn dagmar
    dagny daisy dalia damian damien dan dana dani daniel daniela daniella danielle danilo danny
    danuta dario darius darren darya daryoush dave david davina dawid dawn dean deborah declan
    deepak denise deniz dennis derek derya desiree detlef detlev diana diego dieter dilan dilara
    dimitri dina dines dion dirk ditlev ditte dolores dominic dominik dominika donald donna
    doreen dorin doris dorota dorothea dorothy dorrit dorte dorthe douglas duncan dylan dörte
    ebba ebbe ebrahim ebru eckhard eddie edel edgar edit edith edmund eduard edvard edvin edward
    edwin efe egil egon eigil eileen eilert eilif einar eirik eirin eivind ejgil ejlif ejnar
    ejner ejvind ekaterina ela elaine elba eldar elena eleonora elfriede elham eli elias elif
    elin elio elisa elisabet elisabeth elisabetta elise eliza elizabeth elke ella ellen ellie
    ellinor elliot elly elma elmar elna elsa elsbeth else elsebeth elsie elton elvira elzbieta
    emeka emely emese emil emilia emilie emilio emily emine emir emma emmanuel emre enes enis
    enok enrico eoin erdem erdogan erhard eric erica erich erik erika erin erkan erland erling
    erna ernestine ernst erwin esben esra estelle ester esther estrid ethan eugen eugenia eva
    evan evelyn evert evi ewa ewan ewelina eyvind eyþór fabian fabio fahad fanny farah farid
    faruk farzaneh fatih fatima fatma fatou fatuma faye federico felicia feliks felix ferdinand
    fergus ferhat fern fernanda fernando fia fie fiete filip filippa filippo fin finja finley
    finn fiona flavia flemming florence florian fran frances francesca francesco francis
    francisco frands frank frans frants franz frauke fred freddy frede frederic frederica
    frederik frederikke fredrik fredrika freja freya frida fridtjof frieda friedrich fritjof
    frits fritse fritz frode fynn gabi gabriel gabriele gail galina gareth gary gavin geert geir
    gemma gene geoff geoffrey georg george georgia gerald geraldine gerard gerardo gerd gerda
    gerhard gert gertrud gertrude gesine ghita gianna gianni gidske gilbert gillian gina giorgio
    giovanna giovanni gisela gitte giulia giuseppe gizem gjertrud glenn gloria goran gordana
    gordon gorm gotfred grace graham grant greg gregers gregor gregory greta grete grethe gritt
    gro gry grzegorz gudmund gudrun guido guna gunda gunhild gunilla gunn gunna gunnar gunnel
    gunther gunvor gustaf gustav guy gwen gwyneth gyda göran görel günter günther gürkan haakon
    habib hailey hakan hakim haldor halfdan halima halina hallgeir hallvard halvor hamid hamish
    hampus hamza hana hani hanif hanna hannah hanne hannelore hannes hans hansi harald hardy
    harley harold harper harriet harry hartvig harvey hasan hassan hasse hatice hauke havva
    hayden hazel heather hector hedda hedvig hege heidi heike heiko heiner heini heinrich heinz
    helen helena helene helga helge hella helle helmer helmut hemming henning henny henri
    henriette henrik henrike henry henryk herbert herdis herluf herman hermann hermine hermod
    hervé hieronymus hilary hilda hilde hildegard hiltrud hiwot hjalmar hjördis hjørdis hoa
    holger holly hong horst howard hubert hugh hugo hulda humphrey hussain hussein håkan hårvard
    håvard hüseyin iain ian ib ibrahim ida idar idris ifeoma ignacio ilka ilona ilse ilyas iman
    imke imran ina india ines inese inga inge ingeborg ingegerd ingelil ingelise ingemann
    ingemar inger ingo ingolf ingri ingrid ingunn ingvar inka inna insa ioan ioana iqbal irena
    irene irfan iris iryna isa isaac isabel isabell isabella isabelle isak ishaq isla ismail
    ismet ivan ivana ivar ivy iwan iwona izabela jaan jaana jaap jack jackie jacob jacqueline
    jacques jade jadwiga jaime jakob jaleh jamal james jamie jamila jan jana jane janek janet
    janice janina janis janne janni jannich jannick jannie jannik janus jarl jarle jaroslav
    jasmin jason jasper javier jay jean jeanette jeannette jeff jeffrey jelena jenna jenni
    jennie jennifer jenniffer jenny jens jens-ole jeppe jeremy jerome jerry jes jesper jess
    jesse jessica jessie jette jill jim jimmy joachim joakim joan joana joanna joanne joar jocke
    joe joel johan johann johanna johanne johannes john johnnie johnny jolanta jon jonas
    jonathan jonna jonny joost jordan jorge jorid jorn jorunn jose josef josefa josefina
    josefine joseph josephina josephine josh joshua jostein josé joy joyce juan judith judy
    julia julian juliana juliane julie julien juliette julius jun june juni jurgen jurgita
    justin justyna jutta jytta jytte jákup jåkup jón józef jörg jørgen jørn jürgen kaare kacper
    kadri kai kaj kaja kajsa kalle kamal kamil kamila kamilla kamran kara karel karen kari karim
    karin karina karine karl karla karlo karna karol karola karolina karoline karsten kasia
    kaspar kasper katalin katarina katarzyna kate katharina kathe katherine kathleen kathrin
    kathrine kathy katie katinka katja katrin katrine kay kaya kees keith keld kelly kemal ken
    kendra kenneth keno kent kerry kerstin ketil kevin khadija khaled khalid kian kieran kiki
    kim kimberly kinga kira kirk kirsi kirsten kirstine kirsty kjartan kjeld kjell kjellaug
    kjersti kjerstin klaas klara klas klaus knud knut kofi konrad konstantin kornelia kresten
    kris kristen krister kristi kristian kristin kristina kristine kristjan kristoffer krystian
    krystyna krzysztof kuno kurt kwame kyle käthe kåge kåre kürsat laila lana lance lara larissa
    larry lars larsen lasse lauge laura lauren laurent laurids laurits lauritz laust lavinia
    lawrence lea leah leander lee leif leila lena lene leni lenka lennard lennart leo leon
    leonard leonie leonora leopold leroy leslie leszek levi lewis lia liam lidia liga lilian
    liliana lilja lill lillan lillemor lilli lillian lilly lily lina lincoln linda line ling
    linh linn linnea linus lis lisa lisann lisbet lisbeth lise liselotte lisette liss lissi liv
    liva livia lizette lizzi lizzie ljubica lloyd lois lola lone lonnie loraine loredana lorena
    lorenz loretta lorraine lothar lotta lotte lou louie louis louisa louise lovisa luca lucas
    lucia luciano lucie lucy ludmila ludvig ludwig luigi luis luisa luise luka lukas lukasz luke
    lulu lutz lydia lykke lynn lynne lærke löwe mabel mackenzie madeleine madelene madison
    madonna mads mae maeve magda magdalena magga maggan maggie magne magnhild magnild magnus
    mahmoud mahmut mai maik maike maiken maira maj maj-britt maja majbritt majken malene
    malgorzata malik malin malou malte mamadou mandy manfred manja manuel manuela mara marc
    marcel marcela marcelo marcin marco marcus mareike marek maren margaret margareta margarete
    margareth margaretha margherita margit margot margret margrete margrethe margrét mari maria
    mariam marian mariana marianne marie marielle marija marika marike marilyn marina mario
    mariola marion maris marisa marit marita marius mariusz marjan marjorie mark marko markus
    marlene marlies marna marta marte martha marthe martin martina martine marvin marwan mary
    marzena mascha massimo mateusz mathias mathilde matilda matilde mats matt matteo matthew
    matthias matthijs mattias maud maureen maurice mauritz max maxim maxime maya mechthild meg
    megan mehdi mehmet mei meike meinhard melanie melina melissa melvin meral mercedes meredith
    merete merethe merle mert meryem metha metin mette mia michael michaela michal michala
    michelle michèle mie miguel mihai mika mikael mikaela mike mikkel mikko mikołaj mila milan
    milas milena miles milla mille milo milos milosz mina minh minna mira miranda miriam mirja
    mirjam mirko miro miroslav mirosława misha mitch mo mogens mohamad mohamed mohammad mohammed
    mohamud mohsen moira molly mona monica monika monique montgomery morag morgan moritz morris
    morten moses moshe mostafa mouna moyra muhammad muhammed muhammet mumtaz munir murat muriel
    musa mustafa myra myriam myrna myrthe märta mårten nabil nada nadia nadine nadira nadja naim
    naima naja nana nancy nanna naomi narges nasim nasrin nasser natalia natalie natalya
    natascha natasja nathalie nathan nathaniel nawal nazan ndidi neele neha neil nell nellie
    nelly nelson nermin nete netti nevena ngozi nguyen niamh nicholas nick nicklas nicky niclas
    nicola nicolai nicolaj nicolas nicolaus nicole nicoletta niels nigel niki nikita nikki
    nikola nikolai nikolaj nikoline nille nils nina nino nis njål noah noel noelle nolan noor
    noora nora norbert noreen norma norman norunn nova nuala nuno nuria nursel nushin nynne
    octavia oda odd oddbjørn oddny oddvar oddveig odette odin ola olaf olafur olav ole oleg olek
    olena olga oline oliver olivia olivier olle olof olov oluf omar omer ommo onno ophelia orhan
    orla orlando orsolya orvar osama oscar oskar oskari osman osvald othilia otis otmar otto
    ousmane ove owain owe owen oystein pablo padraig paige palle pamela paolo parisa pascal
    paskal pat patrice patricia patrick patrik paul paula paulette pauli paulina pauline paulo
    pawel paweł payam pearl peder pedro peggy pelle penelope penny per per-olof percy perle
    pernilla pernille perry pete peter petr petra petrea petronella petrus petter phil philip
    philipp philippa phillip phoebe phyllis pia pierre pil pilar pim piotr piotrek pippa polly
    pontus pooja poul poul-erik poula pouya povl preben prem priya przemek przemyslaw quentin
    quinn rachel raewyn rafael rafal raffael ragna ragnar ragnhild ragnvald rahel rahul raimund
    rainer raja rakel ralf ralph ramin ramon ramona ramzi randall randi randy rane rania ranja
    raphael raquel rasheed rashid rasmus raul ravi ray raymond rebeca rebecca rebekah rebekka
    reem regina regine regitze regnar regner reidar reidun reiner reinhard reinhold reinholdt
    reino reinold rejhan renata renate renato rene renke renné rené reto rex reza rhea rhiannon
    rhonda rhys ria ricarda ricardo riccardo richard rick ricky rico rie rigmor riitta rikard
    rikke riley rima rita roald roar rob robban robbie robert roberta roberto robin robyn rocio
    rod roderick rodney rodrigo rogelio roger rohan rohit roland rolf roman romy ron rona ronald
    ronan ronja ronnie ronny rosa rosalie rosalind rosanna rose rosemarie rosemary rosie ross
    roswitha roxana roy roza ruben ruby rudi rudolf rudolph rudy rufus rui runa runar rune
    rupert russell ruta ruth ryan ryszard rémi rúna sabah sabina sabine sabri sabrina sadie
    saeed safiya sahar said saida sal salah saleh salim sally salma salman salome salvatore sam
    samantha samia samir samira sammy samson samuel sander sandor sandra sandy sanja sanjay
    sanna sanne santiago santino saoirse sara sarah sascha saskia saul savannah scarlett scott
    sean sebastian selam selin selina selma semra serap serena serge sergei sergej sergey sergio
    serkan seth severin sevim shabnam shahid shahin shane shannon sharon shaun shawn sheila
    shelley shelly sherry shirin shirley sibel sibylle sidse sidsel siegfried siegmund siegrid
    sienna sif sigbjørn sigfred sigga siggi sigmund signe sigrid sigrun sigrún sigurd sigurður
    sigvald silas silje silke silla silva silvana silvia silvio simen simon simona simone sindre
    sini sinikka siobhan siri sisse siv sixten skye slavica smilla snezana snjezana snorre sofi
    sofia sofie sofus soheila soledad solvei solveig solvej solvejg songül sonia sonja sonny
    sophia sophie sophus soraya soren spencer sri stacy stanislaw stanley steen stefan stefania
    stefanie stefano steffen steffi stein steinar stella sten stephan stephanie stephen steve
    steven stewart stian stig stina stine stinne stuart sture sue suhail suleyman sune sunita
    sunniva susan susann susanna susanne susi susie suzan suzana suzanne suzy svante svea svein
    sven svend svenja svenn svenning sverre svetlana swantje sybille sylvester sylvi sylvia
    sylvie synne synnøve szymon sören sølve søren søs tabea tabita tadeusz tage tahir taina
    talia tamara tamas tamer tammy tania tanita tanja tanya tara tarek tariq tarjei tasha
    tatiana tatjana tatyana taylor ted teis tekla teodor terence teresa teresia terje terkel
    terry tess tessa tessan thaddeus thale thanh thea theis thelma theo theodor theodora theresa
    therese thies thilde thilo thit thomas thor thorben thorbjørn thore thorkild thorsten
    thorvald thuy thyge thyra tia tiago tiffany tiina tilda tilde tilla tilo tim timm timo
    timothy tina tindra tine tino tirill tjark tjek tobi tobias toby toke tom tomas tomasz
    tomislav tommaso tommy tone toni tonje tonny tony tor torben torbjörn tordis tore torfinn
    torgeir torgny torgrim torild torill torkel torkil torkild tormod torstein torsten torunn
    tova tove tracy travis trevor trine trish tristan troels trond troy trude trudi truls trygve
    trym tuan tue tula tuomas turid tuva tyge tyler tyra tyrone uffe ulf ulla ulrich ulrik
    ulrika ulrike uma umut una undine unn unni urban uri urmas urs ursel ursula uschi uta ute
    uwe vaclav vadim vagn vagner val valborg valdemar valdis valentin valentina valentino
    valeria valerie vanessa vasil vasilis vebjørn vegar vegard venke vera verena verner verona
    veronica veslemøy vibe vibeke vicki vicky victor victoria vidar vidkun vigdis viggo vijay
    vikas vikram viktor viktoria viktorija vilde vilhelm vilja villads villy vilma vince vincent
    vincenzo vinnie viola violet violeta violetta virginia vita vitali vito vivek vivi vivian
    vivica vivien vlad vladimir volker vytautas wade waldemar walid wally walter wanda wayne wei
    wenche wendelin wendy wenke wera werner weronika wibke wiebke wieland wieslaw wilbert
    wilfred wilfried wilhelm wilhelmine willi william willy wilma wilson winnie winston wojciech
    wolfgang wolfram xander xaver xavier xenia xin yael yan yaniv yann yannick yara yasin yasmin
    yasmina yasmine yassin yavuz yelena ylva yngvar yngve yoko yolanda yonas yosef yrsa yuki
    yuliya yuri yusra yussuf yusuf yutta yves yvette yvonne zac zachary zahra zahraa zaid zain
    zainab zakaria zara zarina zbigniew zehra zeinab zenia zeynep zia zina zita zlatan zoe zofia
    zoran zosia zoë zsofia zsolt zuhal zuzana zuzanna zygmunt ágnes álvaro ánna árpád ásgeir åge
    ågot åke åsa åse åshild åslaug åsmund åste ægir æmilie özge özlem øivind ørjan østen øystein
    øyvind øyvor ümit
"""
GIVEN_NAMES = frozenset(_NAMES.split())


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name, in any case and with ø or oe."""
    small = word.casefold().strip(".")
    first = small.split("-")[0]
    spelled = (small, first, small.replace("oe", "ø"), small.replace("ae", "æ"))
    return any(name in GIVEN_NAMES for name in spelled)
