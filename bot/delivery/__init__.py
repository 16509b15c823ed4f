"""What was already handled."""
