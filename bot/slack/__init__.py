"""Slack: commands, events, buttons, and what they look like."""
