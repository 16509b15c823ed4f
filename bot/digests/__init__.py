"""Digests: a window of the ledger becomes what a channel is told, when its time has come."""
