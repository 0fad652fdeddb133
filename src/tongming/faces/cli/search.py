"""`tongming search`: what the public would find."""

from datetime import date
from typing import Any

import click

from tongming.faces.cli.output import json_option, print_json
from tongming.faces.cli.values import Day

HELP = """检索公开的内容。

支持词语、“短语”、AND/OR/NOT、减号，以及 标题:、文号:、发文机关:、正文:；文号用什么括号都可以。
"""


@click.command(help=HELP)
@click.argument("query", metavar="检索词")
@click.option("--kind", "kinds", multiple=True, help="类别，如 政策文件；可写多次。")
@click.option("--validity", "validities", multiple=True, help="有效性，如 有效；可写多次。")
@click.option("--theme", "themes", multiple=True, help="主题分类；可写多次。")
@click.option("--issuer", "issuers", multiple=True, help="发文机关；可写多次。")
@click.option("--from", "date_from", type=Day(), help="成文日期不早于。")
@click.option("--to", "date_to", type=Day(), help="成文日期不晚于。")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="relevance 相关，newest 最新，oldest 最早。",
)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="最多几条。")
@json_option
def command(*, query: str, as_json: bool, **options: Any) -> None:
    """Search and print one page."""
    from tongming.faces.cli.bootstrap import django_setup

    django_setup()
    answer = answer_to(query, **options)
    if as_json:
        print_json(answer)
        return
    print(f"共{answer['total']}条，用时{answer['took_ms']}毫秒")
    for hit in answer["hits"]:
        print(
            f"\n{hit['title']}\n  {hit['doc_number'] or ''} {hit['issuer']} {hit['date'] or ''} {hit['validity']}"
        )
        print(f"  {hit['snippet']}\n  {hit['url']}")


def answer_to(  # noqa: PLR0913  (one parameter per option)
    query: str,
    *,
    kinds: tuple[str, ...],
    validities: tuple[str, ...],
    themes: tuple[str, ...],
    issuers: tuple[str, ...],
    date_from: date | None,
    date_to: date | None,
    sort: str,
    limit: int,
) -> dict[str, Any]:
    """Return the page as plain values."""
    from tongming.core.accounts.viewers import public
    from tongming.core.publications.kinds import labels
    from tongming.core.search.present import page_values
    from tongming.core.search.queries import search
    from tongming.engines.index import Filters
    from tongming.faces.cli.operating import operator

    named = labels()
    filters = Filters(
        kind=tuple(named.get(kind, kind) for kind in kinds),
        validity=validities,
        theme=themes,
        issuer=issuers,
        date_from=date_from,
        date_to=date_to,
    )
    return page_values(search(public(operator().on), query, filters=filters, sort=sort, limit=limit))
