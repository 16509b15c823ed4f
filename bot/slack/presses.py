"""What somebody did in Slack: a press, a typed command, a submitted form, and how they are answered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.curation.choosing import Choice
from bot.domain.ledger import Actor
from bot.errors import FootnoteError
from bot.slack.blocks.modals import Carried, load_carried
from bot.slack.blocks.replies import SENTENCE_LIMIT, Message, sentence
from bot.slack.blocks.text import mrkdwn
from bot.slack.failures import told
from bot.slack.posting import error_code, whisper
from bot.slack.work import Work

UNKNOWN = "This is not one I know. Ask again, please."

log = structlog.get_logger()


class NotOpenedError(FootnoteError):
    """Slack did not open a modal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One press of a button, choice in a menu, or command."""

    client: AsyncWebClient
    user_id: str
    user_name: str
    value: str
    """What the button or the option carries."""
    cause: str
    """Names the press, so that it acts once."""
    trigger_id: str
    response_url: str
    thread_ts: str
    is_in_channel: bool
    """Pressed in a message that others see, too."""
    team_id: str = ""
    channel: str = ""
    """Where it was pressed or typed; empty in the Home tab."""
    is_typed: bool = False
    """A command: only who may write in a channel can type one there."""
    is_in_modal: bool = False

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return Actor.in_slack(self.user_id, self.user_name)

    @property
    def is_at_home(self) -> bool:
        """Whether it was pressed in the Home tab, where nothing can be answered in place."""
        return not self.response_url

    def carried(self, subject: str = "", seen: str = "") -> Carried:
        """Return what a modal that this press opens carries along."""
        return Carried(subject, seen, self.response_url, self.thread_ts, channel=self.channel)

    async def say(self, message: Message) -> None:
        """Answer whoever pressed, and nobody else; who pressed in the Home tab is written to directly."""
        if self.is_at_home:
            await self.client.chat_postMessage(
                channel=self.user_id,
                text=message.text,
                blocks=message.blocks,
                unfurl_links=False,
                unfurl_media=False,
            )
            return
        await whisper(self.client, self.response_url, message, self.thread_ts or None)

    async def open(self, view: dict[str, Any]) -> None:
        """Open a modal, on top of the one it was pressed in, if any; NotOpenedError if Slack will not."""
        open_view = self.client.views_push if self.is_in_modal else self.client.views_open
        try:
            await open_view(trigger_id=self.trigger_id, view=view)
        except SlackApiError as error:
            code = error_code(error) or "no answer"
            raise NotOpenedError(f"Slack did not open the form ({code}). Press again.") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One submission of a modal."""

    client: AsyncWebClient
    actor: Actor
    user_id: str
    cause: str
    carried: Carried
    values: Mapping[str, Mapping[str, Any]]
    """The state of each input, by block."""
    team_id: str = ""

    @property
    def channel(self) -> str:
        """Where the modal was opened; empty in the Home tab."""
        return self.carried.channel

    @property
    def is_at_home(self) -> bool:
        """Whether the form was opened in the Home tab."""
        return not self.carried.response_url

    def text(self, name: str) -> str:
        """Return what was typed or chosen in an input; empty if nothing was."""
        state = self.values.get(name) or {}
        option = state.get("selected_option") or {}
        return str(state.get("value") or option.get("value") or "")

    def several(self, name: str) -> tuple[str, ...]:
        """Return everything that was chosen in an input."""
        return tuple(choice.id for choice in self.choices(name))

    def choices(self, name: str) -> list[Choice]:
        """Return what was chosen in an input, with the names that were read there."""
        state = self.values.get(name) or {}
        chosen = [state.get("selected_option"), *(state.get("selected_options") or ())]
        return [Choice(str(each["value"]), str(each["text"]["text"])) for each in chosen if each]

    async def say(self, message: Message) -> None:
        """Tell whoever submitted, where they had opened the modal, for as long as Slack lets us."""
        if self.carried.response_url:
            await whisper(self.client, self.carried.response_url, message, self.carried.thread_ts or None)


def pressed(body: dict[str, Any], client: AsyncWebClient) -> Press:
    """Read a press in a message, a modal or the Home tab, or a choice in a menu there."""
    [action] = body["actions"]
    user, message, view = body["user"], body.get("message") or {}, body.get("view") or {}
    # In a modal nothing else says where it was opened.
    carried = load_carried(str(view.get("private_metadata", "")))
    return Press(
        client=client,
        user_id=str(user["id"]),
        user_name=_name(user),
        value=str((action.get("selected_option") or action).get("value", "")),
        cause=f"{(body.get('team') or {}).get('id', '')}:{body.get('trigger_id', '')}",
        trigger_id=str(body.get("trigger_id", "")),
        response_url=str(body.get("response_url") or carried.response_url),
        thread_ts=str(message.get("thread_ts") or carried.thread_ts),
        is_in_channel=not (body.get("container") or {}).get("is_ephemeral", False),
        team_id=str((body.get("team") or {}).get("id", "")),
        channel=str((body.get("channel") or {}).get("id") or carried.channel),
        is_in_modal=view.get("type") == "modal",
    )


def on_message(body: dict[str, Any], client: AsyncWebClient) -> Press:
    """Read the shortcut of a message as a press on it."""
    user, message = body["user"], body.get("message") or {}
    team_id, trigger_id = str((body.get("team") or {}).get("id", "")), str(body.get("trigger_id", ""))
    return Press(
        client=client,
        user_id=str(user["id"]),
        user_name=_name(user),
        value="",
        cause=f"{team_id}:{trigger_id}",
        trigger_id=trigger_id,
        response_url=str(body.get("response_url", "")),
        thread_ts=str(message.get("thread_ts") or ""),
        is_in_channel=True,
        team_id=team_id,
        channel=str((body.get("channel") or {}).get("id", "")),
    )


def commanded(command: Mapping[str, str], client: AsyncWebClient) -> Press:
    """Read a slash command as the press that it is."""
    return Press(
        client=client,
        user_id=command["user_id"],
        user_name=command.get("user_name") or command["user_id"],
        value="",
        cause=f"{command.get('team_id', '')}:{command.get('trigger_id', '')}",
        trigger_id=command.get("trigger_id", ""),
        response_url=command["response_url"],
        thread_ts="",
        is_in_channel=False,
        team_id=command.get("team_id", ""),
        channel=command.get("channel_id", ""),
        is_typed=True,
    )


def submitted(body: dict[str, Any], client: AsyncWebClient) -> Submission:
    """Read the submission of a modal."""
    user, view = body["user"], body["view"]
    values = view["state"]["values"]
    return Submission(
        client=client,
        actor=Actor.in_slack(str(user["id"]), _name(user)),
        user_id=str(user["id"]),
        # A view that is submitted again after an error has acted on nothing yet.
        cause=f"{(body.get('team') or {}).get('id', '')}:{view['id']}:{view['hash']}",
        carried=load_carried(str(view.get("private_metadata", ""))),
        values={name: next(iter(states.values()), {}) for name, states in values.items()},
        team_id=str((body.get("team") or {}).get("id", "")),
    )


async def say_unknown(press: Press) -> None:
    """Say that what a button or menu carries is none of ours, or does not stand there: it may be forged."""
    log.info("act.refused", reason="unknown value")
    await press.say(sentence(UNKNOWN))


def begin(work: Work, who: Press | Submission, errand: Awaitable[None]) -> None:
    """Do what somebody asks for, after the acknowledgement; whatever hinders it, they are told.

    Who acted in the Home tab sees it then as it is afterwards.
    """
    work.begin(told(_done(work, who, errand), partial(_say_words, who)))


def refusal(error: FootnoteError) -> str:
    """Note that an act was refused, and return the sentence for whoever wanted it."""
    log.info("act.refused", reason=type(error).__name__)
    return error.in_public or str(error)


async def _done(work: Work, who: Press | Submission, errand: Awaitable[None]) -> None:
    await _or_say_why(errand, who.say)
    if who.is_at_home:
        await work.show_home(who.client, who.user_id)


async def _or_say_why(errand: Awaitable[None], say: Callable[[Message], Awaitable[None]]) -> None:
    try:
        await errand
    except FootnoteError as error:
        await say(sentence(mrkdwn(refusal(error), SENTENCE_LIMIT)))


async def _say_words(who: Press | Submission, words: str) -> None:
    await who.say(sentence(words))


def _name(user: Mapping[str, Any]) -> str:
    return str(user.get("name") or user.get("username") or user["id"])
