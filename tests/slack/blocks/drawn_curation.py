"""Every card, form, notice and modal of curation, and the evidence, about facts of the shipped base."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from bot.answering.evidence import Stored, evidence
from bot.curation.choosing import Choice
from bot.curation.deciding import possible
from bot.curation.forms import form_of
from bot.curation.notices import FlagOutcome, ProposalOutcome
from bot.curation.reported import Outcome, Report, Reports
from bot.curation.review import Card
from bot.curation.showing import Laid, Quoted
from bot.domain.answers import Away
from bot.domain.assessment import Holdings, Tally
from bot.domain.ledger import Actor, Event, Target, body_of
from bot.slack.blocks.cards import draw_card, draw_gone, draw_one, draw_queue
from bot.slack.blocks.citations import draw_citation
from bot.slack.blocks.evidence import evidence_modal, more_modal
from bot.slack.blocks.forms import EDIT_FORM, PROPOSE_FORM, fact_form
from bot.slack.blocks.gaps import draw_gaps
from bot.slack.blocks.history import draw_history
from bot.slack.blocks.home import Held, Page, Queue, Retention, home_sentence, home_view
from bot.slack.blocks.modals import Carried, flag_modal, judge_modal, reject_modal
from bot.slack.blocks.notices import draw_flag_outcome, draw_proposal_outcome
from bot.storage.gaps import Gap
from bot.storage.proposals import Proposal
from bot.storage.reviews import Take
from tests.factories import doubt, standing, verification
from tests.first_document import ROOT
from tests.slack.blocks.drawn_digests import listed
from tests.slack.blocks.drawn_replies import AT, COMMAND, FIGHTERS, TODAY, history

ANA, BEN = Actor("slack:U0000000ANA", "Ana"), Actor("slack:U0000000BEN", "Ben")
CARRIED = Carried(
    f"fact:{FIGHTERS}", "a" * 12, "https://hooks.slack.com/x", "1795510800.000100", channel="C1"
)
FILE = "knowledge/facts/2024/afintl-240216.yaml"


def laid(desk, why="flagged", **stands):
    """A fact's card as a curator sees it."""
    cited = desk.base.facts[FIGHTERS]
    quotes = tuple(Quoted("he said that", each.text, "in Iraq and Syria") for each in cited.passages)
    fields = {"flags": (doubt("the report says up to 5,000"),)} if why == "flagged" else {}
    stood = standing(**{**fields, **stands})
    card = Card(
        f"fact:{FIGHTERS}", why, cited.fact, "CLEAR", stood, shown=3, taken=Take(BEN, AT, "C1", "1.1")
    )
    return Laid(card, cited.source, quotes, {"isis": "ISIS", "iraq": "Iraq", "syria": "Syria"}, file=FILE)


def proposed(desk, state="open", reason=""):
    """A proposal's card."""
    told = laid(desk)
    decided = {} if state == "open" else {"decided_by": BEN, "decided_at": AT, "reason": reason}
    proposal = Proposal(
        id="p-abc12",
        fact=told.card.fact,
        source_id="afintl-240216",
        by=ANA,
        at=AT,
        editors=(BEN,),
        state=state,
        **decided,
    )
    card = Card("proposal:p-abc12", "proposed", told.card.fact, "CLEAR", proposal=proposal)
    remarks = ("The number of the claim does not stand in the quote.",)
    return replace(told, card=card, file="", remarks=remarks if state == "open" else ())


def last_event(desk, kind="verify", note=""):
    return replace(history(desk).events[0], seq=10, kind=kind, note=note, body=None)


def found(desk, *, is_stored=True):
    """What a fact rests on, around its quotes in the stored document."""
    cited = desk.base.facts[FIGHTERS]
    text = (ROOT / "seeds" / cited.source.file).read_text("utf-8") if is_stored else ""
    events = [
        Event(
            seq=1,
            at=AT,
            kind="add",
            target=Target("fact", FIGHTERS),
            actor=Actor("file:curator", "curator"),
            content_hash="a" * 64,
            body=body_of(cited.fact),
        )
    ]
    return evidence(Stored(events, cited.source, text), desk, FIGHTERS, "a" * 12, "AMBER")


def home(desk, **fields):
    """The Home tab of a curator who has made and reported something."""
    flag = Report(FIGHTERS, "the report says up to 5,000", AT, None)
    done = Outcome("verified", "Ben", AT, "it says three to five thousand")
    proposal = Report(
        "afintl-240216", desk.base.facts[FIGHTERS].fact.claim, AT, Outcome("approved", "Ben", AT, "")
    )
    shown = {
        "held": Held(Holdings(35, desk.base.facts[FIGHTERS].source.published, left_out=1), 1, Tally(7, 1)),
        "because": "",
        "digests": [listed(channel="#general")],
        "more_digests": 2,
        "reports": Reports((flag, replace(flag, outcome=done)), (proposal,)),
        "queue": Queue({"flagged": 1, "unverified": 28}, (laid(desk),)),
        "retention": Retention(keeps_askers=False, correction_days=180),
    }
    return Page(**{**shown, **fields})


def drawn_curation(desk):
    """All of it, by name."""
    verified = standing(verification=verification())
    flagged, asked, evident = laid(desk), proposed(desk), found(desk)
    form, warnings = form_of(flagged.card.fact), ("The number of the claim does not stand in the quote.",)
    chosen = {
        "source": [
            Choice("afintl-240216", "UN: Taliban hinders …", "Afghanistan International, 16 Feb 2024")
        ],
        "places": [Choice("iraq", "Iraq"), Choice("syria", "Syria")],
    }
    last = replace(laid(desk, "unverified", verification=verified.verification), last=last_event(desk))
    no_more = replace(
        flagged,
        card=replace(flagged.card, why="unverified", standing=standing()),
        last=last_event(desk, "settle"),
    )
    flag = FlagOutcome(doubt("the report says up to 5,000"), last_event(desk, "settle", "it says both"))
    proposal = ProposalOutcome(
        "afintl-240216", AT, is_approved=False, by="Ben", why="it stands there", fact_id=""
    )
    gap = Gap("how many fighters has isis in mali", 3, AT, AT, "open", "", ("U0000000ANA",))
    nobody = {"digests": (), "more_digests": 0, "reports": Reports((), ()), "queue": None, "because": "guest"}
    away = Held(Holdings(0, None), 0, Tally(0, 0), Away(datetime(2026, 11, 24, 8, tzinfo=UTC), 60))
    return {
        "card-of-a-flag": partial(draw_card, flagged),
        "card-of-a-proposal": partial(draw_card, asked),
        "card-decided": partial(draw_card, no_more),
        "card-rejected": partial(draw_card, proposed(desk, "rejected", "it stands there")),
        "card-gone": partial(draw_gone, "newer below"),
        "queue": partial(draw_queue, [flagged, asked], 1, has_more=True),
        "queue-empty": partial(draw_queue, [], 1, has_more=False),
        "card-pressed-elsewhere": partial(draw_one, last),
        "notice-of-a-flag": partial(draw_flag_outcome, flag),
        "notice-of-a-proposal": partial(draw_proposal_outcome, proposal),
        "notice-of-an-approval": partial(
            draw_proposal_outcome, replace(proposal, is_approved=True, why="", fact_id="afintl-240216.36")
        ),
        "gaps": partial(
            draw_gaps, [gap, replace(gap, state="source", decided_by="Ana")], {"U0000000ANA": "Ana"}
        ),
        "gaps-none": partial(draw_gaps, [], {}),
        "citation": partial(draw_citation, evident),
        "modal-quote-in-context": partial(evidence_modal, evident, CARRIED, TODAY, can_review=True),
        "modal-quote-without-document": partial(
            evidence_modal, found(desk, is_stored=False), CARRIED, TODAY, can_review=False
        ),
        "modal-citation": partial(more_modal, "Citation", draw_citation(evident), CARRIED),
        "modal-history": partial(more_modal, "History", draw_history(history(desk)), CARRIED),
        "modal-flag": partial(flag_modal, desk.base.facts[FIGHTERS], CARRIED),
        "modal-judge": partial(judge_modal, flagged, possible(flagged), CARRIED),
        "modal-reject": partial(reject_modal, asked.card, CARRIED),
        "form-propose": partial(fact_form, PROPOSE_FORM, CARRIED),
        "form-propose-warned": partial(
            fact_form, PROPOSE_FORM, CARRIED, form=form, chosen=chosen, warnings=warnings
        ),
        "form-edit": partial(fact_form, EDIT_FORM, CARRIED, form=form, chosen=chosen),
        "home-of-a-curator": partial(home_view, home(desk), TODAY, COMMAND),
        "home-of-a-guest": partial(home_view, home(desk, **nobody), TODAY, COMMAND),
        "home-without-facts": partial(home_view, home(desk, **nobody | {"held": away}), TODAY, COMMAND),
        "home-sentence": partial(home_sentence, "The database is away."),
    }
