"""One fact as blocks: claim, the document's words, and grey lines for everything else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain import Quantity, Source, credibility_in_words, reliability_in_words
from bot.domain.answers import Dissent, Question, ShownFact, Voice
from bot.domain.assessment import age_in_words, day_in_words, edtf_in_words, is_old
from bot.slack.blocks.buttons import fact_menu
from bot.slack.blocks.standings import dispute_lines, standing_in_words, verification_in_words
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
    """Who speaks, how the fact stands and its id are always said, whatever this says."""
    context: int
    names: int = 60
    why: int = 60
    """Of a dispute's reason."""


ALONE_ROOM = Room(quotes=5500, line=1000, context=2000, why=500)
PAGE_ROOM = Room(quotes=1000, line=280, context=360)
TIGHT_ROOM = Room(quotes=1000, line=0, context=0, names=20, why=0)
"""For five facts of which nearly everything is as long as it may be."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head has said of every fact on the page, so that the facts need not."""

    has_source: bool
    has_verification: bool


def block_ids(fact_id: str) -> tuple[str, str, str]:
    """Name the three blocks that show a fact: claim, quote and line."""
    return f"claim:{fact_id}", f"quote:{fact_id}", f"line:{fact_id}"


def fact_blocks(
    shown: ShownFact,
    today: date,
    room: Room,
    head: Head,
    *,
    numbers: Mapping[str, int],
    asked: Question | None = None,
) -> list[dict[str, Any]]:
    """Draw a fact; `numbers` says which facts stand on the same page, `asked` what it was found for."""
    fact_id = shown.cited.fact.id
    quotes, left_out = quotes_within(shown, room.quotes)
    lines = [_line(shown, today, room, head), *dispute_lines(shown.standing, room.names, room.why)]
    bearing, others = dissent_lines(shown, numbers, room.context - sum(map(len, lines)))
    lines += [*bearing, *left_out_lines(fact_id, quotes=left_out, bearing=others)]
    claim, quote, line = block_ids(fact_id)
    return [
        {
            "type": "section",
            "block_id": claim,
            "text": plain(f"{shown.number}. {claim_in_words(shown)}"),
            "expand": True,
            "accessory": fact_menu(fact_id, shown.content_hash, asked=asked),
        },
        {**quotation(*quotes), "block_id": quote},
        {**context("\n".join(lines)), "block_id": line},
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


def voice_parts(voice: Voice, limit: int = NAME_LIMIT) -> list[str]:
    """Say who speaks, in at most `limit` characters; then how, through whom, and under which name."""
    speaker = mrkdwn(voice.speaker, limit)
    if voice.how == "own-voice":
        return [f"{speaker} itself"]
    parts = [speaker, _HOW[voice.how]]
    if voice.citing:
        cited = [mrkdwn(one, NAME_LIMIT) for one in voice.citing[:CITED_LIMIT]]
        others = ["others"] if len(voice.citing) > CITED_LIMIT else []
        parts.append(f"citing {', '.join([*cited, *others])}")
    if voice.inferred_from:
        parts.append(f"named only as “{mrkdwn(voice.inferred_from, NAME_LIMIT)}”")
    return parts


def when_in_words(shown: ShownFact) -> list[str]:
    """Say when it happened, was true or was said, as far as the text says."""
    when = shown.cited.fact.when
    if when.event:
        return [edtf_in_words(when.event)]
    if when.as_of:
        return [f"as of {edtf_in_words(when.as_of)}"]
    return [f"said {edtf_in_words(when.said)}"] if when.said else []


def dissent_lines(shown: ShownFact, numbers: Mapping[str, int], room: int) -> tuple[list[str], int]:
    """Say which other facts bear on this one, in about `room` characters, and count what does not fit.

    By number what stands on the same page, else by claim and speaker.
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
    return kept, len(lines)


def left_out_lines(fact_id: str, *, quotes: int = 0, bearing: int = 0) -> list[str]:
    """Say how many quotes and other facts there was no room for, and how to see them."""
    more = [
        *([counted(quotes, "more quote")] if quotes else []),
        *([f"{bearing} more that bear{'s' if bearing == 1 else ''} on it"] if bearing else []),
    ]
    return [f"{' and '.join(more)}: about `{fact_id}`"] if more else []


def provenance(source: Source, today: date, *, is_linked: bool = True) -> str:
    """Say publisher, date and age, the age in bold where it is over a year."""
    age = age_in_words(source.published, today)
    stressed = f"*{age}*" if is_old(source.published, today) else age
    publisher = link(source.url if is_linked else None, source.publisher)
    return f"{publisher}, {day_in_words(source.published)}, {stressed}"


def _grade(source: Source, credibility: str) -> str:
    """Say how good the source and what it claims are."""
    reliability = reliability_in_words(source.reliability)
    if reliability == credibility:
        return f"source and claim {reliability}"
    return f"source {reliability}, claim {credibility}"


def _line(shown: ShownFact, today: date, room: Room, head: Head) -> str:
    """Say who speaks, how the fact stands and its id in any case; the rest as far as there is room."""
    fact, source, tlp = shown.cited.fact, shown.cited.source, shown.cited.tlp
    graded = [] if head.has_source else [_grade(source, credibility_in_words(fact.credibility))]
    verified = [] if head.has_verification else [verification_in_words(shown.standing, today, room.names)]
    speaker, *further = voice_parts(shown.voice, room.names)
    stands = standing_in_words(shown)
    end = [", ".join((*graded, *verified)), f"`{fact.id}`", "" if tlp == "CLEAR" else f"TLP:{tlp}"]
    left = room.line - sum(map(len, (speaker, *stands, *end)))
    voice = [speaker, *_fitting(further, left)]
    parts = [
        *when_in_words(shown),
        *_hedge(shown),
        *([f"about {mrkdwn(shown.only, NAME_LIMIT)} only"] if shown.only else []),
        *([] if head.has_source else [provenance(source, today)]),
        *(f"about {mrkdwn(reason.matched)}" for reason in shown.why if reason.how == "narrower"),
    ]
    said = _fitting(parts, left - sum(map(len, voice[1:])))
    return " · ".join(part for part in (", ".join(voice), *stands, *said, *end) if part)


def _fitting(parts: Iterable[str], room: int) -> list[str]:
    """Keep each part that still fits."""
    kept = []
    for part in parts:
        if len(part) < room:
            kept.append(part)
            room -= len(part)
    return kept


def _more(count: int, what: str) -> str:
    return f"and {counted(count, f'more {what}')}" if count > 0 else ""


def _amount(quantity: Quantity) -> str:
    bounds = [f"{bound:,.15g}" for bound in (quantity.low, quantity.best, quantity.high) if bound is not None]
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


def quotes_within(shown: ShownFact, limit: int) -> tuple[list[str], int]:
    """Return the first quote, the further ones that fit into so many characters, and how many do not."""
    quotes: list[str] = []
    for passage in shown.cited.passages:
        limit -= len(passage.text)
        if limit < 0 and quotes:
            break
        quotes.append(passage.text)
    return quotes, len(shown.cited.passages) - len(quotes)
