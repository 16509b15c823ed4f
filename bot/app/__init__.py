"""The wiring: the only place where parts are built and joined."""
