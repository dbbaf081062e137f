"""Tests of what other programs may know."""
