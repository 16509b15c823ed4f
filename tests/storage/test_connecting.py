import pytest

from bot.storage.connecting import on_server
from bot.storage.engine import StorageError, open_database


@pytest.mark.parametrize("url", ["mysql://ana:s3cret@host/base", "s3cret", "postgresql://a:s3cret@h:port/b"])
async def test_a_url_that_is_none_of_postgresql_is_refused_without_being_shown(url):
    with pytest.raises(StorageError, match="FOOTNOTE_DATABASE_URL is wrong") as caught:
        await open_database(url, None)

    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["postgresql://ana:s3c@retPW@127.0.0.1:1/base", "postgresql://ana:s3c@ret/PW@127.0.0.1/base"]
)
async def test_a_password_with_an_at_sign_shows_no_part_of_itself(url):
    with pytest.raises(StorageError, match="write @ in the password as %40") as caught:
        await open_database(url, None)

    assert "ret" not in str(caught.value)


async def test_an_option_that_the_driver_does_not_know_is_no_server_to_start():
    with pytest.raises(StorageError, match=r'wrong: invalid connection option "foo"\. Take it out\.'):
        await open_database("postgresql://127.0.0.1:1/base?foo=1", None)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://", "PostgreSQL (no host named)"),
        ("postgresql:///base", "PostgreSQL (no host named)/base"),
        ("postgresql://h:1/base", "PostgreSQL h:1/base"),
    ],
)
async def test_a_server_is_named_by_what_the_url_says(url, name):
    engines = on_server(url)
    await engines.close()

    assert engines.name == name


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
async def test_each_way_to_name_postgresql_is_understood(empty_postgresql, scheme):
    database = await open_database(f"{scheme}:{empty_postgresql.partition(':')[2]}", None)
    await database.close()
