"""Sessions of a visitor who tries this and that in the playground, the same ones for the same number."""

import contextlib
import random
from collections.abc import Callable
from datetime import timedelta

from bot.cli.box.boxed import Running
from playground import ActionRefused, Persona

CHANNEL, TRIAGE = "C0PARTIFUL", "C0TRIAGE"
WORDS = (
    "SMS to Verizon fails",
    "Still failing, see *both* logs",
    "Thanks!",
    "Any news?",
    "Calls drop\nsince noon",
)
OPENINGS = ("open P1 voice Calls drop", "open P2 messaging SMS fails", "open P3 Webhooks are late")
PRESSED = ("Take", "Pending", "Acknowledge")  # those that open no form
PAUSES = (5, 40, 61, 200, 1500)  # minutes


class Visitor:
    """Does one thing after another, whatever is there to be done it with."""

    def __init__(self, started: Running, number: int) -> None:
        self._started, self._dice = started, random.Random(number)
        acting_as = started.playground.acting_as
        self._maya, self._cierra = acting_as("U0MAYA"), acting_as("U0CIERRA")
        self._said: list[str] = []
        self._actions: tuple[Callable[[], object], ...] = (
            self._open,
            self._say,
            self._reply,
            self._react,
            self._edit,
            self._click,
            self._fill_in_a_form,
            self._wait,
        )

    def visit(self, actions: int) -> None:
        """Open a ticket, then do so many things."""
        self._open()
        for _ in range(actions):
            self._dice.choice(self._actions)()
            self._started.settle()

    def _somebody(self) -> Persona:
        return self._dice.choice((self._maya, self._cierra))

    def _open(self) -> None:
        self._said.append(self._maya.say(CHANNEL, f"@tam {self._dice.choice(OPENINGS)}"))
        self._started.settle()

    def _say(self) -> None:
        self._said.append(self._maya.say(CHANNEL, self._dice.choice(WORDS)))

    def _reply(self) -> None:
        self._somebody().say(CHANNEL, self._dice.choice(WORDS), self._dice.choice(self._said))

    def _react(self) -> None:
        name = self._dice.choice(("eyes", "white_check_mark", "sos", "+1"))
        with contextlib.suppress(ActionRefused):  # they have reacted so already
            self._somebody().react(CHANNEL, self._dice.choice(self._said), name)

    def _edit(self) -> None:
        self._maya.edit(CHANNEL, self._dice.choice(self._said), f"{self._dice.choice(WORDS)} (corrected)")

    def _click(self) -> None:
        """Press a button of one of the staff's cards."""
        cards = [one for one in self._started.playground.workspace.messages(TRIAGE) if one.get("blocks")]
        buttons = [
            (card["ts"], element["action_id"])
            for card in cards
            for block in card["blocks"]
            if block["type"] == "actions"
            for element in block["elements"]
            if element["type"] == "button" and element["text"]["text"] in PRESSED
        ]
        if buttons:
            self._cierra.click(TRIAGE, *self._dice.choice(buttons))

    def _fill_in_a_form(self) -> None:
        """Open the form, say when it happened, and send it or leave it."""
        self._cierra.slash("/ticket", "", CHANNEL)
        self._cierra.wait_for_modal("New ticket")
        happened = self._started.clock.now() - timedelta(minutes=self._dice.randrange(5, 300))
        self._cierra.fill(
            {"Subject": self._dice.choice(WORDS[:2]), "When did it happen?": int(happened.timestamp())}
        )
        if self._dice.random() < 0.5:
            self._cierra.fill({"Description": "It began at noon.", "Product": "voice"})
            self._cierra.submit()
            self._started.settle()
        if self._cierra.modal:
            self._cierra.close()

    def _wait(self) -> None:
        goal = self._started.clock.now() + timedelta(minutes=self._dice.choice(PAUSES))
        self._started.playground.travel_to(goal)
