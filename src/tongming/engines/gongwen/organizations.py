"""Names of public bodies and office-holders, as they stand in letterheads, signatures, titles and lists of addressees."""

from __future__ import annotations

import re

from .words import squeeze

ORG_END = (
    r"(?:人民政府|政府|国务院|法院|检察院|学院|医院|研究院|科学院|(?<=[省市县区府总])委|委员会|管委会|党委|军委|发改委|卫健委|国资委|监委|纪委"
    r"|(?<=[^各])部|[局厅署办]|办公室|办公厅|政务办|委办|总局|总队|支队|大队|支行|分行|银行|分局|海关|税务局|公司|集团|协会|学会|联合会|总会"
    r"|促进会|常委会|常务委员会|代表大会|人大|政协|工会|总工会|团委|妇联|残联|侨联|工商联|科协|文联|社联|贸促会|红十字会|供销社|供销合作总社|合作社"
    r"|中心|大学|学校|中学|小学|馆|站|所|院|处|科|室|队|台|社|组|指挥部|领导小组|工作专班|联席会议|街道|街道办事处|办事处|镇|乡|行|(?<!社)会|委)"
)
_ORG = re.compile(rf"[\u4e00-\u9fa5（）()·]{{1,40}}?{ORG_END}(?:[（(][\u4e00-\u9fa5]{{1,8}}[）)])?")
_BAD_IN_ORG = re.compile(
    r"[，。；：！？,;:!?《》“”\"0-9〔〕\[\]]|[的了]|之日|(?:施|执|进|实|举|推)行|(?:依|根|按)[照据]|如下|同意"
)

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
_LONGEST_NAME = 40
_SIGNED = re.compile(
    rf"[\u4e00-\u9fa5]{{0,24}}?{_POST.pattern}\s+[\u4e00-\u9fa5·]{{1,8}}(?:\s[\u4e00-\u9fa5])?"
)
_SIGNED_CLOSE = re.compile(rf"{_POST.pattern}[\u4e00-\u9fa5·]{{2,4}}")


def is_organization(text: str) -> bool:
    """Whether the whole text reads as the name of one or several bodies (separated by 、 or white space)."""
    if not text or len(text) > _LONGEST_NAME * 3 or _BAD_IN_ORG.search(text):
        return False
    return all(_ORG.fullmatch(part) for part in re.split(r"[、\s]+", text) if part) or bool(
        _ORG.fullmatch(squeeze(text))
    )


def is_signer(text: str) -> bool:
    """Whether the line names an office-holder who signs (总理　李克强, 江海市市长　王某)."""
    if _BAD_IN_ORG.search(text) or len(text) > _LONGEST_NAME:
        return False
    return bool(_SIGNED.fullmatch(text.strip()) or _SIGNED_CLOSE.fullmatch(squeeze(text)))


def is_addressee(text: str) -> bool:
    """主送机关: a line that ends in a colon and lists bodies or a person, and is not a sentence."""
    if len(text) < 2 or text[-1] not in "：:":  # a name and the colon
        return False
    names = text[:-1].rstrip()
    if re.search(r"[。；！？：:《》“”]", names) or _SENTENCE_WORDS.search(names):
        return False
    return bool(_ADDRESSEE_END.search(names) or _PERSON_END.search(names))
