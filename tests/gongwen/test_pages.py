"""Web pages whose document has to be found among navigation, labels and footers."""

import pytest

from tongming.engines.gongwen import parse_html

from .accounting import accounted, characters, nodes

SENTENCE = "各地各部门要高度重视，加强组织领导，明确责任分工。"
BODY = (
    "<p>各区水务局：</p><p>&nbsp;&nbsp;一、加强领导。"
    + SENTENCE
    + "</p><p>&nbsp;&nbsp;二、强化宣传。"
    + SENTENCE
    + "</p>"
    "<p>江海市水务局</p><p>2020年3月4日</p>"
)
MENU = "<div><ul><li><a>首页</a></li><li><a>政务公开</a></li></ul></div><div>您现在的位置：<a>首页</a> &gt; <a>文件</a></div>"
FOOT = "<div>主办：江海市人民政府办公室　备案号：江ICP备12345号</div>"


@pytest.mark.parametrize(
    "page",
    [
        f"{MENU}<h2>江海市水务局关于加强节水工作的通知</h2><div>江水〔2020〕15号</div><div class=nr>{BODY}</div>{FOOT}",
        (
            f"{MENU}<table><tr><td align=center>江海市水务局关于加强节水工作的通知</td></tr><tr><td>文号：江水〔2020〕15号 发布日期：2020-3-5</td></tr>"
            f"<tr><td>{BODY}</td></tr><tr><td>【<a>关闭窗口</a>】</td></tr></table>{FOOT}"
        ),
        f"{MENU}<div id=zoom><p align=center>江海市水务局关于加强节水工作的通知</p><p>江水〔2020〕15号</p>{BODY}</div>{FOOT}",
        (
            f"{MENU}<ul><li>索引号：A-1</li><li>发文字号：江水〔2020〕15号</li></ul><h1>江海市水务局关于加强节水工作的通知</h1>"
            f"<div><p>发布时间：2020-03-05 来源：市水务局 浏览次数：20</p></div><div>{BODY}</div>{FOOT}"
        ),
    ],
)
def test_the_document_of_a_page_is_found_among_its_furniture(page):
    document = parse_html(f"<html><head><title>江海市水务局</title></head><body>{page}</body></html>")
    assert document.title == "江海市水务局关于加强节水工作的通知"
    assert (document.doc_number, document.date.isoformat()) == ("江水〔2020〕15号", "2020-03-04")
    assert (document.issuers, document.addressees) == (("江海市水务局",), ("各区水务局",))
    assert [node.number for node in document.outline if node.level] == ["一、", "二、"]
    assert "备案号" not in str(document.to_dict()["outline"])


def test_the_menu_of_a_page_without_content_block_goes_to_removed():
    page = f"<body>{MENU}<p>关于节水的通知</p>{BODY}<p><a>返回顶部</a></p></body>"
    document = parse_html(page)
    assert document.title == "关于节水的通知"
    assert {"首页", "政务公开"} <= set(document.removed)


def test_the_words_of_a_fragment_are_all_accounted_for():
    html = f"<p>关于节水的通知</p>{BODY}<p>上一篇：甲</p>"
    visible = (
        "关于节水的通知各区水务局：一、加强领导。"
        + SENTENCE
        + "二、强化宣传。"
        + SENTENCE
        + "江海市水务局2020年3月4日上一篇：甲"
    )
    assert accounted(parse_html(html).to_dict()) == characters([visible])


def test_preformatted_text_keeps_its_lines():
    html = f"<pre>\n        关于春运的通知\n\n    各区交通局：\n    一、{SENTENCE}\n    二、{SENTENCE}\n\n            江海市交通局\n            2019年1月3日\n</pre>"
    document = parse_html(html)
    assert (document.title, document.date.isoformat()) == ("关于春运的通知", "2019-01-03")
    assert len(nodes(document.to_dict(), "一")) == 2
