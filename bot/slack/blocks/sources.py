"""The documents of the base as blocks: a list of them, and the record of one."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain import Source, reliability_in_words
from bot.domain.answers import ShownFact, SourceList
from bot.domain.assessment import Holdings, age_in_words, day_in_words
from bot.domain.handling import strictest
from bot.domain.sources import SourceCoverage, SourceRecord
from bot.slack.blocks.buttons import MORE, button, fact_menu
from bot.slack.blocks.facts import claim_in_words, provenance
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.text import actions, context, counted, cut, in_a_line, link, mrkdwn, plain, section

TITLE_LIMIT = 120
DESCRIPTOR_LIMIT = 250
WHOLE_LIMIT = 1000
HEADER_LIMIT = 150


def source_list_blocks(found: SourceList, today: date) -> list[dict[str, Any]]:
    """Draw one page of the documents, a section for each."""
    blocks = [section(_list_head(found, today)), *(section(_listed(*each, today)) for each in found.sources)]
    if found.remaining:
        following = replace(found.question, page=found.question.page + 1)
        blocks.append(actions([button(f"{found.remaining} more", MORE, following)]))
    return blocks


def source_list_text(found: SourceList, today: date) -> str:
    """Say the same without blocks."""
    more = [f"{found.remaining} more."] if found.remaining else []
    lines = [_listed(*each, today) for each in found.sources]
    return "\n".join([_list_head(found, today), *lines, *more])


def source_record_blocks(record: SourceRecord, today: date) -> list[dict[str, Any]]:
    """Draw all that is known of a document, how much of it is accounted for, and one page of its facts."""
    source = record.source
    blocks = [
        {"type": "header", "text": plain(cut(source.title, HEADER_LIMIT))},
        section("\n".join(_fields(record, today))),
        context(f"SHA-256 of `{mrkdwn(source.file)}`: `{source.sha256}`"),
        section(f"*{_supports(record)}*"),
    ]
    for each in record.facts:
        menu = fact_menu(each.cited.fact.id, each.content_hash)
        blocks.append({**section(_fact_line(each)), "accessory": menu})
    if record.remaining:
        following = replace(record.question, page=record.question.page + 1)
        blocks.append(actions([button(f"{record.remaining} more", MORE, following)]))
    return blocks


def source_record_text(record: SourceRecord, today: date) -> str:
    """Say the same without blocks: the fields, then a line for each fact."""
    head = f"{mrkdwn(record.source.title, HEADER_LIMIT)} (`{record.source.id}`)"
    more = [f"{record.remaining} more."] if record.remaining else []
    facts = map(_fact_line, record.facts)
    return "\n".join([head, *_fields(record, today), f"{_supports(record)}:", *facts, *more])


def held_in_words(holdings: Holdings, today: date) -> str:
    """Say how much the base holds, how new it is, and what an error keeps out."""
    kept_out = f" {holdings.left_out} kept out by an error: `footnote check`." if holdings.left_out else ""
    if holdings.newest_on is None:
        return f"The base holds no fact yet.{kept_out}"
    newest = f"{day_in_words(holdings.newest_on)}, {age_in_words(holdings.newest_on, today)}"
    return f"{counted(holdings.facts, 'fact')} in all, newest {newest}.{kept_out}"


def _list_head(found: SourceList, today: date) -> str:
    last = found.first - 1 + len(found.sources)
    here = f" ({found.first}–{last} here)" if found.total > len(found.sources) else ""
    head = f"*{counted(found.total, 'document')}*, newest first{here}. "
    return head + " · ".join([*moment_in_words(found.moment), held_in_words(found.holdings, today)])


def _listed(source: Source, facts: int, today: date) -> str:
    parts = [
        provenance(source, today),
        f"source {reliability_in_words(source.reliability)}",
        counted(facts, "fact"),
        f"`{source.id}`",
        *([] if source.tlp == "CLEAR" else [f"TLP:{source.tlp}"]),
    ]
    descriptor = f"\n{mrkdwn(source.descriptor, DESCRIPTOR_LIMIT)}" if source.descriptor else ""
    return f"*{mrkdwn(source.title, TITLE_LIMIT)}*\n{' · '.join(parts)}{descriptor}"


def _fields(record: SourceRecord, today: date) -> list[str]:
    source = record.source
    copied = ", ".join(f"`{each}`" for each in source.derived_from)
    links = [(source.url, "Open the document"), (source.archived, "Open the archived copy")]
    return [
        f"*Published:* {provenance(source, today)} · accessed {day_in_words(source.accessed)}",
        f"*Kind:* {source.kind}, in the language {mrkdwn(source.language)} · *Id:* `{source.id}`",
        f"*Source:* {reliability_in_words(source.reliability)} · *Marking:* TLP:{source.tlp}",
        *([f"*What affects it:* {mrkdwn(source.descriptor, WHOLE_LIMIT)}"] if source.descriptor else []),
        *([f"*Copies:* {copied}"] if copied else []),
        *([f"*Coverage:* {_coverage(record.coverage)}"] if record.coverage else []),
        *filter(None, [" · ".join(link(url, label) for url, label in links if url)]),
        *moment_in_words(record.moment),
    ]


def _coverage(coverage: SourceCoverage) -> str:
    return (
        f"of {counted(coverage.sentences, 'sentence')} {coverage.cited} cited by the facts here, "
        f"{coverage.left_out} left out with a reason, {coverage.others} neither"
    )


def _supports(record: SourceRecord) -> str:
    last = record.first - 1 + len(record.facts)
    here = f" ({record.first}–{last} here)" if record.total > len(record.facts) else ""
    marked = strictest(each.cited.tlp for each in record.facts)
    tlp = "" if marked == "CLEAR" else f" · TLP:{marked}"
    return f"{counted(record.total, 'fact')} {'rests' if record.total == 1 else 'rest'} on it{here}{tlp}"


def _fact_line(shown: ShownFact) -> str:
    """Write a fact in one line, in whose place its correction comes."""
    return f"`{shown.cited.fact.id}`: {in_a_line(claim_in_words(shown))}"
