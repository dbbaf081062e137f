"""Messages that ask for nothing: thanks, greetings, bare emoji. In doubt, a message asks for something."""

import html
import re
from collections.abc import Iterable

_SHORTCODE = r":[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?"
_PICTOGRAPH = (
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u203c\u2049\u231a-\u23ff\u2190-\u21ff]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)"
)
_EMOJI = re.compile(f"{_SHORTCODE}|{_PICTOGRAPH}", re.IGNORECASE)
# These say "something is wrong" or "do something" by themselves.
_ALARMS = re.compile(
    ":(?:sos|rotating_light|ticket|hourglass|hourglass_flowing_sand|warning|question|grey_question|x|-1|thumbsdown):"
    "|[\U0001f198\U0001f6a8\U0001f3ab\u231b\u23f3\u26a0\u2753\u2754\u274c\U0001f44e]"
)
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_PAUSE = r"(?:[\s.,;!~…—–-]|:-?\))*"
_SHORT = 200  # nobody thanks at greater length, and the patterns below are slow on long repetitions

_WHOM = r"(?: (?:all|both|everyone|everybody|team|guys|folks|y'?all|there|again))*"
_FOR = (
    r"(?: for (?:(?:the|your|all|all the|all your|that|this)(?: (?:quick|fast|prompt|great|kind))?)"
    r"(?: (?:help|response|reply|answer|support|update|info|information|assistance|heads up))?)?"
)
_MUCH = r"(?: (?:so much|very much|a lot|a ton|a bunch|a million|kindly|again|in advance))*"
_THANKS = (
    rf"(?:many thanks|much appreciated|(?:i|we) (?:really )?appreciate (?:it|that|the help|your help)"
    rf"|appreciate it|appreciated|thanks|thank you|thank u|thankyou|thx|thnx|tnx|ty|tysm|tyvm|cheers)"
    rf"{_MUCH}{_WHOM}{_FOR}{_MUCH}"
)
_ASIDE = (
    r"(?:ok|okay|k|great|perfect|awesome|amazing|excellent|fantastic|wonderful|brilliant|cool|nice|super|lovely"
    r"|got it|understood|sounds good|will do|yay|wow|hi|hello|hey|no worries|all good(?: now)?"
    r"|(?:(?:it|that|this|everything)(?:'s| is)? )?(?:works|worked|working|fixed|resolved|solved)"
    r"(?: (?:now|again|perfectly|great|fine))*"
    r"|you rock|you're the best|have a (?:great|good|nice|lovely) (?:one|day|evening|night|weekend|week))"
)
_GREETING = (
    r"(?:hi|hiya|hello|hey|heya|howdy|yo|gm|greetings|morning|good (?:morning|afternoon|evening|day|night)"
    r"|happy (?:monday|tuesday|wednesday|thursday|friday|holidays|new year)|bye|goodbye|see you)"
    r"(?: (?:all|everyone|everybody|team|guys|folks|y'?all|there|friends|again))*"
)


_AGREED = (
    r"(?:ok|okay|okey|k|kk|great|perfect|awesome|excellent|cool|nice|super|alright|all right|fine|noted|roger"
    r"|got it|gotcha|understood|sounds good|will do|no worries|no problem|acknowledged|ack)"
)


def asks_nothing(text: str, names: Iterable[str] = ()) -> bool:
    """Say whether nobody waits for an answer to a message: thanks, "ok", or emoji alone."""
    return is_thanks(text, names) or is_emoji_only(text) or _agrees(text, names)


def _agrees(text: str, names: Iterable[str]) -> bool:
    """Say whether a message says "ok" in one word or another, perhaps to somebody of `names`."""
    words = _words(text, names)
    if words is None or re.search(rf"\b{_AGREED}\b", words) is None:
        return False
    return _made_of(words, rf"{_AGREED}{_WHOM}")


def is_thanks(text: str, names: Iterable[str] = ()) -> bool:
    """Say whether a message only thanks, perhaps somebody of `names`: "thanks, it works now!" does."""
    words = _words(text, names)
    if words is None or re.search(rf"\b{_THANKS}", words) is None:
        return False
    return _made_of(words, _THANKS, _ASIDE)


def is_greeting(text: str, names: Iterable[str] = ()) -> bool:
    """Say whether a message only greets, perhaps somebody of `names`."""
    words = _words(text, names)
    return words is not None and bool(words.strip(" .,!")) and _made_of(words, _GREETING)


def is_emoji_only(text: str) -> bool:
    """Say whether a message is nothing but emoji, none of which calls for help."""
    return bool(text.strip()) and not _ALARMS.search(text) and not _EMOJI.sub("", text).strip()


def _words(text: str, names: Iterable[str]) -> str | None:
    """Return the bare words in lower case, no mentions, names, emoji; None if long or calling for help."""
    if len(text) > _SHORT or _ALARMS.search(text):
        return None
    said = _EMOJI.sub(" ", _MENTION.sub(" ", text))
    said = html.unescape(said).replace("’", "'").lower()
    for name in sorted(names, key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", " ", said)
    return " ".join(re.sub(r"[*_~`]", "", said).split())


def _made_of(words: str, *phrases: str) -> bool:
    return re.fullmatch(rf"{_PAUSE}(?:(?:{'|'.join(phrases)})(?!\w){_PAUSE})+", words) is not None
