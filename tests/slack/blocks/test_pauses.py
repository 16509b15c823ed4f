import pytest

from bot.console.block_rules import broken_rules
from bot.console.leaks import leaks
from bot.console.replies import Reply
from bot.digests.aftermath import Pause
from bot.slack.blocks.digest_buttons import DIGEST_RESUME
from bot.slack.blocks.pauses import draw_pause
from tests.slack.blocks.digests import subscription


def test_the_owner_is_told_which_digest_rests_why_and_what_to_do():
    told = draw_pause(Pause(subscription(), "not_in_channel"))

    assert told.text == (
        "*Your digest is paused:* `d-abcde` in "
        "<https://slack.com/app_redirect?channel=C1|its channel>, every day at 09:00, Asia/Kabul.\n"
        "I am not in that channel. `/invite` me there, then press *Resume*. "
        "Nothing is lost: the next digest covers what has changed meanwhile."
    )
    [resume] = told.blocks[-1]["elements"]
    assert (resume["action_id"], resume["value"]) == (DIGEST_RESUME, "d-abcde")


@pytest.mark.parametrize("code", ["is_archived", "token_revoked", "<!channel> & *a code nobody knows*"])
def test_whatever_the_reason_the_notice_is_valid_and_pings_nobody(code):
    told = draw_pause(Pause(subscription(), code))

    assert list(broken_rules([*told.blocks])) == []
    assert list(leaks(Reply("message", "D1", told.text, tuple(told.blocks)))) == []
