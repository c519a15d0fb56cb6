"""What a call says, as TwiML. https://www.twilio.com/docs/voice/twiml"""

from twilio.twiml.voice_response import Gather, VoiceResponse

# https://www.twilio.com/docs/voice/twiml/say/text-speech#polly-voices
VOICES = {
    "da": ("da-DK", "Polly.Naja"),
    "en": ("en-GB", "Polly.Amy"),
    "sv": ("sv-SE", "Polly.Astrid"),
    "nb": ("nb-NO", "Polly.Liv"),
    "de": ("de-DE", "Polly.Marlene"),
}
PATIENCE = 8  # seconds to key something in
READINGS = 2  # how often the words are said while waiting


def ask(text: str, language: str, *, action: str, digits: int) -> str:
    """Say something, twice if need be, and post the keys to a route of ours."""
    response = VoiceResponse()
    gather = Gather(
        input="dtmf",
        num_digits=digits,
        timeout=PATIENCE,
        action=action,
        method="POST",
        action_on_empty_result=True,
    )
    for reading in range(READINGS):
        if reading:
            gather.pause(length=1)
        _say(gather, text, language)
    response.append(gather)
    response.hangup()
    return str(response)


def tell(*said: tuple[str, str]) -> str:
    """Say something, in pairs of text and language, and hang up."""
    response = VoiceResponse()
    for text, language in said:
        _say(response, text, language)
    response.hangup()
    return str(response)


def hang_up() -> str:
    """Say nothing and hang up."""
    response = VoiceResponse()
    response.hangup()
    return str(response)


def _say(verb: VoiceResponse | Gather, text: str, language: str) -> None:
    locale, voice = VOICES.get(language, VOICES["en"])
    verb.say(text, language=locale, voice=voice)
