"""Feeds of other tools are read right, or what of them cannot be used is left out and said."""

import pytest

from bot.errors import WrongInput
from bot.steps.calendars.calendar_events import LARGEST, CalendarEvent
from bot.steps.calendars.ical import read_calendar
from bot.steps.calendars.rules import MOST_TIMES
from tests.unit.calendars.written import GOOGLE, OPSGENIE, OUTLOOK, PAGERDUTY, WINDOW, calendar, event, utc
from tests.unit.domain.samples import whole

BERLIN = "Europe/Berlin"


def times(content: bytes, zone: str = BERLIN) -> list[str]:
    """Return when the events of a calendar are."""
    return [f"{one.start} - {one.end}" for one in read_calendar(content, WINDOW, zone).entries]


def left_out(*events: str, head: str = "") -> tuple[str, ...]:
    found = read_calendar(calendar(*events, event(*utc(20), uid="fine"), head=head), WINDOW, BERLIN)
    assert len(found.entries) == 1
    return found.refused


def test_pagerduty_names_people_by_mail_in_utc() -> None:
    first, second = read_calendar(PAGERDUTY, WINDOW, BERLIN).entries
    assert (first.summary, first.mails) == ("On Call - Jane Doe - Team EMEA", {"jane.doe@acme.example"})
    assert second.mails == {"omar@acme.example"}
    assert f"{first.start} - {first.end}" == "2026-03-10 08:00:00+00:00 - 2026-03-10 16:00:00+00:00"


def test_two_shifts_of_one_uid_are_two_shifts() -> None:
    assert times(OPSGENIE) == [
        "2026-03-10 08:00:00+00:00 - 2026-03-10 16:00:00+00:00",
        "2026-03-12 08:00:00+00:00 - 2026-03-12 16:00:00+00:00",
    ]


def test_google_s_series_with_a_moved_a_cancelled_and_a_left_out_day_follows_the_wall_clock() -> None:
    assert times(GOOGLE) == [
        "2026-03-03 09:00:00-05:00 - 2026-03-03 10:00:00-05:00",
        "2026-03-10 13:00:00-04:00 - 2026-03-10 14:00:00-04:00",
        "2026-04-05 - 2026-04-07",
    ]


def test_outlook_s_zones_are_windows_s() -> None:
    office, free = read_calendar(OUTLOOK, WINDOW, BERLIN).entries
    assert (str(office.start), office.shows_free) == ("2026-03-09 09:00:00-04:00", False)
    assert (str(free.start), free.shows_free) == ("2026-03-11 00:00:00-04:00", True)


def test_times_that_name_no_zone_are_in_the_one_given() -> None:
    floating = calendar(event("DTSTART:20260310T080000", "DTEND:20260310T160000"))
    assert times(floating) == ["2026-03-10 08:00:00+01:00 - 2026-03-10 16:00:00+01:00"]


def test_a_zone_of_the_calendar_s_own_is_taken_from_it() -> None:
    own = (
        "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE"
    )
    named = event(
        "DTSTART;TZID=Customized Time Zone:20260310T080000", "DTEND;TZID=Customized Time Zone:20260310T090000"
    )
    assert times(calendar(own, named)) == ["2026-03-10 08:00:00+03:00 - 2026-03-10 09:00:00+03:00"]


def test_of_an_event_that_stands_twice_the_newest_counts() -> None:
    old, new = event(*utc(10), "SEQUENCE:1"), event(*utc(10, 8, 12), "SEQUENCE:2")
    assert times(calendar(new, old)) == ["2026-03-10 08:00:00+00:00 - 2026-03-10 12:00:00+00:00"]


def test_at_one_time_without_a_uid_or_with_the_same_are_two_people() -> None:
    nameless = [event(*utc(10), summary=who, uid="") for who in ("Jane Doe", "Omar Haddad")]
    for two in (nameless, [one.replace("UID:", "UID:same") for one in nameless]):
        found = read_calendar(calendar(*two), WINDOW, BERLIN)
        assert [one.summary for one in found.entries] == ["Jane Doe", "Omar Haddad"]


def test_of_too_many_events_the_earliest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.steps.calendars.ical.MOST_EVENTS", 20)
    many = [event(*utc(11 + at % 9, 8, 9), uid=f"{at}", summary=f"{at}") for at in range(20)]
    found = read_calendar(calendar(*many, event(*utc(10), uid="last")), WINDOW, BERLIN)
    assert (found.entries[0].summary, len(found.entries)) == ("Jane Doe", 20)
    assert found.refused == ("Only the first 20 of 21 events are taken.",)


@pytest.mark.parametrize(
    ("rule", "times"),
    [
        ("FREQ=DAILY", 50_000),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", 50_000),
        ("FREQ=MONTHLY;BYDAY=MO,TU", MOST_TIMES),
    ],
)
def test_series_that_would_take_minutes_to_follow_are_refused(
    monkeypatch: pytest.MonkeyPatch, rule: str, times: int
) -> None:
    monkeypatch.setattr("bot.steps.calendars.ical.MOST_TIMES", times)
    old = [
        event("DTSTART:19000101T080000Z", "DTEND:19000101T090000Z", f"RRULE:{rule}", uid=f"{at}")
        for at in range(11 * times // MOST_TIMES + 1)
    ]
    with pytest.raises(WrongInput, match=whole("The calendar's series have too many times to count.")):
        read_calendar(calendar(*old), WINDOW, BERLIN)


def test_long_series_that_ended_cost_little() -> None:
    ended = ["RRULE:FREQ=DAILY;UNTIL=19000110T080000Z", "RRULE:FREQ=DAILY;COUNT=9"]
    old = [
        event("DTSTART:19000101T080000Z", "DTEND:19000101T090000Z", ended[at % 2], uid=f"{at}")
        for at in range(30)
    ]
    assert times(calendar(*old)) == []


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            ("DTSTART;TZID=Mars/Base:20260310T080000", "DTEND;TZID=Mars/Base:20260310T090000"),
            "its zone “Mars/Base” is unknown",
        ),
        (
            ("DTSTART;TZID=tzone://Microsoft/Custom:20260310T080000", "DURATION:PT1H"),
            "its DTSTART cannot be read",
        ),
        (
            ('DTSTART;TZID="tzone://Microsoft/Custom":20260310T080000', "DURATION:PT1H"),
            "its zone “tzone://Microsoft/Custom” is unknown",
        ),
        (("DTSTART:20261350T080000Z", "DURATION:PT1H"), "its DTSTART cannot be read"),
        (("DTSTART:20260310T080000Z",), "it has no end"),
        (("DTSTART:20260310T080000Z", "DTEND:20260310T080000Z"), "it has no end"),
        (("DTEND:20260310T080000Z",), "it has no beginning"),
        ((*utc(10, 8, 9), "RRULE:FREQ=MINUTELY"), "it comes minutely, which no shift does"),
        (
            (*utc(10, 8, 9), f"RRULE:FREQ=DAILY;BYHOUR=8,9;BYMINUTE={','.join(map(str, range(60)))}"),
            "it comes more often than every hour, which no shift does",
        ),
        ((*utc(10), "RRULE:FREQ=DAILY;INTERVAL=0"), "its rule cannot be read"),
        ((*utc(10), "RRULE:FREQ=DAILY;COUNT=-1"), "its rule cannot be read"),
        ((*utc(10), "RRULE:FREQ=OFTEN"), "its rule cannot be read"),
        ((*utc(10), "RRULE:COUNT=3"), "its rule cannot be read"),
        ((*utc(10), "RDATE:tomorrow"), "its times cannot be read"),
        ((*utc(10), "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:nope"), "its times cannot be read"),
        ((utc(10)[0], "DURATION:P999999999D"), "its times cannot be read"),
        ((utc(10)[0], "DURATION:PT1H", "DURATION:PT2H"), "its times cannot be read"),
        ((utc(10)[0], "DTEND:99991231T235959Z"), "its DTEND cannot be read"),
        (("DTSTART;VALUE=DATE:00010101", "DTEND:20260401T000000Z"), "its DTSTART cannot be read"),
        ((*utc(10), "SEQUENCE:1", "SEQUENCE:2"), "its times cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_used_is_left_out_and_said(lines: tuple[str, ...], why: str) -> None:
    assert left_out(event(*lines)) == (f"“Jane Doe” is left out: {why}.",)


def test_a_zone_of_the_calendar_that_nobody_knows_is_said() -> None:
    assert left_out(head="X-WR-TIMEZONE:Mars/Base") == (
        "The calendar's zone “Mars/Base” is unknown; Europe/Berlin is taken for it.",
    )


def test_cancelled_events_are_none() -> None:
    assert times(calendar(event(*utc(10), "STATUS:CANCELLED"))) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "That isn't a calendar: it has no BEGIN:VCALENDAR."),
        (b"<html>Sign in</html>", "That isn't a calendar: it has no BEGIN:VCALENDAR."),
        (
            PAGERDUTY[: PAGERDUTY.index(b"UID:P2")],
            "The calendar is cut off: not everything in it that begins has an end.",
        ),
        (
            calendar(event("DTSTART;TZID=America:20260310T080000", "DURATION:PT1H")),
            "The calendar cannot be read: a zone that it names is none.",
        ),
        (b"\xff\xfe", "The calendar isn't UTF-8 text."),
        (b" " * (LARGEST + 1), "The calendar is larger than 4 MB."),
    ],
    ids=["empty", "a page", "cut off", "a folder", "bytes", "large"],
)
def test_what_is_no_calendar_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(WrongInput, match=whole(why)):
        read_calendar(content, WINDOW, BERLIN)


@pytest.mark.parametrize(
    "written",
    [
        b"\xef\xbb\xbf" + PAGERDUTY,
        PAGERDUTY.replace(b"\r\n", b"\n"),
        calendar() + PAGERDUTY,
    ],
    ids=["byte order mark", "line feeds", "two calendars"],
)
def test_other_ways_to_write_the_same_are_read(written: bytes) -> None:
    assert [one.summary for one in read_calendar(written, WINDOW, BERLIN).entries] == [
        "On Call - Jane Doe - Team EMEA",
        "On Call - Omar Haddad - Team EMEA",
    ]


def test_an_event_is_a_plain_value() -> None:
    [one] = read_calendar(calendar(event(*utc(10))), WINDOW, BERLIN).entries
    assert one == CalendarEvent("Jane Doe", frozenset(), one.start, one.end)
