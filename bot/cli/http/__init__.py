"""Serving over HTTP: the server itself, and whose requests it passes on."""
