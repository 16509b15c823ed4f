import io

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.console.team import GENERAL, RANDOM

PNG = b"\x89PNG\r\n\x1a\n" + bytes(2_000_000)


async def post(url: str, content: bytes, *, as_form: bool = False) -> int:
    data = {"file": io.BytesIO(content)} if as_form else io.BytesIO(content)
    async with aiohttp.ClientSession() as session, session.post(url, data=data) as response:
        return response.status


def picture(file_id: str) -> dict:
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": "Fighters, 2021 to 2024"}


@pytest.mark.parametrize("as_form", [False, True])
async def test_an_uploaded_picture_is_shown_by_a_block(workspace, client, as_form):
    asked = await client.files_getUploadURLExternal(filename="chart.png", length=len(PNG))
    status = await post(asked["upload_url"], PNG, as_form=as_form)
    done = await client.files_completeUploadExternal(files=[{"id": asked["file_id"], "title": "A chart"}])

    await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=[picture(asked["file_id"])])

    assert (status, done["files"]) == (200, [{"id": asked["file_id"], "title": "A chart"}])
    assert workspace.replies[-1].words == "Fighters, 2021 to 2024"
    assert workspace.team.files.find(asked["file_id"]).content == PNG


async def test_the_clients_own_upload_is_understood_and_may_be_shared(workspace, client):
    await client.files_upload_v2(content=b"abc", filename="a.txt", channel=GENERAL.id)

    assert workspace.replies[-1].text == "a.txt"


async def test_a_file_that_was_not_completed_is_not_shown(client, refused):
    asked = await client.files_getUploadURLExternal(filename="chart.png", length=len(PNG))
    await post(asked["upload_url"], PNG)

    blocks = [picture(asked["file_id"])]
    assert await refused("chat.postMessage", channel=GENERAL.id, text="a", blocks=blocks) == "invalid_blocks"


async def test_a_file_that_was_not_uploaded_is_not_completed(client, refused):
    asked = await client.files_getUploadURLExternal(filename="chart.png", length=3)

    for file_id in (asked["file_id"], "F404"):
        assert await refused("files.completeUploadExternal", files=[{"id": file_id}]) == "file_not_found"


async def test_an_address_takes_what_was_announced_once(client):
    url = (await client.files_getUploadURLExternal(filename="a.txt", length=3))["upload_url"]

    assert [await post(url, content) for content in (b"abcd", b"abc", b"abc")] == [400, 200, 404]


async def test_a_file_is_shared_only_where_the_bot_is(client, refused):
    asked = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    await post(asked["upload_url"], b"abc")

    files = [{"id": asked["file_id"]}]
    error = await refused("files.completeUploadExternal", files=files, channel_id=RANDOM.id)
    assert error == "not_in_channel"


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("files.getUploadURLExternal", {"filename": "a.txt"}),
        ("files.getUploadURLExternal", {"filename": "", "length": 3}),
        ("files.completeUploadExternal", {"files": []}),
        ("files.completeUploadExternal", {"files": "not json"}),
    ],
)
async def test_what_is_missing_is_refused(refused, method, arguments):
    assert await refused(method, **arguments) == "invalid_arguments"


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_files_need_their_scope(workspace, client, method):
    workspace.team.scopes = ("chat:write",)

    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method)

    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "files:write"
