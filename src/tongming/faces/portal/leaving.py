"""Pages on the way out: the warning before an external link, and the entry 我为政府网站找错 (fact sheet 4.1)."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongming.core.ui.pieces import ColumnMeta, Link
from tongming.faces.portal import inputs, sites
from tongming.faces.portal.responses import bad_input, public_page

NATIONAL_FORM = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}"
LONGEST_ADDRESS = 2000


@public_page
def leave(request: HttpRequest) -> HttpResponse:
    """离开本站提示页: names the other site and goes there only by the reader's own click."""
    target = inputs.text(request.GET, "to", longest=LONGEST_ADDRESS)
    try:
        parts = urlsplit(target)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or parts.username is not None:
        return bad_input(request, "要前往的网址不完整，应以http://或https://开头，请回到原来的页面重新点击。")
    context = {
        "target": target,
        "host": host,
        "breadcrumb_links": [Link("首页", reverse("portal:home")), Link("离开本站", "")],
    }
    return render(request, "portal/leave_notice.html", context)


@public_page
def error_report(request: HttpRequest) -> HttpResponse:
    """我为政府网站找错: what to report where; the national form takes the code of this site."""
    code = sites.current(request).face.code
    context = {
        "column": ColumnMeta(
            "我为政府网站找错", "互动交流", "对本站内容和功能错误的监督举报渠道", ("纠错", "监督")
        ),
        "breadcrumb_links": [Link("首页", reverse("portal:home")), Link("我为政府网站找错", "")],
        "national_url": sites.leave_url(NATIONAL_FORM.format(code=code)) if code else "",
    }
    return render(request, "portal/error_report.html", context)
