"""The facts of a digest: each drawn whole where it stands first, and named in a line elsewhere."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.delivery.views import MENTIONED
from bot.domain.answers import ShownFact
from bot.domain.assessment import SourceSummary
from bot.domain.postman import Block
from bot.slack.blocks.answer import fact_in_words
from bot.slack.blocks.digest_parts import Unit, named_in_lines
from bot.slack.blocks.facts import NAME_LIMIT, PAGE_ROOM, Head, claim_in_words, fact_blocks
from bot.slack.blocks.summaries import rests_on, shared_verification, verified_in_words
from bot.slack.blocks.text import in_a_line


class Sheet:
    """Numbers the facts of a digest, knows what its head says of all of them, and draws each."""

    def __init__(self, shown: Iterable[ShownFact], sources: SourceSummary | None, today: date) -> None:
        self.facts = {each.cited.fact.id: each for each in shown}
        self._today = today
        self._sources = sources
        self._numbers = {fact_id: number for number, fact_id in enumerate(self.facts, 1)}
        self._undrawn = {*self.facts}
        documents = {each.cited.source.id for each in self.facts.values()}
        named = {source.id for source in sources.sources} if sources else set()
        # A fact that is shown alone carries its own full line.
        has_source = len(self.facts) > 1 and len(documents) == 1 and documents == named
        self._shared = shared_verification(self.facts.values(), today) if has_source else ""
        self.head = Head(has_source, bool(self._shared))

    def rests_on(self) -> list[str]:
        """Say what the facts rest on, where there are several."""
        if self._sources is None or not self._sources.sources or len(self.facts) <= 1:
            return []
        standings = [each.standing for each in self.facts.values() if each.standing]
        verified = sum(standing.verification is not None for standing in standings)
        summary = replace(self._sources, facts=len(self.facts), verified=verified)
        said = verified_in_words(self._shared, verified, len(self.facts))
        return rests_on(summary, said, self._today)

    def draw(self, shown: ShownFact, said: str = "") -> Unit:
        """Draw a fact with what a section says of it; one that stands further up is only named."""
        fact_id = shown.cited.fact.id
        if fact_id not in self._undrawn:
            [named] = named_in_lines([(fact_id, " · ".join(filter(None, (line_of(shown), said))))])
            return named
        self._undrawn.discard(fact_id)
        numbered = replace(shown, number=self._numbers[fact_id])
        *blocks, line = fact_blocks(numbered, self._today, PAGE_ROOM, self.head, numbers=self._numbers)
        text = " · ".join(filter(None, (said, fact_in_words(numbered, self._today))))
        whole = (*blocks, _beginning_with(said, line) if said else line)
        others = {
            other.fact_id: MENTIONED for other in shown.dissent if f"`{other.fact_id}`" in f"{text} {whole}"
        }
        return Unit(whole, (text,), tuple((others | {fact_id: shown.content_hash}).items()))


def line_of(shown: ShownFact, room: int = 300) -> str:
    """Name a fact in one line, in the place of which a correction can come: id, speaker and claim.

    `room` is for the claim, in characters.
    """
    speaker = in_a_line(shown.voice.speaker, NAME_LIMIT)
    return f"`{shown.cited.fact.id}` ({speaker}): {in_a_line(claim_in_words(shown), room)}"


def _beginning_with(said: str, line: Block) -> Block:
    [element] = line["elements"]
    return {**line, "elements": [{**element, "text": f"{said}\n{element['text']}"}]}
