"""Of which time a reply speaks, in words."""

from bot.domain.answers import Moment
from bot.domain.assessment import day_in_words, edtf_in_words
from bot.domain.clocks import as_edtf
from bot.slack.blocks.text import counted

MINUTES_AN_HOUR = 60


def moment_in_words(moment: Moment) -> list[str]:
    """Say which clocks a reply was read by, and how old the state is where the database is away."""
    clocks, away = moment.clocks, moment.away
    said = []
    if clocks.as_of:
        said.append(f"as of {edtf_in_words(as_edtf(clocks.as_of))}: what held then")
    if clocks.known_on:
        is_past = moment.state_on == clocks.known_on
        state = "what our ledger held then" if is_past else "what our ledger holds now"
        said.append(f"known on {day_in_words(clocks.known_on)}: {state}")
    if away:
        hours, minutes = divmod(away.minutes, MINUTES_AN_HOUR)
        ago = counted(hours, "hour") if hours else counted(minutes, "minute")
        said.append(f"from the state of {away.since:%H:%M} UTC, {ago} ago: the database is away")
    return said
