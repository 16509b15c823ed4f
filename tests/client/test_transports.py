import pytest

from client.local_slack import ANA

pytestmark = pytest.mark.asyncio(loop_scope="session")
QUOTE = "Taliban Hinders ISIS-K Attack Capabilities In Afghanistan"


def quotes(blocks):
    """The words that stand in quotes: in a block that a client may not know."""
    return [
        " ".join(piece["text"].split())
        for block in blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_quote"
        for piece in part["elements"]
    ]


async def test_a_command_is_answered_to_who_asks_alone(people):
    await people.command("afganistan")

    [answer] = await people.answers(1)
    assert (answer["subtype"], answer["ephemeral_to"]) == ("ephemeral", ANA)
    assert "read from “afganistan”" in answer["text"]
    assert QUOTE in quotes(answer["blocks"])


@pytest.mark.parametrize("question", ["afganistan", "iraq", "isis finance"])
async def test_where_a_client_does_not_know_a_block_the_text_carries_what_it_says(people, question):
    await people.command(question)

    [answer] = await people.answers(1)
    assert quotes(answer["blocks"])
    for quote in quotes(answer["blocks"]):
        assert quote in answer["text"]


async def test_a_mention_is_answered_once_in_its_thread(people):
    asked = await people.mention("iran")

    [answer] = await people.answers(1)
    assert answer["thread_ts"] == asked
    assert "Nothing on Iran" in answer["text"]


async def test_a_direct_message_is_answered(people):
    channel = await people.direct("is ISIS getting richer?")

    [answer] = await people.answers(1, channel)
    assert quotes(answer["blocks"])


async def test_what_is_shared_stands_in_the_channel_for_everybody_once(people):
    await people.command("afganistan")
    [answer] = await people.answers(1)

    await people.press(answer, "Share to channel")

    said = await people.answers(3)
    [shared] = [one for one in said if "subtype" not in one]
    assert "Shared by ana" in shared["text"]
    assert QUOTE in shared["text"]


async def test_a_page_more_is_one_press_away(people):
    await people.command("afganistan")
    [answer] = await people.answers(1)

    await people.press(answer, "2 more")

    [_, more] = await people.answers(2)
    assert "6–7" in more["text"]
    assert QUOTE not in more["text"]


async def test_a_menu_tells_the_history_of_a_fact(people):
    await people.command("afganistan")
    [answer] = await people.answers(1)

    await people.choose(answer, "History")

    [_, history] = await people.answers(2)
    assert "`afintl-240216.01`: The Taliban hinders" in history["text"]
    assert "*added* by Footnote curators" in history["text"]


async def test_the_quote_in_context_opens_with_its_document(people):
    await people.command("afganistan")
    [answer] = await people.answers(1)

    await people.choose(answer, "Quote in context")

    view = await people.opened()
    assert view["callback_id"] == "quote_in_context"
    assert quotes(view["blocks"]) == [QUOTE]
