from datetime import time

import pytest

from bot.console.block_rules import broken_rules
from bot.console.reading import words_of
from bot.domain.assessment import Holdings
from bot.domain.digests import (
    Contradiction,
    Part,
    Picture,
    Wishes,
)
from bot.domain.schedules import Schedule
from bot.slack.blocks.digest import draw_digest
from bot.slack.blocks.digest_buttons import DIGEST_EDIT, DIGEST_SUMMARY
from bot.storage.postings import without_words
from tests.factories import source
from tests.slack.blocks.digests import (
    NINE_IN_KABUL,
    RIVER,
    SKY,
    blocks_of,
    corrected,
    corrected_later,
    digest,
    drawn,
    shown,
    subscription,
    with_sources,
)


def buttons_of(part):
    return [each["action_id"] for each in part.blocks[-1]["elements"]]


class TestQuiet:
    def test_a_quiet_digest_is_one_line_with_its_settings(self):
        [part] = draw_digest(digest())

        assert part.text == (
            "Nothing changed since Tuesday. 26 facts on ISIS-K, finance, newest 16 Feb 2024 (24 months old)."
        )
        [block] = part.blocks
        assert block["text"]["text"] == part.text
        assert block["accessory"]["action_id"] == DIGEST_EDIT
        assert part.facts == ()

    def test_of_the_whole_base_it_names_no_subject(self):
        whole = subscription(wishes=Wishes(schedule=Schedule("UTC", NINE_IN_KABUL.time())))

        assert "26 facts, newest" in drawn(subscription=whole, title="everything")

    @pytest.mark.parametrize(
        ("since", "said"),
        [
            (NINE_IN_KABUL.replace(hour=1), "since 06:00."),
            (NINE_IN_KABUL.replace(month=2, day=26), "since Thursday."),
            (NINE_IN_KABUL.replace(month=2, day=25), "since 25 Feb 2026."),
        ],
    )
    def test_it_says_since_when_so_that_no_day_is_mistaken(self, since, said):
        assert said in drawn(since=since)

    def test_it_says_that_there_is_nothing_at_all_and_that_runs_had_been_missed(self):
        said = drawn(holdings=Holdings(0, None, left_out=2), missed=3)

        assert said == (
            "Nothing changed since Tuesday. No facts yet on ISIS-K, finance. 3 runs had been missed. "
            "2 kept out of the base by an error."
        )


class TestCredibility:
    GRADED = subscription(wishes=Wishes(schedule=Schedule("Asia/Kabul", time(9)), least_credibility=2))

    def test_where_grades_are_asked_for_every_head_says_so(self):
        assert "Kabul · credibility 1 to 2 · 1 new" in drawn(subscription=self.GRADED, new=(SKY,))
        assert "Kabul · 26 facts of credibility 1 to 2" in drawn(kind="summary", subscription=self.GRADED)

    def test_what_is_not_there_for_its_grade_is_not_said_to_be_unknown(self):
        nothing = {"subscription": self.GRADED, "holdings": Holdings(0, None)}

        assert "No facts of credibility 1 to 2 yet." in drawn(**nothing)
        assert "no facts of credibility 1 to 2 yet" in drawn(kind="summary", **nothing)


class TestHead:
    def test_it_says_the_period_by_the_channels_own_clocks_and_counts(self):
        said = drawn(new=(SKY, RIVER), corrected=(corrected(),), missed=1)

        assert said.startswith(
            "Digest · ISIS-K, finance\n"
            "Tue 3 Mar 09:00 to Wed 4 Mar 09:00, Kabul · covers 1 run that had been missed · "
            "1 corrected, 2 new"
        )

    def test_what_all_facts_share_is_said_there_once(self):
        [part] = draw_digest(with_sources(digest(new=(SKY, RIVER)), SKY, RIVER))

        said = words_of(blocks_of(part))
        assert said.count("Test Press, 16 Feb 2024, 24 months old") == 1
        assert said.count("not yet judged, no fact verified yet") == 1
        assert "not verified" not in said

    def test_facts_of_several_documents_carry_their_own_lines(self):
        other = shown("The sea was calm that day.", id="other-240101.01", of=source("other-240101"))

        [part] = draw_digest(with_sources(digest(new=(SKY, other)), SKY, other))

        said = words_of(blocks_of(part))
        assert "from 2 documents" in said
        assert said.count("source and claim not yet judged, not verified") == 2

    def test_a_fact_alone_carries_its_own_full_line(self):
        [part] = draw_digest(with_sources(digest(new=(SKY,)), SKY))

        head, line = part.blocks[1], part.blocks[5]
        assert "Test Press" not in head["elements"][0]["text"]
        assert "16 Feb 2024, *24 months old*" in line["elements"][0]["text"]

    def test_a_first_summary_says_what_comes_from_now_on(self):
        [part] = draw_digest(
            digest("summary", subscription=subscription(is_first=True), picture=Picture((), ()))
        )

        assert words_of(blocks_of(part)) == (
            "How things stand · ISIS-K, finance\n"
            "Wed 4 Mar 09:00, Kabul · from now on changes, every day at 09:00, Asia/Kabul · "
            "26 facts, newest 16 Feb 2024 (24 months old)"
        )
        assert buttons_of(part) == [DIGEST_EDIT]

    def test_changes_offer_the_summary_and_the_settings(self):
        [part] = draw_digest(digest(new=(SKY,)))

        assert buttons_of(part) == [DIGEST_SUMMARY, DIGEST_EDIT]


class TestCorrections:
    def test_a_fact_that_is_retracted_later_is_struck_where_it_was_told(self):
        [part] = draw_digest(digest(new=(SKY,), contradicting=(Contradiction("", (SKY, RIVER)),)))

        message = corrected_later(part, "test-240216.01")

        struck = next(block for block in message.blocks if block.get("block_id") == "claim:test-240216.01")
        assert struck["elements"][0]["elements"][0]["style"] == {"strike": True}
        assert "`test-240216.01`: *Retracted* on 5 Mar 2026 by Ben." in str(message.blocks)
        assert "Retracted" in message.text
        assert message.blocks[-1]["type"] == "actions"

    def test_words_that_are_taken_down_later_are_gone_from_wherever_they_were_told(self):
        revised = corrected("revised", "The sky was a secret.", fact_id="test-240216.01", now=SKY)
        [part] = draw_digest(digest(corrected=(revised,), contradicting=(Contradiction("", (SKY, RIVER)),)))

        text, blocks = without_words("test-240216.01", part.text, blocks_of(part))
        message = corrected_later(Part(text, tuple(blocks)), "test-240216.01", "redacted")

        said = f"{message.text}{message.blocks}"
        assert "secret" not in said
        assert "clear" not in said
        assert "The river in Kabul was high" in said
        assert list(broken_rules([*message.blocks])) == []
