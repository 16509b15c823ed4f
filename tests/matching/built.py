"""The rooms of the matcher over a made-up base, for tests that look into one of them."""

from bot.matching.gazetteer import Gazetteer
from bot.matching.index import Entry, FactIndex
from bot.matching.ordinary import Ordinary
from bot.matching.relations import Relations
from bot.matching.terms import read_terms, terms_of
from bot.matching.topics import TopicHints
from bot.matching.understanding import know
from bot.matching.view import Names, View


def entries(base, *ids):
    """What is indexed of some facts; of all if none is named."""
    return [
        Entry(
            each,
            read_terms(terms_of(base.facts[each].fact)),
            base.facts[each].source,
            base.standings.get(each),
        )
        for each in ids or base.facts
    ]


def view_of(base):
    """An index of a base, as one question sees it."""
    gazetteer = Gazetteer(base.entities)
    index = FactIndex(gazetteer, {})
    made = entries(base)
    index.add(made)
    index.freeze()
    stated = {each.id: each.terms.relations for each in made}
    return View(index, Names(gazetteer, TopicHints(base.topics)), base, Relations(stated))


def knowledge_of(base, *english):
    """What questions are read with."""
    names = Names(Gazetteer(base.entities), TopicHints(base.topics))
    return know(names, dict(base.topics), Ordinary(frozenset(english)))
