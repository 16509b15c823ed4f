"""Blocks as a reader sees them: parts of text in reading order, with their styles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.console.charts import chart_lines
from bot.console.delivering import Json
from bot.console.mrkdwn import Span, mrkdwn_spans, rich_text_span

PartKind: TypeAlias = Literal["heading", "text", "small", "image", "quote", "code", "item", "rule"]


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a reply."""

    kind: PartKind
    spans: tuple[Span, ...]
    marker: str = ""
    """What stands before a list's item: `•` or `1.`"""

    @property
    def words(self) -> str:
        """The text alone."""
        return "".join(span.text for span in self.spans)


def words_of(blocks: Sequence[Json]) -> str:
    """Return all text that a reader sees, one paragraph a line; labels of buttons are not part of it."""
    return "\n".join(part.words for block in blocks for part in parts_of(block) if part.kind != "rule")


def parts_of(block: Json) -> Iterator[Part]:
    """Yield the paragraphs of one block; a block without text yields none."""
    match block["type"]:
        case "header":
            yield Part("heading", tuple(_text_spans(block["text"])))
        case "section":
            for text in filter(None, (block.get("text"), *block.get("fields", ()))):
                yield Part("text", tuple(_text_spans(text)))
        case "context":
            yield Part("small", tuple(_context_spans(block["elements"])))
        case "image":
            yield from _image_parts(block)
        case "data_visualization":
            yield Part("text", (Span(block["title"], frozenset({"bold"})),))
            yield Part("code", (Span("\n".join(chart_lines(block["chart"]))),))
        case "rich_text":
            for element in block["elements"]:
                yield from _rich_text_parts(element)
        case "divider":
            yield Part("rule", ())
        case _:
            return


def _image_parts(block: Json) -> Iterator[Part]:
    if "title" in block:
        yield Part("small", tuple(_text_spans(block["title"])))
    yield Part("image", (Span(block["alt_text"]),))


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
