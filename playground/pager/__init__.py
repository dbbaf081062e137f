"""Phones and PagerDuty in a box: what a bot asks of Twilio and PagerDuty, and what came of it."""
