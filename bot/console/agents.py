"""What the bot shows beside messages in a direct conversation: suggested prompts, and what it is doing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

STATUS_LIFETIME = timedelta(minutes=2)
"""After which a status vanishes, if no message has come."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing that a person could say, offered as a button."""

    title: str
    """What the button says."""
    message: str
    """What the person says who presses it."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was shown in a conversation for a while."""

    channel: str
    words: str


@dataclass
class Agent:
    """The prompts and the status that stand in each conversation, and all that ever did."""

    notes: list[Note] = field(default_factory=list)
    """Every list of prompts and every status, in the order in which they were shown."""
    _prompts: dict[str, tuple[Prompt, ...]] = field(default_factory=dict)
    _statuses: dict[tuple[str, str], tuple[str, datetime]] = field(default_factory=dict)

    def suggest(self, channel: str, title: str, prompts: tuple[Prompt, ...]) -> None:
        """Offer prompts in a conversation, in the place of earlier ones."""
        self._prompts[channel] = prompts
        heading = title or "Suggested"
        self.notes.append(Note(channel, f"{heading}: {' · '.join(each.title for each in prompts)}"))

    def set_status(self, channel: str, thread_ts: str, status: str, now: datetime) -> None:
        """Say in a thread what the bot is doing; an empty status takes it away."""
        if not status:
            self.answered(channel, thread_ts)
            return
        self._statuses[channel, thread_ts] = (status, now)
        self.notes.append(Note(channel, f"Footnote {status}"))

    def answered(self, channel: str, thread_ts: str | None) -> None:
        """Take the status of a thread away: a message came."""
        self._statuses.pop((channel, thread_ts or ""), None)

    def prompts_in(self, channel: str) -> list[Prompt]:
        """Return what is offered in a conversation."""
        return list(self._prompts.get(channel, ()))

    def statuses_in(self, channel: str, now: datetime) -> list[str]:
        """Return what the bot is doing in a conversation, a status a thread."""
        return [
            status
            for (where, _), (status, at) in self._statuses.items()
            if where == channel and now - at < STATUS_LIFETIME
        ]
