"""Tests of words as people of two companies write them: asked back about, and edited."""
