"""What is heard on the support line, as TwiML."""

from collections.abc import Callable
from typing import Final

from twilio.twiml.voice_response import Gather, VoiceResponse

from bot.blocks.messages import support_line
from bot.domain.phone.line_answer import CalleeHears, Heard, KeyPressed, LineAnswer
from bot.runbook import Provider
from bot.runbook.phone_numbers import country_of
from bot.runbook.phones import LineRow

_AT: Final = "/twilio/voice"
_PIN_WAITS_S: Final = 8
_CHOICE_WAITS_S: Final = 5
_ACCEPT_WAITS_S: Final = 8
_LONGEST_MESSAGE_S: Final = 180
_LONGEST_TALK_S: Final = 4 * 60 * 60
_MOST_NUMBERS: Final = 3


class LineTwiml:
    """Writes TwiML in the voice and language of the runbook."""

    def __init__(self, line: LineRow, provider: Provider, numbers: Callable[[str], str | None]) -> None:
        """Take the runbook's part, and a look-up of people's numbers by key."""
        self._line, self._provider, self._numbers = line, provider, numbers

    def said(self, answer: LineAnswer, called: str) -> str:
        """Return what a caller hears; whoever is rung sees the number that was `called`."""
        response, words = VoiceResponse(), support_line.heard(answer, self._provider.name)
        match answer.heard:
            case Heard.ASKS_PIN | Heard.ASKS_PIN_AGAIN | Heard.ASKS_PIN_NOT_TYPED:
                # Whatever is typed while it speaks counts; nothing typed is asked for again.
                self._asks(response, words, "pin", answer.step, _PIN_WAITS_S, finish_on_key="#")
            case Heard.ASKS_TICKET:
                self._asks(response, words, "choice", answer.step, _CHOICE_WAITS_S, num_digits=1)
            case Heard.RINGS:
                self._say(response, words)
                self._dial(response, answer, called)
            case Heard.ASKS_MESSAGE:
                self._say(response, words)
                action = _follow_up("recorded", answer.step)
                response.record(
                    action=action, method="POST", max_length=_LONGEST_MESSAGE_S, finish_on_key="#"
                )
                response.redirect(action, method="POST")  # nothing was said
            case _:
                self._say(response, words)
                response.hangup()
        return str(response)

    def whisper(self, call: CalleeHears | None, step: int) -> str:
        """Return what whoever is rung hears; a voicemail presses no key, and is hung up on."""
        response = VoiceResponse()
        if call is None:
            return self.after_key(KeyPressed.TOO_LATE)
        words = support_line.callee_hears(call)
        self._asks(response, words, "accept", step, _ACCEPT_WAITS_S, num_digits=1, on_empty=False)
        response.hangup()
        return str(response)

    def after_key(self, pressed: KeyPressed) -> str:
        """Return what whoever is rung hears after a key: what connects them with the caller says nothing."""
        response = VoiceResponse()
        if pressed is not KeyPressed.CONNECTS:
            self._say(response, support_line.after_key(pressed))
            response.hangup()
        return str(response)

    def fallback(self, caller: str, called: str) -> str:
        """Return what a caller hears while nothing else works: which numbers there are in their country."""
        response = VoiceResponse()
        country = country_of(caller)
        there = [phone.number for phone in self._provider.phones if phone.country == country]
        others = [number for number in there if number != called][:_MOST_NUMBERS]
        self._say(response, support_line.no_connection(others))
        response.hangup()
        return str(response)

    def _dial(self, response: VoiceResponse, answer: LineAnswer, called: str) -> None:
        action, number = _follow_up("dialled", answer.step), None
        if answer.callee is not None:
            number = self._numbers(answer.callee.person)
        if number is None:
            response.redirect(action, method="POST")  # the environment has changed: the next one is rung
            return
        dial = response.dial(
            action=action,
            method="POST",
            timeout=int(self._line.ring.total_seconds()),
            time_limit=_LONGEST_TALK_S,
            answer_on_bridge=True,
            **({"caller_id": called} if called else {}),
        )
        dial.number(number, url=_follow_up("whisper", answer.step), method="POST")

    def _asks(
        self,
        response: VoiceResponse,
        words: str,
        page: str,
        step: int,
        waits: int,
        *,
        on_empty: bool = True,
        **keys: int | str,
    ) -> None:
        gather = response.gather(
            action=_follow_up(page, step),
            method="POST",
            input="dtmf",
            timeout=waits,
            action_on_empty_result=on_empty,
            **keys,
        )
        self._say(gather, words)

    def _say(self, part: VoiceResponse | Gather, words: str) -> None:
        part.say(words, voice=self._line.voice, language=self._line.language)


def _follow_up(page: str, step: int) -> str:
    return f"{_AT}/{page}?step={step}"
