"""Tests of the runbook's loader and of the sample runbook."""
