from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.charts import Chart, Series, amount_charts, amounts_of, amounts_over_time, facts_a_week
from tests.factories import cited, source

UNTIL = date(2026, 11, 24)


def came(days_ago, *names):
    return [(UNTIL - timedelta(days=days_ago), name) for name in names]


def counts(chart):
    return {series.name: series.values for series in chart.series}


class TestFactsAWeek:
    def test_each_week_has_seven_days_and_the_last_one_ends_today(self):
        arrivals = [
            *came(0, "finance"),
            *came(6, "finance"),
            *came(7, "finance"),
            *came(20, *["attacks"] * 3),
        ]

        chart = facts_a_week(arrivals, until=UNTIL, weeks=3)

        assert chart.labels == ("4 Nov", "11 Nov", "18 Nov")
        assert chart.over == "weeks by first day, 4 Nov 2026 to 24 Nov 2026"
        assert counts(chart) == {"attacks": (3, 0, 0), "finance": (0, 1, 2)}

    def test_what_came_before_or_will_come_does_not_count(self):
        arrivals = [*came(1, *"aaa"), *came(8, *"aaa"), *came(21, "a"), *came(-1, "a")]

        assert counts(facts_a_week(arrivals, until=UNTIL, weeks=3)) == {"a": (0, 3, 3)}

    def test_the_busiest_come_first_and_the_rest_as_one(self):
        arrivals = [*came(0, *"cccbbba"), *came(9, *"cde")]

        chart = facts_a_week(arrivals, until=UNTIL, weeks=2, at_most=3)

        assert counts(chart) == {"c": (1, 3), "b": (0, 3), "other": (2, 1)}

    def test_a_single_name_more_than_can_be_shown_is_still_counted_with_the_rest(self):
        arrivals = [*came(0, *"aaabbc"), *came(9, "a")]

        assert [*counts(facts_a_week(arrivals, until=UNTIL, weeks=2, at_most=2))] == ["a", "other"]

    @pytest.mark.parametrize(
        "arrivals",
        [
            pytest.param([], id="nothing"),
            pytest.param(came(0, *"abcabcabc"), id="one week"),
            pytest.param([*came(0, *"abc"), *came(9, *"ab")], id="five facts"),
        ],
    )
    def test_there_is_none_where_words_say_as_much(self, arrivals):
        assert facts_a_week(arrivals, until=UNTIL) is None

    def test_long_names_are_shortened_and_stay_apart(self):
        long = "Islamic State in the "
        arrivals = [*came(0, *[f"{long}Sahara"] * 3, *[f"{long}Sahel"] * 2), *came(9, f"{long}Sinai")]

        assert [*counts(facts_a_week(arrivals, until=UNTIL))] == [
            "Islamic State in th…",
            "Islamic State in… 2",
            "Islamic State in… 3",
        ]

    def test_a_topic_that_is_called_other_is_not_the_rest(self):
        arrivals = [*came(0, *["other"] * 4, *"aabc"), *came(9, "a")]

        assert [*counts(facts_a_week(arrivals, until=UNTIL, at_most=3))] == ["other", "a", "other 2"]

    @settings(max_examples=60)
    @given(
        st.lists(st.tuples(st.dates(date(2026, 8, 1), date(2026, 12, 1)), st.text(min_size=1)), max_size=60),
        st.integers(2, 20),
        st.integers(2, 6),
    )
    def test_whatever_comes_is_counted_once_within_the_limits(self, arrivals, weeks, at_most):
        chart = facts_a_week(arrivals, until=UNTIL, weeks=weeks, at_most=at_most)

        begin = UNTIL - timedelta(days=7 * weeks)
        counted = sum(begin < day <= UNTIL for day, _ in arrivals)
        assert chart is None or sum(map(sum, counts(chart).values())) == counted
        assert chart is None or (len({*chart.labels}) == weeks and len(chart.series) <= at_most)
        assert chart is None or all(1 <= len(name) <= 20 for name in counts(chart))
        assert chart is None or len(chart.alt) <= 600


def fighters(as_of=None, *, of=None, **fields):
    quantity = {"raw": "some", "low": 3000, "high": 5000, "unit": "fighters", "scope": "Iraq and Syria"}
    amount = {
        name: fields.pop(name) for name in [*fields] if name in {"low", "best", "high", "unit", "scope"}
    }
    return cited(
        "They have some fighters.",
        of=of,
        quantities=({**quantity, **amount},),
        when={"as_of": as_of} if as_of else {},
        **fields,
    )


class TestAmountsOverTime:
    def test_the_lowest_and_the_highest_that_is_stated_stand_over_the_dates(self):
        [chart] = amount_charts(
            [fighters("2025-03", low=1000, high=4000), fighters("2024-01"), fighters("2024-01", high=7000)]
        )

        assert (chart.title, chart.unit) == ("Iraq and Syria", "fighters")
        assert chart.labels == ("January 2024", "March 2025")
        assert counts(chart) == {"lowest stated": (3000, 1000), "highest stated": (7000, 4000)}

    def test_numbers_without_a_range_are_one_line(self):
        [chart] = amount_charts([fighters("2024", low=10, high=10), fighters("2025", low=12, high=12)])

        assert counts(chart) == {"stated": (10, 12)}

    def test_a_best_estimate_is_shown_where_each_date_has_one(self):
        first, second = fighters("2024", best=4000), fighters("2025", best=3500)
        another = fighters("2025", best=4500)

        [chart] = amount_charts([first, second])
        [without] = amount_charts([first, second, another])

        assert [*counts(chart)] == ["lowest stated", "best estimate", "highest stated"]
        assert [*counts(without)] == ["lowest stated", "highest stated"]

    def test_an_amount_without_a_date_is_as_old_as_its_document(self):
        [chart] = amount_charts([fighters("2023-05"), fighters(of=source())])

        assert chart.labels == ("May 2023", "16 February 2024")

    def test_one_date_is_no_course(self):
        assert amount_charts([fighters("2024-01"), fighters("2024-01", low=1)]) == ()
        assert amounts_over_time([]) is None

    @pytest.mark.parametrize(
        "other",
        [
            fighters("2025", unit="people"),
            fighters("2025", scope="Iraq alone"),
            fighters("2025", subjects=("isis",)),
            fighters("2025", places=("iraq",)),
        ],
    )
    def test_what_measures_something_else_stands_on_no_common_line(self, other):
        assert amount_charts([fighters("2024"), other]) == ()
        assert len(amounts_of([fighters("2024"), other])) == 2

    @pytest.mark.parametrize(
        "left_out",
        [
            pytest.param(fighters("2024", low=None, high=None), id="vague"),
            pytest.param(fighters("2024", high=None), id="at least"),
            pytest.param(fighters("2024", low=None), id="at most"),
            pytest.param(fighters("2024", high=float("inf")), id="no number"),
            pytest.param(fighters("2024", scope=""), id="of what is not said"),
            pytest.param(fighters("2024", stance="denied"), id="denied"),
            pytest.param(fighters("2024", status="retracted", reason="wrong"), id="retracted"),
            pytest.param(fighters("2024/2025"), id="a stretch of time"),
            pytest.param(fighters("2024/.."), id="since then"),
            pytest.param(fighters("2024-09-12?"), id="a day that is too long to name"),
        ],
    )
    def test_what_cannot_surely_be_put_on_a_line_is_left_out(self, left_out):
        assert amounts_of([left_out]) == {}

    def test_what_an_event_cost_does_not_go_on_to_the_next_event(self):
        killed = {"raw": "10", "low": 10, "high": 10, "unit": "killed", "scope": "civilians"}

        assert (
            amounts_of([cited("Ten were killed.", quantities=(killed,), when={"event": "2024-01-03"})]) == {}
        )

    def test_the_newest_twenty_dates_are_shown(self):
        [chart] = amount_charts([fighters(f"{year}") for year in range(2000, 2025)])

        assert (len(chart.labels), chart.labels[0], chart.labels[-1]) == (20, "2005", "2024")

    def test_the_longest_course_comes_first(self):
        money = [fighters(f"{year}", unit="USD", scope="reserves") for year in (2020, 2021, 2022)]

        charts = amount_charts([fighters("2024"), fighters("2025"), *money])

        assert [chart.unit for chart in charts] == ["USD", "fighters"]


class TestAlt:
    def test_of_bars_it_tells_each_total_and_the_most(self):
        chart = Chart("bars", "New facts a week", ("4 Nov", "11 Nov"), (Series("finance", (2, 3)),), "weeks")

        assert chart.alt == "New facts a week: weeks. finance: 5, most 3 (11 Nov)."

    def test_of_lines_it_tells_both_ends_and_what_lies_beyond(self):
        lines = (Series("lowest stated", (1000, 500, 2000)), Series("highest stated", (1.5e6, 1e6, 0.5)))
        chart = Chart("lines", "Reserves", ("2023", "2024", "2025"), lines, "dates", "USD")

        assert chart.alt == (
            "Reserves (USD): dates. lowest stated: 1,000 (2023) to 2,000 (2025), between 500 and 2,000; "
            "highest stated: 1,500,000 (2023) to 0.5 (2025)."
        )
