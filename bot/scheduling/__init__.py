"""The heartbeat: what is done again and again while the bot runs."""
