"""Which of the figures in a text is the number to call."""

import pytest

from relay.core.report import read_report

NUMBERS = [  # text, sender, number to call
    # 22 08, 93 04 and 30 09 are series that our data do not know
    ("jeg har telefonen i hånden 22 08 57 94", "+4522000000", "+4522085794"),  # as Danes write
    ("gæt på 22085794 ordrer", "+4522000000", None),
    ("Tlf: 22085794", "+4522000000", "+4522085794"),  # something says what it is
    ("kort til alle 22085794", "+4522085794", "+4522085794"),  # the sender's own
    ("refunds\n26583901", "+4526583901", "+4526583901"),
    ("alle kunder 92704418", "+4792704418", "+4792704418"),
    ("12 34 56 78", "+4522000000", None),  # no number begins with 1
    ("Mit arbejdsnummer 96331020 er lukket, brug 20304051", "+4522000000", "+4520304051"),
    ("20304051 (office 44189025 closed)", "+4522000000", "+4520304051"),
    ("tlf 20304050 nej det er forkert 20304051", "+4522000000", "+4520304051"),
    ("my number is two zero three zero four zero double five", "+4522000000", "+4520304055"),
    (
        "oh seven seven double oh nine hundred one two three",
        "+447911000000",
        "+447700900123",
    ),
    (
        "null eins sieben eins neununddreißig zwanzig null dreiunddreißig",
        "+491713920099",
        "+491713920033",
    ),
    ("ni hundre og tolv tretti fire fem seks syv", "+4741000000", "+4791234567"),
    ("call nine hundred and twelve thirty-four five six seven", "+4741000000", "+4791234567"),
    ("tyve tredive fyrre nul nul og tolv varer mangler", "+4522000000", "+4520304000"),
    ("we lost one hundred and twelve orders, three hundred and four euros", "+4522000000", None),
    # as at home, but from a phone of another country
    ("Kassen er nede, ring 0151 23456789 Anke", "+4520304050", "+4915123456789"),
    ("Kasse kaputt. 0151/23456789", "+4520304050", "+4915123456789"),
    ("Butiken är nere, ring 070-174 08 44", "+4520304050", "+46701740844"),
    ("Butiken är nere, ring Eva 0701740844", "+4740912345", "+46701740844"),
    # of no mobile network, but the sender's own
    ("Sigrid. all blank. two two zero four double seven one eight", "+4522047718", "+4522047718"),
    ("webordre 20304050 mangler", "+4522000000", None),
    # names that end as words for other numbers do: id, org, ean, sag
    ("nede! Astrid 20304051", "+4522000000", "+4520304051"),
    ("nede! Georg 20304051", "+4522000000", "+4520304051"),
    ("nede! Jean 20304051", "+4522000000", "+4520304051"),
    ("nede siden i mandags 20304051", "+4522000000", "+4520304051"),
    ("shoppen svarer ikke mere 38 45 17 49", "+4522000000", "+4538451749"),
    ("Ring IKKE til butikken (75 20 44 18), tag mobilen 20304051", "+4522000000", "+4520304051"),
    ("DON'T call the landline 75 20 44 18, my cell please 20304051", "+4522000000", "+4520304051"),
    ("Ring inte växeln utan 070-174 06 12", "+46701740600", "+46701740612"),
    ("customers can't use cards 20 30 40 51", "+4522000000", "+4520304051"),
    ("Siden er nede. Ring til Ole i stedet for mig på 20304051", "+4522000000", "+4520304051"),
    ("The shop is down, call Ole instead of me on 20304051", "+4522000000", "+4520304051"),
    ("Sidan nere, ring Ola istället för mig på 0701740622", "+46701740600", "+46701740622"),
    ("Siden nede, ring Ola i stedet for meg på 20304051", "+4522000000", "+4520304051"),
    ("Shop down, ruft Ole statt mich unter 20304051 an", "+4522000000", "+4520304051"),
    # a call asked for on a day, of a number that holds now
    ("Siden er nede. Fra mandag kan I ringe på mit nummer 20304051", "+45222", "+4520304051"),
    ("det var ikke 20 30 40 50 men 20 30 40 51", "+4522000000", "+4520304051"),
    ("jeg (Stine, 20 30 40 51) er ikke meget bedre", "+4522000000", "+4520304051"),
    ("Vi har fundet 23. 20 30 40 51", "+4522000000", "+4520304051"),  # two sentences
    ("nede+20/30/40/51", "+4522000000", "+4520304051"),
    ("mobil 070.174.06.12", "+46701740600", "+46701740612"),  # no IP address
    ("tele0701740612", "+46701740600", "+46701740612"),
    ("You get me at 20-30-40-51", "+4522000000", "+4520304051"),  # no time of day
    ("Barry Oldroyd 07700 900244", "+447700900169", "+447700900244"),
    ("alle Kunden 01713920012", "+491713920000", "+491713920012"),
    ("Our VAT number changed, it is DK 38 20 17 44", "+4522000000", None),
    ("ordrenummeret på den sidste der gik igennem er 20418853", "+4522000000", None),
    ("Ordrenumrene går fra 20418811 til 20418874", "+4522000000", None),
    ("Din sag har nr. 48201937", "+4522000000", None),
    ("Gutscheinnr. 8841-2210, art.nr 70013442, item no. 77120384", "+4522000000", None),
    ("Kasper loebshop.dk siden loader ikke 20304051", "+4522000000", "+4520304051"),
    ("shop nede og virker ikke. 20304051", "+4522000000", "+4520304051"),
    ("Brug ikke 20 30 40 50 men 20 30 40 51", "+4522000000", "+4520304051"),
    ("ring ikke på 20304050, den er død. Ring 20304051", "+4522000000", "+4520304051"),
    ("Mit nummer er ikke 20304050 mere, det er 20304051", "+4522000000", "+4520304051"),
    ("Nicht 0171 3920011 anrufen, sondern 0171 3920012", "+491713920000", "+491713920012"),
    ("Bitte nicht auf der 0171 3920011 sondern auf 0171 3920012", "+491713920000", "+491713920012"),
    ("Använd inte 070-174 06 11 utan 070-174 06 12", "+46701740600", "+46701740612"),
    ("ring inte det här numret utan 070-174 06 12", "+46701740600", "+46701740612"),
    ("ikke bruk 41234567 men 41234568", "+4741000000", "+4741234568"),
    ("call 20304051, not 20304050", "+4522000000", "+4520304051"),
    ("20304050 virker ikke, brug 20304051", "+4522000000", "+4520304051"),
    ("hovednr 75801234, direkte 20304051", "+4522000000", "+4575801234"),
    ("ordrenummer 33445566, ring 20304051", "+4522000000", "+4520304051"),
    ("Ordre: 33445566\nTlf: 20304051", "+4522000000", "+4520304051"),
    ("kundenr. 20304050. tlf 20304051", "+4522000000", "+4520304051"),
    ("varenr 20304050 og 20304052 mangler", "+4522000000", None),
    ("orders 20304050-20304060 are gone", "+4522000000", None),
    ("IBAN DK5000400440116243 ring 20304051", "+4522000000", "+4520304051"),
    ("beløb 20304050 kr", "+4522000000", None),
    ("den 24/11 kl 20.15 begyndte det. 20 30 40 51", "+4522000000", "+4520304051"),
    ("siden kl 20.15 20 30 40 51", "+4522000000", "+4520304051"),
    ("IP 85.10.20.30, mobil 20-30-40-51", "+4522000000", "+4520304051"),
    ("nr. 20304051 er min mobil", "+4522000000", "+4520304051"),
    ("tel:+45 20 30 40 51", "+4522000000", "+4520304051"),
    ("tlf.20304051", "+4522000000", "+4520304051"),
    ("Tlf nr: 20304051.", "+4522000000", "+4520304051"),
    ("(+45)20304051", "+4522000000", "+4520304051"),
    ("+45 (0) 20304051", "+4522000000", "+4520304051"),
    ("20/30/40/51", "+4522000000", "+4520304051"),
    ("20 304 051", "+4522000000", "+4520304051"),
    ("2030 4051", "+4522000000", "+4520304051"),
    ("2030.4051", "+4522000000", "+4520304051"),
    ("ring 203 040 51", "+4522000000", "+4520304051"),
    ("ring: 20 30 40 51 (efter kl. 18)", "+4522000000", "+4520304051"),
    ("tyve tredive fyrre enoghalvtreds", "+4522000000", "+4520304051"),
    ("my number is two zero three zero four zero five one", "+4522000000", "+4520304051"),
    ("ring her on twenty eight thirty oh seven fifty one", "+4522000000", "+4528300751"),
    ("nummeret er 20-tredive-40-51", "+4522000000", None),
    ("+46 70 174 06 12 är mitt nummer", "+4522000000", "+46701740612"),
    ("07911 123456", "+447911000000", "+447911123456"),
    ("020 7946 0123", "+442070000000", "+442079460123"),
    ("0171-392 00 12", "+491713920000", "+491713920012"),
    ("040/1234567", "+491713920000", "+49401234567"),
    ("tfn 08-123 456 78", "+46701740600", "+46812345678"),
    ("0701740612", "+46701740600", "+46701740612"),
    ("dansk nummer 20304051", "+46701740600", "+4520304051"),
    ("+298 212345", "+4522000000", "+298212345"),
    ("00298212345", "+4522000000", "+298212345"),
    ("+1 202 555 0147", "+4522000000", "+12025550147"),
    ("+31 6 12345678", "+31600000000", "+31612345678"),
    ("kl. 14:30 20304051", "+4522000000", "+4520304051"),
    ("Faktura 20304050 ring 20304051", "+4522000000", "+4520304051"),
    ("trace 20304050\nring 20304051", "+4522000000", "+4520304051"),
    ("sag nr 20304050 ring til Lise 20304051", "+4522000000", "+4520304051"),
    ("Min kollega har 20304050 men ring til mig på 20304051", "+4522000000", "+4520304051"),
    ("tlf 20304050 el. 20304051", "+4522000000", "+4520304050"),
    ("ring mig på 20304051 og IKKE på butikkens nummer 75801234", "+4522000000", "+4520304051"),
    ("butikkens nummer er 75801234, men ring på min mobil 20304051", "+4522000000", "+4520304051"),
    ("webshop 2030.dk 20304051", "+4522000000", "+4520304051"),
    ("Ring venligst 20304051 hurtigst muligt. CVR: 12345678", "+4522000000", "+4520304051"),
    ("12345678 er vores cvr, ring 20304051", "+4522000000", "+4520304051"),
    ("20304051 (cvr 20304050)", "+4522000000", "+4520304051"),
    ("Don't ring 20304050. Use 20304051", "+4522000000", "+4520304051"),
    ("never call 20304050! call 20304051", "+4522000000", "+4520304051"),
    ("20304051 - not 20304050", "+4522000000", "+4520304051"),
    ("EAN 5790001330552", "+4522000000", None),
    ("pakkenr 00370730254738281234", "+4522000000", None),
    ("vi har solgt for 20.304.051 kr", "+4522000000", None),
    ("ordrenumre 10023981 til 10023999 mangler, hilsen Bo, 20304051", "+4522000000", "+4520304051"),
    ("order ids: 20304050, 20304052 / phone 20304051", "+4522000000", "+4520304051"),
    ("Org.nr 912 345 678 tlf 412 33 904", "+4741000000", "+4741233904"),
    ("USt-ID DE123456789, Tel 0171 3920012", "+491713920000", "+491713920012"),
    ("Bestellnr 0171392001 fehlt", "+491713920000", None),
    ("BTW NL123456789B01", "+31600000000", None),
    ("glemte at skrive at jeg kan fanges på tyve tredive 40 51", "+4522000000", None),
    # parted by what else there is on a telephone, or by the end of a line
    ("ring 20_30_40_51", "+4522000000", "+4520304051"),
    ("mit nr er 20,30,40,51", "+4522000000", "+4520304051"),
    ("Ring til Karin 20 30 \n40 51", "+4522000000", "+4520304051"),
    ("lager\n20\n30\n40\n51", "+4522000000", None),  # a column
    ("Hanne-20 30 40 51-lampehuset.dk", "+4522000000", "+4520304051"),
    ("nede. 00.47.412.34.599 Torben", "+4522000000", "+4741234599"),  # no IP address in it
    ("the shop is down. 02079460123x12. Owen", "+447700900111", "+442079460123"),
    ("0 7 7 0 0 9 0 0 2 2 2 Priya", "+447700900111", "+447700900222"),
    ("ingen kan beställa 070/174.06.12", "+46701740600", "+46701740612"),  # a verb
    ("Steuernr. 22/815/04711, Tel. 030 23125044", "+491713920011", "+493023125044"),
    # whose other number it is, and whether it is still one
    ("Jeg har skiftet nummer fra 31224455 til 20304051", "+4522000000", "+4520304051"),
    ("my number was 07700 900333, now 07700 900222", "+447700900111", "+447700900222"),
    ("Numret 070-1740640 är gammalt, nya är 070-1740612", "+46701740600", "+46701740612"),
    ("Lad være med at bruge 31224455! Gitte, 20304051", "+4522000000", "+4520304051"),
    ("No answer on 020 7946 0123 - 07700 900 222", "+447700900111", "+447700900222"),
    ("har forgæves ringet til 31224455. Kurt 20304051", "+4522000000", "+4520304051"),
    ("jeg vil blive ringet op på 20304051", "+4522000000", "+4520304051"),
    ("Nets' hotline 44 68 44 68 siger det er jer. Kurt, 20304051", "+4522000000", "+4520304051"),
    ("En kunde (31224455) skriver at hun er trukket to gange", "+4522000000", None),
    ("Jeg leder efter Lars på 31224455", "+4522000000", None),
    ("31224455 - men helst på 20304051", "+4522000000", "+4520304051"),
    ("vormittags 030 23125240, sonst mobil 0171 3920024", "+491713920011", "+493023125240"),
    ("31224455 (cvr) 20304051 (mobil)", "+4522000000", "+4520304051"),
    ("31224455 er vores cvr", "+4522000000", None),
    ("fakturaen hedder 20304051", "+4522000000", None),
    ("reports 2022-2023", "+4522000000", None),
    ("de får 20 30 40 51 øre", "+4522000000", None),
    ("ændre telefonnummeret på kontaktsiden fra 31224455 til 20304051", "+4522000000", None),
    ("ændre telefonnummeret i bunden til 31224455. Ring 20304051", "+4522000000", "+4520304051"),
    ("Wo ändere ich die Telefonnummer 030 23125044 im Impressum?", "+491713920011", None),
    # where a sentence begins anew, or the figures stand alone
    ("Det gælder alle vores kunder. 20304051", "+4522000000", "+4520304051"),
    ("Did we change our VAT number? Aviaaja, 20304051", "+4522000000", "+4520304051"),
    ("Ret det ved lejlighed. 22085794", "+4522000000", "+4522085794"),
    ("nede, 22085794, Bo", "+4522000000", "+4522085794"),
    # somebody else's, of whom the sender only tells
    ("Somebody in Odense phoned me from 31 22 44 55. Tom, 20304051", "+4522000000", "+4520304051"),
    (
        "Chefen ringer selv til jer fra 31224455, mig kan I fange på 20304051",
        "+4522000000",
        "+4520304051",
    ),
    (
        "En kunde, fru Holm på 31 22 44 55, siger hun er trukket to gange. Kim 20304051",
        "+4522000000",
        "+4520304051",
    ),
    (
        "A customer called Ann (31 22 44 55) was charged twice. Tom, 20304051",
        "+4522000000",
        "+4520304051",
    ),
    ("her phone 31 22 44 55 is visible to all. Tom, 20304051", "+4522000000", "+4520304051"),
    (
        "I have spoken to Nets at 70 20 33 44 and it's you. Tom 20304051",
        "+4522000000",
        "+4520304051",
    ),
    ("Ifølge Nets, tlf 70 20 33 44, er det jer. Kim, 20304051", "+4522000000", "+4520304051"),
    ("hackeren kræver vi ringer til 31 22 44 55. Kim, 20304051", "+4522000000", "+4520304051"),
    ('our page says "call support 31 22 44 55" and it is not ours', "+4522000000", None),
    (
        "siden siger at vores nummer er 31224455 men det rigtige er 20304051",
        "+4522000000",
        "+4520304051",
    ),
    (
        "Skriver från min frus mobil 070-174 06 11, min egen är 070-174 06 12",
        "+46701740611",
        "+46701740612",
    ),
    # not asked to be called
    ("siden er nede ring ikke på 31224455", "+4522000000", None),
    ("det går ikke at ringe på 31224455", "+4522000000", None),
    ("det går inte ringa 070-174 06 11", "+46701740600", None),
    ("shop is down call not 31224455", "+4522000000", None),
    ("Shop ist kaputt nicht anrufen 0171 3920011", "+491713920000", None),
    ("ring ikke på den der virker ikke 31224455", "+4522000000", None),
    ("works again, no need to ring 31 22 44 55", "+4522000000", None),
    ("don't bother ringing 31 22 44 55", "+4522000000", None),
    ("Sie müssen nicht mehr unter 0171 3920011 anrufen", "+491713920012", None),
    ("Ni kan strunta i att ringa 070-174 06 11", "+46701740612", None),
    ("tak fordi I ringede på 31 22 44 55", "+4522000000", None),
    ("Who called me on 31 22 44 55?", "+4522000000", None),
    ("Is this 31 22 44 55? Looking for Birthe", "+4522000000", None),
    ("Missed call: 31 22 44 55", "+4522000000", None),
    ("please remove 31224455 from your list", "+4522000000", None),
    ("de svarer hverken på mail eller telefon 31 22 44 55", "+4522000000", None),
    ("kunderne ringer hele natten på 31 22 44 55", "+4522000000", None),
    ("Your bill for number 31 22 44 55 is ready", "+4522000000", None),
    ("Swisha 200 kr till 31 22 44 55", "+4522000000", None),
    ("Din melding: Meldingen din til 31 22 44 55 ble ikke levert", "+4522000000", None),
    ("TEST 22000000", "+4522000000", None),
    # to be shown on a page
    ("Can you put 31 22 44 55 in the header of my shop?", "+4522000000", None),
    ("Hur tar jag bort numret 31224455 från sidfoten?", "+4522000000", None),
    ("I want the WhatsApp button to go to 31224455", "+4522000000", None),
    ("det gamle nummer er 31 22 44 55 og det har jeg ikke mere", "+4522000000", None),
    # slips mended at once, and which of two is better
    ("mit nr er 31224455, ups 20304051", "+4522000000", "+4520304051"),
    ("my number is 31224455, I mean 20304051", "+4522000000", "+4520304051"),
    ("I wrote 31224455 but it's 20304051", "+4522000000", "+4520304051"),
    ("31224455, bedre 20304051", "+4522000000", "+4520304051"),
    (
        "Mobil 070-174 06 11 funkar dåligt här, ta hemtelefonen 070-174 06 12",
        "+46701740611",
        "+46701740612",
    ),
    ("Tel: 0171 3920011 (Büro, unbesetzt), privat 0171 3920012", "+491713920013", "+491713920012"),
    ("Kontor 31224455, mobil 20304051, åbent 9-16", "+4522000000", "+4531224455"),
    ("I am at 31.22.44.55 or via my secretary at 20 30 40 51", "+4522000000", "+4531224455"),
    # other figures
    ("aftalenr 31224455. Dennis 20304051", "+4522000000", "+4520304051"),
    ("stelnummer 31224455 mangler", "+4522000000", None),
    ("Din engangskode er 48201937", "+4522000000", None),
    ("sizes 36 38 40 42 are missing", "+4522000000", None),
    ("Bookingnr. 31224455: bordet er klar kl 19", "+4531224455", None),
    ("EAN er 5798 0064 12887", "+4522000000", None),
    ("Din pakke 8040 2271 9936 er klar", "+4522000000", None),
    ("Nummeret er 8817-2240-19", "+4522000000", None),
    ("nummer 31224455 på ordren mangler. Kim 20304051", "+4522000000", "+4520304051"),
    ("CVR er ændret 1. januar. Nyt nr. 31224455. Kim, 20304051", "+4522000000", "+4520304051"),
    ("Bestellnr. der letzten: 20417733", "+491713920011", None),
    # odd spellings
    ("order 70174060 saknas. Janne +46.70.174.06.12", "+46701740612", "+46701740612"),
    ("nede, ring 2o3o4o51", "+4522000000", "+4520304051"),
    ("https://wa.me/4520304051", "+4522000000", "+4520304051"),
    ("ring til 20·30·40·51", "+4522000000", "+4520304051"),
    ("ring mig20304051", "+4522000000", "+4520304051"),
    ("nede, skriv til 20304051@lampehuset.dk", "+4522000000", None),
    # a day, hours or a year before a number
    ("siden nede siden 27/11 20 30 40 51", "+4522000000", "+4520304051"),
    ("siden nede siden 27-11 20 30 40 51", "+4522000000", "+4520304051"),
    ("siden nede siden 27.11 20 30 40 51", "+4522000000", "+4520304051"),
    ("nede siden 27/11-26 20 30 40 51", "+4522000000", "+4520304051"),
    ("nede siden 27/11-20304051", "+4522000000", "+4520304051"),
    ("nede 24/11-27/11 20 30 40 51", "+4522000000", "+4520304051"),
    ("Lars lampehuset.dk nede siden 27/11 - 20 30 40 51", "+4522000000", "+4520304051"),
    ("nede siden 24/12 2030 4051", "+4522000000", "+4520304051"),
    ("nede siden den 27 20 30 40 51", "+4522000000", "+4520304051"),
    ("nede siden 20.45 20 30 40 51", "+4522000000", "+4520304051"),
    ("siden 2019 2030 4051", "+4522000000", "+4520304051"),
    ("ring mellem 10 og 20 20 30 40 51", "+4522000000", "+4520304051"),
    ("seit 24.12. 0171 3920012", "+491713920011", "+491713920012"),
    ("ring 20-11-22-33", "+4522000000", "+4520112233"),  # no day: nothing is left behind it
    ("siden 2019 2233", "+4522000000", "+4520192233"),
    ("tel 08-12 34 56 78", "+46701740600", "+46812345678"),
    # a fault told in a word that also names other figures
    ("siden fejler 20304051", "+4522000000", "+4520304051"),
    ("siden fejler. 20304051", "+4522000000", "+4520304051"),
    ("siden fejler\n20304051", "+4522000000", "+4520304051"),
    ("lars siden fejler 20 30 40 51", "+4522000000", "+4520304051"),
    ("lampehuset.dk 500 fejl 20 30 40 51 Lars", "+4522000000", "+4520304051"),
    ("ingen ordrer 20304051", "+4522000000", "+4520304051"),
    ("ingen ordrer\n20304051", "+4522000000", "+4520304051"),
    ("ingen nye ordrer 20304051 lars", "+4522000000", "+4520304051"),
    ("ingen ordrer 20304051 eller 31224455", "+4522000000", "+4520304051"),
    ("ingen ordrer 20 30 40 51 tast 2", "+4522000000", "+4520304051"),
    ("checkout error 20304051", "+4522000000", "+4520304051"),
    ("lampehuset.dk mangler ordrer 20304051", "+4522000000", "+4520304051"),
    ("ingen adgang til konto 20304051", "+4522000000", "+4520304051"),
    ("ingen login 20304051", "+4522000000", "+4520304051"),
    ("kan ikke lægge i varekurven 20304051", "+4522000000", "+4520304051"),
    ("checkout error 07700 900456", "+447700900123", "+447700900456"),
    ("kassan error 070-174 06 15", "+46701740600", "+46701740615"),
    ("ingen ordrer 400 23 456", "+4741000000", "+4740023456"),
    ("Kasse Fehler 0151 12345679", "+491713920000", "+4915112345679"),
    # and where it does name them
    ("ordre 20418851 mangler", "+4522000000", None),
    ("mangler ordre 20418851", "+4522000000", None),
    ("mangler ordrer 20418851 og 20418852", "+4522000000", None),
    ("vores ordrer 20418851 mangler", "+4522000000", None),
    ("ordrer: 20418851", "+4522000000", None),
    ("Der er ingen ordre 20418851 i systemet", "+4522000000", None),
    ("no record of order 20418851", "+4522000000", None),
    ("fejl 50012345", "+4522000000", None),
    ("siden giver fejl 50012345", "+4522000000", None),
    ("ukendt fejl 50012345", "+4522000000", None),
    ("fejlkode 50012345", "+4522000000", None),
    ("an error 50012345", "+4522000000", None),
    # whom to call instead, and whom customers call
    ("ring ikke til mig men til Kaj 20304051, min er 31224455", "+4522000000", "+4520304051"),
    (
        "ring ikke til mig på butikkens nummer 31224455 men på min mobil 20304051",
        "+4522000000",
        "+4520304051",
    ),
    (
        "Kunder kan kontakte 31224455, men I skal ringe på 20304051",
        "+4522000000",
        "+4520304051",
    ),
    ("kunder kan ikke ringe, ring til mig på 20304051", "+4522000000", "+4520304051"),
    (
        "ordrenr 20304050 - kunde tlf 31224455 - mit nr 20304051 - siden fejler",
        "+4522000000",
        "+4520304051",
    ),
    ("kunde tlf 20304051", "+4522000000", "+4520304051"),
    # a plea with a "not" in it
    ("Shoppen er nede. Kan I ikke ringe på 20304051", "+4522000000", "+4520304051"),
    ("Kan I ikke ringe til mig på 20304051? Mvh Bo", "+4522000000", "+4520304051"),
    ("Gider I ikke ringe 20304051?", "+4522000000", "+4520304051"),
    ("Tør I ikke ringe på 20304051", "+4522000000", "+4520304051"),
    ("Hvorfor ringer I ikke på 20304051?", "+4522000000", "+4520304051"),
    ("Hvorfor har I ikke ringet på 20304051?", "+4522000000", "+4520304051"),
    ("I har ikke ringet på 20304051 endnu", "+4522000000", "+4520304051"),
    ("Kan dere ikke ringe 91234568?", "+4741000000", "+4791234568"),
    ("Hvorfor ringer dere ikke på 91234568", "+4741000000", "+4791234568"),
    ("Kan ni inte ringa på 0701740651?", "+46701740600", "+46701740651"),
    ("Könnt ihr mich nicht unter 0171 3920012 anrufen?", "+491713920000", "+491713920012"),
    ("Ihr habt mich nicht auf 0171 3920012 angerufen", "+491713920000", "+491713920012"),
    ("If you don't call 20304051 soon we leave", "+4522000000", "+4520304051"),
    ("Could you not ring me on 20304051?", "+4522000000", "+4520304051"),
    # but a refusal
    ("I må ikke ringe på 20304051", "+4522000000", None),
    ("Derfor kan I ikke ringe på 20304051", "+4522000000", None),
    ("Vil I ikke ringe på 20304051 mere", "+4522000000", None),
    ("Kan I ikke ringe på 20304051 men på 20304052", "+4522000000", "+4520304052"),
    ("Can you please not call 20304051, use 20304052", "+4522000000", "+4520304052"),
    ("Bitte rufen Sie nicht unter 0171 3920011 an", "+491713920000", None),
    ("Hvorfor svarer I ikke på 20304051?", "+4522000000", None),  # ours
    ("Varför svarar ni inte på 0701740651?", "+46701740600", None),
    # out of reach there, or away
    ("Nede. Kan ikke nås på 20304051 i aften, kun 20304052", "+4522000000", "+4520304052"),
    ("I can't be reached on 20304051, call 20304052", "+4522000000", "+4520304052"),
    ("jeg er ikke tilgængelig på 20304051, ring 20304052", "+4522000000", "+4520304052"),
    (
        "Kontakt Ida tlf 20304051, hun er på ferie så ring Ole 20304052",
        "+4522000000",
        "+4520304052",
    ),
    (
        "Ida 0171 3920011, sie ist im Urlaub, besser Ole 0171 3920012",
        "+491713920000",
        "+491713920012",
    ),
    ("20 30 40 51 (arbejde) eller 20 30 40 52 (privat, helst)", "+4522000000", "+4520304052"),
    ("20304051 (work) or 20304052 (private, preferably)", "+4522000000", "+4520304052"),
    # rung by others: a stranger, or the hotline
    ("Der ringede en på 20304051 og sagde han var fra jer", "+4522000000", None),
    ("Someone rang on 20304051 and said he was from you", "+4522000000", None),
    ("Jemand hat von 20304051 angerufen und unser Passwort verlangt", "+4522000000", None),
    ("Wir wurden von 0171 3920011 angerufen", "+491713920000", None),
    ("We were called by 20304051, they wanted our login", "+4522000000", None),
    ("Er 20304051 jeres nummer? De ville have min kode", "+4522000000", None),
    ("I ringede fra 20304051 sidst, ring igen til mig på 20304052", "+4522000000", "+4520304052"),
    ("Ordre 20304051, 20304052 og 20304053 er tabt. Bo", "+4522000000", None),
    ("Orders 20304051, 20304052, 20304053 and 20304054 are lost", "+4522000000", None),
    ("Ordrer 20304051, 20304052, 20304053 mangler. Ring 20304060", "+4522000000", "+4520304060"),
    ("Nede. SR-nr 20304051 fra sidst", "+4522000000", None),
    ("DK-nr 20304051", "+4522000000", "+4520304051"),
]


@pytest.mark.parametrize(("text", "sender", "number"), NUMBERS)
def test_number_to_call_is_told_from_other_figures(
    text: str, sender: str, number: str | None
) -> None:
    assert read_report(text, sender).callback == number


@pytest.mark.parametrize(
    "no", ["ikke", "ikkje", "inte", "nicht", "not", "never", "aldrig", "aldri", "don't"]
)
@pytest.mark.parametrize("text", ["{}. Ring {} på 20304051", "{}. {} call 20304051"])
def test_number_not_to_be_called_is_left_alone(text: str, no: str) -> None:
    told = text.format("Shoppen er nede", no)

    assert read_report(told, "+4522000000").callback is None
    assert read_report(told.upper(), "+4522000000").callback is None


@pytest.mark.parametrize(
    "name", ["ordrenummer", "kundenr.", "cvr", "moms", "kode", "stelnr.", "faktura nr"]
)
def test_number_of_another_name_is_known_in_capitals_too(name: str) -> None:
    assert read_report(f"{name} 20304051 mangler", "+4522000000").callback is None
    assert read_report(f"{name.upper()} 20304051 mangler", "+4522000000").callback is None


@pytest.mark.parametrize(
    "list_of_them",
    [
        " ".join(f"ordre {20400000 + number} mangler," for number in range(40)),
        "en to tre fire fem seks syv otte og " * 40,
    ],
)
def test_number_behind_a_long_list_is_found(list_of_them: str) -> None:
    assert read_report(f"{list_of_them} ring på 20304051", "+4522000000").callback == "+4520304051"


def test_number_pointed_out_in_the_middle_of_a_long_list_is_found() -> None:
    text = (
        "Disse ordrer er dobbelt: 20418851, 20418852, 20418853, 20418854, 20418855. Ring 20304051."
        " Og disse er væk: 20418861, 20418862, 20418863, 20418864, 20418865"
    )

    assert read_report(text, "+4522000000").callback == "+4520304051"


def test_number_pointed_out_among_numbered_orders_is_found() -> None:
    orders = " ".join(f"nr. {20418851 + number} er væk," for number in range(12))

    callback = read_report(f"{orders} ring på 20304051. {orders}", "+4522000000").callback

    assert callback == "+4520304051"
