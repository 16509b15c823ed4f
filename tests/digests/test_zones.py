import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.zones import (
    find_zone,
    known_zones,
    nearest_zones,
    zones_beginning,
    zones_meant,
)
from bot.digests.zones import is_called as zone_is_called


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Europe Berlin", "Europe/Berlin"),
        ("Kabul", "Asia/Kabul"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("SÃO PAULO", "America/Sao_Paulo"),
        ("Port-au-Prince", "America/Port-au-Prince"),
        ("St. John's", "America/St_Johns"),
        ("(Kabul)", "Asia/Kabul"),
        ("Iran", "Iran"),
        ("UTC", "UTC"),
        ("gmt", "GMT"),
        ("UTC+0", "UTC"),
        ("UTC+3", "Etc/GMT-3"),
        ("utc +03:00", "Etc/GMT-3"),
        ("GMT-5", "Etc/GMT+5"),
        ("UTC−5", "Etc/GMT+5"),
        ("UTC+14", "Etc/GMT-14"),
        ("Etc/GMT-3", "Etc/GMT-3"),
        ("CET", "Europe/Brussels"),
        ("est", "America/New_York"),
        ("PT", "America/Los_Angeles"),
        ("Delhi", "Asia/Kolkata"),
        ("Beijing", "Asia/Shanghai"),
        ("Washington D.C.", "America/New_York"),
        ("Brasília", "America/Sao_Paulo"),
    ],
)
def test_a_zone_is_found_by_what_people_type(typed, zone):
    assert find_zone(typed) == zone


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Kabool",
        "India",
        "IST",
        "CST",
        "UTC+4:30",
        "UTC+15",
        "UTC-13",
        "UTC+",
        "Eastern",
        "Factory",
        "٣",
        "9",
    ],
)
def test_what_names_no_zone_or_several_is_not_guessed(typed):
    assert find_zone(typed) is None


def test_every_name_of_iana_is_found_as_itself():
    names = [name for name in known_zones() if "/" in name]

    assert [find_zone(name.upper()) for name in names] == names


def test_the_known_zones_are_places_and_nothing_else():
    assert {"Europe/Berlin", "Asia/Kabul", "UTC"} <= set(known_zones())
    assert not [name for name in known_zones() if name.startswith(("posix", "right", "Factory", "localtime"))]


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("IST", ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin")),
        ("UTC+4:30", ("Asia/Kabul",)),
        ("utc-3:30", ("America/St_Johns",)),
        ("UTC+04:20", ("Etc/GMT-4", "Etc/GMT-5")),
        ("UTC+14:30", ("Etc/GMT-14",)),
        ("Kabul", ()),
        ("UTC+3", ()),
    ],
)
def test_what_may_mean_several_zones_offers_them(typed, zones):
    assert zones_meant(typed) == zones


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Kabool", "Asia/Kabul"),
        ("new yrok", "America/New_York"),
        ("Berln", "Europe/Berlin"),
        ("europe/berln", "Europe/Berlin"),
        ("Bagdad", "Asia/Baghdad"),
        ("CST", "America/Chicago"),
        ("India", "Asia/Kolkata"),
        ("Asia/Kabool", "Asia/Kabul"),
        ("Delih", "Asia/Kolkata"),
    ],
)
def test_a_misspelt_zone_has_the_right_one_nearest(typed, nearest):
    assert nearest_zones(typed)[0] == nearest


@pytest.mark.parametrize("typed", ["", "germany", "isis", "iraq", "morning", "tomorrow", "xyz"])
def test_what_is_like_no_zone_has_none_near(typed):
    assert nearest_zones(typed) == ()


def test_every_zone_that_an_abbreviation_may_mean_is_known():
    assert all(
        find_zone(typed) in known_zones() for typed in ("EET", "MSK", "MDT", "AFT", "SAST", "NZST", "AEDT")
    )
    for typed in ("cst", "bst", "ast", "mst", "aest", "gst", "utc+5:45", "utc+12:45", "utc-9:30", "utc+8:45"):
        assert set(zones_meant(typed)) <= set(known_zones())


@pytest.mark.parametrize(
    ("typed", "is_called"),
    [
        ("Asia/Kabul", True),
        ("kabul", True),
        ("asia kabul", True),
        ("AFT", False),
        ("abul", False),
    ],
)
def test_a_zone_is_called_by_its_name_or_the_end_of_it(typed, is_called):
    assert zone_is_called("Asia/Kabul", typed) == is_called
    assert zone_is_called("Etc/GMT-3", "UTC+3")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kab", "Asia/Kabul"),
        ("ber", "Atlantic/Bermuda"),
        ("europe/be", "Europe/Belfast"),
        ("cet", "Europe/Brussels"),
        ("beij", "Asia/Shanghai"),
    ],
)
def test_type_ahead_finds_cities_names_and_abbreviations(typed, first):
    assert zones_beginning(typed)[0] == first


def test_type_ahead_offers_what_is_meant_or_near_and_no_more_than_asked_for():
    assert zones_beginning("IST")[:3] == zones_meant("IST")
    assert zones_beginning("kabool") == ("Asia/Kabul",)
    assert len(zones_beginning("a")) == 20
    assert len(zones_beginning("", 7)) == 7


@given(st.text())
def test_any_text_finds_known_zones_only(typed):
    found = {*nearest_zones(typed), *zones_beginning(typed), *zones_meant(typed), find_zone(typed) or "UTC"}

    assert found <= set(known_zones())
