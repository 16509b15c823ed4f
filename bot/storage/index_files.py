"""Files of arrays: what an index was built to, kept in one file and opened by mapping it into memory.

A file is only a copy of what can be built again, and nothing in it is trusted: it may be of another base or
another version, half written, or damaged. Such a file is passed over, and so is a place that cannot be
written; the log says why. Nothing in a file is ever executed (no pickle).

A file is: what it begins with (`BEGIN`), a header in JSON, and the arrays, each at a multiple of 64 bytes.
"""

import mmap
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import FileIO
from itertools import chain
from math import prod
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, get_args

import numpy as np
import structlog
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

log = structlog.get_logger()

VERSION = 1
"""Of the form of the file; what stands in it belongs into the key."""
Arrays: TypeAlias = Mapping[str, NDArray[np.generic]]
MAGIC = b"footnote"
# Magic, version, length of the header, its checksum, and that of all after it. In the machine's own order of
# bytes, as the arrays are: another kind of machine reads another version, and builds its own.
BEGIN = struct.Struct("=8sIIII")
ALIGNED = 64
_LONGEST_HEADER = 1 << 20
_READ_AT_ONCE = 1 << 20
# What a process that was killed left behind is taken away by the next to write, if it is this much older.
_ABANDONED_S = 3600
_Type: TypeAlias = Literal[
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64"
]
_Size: TypeAlias = Annotated[int, Field(ge=0, lt=1 << 48)]


class _Place(BaseModel):
    """One array of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: _Type
    shape: Annotated[tuple[_Size, ...], Field(min_length=1, max_length=32)]
    begin: Annotated[_Size, Field(multiple_of=ALIGNED)]
    """In bytes, after the header."""

    @property
    def size(self) -> int:
        """In bytes."""
        return prod(self.shape) * np.dtype(self.type).itemsize


class _Header(BaseModel):
    """What a file says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    places: dict[str, _Place]

    @property
    def size(self) -> int:
        """In bytes, of everything after the header."""
        return max((_aligned(place.begin + place.size) for place in self.places.values()), default=0)


def write_arrays(path: Path, key: str, arrays: Arrays) -> None:
    """Write arrays into a file, whole or not at all; `key` says what they were made of.

    Whoever reads the file meanwhile finds the old one. A file that cannot be written is logged, and is no
    error; an array that cannot be saved is (ValueError).
    """
    header, held = _described(key, arrays)
    encoded = header.model_dump_json().encode()
    # Spaces after it are nothing to JSON.
    encoded = encoded.ljust(_aligned(BEGIN.size + len(encoded)) - BEGIN.size)
    checksum = 0
    for block in _blocks(held):
        checksum = zlib.crc32(block, checksum)
    begin = BEGIN.pack(MAGIC, VERSION, len(encoded), zlib.crc32(encoded), checksum)
    try:
        _replace(path, chain([begin, encoded], _blocks(held)))
    except OSError as error:
        log.warning("index.not_saved", path=str(path), reason=error.strerror)


def read_arrays(path: Path, key: str) -> Arrays | None:
    """Open the arrays of a file, to be read only; None if there is none, or none that was made of this.

    The file is read once from end to end for its checksum, and mapped: what is looked at afterwards comes
    from the disk, or from what the system keeps of it. It must not be changed in place.
    """
    try:
        with path.open("rb", buffering=0) as file:
            return _opened(file, key)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, OverflowError) as error:
        reason = str(error) if isinstance(error, _RejectedError) else type(error).__name__
        log.info("index.rejected", path=str(path), reason=reason)
        return None


class _RejectedError(ValueError):
    """A file that is not what is looked for."""


def _described(key: str, arrays: Arrays) -> tuple[_Header, list[NDArray[np.uint8]]]:
    """Return the header, and the bytes of each array in turn."""
    places, held, begin = {}, [], 0
    for name, array in arrays.items():
        if not array.ndim or array.dtype.name not in get_args(_Type):
            raise ValueError(
                f"{name} cannot be saved ({array.dtype}, {array.ndim} dimensions). Give a row of numbers."
            )
        native = array.astype(array.dtype.newbyteorder("="), order="C", subok=False, copy=False)
        place = {"type": native.dtype.name, "shape": native.shape, "begin": begin}
        places[name] = _Place.model_validate(place)
        held.append(native.reshape(-1).view(np.uint8))
        begin += _aligned(native.nbytes)
    return _Header(key=key, places=places), held


def _blocks(held: list[NDArray[np.uint8]]) -> Iterator[memoryview | bytes]:
    """Yield the bytes of each array, and what fills it up to where the next one begins."""
    for array in held:
        yield array.data
        yield bytes(_aligned(len(array)) - len(array))


def _replace(path: Path, blocks: Iterable[memoryview | bytes]) -> None:
    """Write a file beside the other, and put it in its place; several processes may do so at once."""
    prefix, suffix = f".{path.name}.", ".new"
    number, name = tempfile.mkstemp(suffix, prefix, path.parent)
    new = Path(name)
    try:
        with open(number, "wb") as file:  # noqa: PTH123  # a file that is open already has no path
            file.writelines(blocks)
            file.flush()
            os.fsync(number)
        written_at = new.stat().st_mtime
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    for other in path.parent.iterdir():
        if other.name.startswith(prefix) and other.name.endswith(suffix):
            # Another process may be done with it, or take it away first.
            with suppress(FileNotFoundError):
                if written_at - other.stat().st_mtime > _ABANDONED_S:
                    other.unlink()


def _opened(file: FileIO, key: str) -> Arrays:
    begin = file.read(BEGIN.size)
    if len(begin) < BEGIN.size:
        raise _RejectedError("it is cut off")
    magic, version, length, header_checksum, checksum = BEGIN.unpack(begin)
    if magic != MAGIC:
        raise _RejectedError("it is no index")
    if version != VERSION:
        raise _RejectedError("it is of another version")
    encoded = file.read(min(length, _LONGEST_HEADER))
    if len(encoded) != length or zlib.crc32(encoded) != header_checksum:
        raise _RejectedError("its header is damaged")
    header = _Header.model_validate_json(encoded)
    if header.key != key:
        raise _RejectedError("it was made of something else")
    first = file.tell()
    if os.fstat(file.fileno()).st_size != first + header.size:
        raise _RejectedError("it is cut off, or longer than it was")
    if _checksum(file) != checksum:
        raise _RejectedError("it is damaged")
    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {name: _mapped(mapped, first, place) for name, place in header.places.items()}


def _checksum(file: FileIO) -> int:
    # Not through the map: what is read through it counts as this process's memory.
    checksum = 0
    while block := file.read(_READ_AT_ONCE):
        checksum = zlib.crc32(block, checksum)
    return checksum


def _mapped(mapped: mmap.mmap, first: int, place: _Place) -> NDArray[np.generic]:
    flat: NDArray[np.generic] = np.frombuffer(
        mapped, np.dtype(place.type), prod(place.shape), first + place.begin
    )
    return flat.reshape(place.shape)


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
