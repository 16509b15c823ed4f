"""Replies as plain data, for programs: what `footnote ask --json` and `--jsonl` print."""

from datetime import date
from typing import Any

from bot.domain import Lead, Understanding
from bot.domain.answers import (
    Answer,
    Help,
    NothingKnown,
    Reply,
    ShownFact,
    SourceList,
    Suggestions,
    TooLong,
    UnknownFact,
)


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
            missing = [one.typed for one in reply.missing]
            return {"kind": "nothing", "missing": missing, "near": _leads(reply.near)}
        case UnknownFact():
            return {"kind": "unknown-fact", "id": reply.fact_id, "near": list(reply.near)}
        case SourceList():
            sources = [{**source.model_dump(mode="json"), "facts": facts} for source, facts in reply.sources]
            return {"kind": "sources", "total": reply.total, "sources": sources}
        case Help():
            return {"kind": "help"}
        case TooLong():
            return {"kind": "too-long", "limit": reply.limit}


def hits_as_data(asked: str, found: Understanding, limit: int) -> dict[str, Any]:
    """Give what was found for a question, at most `limit` facts, as one line for a program."""
    kind = "answer" if found.matches else "suggestions" if found.choices else "nothing"
    return {
        "q": asked,
        "understood": found.title,
        "kind": kind,
        "hits": [
            {
                "id": match.cited.fact.id,
                "score": round(match.score, 4),
                "why": [f"{reason.typed} → {reason.matched} ({reason.how})" for reason in match.why],
            }
            for match in found.matches[:limit]
        ],
    }


def _leads(leads: tuple[Lead, ...]) -> list[dict[str, Any]]:
    return [{"id": lead.entity_id, "name": lead.name, "facts": lead.facts} for lead in leads]


def _answer(answer: Answer, today: date) -> dict[str, Any]:
    summary = answer.summary
    return {
        "kind": "answer",
        "understood": answer.title,
        "readings": [
            {"typed": reading.typed, "how": reading.how, "name": reading.name} for reading in answer.readings
        ],
        "page": answer.question.page,
        "total": answer.total,
        "complete": answer.complete,
        "left_out": answer.left_out,
        "summary": {
            "facts": summary.facts,
            "origins": summary.origins,
            "contradictions": summary.contradictions,
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
        "verified": False,
        "tlp": shown.cited.tlp,
        "bearing": [{"how": other.how, "id": other.fact_id} for other in shown.dissent],
        "score": round(shown.score, 4),
        "why": [{"typed": one.typed, "how": one.how, "matched": one.matched} for one in shown.why],
    }
