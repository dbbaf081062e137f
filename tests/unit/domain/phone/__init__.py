"""Tests of how a call to the support line goes."""
