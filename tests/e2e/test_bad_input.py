"""Text that is hostile, strange or at Slack's limits comes out literally in every card and thread."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.blocks.kit.text import CUT_MARK
from playground.people.persona import Persona
from tests.e2e.stage import CHANNEL, TRIAGE, OnStage, Stage, send
from tests.fixtures.shown import lines, words_of

HOSTILE = [
    "<!channel> wake up",
    "<!here|here> and <@U0CIERRA> and <@U0MAYA|maya>",
    "<https://evil.example|https://bank.example>",
    "&lt;b&gt; &amp;amp; &lt;!channel&gt;",
    "```code``` `tick` *bold* _it_ ~no~",
    "{{pin:partiful}} ${PARTIFUL_SUPPORT_PIN}",
    "\u202eevil\u202c שלום עליכם مرحبا",
    "🎟️👩‍👩‍👧‍👦🇺🇸 :ticket: :sos:",
    "%s {0} {key} \\n \x07 \x00",
    "' OR 1=1; --",
]


def interpreted(stage: Stage) -> list[str]:
    """Return all that Slack would act on in what the bot posted: its mrkdwn, and special elements."""
    found: list[str] = []
    for channel in (CHANNEL, TRIAGE):
        for message in stage.workspace.messages(channel):
            for one in stage.workspace.thread(channel, message["ts"]):
                if one.get("bot_id"):
                    found += [one["text"], *_interpreted(one.get("blocks"))]
    return found


def _interpreted(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        if found.get("type") == "mrkdwn":
            yield found["text"]
        if found.get("type") in ("broadcast", "usergroup", "channel", "link"):
            yield f"<!{found['type']}> {found.get('url')}"
    for inner in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _interpreted(inner)


def pings(stage: Stage) -> list[str]:
    """Return what of our messages would ping or mislead somebody that only the hostile text names."""
    traps = (
        "<!channel>",
        "<!here",
        "<@U0MAYA|",
        "<https://evil.example|",
        "https://evil.example ",
        "<!broadcast>",
    )
    return [text for text in interpreted(stage) if any(trap in text for trap in traps)]


def visible(text: str) -> str:
    """Return what is left of a text when characters that nobody can see are taken out."""
    seen = "".join(one for one in text if one.isprintable() and one not in "\u2068\u2069\u202e\u202c")
    return seen.strip()


def form(stage: Stage, subject: str, description: str) -> OnStage:
    """Open a ticket with the form."""
    [pinned] = stage.workspace.pins(CHANNEL)
    assert stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    stage.maya.fill({"Product": "voice", "Subject": subject, "Description": description})
    with stage.opening() as opened:
        assert send(stage.maya) is None
    return opened[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_into_forms_is_shown_as_it_was_typed(stage: Stage, text: str) -> None:
    ticket = form(stage, text, text)
    assert visible(text) in visible(ticket.everything)
    assert pings(stage) == []
    stage.maya.click(CHANNEL, ticket.card_ts, "customer.add_details")
    stage.maya.wait_for_modal("Add details")
    stage.maya.fill({"Details": text})
    stage.maya.submit()
    stage.maya.click(CHANNEL, ticket.card_ts, "customer.escalate")
    stage.maya.wait_for_modal("Escalate")
    stage.maya.fill({"Reason": "blocker", "Comment": text, "How do we reach you now?": text})
    stage.maya.submit()
    stage.settle()
    stage.cierra.click(TRIAGE, ticket.triage_ts, "staff.solve")
    stage.cierra.wait_for_modal("Solve")
    stage.cierra.fill({"Closing message": text})
    stage.cierra.submit()
    stage.settle()
    assert visible(text) in visible(ticket.customers_see[-1])
    assert sum(visible(text) in visible(said) for said in ticket.staff_see) >= 3
    assert pings(stage) == []
    assert stage.cierra.slash("/ticket", f"show {ticket.number}", CHANNEL)
    assert visible(text) in visible(stage.told(stage.cierra))


SAID = ["<!channel> all down", "`x` *y* <@U0CIERRA>: help", "a < b & c > d", "שלום 🎟️"]


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_in_the_channel_is_shown_as_people_saw_it(stage: Stage, text: str) -> None:
    seen = text.replace("<!channel>", "@channel").replace("<@U0CIERRA>", "@Cierra Simms")
    stage.cierra.say(CHANNEL, "hi")
    stage.settle()
    typed = text.replace("<@U0CIERRA>", "@Cierra Simms").replace("<!channel>", "@channel")
    ts = stage.maya.say(CHANNEL, typed)
    stage.settle()
    with stage.opening() as opened:
        stage.maya.react(CHANNEL, ts, "ticket")
    [ticket] = opened
    assert visible(ticket.row.subject) == visible(seen)
    assert visible(seen) in visible(ticket.everything)
    stage.maya.say(CHANNEL, typed, ticket.thread)
    stage.settle()
    assert visible(seen) in visible(ticket.staff_see[-1])
    assert pings(stage) == []


def test_an_unknown_verb_full_of_markup_is_quoted_literally(stage: Stage) -> None:
    assert stage.cierra.slash("/ticket", "<!channel>*x*", CHANNEL)
    [answer] = stage.eventually(lambda: stage.cierra.ephemerals(CHANNEL))
    assert "<!channel>" not in answer["text"]
    first = words_of(answer).splitlines()[0]
    assert first == "<!channel>*x* isn't a command I know; nothing was changed. There are:"


def test_a_message_longer_than_a_form_is_cut_with_a_mark_and_kept_whole(stage: Stage) -> None:
    long = "Line one of many\n" + "".join(f"{number:05d} details\n" for number in range(700))
    assert len(long) > 3000 * 3
    ts = stage.maya.say(CHANNEL, long)
    stage.settle()
    assert stage.cierra.message_shortcut("create_ticket", CHANNEL, ts)
    opened_form = stage.cierra.wait_for_modal("New ticket")
    prefilled = opened_form.values["description"]["input"]
    assert len(prefilled) <= 3000
    assert prefilled.endswith(CUT_MARK)
    assert "The message is longer than a form can hold. It stays whole where it stands." in lines(
        words_of(opened_form.view)
    )
    stage.cierra.fill({"Product": "voice"})
    with stage.opening() as opened:
        assert send(stage.cierra) is None
    [ticket] = opened
    assert ticket.thread == ts
    stage.eventually(lambda: ticket.row.description == long.strip())  # the form had cut it
    assert CUT_MARK in ticket.everything


def test_a_long_message_by_emoji_is_kept_whole_and_shown_cut(stage: Stage) -> None:
    long = "x" * 200 + "\n" + "wörter 🎟️ <b>&amp; " * 500
    ts = stage.maya.say(CHANNEL, long)
    stage.settle()
    with stage.opening() as opened:
        stage.maya.react(CHANNEL, ts, "ticket")
    [ticket] = opened
    assert ticket.row.subject.endswith(CUT_MARK)
    assert len(ticket.row.subject) <= 150
    assert len(ticket.row.description) > 8000
    assert CUT_MARK in ticket.everything


def test_text_at_slacks_limits_goes_through(stage: Stage) -> None:
    ticket = form(stage, "&" * 150, "<" * 3000)
    assert ticket.row.subject == "&" * 150
    assert ticket.row.description == "<" * 3000
    assert "<<<<" in ticket.everything


def test_over_long_and_empty_fields_are_refused_by_field(stage: Stage) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    assert stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    with stage.no_ticket():
        assert set(stage.maya.submit() or {}) == {"subject", "description"}
        stage.maya.fill({"Product": "voice", "Subject": "x" * 151, "Description": "y" * 3001})
        assert set(stage.maya.submit() or {}) == {"subject", "description"}
        stage.maya.fill({"Subject": " \n ", "Description": "\x00\x07"})
        assert stage.maya.submit() == {
            "subject": "Say in one line what is wrong.",
            "description": "Describe what happens.",
        }


def test_a_time_that_is_still_to_come_is_refused(stage: Stage) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    assert stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    stage.maya.fill({"Product": "voice", "Subject": "s", "Description": "d"})
    stage.maya.fill({"When did it happen?": int(stage.running.clock.now().timestamp()) + 3600})
    with stage.no_ticket():
        assert stage.maya.submit() == {"happened": "That time is still to come. Choose when it happened."}


def reply(person: Persona, ticket: OnStage, text: str) -> None:
    """Have somebody reply in a ticket's thread."""
    person.say(CHANNEL, text, ticket.thread)
    ticket.stage.settle()


def test_a_thousand_examples_do_not_break_a_card(stage: Stage) -> None:
    [pinned] = stage.workspace.pins(CHANNEL)
    assert stage.maya.click(CHANNEL, pinned, "open_ticket")
    stage.maya.wait_for_modal("New ticket")
    stage.maya.fill({"Product": "voice", "Subject": "Many", "Description": "d"})
    stage.maya.fill({"Example IDs": " ".join(f"CA{number}" for number in range(280))})
    with stage.opening() as opened:
        assert send(stage.maya) is None
    assert len(opened[0].row.example_ids) == 280
    assert "and 270 more" in opened[0].everything


def test_forty_thousand_characters_in_a_thread_are_mirrored_cut(stage: Stage) -> None:
    ticket = stage.open()
    reply(stage.maya, ticket, "ab<&>c" * 6000)
    assert CUT_MARK in ticket.staff_see[-1]
