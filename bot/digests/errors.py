"""Why a digest cannot be made: how it was asked for, what this machine lacks, or that it is too early."""

from bot.errors import FootnoteError


class DigestRequestError(FootnoteError):
    """A digest is asked for in words that cannot be read, or that mean what cannot be."""


class UnknownZoneError(FootnoteError):
    """This machine has no rules for a time zone that a schedule names."""

    def __init__(self, zone: str) -> None:
        super().__init__(
            f"This machine has no rules for the time zone “{zone}”. "
            "Upgrade the package tzdata, or edit the digest and choose another zone."
        )


class NotYetError(FootnoteError):
    """This replica has not read the ledger as far as the channel was told; another has, or it soon will."""
