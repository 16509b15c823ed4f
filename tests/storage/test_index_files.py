"""Files of arrays: opened as they were written, or passed over."""

import os
import pickle
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.storage.index_files import ALIGNED, BEGIN, MAGIC, VERSION, read_arrays, write_arrays

ROOT = Path(__file__).parent.parent.parent
ARRAYS = {
    "words.letters": np.frombuffer("Kabul, Хост".encode(), np.uint8),
    "words.begins": np.array([0, 5, 14], np.int64),
    "weights": np.array([[0.5, 1.25], [2, 4]], np.float32),
    "is_gone": np.array([True, False]),
}
TYPES = (
    "bool",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float32",
    "float64",
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A file of these arrays, and its bytes."""
    path = tmp_path_factory.mktemp("written") / "index"
    write_arrays(path, "a base", ARRAYS)
    return path, path.read_bytes()


def refused(path, key="a base"):
    """Return why a file is passed over."""
    with capture_logs() as logged:
        assert read_arrays(path, key) is None
    [event] = logged
    assert (event["event"], event["path"]) == ("index.rejected", str(path))
    return event["reason"]


def same(found, arrays):
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        assert found[name].tobytes() == array.tobytes()


class TestArrays:
    def test_come_back_as_they_were(self, path):
        write_arrays(path, "a base", ARRAYS)

        same(read_arrays(path, "a base"), ARRAYS)

    @given(
        st.dictionaries(
            st.text(max_size=20), st.tuples(st.sampled_from(TYPES), st.integers(0, 70)), max_size=5
        ),
        st.text(),
    )
    def test_of_any_name_type_and_length_come_back(self, tmp_path_factory, shapes, key):
        arrays = {name: np.arange(length).astype(type) for name, (type, length) in shapes.items()}
        path = tmp_path_factory.getbasetemp() / "any"

        write_arrays(path, key, arrays)

        same(read_arrays(path, key), arrays)

    def test_that_hold_nothing_come_back(self, path):
        arrays = {"none": np.empty(0, np.int32), "no rows": np.empty((0, 3), np.float64)}

        write_arrays(path, "", arrays)

        same(read_arrays(path, ""), arrays)

    def test_that_lie_otherwise_in_memory_come_back_in_order(self, path):
        write_arrays(path, "", {"even": np.arange(9, dtype=np.int32)[::2], "big": np.array([1, 2], ">i4")})

        found = read_arrays(path, "")

        assert {name: array.tolist() for name, array in found.items()} == {
            "even": [0, 2, 4, 6, 8],
            "big": [1, 2],
        }

    def test_are_plain_aligned_and_cannot_be_changed(self, written):
        for array in read_arrays(written[0], "a base").values():
            assert type(array) is np.ndarray
            assert array.ctypes.data % ALIGNED == 0
            with pytest.raises(ValueError, match="read-only"):
                array[:] = 0

    @pytest.mark.parametrize(
        "array",
        [np.array(5), np.array(["text"]), np.array([{}]), np.array([1j]), np.array([(1, 2)], "i4,i4")],
        ids=["one number", "text", "objects", "complex", "records"],
    )
    def test_that_are_no_rows_of_numbers_are_refused(self, path, array):
        with pytest.raises(ValueError, match=r"odd cannot be saved .* Give a row of numbers\."):
            write_arrays(path, "", {"odd": array})

        assert not path.exists()


class TestAFileThatIsNotWhatItShouldBe:
    def test_is_nothing_to_speak_of_if_there_is_none(self, path):
        with capture_logs() as logged:
            assert read_arrays(path, "a base") is None

        assert logged == []

    @given(st.data())
    def test_is_passed_over_if_any_byte_of_it_is_another(self, tmp_path_factory, written, data):
        content = bytearray(written[1])
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= data.draw(st.integers(1, 255))
        path = tmp_path_factory.getbasetemp() / "flipped"
        path.write_bytes(content)

        assert refused(path)

    @given(st.data())
    def test_is_passed_over_if_it_is_cut_off_anywhere_or_longer(self, tmp_path_factory, written, data):
        content = written[1]
        path = tmp_path_factory.getbasetemp() / "cut"
        length = data.draw(st.integers(0, len(content) + 100).filter(lambda length: length != len(content)))
        path.write_bytes(content[:length].ljust(length, b"\0"))

        assert refused(path)

    def test_is_passed_over_if_half_of_it_was_never_written(self, path, written):
        content = written[1]
        path.write_bytes(content[: len(content) // 2] + bytes(len(content) - len(content) // 2))

        assert refused(path) in {"it is damaged", "its header is damaged"}

    def test_is_passed_over_if_it_was_made_of_something_else(self, written):
        assert refused(written[0], "another base") == "it was made of something else"

    def test_is_passed_over_if_it_is_of_another_version(self, path, written):
        content = bytearray(written[1])
        content[8] += 1
        path.write_bytes(content)

        assert refused(path) == "it is of another version"

    @pytest.mark.parametrize(
        "content",
        [b"", b"\0" * 1000, b"PK\3\4" * 99, pickle.dumps(ARRAYS)],
        ids=["nothing", "zeros", "zip", "pickle"],
    )
    def test_is_passed_over_if_it_is_no_index(self, path, content):
        path.write_bytes(content)

        assert refused(path) in {"it is no index", "it is cut off"}

    @given(st.binary(max_size=200))
    def test_is_passed_over_whatever_its_header_says(self, tmp_path_factory, header):
        path = tmp_path_factory.getbasetemp() / "header"
        path.write_bytes(with_header(header))

        assert refused(path)

    @pytest.mark.parametrize(
        "place",
        [
            '{"type":"object","shape":[0],"begin":0}',
            '{"type":"int32","shape":[],"begin":0}',
            '{"type":"int32","shape":[-1],"begin":0}',
            '{"type":"int32","shape":[1],"begin":1}',
            '{"type":"int32","shape":[64],"begin":0}',
            '{"type":"int8","shape":[0,281474976710655,281474976710655],"begin":0}',
            '{"type":"int8","shape":[0],"begin":0,"run":"this"}',
        ],
    )
    def test_is_passed_over_if_its_header_places_arrays_where_they_cannot_be(self, path, place):
        path.write_bytes(with_header(f'{{"key":"a base","places":{{"odd":{place}}}}}'.encode()))

        assert refused(path)

    def test_is_passed_over_if_it_is_a_directory(self, path):
        path.mkdir()

        assert refused(path) == "IsADirectoryError"


def with_header(header):
    """A file without arrays that says this of itself, with the right checksums."""
    begin = (MAGIC, VERSION, len(header), zlib.crc32(header), 0)
    return BEGIN.pack(*begin) + header


class TestWriting:
    def test_replaces_the_file_and_leaves_nothing_beside_it(self, path):
        write_arrays(path, "first", ARRAYS)
        opened = read_arrays(path, "first")

        write_arrays(path, "second", {"one": np.arange(3)})

        same(read_arrays(path, "second"), {"one": np.arange(3)})
        same(opened, ARRAYS)
        assert list(path.parent.iterdir()) == [path]

    def test_lets_only_the_owner_read(self, path):
        write_arrays(path, "", ARRAYS)

        assert path.stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("place", ["nowhere/index", "file/index"])
    def test_where_nothing_can_be_written_is_logged_and_no_error(self, tmp_path, place):
        (tmp_path / "file").touch()

        with capture_logs() as logged:
            write_arrays(tmp_path / place, "", ARRAYS)

        [event] = logged
        assert (event["event"], event["log_level"]) == ("index.not_saved", "warning")

    def test_over_a_directory_is_logged_and_leaves_nothing(self, path):
        (path / "kept").mkdir(parents=True)

        with capture_logs() as logged:
            write_arrays(path, "", ARRAYS)

        assert [event["event"] for event in logged] == ["index.not_saved"]
        assert list(path.parent.iterdir()) == [path]

    def test_takes_away_what_a_killed_process_left_but_not_what_another_is_writing(self, path):
        abandoned, begun = (path.with_name(f".index.{name}.new") for name in ("abandoned", "begun"))
        for each in (abandoned, begun):
            each.write_bytes(b"half")
        os.utime(abandoned, (1_000_000, 1_000_000))

        write_arrays(path, "", ARRAYS)

        assert set(path.parent.iterdir()) == {path, begun}

    def test_by_several_processes_at_once_leaves_a_whole_file_of_one_of_them(self, path):
        code = (
            "import sys; from pathlib import Path; import numpy as np\n"
            "from bot.storage.index_files import write_arrays\n"
            "for _ in range(8):\n"
            "    write_arrays(Path(sys.argv[1]), 'a base', {'who': np.full(9999, int(sys.argv[2]))})\n"
        )
        writers = [
            subprocess.Popen([sys.executable, "-c", code, str(path), str(number)], cwd=ROOT)
            for number in range(3)
        ]

        seen = []
        while any(writer.poll() is None for writer in writers):
            seen += [found["who"] for found in [read_arrays(path, "a base")] if found]

        assert [writer.returncode for writer in writers] == [0, 0, 0]
        assert all(len(set(who.tolist())) == 1 for who in (*seen, read_arrays(path, "a base")["who"]))
        assert list(path.parent.iterdir()) == [path]
