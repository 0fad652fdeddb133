"""What a single line of an official document can be, judged by its own words alone.

These are the small recognisers that repair, division and metadata share: letterhead, document-number line, order line,
date line, disclosure note, history note (题注), organization name, addressee line, annex label, colophon (版记).
"""

from __future__ import annotations

import re

from .dates import line_date
from .doc_numbers import only_doc_number
from .organizations import is_organization
from .words import squeeze

LETTERHEAD = re.compile(r"[\u4e00-\u9fa5（）()、\s·]{3,80}(?:文\s*件|公\s*报|专\s*报|简\s*报)")
ORDER_LINE = re.compile(
    r"(?P<body>[\u4e00-\u9fa5、\s]{2,80}?)\s*(?P<form>令|公\s*告)(?:\s*[（(]?\s*第?\s*(?P<n>[0-9０-９一二三四五六七八九十百〇零]+)\s*号\s*[）)]?)?"
)
ORDER_NUMBER = re.compile(
    r"[（(]?\s*(?:第\s*[0-9０-９一二三四五六七八九十百〇零]+\s*号|(?:19|20)\d{2}\s*年\s*第\s*\d+\s*号)\s*[）)]?"
)
COPY_MARK = re.compile(
    r"(?:份号[：:]?\s*)?\d{6}|(?:绝密|机密|秘密)(?:\s*[★☆]\s*\S{1,8})?|(?:特急|加急|平急|急件|特提)|签发人[：:]\s*[\u4e00-\u9fa5\s、]{2,30}"
)
_DISCLOSURE = re.compile(
    r"此件(?:发至[^）)。]{1,20}[，,])?(?:可?(?:公开|主动公开|予以公开)发?布?|依申请公开|不予公开|不公开|属于?[^）)]{1,12}公开|发至[^）)]{1,20}|删减后公开)"
    r"|(?:信息)?(?:公开(?:方式|属性|选项|形式|类别|类型))[：:]?\s*(?:主动公开|依申请公开|不予公开)|此件[^）)，。]{0,12}公开|(?:本文有删减|有删减)"
)
_HISTORY_VERB = re.compile(r"通过|公布|发布|修订|修正|批准|施行|废止|制定|审议|修改|颁布")
_COLOPHON = re.compile(
    r"(?:抄\s*送|抄\s*报|主\s*送|分\s*送|报\s*送|发\s*送|印\s*发|校\s*对|打\s*字|联\s*系\s*(?:人|电\s*话|单\s*位|方\s*式|地\s*址)|承办人|经办人|主题词|承办单位|印发单位|政府信息公开选项)\s*[：:].*"
    r"|共\s*印\s*[\d一二三四五六七八九十百]+\s*份[。）)]?|[\u4e00-\u9fa5（）\s]{4,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发?"
)
ANNEX_LABEL = re.compile(
    r"(?P<label>附\s*(?:件|录|表|图)?\s*(?P<n>[0-9０-９]{1,2}(?:[-－—][0-9]{1,2})?|[一二三四五六七八九十]{1,3})?)\s*[：:]?"
)
ANNEX_OPENING = re.compile(
    r"(?P<label>附\s*(?:件|录|表|图)?\s*(?P<n>[0-9０-９]{1,2}(?:[-－—][0-9]{1,2})?|[一二三四五六七八九十]{1,3})?\s*(?P<colon>[：:.．、])?)\s*(?P<title>\S.*)",
    re.DOTALL,
)
_NAME_AND_DATE = re.compile(
    r"(?P<name>[\u4e00-\u9fa5（）()、\s]{3,60}?)\s*(?P<date>(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{2,10}日)"
)
# Minutes, bulletins and gazettes count issues: 第12期, 〔2022〕第3期（总第88期）.
ISSUE_LINE = re.compile(
    r"[（(〔\[]?\s*(?:(?:19|20)\d{2}\s*年?\s*[〕\]]?\s*)?第\s*[\d一二三四五六七八九十百]+\s*期\s*[）)〕\]]?"
    r"(?:\s*[（(]?\s*总第\s*[\d一二三四五六七八九十百]+\s*期\s*[）)]?)?"
)
# The first line of a history note (题注) that goes on below.
OPENS_HISTORY = re.compile(r"[（(]\s*(?:根据)?\s*(?:\d{4}|[一二][〇○零九][〇○零一二三四五六七八九]{2})\s*年")
_LONGEST_STRUCTURAL = 120
CONTENTS_LABEL = re.compile(r"目\s*(?:录|次)")


def is_disclosure_note(text: str) -> bool:
    """附注 on disclosure, e.g. （此件公开发布）; the whole line is the note."""
    inner = squeeze(text).strip("（）()【】[]。")
    return len(inner) <= 40 and bool(
        _DISCLOSURE.fullmatch(inner) or (inner.startswith("此件") and len(text) > len(inner))
    )


def is_history_note(text: str) -> bool:
    """题注: adoption and amendment history in brackets under the title of a law."""
    if text[:1] not in "（(" or text[-1:] not in "）)":
        return False
    return bool(re.search(r"\d{4}\s*年|[〇一二三四五六七八九]{4}年", text) and _HISTORY_VERB.search(text))


def is_colophon(text: str) -> bool:
    """版记 and contact lines after the signature."""
    return len(text) <= 300 and bool(_COLOPHON.fullmatch(text))  # lists of 抄送 bodies can be long


_DASH = r"[-—–－‐―_·•~～]"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}{{1,3}}\s*[0-9０-９]{{1,4}}\s*{_DASH}{{1,3}}"
    r"|第\s*[0-9０-９一二三四五六七八九十百]{1,4}\s*页(?:\s*[,，、/]?\s*[（(]?\s*共\s*[0-9０-９一二三四五六七八九十百]{1,4}\s*页\s*[）)]?)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4}|共\s*\d{1,4}\s*页"
)


def is_page_number(text: str) -> bool:
    """A page number with its dashes or words: — 3 —, 第3页 共5页."""
    return len(text) <= 24 and _PAGE_NUMBER.fullmatch(text) is not None


def name_and_date(text: str) -> tuple[str, str] | None:
    """A body and a date printed on one line, as in a signature; None when the line is not that."""
    if len(text) > _LONGEST_STRUCTURAL or text[-1:] != "日":
        return None
    match = _NAME_AND_DATE.fullmatch(text)
    if match and line_date(match["date"]) and is_organization(match["name"].strip()):
        return match["name"].strip(), match["date"]
    return None


def number_part(text: str) -> str:
    """A line without what is set to the right of the document number: 签发人：…, 办理结果：A."""
    return re.split(r"\s+[\u4e00-\u9fa5]{2,6}\s*[：:]", text)[0]


def is_number_line(text: str) -> bool:
    """A line that holds only the document number, with a label such as 签发人 beside it at most."""
    core = number_part(text)
    return len(core) <= 40 and only_doc_number(core) is not None


def is_structural(text: str) -> bool:
    """Whether a line stands by its own and never continues the sentence before it (numbered paragraphs excluded)."""
    if len(text) > _LONGEST_STRUCTURAL:
        return False
    return bool(
        ANNEX_LABEL.fullmatch(text)
        or CONTENTS_LABEL.fullmatch(text)
        or line_date(text)
        or is_history_note(text)
        or is_disclosure_note(text)
        or is_number_line(text)
        or ISSUE_LINE.fullmatch(text)
        or name_and_date(text)
        or is_colophon(text)
        or re.match(r"附\s*(?:件|表|录)\s*[\d一二三四五六七八九十]*\s*[：:]", text)
    )
