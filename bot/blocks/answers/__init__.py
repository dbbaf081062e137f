"""Answers to questions: who is on call, contacts, guidelines, help, history, lists."""
