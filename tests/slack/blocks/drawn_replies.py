"""Every kind of reply of the desk, about the shipped base on one day, and what is drawn beside replies."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from bot.answering.fact_check import check_text
from bot.domain import DateRange, Reading
from bot.domain.answers import (
    Away,
    BeforeLedger,
    Changes,
    FactHistory,
    Moment,
    Question,
    Withdrawn,
)
from bot.domain.clocks import Clocks
from bot.domain.ledger import Actor, Event, Target
from bot.domain.overviews import LedgerChange
from bot.domain.shown import Dissent, Since
from bot.domain.sources import SourceCoverage
from bot.slack.blocks.ceilings import with_why_less
from bot.slack.blocks.explanations import draw_why
from bot.slack.blocks.fact_check import draw_check, draw_shared_check
from bot.slack.blocks.history import draw_history
from bot.slack.blocks.replies import draw_reply, sentence
from tests.factories import doubt, standing, verification

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
COMMAND = "/threat"
FIGHTERS, LESS, MORE, BASES = (f"afintl-240216.{number}" for number in ("23", "24", "14", "16"))
ASKED = {
    "answer": "afghanistan",
    "answer-misspelt": "afganistan",
    "answer-contradiction": "iraq",
    "answer-of-one-fact": "about afintl-240216.23",
    "answer-filtered": "isis place:iraq since:2017",
    "answer-as-of": "isis as of 2024-01",
    "which-of-several": "khorasan",
    "nothing": "iran",
    "nothing-together": "afghanistan finance indonesia",
    "nothing-for-filters": "isis since:2030",
    "fact-unknown": "about afintl-240216.99",
    "sources": "sources",
    "source": "source afintl-240216",
    "source-unknown": "source afintl-240217",
    "help": "help",
    "too-long": "x" * 600,
    "refused": "changes afghanistan",
    "filter-unread": "isis place:kabull",
    "comparison": "compare iraq syria",
    "timeline": "timeline isis finance",
}
"""What is asked for each; the desk before files alone refuses what only a ledger knows."""
CHECKED = (
    "ISIS has between 3,000 and 5,000 fighters in Iraq and Syria. ISIS was defeated in Iraq in 2016. "
    "The frequency of attacks by ISIS in Iraq has lessened. The Taliban attacked Moscow in 2023. "
    "Bananas are yellow in Brazil. Hello!"
)
PAST = Moment(
    Clocks(DateRange(date(2024, 1, 1), date(2024, 1, 31)), TODAY),
    TODAY,
    Away(datetime(2026, 9, 30, tzinfo=UTC), 90),
)


def claim_of(desk, fact_id):
    return desk.base.facts[fact_id].fact.claim


def replies(desk):
    """One reply or more of every kind, by name."""
    made = {name: desk.reply(Question(asked)) for name, asked in ASKED.items()}
    answer = made["answer-contradiction"]
    first, *others = answer.shown
    judged = standing(verification=verification(), disputes=(doubt("a newer count is lower"),))
    return made | {
        "answer-judged": replace(
            answer,
            shown=(replace(first, standing=judged, since=Since("retracted", TODAY)), *others),
            summary=replace(answer.summary, verified=1, disputed=1),
            moment=PAST,
            left_out=2,
        ),
        "answer-closest": replace(
            answer, is_close=True, readings=(*answer.readings, Reading("growing", "unread", "growing"))
        ),
        "source-counted": replace(made["source"], coverage=SourceCoverage(21, 19, 1)),
        "withdrawn": withdrawn(desk),
        "withdrawn-taken-down": replace(withdrawn(desk), claim="", replaced_by=(), is_redacted=True),
        "before-ledger": BeforeLedger(date(2020, 1, 1), date(2026, 3, 1)),
        "changes": changes(desk),
        "changes-none": replace(changes(desk), changes=(), total=0),
    }


def withdrawn(desk):
    other = Dissent("superseded by", LESS, claim_of(desk, LESS), "Vladimir Voronkov")
    return Withdrawn(MORE, "a" * 64, claim_of(desk, MORE), doubt("the report says the contrary"), (other,))


def changes(desk):
    """What the ledger would tell, had people acted on the shipped base."""

    def change(kind, fact_id, **fields):
        return LedgerChange(
            kind, fact_id, AT, "Ana", fields.pop("why", ""), claim_of(desk, fact_id), **fields
        )

    made = (
        change(
            "revise", FIGHTERS, why="a slip", was="ISIS still has fighters.", fields=("claim", "quantities")
        ),
        change("supersede", MORE, others=(LESS,)),
        change("dispute", BASES, why="when that was is not said"),
        change("verify", LESS),
    )
    return Changes(Question("changes iraq"), "Iraq", date(2026, 11, 1), made, 1, 14, tlp="GREEN", is_cut=True)


def history(desk):
    """A life with an event of every kind."""
    kinds = ("add", "flag", "settle", "verify", "dispute", "revise", "supersede", "restore", "retract")
    body = {"claim": claim_of(desk, FIGHTERS)}
    events = tuple(
        Event(
            seq=seq,
            at=AT,
            kind=kind,
            target=Target("fact", FIGHTERS),
            actor=Actor("cli:ana", "Ana"),
            content_hash="a" * 64,
            note="" if kind in {"add", "verify"} else "as the report has it",
            changed={"revise": ("claim",), "supersede": (LESS,), "restore": (LESS,)}.get(kind, ()),
            body={"add": {"claim": "ISIS still has fighters."}, "revise": body}.get(kind),
        )
        for seq, kind in enumerate(kinds, 1)
    )
    return FactHistory(FIGHTERS, claim_of(desk, FIGHTERS), events)


def drawn_replies(desk):
    """Every reply as a listener draws it, and the answers to presses at a fact."""
    made = replies(desk)
    check = check_text(desk, CHECKED)
    answer = made["answer"]
    nothing = draw_reply(made["nothing"], TODAY, COMMAND)
    return {
        **{name: partial(draw_reply, reply, TODAY, COMMAND) for name, reply in made.items()},
        "answer-in-a-direct-message": partial(draw_reply, answer, TODAY, COMMAND, can_share=False),
        "nothing-where-guests-are": partial(with_why_less, nothing, "guest"),
        "sentence": partial(sentence, "Shared to this channel."),
        "why": partial(draw_why, answer, answer.shown[0]),
        "history": partial(draw_history, history(desk)),
        "history-unknown": partial(draw_history, FactHistory("afintl-240216.99", None, ())),
        "check": partial(draw_check, check, TODAY, thread_ts="1795510800.000100"),
        "check-of-nothing": partial(draw_check, check_text(desk, "Hello! Really?"), TODAY),
        "check-shared": partial(draw_shared_check, check, TODAY, "Ana"),
    }
