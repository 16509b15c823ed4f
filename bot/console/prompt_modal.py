"""Filling a modal in at the console: a line fills a field, picks an option, presses, submits or closes."""

import re
from dataclasses import dataclass, field

from rich.console import Console, Group
from rich.text import Text

from bot.console.delivering import Json
from bot.console.drawing import draw_menu
from bot.console.drawing_views import draw_filled, draw_options
from bot.console.errors import ConsoleError
from bot.console.filling import field_named
from bot.console.select_rules import offered
from bot.console.views import EXTERNAL, MANY, Field, View, value_in
from bot.console.workspace import Workspace

LEAVING = {"cancel", "close"}
_FILL = re.compile(r"(\d{1,2})(\+?):\s*(.*)")
_PICK = re.compile(r"(\d{1,2})\.(\d{1,3})")
_PICKS = re.compile(rf"{_PICK.pattern}(?:[\s,]+{_PICK.pattern})*")


def is_for_a_form(line: str) -> bool:
    """Tell a line that says something only where a form is open; a lone number may press a button."""
    is_word = line.lower() in LEAVING | {"submit"}
    return (
        is_word
        or bool(_FILL.fullmatch(line))
        or (len(_PICK.findall(line)) > 1 and bool(_PICKS.fullmatch(line)))
    )


@dataclass
class ModalPrompt:
    """What one line does to the modal that lies before the person."""

    workspace: Workspace
    out: Console
    _suggested: dict[tuple[str, int], list[Json]] = field(default_factory=dict)
    """What the bot suggested last, by view and field."""

    async def do(self, view: View, line: str) -> bool:
        """Do what a line says; return whether the bot was told of it and may have changed something."""
        if line.lower() == "submit":
            await self.workspace.submit(view)
            return True
        if line.lower() in LEAVING:
            await self.workspace.close_modal(view)
            return False
        if found := _FILL.fullmatch(line):
            await self._fill(view, field_named(view, found[1]), found[3], adds=bool(found[2]))
            return False
        numbers = {str(one.number) for one in view.fields}
        if line in numbers:
            self._list(view, field_named(view, line))
            return False
        if _PICKS.fullmatch(line) and _PICK.findall(line)[0][0] in numbers:
            for number, place in _PICK.findall(line):
                self._pick(view, field_named(view, number), int(place))
            return False
        if menu := next((one for one in view.controls if one.is_menu and str(one.number) == line), None):
            self.out.print(draw_menu(menu))
            return False
        if line.replace(".", "").isdigit():
            await self.workspace.press(view, line)
            return True
        if not numbers:
            raise ConsoleError(
                f"{view.title!r} is open. Press one of its buttons by number, or type cancel to close it."
            )
        raise ConsoleError(
            f"{view.title!r} is open. Fill a field in with its number and a colon (`1: words`, `1+: one more "
            "line`, `1:` empties it), pick with 2.1, then submit or cancel."
        )

    async def _fill(self, view: View, one: Field, text: str, *, adds: bool) -> None:
        if not text and not adds:
            self._put(view, one, None)
        elif one.kind in EXTERNAL:
            options = await self.workspace.type_ahead(view, str(one.number), text)
            self._suggested[view.id, one.number] = options
            self._list(view, one)
        elif one.kind in MANY:
            self._put(view, one, [*_chosen(self._current(view), one), text])
        elif adds:
            before = _chosen(self._current(view), one)
            self._put(view, one, f"{before}\n{text}" if before else text)
        else:
            self._put(view, one, text)

    def _pick(self, view: View, one: Field, place: int) -> None:
        options = self._options(view, one)
        if not 1 <= place <= len(options):
            raise ConsoleError(
                f"{one.label!r} offers no {one.number}.{place}. It offers {len(options)} options."
            )
        option = options[place - 1]
        if one.kind in MANY:
            before = _chosen(self._current(view), one)
            self._put(view, one, before if option in before else [*before, option])
        else:
            self._put(view, one, option)

    def _list(self, view: View, one: Field) -> None:
        options = self._options(view, one)
        self.out.print(Group(*draw_options(one, options)) if options else Text("Nothing to pick from."))

    def _options(self, view: View, one: Field) -> list[Json]:
        return self._suggested.get((view.id, one.number), []) or offered(one.element)

    def _put(self, view: View, one: Field, entry: str | Json | list[str | Json] | None) -> None:
        """Fill one field in, and draw it."""
        changed = self.workspace.fill(view, {str(one.number): entry})
        self.out.print(draw_filled(one, changed))

    def _current(self, view: View) -> View:
        return self.workspace.modals(view.user)[-1]


def _chosen(view: View, one: Field) -> list[str | Json] | str:
    """Return what stands in a field already."""
    value = value_in(view.values[one.place])
    return value if value is not None else ""
