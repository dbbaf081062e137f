"""Tests of the pure rules: no I/O, no clock, every instant written out."""
