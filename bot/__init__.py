"""Footnote: the Slack bot that answers with sourced facts."""

__version__ = "0.1.0"
