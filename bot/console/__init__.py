"""A Slack of our own on this machine: strict enough to test against, and drawn in a terminal."""
