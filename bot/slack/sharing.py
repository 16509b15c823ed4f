"""What somebody shares with others is posted, and what came of it is said in a sentence."""

from bot.delivery.outbox import Letter, Outbox
from bot.delivery.sending import Outcome
from bot.domain.postman import PausedError, RefusedError, UnknownOutcomeError

_NOT_SHARED = {
    "not_in_channel": "I am not in this channel. Type `/invite` and my name, then press *Share* again.",
    "channel_not_found": "I cannot see this channel. Type `/invite` and my name, then press *Share* again.",
    "is_archived": "This channel is archived; nothing can be posted here.",
    "ceiling": "It holds what may not be told in this channel any more. Ask again, here.",
}
_OUTCOMES: dict[Outcome, str] = {
    "sent": "Shared to this channel.",
    "waiting": "Slack asks for a pause. It will be shared as soon as that is over; there is nothing to do.",
    "unknown": (
        "Slack did not say whether it has the message. I shall look, and post it if it is not there; "
        "there is nothing to do."
    ),
}
_UNSURE = "Slack did not say whether it has the message. Look into the channel before you press again."
_PAUSED = "Slack asks for a pause. Press *Share* again in a minute."


async def share(outbox: Outbox, letter: Letter) -> str:
    """Post a letter at once if that can be, and say, in a sentence, what came of it."""
    try:
        outcome = await outbox.send(letter)
    except RefusedError as refused:
        return _NOT_SHARED.get(refused.code, f"Slack would not take the message ({refused.code}).")
    except PausedError:
        return _PAUSED
    except UnknownOutcomeError:
        return _UNSURE
    return _OUTCOMES[outcome]
