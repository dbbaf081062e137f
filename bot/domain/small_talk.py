"""Messages that ask for nothing: thanks, assent, greetings, bare emoji. In doubt, a message asks for more."""

import html
import re
from collections.abc import Iterable

from bot.domain.commands.characters import folded

_SHORTCODE = r":[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?"
_PICTOGRAPH = (
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u203c\u2049\u231a-\u23ff\u2190-\u21ff]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)"
)
_EMOJI = re.compile(f"{_SHORTCODE}|{_PICTOGRAPH}", re.IGNORECASE)
# These say "something is wrong" or "do something" by themselves.
_ALARMS = re.compile(
    ":(?:sos|rotating_light|ticket|hourglass|hourglass_flowing_sand|warning|question|grey_question|x|-1|thumbsdown"
    "|fire|exclamation|no_entry|octagonal_sign|red_circle|broken_heart|rage|scream|bangbang|angry|cry|sob|weary"
    "|disappointed|face_with_symbols_on_mouth|(?:man-|woman-)?face_?palm(?:ing)?|skull|triumph|tired_face|unamused"
    "|face_with_rolling_eyes|rolling_eyes):"
    "|[\U0001f620-\U0001f622\U0001f624\U0001f629\U0001f62b\U0001f62d\U0001f61e\U0001f612\U0001f644\U0001f92c"
    "\U0001f926\U0001f480]"
    "|[\U0001f198\U0001f6a8\U0001f3ab\u231b\u23f3\u26a0\u2753\u2754\u274c\U0001f44e\U0001f525\u2757\u203c\u26d4]"
)
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_PAUSE = re.compile(r"(?:[:;]-?\)|[\s.,;!¡~…—–-]|\b(?:and|so)\b(?=\s))*")
_SHORT = 200  # nobody thanks at greater length

_WHOM = r"(?: (?:all|both|everyone|everybody|team|guys|folks|y'?all|there|again|sir|mate|buddy|friends?))*"
_MUCH = (
    r"(?: (?:so much|very much|a lot|a ton|a bunch|a million|tons|loads|kindly|again|in advance|indeed|then"
    r"|man))*"
)
_ABROAD = (
    r"much[aí]s(?:imas)? gracias|mil gracias|gracias|merci(?: beaucoup| bien| [àa] tous| infiniment)?"
    r"|(?:vielen|herzlichen|besten|lieben|tausend) dank|dankeschön"
    r"|danke(?: schön| sehr| dir| euch| vielmals)?"
    r"|(?:muito )?obrigad[oa]|valeu|mille grazie|grazie(?: mille)?|arigatou?(?: gozaimasu)?"
    r"|ありがとう(?:ございます|ございました)?"
    r"|助かりま(?:した|す)|感謝(?:します|いたします)"
    r"|谢谢|謝謝|спасибо(?: большое)?|dzięki|dziękuję|tack(?: så mycket)?|dank je(?: wel)?|dankjewel|bedankt"
    r"|kiitos|takk|mange tak|teşekkürler|감사합니다|köszönöm|děkuji|mulțumesc"
)
_THANKS = (
    rf"(?:many thanks|much appreciated|(?:i|we) (?:really |greatly |so )?appreciate"
    rf"(?: (?:it|that|this|(?:the|your|all your|all the)(?: quick| fast| great)?"
    rf" (?:help|support|response|reply|update|effort|work|patience|time)))?"
    rf"|(?:really |greatly |highly )?appreciate (?:it|that)|(?:really |greatly |highly )?appreciated"
    rf"|(?:huge |big |a big |special |with )?(?:thanks+|thank you|thank u|thankyou|thankx|thanx+|thx+"
    rf"|thnx|tnx"
    rf"|tks|thnks|much obliged|ty"
    rf"|tysm|tyvm)|thank god|kudos|cheers|{_ABROAD}){_MUCH}{_WHOM}{_MUCH}"
)
_THANKED_FOR = re.compile(rf"(?<!\w)({_THANKS})(?: for| to)(?= )")
_OK = (
    r"(?:ok|okay|okey|k|kk|okie|alright|all right|great|perfect|awesome|amazing|excellent|fantastic"
    r"|wonderful"
    r"|brilliant|cool|nice|neat|super|lovely|sweet|fine|got it|gotcha|understood|noted|sounds (?:good"
    r"|great|perfect)"
    r"|will do|roger(?: that)?|copy(?: that)?|ack|acknowledged|sure(?: thing)?"
    r"|all (?:good|set|fine|clear)(?: now)?|received"
    r"|good to know"
    r"|(?:that )?makes sense|fair enough|no worries|no problem|you're welcome|you too|same to you)"
)
_SUBJECT = (
    r"(?:(?:it|that|this|these|they|everything|all|(?:the|my|our|this) (?:issue|problem|ticket|fix"
    r"|change|workaround)"
    r"|messages?|sms|calls?|(?:it |this )?(?:looks|seems)(?: like)?|i can confirm|confirmed|confirm|now"
    r"|(?:i|we) (?:can )?confirm)(?:'s|'re)? )*"
)
_FIXED = (
    r"(?:(?:is|was|are|were|has|have|been|be|being|all|now|just|really|totally|completely|finally|fully"
    r"|already) )*"
    r"(?:works?|worked|working|fixed|resolved|solved|sorted|did it|did the trick|does it|done|gone|helped"
    r"|helps|good|fine|great|perfect|clear|delivered|going through|back to normal|back up)"
    r"(?: (?:now|again|perfectly|great|fine|well|nicely|smoothly|like a charm|for (?:us|me)|here"
    r"|as expected|already"
    r"|on (?:our|my) (?:side|end)|out|it|that|this|(?:the|my|our) (?:issue|problem|issues|problems)"
    r"|everything|a lot"
    r"|so much|tremendously|everywhere|so (?:quickly|fast)|to me|to us))*"
)
_CLOSING = (
    r"(?:(?:please|pls|so|then|ok to|okay to|good to|happy to|safe to) )?"
    r"(?:(?:we|you|i|let's|feel free to|this|it|that|the ticket|this ticket|the case)(?:'ll| will)? )?"
    r"(?:(?:can|may|could|now|be|go ahead and) )*(?:close|closed|closing)"
    r"(?: (?:it|this|that|out|(?:the|this) (?:ticket|case|issue|one|thread)|now|off))*"
)
_WELL_ABROAD = (
    r"(?:(?:es |jetzt |alles )?(?:läuft|funktioniert|geht)"
    r"(?: (?:wieder|jetzt|alles|super|prima|gut|bei uns))+"
    r"|alles (?:gut|klar|bestens)(?: jetzt)?|passt(?: so)?|super|prima|perfekt|klasse|gute nacht"
    r"|schönen (?:tag|abend)(?: noch)?|schönes wochenende"
    r"|(?:ya |todo )?funciona(?: (?:ya|bien|perfecto|todo|ahora))*|todo (?:bien|ok|perfecto)(?: ahora)?"
    r"|perfecto|genial|excelente|buenas noches|resuelto"
    r"|(?:ça|ca|tout) (?:re)?(?:marche|fonctionne)(?: (?:bien|maintenant|à nouveau))*|parfait"
    r"|bonne (?:nuit|soirée)"
    r"|(?:tutto )?funziona(?: (?:tutto|bene|ora))*|perfetto"
    r"|了解(?:です|しました)|直りました|届きました|確認しました|解決しました)"
)
_ASIDE = (
    r"(?:(?:great|good|nice|awesome|excellent|fantastic|amazing|superb|stellar)"
    r" (?:job|work|support|service|stuff|news|catch|team|teamwork)"
    r"(?: (?:all|everyone|everybody|team|guys|folks))?"
    rf"|{_CLOSING}|{_SUBJECT}{_FIXED}|{_OK}|yes|yep|yeah|yup|yay|wow|phew|hi|hello|hey|hurray|hooray|woohoo|oh|ah"
    r"|you (?:guys |all )?(?:rock|rule|are (?:the best|awesome|amazing|great|a star|stars))"
    r"|you're (?:the best|awesome"
    r"|amazing|great|a star|a lifesaver|a legend)|(?:a )?life ?savers?|legends?|(?:you )?(?:saved"
    r"|made) (?:my|our) day"
    r"|well done|as always|as usual|(?:very |so |really |super )?(?:quick|fast"
    r"|helpful|kind of you)"
    r"|(?:so |very )?glad to hear (?:it|that)|happy to hear (?:it|that)"
    r"|(?:i|we)(?:'ll| will) (?:check|test|try|take a look|have a look|look|look into it"
    r"|keep an eye on it|monitor|let you (?:all )?know)"
    r"(?: (?:it|that|this|now|today|tomorrow|out))*"
    r"|will (?:monitor|check|test|let you (?:all )?know|keep an eye on it)|confirmed(?: working)?"
    r"|bye(?: bye)?|(?:talk|speak|see you|ttyl) (?:soon|later|tomorrow)|(?:(?:best|kind|warm) )?regards"
    r"|best|x{2,3}"
    r"|sent from my (?:iphone|ipad|android|phone|mobile)"
    rf"|{_WELL_ABROAD}"
    r"|have a (?:great|good|nice|lovely|wonderful) (?:one|day|evening|night|weekend|week|rest of (?:the"
    r"|your) day))"
)
_GREETING = (
    r"(?:hi|hiya|hello|hey|heya|howdy|yo|gm|greetings|morning|good (?:morning|afternoon|evening|day|night)"
    r"|happy (?:monday|tuesday|wednesday|thursday|friday|holidays|new year)|bye|goodbye|see you)"
    r"(?: (?:all|everyone|everybody|team|guys|folks|y'?all|there|friends|again))*"
)
_PHRASES_OF_THANKS = re.compile(rf"(?:{_THANKS}|{_ASIDE})(?!\w)")
_PHRASES_OF_ASSENT = re.compile(rf"(?:{_CLOSING}|{_OK}{_WHOM})(?!\w)")
_PHRASES_OF_GREETING = re.compile(rf"{_GREETING}(?!\w)")
_SAYS_THANKS = re.compile(rf"(?<!\w){_THANKS}(?!\w)")
_CLAUSE = re.compile(r"[:;]-?\)|[.,;!¡~…\n—–]+|\s-+\s")
_ASKS = re.compile(r"\?|\d|https?:|`|(?:^|\n)\s*>|<")
# What somebody is thanked for may be anything, unless it tells of something that is not well.
_BUT = re.compile(
    r"(?<!\w)(?:but|still|again|not|\w+n't|cannot|no|never|nothing|none|nobody|yet|only|except|however"
    r"|though"
    r"|although|while|until|unless|because|since|fail\w*|broke\w*|down|errors?|wrong|worse|bug\w*|stuck"
    r"|drop\w*"
    r"|please|pls|when|how|what|why|where|which|who|another|more|also|need\w*|want\w*|can|could|would"
    r"|should)(?!\w)"
)
_HELP = re.compile(r" (?:your|the|any|all your) (?:help|support|assistance|time)\Z")
_NAME_AFTER = re.compile(
    r"(?i:\b(?:thanks|thank you|thx|ty|cheers|gracias|merci"
    r"|danke))((?: (?:[A-Z][\w'’-]{1,20})){1,2})(?=\s*(?:[!.,;]|\Z))"
)


def is_thanks(text: str, names: Iterable[str] = ()) -> bool:
    """Say whether a message only thanks, perhaps somebody of `names`, and says what for.

    With a question, an ID, a number, a link, or a "but / still / again / not" it does more than that.
    """
    words = _words(_NAME_AFTER.sub(lambda found: found[0][: -len(found[1])], text[: _SHORT + 1]), names)
    if words is None or _ASKS.search(words) or _SAYS_THANKS.search(words) is None:
        return False
    return all(_is_thankful(clause.strip()) for clause in _CLAUSE.split(words))


def is_assent(text: str, names: Iterable[str] = ()) -> bool:
    """Say whether a message only takes note: "ok", "got it", "sounds good"."""
    words = _words(text, names)
    return words is not None and bool(words.strip(" .,!")) and _made_of(words, _PHRASES_OF_ASSENT)


def is_greeting(text: str, names: Iterable[str] = ()) -> bool:
    """Say whether a message only greets, perhaps somebody of `names`."""
    words = _words(text, names)
    return words is not None and bool(words.strip(" .,!")) and _made_of(words, _PHRASES_OF_GREETING)


def is_emoji_only(text: str) -> bool:
    """Say whether a message is nothing but emoji, none of which calls for help."""
    return bool(text.strip()) and not _ALARMS.search(text) and not _EMOJI.sub("", text).strip()


def asks_nothing(text: str, names: Iterable[str] = ()) -> bool:
    """Say whether a message needs no answer: thanks, assent, bare emoji."""
    return is_emoji_only(text) or is_thanks(text, names) or is_assent(text, names)


def _is_thankful(clause: str) -> bool:
    thanked = _THANKED_FOR.search(clause)
    if thanked is not None:
        asked = "in advance" in thanked[1] and not _HELP.match(clause, thanked.end())
        if asked or _BUT.search(clause, thanked.end()):
            return False
        clause = clause[: thanked.end(1)]
    return _made_of(clause, _PHRASES_OF_THANKS)


def _words(text: str, names: Iterable[str]) -> str | None:
    """Return the bare words in lower case, no mentions, names, emoji; None if long or calling for help."""
    if len(text) > _SHORT or _ALARMS.search(text):
        return None
    said = _EMOJI.sub(" ", _MENTION.sub(" ", text))
    said = folded(html.unescape(said)).replace("<3", " ")
    for name in sorted(names, key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", " ", said)
    lines = (" ".join(line.split()) for line in re.sub(r"[*_~]", "", said).splitlines())
    return "\n".join(lines).strip()


def _made_of(words: str, phrases: re.Pattern[str]) -> bool:
    """Tell whether words are nothing but such phrases, each taken as long as it goes."""
    at = _past_pause(words, 0)
    while at < len(words):
        found = phrases.match(words, at)
        if found is None:
            return False
        at = _past_pause(words, found.end())
    return True


def _past_pause(words: str, at: int) -> int:
    found = _PAUSE.match(words, at)
    return found.end() if found else at
