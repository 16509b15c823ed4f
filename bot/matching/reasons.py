"""Reasons: what in a fact a part of a question matched, in words."""

from bot.domain import CitedFact, How, Topic
from bot.matching.gazetteer import Gazetteer
from bot.matching.meanings import Part
from bot.matching.numbers import Number, numbers_in
from bot.matching.terms import bounds, days_of
from bot.matching.text import tokens
from bot.matching.ways import Way
from bot.matching.wording import Field

_IN_FIELD: dict[Field, str] = {
    "quote": "in the quote",
    "claim": "in the claim",
    "date": "in the date",
    "speaker": "in the speaker",
    "title": "in the source’s title",
}


def in_field(matched: object, field: Field) -> str:
    """Say where in a fact something stands: "2017 (in the date)"."""
    return f"{matched} ({_IN_FIELD[field]})"


class Reasons:
    """Puts into words why a fact was found."""

    def __init__(self, gazetteer: Gazetteer, topics: dict[str, Topic]) -> None:
        self._gazetteer = gazetteer
        self._topics = topics

    def matched(self, part: Part, cited: CitedFact, way: Way) -> str:
        """Say what of a fact a part matched, in this way."""
        meaning = part.meaning
        if meaning.entity_ids:
            return self._named(meaning.entity_ids[0], cited, way.how)
        if meaning.topic_ids and way.how != "word":
            shared = [each for each in meaning.topic_ids if each in cited.fact.topics]
            return self._topics[shared[0]].name
        if meaning.number:
            return _stated(meaning.number, cited)
        return in_field(meaning.word, way.field)

    def _named(self, asked: str, cited: CitedFact, how: How) -> str:
        name = self._gazetteer.name_of(asked)
        if how == "narrower":
            tag = next(each for each in cited.fact.entity_ids if asked in self._gazetteer.ancestors(each))
            return f"{self._gazetteer.name_of(tag)} (part of {name})"
        if how == "speaker":
            chain = cited.fact.attribution.chain
            speaker = next(
                each for each in chain if each == asked or asked in self._gazetteer.ancestors(each)
            )
            return self._gazetteer.name_of(speaker)
        return name


def _stated(number: Number, cited: CitedFact) -> str:
    """Say where a fact states a number: in an amount or the claim, else in its dates or quotes."""
    for quantity in cited.fact.quantities:
        stated = bounds(quantity)
        if stated and min(stated) <= number.value <= max(stated):
            return quantity.raw
    if any(each.value == number.value for each in numbers_in(tokens(cited.fact.claim))):
        return in_field(number, "claim")
    if any(day.year == number.value for day in days_of(cited)):
        return in_field(number, "date")
    return in_field(number, "quote")
