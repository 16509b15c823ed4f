"""One fact as blocks: claim, the document's words, and grey lines for everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain import Quantity, Source, credibility_in_words, reliability_in_words
from bot.domain.answers import Dissent, ShownFact, Voice
from bot.domain.assessment import age_in_words, day_in_words, edtf_in_words, is_old
from bot.slack.blocks.text import context, counted, link, mrkdwn, plain, quotation, section

NAME_LIMIT = 60
CITED_LIMIT = 2
HEDGE_LIMIT = 60
HEDGES_SHOWN = 2
AMOUNTS_SHOWN = 4
NOTE_LIMIT = 900
_HOW = {
    "direct": "quoted directly",
    "paraphrase": "paraphrased",
    "carried": "paraphrased, carried on from the sentence before",
    "presupposed": "taking it for granted rather than stating it",
}


@dataclass(frozen=True, slots=True)
class Room:
    """How many characters a fact may take."""

    quotes: int
    """The first quote (at most 1,000) is always whole, whatever this says."""
    line: int
    context: int


PAGE_ROOM = Room(quotes=1000, line=280, context=360)
"""Five of these, with claims and head, stay below Slack's hidden total for a message's block text. It is
about 13,200 for a few blocks and falls by some 125 with each (github.com/slackapi/bolt-js/issues/2509)."""
ALONE_ROOM = Room(quotes=5500, line=1000, context=2000)


def fact_blocks(
    shown: ShownFact, today: date, room: Room, *, numbers: Mapping[str, int], with_source: bool
) -> list[dict[str, Any]]:
    """Draw a fact.

    `numbers` says which facts stand on the same page; `with_source` that the head has not named the
    source, so that the fact must.
    """
    quotes, left_out = _quotes_within(shown, room.quotes)
    lines = [_line(shown, today, room.line, with_source=with_source)]
    if left_out:
        lines.append(f"{counted(left_out, 'more quote')}: about `{shown.cited.fact.id}`")
    lines += dissent_lines(shown, numbers, room.context - sum(map(len, lines)))
    return [
        {"type": "section", "text": plain(f"{shown.number}. {claim_in_words(shown)}"), "expand": True},
        quotation(*quotes),
        context("\n".join(lines)),
    ]


def claim_in_words(shown: ShownFact) -> str:
    """Say the claim; what the speaker denies is never to be read as what they say."""
    fact = shown.cited.fact
    return f"Denied: {fact.claim}" if fact.stance == "denied" else fact.claim


def background_blocks(shown: ShownFact) -> list[dict[str, Any]]:
    """Draw what a reader of this one fact should know besides: the curator's notes, the source's quality."""
    fact, source = shown.cited.fact, shown.cited.source
    notes = [
        f"*Curator's note:* {mrkdwn(fact.note, NOTE_LIMIT)}" if fact.note else "",
        f"*Date worked out:* {mrkdwn(fact.when.derived)}" if fact.when.derived else "",
        *(f"*Amount:* {_amount(quantity)}" for quantity in fact.quantities[:AMOUNTS_SHOWN]),
        _more(len(fact.quantities) - AMOUNTS_SHOWN, "amount"),
        f"*The source:* {mrkdwn(source.descriptor, NOTE_LIMIT)}" if source.descriptor else "",
    ]
    said = "\n".join(note for note in notes if note)
    return [section(said)] if said else []


def voice_in_words(voice: Voice) -> str:
    """Say who speaks, how, and through whom."""
    speaker = mrkdwn(voice.speaker, NAME_LIMIT)
    if voice.how == "own-voice":
        return f"{speaker} itself"
    parts = [speaker, _HOW[voice.how]]
    if voice.citing:
        cited = [mrkdwn(one, NAME_LIMIT) for one in voice.citing[:CITED_LIMIT]]
        others = ["others"] if len(voice.citing) > CITED_LIMIT else []
        parts.append(f"citing {', '.join([*cited, *others])}")
    if voice.inferred_from:
        parts.append(f"named only as “{mrkdwn(voice.inferred_from, NAME_LIMIT)}”")
    return ", ".join(parts)


def when_in_words(shown: ShownFact) -> list[str]:
    """Say when it happened, was true or was said, as far as the text says."""
    when = shown.cited.fact.when
    if when.event:
        return [edtf_in_words(when.event)]
    if when.as_of:
        return [f"as of {edtf_in_words(when.as_of)}"]
    return [f"said {edtf_in_words(when.said)}"] if when.said else []


def dissent_lines(shown: ShownFact, numbers: Mapping[str, int], room: int) -> list[str]:
    """Say which other facts bear on this one, in about `room` characters.

    By number what stands on the same page, else by claim and speaker; what does not fit is counted.
    """
    here: dict[str, list[int]] = {}
    elsewhere = []
    for other in shown.dissent:
        if number := numbers.get(other.fact_id):
            here.setdefault(other.how, []).append(number)
        else:
            elsewhere.append(_dissent(other))
    named = [f"{_mark(how)}{how} {', '.join(map(str, sorted(found)))}" for how, found in here.items()]
    lines = [*([" · ".join(named)] if named else []), *elsewhere]
    kept: list[str] = []
    while lines and len(lines[0]) < room:
        room -= len(lines[0])
        kept.append(lines.pop(0))
    if lines:
        kept.append(f"and {len(lines)} more that bear on it: about `{shown.cited.fact.id}`")
    return kept


def provenance(source: Source, today: date) -> str:
    """Say publisher, date and age, the age in bold where it is over a year."""
    age = age_in_words(source.published, today)
    stressed = f"*{age}*" if is_old(source.published, today) else age
    return f"{link(source.url, source.publisher)}, {day_in_words(source.published)}, {stressed}"


def _grade(source: Source, credibility: str) -> str:
    """Say how good the source and what it claims are."""
    reliability = reliability_in_words(source.reliability)
    if reliability == credibility:
        return f"source and claim {reliability}"
    return f"source {reliability}, claim {credibility}"


def _line(shown: ShownFact, today: date, limit: int, *, with_source: bool) -> str:
    fact, source = shown.cited.fact, shown.cited.source
    parts = [*when_in_words(shown), *_hedge(shown)]
    if shown.only:
        parts.append(f"about {mrkdwn(shown.only, NAME_LIMIT)} only")
    if with_source:
        grade = _grade(source, credibility_in_words(fact.credibility))
        parts += [provenance(source, today), f"{grade}, not verified"]
    parts += [f"about {mrkdwn(reason.matched)}" for reason in shown.why if reason.how == "narrower"]
    tlp = shown.cited.tlp
    begin = [voice_in_words(shown.voice)]
    end = [f"`{fact.id}`", *([] if tlp == "CLEAR" else [f"TLP:{tlp}"])]
    room = limit - sum(map(len, (*begin, *end)))
    for part in parts:
        if len(part) < room:
            begin.append(part)
            room -= len(part)
    return " · ".join((*begin, *end))


def _more(count: int, what: str) -> str:
    return f"and {counted(count, f'more {what}')}" if count > 0 else ""


def _amount(quantity: Quantity) -> str:
    bounds = [f"{bound:,g}" for bound in (quantity.low, quantity.best, quantity.high) if bound is not None]
    numbers = "–".join(dict.fromkeys(bounds)) if bounds else "no number stated"
    scope = f", {mrkdwn(quantity.scope, NAME_LIMIT)}" if quantity.scope else ""
    return f"“{mrkdwn(quantity.raw, NAME_LIMIT)}”: {numbers} {mrkdwn(quantity.unit, NAME_LIMIT)}{scope}"


def _hedge(shown: ShownFact) -> list[str]:
    fact = shown.cited.fact
    if fact.stance == "asserted":
        return []
    hedges = ", ".join(f"“{mrkdwn(hedge, HEDGE_LIMIT)}”" for hedge in fact.hedges[:HEDGES_SHOWN])
    stance = "denied by the speaker" if fact.stance == "denied" else fact.stance
    return [f"{stance}: {hedges}" if hedges else stance]


def _dissent(other: Dissent) -> str:
    speaker = mrkdwn(other.speaker, NAME_LIMIT)
    return f"{_mark(other.how)}{other.how} `{other.fact_id}` ({speaker}): {mrkdwn(other.claim, 120)}"


def _mark(how: str) -> str:
    return "↔ " if how == "contradicted by" else ""


def _quotes_within(shown: ShownFact, limit: int) -> tuple[list[str], int]:
    quotes: list[str] = []
    for passage in shown.cited.passages:
        limit -= len(passage.text)
        if limit < 0 and quotes:
            break
        quotes.append(passage.text)
    return quotes, len(shown.cited.passages) - len(quotes)
