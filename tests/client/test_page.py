import re

import pytest
from playwright.async_api import expect

from client.local_slack import CURATION

pytestmark = pytest.mark.asyncio(loop_scope="session")
CLAIM = "The Taliban hinders ISIS-K's attack capabilities in Afghanistan."


async def type_command(page, text):
    """Type into the page's one field, as a person does; return the last message that comes."""
    messages = page.locator(".msg")
    before = await messages.count()
    field = page.get_by_placeholder("Message #threats")
    await field.press_sequentially(text)
    await field.press("Enter")
    await expect(messages).to_have_count(before + 1)
    return messages.last


async def test_a_misspelt_question_is_answered_with_claims_and_their_sources(page):
    answer = await type_command(page, "/threat afganistan")

    await expect(answer).to_contain_text("only visible to you")
    await expect(answer).to_contain_text("read from “afganistan” · 7 facts, 4 origins")
    await expect(answer).to_contain_text(CLAIM)
    await expect(answer).to_contain_text("United Nations, paraphrased · afintl-240216.01")
    await expect(answer.get_by_role("link", name="Afghanistan International")).to_have_attribute(
        "href", "https://www.afintl.com/en/202402168345"
    )


async def test_share_puts_it_before_everybody(page):
    answer = await type_command(page, "/threat afganistan")

    await answer.get_by_role("button", name="Share to channel").click()

    shared = page.locator(".msg", has_text="shared by ana")
    await expect(shared).to_contain_text(CLAIM)
    await expect(shared).not_to_contain_text("only visible to you")
    await expect(page.get_by_text("Shared to this channel.")).to_be_visible()


async def test_a_contradiction_stands_beside_what_it_contradicts(page):
    answer = await type_command(page, "/threat iraq")

    await expect(answer).to_contain_text("1 contradiction")
    await expect(answer).to_contain_text("↔ contradicted by 2")


async def test_nothing_is_said_where_there_is_nothing_and_what_is_near_is_a_press_away(page):
    answer = await type_command(page, "/threat iran")

    await expect(answer).to_contain_text("Nothing on Iran.")
    await answer.get_by_role("button", name="Iraq · 7 facts").click()
    await expect(page.locator(".msg").last).to_contain_text("1 contradiction")


async def test_a_mention_is_answered_in_its_thread(page):
    field = page.get_by_placeholder("Message #threats")
    await field.press_sequentially("@Foot")
    # The first Enter takes the name that the page suggests.
    await field.press("Enter")
    await expect(field).to_have_value(re.compile("^@Footnote "))
    for letter in "iran":
        # The page puts the cursor behind the name a moment later.
        await field.press("End")
        await field.press(letter)
    await expect(field).to_have_value(re.compile("iran$"))
    await field.press("Enter")

    await page.get_by_role("button", name="1 reply").click()

    await expect(page.get_by_text("Nothing on Iran.")).to_be_visible()


async def test_the_quote_in_context_opens_and_tells_the_document(page, people):
    answer = await type_command(page, "/threat afganistan")

    await answer.locator("select").first.select_option(label="Quote in context")

    modal = page.locator(".modal")
    await expect(modal).to_contain_text("Quote in context")
    await expect(modal).to_contain_text(CLAIM)
    await expect(modal).to_contain_text(
        "Taliban Hinders ISIS-K Attack Capabilities In Afghanistan, Reports UN"
    )
    await expect(modal).to_contain_text("SHA-256 of the stored document")
    await expect(modal.get_by_role("link", name="Open the document")).to_be_visible()
    # The page does not know the block in which the quote stands; the bot has sent it all the same.
    assert "Taliban Hinders ISIS-K Attack Capabilities In Afghanistan" in str(await people.opened())


async def test_a_form_is_filled_in_and_comes_to_the_curators(page, people):
    answer = await type_command(page, "/threat about afintl-240216.35")
    await answer.locator("select").first.select_option(label="Flag…")

    await page.locator(".modal input").fill("Which guise?")
    await page.locator(".modal").get_by_role("button", name="Flag").click()

    await expect(page.locator(".msg").last).to_contain_text("only visible to you")
    [*_, card] = await people.answers(1, CURATION)
    assert "Which guise?" in card["text"]


async def test_home_tells_what_the_base_holds(page):
    await page.get_by_role("button", name="Footnote").click()

    await expect(page.get_by_text("35 facts from 1 document")).to_be_visible()


async def test_nothing_is_drawn_twice_and_no_markup_is_left_over(page):
    answer = await type_command(page, "/threat afganistan")

    words = await answer.inner_text()
    assert words.count(CLAIM) == 1
    assert not any(mark in words for mark in ("*", "<http", "&amp;", "&lt;", "<!", "<@"))
