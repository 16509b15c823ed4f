"""Prints what the bench of matching found, as tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching_figures import Bin, Quality, Shipped, calibration_error
from matching_measuring import Measured
from rich.console import Console
from rich.table import Table

WIDTH = 118
"""Columns of the tables, whatever the terminal."""
OUT = Console(width=WIDTH)


@dataclass(frozen=True, slots=True)
class Row:
    """One system in the tables."""

    name: str
    measured: Measured
    quality: Quality


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table: the first column names, the others count; numbers get the digits that they need."""
    table = Table()
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left", no_wrap=not number)
    for row in rows:
        table.add_row(*map(_cell, row))
    OUT.print(title, table, sep="\n")


def print_systems(rows: Sequence[Row]) -> None:
    """Print what each system reaches and costs."""
    heads = ["system", "right first", "right in 5", "out of scope answered, at best F1"]
    heads += ("in scope refused, at ≤ 5 % of them", "p50 ms", "p99 ms", "build s", "resident MB", "asked")
    cells = (
        (row.name, *_shares(row.quality), *_costs(row.measured), len(row.measured.answered)) for row in rows
    )
    print_table("Ranking, every question answered", heads, cells)


def print_kinds(rows: Sequence[Row]) -> None:
    """Print the share that is right first, by kind of question."""
    kinds = sorted({kind for row in rows for kind in row.quality.by_kind})
    cells = ((kind, *(row.quality.by_kind.get(kind, "") for row in rows)) for kind in kinds)
    print_table(
        "Right first, by kind of question", ("kind", *(row.name.replace("-", " ") for row in rows)), cells
    )


def print_shipped(own: Shipped, measured: Measured) -> None:
    """Print how the product's own silence does."""
    cells = [
        ("right first", own.right_first),
        ("out of scope answered", own.outside_answered),
        *((f"  {kind}", share) for kind, share in own.by_kind.items()),
        ("p50 ms", measured.p50_ms),
        ("p99 ms", measured.p99_ms),
    ]
    print_table("As shipped, with its own threshold", ("footnote", ""), cells)


def print_reliability(bins: Sequence[Bin], title: str = "Reliability of confidence") -> None:
    """Print what the product's confidence promises beside what it keeps."""
    cells = [
        *(
            (f"{each.least:.1f}–{each.least + 0.1:.1f}", each.answers, each.confidence, each.right)
            for each in bins
        ),
        ("expected calibration error", sum(each.answers for each in bins), calibration_error(bins), ""),
    ]
    print_table(title, ("confidence", "answers", "mean confidence", "share right"), cells)


def print_figures(title: str, figures: Mapping[str, float]) -> None:
    """Print named figures."""
    print_table(title, ("", ""), figures.items())


def _shares(found: Quality) -> tuple[float, ...]:
    return found.right_first, found.right_in_5, found.outside_answered, found.refused


def _costs(found: Measured) -> tuple[float, ...]:
    return found.p50_ms, found.p99_ms, found.load_s, found.resident_mb


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value > 1 else f"{value:.3f}"  # noqa: PLR2004  # digits that say something
