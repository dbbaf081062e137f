"""Calendars written as PagerDuty, Google and Outlook write them."""

from datetime import UTC, datetime

WINDOW = (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 20, tzinfo=UTC))


def event(*lines: str, uid: str = "1", summary: str = "Jane Doe") -> str:
    """Return an event of these lines."""
    named = [] if any(line.startswith("SUMMARY") for line in lines) else [f"SUMMARY:{summary}"]
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, *named, "END:VEVENT"))


def calendar(*events: str, head: str = "") -> bytes:
    """Return a calendar; `head` are lines of its own."""
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *([head] if head else []), *events]
    return ("\n".join((*parts, "END:VCALENDAR")) + "\n").replace("\n", "\r\n").encode()


def utc(day: int, first: int = 8, last: int = 16) -> tuple[str, str]:
    """Return the lines of some hours of a day in March."""
    return f"DTSTART:202603{day:02}T{first:02}0000Z", f"DTEND:202603{day:02}T{last:02}0000Z"


PAGERDUTY = calendar(
    event(
        *utc(10),
        "SUMMARY:On Call - Jane Doe - Te",
        " am EMEA",
        "ATTENDEE:mailto:Jane.Doe@acme.example",
        uid="P1",
    ),
    event(
        *utc(11), "SUMMARY:On Call - Omar Haddad - Team EMEA", "ATTENDEE:mailto:omar@acme.example", uid="P2"
    ),
    head="METHOD:PUBLISH\nX-WR-CALNAME:On Call Schedule for EMEA",
)
OPSGENIE = calendar(event(*utc(10), "SUMMARY:jane.doe@acme.example", uid="o"), event(*utc(12), uid="o"))
GOOGLE = calendar(
    event(
        "RECURRENCE-ID;TZID=America/New_York:20260310T090000",
        "DTSTART;TZID=America/New_York:20260310T130000",
        "DTEND;TZID=America/New_York:20260310T140000",
        uid="g@google.com",
    ),
    event(
        "DTSTART;TZID=America/New_York:20260303T090000",
        "DTEND;TZID=America/New_York:20260303T100000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=America/New_York:20260317T090000",
        uid="g@google.com",
    ),
    event(
        "RECURRENCE-ID;TZID=America/New_York:20260324T090000",
        "DTSTART;TZID=America/New_York:20260324T090000",
        "DTEND;TZID=America/New_York:20260324T100000",
        "STATUS:CANCELLED",
        uid="g@google.com",
    ),
    event("DTSTART;VALUE=DATE:20260405", "DTEND;VALUE=DATE:20260407", uid="d@google.com"),
    head="X-WR-TIMEZONE:America/New_York\nMETHOD:PUBLISH",
)
OUTLOOK = calendar(
    event(
        "DTSTART;TZID=Eastern Standard Time:20260309T090000",
        "DTEND;TZID=Eastern Standard Time:20260309T170000",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        uid="040000",
    ),
    event(
        "DTSTART;TZID=Eastern Standard Time:20260311T000000",
        "DTEND;TZID=Eastern Standard Time:20260312T000000",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        uid="040001",
    ),
    head="X-WR-TIMEZONE:Eastern Standard Time",
)
