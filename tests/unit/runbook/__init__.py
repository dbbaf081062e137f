"""Tests of the runbook: the loader, the secret, and the sample held against the document it was made from."""
