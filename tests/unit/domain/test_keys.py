"""The keys of rows: no two kinds, nor two things of one kind, share one."""

import inspect
import typing
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.keys import done, falling_due, said, slots
from bot.domain.keys.done import DoneKey
from bot.domain.keys.said import News, SaidKey, TicketKey
from bot.domain.keys.slots import Slot
from bot.domain.paging import Cause
from tests.fixtures.examples import drawing

ID = st.builds("{}0{}".format, st.sampled_from("CUGS"), st.text("0189AXYZ", min_size=1, max_size=4))
TS = st.integers(170_000, 179_999).map(lambda hundredths: f"{hundredths / 100:.2f}")
INSTANT = st.integers(0, 10**6).map(lambda second: datetime.fromtimestamp(second, UTC))
EMOJI = st.sampled_from(["sos", "ticket", "thumbsup::skin-tone-2", "+1"])
BY_NAME: dict[str, st.SearchStrategy[typing.Any]] = {
    "account": st.from_regex(r"[a-z]{1,3}(-[a-z]{1,3})?", fullmatch=True),
    "ts": TS,
    "thread_ts": TS,
    "event_ts": TS,
    "edited_ts": st.none() | TS,
    "emoji": EMOJI,
    "shared": EMOJI,
    "name": st.none() | st.from_regex(r"tam-[a-z]{1,3}", fullmatch=True),
    "new_channel": st.none() | ID,
}
BY_KIND = {
    (done, "reaction"): st.sampled_from(["reaction_added", "reaction_removed"]),
    (done, "channel_event"): st.sampled_from(["channel_rename", "channel_archive", "channel_id_changed"]),
    (falling_due, "at"): st.sampled_from(["nudge", "breach", "morning_list"]),
}
BY_TYPE: dict[object, st.SearchStrategy[typing.Any]] = {
    str: ID,
    int: st.integers(1, 30),
    date: st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    datetime: INSTANT,
    datetime | None: st.none() | INSTANT,
    int | None: st.none() | st.integers(1, 30),
}
NAMES_THE_SAME = {"any_reaction", "channel_part", "ticket_of_card"}
"""What makes no key: parts of keys, and what reads one."""


def makers(module: ModuleType, kind: object) -> Iterator[Callable[..., str]]:
    """Yield the functions of a module that return a kind of key."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        returned = typing.get_type_hints(function)["return"]
        if function.__module__ == module.__name__ and name not in NAMES_THE_SAME and returned is kind:
            yield function


def arguments(function: Callable[..., str]) -> st.SearchStrategy[tuple[object, ...]]:
    """Return what a maker of keys may be given."""
    module = inspect.getmodule(function)
    hints = typing.get_type_hints(function)
    return st.tuples(
        *(_argument(module, function.__name__, name, hints[name]) for name in hints if name != "return")
    )


def _argument(
    module: ModuleType | None, function: str, name: str, hint: object
) -> st.SearchStrategy[typing.Any]:
    if name == "kind":
        return BY_KIND[(module, function)]  # type: ignore[index]
    if name in BY_NAME:
        return BY_NAME[name]
    if hint is DoneKey:
        return key_of(done, DoneKey)
    if hint is TicketKey:
        return key_of(said, TicketKey)
    if hint is Slot:
        return key_of(slots, Slot)
    return BY_TYPE[hint] if hint in BY_TYPE else st.from_type(typing.cast(type, hint))


def made(module: ModuleType, kind: object) -> st.SearchStrategy[tuple[str, tuple[object, ...]]]:
    """Return makers of a kind of key, by name, each with what it is given."""
    found = [st.tuples(st.just(maker.__name__), arguments(maker)) for maker in makers(module, kind)]
    return st.sampled_from(found).flatmap(lambda one: one)


def key_of(module: ModuleType, kind: object) -> st.SearchStrategy[str]:
    """Return keys of a kind."""
    return made(module, kind).map(lambda one: getattr(module, one[0])(*one[1]))


@pytest.mark.parametrize(
    ("module", "kind"),
    [(done, DoneKey), (said, SaidKey), (said, TicketKey), (slots, Slot), (falling_due, str)],
)
def test_no_two_things_share_a_key(module: ModuleType, kind: object) -> None:
    @given(st.lists(made(module, kind), min_size=2, max_size=12, unique=True))
    @drawing(50)
    def check(things: list[tuple[str, tuple[object, ...]]]) -> None:
        keys = {getattr(module, maker)(*given_it): (maker, given_it) for maker, given_it in things}
        assert len(keys) == len(things)

    check()


def test_the_keys_in_stored_rows_never_change() -> None:
    """Rows of an older version have these: told by another key, what was done would be done again."""
    solved_at = datetime(2026, 3, 3, 15, tzinfo=UTC)
    assert [
        done.form("V1"),
        done.message("C1", "1.2"),
        done.command("C1", "1.2"),
        done.unclear("C1", "1.2", None),
        done.reaction("reaction_added", "C1", "1.2", "U1", "sos", "3.4"),
        done.channel_event("channel_rename", "C1", "3.4", name="tam-partiful"),
        said.to_customer(12, said.reminder(solved_at, None)),
        said.to_customer(12, said.follow_up(solved_at)),
        said.notice_under("C1", "1.2"),
        said.scheduled_notice("partiful", date(2026, 3, 2)),
        said.morning_list("partiful", date(2026, 3, 2)),
        said.unconfigured("C1"),
        said.pinned_notice(slots.pinned_notice("partiful")),
        said.posting(slots.customers_card(12)),
        slots.staff_card(12),
        slots.mirror(12, "1.2"),
        slots.ping(12, 5),
        falling_due.at(12, "partiful", "nudge", solved_at),
    ] == [
        "view:V1",
        "message:C1:1.2",
        "answered:message:C1:1.2",
        "asked:message:C1:1.2",
        "reaction_added:C1:1.2:U1:sos:3.4",
        "channel_rename:C1:tam-partiful:3.4",
        "ticket/12/reminded/2026-03-03 15:00:00+00:00/None",
        "ticket/12/follow_up/2026-03-03 15:00:00+00:00",
        "notice/C1/1.2",
        "scheduled_notice/partiful/2026-03-02",
        "morning/partiful/2026-03-02",
        "unconfigured/C1",
        "pinned/partiful",
        "ticket/12/card/post",
        "ticket/12/triage",
        "mirror/12/1.2",
        "ping/12/5",
        "partiful/12/nudge/1772550000.000000",
    ]


def test_a_card_s_slot_names_its_ticket_and_no_other_does() -> None:
    cards = (slots.customers_card(12), slots.staff_card(12))
    assert [slots.ticket_of_card(slot) for slot in cards] == [12, 12]
    others = (slots.mirror(12, "1.2"), slots.ping(12, 5), slots.pinned_notice("partiful"))
    assert [slots.ticket_of_card(slot) for slot in others] == [None, None, None]


def test_the_slot_of_a_question_how_urgent_names_its_ticket_and_no_other_does() -> None:
    assert slots.ticket_asked_about(slots.how_urgent(12)) == 12
    assert slots.ticket_asked_about(slots.customers_card(12)) is None


def test_the_slot_of_a_comment_of_the_consoles_names_its_ticket_and_no_other_does() -> None:
    heard = slots.heard_comment(12, 7)
    assert heard.startswith(slots.heard_comments(12))
    assert not heard.startswith(slots.heard_comments(1))
    assert [slots.ticket_heard(slot) for slot in (heard, slots.staff_card(12), None)] == [12, None, None]


def test_only_what_shows_a_message_as_it_came_is_a_mirror() -> None:
    mirror = slots.mirror(12, "1.2")
    others = (slots.edited_mirror(12, "1.2", datetime(2026, 3, 3, 15, tzinfo=UTC)), slots.ping(12, 5), None)
    assert [slots.is_mirror(slot) for slot in (mirror, *others)] == [True, False, False, False]


def test_an_incident_is_named_after_its_ticket_and_what_is_awaited() -> None:
    assert said.incident("PARTIFUL-12", Cause.P1, 7) == "tam:PARTIFUL-12:P1:7"
    assert said.incident("PARTIFUL-12", Cause.ESCALATION, 7) == "tam:PARTIFUL-12:escalation:7"


def test_news_are_told_under_names_of_their_own() -> None:
    other = {
        "reminded",
        "follow_up",
        "said",
        "edited",
        "deleted",
        "handed_on",
        "card",
        "triage",
        "opened_elsewhere",
    }
    assert other.isdisjoint(News)


def test_a_channels_part_of_a_key_is_in_the_keys_of_that_channel() -> None:
    assert done.channel_part("C0PARTIFUL") == ":C0PARTIFUL:"
    key = done.standing("C0PARTIFUL", "1.2", "+1", datetime(2026, 3, 3, tzinfo=UTC))
    assert done.channel_part("C0PARTIFUL") in key
    assert done.channel_part("C0ELSE") not in key
