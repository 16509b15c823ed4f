"""The courier: takes each payload to the bot, and does with the acknowledgement what Slack does."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.console.delivering import Deliver, HttpReply, Json, Kind, Retry, signed_request
from bot.console.errors import ConsoleError, Refused
from bot.console.outgoing import accepted
from bot.console.showing import say, whisper
from bot.console.team import Team


@dataclass(frozen=True, slots=True)
class Delivery:
    """One payload that was sent to the bot, and how it was acknowledged."""

    kind: Kind
    payload: Json
    answer: HttpReply
    duration_s: float

    @property
    def is_acked(self) -> bool:
        """Whether Slack would count it as delivered: it sends an event again unless this holds."""
        return self.answer.status == 200  # noqa: PLR2004  # HTTP's OK

    @property
    def answered(self) -> Json:
        """What the acknowledgement holds, if it holds JSON; else nothing."""
        return json.loads(self.answer.body) if self.answer.body.startswith("{") else {}


@dataclass
class Courier:
    """Signs, sends, times, and keeps every delivery."""

    team: Team
    secret: Callable[[], str]
    """With which payloads are signed."""
    ack_within_s: float
    deliver: Deliver | None = None
    """How payloads reach the bot; None until one is connected."""
    deliveries: list[Delivery] = field(default_factory=list)

    async def send(self, kind: Kind, payload: Json, *, retry: Retry | None = None) -> Delivery | None:
        """Send a payload; return its delivery, or None if Slack would not look at its acknowledgement."""
        if self.deliver is None:
            raise ConsoleError("No bot is connected to the workspace. Call `connect` with a deliverer first.")
        self._hand_out_trigger(payload)
        request = signed_request(kind, payload, secret=self.secret(), retry=retry)
        started = time.perf_counter()
        answer = await self.deliver(request)
        delivery = Delivery(kind, payload, answer, time.perf_counter() - started)
        self.deliveries.append(delivery)
        return delivery if self._is_good(delivery) else None

    async def send_shortcut(self, payload: Json) -> None:
        """Send a message shortcut; Slack shows nothing of what its acknowledgement may hold."""
        delivery = await self.send("interactive", payload)
        if delivery and delivery.answer.body:
            self.object("the answer to message_action must be empty. Use its response_url or trigger_id.")

    def show_answer(self, delivery: Delivery) -> None:
        """Show what the bot answered a slash command with, if anything."""
        body, payload = delivery.answer.body, delivery.payload
        content = delivery.answered or {"text": body}
        if not content.get("text") and not content.get("blocks"):
            return
        try:
            outgoing = accepted(self.team, content)
        except Refused as refused:
            self.object(f"the answer to {payload['command']} is refused: {refused}")
            return
        if content.get("response_type") == "in_channel":
            say(self.team, payload["channel_id"], outgoing)
        else:
            whisper(self.team, payload["channel_id"], payload["user_id"], outgoing)

    def object(self, violation: str) -> None:
        """Note what Slack would punish without telling the bot."""
        self.team.violations.append(violation)

    def _hand_out_trigger(self, payload: Json) -> None:
        if trigger_id := payload.get("trigger_id"):
            user = payload.get("user_id") or payload["user"]["id"]
            view_id = payload.get("view", {}).get("id")
            self.team.modals.hand_out(trigger_id, user, self.team.now(), view_id)

    def _is_good(self, delivery: Delivery) -> bool:
        """Note an acknowledgement that is late or none: the person is told that it failed, the bot is not."""
        name = delivery.payload.get("command") or delivery.payload["type"]
        if delivery.duration_s > self.ack_within_s:
            late = f"acknowledged after {delivery.duration_s:.1f} s, not {self.ack_within_s:g}"
            self.object(f"operation_timeout: {name} was {late}. Answer at once and work later.")
            return False
        if not delivery.is_acked and delivery.kind != "events_api":
            status = delivery.answer.status
            self.object(f"dispatch_failed: {name} was answered with HTTP {status}, not 200.")
        return delivery.is_acked
