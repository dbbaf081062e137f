"""What people write to a bot without one of its verbs, kind by kind, and how it is understood."""
# ruff: noqa: E501  (a table is read line by line)

from tests.unit.domain.commands.samples import Kind

# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind("Priorities in words and emoji", "https://github.com/cds-snc/sre-bot/issues/988", (
        ("channel", "@tam open severity one: calls drop", "open P1 voice: calls drop"),
        ("channel", "@tam open priority one calls drop", "open P1 voice: calls drop"),
        ("channel", "@tam open Sev two calls drop", "open P2 voice: calls drop"),
        ("channel", "@tam open P-One calls drop", "open P1 voice: calls drop"),
        ("channel", "@tam open prio: three calls drop", "open P3 voice: calls drop"),
        ("channel", "@tam open :one: calls drop", "open P1 voice: calls drop"),
        ("channel", "@tam open :two: voice calls drop", "open P2 voice: calls drop"),
        ("channel", "@tam open 1️⃣ calls drop", "open: 1️⃣ calls drop (urgent?)"),
        ("channel", "@tam open calls drop :one:", "open P1 voice: calls drop :one:"),
        ("channel", "@tam open one call drops", "open: one call drops"),
        ("channel", "@tam open phase one of the move", "open: phase one of the move"),
    )),
    Kind("Cries for help without a verb", "https://github.com/CDCgov/prime-simplereport/issues/2816", (
        ("channel", "@tam production is down", "talk to the bot, may mean open: production is down (urgent?)"),
        ("channel", "@tam SMS is down", "talk to the bot, may mean open messaging: SMS is down (urgent?)"),
        ("channel", "@tam help!! production is down", "talk to the bot, may mean open: production is down (urgent?)"),
        ("channel", "@tam help, nothing works", "talk to the bot, may mean open: nothing works (urgent?)"),
        ("channel", "@tam HELP we have an outage", "talk to the bot, may mean open: we have an outage (urgent?)"),
        ("channel", "@tam nobody gets any texts", "talk to the bot, may mean open: nobody gets any texts (urgent?)"),
        ("channel", "@tam :rotating_light: invitations", "talk to the bot, may mean open: :rotating_light: invitations (urgent?)"),
        ("channel", "@tam everything fails since 9", "talk to the bot, may mean open: everything fails since 9 (urgent?)"),
        ("channel", "@tam our calls keep failing, it's critical", "talk to the bot, may mean open: our calls keep failing, it's critical (urgent?)"),
        ("channel", "@tam help me", "help (left: me)"),
        ("channel", "@tam what is a P3?", "unknown what"),
        ("ticket", "@tam help, it is down again", "talk to the bot"),
    )),
    Kind("Changes to a ticket in other words", "https://github.com/DFE-Digital/slack-incident-bot/issues/60", (
        ("ticket", "@tam P1", "talk to the bot, may mean priority here P1"),
        ("ticket", "@tam p1!", "talk to the bot, may mean priority here P1"),
        ("ticket", "@tam make it P1", "talk to the bot, may mean priority here P1"),
        ("ticket", "@tam make this a P1 please", "talk to the bot, may mean priority here P1"),
        ("ticket", "@tam raise to P1", "talk to the bot, may mean priority here P1"),
        ("ticket", "@tam bump to sev 1", "talk to the bot, may mean priority here P1"),
        ("ticket", "@tam set priority to P2", "talk to the bot, may mean priority here P2"),
        ("ticket", "@tam lower it to P3", "talk to the bot, may mean priority here P3"),
        ("ticket", "@tam urgent", "talk to the bot, may mean priority here P1"),
        ("ticket", "@tam this is urgent!", "talk to the bot, may mean priority here P1"),
        ("ticket", "@tam this is solved", "talk to the bot, may mean solve here"),
        ("ticket", "@tam mark as solved", "talk to the bot, may mean solve here"),
        ("ticket", "@tam all fixed now", "talk to the bot, may mean solve here"),
        ("ticket", "@tam close it please", "talk to the bot, may mean solve here"),
        ("ticket", "@tam resolved, thanks!", "talk to the bot, may mean solve here"),
        ("ticket", "@tam the P1 of last week that Cierra had looked just the same as this", "talk to the bot"),
    )),
)
# fmt: on
