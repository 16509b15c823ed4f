"""Facts are added to the text of a dossier, of which everything else stays as it was written."""

import io
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.domain import Fact
from bot.domain.ledger import body_of
from bot.factbase.errors import DossierError, KnowledgeError
from bot.factbase.schema import read_model
from bot.factbase.yaml_lines import LinedMap, read_yaml

_ON_ONE_LINE = frozenset({"attribution", "subjects", "objects", "places", "topics", "hedges", "when"})
"""Fields that curators write in brackets."""
_WIDTH = 10_000
"""No line is folded: a quote is compared with the document by eye."""
_INDENT = "  "


def facts_in(content: bytes, file: str) -> dict[str, Fact]:
    """Read the facts of a dossier, by id; raise DossierError if the file or one of them cannot be read."""
    node = read_yaml(content, file)
    if not isinstance(node, LinedMap):
        raise DossierError(file, 1, "this is not a dossier", fix="Put the dossier back.")
    found = {}
    for item in node.get("facts") or []:
        line = item.line if isinstance(item, LinedMap) else 1
        fact, findings = read_model(Fact, item, file, line)
        if fact is None:
            raise DossierError(file, findings[0].line, findings[0].message.rstrip("."), fix="Mend it first.")
        found[fact.id] = fact
    return found


def with_facts(text: str, facts: Sequence[Fact]) -> str:
    """Return a dossier's text with facts after its last one, laid out as curators do."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    entries = {key.value: (key.start_mark.line, value) for key, value in YAML().compose(text).value}
    begin, held = entries.get("facts", (len(lines), None))
    end = min((line for line, _ in entries.values() if line > begin), default=len(lines))
    # What stands right above the next key (a blank line, a comment) is about that.
    while end > begin + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    if held is not None and held.value:
        # A fact begins after its dash.
        indent = " " * (held.value[0].start_mark.column - len("- "))
        return newline.join([*lines[:end], *_lines(facts, indent), *lines[end:]])
    _, *added = _lines(facts, _INDENT)
    return newline.join([*lines[:begin], "facts:", *added, *lines[begin + 1 :]])


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole: whoever reads it meanwhile, or after a crash, finds the old one or the new one.

    Raises KnowledgeError, with the old one in its place, if that cannot be done.
    """
    where = path.resolve()
    new = where.with_name(f".{where.name}.new")
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(where, new)
        new.replace(where)
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be written ({error.strerror}). It is as it was.") from error


def _lines(facts: Sequence[Fact], indent: str) -> list[str]:
    """Lay facts out as entries of a list, with a blank line before each."""
    writer = YAML()
    writer.width = _WIDTH
    writer.indent(mapping=2, sequence=4, offset=2)
    lines = []
    for fact in facts:
        out = io.StringIO()
        writer.dump([_laid_out(fact)], out)
        # The writer sets the list off by two already.
        lines += ["", *(f"{indent}{line.removeprefix(_INDENT)}" for line in out.getvalue().splitlines())]
    return lines


def _laid_out(fact: Fact) -> CommentedMap:
    laid = CommentedMap()
    for name, value in body_of(fact).items():
        if name == "quantities":
            laid[name] = [_in_brackets(each) for each in value]
        else:
            laid[name] = _in_brackets(value) if name in _ON_ONE_LINE else value
    return laid


def _in_brackets(value: Any) -> Any:  # noqa: ANN401  # what JSON holds
    match value:
        case list():
            within: CommentedSeq | CommentedMap = CommentedSeq(map(_in_brackets, value))
        case dict():
            within = CommentedMap({name: _in_brackets(each) for name, each in value.items()})
        case float() if value.is_integer():
            return int(value)
        case _:
            return value
    within.fa.set_flow_style()
    return within
