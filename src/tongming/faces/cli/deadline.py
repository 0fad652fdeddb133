"""`tongming deadline`: when does a time limit end, which days were counted, which were not and why."""

from datetime import date
from typing import TYPE_CHECKING

import click

from tongming.faces.cli.output import json_option, print_json
from tongming.faces.cli.values import DayRange, Moment

if TYPE_CHECKING:
    from tongming.engines.calendar import Deadline

UNIT_NAMES = {"working": "个工作日", "calendar": "日", "hour": "小时", "month": "个月"}
WEEKDAYS = "一二三四五六日"

HELP = """计算期限届满日，列出计入的日子，以及未计入的日子和原因。

起始日当天不计入。按工作日计算时依据国务院办公厅历年放假通知；按日（calendar）、按月计算的期限，
最后一日是休息日的，顺延到其后第一个工作日；按小时计算时起始日要写到时刻，如 2021-05-06T09:30。
"""


@click.command(help=HELP)
@click.argument("start", metavar="起始日", type=Moment())
@click.argument("length", metavar="长度", type=click.INT)
@click.option(
    "--unit",
    type=click.Choice(list(UNIT_NAMES)),
    default="working",
    show_default=True,
    help="单位：working 工作日，calendar 日，hour 小时，month 月。",
)
@click.option(
    "--pause", "pauses", type=DayRange(), multiple=True, help="暂停计算的日期，含首尾两日；可写多次。"
)
@click.option("--restart", type=Moment(), help="从这一天起重新计算，当天不计入。")
@click.option(
    "--no-roll", "roll", is_flag=True, default=True, flag_value=False, help="最后一日是休息日也不顺延。"
)
@json_option
def command(  # noqa: PLR0913 - one parameter for each word on the command line
    *,
    start: date,
    length: int,
    unit: str,
    pauses: tuple[tuple[date, date], ...],
    restart: date | None,
    roll: bool,
    as_json: bool,
) -> None:
    """Compute one time limit and print it."""
    from tongming.engines.calendar import deadline, official_calendar

    result = deadline(start, length, unit, official_calendar(), pauses, restart, roll=roll)
    if as_json:
        print_json(result.to_dict())
    else:
        print_for_people(result, f"{length}{UNIT_NAMES[unit]}")


def print_for_people(result: "Deadline", length: str) -> None:
    """Print the due day first, then what was counted and what was not."""
    print(f"届满：{with_weekday(result.due)}")
    print(f"计入（{length}）：")
    print(f"  {'、'.join(str(entry) for entry in result.counted)}")
    print(f"未计入（{len(result.skipped)}日）：" if result.skipped else "没有未计入的日子。")
    for day, reason in result.skipped:
        print(f"  {with_weekday(day)} {reason}")


def with_weekday(day: date) -> str:
    """Return the day or moment with its weekday in Chinese."""
    return f"{day} 星期{WEEKDAYS[day.weekday()]}"
