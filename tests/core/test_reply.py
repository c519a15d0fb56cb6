"""Every reply of the table in the design, and what must never be read into one."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relay.core.reply import Reply, Word, is_opt_out, read_reply

TAKES = """73|73.|73!|(73)|'73'|"73"|“73”|#73|73:| 73 |73 ok|ok 73|OK 73!|Ok, 73|tager 73|73 tager
73 på den|73 paa den|på den 73|73 ringer|73 ringer nu|73 ringer til Mette +4520304050|yes 73|73 yes
ja 73|73 ja|73 ja tak|73 ack|ack 73|73ok|ok73|73 👍|👍 73|73 ✅ ok|SV: 73|Sv:73 ok|Re: 73|RE: SV: 73
svar 73|Svar 73 = jeg tager den|reply 73|Svar 73 ok|jeg tager 73|I take 73|take 73|73 take it
73 jeg tager den|73 I'm on it|73 i’m on it|73 I'll take it|73 got it|73 on it|73 calling now
73 tagre|73 ringre|73 ackowledge|73 jeg har den|73 vi tager den|73 kigger på det
73 mvh Lars|73 Mvh. Lars Holm|73 ok /Lars|73 /Lars|73 tak|73 nu|jeg 73|73 jeg|７３|７３ ｏｋ
73 ok jeg ringer om 10 min|ok 73 jeg ser på det om 5 minutter|73 Sendt fra min iPhone
73 ok Sent from my Galaxy|73 ta'r den|73 taking it|7\u200b3 ok|73 ok!!!|73, ok|ok: 73
73 ok alle er på|Svara 73 = jag tar det|Antwort 73 = ich übernehme|73 jag tar det
73 ich übernehme es|jag tar 73|73 on it, sending update soon|73 ok ringer til hende
73 ok, ringer til kunden og sender status|73 ok ringer nu|73 ok, ringer om 5 min
73 ok, wrong person has admin|73 ok, wrong number though"""
TAKES_ON_LINES = [
    "73\nMvh Lars",
    "73\n\nMed venlig hilsen\nLars Holm",
    "73\n-- \nLars Holm\nTlf 20123456",
    "73\nLars Holm",
    "73 ok\n- Lars",
    "\n73\n",
    "ok\n73",
    "73\nBest regards,\nLars",
    "73\n\nSendt fra min iPhone",
    "73\n\nGet Outlook for iOS",
]

WORDS = [
    ("73 ok i morgen", Word.TAKE, "i morgen"),  # a yes to a shift; to a page it is none
    ("73 ringet", Word.CALLED, ""),
    ("73 RINGET.", Word.CALLED, ""),
    ("ringet 73", Word.CALLED, ""),
    ("73 har ringet", Word.CALLED, ""),
    ("73 I have called", Word.CALLED, ""),
    ("73 ok ringet", Word.CALLED, ""),
    ("73 called, left a message", Word.CALLED, "left a message"),
    ("73 løst", Word.CLOSE, ""),
    ("73 Løst!", Word.CLOSE, ""),
    ("73 loest", Word.CLOSE, ""),
    ("73 löst", Word.CLOSE, ""),
    ("løst 73", Word.CLOSE, ""),
    ("løst 73 ok", Word.CLOSE, "ok"),
    ("73 løst: DNS var nede", Word.CLOSE, "DNS var nede"),
    ("73 løst ved genstart af node 4", Word.CLOSE, "ved genstart af node 4"),
    ("73 fixed cache was full", Word.CLOSE, "cache was full"),
    ("73 done", Word.CLOSE, ""),
    ("73 all done", Word.CLOSE, ""),
    ("Svar 73 løst", Word.CLOSE, ""),
    ("73 den er løst", Word.CLOSE, ""),
    ("73 så er den løst", Word.CLOSE, ""),
    ("73 ok løst", Word.CLOSE, ""),
    ("tager 73 løst", Word.CLOSE, ""),
    ("73 ringet og løst", Word.CLOSE, ""),
    ("73 called and fixed", Word.CLOSE, ""),
    ("73 it's fixed", Word.CLOSE, ""),
    ("73 videre", Word.PASS, ""),
    ("videre 73", Word.PASS, ""),
    ("73 vidrre", Word.PASS, ""),
    ("73 pass", Word.PASS, ""),
    ("73 nej", Word.PASS, ""),
    ("73 no", Word.PASS, ""),
    ("73 NEJ!", Word.PASS, ""),
    ("nej 73", Word.PASS, ""),
    ("no 73", Word.PASS, ""),
    ("73 nein", Word.PASS, ""),
    ("73 weiter", Word.PASS, ""),
    ("73 skicka vidare", Word.PASS, ""),
    ("73 nej tak", Word.PASS, "tak"),
    ("73 nej jeg kan ikke", Word.PASS, "jeg kan ikke"),
    ("73 nej videre", Word.PASS, "videre"),
    ("73 videre, jeg kan ikke nu", Word.PASS, "jeg kan ikke nu"),
    ("73 ok videre", Word.PASS, ""),
    ("73 giv den videre", Word.PASS, ""),
    ("73 ok send den videre", Word.PASS, ""),
    ("73 ja sender den videre", Word.PASS, ""),
    ("73 ok passing it on", Word.PASS, ""),
    ("73 escalate", Word.PASS, ""),
    ("73 ok giver den til lars", Word.GIVE, "lars"),
    ("73 ok, giver den videre til Lars", Word.GIVE, "Lars"),
    ("73 handing it over to lars", Word.GIVE, "lars"),
    ("73 giv Lars", Word.GIVE, "Lars"),
    ("73 giv til Lars", Word.GIVE, "Lars"),
    ("73 give lars", Word.GIVE, "lars"),
    ("giv 73 Lars", Word.GIVE, "Lars"),
    ("73 giv lars jeg kan ikke", Word.GIVE, "lars jeg kan ikke"),
    ("73 pause 30", Word.PAUSE, "30"),
    ("73 snooze 30 min", Word.PAUSE, "30 min"),
    ("pause 73 30", Word.PAUSE, "30"),
    ("73 svar Vi ringer om 5 min.", Word.REPLY, "Vi ringer om 5 min."),
    ("73 reply: We can't call before 9?", Word.REPLY, "We can't call before 9?"),
    ("73 Svar løst nu, prøv igen", Word.REPLY, "løst nu, prøv igen"),
    ("73 note Rodfejlen er ikke fundet", Word.NOTE, "Rodfejlen er ikke fundet"),
    ("note 73 løst ved genstart", Word.NOTE, "løst ved genstart"),
    ("73 ?", Word.DETAILS, ""),
    ("73?", Word.DETAILS, ""),
    ("73??", Word.DETAILS, ""),
    ("? 73", Word.DETAILS, ""),
    ("?73", Word.DETAILS, ""),
    ("?? 73.", Word.DETAILS, ""),
    ("73 fortryd", Word.UNDO, ""),
    ("73 FORTRYD", Word.UNDO, ""),
    ("73 fotryd", Word.UNDO, ""),
    ("73 undo", Word.UNDO, ""),
    ("73 fortryd, ikke mig", Word.UNDO, "ikke mig"),
    ("73 alle Vi er på sagen", Word.ALL, "Vi er på sagen"),
    ("73 all We are on it", Word.ALL, "We are on it"),
    ("73 rutine", Word.ROUTINE, ""),
    ("73 rutinesag", Word.ROUTINE, ""),
    ("73 support er på den", None, "support er på den"),
    ("73 falsk alarm", Word.NO_MATTER, ""),
    ("73 false alarm", Word.NO_MATTER, ""),
    ("73 Fehlalarm", Word.NO_MATTER, ""),
    ("73 ingen sak", Word.NO_MATTER, ""),
    ("73 inget ärende", Word.NO_MATTER, ""),
    ("73 kein Fall", Word.NO_MATTER, ""),
    ("73 ikke falsk alarm", None, "ikke falsk alarm"),
    ("73 haster", Word.URGENT, ""),
    ("73 det haster!", Word.URGENT, ""),
    ("73 kritisk, alle butikker", Word.URGENT, "alle butikker"),
    ("73 it's urgent", Word.URGENT, ""),
]
URGENT_IS_NOT_SAID = [
    # Denied; and what may be a report of its own, with a number that is no code.
    ("73 haster ikke", 73, None),
    ("haster 73 ordrer fejler", None, None),
    ("kritisk, kassen er nede", None, None),
    ("73 jeg tager den, det haster", 73, Word.TAKE),
]
# "Fixed", and nothing after it that makes that untrue.
FIXED = """73 løst, det var dns|73 løst ved genstart|73 løst efter 10 min|73 fixed by rolling back
73 løst på 10 min|73 løst, ringer til kunden om 5 min|73 fixed, calling merchant in 5
73 løst jeg ringer om 10 min|73 løst, halvdelen af nodes var nede|73 løst. Rapport om en time
73 løst, jeg sender en rapport senere|73 fixed, still monitoring|73 løst, holder stadig øje
73 fixed half an hour ago|73 løst halv fem|73 løst kl 03.15|73 fixed once and for all
73 løst, ring hvis det sker igen|73 fixed in production|73 fixed in v2.3|73 løst for alle kunder
73 fixed by killing and restarting the node|73 løst, skulle bare genstartes|73 løst for 1001
73 fixed, only needed a restart|73 fixed, probably dns|73 løst, det var dns tror jeg
73 løst, venter på at kunden bekræfter|73 løst, disken var 100% fuld|73 løst i nat
73 fixed for all customers|73 løst og ringet|73 løst af Lars|73 fixed in 1001
73 done, restarted half the pods|73 løst: halvdelen af poddene genstartet
73 løst, de tester i morgen|73 løst, den var nede igen|73 fixed after the disk failed again
73 løst, det ene problem var dns|73 fixed, sorry for the wait|73 løst, virker igen
73 løst, kassen er oppe igen|73 fixed, wrong number in the config|73 løst, fjernet ved en fejl
73 fixed, the site is back|73 løst 😴|73 løst, beklager ventetiden
73 fixed, it is back up again|73 løst, oppe igen|73 fixed, back online|73 løst, den er tilbage
73 fixed, wrong person had access|73 løst men den er tilbage i drift|73 løst, fejlen er væk igen
73 fixed, came back after a restart|73 fixed, returned to normal|73 løst, kunden mente 74 ordrer
73 fixed, forkert nummer i config|73 løst, var en fejl i dns"""
# And what is no more than a promise, a hope or a part of it.
UNFINISHED = """73 løst om 10 min|fixed 73 in 10 min|73 fixed in 10 min|73 færdig om 5 min
73 løst når Lars har deployet|73 løst delvist|73 fikset halvdelen|73 fixed for some customers
73 resolved dns, waiting for propagation|73 løst om en halv time|73 fixed in half an hour
73 løst om ca. 10 min|73 løst om 5-10 min|73 løst om et øjeblik|73 løst, om lidt|73 løst snart
løst 73 om 10 min|73 done in 5|73 done in a sec|73 fixed by 10|73 løst inden for 10 min
73 løst i morgen|73 done tomorrow|73 løst tror jeg|73 fixed I think|73 fixed hopefully
73 løst så snart dns er propageret|73 fixed once DNS propagates|73 done when deploy finishes
73 løst hvis dns holder|73 løst undtagen mobilepay|73 løst på nær mobilepay|73 fixed except paypal
73 løst for nogle kunder|73 løst kun for danske kunder|73 fixed on mobile only|73 løst 90%
73 løst, men checkout er stadig langsom|73 løst men kassen er nede|73 fixed, deploying now
73 fixed but dns may take a while|73 løst - deploy om 5 min|73 fixed dns; live in 10 minutes
73 løst næsten|73 fixed mostly
73 løst i går, nu nede igen|73 løst men nede igen|73 fixed, broke again|73 fixed but down again
73 løst, men fejlen er tilbage|73 løst men problemet er der igen|73 løst vent|73 fixed, wait
73 løst ups|73 fixed oops|73 løst forkert sag|73 fixed, sorry, wrong code|73 fixed the wrong shop
73 løst undskyld forkert kode|73 løst sorry vent|73 løst sorry 41|73 lukket ved en fejl
73 løst, den gik ned igen|73 löst, gick ner igen|73 fixed, gone again|73 løst, væk igen
73 løst, men den døde igen|73 fixed, back down|73 fixed but came back|73 fixed, but back again
73 fixed, returned|73 lukket, fejlen vendte tilbage|73 løst, samme fejl igen
73 fixed, same error again|73 løst men den er tilbage|73 fixed but it's back
73 løst, mente 74|73 fixed. i meant 74|73 fixed, sorry i mean 74|73 lukket hov forkert
73 luk var en fejl|73 løst. ups forkert nummer|73 fixed was a mistake
73 closed by mistake|73 løst første del|73 fixed one thing, more to go|73 fixed part 1
73 løst det ene problem
73 löst om 10 minuter|73 löst när Lars deployat|73 löst delvis|73 löst för några kunder
73 fixed in 10 Minuten|73 fixed teilweise|73 fixed sobald dns läuft|73 fixed für einige Kunden
73 fikset om noen minutter|73 fikset delvis|73 ordnet når vi har startet om|73 luk om lidt
73 ringet om lidt|73 called back in 5|73 ringet om en time|ringet 73 om lidt|73 ringet snart
73 ringet når jeg er ved pc|73 called tomorrow|73 called back within 10 min|73 called, in 5"""
CALLED = """73 ringet til Mette om sagen|73 ringet om 1001|73 ringet for 5 min siden
73 ringet, ringer igen om 5|73 called, calling back in 10|73 ringet, løst om 10 min
73 ringet og løst om 10 min|73 called. Fixed in 10 min|73 called, will call when fixed
73 ringet, han ringer tilbage om 10 min|73 ringet, kunden kommer om en time"""

# Whoever writes so leaves it to somebody else.
LEFT = """73 ok tag en anden|73 ok han tager den|73 ja, hun har den|73 take it to lars|73 ok next
73 taking it over to Lars|73 calling in sick|73 på vej i seng|73 på vej til lufthavnen
73 ok, en kollega tager den|73 ok someone else has it|73 ja de kigger på den|73 ringer, er syg
73 tager du den|73 har nogen den|73 ok, wrong person|73 ok forkert mand
73 on it, no wait, passing it along
73 ok har nogen den|73 ok har du den|73 ok, tager du den|73 ok kigger nogen på den
73 ok ringer du|73 ja men har du den|73 ok kan du tage den|73 ok is anyone on it|73 ok hast du es
73 ok wrong person sorry|73 ok who has it
73 ok jag är sjuk|73 ok ich bin krank|73 called in sick"""
# What is done, closed or called is not the case that is.
ANOTHER = """73 done for today|73 færdig for i dag|73 lukket ned|73 lukket computeren, send videre
73 closed eyes sorry|73 færdig med bad, kigger nu|73 fixed my laptop, looking now|73 løst i test
73 done with my shift|73 færdig med vagten|73 done all I can, needs lars|73 done my best
73 done everything, passing on|73 close to done|73 solved in staging|73 fixed locally
73 løst lokalt|73 luk røven|73 færdig, giver den til lars|73 ringet forkert nummer
73 ringet til support, de tager den|73 called my boss|73 ringet til hosting"""
THE_CASE = """73 færdig med den|73 done with it|73 løst i test og prod
73 fixed in production after tests|73 lukket ned for ordren og genstartet
73 løst, testet ok|73 fixed it|73 done. going to bed now?
73 færdig med fejlsøgning, det var dns|73 løst, sendt videre som bug|73 fixed connection pool
73 løst, internettet var nede hos dem|73 done: dns|73 closed, it was the phone provider"""

MEANS_NOTHING = """73 hvad|73 hvad er det|73 hvem er det|73 lampehuset|73 og 74|73 74|73 hmm|73 Lars
73 lager|73 taget|73 er taget af Lars|73 rignet|73 ringt|73 ringes|73 fixxed|73 dnoe|73 solvde
73 tagr|73 loost|73 lost|73 løs|73 løses|73 losat|73 bliver løst|73 skal løses|73 uløst|73 unfixed
73 ok?|73 løst?|73 er den løst|73 er den løst?|73 is it fixed|73 ringet?|73 på den?|ok 73?
73 kunden har ringet|73 stop|73 kan du tage den|videre 73 løst|73 000
73 hilsen fra kunden, den virker igen"""
NEGATED = """73 ikke løst|73 not fixed|73 ikke ringet|73 ikke ok|73 kan ikke|73 can't|73 cant
73 can’t|73 can´t take it|73 don't|73 I don't take it|73 ok men jeg kan ikke|73 løst ikke
73 👎|👎 73|73 ok 👎🏻|73 ❌|73 🙅‍♀️|73 🚫|73 🤷|73 løst 👎
73 tager den ikke|73 fixed? no|nej 73 løst|73 nej ok|73 no problem, on it|73 ringet, tager den ikke
73 ringer ikke|73 never fixed|73 løst, ingen fejl mere|73 ikke-løst|73 er ikke løst|73 isn't fixed
73 won't|73 inte löst|73 løst mvh ikke Lars|73 ok 👎 nej|ok 73 nej|73 fortryd ikke|73 ikk løst"""

NO_CODE = """7 3|en 73|syvogtres|seventy-three|treoghalvfjerds|sag 73|kode 73|hej 73
ikke 73|02.40|73.50|73%|73-74|73/74|1.000|+73|073|12345|20123456|ring 73|ok 2 min 73|1 73|3 73
ring til Mette +4520304050. Svar 73 = jeg tager den"""

BARE = [
    ("ok", Word.TAKE),
    ("OK!", Word.TAKE),
    ("Ja", Word.TAKE),
    ("ack", Word.TAKE),
    ("1", Word.TAKE),
    ("1.", Word.TAKE),
    ("'1'", Word.TAKE),
    ("yes", Word.TAKE),
    ("ok 👍", Word.TAKE),
    ("ok, jeg tager den", Word.TAKE),
    ("jeg ringer nu", Word.TAKE),
    ("på den", Word.TAKE),
    ("on it", Word.TAKE),
    ("Ok\nMvh Lars", Word.TAKE),
    ("ok?", None),
    ("ok 👎", None),
    ("👎", None),
    ("ok men hvem", None),
    ("ok om 10 min", None),
    ("ja det var en dejlig ferie", None),
    ("ok ikke", None),
    ("2", None),
    ("1 1", None),
    ("status", Word.STATUS),
    ("Status?", Word.STATUS),
    ("staus", Word.STATUS),
    ("status på lampehuset", None),
    ("vagt", Word.ONCALL),
    ("oncall", Word.ONCALL),
    ("on call", Word.ONCALL),
    ("Hvem har vagt?", Word.ONCALL),
    ("vagt lars til 08:00", Word.ONCALL),
    ("?", Word.HELP),
    ("hjælp", Word.HELP),
    ("hilfe", Word.HELP),
    ("hjaelp", Word.HELP),
    ("HELP", Word.HELP),
    ("Hjælp vores butik er nede", None),
    ("alle vores butikker er nede", None),
    ("løst", Word.CLOSE),
    ("ikke løst", None),
    ("løst ikke", None),
    ("løst?", None),
    ("ringet", Word.CALLED),
    ("nej", Word.PASS),
    ("videre", Word.PASS),
    ("fortryd", Word.UNDO),
    ("", None),
    ("👍", None),
    ("stop", None),
    ("hej", None),
]


def cases(table: str) -> list[str]:
    return [case for line in table.split("\n") for case in line.split("|")]


@pytest.mark.parametrize("text", [*cases(TAKES), *TAKES_ON_LINES])
def test_taking_is_understood(text: str) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word) == (73, Word.TAKE)


@pytest.mark.parametrize(("text", "word", "rest"), WORDS)
def test_word_with_a_code_is_understood(text: str, word: Word, rest: str) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word, reply.rest) == (73, word, rest)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        *((text, Word.CLOSE) for text in cases(FIXED)),
        *((text, Word.CALLED) for text in cases(CALLED)),
        *((text, None) for text in cases(UNFINISHED)),
        ("tager 73, løst om 10 min", Word.TAKE),
        ("73 ok løst om 10 min", Word.TAKE),
        ("73 ringer om 5", Word.TAKE),  # a promise
        ("? 73 løst", None),
        ("?73 ok", None),
    ],
)
def test_what_follows_a_word_may_make_it_untrue(text: str, word: Word | None) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word, reply.negated) == (73, word, False)


@pytest.mark.parametrize("text", cases(f"{LEFT}\n{ANOTHER}"))
def test_words_about_somebody_or_something_else_take_and_close_nothing(text: str) -> None:
    assert read_reply(text).word in (None, Word.PASS)


@pytest.mark.parametrize("text", cases(THE_CASE))
def test_words_about_the_case_close_it(text: str) -> None:
    assert read_reply(text).word is (None if text.endswith("?") else Word.CLOSE)


@pytest.mark.parametrize("text", cases(MEANS_NOTHING))
def test_other_words_after_a_code_mean_nothing(text: str) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word, reply.negated) == (73, None, False)


@pytest.mark.parametrize("text", cases(NEGATED))
def test_negation_neither_takes_nor_closes(text: str) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word, reply.negated) == (73, None, True)


@pytest.mark.parametrize("text", cases(NO_CODE))
def test_no_code_is_found_where_none_was_given(text: str) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word) == (None, None)


@pytest.mark.parametrize(("text", "word"), BARE)
def test_reply_without_a_code(text: str, word: Word | None) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word) == (None, word)


@pytest.mark.parametrize(
    ("text", "code"),
    [("1734", 1734), ("tager 1734", 1734), ("1017 er taget", 1017), ("200 ok", 200), ("10", 10)],
)
def test_codes_have_two_to_four_digits(text: str, code: int) -> None:
    assert read_reply(text).code == code


def test_page_copied_whole_names_its_incident() -> None:
    page = (
        "1017 lampehuset dk: checkouten giver fejl 500 siden 02.40. "
        "Ring til Mette +4520304050. Svar 73 = jeg tager den"
    )

    reply = read_reply(page)

    assert (reply.code, reply.word) == (1017, None)


def test_words_without_meaning_are_kept_as_spelled() -> None:
    reply = read_reply("73 Hvad Er Det?")

    assert reply == Reply(73, None, "Hvad Er Det?")


@pytest.mark.parametrize(
    "text",
    [
        "Hjælp vores butik er nede",
        "lampehuset.dk nede ring 20304050",
        "Mette +4520304050",
        "All our shops are down",
        "Take a look, my shop is down",
    ],
)
def test_long_text_without_code_may_be_a_report(text: str) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word, reply.incident_like) == (None, None, True)


@pytest.mark.parametrize("text", ["ok", "hej", "73 hvad er det nu", "STOP", "vagt", ""])
def test_short_or_coded_text_is_no_report(text: str) -> None:
    assert not read_reply(text).incident_like


@pytest.mark.parametrize("text", ["STOP", "Stop.", " unsubscribe ", "END", "quit", "Cancel"])
def test_carriers_own_words_are_told_apart(text: str) -> None:
    assert is_opt_out(text)


@pytest.mark.parametrize("text", ["73 stop", "stop den", "ok", "help", ""])
def test_other_texts_opt_nobody_out(text: str) -> None:
    assert not is_opt_out(text)


ANY = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [*cases(TAKES), *cases(MEANS_NOTHING), "ikke", "nej", "\n", "mvh", "?", "/", "svar"]
        ),
        max_size=6,
    ).map(" ".join),
)


@given(ANY)
@example("\ud800 73")
@example("'")
def test_every_text_can_be_read(text: str) -> None:
    reply = read_reply(text)

    assert reply.code is None or 10 <= reply.code <= 9999
    assert not (reply.incident_like and (reply.code or reply.word))


@given(
    ANY, st.sampled_from(["ikke", "nej", "not", "no", "can't", "kan ikke", "don’t", "IKKE"]), ANY
)
def test_no_text_with_a_negation_takes_or_closes(before: str, negation: str, after: str) -> None:
    reply = read_reply(f"{before} {negation} {after}")

    assert reply.negated
    assert reply.word not in {Word.TAKE, Word.CALLED, Word.CLOSE}


@given(st.sampled_from(["ringet", "løst", "done", "fixed"]), st.data())
def test_no_slip_is_mended_into_closing_or_called(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase + "æøå"))
    slip = data.draw(
        st.sampled_from([word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :]])
    )

    reply = read_reply(f"73 {slip}")

    assert slip == word or reply.word not in {Word.CALLED, Word.CLOSE}


@pytest.mark.parametrize(("text", "code", "word"), URGENT_IS_NOT_SAID)
def test_urgent_is_a_correction_only_behind_a_code(
    text: str, code: int | None, word: Word | None
) -> None:
    reply = read_reply(text)

    assert (reply.code, reply.word) == (code, word)
