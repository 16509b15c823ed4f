from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.console.reading import words_of
from bot.domain.answers import Away, Moment, Question
from bot.slack.blocks.buttons import load_asked, load_fact_choice
from bot.slack.blocks.replies import draw_reply
from tests.factories import base, cited, doubt, source, standing, verification

TODAY = date(2026, 11, 24)
DAY = date(2026, 11, 1)
VERIFIED = standing(verification=verification())
STALE = standing(verification=verification(review_by=date(2026, 6, 1)))
DISPUTED = standing(disputes=(doubt("first"), doubt("it is open")), flags=(doubt("hush"),))


@pytest.fixture
def message(desk_of):
    """Ask a base in which one fact about Elba stands like this, each with its number, and draw the reply."""

    def ask(*standings, question="elba", **fields):
        facts = [
            cited(f"Bridge {n} of Elba is closed.", id=f"test-240216.{n:02}", places=("elba",))
            for n, _ in enumerate(standings, 1)
        ]
        said = {each.fact.id: one for each, one in zip(facts, standings, strict=True)}
        ledger = replace(base(*facts), standings=said, head=9, **fields)
        return draw_reply(desk_of(ledger).reply(Question(question)), TODAY, "/threat")

    return ask


def both(message):
    """What is seen, and what a screen reader reads."""
    return words_of(message.blocks), message.text


def test_one_persons_word_for_all_facts_is_said_once_in_the_head(message):
    drawn = message(VERIFIED, VERIFIED)

    assert words_of(drawn.blocks).count("verified by ana, 3 Mar 2026") == 1
    assert all("all verified by ana, 3 Mar 2026" in words for words in both(drawn))


def test_where_facts_differ_the_head_counts_and_each_says_its_own(message):
    drawn = message(VERIFIED, standing())

    for words in both(drawn):
        assert "1 of 2 verified" in words
        assert "verified by ana, 3 Mar 2026" in words
        assert "not verified" in words


def test_facts_nobody_verified_say_so_once(message):
    words = words_of(message(standing(), standing()).blocks)

    assert words.count("verified") == 1
    assert "no fact verified yet" in words


def test_a_verification_that_ran_out_says_since_when(message):
    assert all("review due since 1 Jun 2026" in words for words in both(message(STALE)))


def test_a_dispute_is_counted_in_the_head_and_stressed_at_the_fact_with_its_reason(message):
    drawn = message(DISPUTED, standing())

    for words in both(drawn):
        assert "1 disputed" in words
        assert "Disputed" in words
        assert "by ben, 3 Mar 2026: it is open (and 1 more dispute)" in words
    assert "*Disputed* by ben" in str(drawn.blocks)


def test_a_flag_is_not_shown_to_readers(message):
    assert all("hush" not in words for words in both(message(DISPUTED)))


def test_a_page_says_how_many_are_verified_of_all_that_were_found(message):
    assert "6 of 7 verified" in words_of(message(*(VERIFIED,) * 6, standing()).blocks)


def test_corroboration_says_on_how_many_origins_it_rests(desk_of):
    first = cited("The bridge of Elba is closed.", id="test-240216.01", places=("elba",))
    second = cited(
        "The bridge of Elba was shut.",
        id="other-240217.01",
        of=source("other-240217"),
        places=("elba",),
        attribution={"chain": ("the minister",), "how": "direct"},
        corroborates=("test-240216.01",),
    )
    drawn = draw_reply(desk_of(base(first, second)).reply(Question("elba")), TODAY, "/threat")

    assert all(words.count("corroborated: 2 distinct origins") == 2 for words in both(drawn))


def test_each_fact_is_three_named_blocks_with_a_menu_of_what_can_be_done(message):
    blocks = [block for block in message(VERIFIED).blocks if "block_id" in block]

    assert [block["block_id"] for block in blocks] == [
        f"{part}:test-240216.01" for part in ("claim", "quote", "line")
    ]
    menu = blocks[0]["accessory"]
    assert (menu["type"], load_asked(menu["action_id"])) == ("overflow", Question("elba"))
    assert [option["text"]["text"] for option in menu["options"]] == [
        "Quote in context",
        "Why this?",
        "Copy citation",
        "History",
        "Flag…",
    ]
    assert [option["value"] for option in menu["options"]] == [
        f"{act}:test-240216.01:{'a' * 12}" for act in ("context", "why", "cite", "history", "flag")
    ]


def test_the_menu_carries_the_wording_that_was_shown(message):
    [value, *_] = [option["value"] for option in message(VERIFIED).blocks[2]["accessory"]["options"]]

    assert load_fact_choice(value).seen_hash == VERIFIED.content_hash[:12]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("elba as of March 2024", "as of March 2024: what held then"),
        ("elba known on 2030-01-01", "known on 1 Jan 2030: what our ledger holds now"),
    ],
)
def test_the_head_says_which_clock_was_read(message, question, said):
    assert all(said in words for words in both(message(standing(), question=question)))


def test_a_past_day_says_so_in_the_head_and_at_what_was_retracted_since(desk_of):
    gone = cited("The bridge of Elba is closed.", id="test-240216.01", places=("elba",))
    then = replace(base(gone), standings={gone.fact.id: standing()}, head=3, known_on=DAY)
    now = replace(base(), withdrawn={gone.fact.id: standing(retraction=doubt("misread"))})
    reply = desk_of(then).looking_from(now).reply(Question("elba known on 1 Nov 2026"))

    for words in both(draw_reply(reply, TODAY, "/threat")):
        assert "known on 1 Nov 2026: what our ledger held then" in words
        assert "retracted since, on 3 Mar 2026" in words


def test_silence_says_the_clock_too(message):
    words = words_of(message(standing(), question="elba as of 1999").blocks)

    assert "Nothing on" in words
    assert "as of 1999: what held then" in words
    assert "What there is on it is of later: 1 fact." in words


def test_before_the_ledger_began_the_reply_says_when_it_did(desk_of):
    then = desk_of(replace(base(), known_on=DAY))
    reply = replace(then.reply(Question("elba known on 2026-11-01")), begins_on=date(2026, 11, 20))

    assert "the ledger begins on 20 Nov 2026" in words_of(draw_reply(reply, TODAY, "/threat").blocks)


@pytest.mark.parametrize(
    ("minutes", "ago"),
    [(0, "0 minutes ago"), (1, "1 minute ago"), (3, "3 minutes ago"), (130, "2 hours ago")],
)
def test_while_the_database_is_away_the_head_says_how_old_the_state_is(desk_of, minutes, ago):
    desk = desk_of(base(cited("The bridge of Elba is closed.", places=("elba",))))
    away = Away(datetime(2026, 11, 24, 14, 5, tzinfo=UTC), minutes)
    reply = replace(desk.reply(Question("elba")), moment=Moment(away=away))

    for words in both(draw_reply(reply, TODAY, "/threat")):
        assert f"from the state of 14:05 UTC, {ago}: the database is away" in words


def test_a_retracted_fact_is_told_with_its_reason_and_what_replaces_it(message):
    drawn = message(
        standing(),
        question="about test-240216.09",
        withdrawn={
            "test-240216.09": standing(
                retraction=doubt("misread <!channel>"), superseded_by=("test-240216.01",)
            )
        },
        withdrawn_claims={"test-240216.09": "The bridge of Elba is open."},
    )

    for words in both(drawn):
        assert "Withdrawn" in words
        assert "Retracted by ben, 3 Mar 2026: misread" in words
        assert "The bridge of Elba is open." in words
        assert "Bridge 1 of Elba is closed." in words
    assert "<!channel>" not in drawn.text


def test_of_a_fact_that_was_taken_down_only_that_is_told(message):
    drawn = message(
        standing(),
        question="about test-240216.09",
        withdrawn={"test-240216.09": standing(redaction=doubt("court order"))},
    )

    assert "Its words were taken down by ben, 3 Mar 2026: court order" in drawn.text
