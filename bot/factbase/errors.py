"""What can be wrong with the files of the fact base as files."""

from bot.errors import FootnoteError


class KnowledgeError(FootnoteError):
    """The fact base as a whole cannot be read."""


class DossierError(FootnoteError):
    """A file under `knowledge/` breaks a rule of the fact base."""

    def __init__(self, path: str, line: int, problem: str, *, fix: str) -> None:
        super().__init__(f"{path}:{line}: {problem}. {fix}")
        self.line = line
        self.problem = problem
        self.fix = fix
