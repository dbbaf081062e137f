"""Tests of the support line, from Twilio's requests to tickets, threads and pages."""
