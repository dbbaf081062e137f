"""How people are reached, as the runbook writes it: read right, and refused in words that name the place."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.paging import Cause, Means, ReachStep
from bot.domain.tams import Role
from bot.errors import RunbookInvalid
from bot.runbook import Runbook, load
from tests.unit.runbook.roster.scheduled import ENV, scheduled
from tests.unit.runbook.written import write

TWILIO = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_FROM": "+14155550100"}
PHONES = {"SVEN_PHONE": "+4930123456", "OMAR_PHONE": "+14155551212", "MEI_PHONE": "+6561234567"}
ALL_SET = {**ENV, **TWILIO, **PHONES, "PAGERDUTY_ROUTING_KEY": "k" * 32}
P1 = "{P1: [{after: 0m, by: dm}, {after: 2m, by: sms}, {after: 5m, by: call}]}"


def minutes(after: int, by: Means) -> ReachStep:
    """Return a step so many minutes after the ping."""
    return ReachStep(timedelta(minutes=after), by)


def files(reach: str = P1, *, person: str = "", everybody: bool = True) -> dict[str, str]:
    """Return the runbook with `reach` for the 24x7 team; `person` is more of Sofia."""
    found = scheduled()
    text = found["provider.yaml"].replace("  usergroup: S0PSE\n", f"  usergroup: S0PSE\n  reach: {reach}\n")
    text = text.replace("Sofia Rossi,", f"Sofia Rossi,{person}")
    if everybody:
        for key, name in (("sven", "Sven Berg"), ("omar", "Omar Haddad"), ("mei", "Mei Lin")):
            text = text.replace(f"name: {name},", f'name: {name}, phone: "${{{key.upper()}_PHONE}}",')
            text = text.replace(f"name: {name}}}", f'name: {name}, phone: "${{{key.upper()}_PHONE}}"}}')
        text = text.replace("name: Mei Lin,", "name: Mei Lin, slack: U0MEI,")
    found["provider.yaml"] = text
    return found


def read(tmp_path: Path, written: dict[str, str], env: dict[str, str] | None = None) -> Runbook:
    """Load a runbook; by default all is set that it can name."""
    return load(write(tmp_path, written), ALL_SET if env is None else env)


def refused(tmp_path: Path, written: dict[str, str], env: dict[str, str] | None = None) -> list[str]:
    """Return what is said of a runbook that is refused, without the lines."""
    with pytest.raises(RunbookInvalid) as error:
        read(tmp_path, written, env)
    return [problem.split(":", 2)[2].strip() for problem in error.value.problems]


def test_a_role_s_steps_are_those_of_everybody_who_has_it(tmp_path: Path) -> None:
    book = read(tmp_path, files())
    steps = (minutes(0, Means.DM), minutes(2, Means.SMS), minutes(5, Means.CALL))
    for who in ("U0SOFIA", "U0OMAR", None):
        assert book.reach("party", Role.PSE, who, Cause.P1) == steps
    assert book.reach("party", Role.PSE, "U0SOFIA", Cause.ESCALATION) == ()
    assert book.reach("party", Role.SUPPORT_MANAGEMENT, "U0MEI", Cause.P1) == ()
    assert book.reach("party", Role.PRIMARY, "U0ANN", Cause.P1) == ()


def test_a_person_s_own_steps_stand_in_place_of_the_role_s(tmp_path: Path) -> None:
    book = read(tmp_path, files(person=" reach: {P1: [{after: 1m, by: call}], escalation: []},"))
    assert book.reach("party", Role.PSE, "U0SOFIA", Cause.P1) == (minutes(1, Means.CALL),)
    assert book.reach("party", Role.PSE, "U0SOFIA", Cause.ESCALATION) == ()
    assert book.reach("party", Role.PSE, "U0SVEN", Cause.P1)[0] == minutes(0, Means.DM)


def test_a_cause_that_a_person_says_nothing_of_is_left_to_the_role(tmp_path: Path) -> None:
    book = read(tmp_path, files(person=" reach: {escalation: [{after: 0m, by: pagerduty}]},"))
    assert book.reach("party", Role.PSE, "U0SOFIA", Cause.P1)[1] == minutes(2, Means.SMS)
    assert book.reach("party", Role.PSE, "U0SOFIA", Cause.ESCALATION) == (minutes(0, Means.PAGERDUTY),)


def test_the_roles_of_an_account_have_steps_of_their_own(tmp_path: Path) -> None:
    written = scheduled()
    team = written["accounts/party.yaml"].replace(
        "cy@example.com", "cy@example.com, reach: {P1: [{after: 3m, by: dm}]}"
    )
    team = team.replace("person: ann,", "person: ann, reach: {escalation: [{after: 1h, by: dm}]},")
    written["accounts/party.yaml"] = team
    book = read(tmp_path, written, ENV)
    assert book.reach("party", Role.TAM_MANAGER, "U0CY", Cause.P1) == (minutes(3, Means.DM),)
    assert book.reach("party", Role.PRIMARY, "U0ANN", Cause.ESCALATION) == (minutes(60, Means.DM),)


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        (
            "{P1: [{after: soon, by: dm}]}",
            "pse.reach.P1[1].after: “soon” isn't a duration; write one like 15m, 1h or 7 days",
        ),
        ("{P1: [{after: 1m, by: fax}]}", "pse.reach.P1[1].by: “fax” is none of dm, sms, call, pagerduty"),
        ("{P1: [{after: 1m}]}", "pse.reach.P1[1].by: is required"),
        ("{P1: [{by: dm}]}", "pse.reach.P1[1].after: is required"),
        ("{P1: dm}", "pse.reach.P1: must be a list"),
        ("{P2: [{after: 1m, by: dm}]}", "pse.reach.P2: isn't a key known here; known are P1, escalation"),
        (
            "{P1: [{after: 60m, by: dm}, {after: 1h, by: dm}]}",
            "pse.reach.P1: has the same step twice; each is taken once",
        ),
    ],
)
def test_what_is_no_step_is_refused(tmp_path: Path, steps: str, says: str) -> None:
    assert refused(tmp_path, files(steps)) == [says]


@pytest.mark.parametrize("by", ["sms", "call"])
def test_nobody_is_to_be_rung_who_has_no_phone(tmp_path: Path, by: str) -> None:
    steps = f"{{P1: [{{after: 1m, by: {by}}}]}}"
    assert refused(tmp_path, files(steps, everybody=False)) == [
        f"pse.reach.P1[1].by: {by} needs a phone; sven, omar, mei have no phone under people in provider.yaml"
    ]


def test_who_has_steps_of_their_own_needs_no_phone_for_the_role_s(tmp_path: Path) -> None:
    written = files(everybody=False)
    text = written["provider.yaml"]
    for who in ("Sven Berg", "Omar Haddad", "Mei Lin"):
        text = text.replace(f"name: {who}", f"name: {who}, reach: {{P1: []}}")
    written["provider.yaml"] = text.replace("by: dm", "by: call")
    assert read(tmp_path, written).reach("party", Role.PSE, "U0SVEN", Cause.P1) == ()


def test_a_person_s_own_steps_need_a_phone_too(tmp_path: Path) -> None:
    written = scheduled()
    written["provider.yaml"] = written["provider.yaml"].replace(
        "name: Omar Haddad,", "name: Omar Haddad, reach: {P1: [{after: 1m, by: sms}]},"
    )
    assert refused(tmp_path, written) == ["people.omar.reach.P1[1].by: sms needs a phone; omar has no phone"]


def test_a_tam_who_is_written_out_has_the_phone_of_the_person_with_that_slack_id(tmp_path: Path) -> None:
    written = scheduled()
    written["accounts/party.yaml"] = written["accounts/party.yaml"].replace(
        "{person: ann,", "{name: Sofia Rossi, slack: U0SOFIA, reach: {P1: [{after: 1m, by: sms}]},"
    )
    assert read(tmp_path, written).reach("party", Role.PRIMARY, "U0SOFIA", Cause.P1)
    written["accounts/party.yaml"] = written["accounts/party.yaml"].replace("U0SOFIA", "U0ELSE")
    assert refused(tmp_path, written) == [
        "team.primary.reach.P1[1].by: sms needs a phone; U0ELSE has no phone under people in provider.yaml"
    ]


def test_a_team_without_people_by_name_cannot_be_rung(tmp_path: Path) -> None:
    written = scheduled()
    text = written["provider.yaml"]
    written["provider.yaml"] = text[: text.index("  schedule:\n    time_zone")] + (
        "  reach: {P1: [{after: 0m, by: pagerduty}, {after: 1m, by: call}]}\n"
        + text[text.index("support_management:") :]
    )
    assert refused(tmp_path, written) == [
        "pse.reach.P1[2].by: call reaches people by name, and nobody is named here; give it a schedule"
    ]


def test_what_is_needed_to_send_must_be_set_in_the_environment(tmp_path: Path) -> None:
    steps = "{P1: [{after: 0m, by: sms}, {after: 1m, by: pagerduty}]}"
    assert sorted(refused(tmp_path, files(steps), {**ENV, **PHONES})) == [
        "pse.reach.P1[1].by: sms needs TWILIO_ACCOUNT_SID, which is not set in the environment",
        "pse.reach.P1[1].by: sms needs TWILIO_AUTH_TOKEN, which is not set in the environment",
        "pse.reach.P1[1].by: sms needs TWILIO_FROM, which is not set in the environment",
        "pse.reach.P1[2].by: pagerduty needs PAGERDUTY_ROUTING_KEY, which is not set in the environment",
    ]
    by_key = {"TWILIO_API_KEY": "SK1", "TWILIO_API_SECRET": "s", "TWILIO_AUTH_TOKEN": ""}
    assert read(tmp_path, files(), ALL_SET | by_key)


def test_without_an_environment_nothing_is_missed(tmp_path: Path) -> None:
    assert load(write(tmp_path, files()), None)


def test_a_phone_that_is_set_to_no_number_is_told_and_not_shown(tmp_path: Path) -> None:
    found = refused(tmp_path, files(), ALL_SET | {"SOFIA_PHONE": "0612345678"})
    assert found == ["people.sofia.phone: ${SOFIA_PHONE} holds no phone number; write it like +14155551212"]
