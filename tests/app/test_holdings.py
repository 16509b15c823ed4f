import os

import pytest

from bot.app.holdings import Held, look_at_index
from bot.app.indexing import index_path
from bot.curation.acts import Acts
from bot.factbase.recalling import recall
from tests.app.two_facts import BEN, now


@pytest.mark.usefixtures("saved")
class TestTheDoctor:
    @pytest.fixture
    def said(self, settings, memory):
        async def look():
            [look] = look_at_index(Held(await recall(memory)), settings)
            return look.state, look.what

        return look

    async def test_says_where_the_index_is_how_large_and_that_it_fits(self, said, settings, memory):
        path = index_path(settings)
        size = f"{path.stat().st_size / 1e6:.1f} MB"
        assert await said() == ("ok", f"{path}: the saved index ({size}) fits")

        await Acts(memory, now).retract("test-240216.01", BEN, "misread")
        assert await said() == ("ok", f"{path}: the saved index ({size}) fits, but for what changed since")

        os.truncate(path, 100)
        assert await said() == ("note", f"{path}: the saved index (0.0 MB) does not fit")

        path.unlink()
        assert await said() == ("ok", f"{path}: no index is saved yet; the next start does so")

    async def test_says_that_none_is_saved(self, memory, settings):
        [look] = look_at_index(Held(await recall(memory)), settings.model_copy(update={"index_dir": None}))

        assert look.what == "index: built at each start; FOOTNOTE_INDEX_DIR would save it"
