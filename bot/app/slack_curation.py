"""Curation, joined to Slack: the acts, the cards in the curators' channel, and what reporters are told."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.evidence import evidence_for
from bot.answering.history import fact_history
from bot.app.following import Follower
from bot.curation.acts import Acts
from bot.curation.cards import CardDrawing, Cards
from bot.curation.choosing import Choosing
from bot.curation.gaps import Gaps
from bot.curation.notices import NoticeDrawing, Notices
from bot.curation.proposals import Proposals
from bot.curation.review import Reviews
from bot.delivery.outbox import Outbox
from bot.settings import Settings
from bot.slack.access import Access
from bot.slack.blocks.cards import draw_card, draw_gone
from bot.slack.blocks.notices import draw_flag_outcome, draw_proposal_outcome
from bot.slack.curating.curators import Curators
from bot.slack.curating.parts import Curating
from bot.slack.posting import SlackPostman
from bot.storage.engine import Database


def curation_in_slack(  # noqa: PLR0913  # everything that curation needs meets here
    database: Database,
    follower: Follower,
    outbox: Outbox,
    client: AsyncWebClient,
    settings: Settings,
    *,
    access: Access,
    now: Callable[[], datetime],
) -> Curating:
    """Join what curators, reporters and proposers do in Slack."""
    reviews = Reviews(database, now)
    drawing, outcomes = (
        CardDrawing(draw_card, draw_gone),
        NoticeDrawing(draw_flag_outcome, draw_proposal_outcome),
    )
    cards = Cards(
        database,
        outbox,
        SlackPostman(client),
        reviews,
        drawing,
        settings.curators_channel,
        access.tlp_of,
    )
    return Curating(
        acts=Acts(database, now),
        proposals=Proposals(database, now),
        reviews=reviews,
        gaps=Gaps(database, now, keep_askers=settings.gap_askers),
        cards=cards,
        notices=Notices(database, outbox, reviews, outcomes, access.tlp_of),
        choosing=Choosing(database, lambda: follower.base),
        curators=Curators(client, settings.curators, time.monotonic),
        access=access,
        desks=follower.desks,
        history=partial(fact_history, database),
        evidence=partial(evidence_for, database),
        command=settings.command,
    )
