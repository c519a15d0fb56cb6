"""That what was tried changed nothing, or made it worse: "no difference", "uændret", "schlimmer".

All is matched against evened-out text in small letters.
"""

from relay.core.reading.signs import NOT, pattern
from relay.core.spelling import spelled_freely

_NONE = r"""
        (?:not?(?: any| much| a)?|zero|nil|nul|null|noll|0|ingen|inga|inget|intet|keine?r?(?:lei)?
        |without(?: any)?|uden|utan|uten|ohne|hardly any|barely any|næppe nogen|knappast någon
        |knapt noen|kaum(?: eine)?|(?:ikke|inte) (?:nogen|noen|noget|någon|något))
    """
_CHANGE = r"""
        (?:diff?[eo]?r[ae]?n[cs]e|changes?|improvements?|effect|progress|luck|joy|dice|success
        |(?:for)?bedring\w*|forskel|forksel|(?:for)?andring\w*|ændring\w*|virkning|effekt|held
        |fremskridt|nytte|skillnad|(?:för)?bättring\w*|(?:för)?ändring\w*|verkan|lycka|framsteg
        |forskjell|endring\w*|fremgang|hell|(?:ver)?besserung\w*|(?:ver)?änderung\w*|unterschied
        |wirkung|erfolg|fortschritt\w*|glück)
    """
# "No change needed", "no difference to us": somebody is content with that.
_CONTENT_WITH_IT = r"""
        (?! (?:is |er |är |ist )?(?:needed|necessary|required|wanted|nødvendige?|nödvändiga?|nötig
        |to (?:me|you|us|what)|for (?:mig|meg|os|oss|jer|dig|deg)\b|för (?:mig|oss|er)\b
        |für (?:mich|uns)\b))
    """
_BETTER = r"(?:better|bedre|bättre|besser|improved|forbedret|förbättrats?|gebessert)"
# "It could not be better", "besser geht's nicht"; "no better help anywhere".
_BEST = r"(?! (?:\w+ )?(?:service|support|hjælp|hjälp|hjelp|help|hilfe|team|way|time|people))"
_WORSE = r"""
        (?:worse|wrose|worsen\w*|værre|væ?rere|verre|värre|sämre|schlimmer|slimmer|schlechter
        |dårligere|dårligare|forvær\w*|forverr\w*|försämra\w*|verschlimmer\w*|verschlechter\w*
        |deteriorat\w*)
    """
_BAD = r"""
        (?:slemt?|galt|gale?|skidt|dårligt?|ille|illa|dåligt?|bad|broken|schlimm|schlecht|elendigt?)
    """
_AS = r"(?:lige ?(?:så)?|ligeså|like|lika|just as|equally|every bit as|as|genau ?so|ebenso)"
_BEFORE = r"""
        (?:før|tidligere|sidst|innan|förut|tidigare|förr|vorher|zuvor|eben|vorhin|before|ever
        |earlier|previously|last time|sist)
    """
_FAULT = r"""
        (?:fejl\w*|problem\w*|fel\w*|feil\w*|fehler|issues?|errors?|faults?|results?|resultat\w*
        |ergebnis|meddelelse|meddelande|message|melding|meldung|besked|billede|bilde?|picture
        |screen|skærm|sang|lied|historie|story|historia|sak|sag|ting|things?|greia?|greie|visa|skidt
        |lort|skit|spiel|symptom\w*)
    """
# What comes behind who says no more than "the same".
_NO_MORE = r"""
        (?=\W*$|\W*[.!,;\n]|[ ](?:here|her|här|hier|hos|igen|again|igjen|wieder|now|nu|nå|jetzt
        |still
        |stadig\w*|fortsat|fortsatt|fortfarande|as|som|wie|desværre|tyvärr|leider|dessverre|sorry
        |on (?:my|our)|wie immer)\b)
    """
# "Thanks all the same", "tak, det samme (til jer)": courtesies, the latter only with whom.
_SAME = rf"""
        (?<!all the )(?<!med det )(?:samme|samma|same|selbe[nrs]?|gleiche[nrs]?|dasselbe
        |derselbe|detsamma)(?:[ ](?:\w+ ){{0,2}}?{_FAULT}\b|{_NO_MORE})(?!,? (?:to|til|till|für) )
    """
# "It could have been worse", "bedre kan det ikke blive"
_NO_HARM = pattern(
    spelled_freely(rf"""
        \b(?:be|been|være|været|vara|varit|blive|bli|not|ikke|inte|nicht|no|aldrig)[ ]
        (?:any |much |noget |meget |blevet |blivit |blitt )?{_WORSE}\b
        |\b(?:could|can|kunne|kan|kunde|kann|könnte)(?:n't|not)?[ ](?:\w+ ){{0,3}}?{_BETTER}\b
        |\b{_BETTER}[ ](?:kan|can|kann|geht|could|kunne|går)\b
    """),
)
_NO_BETTER = pattern(
    spelled_freely(rf"""
        \b{_NONE}[ ](?:\w+ ){{0,2}}?{_CHANGE}\b{_CONTENT_WITH_IT}
        |\b(?:{NOT}|not?|inget|intet|ingenting|nothing|nichts|ej)
        [ ](?:(?:any|much|blevet|blivit|blitt|gotten|got|become|geworden|noget|något|the)[ ])*
        {_BETTER}\b{_BEST}|\bbesser (?:ist|wurde|wird) (?:es |nichts|nicht)
        |\b(?:uændre[td]|uændert|uforandr(?:et|a)|oförändra[td]|uendra|uendret|unverändert|unchanged
        |unaltered|identi[ck]\w*|likadant|likadan|genau ?so|ditto|beim alten|ved det gamle
        |status quo)\b
        |\b{_SAME}
        |(?:\b(?:precis|præcis|nøjagtig|akkurat|exakt|exactly|just|alt|allt|alles|still
        |stadig|gleich|genau|lige|ebenso|er|är|it'?s|is|ist)[ ]|\b(?:tak|tack|takk|danke|thanks?
        |thank you|thx|cheers)[,.!]+[ ])
        (?:som|wie|as|like)[ ]{_BEFORE}\b|\blige ?som[ ]{_BEFORE}\b
        |\b{_WORSE}\b(?! (?:things|ting|kommen|sein|hätte)\b)
        |\b{_AS}[ ]{_BAD}\b|\b{_BAD}[ ](?:stadig\w*|still|fortsatt?|fortfarande|fremdeles|ennå)\b
        |\b(?:to no avail|in vain|forgæves|förgäves|vergeblich|vergebens|nyttesløst|fruchtlos
        |til ingen nytte|til ingen verdens nytte|no (?:use|good|go))\b
        |\b(?:tak|tack|takk|danke|thanks?|thank you|thx|cheers)\W+(?:(?:but|men|aber)\W+)?
        (?:nothing|intet|ingenting|inget|nichts|nix|nada|nil|nul|null|noll|zero|zilch)\b(?=\W*$
        |[.,;!])
        |\b(?:hilft|hilf|bringt|bringt's|nutzt|nützt|half|brachte|nutzte)[ ](?:\w+ )?
        (?:nix|nichts|nicht|null)\b|\b(?:gleich|er|är|is|ist|lik) (?:null|nul|noll|zero|nil)\b
        |\b[45]\d\d(?:-?er|er'?e|'?s|-?(?:fejl|fel|feil|fehler|errors?))\b
    """),
)


def is_no_better(text: str) -> bool:
    """Whether a text in small letters says that something is as it was, or worse."""
    return _NO_BETTER.search(_NO_HARM.sub(" ", text)) is not None
