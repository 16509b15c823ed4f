import pytest

from bot.storage.engine import FILE_NAME, StorageError, open_database


def test_the_data_directory_is_made_when_it_is_missing(tmp_path):
    open_database(tmp_path / "deep" / "data").close()

    assert (tmp_path / "deep" / "data" / FILE_NAME).exists()


def test_a_directory_that_cannot_be_used_is_said_with_what_to_do(tmp_path):
    (tmp_path / "data").write_text("a file")

    with pytest.raises(StorageError, match="FOOTNOTE_DATA_DIR"):
        open_database(tmp_path / "data")


def test_a_second_process_on_one_directory_is_turned_away_at_once(tmp_path):
    first = open_database(tmp_path)

    with pytest.raises(StorageError, match="another Footnote"):
        open_database(tmp_path)

    first.close()
    open_database(tmp_path).close()


def test_a_file_that_is_no_database_is_said_and_not_overwritten(tmp_path):
    (tmp_path / FILE_NAME).write_text("not a database, and somebody's only copy of it" * 100)

    with pytest.raises(StorageError, match="not a database"):
        open_database(tmp_path)

    assert (tmp_path / FILE_NAME).read_text().startswith("not a database")
