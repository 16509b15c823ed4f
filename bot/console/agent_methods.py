"""The Web API methods with which an app is an agent in direct conversations: suggested prompts and a status.

https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts and ….setStatus, as they are
for apps with `agent_view`.
"""

from bot.console.agents import Prompt
from bot.console.delivering import Json
from bot.console.errors import Refused
from bot.console.leaks import leaks_in
from bot.console.outgoing import decoded
from bot.console.places import Arguments, check_any_scope, check_scope, writable
from bot.console.shape_rules import fields_of, items_of
from bot.console.team import Team

MAX_PROMPTS = 4
MAX_LOADING_MESSAGES = 10
_SUGGEST = "assistant.threads.setSuggestedPrompts"


def set_suggested_prompts(team: Team, arguments: Arguments) -> Json:
    """Offer a person up to four things to say in the direct conversation with them."""
    check_scope(team, "assistant:write")
    channel = writable(team, arguments, name="channel_id")
    if not channel.is_im:
        raise Refused("channel_not_found")
    prompts = tuple(map(_prompt, items_of(decoded(arguments.get("prompts"), "invalid_arguments"))))
    if not 1 <= len(prompts) <= MAX_PROMPTS:
        raise Refused("invalid_arguments", f"prompts must hold 1 to {MAX_PROMPTS}")
    title = str(arguments.get("title") or "")
    _watch(team, [title, *(part for each in prompts for part in (each.title, each.message))])
    if arguments.get("thread_ts"):
        # Slack answers `ok` and shows nothing, where the manifest has agent_view.
        team.violations.append(f"{_SUGGEST}: with thread_ts nothing is shown. Leave it out.")
        return {}
    team.agent.suggest(channel.id, title, prompts)
    team.shown.set()
    return {}


def set_status(team: Team, arguments: Arguments) -> Json:
    """Say in a thread what the bot is doing, until it posts there, or for two minutes."""
    check_any_scope(team, "chat:write", "assistant:write")
    channel = writable(team, arguments, name="channel_id")
    thread_ts = str(arguments.get("thread_ts") or "")
    if team.message(channel.id, thread_ts) is None:
        raise Refused("invalid_thread_ts")
    if "status" not in arguments:
        raise Refused("invalid_arguments", "status is required")
    loading = items_of(decoded(arguments.get("loading_messages") or [], "invalid_arguments"))
    if len(loading) > MAX_LOADING_MESSAGES:
        raise Refused("invalid_arguments", f"loading_messages may hold {MAX_LOADING_MESSAGES} at most")
    status = str(arguments["status"] or "")
    _watch(team, [status, *loading])
    team.agent.set_status(channel.id, thread_ts, status, team.now())
    team.shown.set()
    return {}


def _prompt(item: object) -> Prompt:
    title, message = (fields_of(item).get(name) for name in ("title", "message"))
    if not isinstance(title, str) or not isinstance(message, str) or not title or not message:
        raise Refused("invalid_arguments", "each prompt must have a title and a message")
    return Prompt(title, message)


def _watch(team: Team, words: list[str]) -> None:
    """Hold what is shown against the leak guard, as if it were mrkdwn."""
    shown = [{"type": "mrkdwn", "text": each} for each in words]
    team.violations.extend(f"assistant: {leak}" for leak in leaks_in("shown", shown))
