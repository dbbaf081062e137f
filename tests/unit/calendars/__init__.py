"""Calendars as other tools write them."""
