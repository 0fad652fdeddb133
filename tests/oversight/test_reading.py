"""Reading a whole notice: headings and formulas are no tasks, leads and brackets of units are kept."""

from tests.oversight.notices import NOTICE, parsed
from tongming.domains.oversight.rules import deadline_in, propose, sentences


def clause(text, *, kind="（一）", level=2, number="（一）", heading="抓好落实。", children=()):
    return {
        "level": level,
        "kind": kind,
        "number": number,
        "heading": heading,
        "text": text,
        "children": list(children),
    }


def obliging(outline, year=2026):
    return [sentence.text for sentence in sentences(outline, year=year) if sentence.obliging]


def test_only_the_sentences_that_oblige_are_proposed_wherever_they_stand():
    assert obliging(parsed(NOTICE)["outline"]) == [
        "市司法局要会同有关部门，于5月底前完成现行有效规范性文件的清理，统一标注有效性。",
        "各县（市、区）政府（管委会）要同步开展清理。",
        "及时公开预算、决算。",
        "各地各部门要将本要点落实情况纳入年度报告。",
    ]


def test_a_heading_is_no_task_but_a_clause_that_is_all_heading_is_its_text():
    assert obliging([clause("做好培训。", heading="加强队伍建设。")]) == ["做好培训。"]
    assert obliging([clause("", heading="各地要配齐专职人员。")]) == ["各地要配齐专职人员。"]
    assert obliging(
        [clause("", heading="推进公开", level=1, kind="一", children=[clause("做好培训。")])]
    ) == ["做好培训。"]


def test_the_clause_label_is_what_is_printed_without_points_in_full_width():
    outline = [
        clause(
            "",
            level=1,
            kind="一",
            number="二、",
            heading="保障",
            children=[clause("做好培训。", number="(三)")],
        )
    ]
    assert [sentence.clause_label for sentence in sentences(outline)] == ["二（三）"]


def test_numbered_items_under_an_open_lead_keep_it():
    items = [
        clause("健全制度。", kind="1", level=3, number="1.", heading=None),
        clause("加强检查。", kind="1", level=3, number="2.", heading=None),
    ]
    found = sentences([clause("各地要做好以下工作：", children=items)])
    assert [(s.text, s.lead, s.obliging) for s in found] == [
        ("各地要做好以下工作：", "", False),
        ("健全制度。", "各地要做好以下工作：", True),
        ("加强检查。", "各地要做好以下工作：", True),
    ]
    assert found[1].full == "各地要做好以下工作：健全制度。"
    assert [unit.name for unit in found[1].units] == ["各地"]


def test_conditions_under_a_lead_are_no_tasks_the_lead_is():
    items = [clause("提供虚假材料的；", kind="（1）", level=3, number="（1）", heading=None)]
    found = sentences([clause("主管部门应当对有下列情形之一的单位开展检查：", children=items)])
    assert [sentence.obliging for sentence in found] == [True, False]


def test_a_bracket_of_units_belongs_to_the_sentences_before_it():
    found = sentences([clause("推进公开。加强培训。（牵头单位：市人社局）完善制度。")])
    assert [[unit.name for unit in sentence.units] for sentence in found] == [
        ["市人社局"],
        ["市人社局"],
        [],
        [],
    ]
    assert [sentence.obliging for sentence in found] == [True, True, False, True]


def test_a_part_that_only_explains_gives_no_task():
    assert obliging([clause("全面贯彻新发展理念，坚持人民至上。", heading="总体要求。")]) == []
    assert obliging(
        [
            {
                "level": 0,
                "kind": "preamble",
                "number": None,
                "heading": None,
                "text": "做好工作，推动落实。",
                "children": [],
            },
            clause("做好培训。"),
        ]
    ) == ["做好培训。"]


def test_a_notice_without_any_number_is_read_as_its_text():
    outline = [
        {
            "level": 0,
            "kind": "preamble",
            "number": None,
            "heading": None,
            "text": "做好值班工作。\n加强检查。",
            "children": [],
        }
    ]
    assert obliging(outline) == ["做好值班工作。", "加强检查。"]


def test_every_sentence_of_every_paragraph_has_its_place():
    found = sentences(parsed(NOTICE)["outline"], year=2026)
    assert [sentence.order for sentence in found] == list(range(1, len(found) + 1))
    places = [(sentence.anchor, sentence.paragraph) for sentence in found]
    assert places == sorted(places, key=lambda place: ([int(step) for step in place[0].split("-")], place[1]))


def test_rows_and_sentences_that_say_the_same_become_one_task_and_a_row_alone_stays_a_task():
    notice = parsed(NOTICE)
    tasks = propose(notice, sentences(notice["outline"], year=2026), 2026)
    by_number = {task.number: task for task in tasks if task.number}
    assert [d.text for d in by_number[1].sentences[0].differences] == ["要"]
    assert by_number[1].clause == "一（一）"
    assert by_number[1].deadline == deadline_in("2026年5月底前", None)
    assert [(d.row, d.text) for d in by_number[2].sentences[0].differences] == [("和政府债务信息", "")]
    assert by_number[3].sentences[0].order is None
    assert tasks[-1].number == 3
    assert [task.content for task in tasks if task.number is None] == [
        "各县（市、区）政府（管委会）要同步开展清理。",
        "各地各部门要将本要点落实情况纳入年度报告。",
    ]
    assert len({task.key for task in tasks}) == len(tasks)


def test_the_units_of_a_row_keep_their_roles_and_the_open_end():
    notice = parsed(NOTICE)
    tasks = {task.number: task for task in propose(notice, sentences(notice["outline"]), 2026)}
    assert [(unit.name, unit.role, unit.is_collective, unit.open_ended) for unit in tasks[2].units] == [
        ("市财政局", "lead", False, True),
        ("各县（市、区）政府（管委会）", "responsible", True, False),
    ]


def test_reading_the_same_text_again_gives_the_same_keys():
    notice = parsed(NOTICE)
    first = propose(notice, sentences(notice["outline"]), 2026)
    again = propose(notice, sentences(notice["outline"]), 2026)
    assert [task.key for task in first] == [task.key for task in again]


def test_the_same_words_twice_are_two_tasks_with_keys_of_their_own():
    outline = [clause("做好培训。"), clause("做好培训。", number="（二）")]
    tasks = propose({}, sentences(outline), None)
    assert [task.clause for task in tasks] == ["（一）", "（二）"]
    assert len({task.key for task in tasks}) == 2


def test_where_the_table_does_not_show_the_row_the_open_end_goes_to_its_first_unit():
    row = {
        "number": 1,
        "content": "做好培训。",
        "lead_units": ["市人社局"],
        "responsible_units": ["市财政局"],
        "open_ended": True,
        "deadline": "2026-09-30",
    }
    task = propose(
        {"tasks": [row], "tables": [{"title": None, "header": [], "rows": [["别的内容", "市人社局"]]}]},
        [],
        2026,
    )[0]
    assert [(unit.name, unit.open_ended) for unit in task.units] == [("市人社局", True), ("市财政局", False)]
    assert task.deadline == deadline_in("2026年9月30日前", None)
