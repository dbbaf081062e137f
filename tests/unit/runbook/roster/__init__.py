"""The tests of people, schedules and how people are reached."""
