"""What a person does in a modal or at home: fill in, press, type ahead, submit, close."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.console.courier import Courier, Delivery
from bot.console.delivering import AnyJson, Json
from bot.console.errors import ConsoleError, Refused
from bot.console.filling import Entry, field_named, filled, problems_of
from bot.console.homes import Homes
from bot.console.leaks import leaks_in
from bot.console.modals import Modals
from bot.console.payloads import Act, Actor, in_message
from bot.console.replies import Choice, Reply, block_id_of
from bot.console.select_rules import broken_offer, offered
from bot.console.showing import message_json
from bot.console.team import Team
from bot.console.view_payloads import (
    closed_payload,
    in_view,
    submission_payload,
    suggestion_payload,
    view_press_payload,
)
from bot.console.view_rules import accepted_view
from bot.console.views import CONVERSATIONS, EXTERNAL, Field, View, state_of

MIN_QUERY_LENGTH = 3
"""Characters typed before Slack asks for options, unless the menu says otherwise."""


@dataclass
class Submitting:
    """The acts in a view; each sends what Slack sends, and obeys the answer as Slack's client does."""

    team: Team
    courier: Courier

    def fill(self, view: View, entries: Mapping[str, Entry]) -> View:
        """Fill fields in without submitting; the bot hears nothing of it yet."""
        keeper = self._keeper(view)
        meant = {name: self._by_name(field_named(view, name), entry) for name, entry in entries.items()}
        changed = filled(keeper.current(view), meant)
        keeper.put(changed)
        return changed

    async def submit(self, view: View, entries: Mapping[str, Entry]) -> None:
        """Fill fields in, and press *submit*."""
        full = self.fill(view, entries)
        if "submit" not in full.content:
            raise ConsoleError(f"{full.title!r} has nothing to submit. Close it, or press a button in it.")
        if problems := list(problems_of(full)):
            raise ConsoleError(" ".join(problems))
        self.team.modals.put(replace(full, errors={}))
        delivery = await self.courier.send("interactive", submission_payload(self._actor(full), full))
        if delivery:
            self._obey(full, delivery)

    async def close(self, view: View, *, is_all: bool) -> None:
        """Press *close*, or with `is_all` the cross, which closes what lies beneath as well."""
        top = self.team.modals.current(view)
        is_cleared = is_all or bool(top.content.get("clear_on_close"))
        gone = self.team.modals.of(top.user)[::-1] if is_cleared else [top]
        for one in gone:
            self.team.modals.close(one)
        for one in gone:
            if one.content.get("notify_on_close"):
                payload = closed_payload(self._actor(one), one, is_cleared=is_cleared)
                await self.courier.send("interactive", payload)

    async def press(self, view: View, choice: Choice) -> None:
        """Press a button in a view, or pick an option of a menu in it, which is then chosen."""
        keeper = self._keeper(view)
        top = keeper.current(view)
        element = choice.control.element
        place = (choice.control.block_id, element["action_id"])
        if place in top.values:
            top = replace(top, values={**top.values, place: state_of(element["type"], choice.option)})
            keeper.put(top)
        await self.courier.send("interactive", view_press_payload(self._actor(top), top, choice))

    async def suggest(self, where: View | Reply, which: str, typed: str, act: Act) -> list[Json]:
        """Type into a menu whose options the bot suggests, and return what it suggests."""
        if isinstance(where, View):
            view = self._keeper(where).current(where)
            one = field_named(view, which)
            block_id, element, place = one.block_id, one.element, in_view(view)
        else:
            block_id, element = _menu_named(where, which)
            message = self.team.message(where.channel, where.shown_ts)
            place = in_message(act, where, message_json(message) if message else None)
        least = element.get("min_query_length", MIN_QUERY_LENGTH)
        if element["type"] not in EXTERNAL:
            raise ConsoleError(f"{which!r} offers its own options. Pick one of them.")
        if len(typed) < least:
            raise ConsoleError(
                f"Slack asks for options from {least} characters on. Type more than {typed!r}."
            )
        payload = suggestion_payload(act, place, (block_id, element["action_id"]), typed)
        delivery = await self.courier.send("interactive", payload)
        return self._suggested(delivery.answered) if delivery else []

    def _by_name(self, one: Field, entry: Entry) -> Entry:
        """Return the id of a channel that a person names in a menu of channels."""
        if one.kind != CONVERSATIONS or not isinstance(entry, str) or entry in self.team.channels:
            return entry
        for channel in self.team.channels.values():
            if channel.name == entry.removeprefix("#"):
                return channel.id
        raise ConsoleError(f"There is no channel {entry!r}. `people` says which there are.")

    def _suggested(self, answer: Json) -> list[Json]:
        """Return the options that Slack would list; if any is wrong it lists none."""
        problems = list(broken_offer(answer, "", at_least=0))
        for problem in problems:
            self.courier.object(f"the options are refused: {problem}")
        if problems:
            return []
        options = offered(answer)
        for leak in leaks_in("options", options):
            self.courier.object(leak)
        return options

    def _obey(self, view: View, delivery: Delivery) -> None:
        """Do with the view what the acknowledgement of its submission says."""
        answer, modals = delivery.answered, self.team.modals
        # What the bot has changed meanwhile by `views.update` stays changed.
        present = modals.find(id=view.id) or view
        try:
            match answer.get("response_action"):
                case None:
                    modals.close(view)
                case "clear":
                    modals.clear(view.user)
                case "errors":
                    self._show_errors(present, answer.get("errors"))
                case "update":
                    modals.change(present, accepted_view(self.team, answer.get("view")), self.team.now())
                case "push":
                    modals.push(view.user, accepted_view(self.team, answer.get("view")), self.team.now())
                case other:
                    self.courier.object(f"the answer to view_submission has no such response_action: {other}")
        except Refused as refused:
            self.courier.object(f"the answer to view_submission is refused: {refused}")

    def _show_errors(self, view: View, errors: AnyJson) -> None:
        if not isinstance(errors, dict) or not errors:
            raise Refused("invalid_arguments", "errors must name the blocks that are wrong")
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        for block_id, sentence in errors.items():
            if block_id not in inputs:
                raise Refused("invalid_arguments", f"errors name no input block of the view: {block_id}")
            if not isinstance(sentence, str) or not sentence:
                raise Refused("invalid_arguments", f"the error of {block_id} must be a string")
        for leak in leaks_in("errors", errors):
            self.courier.object(leak)
        self.team.modals.show_errors(view, errors)

    def _keeper(self, view: View) -> Homes | Modals:
        """Return what keeps a view."""
        return self.team.homes if view.is_home else self.team.modals

    def _actor(self, view: View) -> Actor:
        person = self.team.users[view.user]
        return Actor(person, person.team, self.team.now().timestamp())


def _menu_named(reply: Reply, which: str) -> tuple[str, Json]:
    """Return the block_id and the element of a menu in a message, by action_id, block_id or placeholder."""
    for index, block in enumerate(reply.blocks):
        for element in (block.get("accessory"), *block.get("elements", ())):
            if isinstance(element, dict) and element.get("type") in EXTERNAL:
                block_id = block_id_of(block, index)
                placeholder = element.get("placeholder", {}).get("text")
                if which in {element.get("action_id"), block_id, placeholder}:
                    return block_id, element
    raise ConsoleError(f"The message has no menu {which!r} that asks the bot for options.")
