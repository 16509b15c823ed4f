import pytest

from bot.console.leaks import leaks
from bot.console.replies import Reply


def leaf(**fields) -> dict:
    element = {"type": "rich_text_section", "elements": [fields]}
    return {"type": "rich_text", "elements": [element]}


def reply(*blocks: dict, text: str = "a") -> Reply:
    return Reply("message", "C1", text, tuple(blocks))


@pytest.mark.parametrize(
    "harmless",
    [
        reply(text="R&amp;D &lt;!channel&gt;\tand\nmore"),
        reply(text="<https://a.org|a> and <!date^1^{date}|1970>"),
        reply({"type": "section", "text": {"type": "plain_text", "text": "<!channel>"}}),
        reply(leaf(type="text", text="<@U0000000ANA>")),
    ],
)
def test_what_pings_nobody_passes(harmless):
    assert list(leaks(harmless)) == []


@pytest.mark.parametrize(
    ("leaking", "place"),
    [
        (reply(text="<!channel>"), "text: '<!channel>'"),
        (
            reply({"type": "section", "fields": [{"type": "mrkdwn", "text": "<@U1>"}]}),
            "blocks/0/fields/0/text",
        ),
        (
            reply({"type": "context", "elements": [{"type": "mrkdwn", "text": "<#C1"}]}),
            "blocks/0/elements/0/text",
        ),
        (reply(leaf(type="user", user_id="U1")), "blocks/0/elements/0/elements/0: a rich_text user"),
        (reply(leaf(type="text", text="a\x1b")), "blocks/0/elements/0/elements/0/text: holds the control"),
        (reply(text="a\x00"), r"text: holds the control character '\x00'"),
    ],
)
def test_what_pings_or_steers_is_named_with_its_place(leaking, place):
    [leak] = leaks(leaking)

    assert leak.startswith(place)
