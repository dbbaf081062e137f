"""The words for why somebody has a ticket, for cards, answers and the command line."""

from dataclasses import replace

from bot.blocks.kit.text import in_sentence
from bot.domain.routing import Role
from bot.domain.tams import (
    ByLayer,
    ByOverride,
    GoneFromSlack,
    InPlaceOf,
    OffDuty,
    OnDutyBy,
    OnHoliday,
    OnLeave,
    OutsideHours,
    PersonAway,
    PostedHours,
)
from bot.domain.why import (
    AsWritten,
    BackOnDuty,
    GivenByHand,
    NextChange,
    OutsideOwnHours,
    Routed,
    ShiftOver,
    TakenByHand,
    Why,
)
from bot.domain.wording import WallClock, clock_time, day_words, moment, zone_word

_LIMIT = 900


def in_short(why: Why | None, clock: WallClock) -> str:
    """Say why in one paragraph, as a part of a message; nothing where it is not known."""
    told = " ".join(sentences(why, clock))
    return in_sentence(told, _LIMIT) if told else ""


def sentences(why: Why | None, clock: WallClock) -> tuple[str, ...]:
    """Say why in sentences, with times as the clock shows them; none where it is not known."""
    match why:
        case None:
            return ()
        case Routed():
            return _routed(why, clock)
        case TakenByHand(name, off_duty):
            return (f"{name} took it{_off_duty(off_duty, clock)}.",)
        case GivenByHand(name, by, off_duty):
            return (f"{by} assigned it to {name} by hand{_off_duty(off_duty, clock)}.",)
        case ShiftOver(name):
            return (f"The shift of {name} is over; whoever is next has it.",)
        case BackOnDuty(role):
            return (f"It was the {role.label}'s when the shift closed, and the next one has begun.",)
        case AsWritten(written):
            return written


def _routed(why: Routed, clock: WallClock) -> tuple[str, ...]:
    passed = (_passed_over(one, why, clock) for one in why.passed_over)
    return (_rule(why, clock), *passed, _following(why, why.following, clock))


def _rule(why: Routed, clock: WallClock) -> str:
    day = clock.day(why.at)
    time = f"{clock_time(why.at, clock, why.at)} on {day_words(day, day)}"
    if why.on_duty is None:
        return f"No TAM is on duty at {time}, so the {Role.PSE.label} has it."
    on = f"{why.on_duty.name}, {why.on_duty.role.label}, is on duty at {time}"
    return f"{on} ({_by(why.on_duty.by, why)})."


def _by(by: OnDutyBy, why: Routed) -> str:
    match by:
        case PostedHours(text, zone):
            return f"{text} {zone_word(zone, why.at)}"
        case ByLayer(layer):
            return f"by the schedule, {layer}"
        case ByOverride():
            return "by an override of the schedule"
        case InPlaceOf(name, hours):
            return f"in place of {name}, {_by(hours, why)}"


def _passed_over(off: OffDuty, why: Routed, clock: WallClock) -> str:
    back = clock_time(off.back, clock, why.at) if off.back else None
    if isinstance(off, PersonAway):
        returns = _returns(off, back)
        return f"{off.name}, {off.role.label}, {_reason(off.reason, why)}; {returns}."
    nobody = f"Nobody is on duty as {off.role.label} by the schedule"
    return f"{nobody}; {off.name} is from {back}." if back else f"{nobody}, and nobody is planned to be."


def _returns(off: PersonAway, back: str | None) -> str:
    if back is None:
        return "no return is planned"
    return f"{off.covered_by} covers from {back}" if off.covered_by else f"back {back}"


def _reason(reason: OnLeave | GoneFromSlack | OnHoliday | OutsideHours, why: Routed) -> str:
    match reason:
        case OnLeave(day, until):
            return f"is absent through {day_words(until, day)}" if until else "is absent"
        case GoneFromSlack():
            return "cannot be reached: their Slack account is deactivated, or unknown"
        case OnHoliday(day, name):
            return f"is off: {day_words(day, day)} is a holiday{name and f' ({name})'}"
        case OutsideHours(hours):
            return f"is outside working hours ({_by(hours, why)})"


def _following(why: Routed, change: NextChange | None, clock: WallClock) -> str:
    if change is None:
        return "Nothing is planned that would change this."
    at, to = clock_time(change.at, clock, why.at), change.to or f"the {Role.PSE.label}"
    if not change.moves:
        return f"New tickets go to {to} from {at}."
    then = "an unanswered P1 moves there then, any other ticket with a nudge while its clock runs"
    return f"On duty until {at}, then {to}; {then}."


def _off_duty(off: OutsideOwnHours | None, clock: WallClock) -> str:
    if off is None:
        return ""
    return f", off duty{f' until {moment(off.until, replace(clock, zone=off.zone))}' if off.until else ''}"
