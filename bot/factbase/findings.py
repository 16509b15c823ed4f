"""Findings: what a check has to say about one place in the files of the fact base."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeAlias, assert_never

from bot.documents.coverage import Coverage

Level: TypeAlias = Literal["error", "warning", "info"]
Style: TypeAlias = Literal["text", "json", "github"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of one check: where, and what is to be done."""

    level: Level
    """error: the fact is left out · warning: a person should look · info: how something was read."""
    check: str
    file: str
    line: int
    fact: str | None
    message: str
    """What is wrong, then what to do; two sentences."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was checked."""

    dossiers: int
    facts: int
    coverage: Coverage
    left_out: int = 0
    """Facts and files that an error keeps out."""


def shown_path(path: Path) -> str:
    """Write a path so that it can be opened from here: relative where it is below, else as it is."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def format_findings(findings: Iterable[Finding], style: Style, tally: Tally) -> str:
    """Write findings for people (`text`), for programs (`json`), or as a CI run's annotations (`github`).

    JSON is one list of objects with the fields of `Finding`. The others leave out what asks for nothing
    (`info`), and end with a summary.
    """
    listed = list(findings)
    calls = [finding for finding in listed if finding.level != "info"]
    match style:
        case "text":
            return "\n".join([*map(_text_line, calls), _summary(calls, tally)])
        case "json":
            return json.dumps([asdict(finding) for finding in listed], ensure_ascii=False, indent=2)
        case "github":
            return "\n".join([*map(_github_line, calls), _summary(calls, tally)])
        case _:
            assert_never(style)


def _text_line(finding: Finding) -> str:
    level = "warning: " if finding.level == "warning" else ""
    return f"{finding.file}:{finding.line}: {level}{finding.message}"


def _github_line(finding: Finding) -> str:
    """Write a workflow command (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    title = f"{finding.check} {finding.fact}" if finding.fact else finding.check
    place = f"file={_property(finding.file)},line={finding.line},title={_property(title)}"
    return f"::{finding.level} {place}::{_escaped(finding.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _summary(findings: list[Finding], tally: Tally) -> str:
    levels = Counter(finding.level for finding in findings)
    covered = tally.coverage
    sentences = f"{covered.covered} of {covered.sentences} sentences cited or listed"
    if covered.sentences and covered.covered == covered.sentences:
        sentences = "every sentence cited or listed"
    kept_out = f", {tally.left_out} kept out by an error" if tally.left_out else ""
    return (
        f"{_count(levels['error'], 'error')}, {_count(levels['warning'], 'warning')} in "
        f"{_count(tally.dossiers, 'dossier')}, {_count(tally.facts, 'fact')}{kept_out}; {sentences}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
