"""Footnote: the Slack bot that answers with sourced facts."""
