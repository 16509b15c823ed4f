"""What YAML holds becomes the domain's models; what does not fit becomes findings of the check `schema`."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.domain import Fact
from bot.factbase.findings import Finding
from bot.factbase.yaml_lines import LinedMap, Node

_Model = TypeVar("_Model", bound=BaseModel)


def read_model(model: type[_Model], node: Node, file: str, line: int) -> tuple[_Model | None, list[Finding]]:
    """Build a model from a YAML mapping; `line` is the finding's where the node has none of its own."""
    if not isinstance(node, LinedMap):
        return None, [schema_finding(file, line, f"a {_noun(model)} is a mapping of fields. Write `id: …`.")]
    try:
        return model.model_validate(_with_integers(node)), []
    except ValidationError as error:
        return None, list(_findings(model, node, file, error))


def schema_finding(file: str, line: int, message: str) -> Finding:
    """Report what breaks the schema, as an error."""
    return Finding("error", "schema", file, line, None, message)


def _with_integers(node: LinedMap) -> dict[str, Any]:
    """Read the one whole number of the model: a choice among 1–6 that pydantic takes from no string."""
    grade = node.get("credibility")
    return {**node, "credibility": int(grade)} if isinstance(grade, str) and grade in list("123456") else node


def _findings(model: type[BaseModel], node: LinedMap, file: str, error: ValidationError) -> Iterator[Finding]:
    named = node.get("id")
    fact = named if model is Fact and isinstance(named, str) and named else None
    for details in error.errors(include_url=False):
        message = _sentences(details, _noun(model))
        yield Finding("error", "schema", file, _line(node, details["loc"]), fact, message)


def _sentences(details: ErrorDetails, noun: str) -> str:
    place = ".".join(map(str, details["loc"])) or noun
    match details["type"]:
        case "extra_forbidden" if str(details["loc"][-1]).isdigit():
            # Within braces YAML takes the comma of 12,000 for the end of a value.
            return f"“{place}” is not a field of a {noun}. Put an amount with a comma in quotation marks."
        case "extra_forbidden":
            return f"“{place}” is not a field of a {noun}. Correct its spelling or remove it."
        case "missing":
            return f"“{place}” is missing from the {noun}. Add it."
        case _:
            problem = details["msg"].removeprefix("Value error, ")
            return f"“{place}” does not fit: {problem}. Correct it."


def _line(node: LinedMap, place: tuple[int | str, ...]) -> int:
    """Find the line of the deepest key or mapping that an error's place leads to."""
    line = node.line
    current: Node | None = node
    for step in place:
        if isinstance(current, LinedMap) and isinstance(step, str):
            line = current.key_lines.get(step, line)
            current = current.get(step)
        elif isinstance(current, list) and isinstance(step, int) and step < len(current):
            current = current[step]
            line = current.line if isinstance(current, LinedMap) else line
        else:
            break
    return line


def _noun(model: type[BaseModel]) -> str:
    return "no_facts entry" if model.__name__ == "LeftOut" else model.__name__.lower()
