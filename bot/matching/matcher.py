"""The matcher: a question goes in, what it was read as and what the base holds for it come out."""

from bot.domain import FactBase, Understanding
from bot.matching.corrections import Corrector
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import FactIndex
from bot.matching.near import Leads
from bot.matching.questions import Reader, wanted
from bot.matching.ranking import Ranking
from bot.matching.selection import Found, select
from bot.matching.topics import TopicWords


class Matcher:
    """One base, indexed once, for any number of questions; it keeps no state between them."""

    def __init__(self, base: FactBase, english: frozenset[str]) -> None:
        """Index a base; `english` holds ordinary lower-case words, never read as misspelt names."""
        gazetteer = Gazetteer(base.entities)
        topics = dict(base.topics)
        topic_words = TopicWords(topics)
        self._index = FactIndex(base, gazetteer)
        corrector = Corrector(gazetteer, topic_words, self._index.spellings, english)
        self._gazetteer = gazetteer
        self._reader = Reader(gazetteer, topic_words, self._index, corrector)
        self._ranking = Ranking(gazetteer, topics, self._index)
        self._leads = Leads(gazetteer, self._index, corrector)

    def understand(self, text: str, chosen: str = "") -> Understanding:
        """Read a question and find the facts that explain every reading of it; any text will do.

        Only the first 64 words are read. What is not understood finds nothing, and says so. `chosen` is
        the id of the entity that the asker chose where the words left a choice.
        """
        parts = self._reader.read(text, chosen)
        found = [Found(part, self._index.explaining(part.meaning)) for part in parts]
        selection = select(found, self._gazetteer)
        is_answered = bool(selection.facts)
        return Understanding(
            readings=tuple(part.reading for part in parts),
            matches=self._ranking.rank(selection.facts, found, wanted(text)),
            missing=tuple(part.reading for part in selection.missing),
            choices=() if is_answered else self._leads.choices(parts),
            near=() if is_answered else self._leads.near(parts, selection.missing),
            is_ambiguous=any(part.meaning.is_ambiguous for part in parts),
        )
