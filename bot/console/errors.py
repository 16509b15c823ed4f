"""What can go wrong in the console, each as one sentence or as Slack's own error name."""

from bot.errors import FootnoteError


class ConsoleError(FootnoteError):
    """An act in the local Slack cannot be done; the sentence says what to do instead."""


class WorkspaceViolation(ConsoleError):  # noqa: N818  # it names what happened, as `Refused` does
    """The bot did what Slack would punish or a reader would suffer from; the sentences are listed."""

    def __init__(self, violations: list[str]) -> None:
        super().__init__("The bot broke Slack's rules. Mend each of these:\n- " + "\n- ".join(violations))


class Refused(Exception):  # noqa: N818  # Slack's word for it is the error's name, in `error`
    """Slack's answer to a call that it does not carry out."""

    def __init__(self, error: str, *details: str, **told: str) -> None:
        super().__init__(": ".join((error, *details[:1])))
        self.error = error
        """Slack's name for it, such as `channel_not_found`."""
        self.details = details
        """Which limit is broken and where, as Slack words it; only for blocks and views."""
        self.told = told
        """What the answer says besides, such as the scope that is `needed`."""


class RateLimited(Refused):
    """Slack's answer to a call that comes too soon."""

    def __init__(self, retry_after_s: int = 1) -> None:
        super().__init__("ratelimited")
        self.retry_after_s = retry_after_s
        """Whole seconds after which the same call would pass."""
