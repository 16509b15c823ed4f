"""Check `relations`: what facts say of each other is possible, and about facts that exist."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.domain import Fact
from bot.domain.facts import source_of
from bot.factbase.dossiers import Dossier, FactEntry
from bot.factbase.findings import Finding, Level
from bot.factbase.reaching import reached

_RELATIONS = ("corroborates", "contradicts", "qualifies", "supersedes")


@dataclass(frozen=True, slots=True)
class _Placed:
    entry: FactEntry
    file: str

    @property
    def fact(self) -> Fact:
        return self.entry.fact

    def finding(self, level: Level, message: str) -> Finding:
        return Finding(level, "relations", self.file, self.entry.line, self.fact.id, message)


def check_relations(
    dossiers: Iterable[Dossier],
    drafts: Iterable[Dossier],
    unread: Collection[str],
    elsewhere: Collection[str] = frozenset(),
) -> Iterator[Finding]:
    """Report relations to nothing, to the fact itself, in contradiction or in a circle; and an echo.

    `unread` are the facts and files that could not be read: a relation to them may be right. `elsewhere`
    are facts that exist in other files. A fact may not lean on a draft, which is never loaded; a draft
    may lean on both.
    """
    loaded, proposed = _placed(dossiers), _placed(drafts)
    # A dossier is named like its source.
    unread_sources = {PurePosixPath(name).stem for name in unread}
    for placed, known in ((loaded, loaded), (proposed, {**proposed, **loaded})):
        for each in placed.values():
            for kind, target in _relations(each.fact):
                is_unread = target in unread or source_of(target) in unread_sources
                if target == each.fact.id:
                    yield each.finding("error", f"it {kind} itself. Correct the id.")
                elif target not in known and target not in elsewhere and not is_unread:
                    yield each.finding("error", f"it {kind} {target}, which is not a fact. Correct the id.")
            yield from _at_odds(each, known)
            yield from _echoes(each, known)


def _placed(dossiers: Iterable[Dossier]) -> dict[str, _Placed]:
    return {entry.fact.id: _Placed(entry, dossier.file) for dossier in dossiers for entry in dossier.facts}


def _relations(fact: Fact) -> Iterator[tuple[str, str]]:
    for kind in _RELATIONS:
        for target in getattr(fact, kind):
            yield kind, target


def _at_odds(each: _Placed, known: Mapping[str, _Placed]) -> Iterator[Finding]:
    fact = each.fact

    def older(fact_id: str) -> tuple[str, ...]:
        return known[fact_id].fact.supersedes if fact_id in known else ()

    for target in fact.corroborates:
        other = known.get(target)
        if target in fact.contradicts or (other and fact.id in other.fact.contradicts):
            yield each.finding(
                "error", f"it corroborates {target}, and they contradict each other. Remove one of the two."
            )
    if fact.id not in fact.supersedes and fact.id in reached(fact.supersedes, older):
        yield each.finding("error", "it supersedes itself, by way of others. Break the circle.")


def _echoes(each: _Placed, known: Mapping[str, _Placed]) -> Iterator[Finding]:
    for target in each.fact.corroborates:
        other = known.get(target)
        origin = each.fact.attribution.origin
        if other and other is not each and other.fact.attribution.origin == origin:
            yield each.finding(
                "warning",
                f"it corroborates {target}, and both come from {origin}: one origin. "
                "Remove the relation, unless there were two.",
            )
