import pytest

from bot.storage.engine import FILE_NAME
from tests.test_cli import footnote


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A data directory with the shipped base in its ledger."""
    directory = tmp_path_factory.mktemp("data")
    assert footnote("sync", FOOTNOTE_DATA_DIR=str(directory)).returncode == 0
    return directory


def test_a_backup_copied_into_an_empty_data_directory_is_the_same_ledger(kept, tmp_path):
    made = footnote("backup", str(tmp_path / FILE_NAME), FOOTNOTE_DATA_DIR=str(kept))

    assert made.returncode == 0
    assert made.stdout.endswith("bytes, looked through and whole.\n")
    restored = footnote("log", "afintl-240216.08", FOOTNOTE_DATA_DIR=str(tmp_path))
    assert restored.stdout == footnote("log", "afintl-240216.08", FOOTNOTE_DATA_DIR=str(kept)).stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"FOOTNOTE_DATABASE_URL": "postgresql://u:secret@h/d"}, "pg_dump --format=custom"),
        ({"FOOTNOTE_DATA_DIR": "nowhere"}, "Set FOOTNOTE_DATA_DIR"),
    ],
)
def test_what_cannot_be_backed_up_so_is_said_in_one_sentence(tmp_path, settings, said):
    done = footnote("backup", str(tmp_path / "today"), **settings)

    assert done.returncode == 1
    assert said in done.stderr
    assert "secret" not in done.stderr
    assert not (tmp_path / "today").exists()
