"""Events on a scale of time: where they stand, and that none covers another."""

from __future__ import annotations

import pytest

from archive.loading.load import load
from archive.model.dates import When
from archive.model.records import Category, Event
from archive.rendering.time_axis import TimeAxis, place
from tools.new_record import SEED


def _placed(**dates: str) -> TimeAxis:
    theme = Category.model_validate({"name": {"zh": "题", "en": "Theme"}})
    events = {
        key: Event.model_construct(theme="theme", date=When.parse(date))  # type: ignore[call-arg]
        for key, date in dates.items()
    }
    return place(events, {"theme": theme, "unused": theme})


def test_a_year_of_two_halves() -> None:
    scale = _placed(first="2021-01-01", middle="2021-07-02", last="2021-12-31")
    assert [lane.theme for lane in scale.lanes] == ["theme"]
    marks = {mark.event: mark for mark in scale.lanes[0].marks}
    assert marks["first"].start == 0
    assert abs(marks["middle"].start - 0.5) < 0.005
    assert 0.99 < marks["last"].start < 1
    assert [str(month) for month, _ in scale.months] == [
        *("2021-01", "2021-03", "2021-05", "2021-07", "2021-09", "2021-11")
    ]


def test_what_is_known_to_the_month_or_spans_days_stretches() -> None:
    scale = _placed(month="2021-02", days="2021-03-10/2021-03-20", day="2021-01-05")
    lengths = {mark.event: mark.end - mark.start for mark in scale.lanes[0].marks}
    shown = 28 + 31 + 31  # days of the scale
    assert lengths == pytest.approx(
        {"day": 1 / shown, "days": 11 / shown, "month": 28 / shown}, abs=1e-3
    )


def test_events_of_a_theme_stand_in_the_order_of_their_dates() -> None:
    scale = _placed(later="2021-12-30", one="2021-01-05", next="2021-01-06")
    assert [mark.event for mark in scale.lanes[0].marks] == ["one", "next", "later"]


@pytest.mark.parametrize("end", ["2021-04-01", "2022-10-01", "2024-12-31", "2090-05-05"])
def test_of_a_long_span_so_many_months_are_named_as_fit_a_phone(end: str) -> None:
    named = [str(month) for month, _ in _placed(first="2021-01-01", last=end).months]
    assert 4 <= len(named) <= 8
    assert named == sorted(named)


def test_every_event_of_the_record_is_placed_once() -> None:
    archive = load(SEED)
    marks = [
        mark.event for lane in place(archive.events, archive.themes).lanes for mark in lane.marks
    ]
    assert sorted(marks) == sorted(archive.events)
    assert marks


def test_no_events_make_an_empty_scale() -> None:
    assert place({}, {}) == TimeAxis((), ())
