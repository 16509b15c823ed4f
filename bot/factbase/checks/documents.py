"""Check `document`: a source's document is there, byte for byte as it was registered."""

from hashlib import sha256
from pathlib import Path

from bot.documents.reading import Document, DocumentError, read_document
from bot.factbase.dossiers import Dossier
from bot.factbase.findings import Finding, shown_path


def open_document(dossier: Dossier, seeds: Path) -> Document | Finding:
    """Read a dossier's document from the seeds; or say why its facts cannot be checked."""
    source = dossier.source
    path = seeds / source.file
    name = shown_path(path)
    # The file's name holds no slash; a link may still lead out of the directory.
    if not path.resolve().is_relative_to(seeds.resolve()):
        return _problem(dossier, f"{name} leads out of the seeds. Store the document itself there.")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _problem(dossier, f"{name} is missing. Put the document back, or correct `file`.")
    except OSError as error:
        return _problem(dossier, f"{name} cannot be read ({error.strerror}). Correct its permissions.")
    digest = sha256(content).hexdigest()
    if digest != source.sha256:
        return _problem(
            dossier,
            f"{name} has changed since it was registered: sha256 {digest}. Restore the document; "
            "a new version is a new source.",
        )
    try:
        return read_document(content)
    except DocumentError as error:
        return _problem(dossier, f"{name} {error}.")


def _problem(dossier: Dossier, message: str) -> Finding:
    return Finding("error", "document", dossier.file, dossier.source_line, None, message)
