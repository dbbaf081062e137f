"""Shifts and absences from calendars: read, matched with people, and announced."""
