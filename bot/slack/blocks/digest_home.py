"""The bot's own page: what the base holds, and the digests of whoever looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.answers import Away, Moment
from bot.domain.assessment import Holdings, age_in_words, day_in_words, is_old
from bot.slack.blocks.digest_buttons import DIGEST_LIST, DIGEST_NEW, digest_button
from bot.slack.blocks.digest_list import Listed, row
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.text import actions, context, counted, section

LISTED = 40
"""Two blocks each, of the hundred that a Home tab may have."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the base holds, and since when it is away, if it is."""

    holdings: Holdings
    documents: int
    away: Away | None = None


def home_view(listed: Sequence[Listed], held: Held, today: date, command: str) -> dict[str, Any]:
    """Draw the page."""
    more = [context(f"and {len(listed) - LISTED} more")] if len(listed) > LISTED else []
    none = [] if listed else [section("You have made no digest yet.")]
    new, again = digest_button("New digest…", DIGEST_NEW), digest_button("Look again", DIGEST_LIST)
    return _home(
        [
            section(f"*Footnote* answers with sourced facts.\n{_in_words(held, today)}"),
            section("*Your digests*"),
            *none,
            *(block for each in listed[:LISTED] for block in row(each)),
            *more,
            actions([new, again]),
            context(
                f"In a channel: `{command} digest daily 9:00 about isis-k`, or `{command} digest help`. "
                f"Ask with `{command} afghanistan`, or write to me under *Messages*."
            ),
        ]
    )


def home_sentence(words: str) -> dict[str, Any]:
    """Draw what there is to say instead (mrkdwn; data in it is already escaped)."""
    return _home([section(words)])


def _home(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "home", "blocks": blocks}


def _in_words(held: Held, today: date) -> str:
    newest_on = held.holdings.newest_on
    said = [f"{counted(held.holdings.facts, 'fact')} from {counted(held.documents, 'document')}"]
    if newest_on:
        age = age_in_words(newest_on, today)
        said.append(f"newest {day_in_words(newest_on)}, {f'*{age}*' if is_old(newest_on, today) else age}")
    return " · ".join([*said, *moment_in_words(Moment(away=held.away))])
