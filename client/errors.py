"""What goes wrong around a client."""

from bot.errors import FootnoteError


class ClientError(FootnoteError):
    """A program that a client needs is not there, or does not run."""
