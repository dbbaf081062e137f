"""The small runbook with people and schedules, whole, and to break."""

from tests.unit.runbook.written import ACME, PROVIDER

PEOPLE = """\
people:
  sofia: {name: Sofia Rossi, slack: U0SOFIA, time_zone: Europe/Rome, phone: "${SOFIA_PHONE}"}
  sven: {name: Sven Berg, slack: U0SVEN, time_zone: Europe/Berlin, holidays: {country: DE}}
  omar: {name: Omar Haddad, slack: U0OMAR}
  mei: {name: Mei Lin, time_zone: Asia/Singapore}
  ann: {name: Ann Lee, slack: U0ANN, time_zone: Europe/London, holidays: {country: GB}}
absences:
  - {who: sofia, from: 2026-03-31, to: 2026-03-31}
  - {who: ann, from: 2026-03-10, to: 2026-03-11}
pse:
  name: Engineers
  usergroup: S0PSE
  schedule:
    time_zone: UTC
    layers:
      - name: EMEA
        people: [sofia, sven]
        every: 1 week
        handoff: "Mon 08:00"
        from: 2026-01-05
        hours: "Mon-Fri 08:00-16:00"
        time_zone: Europe/Berlin
      - {name: rest, people: [omar, mei], every: 12 hours, handoff: "00:00", from: 2026-01-01}
    overrides:
      - {who: omar, from: 2026-03-05T08:00+01:00, to: 2026-03-05T16:00+01:00}
      - {who: mei, for: sofia, from: 2026-03-06T00:00Z, to: 2026-03-07T00:00Z}
support_management:
  name: Managers
  schedule: {layers: [{name: all, people: [mei], from: 2026-02-01}]}
"""

TEAM = """\
team:
  primary: {person: ann, hours: "Mon-Fri 09:00-18:00"}
  secondary:
    schedule:
      layers:
        - {name: early, people: [omar], hours: "Mon-Fri 06:00-12:00"}
        - name: late
          people: [mei, sven]
          every: 1 day
          handoff: "12:00"
          from: 2026-01-01
          hours: "Mon-Fri 12:00-20:00"
  manager: {name: Cy Poe, slack: U0CY, email: cy@example.com}
"""

_GROUPS = """\
pse: {name: Engineers, usergroup: S0PSE}
support_management: {name: Managers, usergroup: S0MGMT}
"""
ENV = {"PARTY_PIN": "271828", "SOFIA_PHONE": "+390612345678"}


def scheduled() -> dict[str, str]:
    """Return the files of the runbook."""
    team = ACME.index("team:\n")
    return {
        "provider.yaml": PROVIDER.replace(_GROUPS, PEOPLE),
        "accounts/party.yaml": ACME[:team] + TEAM,
    }
