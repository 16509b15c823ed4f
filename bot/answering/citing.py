"""Citations of a fact: a note as the Chicago Manual of Style has it, and CSL JSON for reference managers.

CSL JSON is that of version 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html, appendix
III and IV); it describes the document, and names the fact in its note.
"""

import calendar
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bot.domain import Source
from bot.domain.answers import ShownFact, Voice
from bot.domain.facts import SourceKind

QUOTE_LIMIT = 200
"""Characters of a quote in a note: enough to find the place by."""
CSL_TYPES: dict[SourceKind, str] = {
    "news": "article-newspaper",
    "report": "report",
    "statement": "speech",
    "transcript": "interview",
    "post": "post",
    "other": "document",
}
_WITHIN = frozenset({"article-newspaper", "post", "webpage"})
"""Types whose publisher is what they appear in."""
_SPOKEN = frozenset({"speech", "interview"})
_INNER = str.maketrans('“”"', "‘’'")
_HOW = {"paraphrase": "paraphrased", "carried": "paraphrased", "presupposed": "taken for granted"}


def cite(shown: ShownFact, *, page: int | None = None, withdrawn_on: date | None = None) -> str:
    """Cite a fact as a note: who, the words, in what, of when, where, looked at when, its id and marking.

    `page` is where the first quote stands, if the document has pages.
    One that was withdrawn says so, with the day, in case it must be cited all the same.
    """
    fact, source = shown.cited.fact, shown.cited.source
    within = f"{source.publisher}, “{_inner(source.title)},” {_day(source.published)}"
    parts = [
        *_said(shown.voice, shown.cited.passages[0].text),
        within if shown.voice.how == "own-voice" else f"in {within}",
        *([f"p. {page}"] if page else []),
        *_addresses(source),
        f"accessed {_day(source.accessed)}",
    ]
    marked = "" if shown.cited.tlp == "CLEAR" else f" TLP:{shown.cited.tlp}."
    withdrawn = f" Withdrawn {_day(withdrawn_on)}." if withdrawn_on else ""
    return f"{_joined(parts)} [{fact.id}].{marked}{withdrawn}"


def csl_item(shown: ShownFact) -> dict[str, Any]:
    """Describe the document of a fact as an item of CSL JSON."""
    fact, source = shown.cited.fact, shown.cited.source
    kind = _csl_type(source)
    item: dict[str, Any] = {
        "id": source.id,
        "type": kind,
        "title": source.title,
        "container-title" if kind in _WITHIN else "publisher": source.publisher,
        "issued": _date_parts(source.published),
        "accessed": _date_parts(source.accessed),
        "language": source.language,
        "note": f"Fact {fact.id}, TLP:{shown.cited.tlp}. SHA-256 of the document: {source.sha256}",
    }
    if kind in _SPOKEN and shown.voice.how != "own-voice":
        item["author"] = [{"literal": shown.voice.speaker}]
    if source.url:
        item["URL"] = source.url
    if source.archived:
        item |= {"archive": urlsplit(source.archived).hostname or "", "archive_location": source.archived}
    return item


def _csl_type(source: Source) -> str:
    return "webpage" if source.kind == "other" and source.url else CSL_TYPES[source.kind]


def _said(voice: Voice, quote: str) -> list[str]:
    """Say whose words are quoted: a paraphrase is the document's, not the speaker's."""
    words = f"“{_inner(_short(quote))},”"
    if voice.how == "own-voice":
        return [words]
    citing = [f"citing {', '.join(voice.citing)}"] if voice.citing else []
    how = [_HOW[voice.how]] if voice.how in _HOW else []
    return [voice.speaker, *citing, *how, words]


def _short(quote: str) -> str:
    """Cut a quote between two words."""
    folded = " ".join(quote.split())
    if len(folded) <= QUOTE_LIMIT:
        return folded
    begun = folded[: QUOTE_LIMIT - 1]
    return f"{begun.rpartition(' ')[0] or begun} …"


def _inner(text: str) -> str:
    """Write quotation marks within others, and no stop before those that follow."""
    return text.translate(_INNER).rstrip(".,; ")


def _addresses(source: Source) -> list[str]:
    if source.url and source.archived:
        return [f"{source.url} (archived: {source.archived})"]
    return [each for each in (source.url, source.archived) if each]


def _joined(parts: list[str]) -> str:
    """Join parts by commas, of which one stands within the quotation marks that end a part."""
    said = parts[0]
    for part in parts[1:]:
        said = f"{said} {part}" if said.endswith(",”") else f"{said}, {part}"
    return said


def _day(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"


def _date_parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
