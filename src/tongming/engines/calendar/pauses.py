"""Pauses of a time limit (暂停计算): inclusive ranges of uncounted days, merged where they overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from tongming.engines.calendar.errors import PauseBeforeStart, PauseReversed
from tongming.engines.calendar.working import ONE_DAY, beijing_day


@dataclass(frozen=True)
class Pauses:
    """Merged, sorted ranges; both days of a range belong to it."""

    ranges: tuple[tuple[date, date], ...]

    def covers(self, day: date) -> bool:
        """Return whether the day does not count."""
        return any(first <= day <= last for first, last in self.ranges)

    def days_within(self, first: date, last: date) -> Iterator[date]:
        """Yield the paused days from `first` to `last`, both included, in order."""
        for begin, end in self.ranges:
            day = max(begin, first)
            while day <= min(end, last):
                yield day
                day += ONE_DAY

    def spans(self) -> Iterator[tuple[datetime, datetime]]:
        """Yield each range as moments: from midnight to the midnight after its last day."""
        for first, last in self.ranges:
            yield datetime.combine(first, time.min), datetime.combine(last + ONE_DAY, time.min)


def merged_pauses(ranges: Iterable[tuple[date, date]], start: date) -> Pauses:
    """Return the ranges merged; raise when one is reversed or begins before the time limit's start day."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted((beijing_day(first), beijing_day(last)) for first, last in ranges):
        if last < first:
            raise PauseReversed(first, last)
        if first < start:
            raise PauseBeforeStart(first, start)
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return Pauses(tuple(merged))
