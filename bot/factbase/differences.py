"""The files against the ledger: the events that bring it up to date, and the ids that break the rules.

The rules are the check `ids`: an id never vanishes, and never returns for other words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.facts import source_of
from bot.domain.ledger import Actor, Kept, NewEvent, Origin, Target, body_of, changed_fields
from bot.factbase.said import Said
from bot.storage.synced import LastSaid


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found; nothing is written yet."""

    events: tuple[NewEvent, ...]
    said: tuple[LastSaid, ...]
    """What to note as said."""
    broken: Mapping[Target, str]
    """Ids that vanished or returned, with a sentence each."""


@dataclass(frozen=True, slots=True)
class _Case:
    said: Said
    last: LastSaid | None
    kept: Kept | None
    origin: Origin

    def event(self, **fields: Any) -> NewEvent:  # noqa: ANN401  # the fields of NewEvent
        return replace(
            NewEvent(
                kind="add",
                target=self.said.target,
                actor=self.said.actor,
                content_hash=self.said.content_hash,
                origin=self.origin,
            ),
            **fields,
        )


def compare(
    said: Mapping[Target, Said],
    last: Mapping[Target, LastSaid],
    kept: Mapping[Target, Kept],
    origin: Origin,
) -> Compared:
    """Compare what files say with what they said last and with what the ledger keeps.

    `last` holds what the same files said before, and what any file said of the same objects; the
    caller leaves out what cannot be read at the moment, which has not vanished.
    """
    contents: list[NewEvent] = []
    relations: list[NewEvent] = []
    broken: dict[Target, str] = {}
    noted: list[LastSaid] = []
    for target, each in said.items():
        case = _Case(each, last.get(target), kept.get(target), origin)
        problem = _problem(case) or _source_problem(case, kept)
        if problem:
            broken[target] = problem
            continue
        noted.append(LastSaid(target, each.file, each.content_hash, each.status))
        if each.status != "draft":
            contents += _content_events(case)
            relations += _relation_events(case, kept, said)
    for target, before in last.items():
        if target in said:
            continue
        noted.append(replace(before, status="vanished-retracted" if before.is_retracted else "vanished"))
        stands = kept.get(target)
        if stands is None or _was_taken_down(stands):
            continue
        if target.kind in _NAMED:
            contents += _name_withdrawn(stands, before.file, origin)
        else:
            broken[target] = _VANISHED.format(target=target)
    changed = [each for each in noted if last.get(each.target) != each]
    return Compared((*contents, *relations), tuple(changed), broken)


_NAMED = frozenset({"entity", "topic"})
"""A name holds no claim: it goes with its line in the file, and may come back."""
_VANISHED = (
    "the {target.kind} {target.id} stood here and is gone. An id never vanishes: put it back, and retract it "
    "if it is wrong."
)


def _problem(case: _Case) -> str:
    said, last, kept = case.said, case.last, case.kept
    is_name = said.target.kind in _NAMED
    if kept and last and last.is_vanished and last.content_hash != said.content_hash and not is_name:
        return f"{said.target.id} was used before, for other words. Give the new one the next free number."
    if kept and not last and kept.standing.content_hash != said.content_hash:
        return (
            f"{said.target.id} is another fact, born in the ledger (`footnote log {said.target.id}`). "
            "Give this one the next free number."
        )
    if kept and _was_taken_down(kept):
        return f"{said.target.id} was taken down. Take it out of the file."
    if kept and said.status == "draft":
        return f"{said.target.id} is in the ledger and cannot be a draft again. Retract it if it is wrong."
    return ""


def _was_taken_down(kept: Kept) -> bool:
    is_hidden_source = kept.target.kind == "source" and not kept.standing.is_active
    return kept.standing.is_redacted or is_hidden_source


def _name_withdrawn(kept: Kept, file: str, origin: Origin) -> Iterator[NewEvent]:
    if kept.standing.is_active:
        yield NewEvent(
            kind="retract",
            target=kept.target,
            actor=Actor(f"file:{file}", file),
            content_hash=kept.standing.content_hash,
            note=f"no longer in {file}",
            origin=origin,
        )


def _source_problem(case: _Case, kept: Mapping[Target, Kept]) -> str:
    target = case.said.target
    source = kept.get(Target("source", source_of(target.id))) if target.kind == "fact" else None
    if case.kept is None and source is not None and not source.standing.is_active:
        return f"{source.target.id} was taken down: no fact of it is added. Take {target.id} out of the file."
    return ""


def _content_events(case: _Case) -> Iterator[NewEvent]:
    said, last, kept = case.said, case.last, case.kept
    body = body_of(said.content)
    if kept is None:
        yield case.event(body=body)
    elif (last is None or last.content_hash != said.content_hash) and (
        kept.standing.content_hash != said.content_hash
    ):
        yield case.event(kind="revise", body=body, changed=changed_fields(kept.body or {}, body))
    was_retracted = last is not None and last.is_retracted
    is_hidden = kept is not None and kept.standing.retraction is not None
    if said.status == "retracted" and not was_retracted and not is_hidden:
        yield case.event(kind="retract", note=said.reason)
    is_back = said.target.kind in _NAMED or was_retracted
    if said.status == "active" and is_back and is_hidden:
        yield case.event(kind="restore", note=f"active again in {said.file}")


def _relation_events(
    case: _Case, kept: Mapping[Target, Kept], said: Mapping[Target, Said]
) -> Iterator[NewEvent]:
    """Say of older facts that this one takes their place, or no longer does."""
    body = body_of(case.said.content)
    now = set(body.get("supersedes", ()))
    before = set((case.kept.body or {}).get("supersedes", ())) if case.kept else set()
    for older in sorted(now ^ before):
        target = Target("fact", older)
        if target in said and said[target].status != "draft":
            wording = said[target].content_hash
        elif target in kept:
            wording = kept[target].standing.content_hash
        else:
            continue
        yield case.event(
            kind="supersede" if older in now else "restore",
            target=target,
            content_hash=wording,
            changed=(case.said.target.id,),
        )
