"""The deadline (完成时限) that a sentence names, and the year a plan is for: the parser's reading, the last of several dates."""

from datetime import date

from tongming.domains.oversight.rules.splitting import masked
from tongming.engines.gongwen.deadlines import deadlines_in
from tongming.engines.gongwen.years import year_of


def plan_year(title: str, doc_number: str | None, formed_on: date | None) -> int | None:
    """Return the year a notice plans for: the one in its title, else of its number, else of its date."""
    return year_of(title, formed_on, doc_number)


def deadline_in(sentence: str, year: int | None) -> date | None:
    """Return the last date by which a sentence wants something done, or None when it names none.

    `year` is the plan's year, used where the sentence says only 年底前 or 6月底前; without it such words name no date.
    Words in quotes count for nothing, those in brackets do: （责任单位：市教育局；完成时限：6月底前）.
    """
    return max(deadlines_in(masked(sentence, brackets=False), year), default=None)
