"""What a person is told directly: what came of the fact that they flagged or proposed."""

from bot.curation.life import DONE
from bot.curation.notices import FlagOutcome, ProposalOutcome
from bot.domain.assessment import day_in_words
from bot.domain.postman import Writing
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import mrkdwn, section

WHY_LIMIT = 500
_MEANT = {
    "settle": "looked at it, and it stands",
    "verify": "verified it against its document",
    "redact": "had its words taken down",
}


def draw_flag_outcome(outcome: FlagOutcome) -> Writing:
    """Say what came of a flag, by whom and why."""
    fact_id, event = outcome.event.target.id, outcome.event
    done = _MEANT.get(event.kind, f"{DONE[event.kind]} it")
    return _written(
        f"*Your flag on* `{fact_id}`: {mrkdwn(event.actor.name, PERSON_LIMIT)} {done}.",
        f"Why: {mrkdwn(event.note, WHY_LIMIT)}" if event.note else "",
        f"You had flagged: {mrkdwn(outcome.flag.why, WHY_LIMIT)}" if outcome.flag.why else "",
    )


def draw_proposal_outcome(outcome: ProposalOutcome) -> Writing:
    """Say what was decided on a proposal, by whom and why."""
    by, on = mrkdwn(outcome.by, PERSON_LIMIT), day_in_words(outcome.proposed_at.date())
    done = f"approved it: it is `{outcome.fact_id}`" if outcome.is_approved else "rejected it"
    return _written(
        f"*Your proposal* of {on} about `{outcome.source_id}`: {by} {done}.",
        f"Why: {mrkdwn(outcome.why, WHY_LIMIT)}" if outcome.why else "",
    )


def _written(*lines: str) -> Writing:
    text = "\n".join(filter(None, lines))
    return Writing(text, [section(text)])
