"""Digests in Slack: who subscribes a channel, and manages what was subscribed."""
