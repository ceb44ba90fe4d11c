"""Dates and durations as they are written.

The rows of VECTORS restate test vectors of python-edtf (https://github.com/ixc/python-edtf, MIT licence).
"""

from __future__ import annotations

import datetime
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.values.date import DateSpan, Duration, Period, day_number, shift
from ruleck.values.edtf import FIRST_DAY, LAST_DAY, read_date, read_duration, show_date
from ruleck.values.misread import Misread

VECTORS = """
2001-02-03                 2001-02-03  2001-02-03
2008-12                    2008-12-01  2008-12-31
2008                       2008-01-01  2008-12-31
2001-02-03T09:30:01        2001-02-03  2001-02-03
2004-01-01T10:10:10Z       2004-01-01  2004-01-01
2004-01-01T10:10:10+05:00  2004-01-01  2004-01-01
1985-04-12T23:20:30        1985-04-12  1985-04-12
1964/2008                  1964-01-01  2008-12-31
2004-06/2006-08            2004-06-01  2006-08-31
2004-02-01/2005-02-08      2004-02-01  2005-02-08
2004-02-01/2005-02         2004-02-01  2005-02-28
2004-02-01/2005            2004-02-01  2005-12-31
2005/2006-02               2005-01-01  2006-02-28
199X                       1990-01-01  1999-12-31
19XX                       1900-01-01  1999-12-31
1999-XX                    1999-01-01  1999-12-31
1999-01-XX                 1999-01-01  1999-01-31
1999-XX-XX                 1999-01-01  1999-12-31
1XXX                       1000-01-01  1999-12-31
156X-12-25                 1560-12-25  1569-12-25
15XX-12-25                 1500-12-25  1599-12-25
1560-XX-25                 1560-01-25  1560-12-25
15XX-12-XX                 1500-12-01  1599-12-31
XXXX-XX-23                 0001-01-23  9999-12-23
196X                       1960-01-01  1969-12-31
2004-06-XX/2004-07-03      2004-06-01  2004-07-03
"""

OURS = """
XXXX                       0001-01-01  9999-12-31
000X                       0001-01-01  0009-12-31
2017-21                    2017-03-01  2017-05-31
2017-22                    2017-06-01  2017-08-31
2017-23                    2017-09-01  2017-11-30
2017-24                    2017-12-01  2018-02-28
2015-24                    2015-12-01  2016-02-29
9999-24                    9999-12-01  9999-12-31
2017-1X                    2017-10-01  2017-12-31
2017-12-3X                 2017-12-30  2017-12-31
2017-XX-31                 2017-01-31  2017-12-31
201X-02-29                 2012-02-29  2016-02-29
2015~                      2014-01-01  2016-12-31
2015?                      2014-01-01  2016-12-31
2015%                      2014-01-01  2016-12-31
2015-06~                   2015-05-01  2015-07-31
2015-06-10?                2015-06-09  2015-06-11
2017-21~                   2016-12-01  2017-08-31
201X~                      2000-01-01  2029-12-31
1999-XX~                   1998-01-01  2000-12-31
0001~                      0001-01-01  0002-12-31
9999-12-31~                9999-12-30  9999-12-31
2017-12-05/2017-12         2017-12-05  2017-12-31
2015~/2016                 2014-01-01  2016-12-31
2017-12-05/2017-12-05      2017-12-05  2017-12-05
2017-12-27 09:30           2017-12-27  2017-12-27
0001-01-01                 0001-01-01  0001-01-01
9999-12-31                 9999-12-31  9999-12-31
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("  ", 1)[:1] + line.split()[-2:] for line in table.strip().splitlines()]


def ordinal(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def read(text: str) -> DateSpan:
    date = read_date(text)
    assert isinstance(date, DateSpan), date
    return date


@pytest.mark.parametrize(("text", "first", "last"), rows(VECTORS) + rows(OURS))
def test_the_first_and_the_last_day_that_it_can_be(text: str, first: str, last: str) -> None:
    date = read(text)
    assert (date.first, date.last) == (ordinal(first), ordinal(last))
    assert date.written == text


def test_open_ends() -> None:
    inf = float("inf")
    assert read("../2006") == DateSpan(-inf, ordinal("2006-12-31"), None, "../2006")
    assert read("2004-01-01/..").last == inf
    assert read("2004-01-01/") == DateSpan(ordinal("2004-01-01"), inf, None, "2004-01-01/")
    assert (read("../..").first, read("../..").last) == (-inf, inf)


@pytest.mark.parametrize(
    "text",
    [
        *("not a edtf string", "2016-13-08", "2016-02-39", "2017-02-29", "2012/2011", "2017-00-01", "2017-1-1"),
        *("20171", "", "0000", "0000-01-01", "1900-02-29", "2017-25", "2017-13", "17000", "-2017", "Y17000", "2017-2X"),
        *("XXX1-02-29", "XXXX-02-3X", "2017-12-27T24:00", "2017-12-27T09:60", "2017-12-27T09:30+25:00", "2017-12-27T"),
        *("2017-02-29T09:00", "T", ":", "/", "2017-12-27T10:00/2017-12-27T09:00", "2017/2018/2019", "2017-12-27\n2018"),
        *("today", "?", "\uff12\uff10\uff11\uff17", "\ud800", "\x00"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    misread = read_date(text)
    assert isinstance(misread, Misread)
    assert misread.reason
    assert misread.hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2017-02-29", "`2017-02-29` does not exist: February 2017 has 28 days", "look the day up"),
        ("2016-13-08", "`2016-13-08` does not exist: there is no month 13", None),
        ("2012/2011", "`2012/2011` ends before it starts", "write the earlier date first"),
        ("0000", "`0000` is before the year 0001", "dates run from 0001 to 9999"),
        ("27 Dec 2017", "`27 Dec 2017` is not set as a date", "write the year first: `2017-12-27`"),
        ("December 27, 2017", "`December 27, 2017` is not set as a date", "write the year first: `2017-12-27`"),
        ("Sept. 5th, 2017", "`Sept. 5th, 2017` is not set as a date", "write the year first: `2017-09-05`"),
        ("Dec. 2017", "`Dec. 2017` is not set as a date", "write the year first: `2017-12`"),
        ("12/27/2017", "`12/27/2017` is not set as a date", "write the year first: `2017-12-27`"),
        ("5/12/2017", "`5/12/2017` is not set as a date", "write the year first: `2017-05-12` or `2017-12-05`"),
        ("12/2017", "`12/2017` is not set as a date", "write the year first: `2017-12`"),
        ("27.12.2017", "`27.12.2017` is not set as a date", "write the year first: `2017-12-27`"),
        ("2017/12/27", "`2017/12/27` is not set as a date", "write the year first: `2017-12-27`"),
        ("20171227", "`20171227` is not set as a date", "write the year first: `2017-12-27`"),
        ("2017-1-1", "`2017-1-1` is not set as a date", "write the year first: `2017-01-01`"),
        ("199u", "`199u` is not a date", "write a capital `X` for a digit that is not known"),
        ("yesterday", "`yesterday` is another day each day", "write the date itself, like `2017-12-27`"),
    ],
)
def test_what_is_said_of_a_habit(text: str, message: str, hint: str | None) -> None:
    misread = read_date(text)
    assert isinstance(misread, Misread)
    assert misread.message == message
    assert hint is None or misread.hint == hint


def test_a_timestamp_is_the_day_as_written_and_a_moment() -> None:
    local, zoned = read("2017-12-27T23:30"), read("2017-12-27T23:30:00.25-05:00")
    assert local.first == zoned.first == ordinal("2017-12-27")
    assert local.clock is not None
    assert zoned.clock is not None
    assert (local.clock.zoned, zoned.clock.zoned) == (False, True)
    five_hours = 5 * 3600 * 10**6
    assert zoned.clock.moment - local.clock.moment == five_hours + 250_000
    assert read("2017-12-27T23:30+0100").clock == read("2017-12-27T22:30Z").clock == read("2017-12-27T23:30+01").clock


@given(st.datetimes(timezones=st.none() | st.just(datetime.UTC)))
def test_what_python_writes_is_read(moment: datetime.datetime) -> None:
    date = read(moment.isoformat())
    assert date.clock is not None
    assert datetime.datetime.min + datetime.timedelta(microseconds=date.clock.moment) == moment.replace(tzinfo=None)


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]), st.sampled_from(["", "/.."]))
def test_the_edtf_package_reads_the_same(day: datetime.date, form: str, rest: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf
    text = day.strftime(form).rjust(len(day.isoformat()[: {"%Y-%m-%d": 10, "%Y-%m": 7, "%Y": 4}[form]]), "0")
    theirs, ours = parse_edtf(text), read(text)
    first, last = theirs.lower_strict(), theirs.upper_strict()
    assert ours.first == day_number(first.tm_year, first.tm_mon, first.tm_mday)
    assert ours.last == day_number(last.tm_year, last.tm_mon, last.tm_mday)
    assert read(text + rest).first == ours.first


@given(st.text("0123456789X-~?%/.T:Z ", max_size=22) | st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    date = read_date(text)
    if isinstance(date, DateSpan):
        assert date.first <= date.last
        assert all(isinstance(end, float) or FIRST_DAY <= end <= LAST_DAY for end in (date.first, date.last))
        assert show_date(date)


@pytest.mark.parametrize("junk", ["2" * 10**5, "X-" * 10**5, "/" * 100_000, "XXX1-02-29/" * 9, "2017T" + "0" * 10**5])
def test_junk_is_refused_at_once(junk: str) -> None:
    misread = read_date(junk)
    assert isinstance(misread, Misread)
    assert len(misread.found) < 120


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2017-12-27", "27 Dec 2017"),
        ("2017-12", "Dec 2017"),
        ("2017", "2017"),
        ("2017-12-05/2017-12-27", "5 to 27 Dec 2017"),
        ("2017-11-05/2017-12-27", "5 Nov to 27 Dec 2017"),
        ("2016-12-05/2017-12-27", "5 Dec 2016 to 27 Dec 2017"),
        ("2017-11/2017-12", "Nov to Dec 2017"),
        ("2016-11/2017-12", "Nov 2016 to Dec 2017"),
        ("1964/2008", "1964 to 2008"),
        ("2005/2006-02", "Jan 2005 to Feb 2006"),
        ("../2017-12-05", "up to 5 Dec 2017"),
        ("2017-12-05/..", "from 5 Dec 2017"),
        ("../..", "any date"),
        ("2017-12-27T09:30", "27 Dec 2017 09:30"),
        ("2017-12-27T09:30:15Z", "27 Dec 2017 09:30:15 UTC"),
        ("2017-12-27T23:30:00-05:00", "27 Dec 2017 23:30 -05:00"),
    ],
)
def test_dates_as_editors_write_them(text: str, shown: str) -> None:
    assert show_date(read(text)) == shown
    date = read(text)
    assert show_date(Period(date.first, date.last, date.clock, date.written)) == shown


def test_computed_dates_are_shown_too() -> None:
    assert show_date(shift(read("2017-12-27T23:30-05:00"), Duration(days=1), 1)) == "29 Dec 2017 04:30 UTC"
    assert show_date(shift(read("2017-12-27T23:30"), Duration(days=1), 1)) == "28 Dec 2017 23:30"
    assert show_date(shift(read("0001-01-01"), Duration(days=1), -1)) == "31 Dec 1 BC"


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("3 days", 0, 3),
        ("1 day", 0, 1),
        ("2 weeks", 0, 14),
        ("1 month", 1, 0),
        ("1 year", 12, 0),
        ("a week", 0, 7),
        ("Two Weeks", 0, 14),
        ("twenty-one days", 0, 21),
        ("1 year and 6 months", 18, 0),
        ("1 year, 2 months and 3 days", 14, 3),
    ],
)
def test_durations(text: str, months: int, days: int) -> None:
    assert read_duration(text) == Duration(months, days, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "3", "days", "1.5 years", "-3 days", "3 days ago", "3 fortnights", "9999999 days", "3 daysx"),
        *("one-two days", "9" * 100_000 + " days", "1 day " * 20_000),
    ],
)
def test_what_is_no_duration(text: str) -> None:
    assert isinstance(read_duration(text), Misread)


@given(st.text(max_size=30))
def test_any_text_is_read_as_a_duration_or_refused(text: str) -> None:
    assert isinstance(read_duration(text), Duration | Misread)
