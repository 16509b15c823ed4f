"""Which facts hold a word, and where; which documents' titles do."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Literal, TypeAlias

from bot.matching.postings import Postings
from bot.matching.spelling import Spelling
from bot.matching.terms import read_form
from bot.matching.text import stem

Field: TypeAlias = Literal["quote", "claim", "speaker", "date", "title"]
"""Where a fact holds a word, most telling first."""
_OWN: tuple[Field, ...] = ("quote", "claim", "speaker", "date")
_STATED: tuple[Field, ...] = ("quote", "claim")
_TITLE: tuple[Field, ...] = ("title",)


class Wording:
    """Postings from the forms of words to ids: of facts, and for titles of sources."""

    def __init__(self) -> None:
        self.holders: dict[Field, Postings[str]] = {field: Postings() for field in (*_OWN, *_TITLE)}
        """By field and form. Whoever changes them says so by `learn` and `forget`."""
        self.spellings = Spelling()
        """The folded words as they are written, which typing errors may be corrected to."""
        self._forms: defaultdict[str, set[str]] = defaultdict(set)

    def learn(self, forms: Iterable[str]) -> None:
        """Note forms that have come to be held."""
        for form in forms:
            key, stemmed = read_form(form)
            self._forms[stemmed].add(form)
            self.spellings.add(key)

    def forget(self, forms: Iterable[str]) -> None:
        """Drop those of the forms that nothing holds any more."""
        for form in forms:
            if not any(form in held for held in self.holders.values()):
                key, stemmed = read_form(form)
                self._forms[stemmed].discard(form)
                if not self._forms[stemmed]:
                    del self._forms[stemmed]
                self.spellings.discard(key)

    def has_word(self, key: str) -> bool:
        """Tell whether anything holds a folded word or another form of it."""
        return stem(key) in self._forms

    def stating(self, key: str) -> AbstractSet[str]:
        """Return the facts whose own words, quoted or claimed, hold a folded word or another form of it."""
        return self._holding(key, _STATED)

    def holding(self, key: str) -> AbstractSet[str]:
        """Return the facts of which anything but their documents' titles holds a folded word."""
        return self._holding(key, _OWN)

    def titled(self, key: str) -> AbstractSet[str]:
        """Return the sources whose titles hold a folded word or another form of it."""
        return self._holding(key, _TITLE)

    def field_of(self, key: str, fact_id: str) -> Field:
        """Return the most telling field of a fact that holds a folded word; the fact must hold it."""
        forms = self._forms[stem(key)]
        held = (field for field in _OWN for form in forms if fact_id in self.holders[field].get(form))
        return next(held, "title")

    def _holding(self, key: str, fields: Iterable[Field]) -> AbstractSet[str]:
        forms = self._forms.get(stem(key), ())
        return frozenset().union(*(self.holders[field].union(forms) for field in fields))
