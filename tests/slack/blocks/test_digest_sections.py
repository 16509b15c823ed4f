from dataclasses import replace

import pytest

from bot.console.reading import words_of
from bot.domain.answers import Dissent
from bot.domain.digests import (
    AskedInVain,
    Confirmed,
    Contradiction,
    DueForReview,
)
from bot.slack.blocks.digest import draw_digest
from tests.factories import standing, verification
from tests.slack.blocks.digests import (
    DAY_BEFORE,
    HASH,
    RIVER,
    SKY,
    blocks_of,
    claims_in,
    corrected,
    digest,
    drawn,
    shown,
)


class TestSections:
    def test_they_come_in_the_order_in_which_they_matter(self):
        labels = (
            "Corrected",
            "New",
            "Disputed",
            "Contradicting",
            "Confirmed",
            "Due for review",
            "Asked and not answered",
        )

        said = drawn(
            corrected=(corrected(),),
            new=(SKY,),
            disputed=(RIVER,),
            contradicting=(Contradiction("the weather", (SKY, RIVER)),),
            confirmed=(
                Confirmed(
                    shown("The sea was calm.", id="test-240216.03"), "settled", "Ana", DAY_BEFORE.date()
                ),
            ),
            due=(DueForReview("test-240216.04", "The wind blew from the north.", "Ana", DAY_BEFORE.date()),),
            asked=(AskedInVain("boko haram", 4), AskedInVain("iran", 2)),
        ).split("\n")

        assert [line for line in said if line in labels] == [*labels]
        assert "Looked at, and it stands: Ana, 3 Mar 2026" in said
        assert "“boko haram” (4), “iran” (2)" in said
        assert "test-240216.04: The wind blew from the north. · verified by Ana, due since 3 Mar 2026" in said

    def test_a_retracted_fact_is_struck_with_who_when_and_why(self):
        [part] = draw_digest(digest(corrected=(corrected(messages=4),)))

        was, gone = part.blocks[3:5]
        assert was["block_id"] == "was:test-240216.90"
        [label, struck] = was["elements"][0]["elements"]
        assert (label["text"], struck["style"]) == ("Was: ", {"strike": True})
        assert gone["block_id"] == "withdrawn:test-240216.90"
        assert gone["text"]["text"] == (
            "`test-240216.90`: *Retracted* by Ben, 3 Mar 2026: a slip · it stood in 4 messages, "
            "each corrected"
        )
        assert part.facts == (("test-240216.90", HASH),)

    def test_a_revised_fact_shows_what_it_said_and_what_it_says(self):
        [part] = draw_digest(digest(corrected=(corrected("revised", fact_id="test-240216.01", now=SKY),)))

        assert [block.get("block_id") for block in part.blocks[3:7]] == [
            "was:test-240216.01",
            "claim:test-240216.01",
            "quote:test-240216.01",
            "line:test-240216.01",
        ]
        assert part.blocks[6]["elements"][0]["text"].startswith("*Revised* by Ben, 3 Mar 2026: a slip\n")

    @pytest.mark.parametrize("verdict", ["revised", "restored"])
    def test_a_claim_that_stands_as_it_was_is_not_struck(self, verdict):
        said = draw_digest(
            digest(corrected=(corrected(verdict, SKY.cited.fact.claim, fact_id="test-240216.01", now=SKY),))
        )

        assert "was:" not in str(said)

    def test_a_superseded_fact_is_followed_by_what_stands_in_its_place(self):
        said = drawn(corrected=(corrected("superseded", instead=(SKY,)),), new=(RIVER,))

        assert (
            "Superseded by Ben, 3 Mar 2026: a slip · in its place:\n1. The sky over Kabul was clear." in said
        )
        assert "2. The river in Kabul was high." in said

    def test_of_what_was_taken_down_only_that_is_said(self):
        [part] = draw_digest(digest(corrected=(corrected("redacted", ""),)))

        assert "was:" not in str(part.blocks)
        assert "*Taken away* by Ben" in part.blocks[3]["text"]["text"]

    def test_a_fact_stands_whole_once_and_is_named_where_it_comes_again(self):
        twice = corrected("superseded", instead=(SKY,))

        [part] = draw_digest(digest(corrected=(twice,), new=(SKY, RIVER)))

        assert claims_in(part) == ["test-240216.01", "test-240216.02"]
        assert "test-240216.01 (Test Press): The sky over Kabul was clear." in words_of(blocks_of(part))

    def test_facts_merely_named_are_mentioned_among_the_messages_facts(self):
        other = Dissent("qualified by", "test-240216.70", "The sky was grey.", "Ana")
        grey = shown("The sky was blue then.", id="test-240216.05")

        [part] = draw_digest(
            digest(
                new=(replace(grey, dissent=(other,)),),
                due=(DueForReview("test-240216.04", "The wind blew.", "Ana", DAY_BEFORE.date()),),
            )
        )

        assert dict(part.facts) == {
            "test-240216.05": grey.content_hash,
            "test-240216.70": "",
            "test-240216.04": "",
        }

    def test_a_verified_fact_that_is_confirmed_says_by_whom(self):
        sure = replace(SKY, standing=standing(verification=verification()))

        said = drawn(confirmed=(Confirmed(sure, "verified", "ana", DAY_BEFORE.date()),))

        assert "verified by ana, 3 Mar 2026" in said
