"""What a single line of an official document can be, judged by its own words alone.

These are the small recognisers that repair, division and metadata share: letterhead, document-number line, order line,
date line, disclosure note, history note (题注), organization name, addressee line, annex label, colophon (版记).
"""

from __future__ import annotations

import re

from .dates import line_date
from .doc_numbers import only_doc_number

ORG_END = (
    r"(?:人民政府|政府|国务院|法院|检察院|学院|医院|研究院|科学院|(?<=[省市县区府总])委|委员会|管委会|党委|军委|发改委|卫健委|国资委|监委|纪委"
    r"|(?<=[^各])部|[局厅署办]|办公室|办公厅|政务办|委办|总局|总队|支队|大队|支行|分行|银行|分局|海关|税务局|公司|集团|协会|学会|联合会|总会"
    r"|促进会|常委会|常务委员会|代表大会|人大|政协|工会|总工会|团委|妇联|残联|侨联|工商联|科协|文联|社联|贸促会|红十字会|供销社|供销合作总社|合作社"
    r"|中心|大学|学校|中学|小学|馆|站|所|院|处|科|室|队|台|社|组|指挥部|领导小组|工作专班|联席会议|街道|街道办事处|办事处|镇|乡|行|会|委)"
)
_ORG = re.compile(rf"[\u4e00-\u9fa5（）()·]{{1,40}}?{ORG_END}(?:[（(][\u4e00-\u9fa5]{{1,8}}[）)])?")
_BAD_IN_ORG = re.compile(
    r"[，。；：！？,;:!?《》“”\"0-9〔〕\[\]]|[的了]|之日|(?:施|执|进|实|举|推)行|(?:依|根|按)[照据]|如下|同意"
)

GENRE_WORDS = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "复函", "函", "纪要",
    "条例", "办法", "规定", "细则", "法", "解释", "规则", "准则", "章程", "规范", "法典", "修正案", "宪法", "答复", "安排", "规划", "纲要",
    "计划", "方案", "要点", "措施", "制度", "预案", "标准", "目录", "清单", "指南", "指引", "公约", "决算", "预算", "白皮书", "倡议书",
    "建议", "批示", "通则", "守则", "规程", "程序", "要求", "大纲", "讲话", "总结", "台账", "分解表", "名单", "一览表", "表", "说明",
)  # fmt: skip
_TITLE_TAIL = re.compile(r"(?:[（(【\[][^（）()【】\[\]]{1,40}[）)】\]]|[“”》])+$")
LETTERHEAD = re.compile(r"[\u4e00-\u9fa5（）()、\s·]{3,80}(?:文\s*件|公\s*报|专\s*报|简\s*报)")
ORDER_LINE = re.compile(
    r"(?P<body>[\u4e00-\u9fa5、\s]{2,80}?)\s*令(?:\s*[（(]?\s*第?\s*(?P<n>[0-9０-９一二三四五六七八九十百〇零]+)\s*号\s*[）)]?)?"
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
BRACKETED = re.compile(r"[（(【〔\[][^（(）)]*(?:[（(][^（(）)]*[）)][^（(）)]*)*[）)】〕\]]")
_HISTORY_VERB = re.compile(r"通过|公布|发布|修订|修正|批准|施行|废止|制定|审议|修改|颁布")
_COLOPHON = re.compile(
    r"(?:抄\s*送|抄\s*报|主\s*送|分\s*送|报\s*送|发\s*送|印\s*发|校\s*对|打\s*字|联\s*系\s*人|联系电话|主题词|承办单位|印发单位|政府信息公开选项)\s*[：:].*"
    r"|共\s*印\s*[\d一二三四五六七八九十百]+\s*份[。）)]?|[\u4e00-\u9fa5（）\s]{4,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发?"
)
ANNEX_LABEL = re.compile(
    r"(?P<label>附\s*(?:件|录|表|图)?\s*(?P<n>[0-9０-９]{1,2}(?:[-－—][0-9]{1,2})?|[一二三四五六七八九十]{1,3})?)\s*[：:]?"
)
ANNEX_OPENING = re.compile(
    r"(?P<label>附\s*(?:件|录|表|图)?\s*(?P<n>[0-9０-９]{1,2}(?:[-－—][0-9]{1,2})?|[一二三四五六七八九十]{1,3})?\s*(?P<colon>[：:.．、])?)\s*(?P<title>\S.*)",
    re.DOTALL,
)
CONTENTS_LABEL = re.compile(r"目\s*(?:录|次)")
_PERSON_END = re.compile(
    r"(?:代表|委员|主席|副主席|同志|先生|女士|院士|教授|经理|各位代表|申请人|市民|网友)$"
)
_ADDRESSEE_END = re.compile(
    rf"(?:单位|部门|机构|企业|人员|各科室|处室|直属|园区|开发区|各[省市县区州盟旗乡镇]|{ORG_END})(?:[（(][^（）()]{{1,20}}[）)])?$"
)
_SENTENCE_WORDS = re.compile(r"如下|下列|现将|现就|现予|根据|为了|决定|规定|解释|按照|收悉|以下|包括|事项")
_POST = re.compile(
    r"(?:总理|代?省长|代?市长|代?县长|代?区长|代?州长|代?主席|主任|代?部长|代?局长|厅长|署长|行长|院长|检察长|关长|会长|司令员)"
)
_TERMINAL = "。！？；：!?;:…．"
_CLOSERS = "”’』」）)》】〕]"
_LONGEST_TITLE_LINE = 70
_LONGEST_NAME = 40


def squeeze(text: str) -> str:
    """The text without any white space, for comparing lines laid out differently."""
    return "".join(text.split())


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends where a sentence, list item or lead-in ends, closing brackets and quotes looked through."""
    stripped = text.rstrip(_CLOSERS)
    if not stripped:
        return True
    return stripped[-1] in _TERMINAL or (len(stripped) < len(text) and text[-1] in "”』」）)")


def genre_of(title: str) -> str | None:
    """体裁: the genre word a title ends with, as printed; bracketed additions such as （试行） are looked through."""
    core = _TITLE_TAIL.sub("", squeeze(title))
    return max((word for word in GENRE_WORDS if core.endswith(word)), key=len, default=None)


def is_title_like(text: str) -> bool:
    """Whether a line could be (part of) a title: short, no sentence punctuation at the end or inside."""
    if not text or len(text) > _LONGEST_TITLE_LINE or text[-1] in "。；：:;，,、！？":
        return False
    return not re.search(r"[。；！？]", text) and line_date(text) is None


def is_organization(text: str) -> bool:
    """Whether the whole text reads as the name of one or several bodies (separated by 、 or white space)."""
    if not text or len(text) > _LONGEST_NAME * 3 or _BAD_IN_ORG.search(text):
        return False
    return all(_ORG.fullmatch(part) for part in re.split(r"[、\s]+", text) if part) or bool(
        _ORG.fullmatch(squeeze(text))
    )


def is_signer(text: str) -> bool:
    """Whether the line names an office-holder who signs (总理　李克强)."""
    match = _POST.match(squeeze(text))
    return (
        bool(match) and len(squeeze(text)) <= match.end() + 6 and not _BAD_IN_ORG.search(text)
        if match
        else False
    )


def is_addressee(text: str) -> bool:
    """主送机关: a line that ends in a colon and lists bodies or a person, and is not a sentence."""
    if len(text) < 2 or text[-1] not in "：:":  # a name and the colon
        return False
    names = text[:-1].rstrip()
    if re.search(r"[。；！？：:《》“”]", names) or _SENTENCE_WORDS.search(names):
        return False
    return bool(_ADDRESSEE_END.search(names) or _PERSON_END.search(names))


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


def is_number_line(text: str) -> bool:
    """A line that holds only the document number, with 签发人 beside it at most."""
    core = re.split(r"\s+签发人", text)[0]
    return len(core) <= 40 and only_doc_number(core) is not None


def is_structural(text: str) -> bool:
    """Whether a line stands by its own and never continues the sentence before it (numbered paragraphs excluded)."""
    if len(text) > _LONGEST_NAME * 3:
        return False
    return bool(
        ANNEX_LABEL.fullmatch(text)
        or CONTENTS_LABEL.fullmatch(text)
        or line_date(text)
        or is_disclosure_note(text)
        or is_number_line(text)
        or is_addressee(text)
        or is_colophon(text)
        or re.match(r"附\s*(?:件|表|录)\s*[\d一二三四五六七八九十]*\s*[：:]", text)
    )
