"""Replies as plain data, for programs: what `footnote ask --json` and `--jsonl` print."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.answering.plain_overviews import moment_as_data, narrowed_as_data, overview_as_data
from bot.domain import Lead, Reading, Reason, Understanding
from bot.domain.answers import (
    Answer,
    BeforeLedger,
    Changes,
    Comparison,
    Help,
    NothingKnown,
    Refusal,
    Reply,
    ShownFact,
    SourceList,
    SourceRecord,
    Suggestions,
    Timeline,
    TooLong,
    UnknownFact,
    UnknownSource,
    UnreadFilter,
    Withdrawn,
)
from bot.domain.ledger import Doubt, Standing


def reply_as_data(reply: Reply, today: date) -> dict[str, Any]:
    """Give a reply as JSON-ready data; ages are in days."""
    match reply:
        case Answer():
            return _answer(reply, today)
        case Suggestions():
            return {
                "kind": "suggestions",
                "typed": reply.typed,
                "ambiguous": reply.is_ambiguous,
                "names": _leads(reply.names),
            }
        case NothingKnown():
            return _nothing(reply)
        case SourceRecord() | SourceList():
            return _of_sources(reply, today)
        case Comparison() | Timeline() | Changes():
            return overview_as_data(reply, lambda shown: _fact(shown, today))
        case Help():
            return {"kind": "help"}
        case UnknownFact() | UnknownSource() | Withdrawn():
            return _not_there(reply)
        case BeforeLedger() | TooLong() | Refusal() | UnreadFilter():
            return _without_facts(reply)


def _nothing(nothing: NothingKnown) -> dict[str, Any]:
    return {
        "kind": "nothing",
        "readings": _readings(nothing.readings),
        "missing": [one.typed for one in nothing.missing],
        "near": _leads(nothing.near),
        "later": nothing.later,
        "narrowed": narrowed_as_data(nothing.narrowed),
        "moment": moment_as_data(nothing.moment),
    }


def _of_sources(reply: SourceRecord | SourceList, today: date) -> dict[str, Any]:
    if isinstance(reply, SourceRecord):
        return _source_record(reply, today)
    sources = [{**source.model_dump(mode="json"), "facts": facts} for source, facts in reply.sources]
    return {
        "kind": "sources",
        "total": reply.total,
        "sources": sources,
        "moment": moment_as_data(reply.moment),
    }


def _source_record(record: SourceRecord, today: date) -> dict[str, Any]:
    coverage = record.coverage
    return {
        "kind": "source",
        "source": record.source.model_dump(mode="json"),
        "total": record.total,
        "facts": [_fact(shown, today) for shown in record.facts],
        "coverage": {
            "sentences": coverage.sentences,
            "cited": coverage.cited,
            "left_out": coverage.left_out,
        }
        if coverage
        else None,
        "moment": moment_as_data(record.moment),
    }


def hits_as_data(asked: str, found: Understanding, limit: int) -> dict[str, Any]:
    """Give what was found for a question, at most `limit` facts, as one line for a program."""
    kind = "answer" if found.matches else "suggestions" if found.choices else "nothing"
    return {
        "q": asked,
        "understood": found.title,
        "kind": kind,
        "close": found.is_close,
        "hits": [
            {
                "id": match.cited.fact.id,
                "confidence": round(match.confidence, 4),
                "why": _why(match.why),
            }
            for match in found.matches[:limit]
        ],
    }


def _not_there(reply: UnknownFact | UnknownSource | Withdrawn) -> dict[str, Any]:
    match reply:
        case UnknownFact():
            return {"kind": "unknown-fact", "id": reply.fact_id, "near": list(reply.near)}
        case UnknownSource():
            return {"kind": "unknown-source", "id": reply.source_id, "near": list(reply.near)}
        case Withdrawn():
            return {
                "kind": "withdrawn",
                "id": reply.fact_id,
                "claim": reply.claim,
                "withdrawn": _doubt(reply.withdrawal) if reply.withdrawal else None,
                "redacted": reply.is_redacted,
                "replaced_by": [other.fact_id for other in reply.replaced_by],
                "moment": moment_as_data(reply.moment),
            }


def _without_facts(reply: BeforeLedger | TooLong | Refusal | UnreadFilter) -> dict[str, Any]:
    match reply:
        case BeforeLedger():
            begins_on = reply.begins_on.isoformat() if reply.begins_on else None
            return {"kind": "before-ledger", "known_on": reply.known_on.isoformat(), "begins_on": begins_on}
        case TooLong():
            return {"kind": "too-long", "limit": reply.limit}
        case Refusal():
            return {"kind": "refusal", "sentence": reply.sentence}
        case UnreadFilter():
            near = [{"name": lead.name, "facts": lead.facts, "asks": lead.asks} for lead in reply.near]
            return {"kind": "unread-filter", "sentence": reply.sentence, "near": near}


def _doubt(doubt: Doubt) -> dict[str, str]:
    return {"by": doubt.by.name, "on": doubt.at.date().isoformat(), "why": doubt.why}


def _verified(standing: Standing | None, today: date) -> dict[str, Any] | None:
    if standing is None or standing.verification is None:
        return None
    return {
        "by": standing.verification.by.name,
        "on": standing.verification.at.date().isoformat(),
        "review_by": standing.verification.review_by.isoformat(),
        "stale": standing.is_stale(today),
    }


def _leads(leads: tuple[Lead, ...]) -> list[dict[str, Any]]:
    return [{"id": lead.entity_id, "name": lead.name, "facts": lead.facts} for lead in leads]


def _answer(answer: Answer, today: date) -> dict[str, Any]:
    summary = answer.summary
    return {
        "kind": "answer",
        "understood": answer.title,
        "readings": _readings(answer.readings),
        "close": answer.is_close,
        "page": answer.question.page,
        "total": answer.total,
        "complete": answer.complete,
        "left_out": answer.left_out,
        "narrowed": narrowed_as_data(answer.narrowed),
        "moment": moment_as_data(answer.moment),
        "summary": {
            "facts": summary.facts,
            "origins": summary.origins,
            "contradictions": summary.contradictions,
            "verified": summary.verified,
            "disputed": summary.disputed,
            "sources": [source.id for source in summary.sources],
        },
        "facts": [_fact(shown, today) for shown in answer.shown],
    }


def _fact(shown: ShownFact, today: date) -> dict[str, Any]:
    fact, source = shown.cited.fact, shown.cited.source
    return {
        "id": fact.id,
        "claim": fact.claim,
        "quotes": [passage.text for passage in shown.cited.passages],
        "speaker": shown.voice.speaker,
        "citing": list(shown.voice.citing),
        "how": shown.voice.how,
        "inferred_from": shown.voice.inferred_from,
        "stance": fact.stance,
        "when": fact.when.model_dump(exclude_none=True),
        "note": fact.note,
        "quantities": [quantity.model_dump() for quantity in fact.quantities],
        "source": source.id,
        "publisher": source.publisher,
        "descriptor": source.descriptor,
        "url": source.url,
        "published": source.published.isoformat(),
        "age_days": (today - source.published).days,
        "reliability": source.reliability,
        "credibility": fact.credibility,
        **_judged(shown, today),
        "tlp": shown.cited.tlp,
        "bearing": [{"how": other.how, "id": other.fact_id} for other in shown.dissent],
        "confidence": round(shown.confidence, 4),
        "why": _why(shown.why),
    }


def _why(why: Iterable[Reason]) -> list[dict[str, Any]]:
    return [
        {"typed": one.typed, "how": one.how, "matched": one.matched, "share": round(one.share, 4)}
        for one in why
    ]


def _readings(readings: Iterable[Reading]) -> list[dict[str, str]]:
    return [{"typed": one.typed, "how": one.how, "name": one.name} for one in readings]


def _judged(shown: ShownFact, today: date) -> dict[str, Any]:
    """Give what the ledger says of a fact, and what follows from the facts beside it."""
    return {
        "content_hash": shown.content_hash,
        "verified": _verified(shown.standing, today),
        "disputed": [_doubt(doubt) for doubt in shown.standing.disputes] if shown.standing else [],
        "superseded_by": [other.fact_id for other in shown.dissent if other.how == "superseded by"],
        "corroborating_origins": shown.origins,
        "published_later": shown.is_published_later,
        "since": {"how": shown.since.how, "on": shown.since.on.isoformat()} if shown.since else None,
    }
