"""What is down or broken and no part of a shop: whoever is down in town, a train, a lift."""

from relay.core.reading.signs import pattern

_PLACES = r"""
    (?:byen|stan|stad(?:en)?|sta'n|kælder(?:en)?|källaren|kjelleren|havnen|hamnen|stranden|vandet
    |sjøen|sjön|stationen|stasjonen|centrum|sentrum|gården|parken|baren|pubben|stuen|gymmet
    |kantinen|lobbyen|haven|skoven|kirken|town|basement|cellar|harbou?r|beach|pub|gym|bar|park
    |(?:the )?(?:station|hall|road|street)|keller|garage[nr]?)
"""
_OURS = r"(?:(?:min|mit|mitt|mine|my|mein(?:e|en)?|vores|vår|our|unser(?:e)?|der|die|das|the)[ ])?"
_THINGS = r"""
    (?:zug|züge|bahn|s-bahn|u-bahn|bus(?:sen)?|tog(?:et|ene)?|tåg(?:et|en)?|train|metro(?:en)?
    |auto|bil(?:en)?|car|cykel|cykeln|cyklen|sykkelen|fahrrad|elevator(?:en)?|hiss(?:en)?
    |heis(?:en)?|aufzug|fahrstuhl|rulletrappen?|escalator|projektor(?:en)?|projector|beamer
    |(?:op)?vaskemaskine?n?|tvättmaskin(?:en)?|diskmaskin(?:en)?|waschmaschine|spülmaschine
    |dishwasher
    |washing machine|kaffemaskine?n?|kaffeemaschine|coffee machine|varmen|heizung|heating|boiler
    |toilet(?:tet)?|køleskab(?:et)?|kylskåp(?:et)?|kjøleskap(?:et)?|kühlschrank|fridge)
"""
ELSEWHERE = pattern(
    rf"""
        \b(?:nede|nere|down)[ ](?:i|ved|vid|på|in|at|by|am|im)[ ](?:the |den |der )?{_PLACES}\b
        |\bnede for telling\w*\b|\bnere för räkning\b|\bdown (?:with|for) (?:a |the )?(?:flu|cold
        |count|fever)\b
        |\b{_OURS}{_THINGS}(?: \d+)?(?: (?:i|in) (?:(?:lokale|rum|rom|møderum|room|raum) )?\w+)?
        (?: (?:er|is|ist|är|sind|are))?(?: (?:helt|total|igen|again|wieder|today|idag|i dag))?
        [ ](?:nede|nere|down|kaputt|trasig\w*|i stykker|sönder|broken|ødelagt|broke down
        |out of order|ude af drift|ur funktion|streikt|strejker|strejkar|streiker|hænger|henger
        |hängt|står stille|står still|steht still|ausgefallen|defekt\w*)\b
    """
)
