"""Blocks as a reader sees them: parts of text in reading order, with their styles."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.console.charts import chart_lines
from bot.console.delivering import Json
from bot.console.mrkdwn import Span, mrkdwn_spans, rich_text_span

PartKind: TypeAlias = Literal[
    "heading", "text", "small", "image", "quote", "code", "item", "row", "alert", "rule"
]


_BOLD = frozenset({"bold"})
_LEVELS = {
    "default": "note",
    "info": "note",
    "warning": "warning",
    "error": "error",
    "success": "done",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a reply."""

    kind: PartKind
    spans: tuple[Span, ...]
    marker: str = ""
    """What stands before a list's item, `•` or `1.`; the level of an alert."""

    @property
    def words(self) -> str:
        """The text alone."""
        return "".join(span.text for span in self.spans)


def words_of(blocks: Sequence[Json]) -> str:
    """Return all text that a reader sees, one paragraph a line; labels of buttons are not part of it."""
    return "\n".join(part.words for block in blocks for part in parts_of(block) if part.kind != "rule")


def parts_of(block: Json) -> Iterator[Part]:
    """Yield the paragraphs of one block; a block without text yields none."""
    reader = _READERS.get(block["type"])
    if reader:
        yield from reader(block)


def _header_parts(block: Json) -> Iterator[Part]:
    yield Part("heading", tuple(_text_spans(block["text"])))


def _section_parts(block: Json) -> Iterator[Part]:
    for text in filter(None, (block.get("text"), *block.get("fields", ()))):
        yield Part("text", tuple(_text_spans(text)))


def _context_parts(block: Json) -> Iterator[Part]:
    yield Part("small", tuple(_context_spans(block["elements"])))


def _chart_parts(block: Json) -> Iterator[Part]:
    yield Part("text", (Span(block["title"], _BOLD),))
    yield Part("code", (Span("\n".join(chart_lines(block["chart"]))),))


def _rich_text_block_parts(block: Json) -> Iterator[Part]:
    for element in block["elements"]:
        yield from _rich_text_parts(element)


def _divider_parts(_block: Json) -> Iterator[Part]:
    yield Part("rule", ())


def _alert_parts(block: Json) -> Iterator[Part]:
    yield Part("alert", tuple(_text_spans(block["text"])), _LEVELS[block.get("level", "default")])


def _markdown_parts(block: Json) -> Iterator[Part]:
    yield Part("text", (Span(block["text"]),))


def _carousel_parts(block: Json) -> Iterator[Part]:
    for card in block["elements"]:
        yield from _titled_parts(card)


def _image_parts(block: Json) -> Iterator[Part]:
    if "title" in block:
        yield Part("small", tuple(_text_spans(block["title"])))
    yield Part("image", (Span(block["alt_text"]),))


def cell_spans(cell: Json) -> Iterator[Span]:
    """Yield the words of a table's cell."""
    if cell["type"] != "rich_text":
        yield Span(cell["text"])
        return
    for place, part in enumerate(parts_of(cell)):
        if place:
            yield Span(" ")
        yield from part.spans


def _table_parts(block: Json) -> Iterator[Part]:
    if "caption" in block:
        yield Part("text", (Span(block["caption"], _BOLD),))
    for row in block["rows"]:
        cells = (tuple(cell_spans(cell)) for cell in row)
        first, *others = cells
        yield Part("row", (*first, *(span for cell in others for span in (Span(" | "), *cell))))


def _titled_parts(block: Json) -> Iterator[Part]:
    """Yield what a card or a container says, and what stands in it."""
    if "rich_text_title" in block:
        yield from parts_of(block["rich_text_title"])
    elif "title" in block:
        title = "".join(span.text for span in _text_spans(block["title"]))
        yield Part("text", (Span(title, _BOLD),))
    if "subtitle" in block:
        yield Part("small", tuple(_text_spans(block["subtitle"])))
    if "hero_image" in block:
        yield Part("image", (Span(block["hero_image"]["alt_text"]),))
    if "body" in block:
        yield Part("text", tuple(_text_spans(block["body"])))
    for child in block.get("child_blocks", ()):
        yield from parts_of(child)


def _text_spans(text: Json) -> Iterator[Span]:
    if text["type"] == "plain_text":
        yield Span(text["text"])
    else:
        yield from mrkdwn_spans(text["text"])


def _context_spans(elements: Sequence[Json]) -> Iterator[Span]:
    for place, element in enumerate(elements):
        if place:
            yield Span("  ")
        if element["type"] == "image":
            yield Span(element["alt_text"])
        else:
            yield from _text_spans(element)


def _rich_text_parts(element: Json) -> Iterator[Part]:
    kinds: dict[str, PartKind] = {
        "rich_text_section": "text",
        "rich_text_quote": "quote",
        "rich_text_preformatted": "code",
    }
    if element["type"] == "rich_text_list":
        for number, item in enumerate(element["elements"], element.get("offset", 0) + 1):
            marker = f"{number}." if element["style"] == "ordered" else "•"
            yield Part("item", tuple(map(rich_text_span, item["elements"])), marker)
    else:
        yield Part(kinds[element["type"]], tuple(map(rich_text_span, element["elements"])))


_READERS: dict[str, Callable[[Json], Iterator[Part]]] = {
    "alert": _alert_parts,
    "card": _titled_parts,
    "carousel": _carousel_parts,
    "container": _titled_parts,
    "context": _context_parts,
    "data_table": _table_parts,
    "data_visualization": _chart_parts,
    "divider": _divider_parts,
    "header": _header_parts,
    "image": _image_parts,
    "markdown": _markdown_parts,
    "rich_text": _rich_text_block_parts,
    "section": _section_parts,
    "table": _table_parts,
}
