"""Arrays by name: what a part of an index is saved as, and how several parts are saved side by side."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Arrays: TypeAlias = Mapping[str, NDArray[np.generic]]


def named(part: str, arrays: Arrays) -> Arrays:
    """Put a part's name before the names of its arrays."""
    return {f"{part}.{name}": array for name, array in arrays.items()}


def inner(arrays: Arrays, part: str) -> Arrays:
    """Return the arrays of a part, without its name before theirs; KeyError if there are none."""
    begin = f"{part}."
    found = {name.removeprefix(begin): array for name, array in arrays.items() if name.startswith(begin)}
    if not found:
        raise KeyError(part)
    return found


def part_of(saved: Arrays | None, part: str) -> Arrays | None:
    """Return the arrays of a part, if anything is saved."""
    return inner(saved, part) if saved else None
