"""What each part of the product is worth: what is reached without it, beside what all reach together."""

import sys
from collections.abc import Mapping, Sequence

from matching_figures import quality, shipped
from matching_measuring import Run, measure
from matching_parts import PARTS
from matching_systems import product_command
from matching_tables import print_table

HEADS = ("right first", "right in 5", "as shipped, right first", "as shipped, out of scope answered")
Figures = tuple[float, ...]


def ablate(program: Sequence[str], run: Run) -> None:
    """Ask the same questions without one part after the other, and print what is reached."""
    whole = _reached(program, run, "")
    rows = [("all parts", *(f"{figure:.3f}" for figure in whole))]
    by_part: Mapping[str, Figures] = {name: _reached(program, run, name) for name in PARTS}
    for name, figures in sorted(by_part.items(), key=lambda each: each[1][2]):
        cells = (f"{one:.3f} {one - other:+.3f}" for one, other in zip(figures, whole, strict=True))
        rows.append((f"{name}: {PARTS[name].loss}", *cells))
    print_table(
        "Without one part: what is reached, and how much more or less that is", ("without", *HEADS), rows
    )


def _reached(program: Sequence[str], run: Run, without: str) -> Figures:
    print(f"without {without or 'nothing'} …", file=sys.stderr)
    ranked = quality(measure(product_command(program, is_ranking=True, without=without), run).answered)
    own = shipped(measure(product_command(program, without=without), run).answered)
    return ranked.right_first, ranked.right_in_5, own.right_first, own.outside_answered
