"""Which acts on a fact are possible: the event that an act becomes, or the sentence that refuses it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain import Fact
from bot.domain.assessment import day_in_words
from bot.domain.handling import STRICTEST, Tlp
from bot.domain.ledger import Actor, Doubt, Event, EventKind, Kept, NewEvent, Standing, Target, review_by
from bot.domain.telling import standing_as_told
from bot.errors import FootnoteError

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MAX_WHY = 500
"""Characters: a reason is a sentence or two, and stands in every message that is corrected."""


class ActRefusedError(FootnoteError):
    """An act is not possible; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a person wants to do with a fact."""

    kind: EventKind
    fact_id: str
    actor: Actor
    why: str = ""
    seen_hash: str = ""
    """The wording that the person saw: its content hash, or the beginning of it; empty if not known."""
    cause: str = ""
    """What must not act twice."""
    by: str = ""
    """supersede: the fact that takes its place."""
    ceiling: Tlp = STRICTEST
    """What a refusal may tell of."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands when an act is decided."""

    kept: Kept
    last: Event
    """The last thing that happened to the fact."""
    today: date
    replacing: Mapping[str, Kept] = field(default_factory=dict)
    """The facts that take its place; for supersede also the one that is to, and on from there."""
    hidden: frozenset[str] = frozenset()
    """The facts that a refusal must not name, of those and of the ones that a reason names."""

    @property
    def standing(self) -> Standing:
        """What the ledger says of the fact."""
        return self.kept.standing

    @property
    def told(self) -> Standing:
        """What of it a refusal may tell."""
        return standing_as_told(self.standing, lambda each: each not in self.hidden)


def decide(act: Act, seen: Seen) -> NewEvent:
    """Return the event that an act becomes; raise ActRefusedError if it is not possible."""
    why = reason(act)
    if problem := _problem(act, seen):
        raise ActRefusedError(problem)
    return NewEvent(
        kind=act.kind,
        target=seen.kept.target,
        actor=act.actor,
        content_hash=seen.standing.content_hash,
        changed=_changed(act, seen),
        review_by=_review_by(act, seen),
        note=why,
        cause=act.cause,
    )


def reason(act: Act) -> str:
    """Return an act's reason without what no database or reader can use; ActRefusedError if it lacks one."""
    why = one_line(act.why)
    if not why and act.kind != "verify":
        raise ActRefusedError(f"A reason is missing. Say why you {act.kind} {act.fact_id}.")
    if len(why) > MAX_WHY:
        raise ActRefusedError(f"The reason is {len(why)} characters long. Say it in at most {MAX_WHY}.")
    return why


def one_line(text: str) -> str:
    """Return a text without what no database or reader can use.

    These are control characters, half surrogate pairs and what turns the direction of a whole line; what
    joins letters of other scripts stays. Without a letter or digit nothing is said.
    """
    usable = "".join(" " if _is_unusable(char) else char for char in text)
    return " ".join(usable.split()) if any(char.isalnum() for char in usable) else ""


def _is_unusable(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"} or char in _TURNING


def _problem(act: Act, seen: Seen) -> str:
    standing = seen.told
    if standing.is_redacted:
        return f"{act.fact_id} was redacted: its words are gone for good ({_by(seen.last)}). Leave it."
    if act.kind == "restore":
        return _not_to_restore(act, seen) or _stale(act, standing)
    if standing.retraction and act.kind != "redact":
        return (
            f"{act.fact_id} was retracted {_by(standing.retraction)}{_because(standing.retraction)}. "
            "Restore it first if that was wrong."
        )
    return _stale(act, standing) or _not_for_its_kind(act, seen)


def _stale(act: Act, standing: Standing) -> str:
    if standing.content_hash.startswith(act.seen_hash):
        return ""
    when = standing.revised_at or standing.added_at
    return f"{act.fact_id} was revised {_on(when)} by {standing.editor.name}: look at it again."


def _not_for_its_kind(act: Act, seen: Seen) -> str:
    standing = seen.told
    match act.kind:
        case "verify":
            return _not_to_verify(act, seen)
        case "dispute" | "flag":
            return _not_to_doubt(act, standing)
        case "settle" if not (standing.flags or standing.disputes):
            return (
                f"{act.fact_id} has no open flag or dispute; the last act was {seen.last.kind} "
                f"{_by(seen.last)}. Nothing is left to settle."
            )
        case "supersede":
            return _not_to_supersede(act, seen)
        case _:
            return ""


def _not_to_restore(act: Act, seen: Seen) -> str:
    if seen.standing.retraction or _lifted(seen):
        return ""
    if seen.standing.superseded_by:
        by = ", ".join(seen.told.superseded_by)
        if not by:
            return "What takes its place says so itself. Change it there."
        return f"{by} itself says that it supersedes {act.fact_id}. Take that out of {by}."
    return (
        f"{act.fact_id} is not retracted; the last act was {seen.last.kind} {_by(seen.last)}. "
        "Nothing is left to restore."
    )


def _not_to_verify(act: Act, seen: Seen) -> str:
    standing = seen.told
    if standing.editor.is_same_person(act.actor):
        return (
            f"{standing.editor.name} wrote the wording of {act.fact_id} that stands. "
            "Somebody else has to verify it."
        )
    if standing.disputes:
        [*_, dispute] = standing.disputes
        return (
            f"{act.fact_id} is disputed {_by(dispute)}{_because(dispute)}. "
            "Settle that first, or retract the fact."
        )
    done = standing.verification
    if done and done.at.date() >= seen.today:
        return f"{act.fact_id} was verified today by {done.by.name}. Nothing is left to verify."
    return ""


def _not_to_doubt(act: Act, standing: Standing) -> str:
    is_flag = act.kind == "flag"
    for doubt in standing.flags if is_flag else standing.disputes:
        if doubt.by.is_same_person(act.actor):
            return (
                f"You {'flagged' if is_flag else 'disputed'} {act.fact_id} {_on(doubt.at)}{_because(doubt)}. "
                "That is still open: wait until a curator has looked at it."
            )
    return ""


def _not_to_supersede(act: Act, seen: Seen) -> str:
    by = seen.replacing[act.by]
    if act.by == act.fact_id:
        return f"{act.fact_id} cannot supersede itself. Name the fact that takes its place."
    if not by.standing.is_active:
        return f"{act.by} is retracted or redacted. Name a fact that stands."
    if act.by in seen.standing.superseded_by:
        return f"{act.fact_id} is superseded by {act.by} already. Nothing is left to do."
    if act.fact_id in _onward(act.by, seen.replacing):
        told = {each: kept for each, kept in seen.replacing.items() if each not in seen.hidden}
        if act.fact_id not in _onward(act.by, told):
            return f"{act.by} cannot take the place of {act.fact_id}. Name another fact."
        return f"{act.fact_id} itself takes the place of {act.by}. Restore that one first."
    return ""


def _onward(fact_id: str, replacing: Mapping[str, Kept]) -> set[str]:
    """Return every fact that takes the place of one, or of one that does."""
    found: set[str] = set()
    queue = [fact_id]
    while queue:
        each = replacing.get(queue.pop())
        new = set(each.standing.superseded_by if each else ()) - found
        found |= new
        queue += new
    return found


def _changed(act: Act, seen: Seen) -> tuple[str, ...]:
    match act.kind:
        case "supersede":
            return (act.by,)
        case "restore" if seen.standing.retraction is None:
            return _lifted(seen)
        case _:
            return ()


def _lifted(seen: Seen) -> tuple[str, ...]:
    """Return the facts that took its place by an act: what a fact says itself is changed in that fact."""
    return tuple(
        by
        for by in seen.standing.superseded_by
        if seen.kept.target.id not in (seen.replacing[by].body or {}).get("supersedes", ())
    )


def _review_by(act: Act, seen: Seen) -> date | None:
    return review_by(Fact.model_validate(seen.kept.body), seen.today) if act.kind == "verify" else None


def _by(what: Doubt | Event) -> str:
    actor = what.by if isinstance(what, Doubt) else what.actor
    return f"{_on(what.at)} by {actor.name}"


def _because(doubt: Doubt) -> str:
    """Say why a fact is doubted; nothing where that may not be told."""
    return f": {doubt.why.removesuffix('.')}" if doubt.why else ""


def _on(moment: datetime) -> str:
    return f"on {day_in_words(moment.date())}"


def fact_target(fact_id: str) -> Target:
    """Return what events about a fact are about."""
    return Target("fact", fact_id)
