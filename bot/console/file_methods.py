"""The Web API methods that upload a file: ask where to send it, and say that it was sent."""

from bot.console.delivering import Json
from bot.console.errors import Refused
from bot.console.outgoing import Outgoing, decoded
from bot.console.places import Arguments, writable
from bot.console.shape_rules import fields_of, items_of
from bot.console.showing import say
from bot.console.team import Team


def upload_url(team: Team, arguments: Arguments) -> Json:
    """Tell where a file is to be posted."""
    name, length = str(arguments.get("filename") or ""), str(arguments.get("length") or "")
    if not name or not length.isdecimal() or int(length) == 0:
        raise Refused("invalid_arguments", "filename and length (bytes, more than 0) are required")
    file, path = team.files.expect(name, int(length))
    return {"file_id": file.id, "upload_url": f"{team.address}{path}"}


def complete_upload(team: Team, arguments: Arguments) -> Json:
    """Finish uploads; without a `channel_id` the files stay private until a block shows them."""
    named = [fields_of(one) for one in items_of(decoded(arguments.get("files"), "invalid_arguments"))]
    if not named:
        raise Refused("invalid_arguments", "files must name at least one")
    channel = writable(team, arguments, name="channel_id") if arguments.get("channel_id") else None
    files = [team.files.complete(str(one.get("id")), str(one.get("title") or "")) for one in named]
    if channel:
        words = str(arguments.get("initial_comment") or ", ".join(file.title for file in files))
        say(team, channel.id, Outgoing(words, (), None), thread_ts=arguments.get("thread_ts"))
    return {"files": [{"id": file.id, "title": file.title} for file in files]}
