"""Pure functions from replies to Block Kit."""
