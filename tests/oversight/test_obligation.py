"""Which sentences oblige a body, on made-up sentences of many kinds."""

import pytest

from tongming.domains.oversight.rules import SIGNALS, signals

OBLIGING = """\
各县（市、区）要于6月30日前完成清理工作。
市财政局应当在每年3月公开上一年度决算。
有关部门不得擅自扩大公开范围。
严禁以任何形式弄虚作假。
2022年底前，全市村（社区）全部设立公开栏。
确保群众诉求办结率达到98%以上。
围绕优化营商环境，出台一批惠企政策。
依托政务服务网，建成统一的查询平台。
按照“谁制作、谁公开”的要求，逐级落实责任。
由市发改委牵头编制目录。
新建口袋公园30个。
请各单位于9月15日前报送自查情况。
对逾期未整改的单位予以通报。
将公开工作纳入年度考核。
把好审核关口，严防泄密。
乡镇（街道）每季度更新一次公开目录。
政府信息应当自形成之日起20个工作日内予以公开。
切实加强组织领导。
市卫生健康委要会同市医保局制定实施细则。
鼓励有条件的地区先行先试。
探索建立容错机制。
探索基层执法“微公开”。
教育、民政等部门须按月公布补助发放结果。
以数字化手段推动办事流程再造。
一是健全制度，二是压实责任。
同时，完善应急预案，定期开展演练。
到2025年，基本公共服务事项实现全覆盖。
加快推进老旧小区改造，完成120个小区改造任务。
市有关部门应对申报材料进行联合审查。
县级以上地方人民政府应当加强对政府信息公开工作的领导。
在重点区域设立公告牌，方便群众查询。
坚持问题导向，逐项整改销号。
县教育局牵头负责校园安全检查。
务必于本周内完成信息报送。
公共企事业单位要及时公布服务承诺。
当前，有的地方公开不及时，各地要引起重视，认真整改。
海关总署要继续做好牵头工作，进一步优化布局。
发布重要信息前，加强会商。
积极探索涉企政策精准推送，更好满足市场主体政策需求。
""".splitlines()

TELLING = """\
近年来，各地各部门积极推进政务公开，取得了明显成效。
近5年来，全国城市平均年节水量约35亿立方米，重复利用率提高到70.7%。
本办法所称行政机关，是指依法应当公开政府信息的机关。
截至2020年底，全市已建成便民服务中心90个。
公民、法人和其他组织应当如实填写申请表。
申请人可以当面提交申请，也可以邮寄提交。
年度计划可根据工作实际调整。
政务公开是建设法治政府的重要内容。
加强政务公开是转变政府职能的必然要求。
这项工作关系到群众的切身利益。
去年，全市一般公共预算收入增长8%。
本通知自2021年5月1日起施行。
本办法由市政府办公室负责解释。
根据《中华人民共和国政府信息公开条例》，制定本办法。
现将有关事项通知如下：
以上意见，请认真贯彻执行。
特此通知。
2020年，全市网上办理率达到95%。
办理时限为20个工作日。
会议指出，要深化改革。
公开内容包括机构职能、办事指南。
应当公开的信息包括机构职能、办事指南。
之所以要推进这项改革，是因为群众有需要。
各单位公开工作的主要做法有三条。
一些部门仍存在公开不及时的问题。
推进基层公开工作取得积极进展。
落实情况良好。
监督电话：0513-12345678。
哪些信息应当公开？
项目总投资3.5亿元，占地50亩。
旅客须凭有效证件进站。
公开方式：政府网站。
这一做法有利于提升透明度，推动政府职能转变。
企业要落实安全生产主体责任。
《规定》明确了公开的范围，规范了公开的程序。
改革开放以来，我市经济社会快速发展。
全市现有政务新媒体账号320个，其中微信公众号210个。
要以习近平新时代中国特色社会主义思想为指导，全面落实各项部署。
""".splitlines()


@pytest.mark.parametrize("sentence", OBLIGING)
def test_a_sentence_that_asks_a_body_for_something_obliges(sentence):
    assert signals(sentence, year=2021)


@pytest.mark.parametrize("sentence", TELLING)
def test_a_sentence_that_tells_defines_explains_or_speaks_to_others_does_not_oblige(sentence):
    assert signals(sentence, year=2021) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2021年底前，门户网站全部支持互联网协议第6版。", ("deadline",)),
        ("各地要主动公开规划。", ("modal", "imperative")),
        ("网上办理率达到90%。", ("target",)),
        ("由市司法局负责汇总。", ("assigned", "imperative")),
        ("完善政府公报数据库。", ("imperative",)),
    ],
)
def test_the_signals_say_by_what_the_obligation_was_recognised(sentence, expected):
    assert signals(sentence, year=2021) == expected
    assert set(expected) <= set(SIGNALS)


def test_modal_words_inside_quotes_and_titles_count_for_nothing():
    assert signals("《关于各地要做好工作的通知》的背景和意义。") == ()
    assert signals("“应公开、尽公开”的原则由来已久。") == ()


def test_words_that_contain_a_modal_character_are_not_modal():
    assert signals("主要任务分为三类，重要程度不同。") == ()
    assert signals("市政府办公室的应急值班电话见附件。") == ()


def test_in_a_part_that_only_explains_an_opening_verb_is_not_enough():
    assert signals("全面贯彻新发展理念。", background=True) == ()
    assert signals("各地要认真贯彻。", background=True) == ("modal",)


def test_an_opening_of_adverbials_without_end_is_given_up():
    assert signals("围绕甲，" * 3 + "推进工作。")
    assert signals("围绕甲，" * 9 + "推进工作。") == ()
