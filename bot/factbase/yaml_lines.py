"""YAML as curators write it: every scalar is a string, every mapping knows its line.

Read event by event from PyYAML's C parser: `NO` stays Norway's code and 1.10 a version, a key cannot
silently win over its twin, and what could surprise a reader of the file (anchors, tags) is refused.
"""

from typing import Any, TypeAlias

from yaml import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from yaml._yaml import CParser
from yaml.reader import ReaderError

from bot.factbase.errors import DossierError

MAX_BYTES = 8_000_000
"""A dossier of a thousand facts is about 1 MB; a file beyond this is not one document's."""
MAX_DEPTH = 20
"""A fact's deepest field is five levels down."""


class LinedMap(dict[str, Any]):
    """A mapping that knows the line it begins on, and the line of each of its keys (from 1)."""

    __slots__ = ("key_lines", "line")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.key_lines: dict[str, int] = {}


Node: TypeAlias = str | list[Any] | LinedMap


def read_yaml(content: bytes, path: str) -> Node:
    """Read one YAML document; raise DossierError, naming `path` and the line, for what is refused.

    Scalars lose the white space around them; an empty value is the empty string.
    """
    if len(content) > MAX_BYTES:
        raise DossierError(path, 1, f"the file is larger than {MAX_BYTES:,} bytes", fix="Split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DossierError(path, line, "the file is not UTF-8", fix="Save it as UTF-8.") from error
    try:
        return _Reader(text, path).document()
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DossierError(path, line, f"not YAML: {error.problem}", fix="Correct the line.") from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise DossierError(path, line, f"not YAML: {error.reason}", fix="Remove the character.") from error
    except YAMLError as error:
        raise DossierError(path, 1, f"not YAML: {error}", fix="Correct the file.") from error


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self._parser = CParser(text)
        self._path = path

    def document(self) -> Node:
        self._next()
        event = self._next()
        if isinstance(event, StreamEndEvent):
            raise self._error(event, "the file is empty", "Fill it or delete it.")
        node = self._node(self._next(), depth=1)
        self._next()
        event = self._next()
        if isinstance(event, DocumentStartEvent):
            raise self._error(event, "a second document begins (`---`)", "Keep one document a file.")
        return node

    def _node(self, event: Event, *, depth: int) -> Node:
        if type(event) is ScalarEvent and not (event.anchor or event.tag) and depth <= MAX_DEPTH:
            # Nine of ten events are such.
            return str(event.value).strip()
        if getattr(event, "anchor", None):
            raise self._error(event, "anchors (&) and aliases (*) are refused", "Write the value out.")
        if getattr(event, "tag", None):
            raise self._error(event, "tags (!) are refused", "Remove the tag, or quote the value.")
        if depth > MAX_DEPTH:
            raise self._error(event, f"nested more than {MAX_DEPTH} levels deep", "Flatten it.")
        match event:
            case MappingStartEvent():
                return self._mapping(event, depth=depth)
            case SequenceStartEvent():
                return self._sequence(depth=depth)
            case _:
                raise self._error(event, f"a value is expected, not {type(event).__name__}", "Correct it.")

    def _mapping(self, start: Event, *, depth: int) -> LinedMap:
        mapping = LinedMap(_line(start))
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._node(event, depth=depth + 1) if isinstance(event, ScalarEvent) else None
            if not isinstance(key, str):
                raise self._error(event, "a key is not a plain word", "Write `key: value`.")
            if key in mapping:
                raise self._error(event, f"“{key}” stands twice in one mapping", "Keep one of the two.")
            mapping.key_lines[key] = _line(event)
            mapping[key] = self._node(self._next(), depth=depth + 1)
        return mapping

    def _sequence(self, *, depth: int) -> list[Node]:
        items: list[Node] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._node(event, depth=depth + 1))
        return items

    def _next(self) -> Event:
        event: Event = self._parser.get_event()  # type: ignore[assignment]  # None only after the end
        return event

    def _error(self, event: Event, problem: str, fix: str) -> DossierError:
        return DossierError(self._path, _line(event), problem, fix=fix)


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
