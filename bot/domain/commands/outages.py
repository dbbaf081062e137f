"""Words that speak of an outage, call for help, or tell of something that is wrong."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Final

from bot.domain.commands.characters import folded
from bot.domain.commands.priorities import is_nearly_urgent, urgency_at
from bot.domain.commands.tokens import TokenKind, tokens
from bot.domain.sla import Priority
from bot.domain.small_talk import is_thanks

_ENOUGH: Final = 4000
"""So many characters tell how urgent something is; people say it first."""
_FIRST_WORDS: Final = 60
_HEAD: Final = 20
_HURRIED = re.compile(
    r"(?<!\w)(?:(?P<denied>can|isn|aren|doesn|don|didn|won|wasn|hasn|haven|couldn)t|dwon|donw|dowm|doen)(?!\w)"
)
_WORD = re.compile(r"\w{5,10}(?!\w)")
_SPEAKS_OF_ONE = re.compile(
    r"(?<![\w-])(?:p ?-?\d\d?|s[0-5]|sev(?:erity)?[ -]?\d|prio(?:rity)?[ :=-]{0,2}p?\d"
    r"|(?:p|sev|severity|prio|priority)[ :-]{1,2}(?:one|two))(?!\w)",
    re.ASCII,
)
_SERVICE = (
    r"(?:prod|production|sms|mms|whatsapp|voice|calls?|calling|messages|messaging|texts|video|flex|verify"
    r"|otp|webhooks?|api|service|system|site|app|lines?|platform|everything|it all)"
)
_NOT = r"(?<!not )(?<!non )(?<!non-)(?<!n't )(?<!no )(?<!not that )(?<!not very )(?<!not so )(?<!less )"
_ALL = (
    r"(?:all|every|everythings?|everyone|everybody|nothings?|nobody|no one|none|no|any|entire|whole|complete)"
)
_FAILS = (
    r"(?:down|fail(?:s|ed|ing|ure|ures)?|dead|broken|stuck|stop(?:s|ped)?|drop(?:s|ped|ping)?|reject(?:ed)?"
    r"|block(?:ed)?|offline|unavailable|unreachable|bounc(?:e|es|ed|ing)|error(?:s|ing)?|undelivered|lost"
    r"|works?|working|goes (?:out|through)|go (?:out|through)|(?:gets?|going) through|arrives?|gets?"
    r"|receives?)"
)
_OUTAGE = re.compile(
    rf"{_NOT}(?<![\w-])(?:outage|urgent|urgently|urgency|emergency|critical|criticals|asap|sos|incident|p1s?"
    r"|mayday|on fire"
    r"|(?:high|highest|top|max) prio(?:rity)?|prio(?:rity)?[: ]{1,2}(?:high|highest|critical|max)"
    r"|major (?:issue|problem|impact)|blocker|blocking (?:us|prod|production)|showstopper|catastroph\w{0,6}"
    r"|immediate(?:ly)?|right now|losing (?:money|revenue|customers|users|sales)|100 ?%"
    r"|(?:prod|production|live) (?:is |issue|down|broken|impact\w{0,4})"
    r"|(?:is|are|r|its|was|were|went|goes|going|been|be|still|all|completely|totally|fully|entirely|everything|\w{1,12}'(?:s|re)"
    rf"|{_SERVICE})[ ,]{{1,2}}down(?! (?:to|by)\b)"
    r"|stopped working|(?:not|n't) work(?:s|ing)? at all"
    r"|(?:can't|cannot|can not|unable to|not able to) \w{1,12} any(?:thing|one|body)?"
    r"|need (?:help|somebody|someone) now|help now|call (?:me|us) (?:now|asap)"
    rf"|{_SERVICE} (?:(?:is|are|was|were|has|have|went|been|all|completely|totally) ){{0,3}}"
    r"(?:broken|dead|gone|out|offline|unavailable|unreachable|failing"
    r"|(?:not|n't) (?:being )?(?:working|going|delivered|arriving|sending|sent|connecting|responding))"
    rf"|{_SERVICE} (?:isn't|aren't|doesn't|don't|does not|do not|won't|can't|cannot) "
    r"(?:work|go|arrive|send|connect|deliver|respond)(?:ing|ed)?"
    rf"|{_ALL} (?:[\w'-]{{1,20}} ){{0,4}}{_FAILS})(?!\w)"
)
_URGENT_ABROAD = re.compile(
    r"(?<![\w-])(?<!nicht )(?<!no es )(?<!pas )(?:dringend\w{0,2}|notfall|totalausfall|ausfall|sofort|eilt"
    r"|(?:alles|komplett) (?:ist )?(?:down|tot|kaputt|weg)|(?:geht|funktioniert) (?:gar )?nichts"
    r"|nichts (?:geht|funktioniert)(?: mehr)?|urgentes?|urgentemente|urgencia|emergencia"
    r"|se cay[oó]|ca[ií]d[oa]s?"
    r"|no funciona nada|nada funciona|nada (?:está )?funcionando|fora do ar|urgência|emergência"
    r"|urgence|en panne|rien ne (?:marche|fonctionne)|emergenza|non funziona niente|срочно)(?!\w)"
    r"|緊急|至急|障害|全部止ま|全て止ま|止まって|止まりました|ダウン|落ちて|紧急|宕机|全部挂"
)
_TROUBLE_ABROAD = re.compile(
    r"(?<![\w-])(?:kaputt|fehler|hilfe|störung|(?:geht|gehen|funktioniert|funktionieren|läuft|laufen) nicht"
    r"|(?:kommt|kommen) (?:\w{1,12} ){0,3}nicht an"
    r"|(?:ya )?no (?:funcionan?|llegan?|salen?|va|sirven?)|error(?:es)?|ayuda"
    r"|socorro|ne (?:marche|fonctionne|passe)(?:nt)? (?:pas|plus)|n'arrivent? (?:pas|plus)|au secours|aiuto"
    r"|non (?:funzionano?|arrivano?|va)|não (?:funcionam?|chegam?)|ajuda|не работает)(?!\w)"
    r"|届か|届きません|動か|動きません|エラー|送れ|送信でき|失敗|助けて|使えな|つなが(?:らな|りませ)|收不到|发不出|发不了"
)
_ALARMS = re.compile(
    ":(?:sos|rotating_light|fire|warning|exclamation|bangbang|one|two):"
    "|[12]\ufe0f?\u20e3|[\U0001f198\U0001f6a8\U0001f525\u203c\u2757]"
)
_DENIED = r"(?:not|never|cannot|unable to|stopped|no longer|\w{2,7}n't)"
_TROUBLE = re.compile(
    rf"(?<![\w-])(?:{_DENIED} (?:\w{{1,12}} ){{0,2}}(?:work|go|send|sent|receiv|arriv|deliver|connect|call"
    r"|get|log|reach|load|respond|answer|com)\w{0,4}"
    r"|broken?|breaks|dead|down|fail(?:s|ed|ing|ure|ures)?|errors?|drop(?:s|ped|ping)?|stuck|crash\w{0,4}"
    r"|outages?|time(?:s|d)? ?outs?|undelivered|lost|missing|hang(?:s|ing)?|rejected|blocked|unavailable"
    r"|unreachable|offline|bounc(?:es?|ed|ing)|[45](?:\d\ds|xx)"
    r"|(?:code|http|status|returns?) [45]\d\d|slow|delay(?:s|ed)?|latency"
    r"|alerts?|alarms?|degraded|degradation|(?:need|want) (?:a|an|another) (?:new )?(?:ticket|case)"
    r"|need (?:your )?help|help (?:us|me)|call (?:me|us)|wake|911|112"
    r"|any(?:one|body|1) (?:there|here|around|awake|alive|listening)"
    r"|(?:nobody|no one|nothing|none) (?:\w{1,12} ){0,3}\w{3,12})(?!\w)"
)
_IS_FINE = re.compile(
    r"(?<![\w-])(?:works? (?:now|again|fine)|working (?:now|again)"
    r"|(?:no|without|any|not|never|longer|\w{2,7}n't) (?:\w{1,9} ){0,2}"
    r"(?:problems?|issues?|errors?|broken|down|fail\w{0,4}|drop\w{0,4}|slow|dead|stuck|lost|missing)"
    r"|(?:is|are|all|now) (?:fixed|solved|resolved|good|fine|ok))(?!\w)"
)


def speaks_of_urgency(text: str) -> bool:
    """Tell whether a text speaks of an outage, calls for help, or names a priority in passing."""
    return bool(_SPEAKS_OF_ONE.search(_words(text))) or calls_for_help(text)


def calls_for_help(text: str) -> bool:
    """Tell whether a text speaks of an outage or calls for help, whatever priorities it names."""
    words = _words(text)
    if _OUTAGE.search(words) or _URGENT_ABROAD.search(words) or _ALARMS.search(text[:_ENOUGH]):
        return True
    return any(is_nearly_urgent(found[0]) for found in islice(_WORD.finditer(words), _FIRST_WORDS))


def speaks_of_trouble(text: str) -> bool:
    """Tell whether a text tells of something that is wrong, urgent or not: "calls drop", "we get 500s"."""
    words = _words(text)
    if is_thanks(text):
        return False
    told = _TROUBLE.search(words) or _TROUBLE_ABROAD.search(words)
    return calls_for_help(text) or (told is not None and not _IS_FINE.search(words))


def names_a_priority(text: str, names: Mapping[str, Priority]) -> bool:
    """Tell whether the first word of a text is a priority; `names` are further names of priorities."""
    read = tuple(islice(tokens(text), _HEAD))
    first = next((at for at, token in enumerate(read) if token.kind is TokenKind.WORD), None)
    return first is not None and urgency_at(read, first, names) is not None


def _words(text: str) -> str:
    """Return the words of a text, in small letters; "cant" and "dwon" as they are meant."""
    words = " ".join(folded(text[:_ENOUGH]).split())
    return _HURRIED.sub(lambda found: f"{found['denied']}'t" if found["denied"] else "down", words)
