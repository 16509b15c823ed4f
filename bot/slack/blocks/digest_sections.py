"""What has changed, as sections of a digest: what readers acted on and no longer holds comes first."""

from collections.abc import Iterable, Iterator, Mapping

from bot.delivery.views import MENTIONED
from bot.domain.assessment import day_in_words
from bot.domain.digests import (
    Confirmed,
    Contradiction,
    CorrectedFact,
    Digest,
    DueForReview,
    Further,
    Verdict,
)
from bot.slack.blocks.buttons import fact_menu
from bot.slack.blocks.corrections import withdrawn_block_id
from bot.slack.blocks.digest_facts import Sheet, line_of
from bot.slack.blocks.digest_parts import Section, Unit, named_in_lines, together, words
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import counted, in_a_line, section

ABOUT_LIMIT = 120
WHY_LIMIT = 300
TYPED_LIMIT = 100
REST = "What is not listed here is said with its fact: ask for a name or a topic."
_VERDICTS: Mapping[Verdict, str] = {
    "redacted": "Taken away",
    "retracted": "Retracted",
    "superseded": "Superseded",
    "revised": "Revised",
    "restored": "Stands again",
}


def was_block_id(fact_id: str) -> str:
    """Name the block that shows what a fact said before."""
    return f"was:{fact_id}"


def changes(digest: Digest, sheet: Sheet) -> list[Section]:
    """Draw the sections that have something to say, in the order in which they matter.

    Of what a summary shows only some of, it says how many there are.
    """
    further = digest.further
    sections = [
        Section("Corrected", tuple(_corrected(digest.corrected, sheet)), len(digest.corrected)),
        Section("New", tuple(map(sheet.draw, digest.new)), len(digest.new)),
        _some("Disputed", tuple(map(sheet.draw, digest.disputed)), len(digest.disputed), further.disputed),
        _some(
            "Contradicting",
            tuple(map(_contradiction, digest.contradicting)),
            len(digest.contradicting),
            further.contradicting,
        ),
        Section(
            "Confirmed",
            tuple(sheet.draw(each.shown, _confirmation(each)) for each in digest.confirmed),
            len(digest.confirmed),
        ),
        _some("Due for review", named_in_lines([*map(_due, digest.due)]), len(digest.due), further.due),
        Section("", (words(REST),) if further != Further() else ()),
        Section("Asked and not answered", _asked(digest)),
    ]
    return [each for each in sections if each.units]


def _some(label: str, units: tuple[Unit, ...], count: int, more: int) -> Section:
    return Section(f"{label} · {count} of {count + more}", units) if more else Section(label, units, count)


def _corrected(corrected: Iterable[CorrectedFact], sheet: Sheet) -> Iterator[Unit]:
    for each in corrected:
        before = [_was(each)] if _is_struck(each) else []
        if each.now:
            yield together(*before, sheet.draw(each.now, _verdict(each)))
            continue
        # What stands in its place is not to be told apart from it; further facts may come on their own.
        instead = [sheet.draw(other) for other in each.instead]
        yield together(*before, _withdrawn(each), *instead[:1])
        yield from instead[1:]


def _is_struck(each: CorrectedFact) -> bool:
    """Tell whether readers knew it by words that do not hold; one that stands again was withdrawn then."""
    return bool(each.was) and each.verdict != "restored" and (each.now is None or _claim(each) != each.was)


def _claim(each: CorrectedFact) -> str:
    return each.now.cited.fact.claim if each.now else ""


def _was(each: CorrectedFact) -> Unit:
    # The stroke alone is not read aloud.
    label = {"type": "text", "text": "Was: "}
    struck = {"type": "text", "text": each.was, "style": {"strike": True}}
    block = {
        "type": "rich_text",
        "block_id": was_block_id(each.fact_id),
        "elements": [{"type": "rich_text_section", "elements": [label, struck]}],
    }
    return Unit((block,), (f"Was: {in_a_line(each.was)} · {each.fact_id}",))


def _withdrawn(each: CorrectedFact) -> Unit:
    instead = " · in its place:" if each.instead else ""
    block = {
        **section(f"`{each.fact_id}`: {_verdict(each)}{instead}"),
        "block_id": withdrawn_block_id(each.fact_id),
        "accessory": fact_menu(each.fact_id, each.content_hash, acts=("history", "review")),
    }
    return Unit((block,), (f"{_verdict(each)} · {each.fact_id}",), ((each.fact_id, each.content_hash),))


def _verdict(each: CorrectedFact) -> str:
    by = f"*{_VERDICTS[each.verdict]}* by {in_a_line(each.by, PERSON_LIMIT)}, {day_in_words(each.at.date())}"
    why = f": {in_a_line(each.why, WHY_LIMIT)}" if each.why else ""
    if not each.messages:
        return f"{by}{why}"
    corrected = "each corrected" if each.messages > 1 else "corrected"
    return f"{by}{why} · it stood in {counted(each.messages, 'message')}, {corrected}"


def _contradiction(each: Contradiction) -> Unit:
    about = [f"_{in_a_line(each.about, ABOUT_LIMIT)}_"] if each.about else []
    sides = [line_of(side) for side in each.sides]
    mentioned = tuple((side.cited.fact.id, MENTIONED) for side in each.sides)
    return Unit((section("\n".join([*about, *sides])),), (*about, *sides), mentioned)


def _confirmation(each: Confirmed) -> str:
    """Say who settled a doubt; who verified a fact is said at each fact, or of all."""
    if each.how == "verified":
        return ""
    return f"*Looked at, and it stands:* {in_a_line(each.by, PERSON_LIMIT)}, {day_in_words(each.on)}"


def _due(each: DueForReview) -> tuple[str, str]:
    said = f"verified by {in_a_line(each.curator, PERSON_LIMIT)}, due since {day_in_words(each.review_by)}"
    return each.fact_id, f"`{each.fact_id}`: {in_a_line(each.claim)} · {said}"


def _asked(digest: Digest) -> tuple[Unit, ...]:
    said = [f"“{in_a_line(each.text, TYPED_LIMIT)}” ({each.times})" for each in digest.asked]
    return (words(", ".join(said)),) if said else ()
