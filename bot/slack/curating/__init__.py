"""Curation in Slack: who presses and submits what, and what becomes of it."""
