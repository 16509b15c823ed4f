"""Runs: what stands between two spaces of a text. Most come again and again, so each is read once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from bot.matching.numbers import Number, numbers_in, scales
from bot.matching.text import Token, stem, tokens

_STEM_SIGN = ":"
# Of a million facts' runs, 98 in 100 are one of so many; they take 60 MB.
_MOST_KEPT = 2**17


class Run(NamedTuple):
    """What a run says; no word is tied to one beyond a space."""

    words: tuple[Token, ...]
    forms: tuple[str, ...]
    """Of its words, and of those tied by a hyphen also as one."""
    numbers: tuple[Number, ...]
    """Its own; the next run may change the last."""
    is_scale: bool
    """It begins with a word such as million, which changes the number before it."""


class _Runs(dict[str, Run]):
    def __missing__(self, text: str) -> Run:
        words = tuple(tokens(text))
        is_scale = bool(words) and scales(words[0].key)
        run = Run(words, tuple(_forms(words)), tuple(numbers_in(words)), is_scale)
        if len(self) < _MOST_KEPT:
            self[text] = run
        return run


_RUNS = _Runs()


def runs_of(text: str) -> list[Run]:
    """Read the runs of a text, in their order."""
    return [*map(_RUNS.__getitem__, text.split())]


def forms_of(runs: Iterable[Run]) -> dict[str, None]:
    """Return the forms of all words, each once, in the order in which they come first."""
    return dict.fromkeys(chain.from_iterable([run.forms for run in runs]))


def numbers_of(runs: Sequence[Run]) -> list[Number]:
    """Return every number, each with its scale."""
    if True in [run.is_scale for run in runs]:
        return list(numbers_in([word for run in runs for word in run.words]))
    return list(chain.from_iterable([run.numbers for run in runs]))


def forms_in(text: str) -> list[str]:
    """Return the forms of a text's words, and of those tied by a hyphen also as one."""
    return [form for run in runs_of(text) for form in run.forms]


def form_of(key: str) -> str:
    """Return a folded word with its stem behind a colon, if that is another: `attacks:attack`."""
    stemmed = stem(key)
    return key if stemmed == key else f"{key}{_STEM_SIGN}{stemmed}"


def read_form(form: str) -> tuple[str, str]:
    """Return the folded word and its stem that `form_of` joined."""
    key, _, stemmed = form.partition(_STEM_SIGN)
    return key, stemmed or key


def _forms(words: Iterable[Token]) -> Iterator[str]:
    tied = ""
    for key, is_glued, _ in words:
        yield form_of(key)
        tied = tied + key if is_glued else key
        # "counter-terrorism" is counter, terrorism and counterterrorism.
        if is_glued:
            yield form_of(tied)
