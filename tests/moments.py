"""The one moment at which tests happen, unless they say another."""

from datetime import UTC, date, datetime

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
