"""A message is set against the base, sentence by sentence; nothing is guessed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.answering.comparing.clauses import clauses, states_something, told
from bot.answering.comparing.held import Held, read_fact
from bot.answering.comparing.pointing import NOBODY, SpokenOf, pointing_back, points_back
from bot.answering.comparing.speaking_of import spoken_of
from bot.answering.comparing.statements import Statement, read_statement
from bot.answering.comparing.verdicts import Comparison, compare
from bot.answering.comparing.wording import forms_of
from bot.answering.desk import AnswerDesk
from bot.answering.requests import printable
from bot.domain import CitedFact
from bot.domain.answers import Moment
from bot.domain.fact_checks import (
    MAX_CHECKED_LENGTH,
    MAX_CHECKED_SENTENCES,
    MAX_FINDINGS,
    MAX_SENTENCE_LENGTH,
    CheckedSentence,
    FactCheck,
    Finding,
    Verdict,
)
from bot.matching.mentions import Mention
from bot.matching.text import words as read_words

_CANDIDATES = 12
"""Facts that each clause is compared with: those that share most with it."""
_WEIGHT: dict[Verdict, int] = {"contradicted": 0, "supported": 0, "partly": 1, "related": 2, "nothing": 3}


def check_text(desk: AnswerDesk, text: str) -> FactCheck:
    """Set each sentence of any text against the base that a desk stands before.

    At most 4,000 characters are read and 20 sentences that state something, each up to 500 characters; what
    stands beyond the characters counts as one sentence left out.
    """
    found = list(told(text[:MAX_CHECKED_LENGTH]))
    checked = tuple(islice(_Checker(desk).check_all(found), MAX_CHECKED_SENTENCES))
    stated = sum(map(states_something, found))
    is_cut = bool(text[MAX_CHECKED_LENGTH:].strip())
    return FactCheck(
        checked,
        left_out=max(0, stated - MAX_CHECKED_SENTENCES) + is_cut,
        head=desk.head,
        moment=Moment(state_on=desk.base.known_on),
    )


class _Checker:
    """Checks the sentences of one message; a fact is read once."""

    def __init__(self, desk: AnswerDesk) -> None:
        self._desk = desk
        self._held: dict[str, Held] = {}

    def check_all(self, sentences: Iterable[str]) -> Iterator[CheckedSentence]:
        """Check the sentences that state something; whom one speaks of, the next may point back to."""
        spoken, is_apart = NOBODY, False
        for sentence in sentences:
            if states_something(sentence):
                yield replace(self._check(sentence, spoken), is_apart=is_apart)
                text = printable(sentence)[:MAX_SENTENCE_LENGTH]
                spoken = spoken_of(text, pointing_back(text, spoken, self._desk.mentions), spoken)
                is_apart = False
            else:
                spoken, is_apart = NOBODY, True

    def _check(self, sentence: str, spoken: SpokenOf) -> CheckedSentence:
        """Check one sentence: each clause by itself, then all of them together."""
        whole = printable(sentence)
        text = whole[:MAX_SENTENCE_LENGTH]
        inherited: Sequence[Mention] = ()
        decided: list[list[Comparison]] = []
        for clause in clauses(text):
            said = read_statement(clause, pointing_back(clause, spoken, self._desk.mentions))
            decided.append(self._decide(said, inherited))
            inherited = [each for each in said.mentions if each.kind != "place"] or inherited
            if not all(map(points_back, inherited)):
                spoken = NOBODY
        verdict = _together([_verdict_of(each) for each in decided])
        if len(whole) > MAX_SENTENCE_LENGTH and verdict in ("supported", "contradicted"):
            verdict = "partly"
        return CheckedSentence(whole, verdict, self._findings(decided))

    def _decide(self, said: Statement, inherited: Sequence[Mention]) -> list[Comparison]:
        """Return what facts say of a clause, best first: those that decide it, and what contradicts these."""
        compared = [
            compare(said, held, () if said.spoken.mentions else inherited, self._name_of)
            for held in map(self._read, self._near(said, inherited))
        ]
        compared.sort(key=lambda each: (_WEIGHT[each.verdict], -each.nearness, each.held.cited.fact.id))
        best = [each for each in compared if _WEIGHT[each.verdict] == _WEIGHT[compared[0].verdict]]
        if not best or best[0].verdict == "nothing":
            return []
        first = best[0]
        if first.verdict in ("related", "partly"):
            return best[:MAX_FINDINGS]
        against = [each for each in best if each.verdict != first.verdict]
        return [first, *(against or self._contradicting(first, said, inherited))][:MAX_FINDINGS]

    def _contradicting(
        self, first: Comparison, said: Statement, inherited: Sequence[Mention]
    ) -> list[Comparison]:
        """Compare with the facts that are known to contradict the one that decides."""
        shown = self._desk.shown(first.held.cited)
        others = [each.fact_id for each in shown.dissent if each.how == "contradicted by"]
        facts = self._desk.base.facts
        return [compare(said, self._read(facts[each]), inherited, self._name_of) for each in others[:1]]

    def _near(self, said: Statement, inherited: Sequence[Mention]) -> Sequence[CitedFact]:
        mentions = [*said.mentions, *inherited]
        words = [
            *map(forms_of, said.ideas),
            *(frozenset({word}) for each in mentions for word in each.text.lower().split()),
            *(frozenset({word.key}) for each in said.amounts for word in read_words(each.raw)),
        ]
        return self._desk.nearest(words, {one for each in mentions for one in each.entity_ids}, _CANDIDATES)

    def _read(self, cited: CitedFact) -> Held:
        held = self._held.get(cited.fact.id)
        if held is None:
            held = read_fact(cited, self._desk.base.entities, self._desk.mentions)
            self._held[cited.fact.id] = held
        return held

    def _name_of(self, entity_id: str) -> str:
        entity = self._desk.base.entities.get(entity_id)
        return entity.name if entity else entity_id

    def _findings(self, decided: Sequence[Sequence[Comparison]]) -> tuple[Finding, ...]:
        """Show at most two facts: the first of each clause, then the others; those that decide come first."""
        firsts = [each[0] for each in decided if each]
        ordered = sorted(firsts, key=lambda each: _WEIGHT[each.verdict])
        ordered += [other for each in decided for other in each[1:]]
        distinct = {each.held.cited.fact.id: each for each in reversed(ordered)}
        kept = islice((each for each in ordered if distinct.pop(each.held.cited.fact.id, None)), MAX_FINDINGS)
        return tuple(
            Finding(replace(self._desk.shown(each.held.cited), number=number), each.verdict, each.aspects)
            for number, each in enumerate(kept, 1)
        )


def _verdict_of(compared: Sequence[Comparison]) -> Verdict:
    """Say what the facts together say of a clause: where they disagree, it is borne out only by a part."""
    if not compared:
        return "nothing"
    first = compared[0].verdict
    is_disputed = first in ("supported", "contradicted") and len(compared) > 1
    return "partly" if is_disputed else first


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Say what holds of a whole sentence whose clauses have these verdicts."""
    distinct = {*verdicts}
    if len(distinct) == 1:
        return verdicts[0]
    if distinct & {"supported", "partly"}:
        return "partly"
    return min(distinct, key=lambda each: _WEIGHT[each])
