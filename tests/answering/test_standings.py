from dataclasses import replace

from bot.domain.answers import Question, UnknownFact, Withdrawn
from tests.factories import base, cited, doubt, standing, verification

OLD, NEW = "test-240216.01", "test-240216.02"


def judged(*facts, standings=None, **fields):
    """A base of the ledger, in which nothing was judged but what is named."""
    whole = base(*facts)
    said = {fact_id: standing() for fact_id in whole.facts} | (standings or {})
    return replace(whole, standings=said, head=7, **fields)


def about_elba(id, **fields):
    return cited(f"Bridge {id[-2:]} of Elba is closed.", id=id, places=("elba",), **fields)


def test_an_answer_counts_what_is_verified_and_disputed_and_names_the_last_event(desk_of):
    ledger = judged(
        about_elba(OLD),
        about_elba(NEW),
        standings={OLD: standing(verification=verification(), disputes=(doubt("it is open"),))},
    )
    reply = desk_of(ledger).reply(Question("elba"))

    assert (reply.summary.verified, reply.summary.disputed, reply.head) == (1, 1, 7)


def test_what_the_ledger_says_supersedes_a_fact_comes_before_all_else_that_bears_on_it(desk_of):
    ledger = judged(
        about_elba(OLD, contradicts=(NEW,)),
        about_elba(NEW),
        standings={OLD: standing(superseded_by=(NEW, "test-240216.99"))},
    )
    shown = {one.cited.fact.id: one for one in desk_of(ledger).reply(Question("elba")).shown}

    assert [other.how for other in shown[OLD].dissent] == ["superseded by", "contradicted by"]
    assert {other.fact_id for other in shown[OLD].dissent} == {NEW}


def test_corroboration_counts_origins_and_not_articles(desk_of):
    official = {"chain": ("the minister", "test-press"), "how": "paraphrase"}
    desk = desk_of(
        base(
            about_elba(OLD, attribution=official, corroborates=(NEW, "test-240216.03")),
            about_elba(NEW, attribution=official),
            about_elba("test-240216.03"),
            about_elba("test-240216.04"),
        )
    )
    shown = {one.cited.fact.id[-2:]: one.origins for one in desk.reply(Question("elba")).shown}

    assert shown == {"01": 2, "02": 1, "03": 2, "04": 0}


def test_a_retracted_fact_asked_for_by_its_id_says_why_and_what_replaces_it(desk_of):
    ledger = judged(
        about_elba(NEW, supersedes=(OLD,)),
        withdrawn={OLD: standing(retraction=doubt("misread"))},
        withdrawn_claims={OLD: "Bridge 01 of Elba is open."},
    )
    reply = desk_of(ledger).reply(Question(f"about {OLD}"))

    assert isinstance(reply, Withdrawn)
    assert (reply.claim, reply.withdrawal.why) == ("Bridge 01 of Elba is open.", "misread")
    assert [other.fact_id for other in reply.replaced_by] == [NEW]


def test_of_a_fact_that_was_taken_down_no_word_is_shown(desk_of):
    ledger = judged(
        about_elba(NEW),
        withdrawn={OLD: standing(redaction=doubt("court order"))},
        withdrawn_claims={OLD: "Secret words."},
    )
    reply = desk_of(ledger).reply(Question(f"about {OLD}"))

    assert (reply.claim, reply.is_redacted, reply.withdrawal.why) == ("", True, "court order")


def test_an_id_that_the_ledger_does_not_know_is_unknown(desk_of):
    assert isinstance(desk_of(judged(about_elba(NEW))).reply(Question(f"about {OLD}")), UnknownFact)
