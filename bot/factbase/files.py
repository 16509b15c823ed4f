"""The files under `knowledge/` are read: entities, topics, dossiers.

One bad fact does not lose its neighbours, one broken file does not lose the others; each says so.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.domain import Entity, Fact, Source, Topic
from bot.factbase.dossiers import Dossier, EntityEntry, FactEntry, Knowledge, LeftOut, LeftOutEntry
from bot.factbase.errors import DossierError, KnowledgeError
from bot.factbase.findings import Finding, shown_path
from bot.factbase.schema import read_model, schema_finding
from bot.factbase.yaml_lines import LinedMap, Node, read_yaml

_DOSSIER_FIELDS = ("source", "edited_by", "facts", "no_facts")


def read_knowledge(root: Path, only: Collection[str] | None = None) -> Knowledge:
    """Read the files of the fact base; raise KnowledgeError if `root` is not a directory.

    With `only`, entities, topics and these dossiers (`facts/…yaml`, as seen from `root`).
    """
    if not root.is_dir():
        raise KnowledgeError(
            f"{root} is not a directory. Set FOOTNOTE_KNOWLEDGE_DIR to the fact base's (knowledge/)."
        )
    reading, drafting = _Reading(root, only), _Reading(root, only)
    return Knowledge(
        root=shown_path(root),
        entities=reading.entities(),
        topics=reading.topics(),
        dossiers=tuple(reading.dossiers("facts")),
        proposed=tuple(drafting.dossiers("proposed")),
        findings=(*reading.findings, *drafting.findings),
        left_out=reading.left_out,
    )


class _Reading:
    """A pass over files, gathering what is wrong with them and what that leaves out."""

    def __init__(self, root: Path, only: Collection[str] | None) -> None:
        self._root = root
        self._only = only
        self.findings: list[Finding] = []
        self.left_out: dict[str, str] = {}

    def entities(self) -> dict[str, EntityEntry]:
        found: dict[str, EntityEntry] = {}
        for file, node in self._files("entities"):
            for line, item in self._items(file, node):
                entity, findings = read_model(Entity, item, file, line)
                self.findings += findings
                if entity is None:
                    continue
                if entity.id in found:
                    first = found[entity.id]
                    self._twice(f"entity “{entity.id}”", (file, line), f"{first.file}:{first.line}")
                else:
                    found[entity.id] = EntityEntry(entity, file, line)
        return found

    def topics(self) -> dict[str, Topic]:
        found: dict[str, Topic] = {}
        path = self._root / "topics.yaml"
        node = self._read(path) if path.is_file() else []
        file = shown_path(path)
        for line, item in self._items(file, node):
            topic, findings = read_model(Topic, item, file, line)
            self.findings += findings
            if topic is None:
                continue
            if topic.id in found:
                self._twice(f"topic “{topic.id}”", (file, line), f"an earlier line of {file}")
            else:
                found[topic.id] = topic
        return found

    def dossiers(self, folder: str) -> Iterator[Dossier]:
        for file, node in self._files(folder):
            dossier = self._dossier(file, node)
            if dossier is not None:
                yield dossier

    def _dossier(self, file: str, node: Node | None) -> Dossier | None:
        if node is None:
            return None
        if not isinstance(node, LinedMap):
            self._lose(file, 1, "a dossier is a mapping. Write `source:`, `edited_by:` and `facts:`.")
            return None
        for key in node:
            if key not in _DOSSIER_FIELDS:
                self._report(file, node.key_lines[key], f"“{key}” is not a field of a dossier. Remove it.")
        edited_by = node.get("edited_by", "")
        if not isinstance(edited_by, str) or not edited_by:
            self._report(file, node.line, "“edited_by” is missing. Say who last edited the file.")
        source_line = node.key_lines.get("source", node.line)
        source, findings = read_model(Source, node.get("source", ""), file, source_line)
        self.findings += findings
        if source is None:
            self.left_out[file] = findings[0].message
            return None
        return Dossier(
            file=file,
            source=source,
            source_line=source_line,
            edited_by=str(edited_by),
            facts=tuple(self._facts(file, node.get("facts", []))),
            no_facts=tuple(self._no_facts(file, node.get("no_facts", []))),
        )

    def _facts(self, file: str, node: Node) -> Iterator[FactEntry]:
        for line, item in self._items(file, node):
            fact, findings = read_model(Fact, item, file, line)
            self.findings += findings
            if fact is None:
                self.left_out[findings[0].fact or f"{file}:{line}"] = findings[0].message
                continue
            quotes = item.get("quotes") if isinstance(item, LinedMap) else None
            lines = (quote.line for quote in quotes or () if isinstance(quote, LinedMap))
            yield FactEntry(fact, line, tuple(lines))

    def _no_facts(self, file: str, node: Node) -> Iterator[LeftOutEntry]:
        for line, item in self._items(file, node):
            left_out, findings = read_model(LeftOut, item, file, line)
            self.findings += findings
            if left_out is not None:
                yield LeftOutEntry(left_out, line)

    def _files(self, folder: str) -> Iterator[tuple[str, Node | None]]:
        for path in sorted((self._root / folder).rglob("*")):
            if not self._is_wanted(folder, path):
                continue
            if path.suffix == ".yaml":
                yield shown_path(path), self._read(path)
            elif path.suffix == ".yml":
                self._report(shown_path(path), 1, "the file is not read. Rename it to .yaml.")

    def _is_wanted(self, folder: str, path: Path) -> bool:
        is_dossier = folder != "entities"
        return self._only is None or not is_dossier or path.relative_to(self._root).as_posix() in self._only

    def _read(self, path: Path) -> Node | None:
        file = shown_path(path)
        try:
            return read_yaml(path.read_bytes(), file)
        except DossierError as error:
            self._lose(file, error.line, f"{error.problem}. {error.fix}")
        except OSError as error:
            self._lose(file, 1, f"the file cannot be read ({error.strerror}). Correct its permissions.")
        return None

    def _items(self, file: str, node: Node | None) -> Iterator[tuple[int, Node]]:
        """Yield a list's items with their lines; an empty value (`no_facts:`) is an empty list."""
        if node is None or node == "":
            return
        if not isinstance(node, list):
            line = node.line if isinstance(node, LinedMap) else 1
            self._report(file, line, "a list is expected here. Begin each entry with `- `.")
            return
        line = 1
        for item in node:
            line = item.line if isinstance(item, LinedMap) else line
            yield line, item

    def _twice(self, what: str, place: tuple[str, int], first: str) -> None:
        self._report(*place, f"the {what} stands twice, first at {first}. Keep one of the two.")

    def _lose(self, file: str, line: int, message: str) -> None:
        self._report(file, line, message)
        self.left_out[file] = message

    def _report(self, file: str, line: int, message: str) -> None:
        self.findings.append(schema_finding(file, line, message))
