import pytest

from bot.storage.engine import DirectoryTakenError, StorageError, open_database
from bot.storage.taking import directory_taken


def test_a_second_bot_on_one_directory_is_turned_away_until_the_first_has_ended(tmp_path):
    with (
        directory_taken(tmp_path),
        pytest.raises(DirectoryTakenError, match="another Footnote"),
        directory_taken(tmp_path),
    ):
        pass

    with directory_taken(tmp_path):
        pass


def test_a_directory_that_cannot_be_made_is_said_with_what_to_do(tmp_path):
    (tmp_path / "data").write_text("a file")

    with pytest.raises(StorageError, match="FOOTNOTE_DATA_DIR"), directory_taken(tmp_path / "data"):
        pass


async def test_a_command_opens_the_database_of_a_running_bot(tmp_path):
    with directory_taken(tmp_path):
        database = await open_database(None, tmp_path)
        async with database.begin():
            pass
        await database.close()
