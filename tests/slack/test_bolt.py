import pytest

from bot.slack.bolt import delivery_key


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"type": "event_callback", "team_id": "T1", "event_id": "Ev1"}, "T1:Ev1"),
        ({"type": "block_actions", "team_id": "T1", "trigger_id": "1.2"}, "T1:1.2"),
        ({"type": "block_suggestion", "team_id": "T1"}, None),
        ({"command": "/threat", "team_id": "T1", "trigger_id": "1.2"}, None),
    ],
)
def test_what_slack_may_send_again_is_claimed_and_a_command_costs_no_look_at_the_database(body, key):
    assert delivery_key(body) == key
