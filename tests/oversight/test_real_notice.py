"""The notice this project grew from: everything its text obliges bodies to, joined with its annex."""

from datetime import date

import pytest

from tests.oversight.notices import parsed, real_notice
from tongming.domains.oversight.rules import plan_year, propose, sentences

# What the words of annex and text differ in, row by row: (words of the annex, words of the text).
DIFFERENCES = {
    1: [],
    3: [("增强政策解读效果", "")],
    4: [],
    5: [("", "要")],
    7: [("信息公开", "信息发布")],
    8: [],
    9: [],
    10: [("各地各部门要", "")],
    11: [("检查", "评估")],
    12: [("关于", ""), ("", "有效")],
    13: [("将", "把")],
    14: [("", "围绕打造稳定公平透明、可预期的营商环境")],
    15: [("", "各地各部门要")],
}


@pytest.fixture(scope="module")
def notice():
    return parsed(real_notice())


@pytest.fixture(scope="module")
def read(notice):
    return sentences(notice["outline"], year=plan_year(notice["title"], notice["doc_number"], None))


@pytest.fixture(scope="module")
def tasks(notice, read):
    return propose(notice, read, 2021)


def test_every_row_of_the_annex_is_joined_with_the_text(tasks):
    rows = {task.number: task for task in tasks if task.number}
    assert sorted(rows) == list(range(1, 16))
    assert all(part.order is not None for task in rows.values() for part in task.sentences)
    assert {number: len(task.sentences) for number, task in rows.items() if len(task.sentences) > 1} == {
        8: 3,
        12: 2,
        15: 2,
    }


@pytest.mark.parametrize("number", DIFFERENCES)
def test_differing_words_are_shown_and_not_merged(tasks, number):
    task = next(task for task in tasks if task.number == number)
    shown = [(d.row, d.text) for part in task.sentences for d in part.differences]
    assert shown == DIFFERENCES[number]


@pytest.mark.parametrize(
    "words",
    ["互联网协议第6版", "实现90%政务服务事项网上办理", "12345政务服务便民热线年度工作报告", "26个试点领域基层政务公开", "1~2个试点领域", "“三同步”制度", "纳入政府信息公开工作年度报告"],
)  # fmt: skip
def test_what_stands_in_the_text_alone_is_proposed_too(tasks, words):
    found = [task for task in tasks if words in task.content]
    assert len(found) == 1
    assert found[0].number is None


def test_looking_back_on_last_year_is_part_of_the_fifteenth_row(tasks):
    assert [task.number for task in tasks if "回头看" in task.content] == [15]


def test_every_sentence_of_the_five_chapters_obliges_and_the_preamble_does_not(read):
    assert all(sentence.obliging for sentence in read if sentence.clause_label)
    assert [sentence.text[:12] for sentence in read if sentence.obliging and not sentence.clause_label] == [
        "各地各部门要将本要点落实"
    ]


def test_only_the_deadlines_that_the_text_names_are_there(tasks):
    named = {task.content[:11]: task.deadline for task in tasks if task.deadline}
    assert named == {"继续做好政府规章、行政": date(2021, 12, 31), "2021年底前，县级以": date(2021, 12, 31)}


def test_units_are_those_printed_with_collectives_and_the_open_end_marked(tasks):
    rows = {task.number: task for task in tasks if task.number}
    assert [unit.name for unit in rows[4].units if unit.role == "lead"][-2:] == [
        "人行南通市中心支行",
        "南通银保监分局",
    ]
    assert {unit.name for task in rows.values() for unit in task.units if unit.is_collective} == {
        "各县（市、区）政府（管委会）",
        "市有关部门",
    }
    assert [unit.name for task in rows.values() for unit in task.units if unit.open_ended] == ["市卫健委"]
