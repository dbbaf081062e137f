"""Hypothesis settings of these tests: the same examples on every run, few enough to be quick."""

from hypothesis import settings

settings.register_profile("domain", derandomize=True, database=None, deadline=None, max_examples=30)
settings.load_profile("domain")
