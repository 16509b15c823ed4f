"""Footnote in a client that people look at: a local Slack with a web page, and a browser."""
