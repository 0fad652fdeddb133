"""Forms, deeds, deadlines, files, pickers, dialogs and notices."""

from datetime import date

import pytest
from django import forms

from tongming.core.ui.pieces import ClockFace, DeedChoice, OrganizationOption, SkippedDay, Step

from .render import render


class RequestForm(forms.Form):
    name = forms.CharField(label="姓名", help_text="与证件一致", error_messages={"required": "请填写姓名"})
    medium = forms.ChoiceField(label="方式", choices=[("a", "邮寄"), ("b", "邮件")], widget=forms.RadioSelect)
    note = forms.CharField(label="备注", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("姓名与证件不符")


def test_an_error_stands_at_its_field_and_in_the_summary():
    form = RequestForm({"name": "", "medium": "a"})
    field = render("{% form_field field %}", field=form["name"])
    summary = render("{% error_summary form %}", form=form)
    assert 'id="id_name_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert '<a href="#id_name">姓名：请填写姓名</a>' in summary
    assert "姓名与证件不符" in summary
    assert 'role="alert"' in summary


def test_the_number_of_faults_is_the_number_of_messages():
    assert "有 2 处需要改正" in render(
        "{% error_summary form %}", form=RequestForm({"name": "", "medium": "a"})
    )


def test_a_form_without_errors_has_no_summary():
    assert render("{% error_summary form %}", form=RequestForm()).strip() == ""


def test_groups_of_choices_are_fieldsets_and_optional_fields_say_so():
    form = RequestForm()
    assert "<fieldset" in render("{% form_field field %}", field=form["medium"])
    assert "<legend" in render("{% form_field field %}", field=form["medium"])
    assert "（选填）" in render("{% form_field field %}", field=form["note"])
    assert "（选填）" not in render("{% form_field field %}", field=form["name"])


def test_the_fault_of_a_group_is_told_with_the_group():
    form = RequestForm({"name": "甲"})
    page = render("{% form_field field %}", field=form["medium"])
    assert page.lstrip().startswith(
        '<fieldset class="form-field has-error" aria-describedby="id_medium_error">'
    )
    assert 'href="#id_medium"' in render("{% error_summary form %}", form=form)
    assert 'id="id_medium"' in page


def test_what_was_typed_is_kept():
    form = RequestForm({"name": '张"三', "medium": "b"})
    assert 'value="张&quot;三"' in render("{% form_field field %}", field=form["name"])


def test_hidden_fields_have_no_label():
    assert "label" not in render("{% form_field field %}", field=RequestForm()["secret"])


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (ClockFace("running", 7, due=date(2026, 5, 7)), "剩余 <b>7</b> 个工作日"),
        (ClockFace("near", 0, due=date(2026, 5, 7)), "今天到期"),
        (ClockFace("overdue", 3), "已逾期 <b>3</b> 个工作日"),
        (ClockFace("paused", 11), "已暂停计时，尚余 <b>11</b> 个工作日"),
        (ClockFace("paused"), "已暂停计时"),
        (ClockFace("undetermined", not_before=date(2027, 1, 11)), "期限待定"),
        (ClockFace("done"), "已办结"),
        (ClockFace("running", 5, "小时"), "剩余 <b>5</b> 小时"),
    ],
)
def test_a_clock_says_in_words_where_it_stands(clock, words):
    assert words in render("{% clock_chip clock %}", clock=clock)


def test_a_clock_shows_which_days_it_counted_and_why_not_the_others():
    clock = ClockFace(
        "running",
        1,
        due=date(2026, 4, 8),
        counted=(date(2026, 4, 7), date(2026, 4, 8)),
        elapsed=1,
        skipped=(SkippedDay(date(2026, 4, 6), "清明节"),),
    )
    page = render("{% clock_chip clock %}", clock=clock)
    assert "计入的日期（2 天）" in page
    assert page.count('<li class="is-past">') == 1
    assert "2026-04-06</time> 清明节" in page


def test_an_undetermined_clock_gives_the_earliest_day_only():
    page = render("{% clock_chip clock %}", clock=ClockFace("undetermined", not_before=date(2027, 1, 11)))
    assert "不早于" in page
    assert "2027-01-11" in page
    assert "到期" not in page


def test_steps_are_told_by_words():
    page = render(
        "{% stepper steps %}", steps=[Step("甲", "done", "/1"), Step("乙", "now"), Step("丙", "next")]
    )
    for words in ("已完成", "正在进行", "未开始"):
        assert words in page
    assert page.count('aria-current="step"') == 1


def test_a_deed_shows_its_reason_what_it_starts_and_carries_the_token():
    deed = DeedChoice(
        "extend", "延期", "/deed/", "可以一次", ("期限延长",), reason_required=True, reason="要<核实"
    )
    page = render(
        "{% deed_form deed %}<input name='days'>{% enddeed_form %}", deed=deed, csrf_token="token123"
    )
    assert 'value="token123"' in page
    assert '<input type="hidden" name="deed" value="extend">' in page
    assert "要&lt;核实</textarea>" in page
    assert "<li>期限延长</li>" in page
    assert "<input name='days'>" in page
    assert " required" in page


def test_a_deed_with_an_error_points_to_it():
    page = render("{% deed_form deed %}{% enddeed_form %}", deed=DeedChoice("a", "办", "/", error="缺少理由"))
    assert 'aria-describedby="deed-a-error"' in page
    assert "缺少理由" in page


def test_a_deed_that_may_not_be_done_says_why_and_has_no_form():
    page = render(
        "{% deed_form deed %}{% enddeed_form %}",
        deed=DeedChoice("a", "办结", "/", refused_because="意见未到"),
    )
    assert "意见未到" in page
    assert "<form" not in page
    assert "<button" not in page


def test_an_upload_is_an_ordinary_form():
    page = render(
        '{% upload "/files/" name="document" accept=".pdf" help_text="不超过 50 MB" %}', csrf_token="token123"
    )
    assert 'method="post" enctype="multipart/form-data" action="/files/"' in page
    assert 'name="document" required accept=".pdf" aria-describedby="upload-document-help"' in page
    assert 'value="token123"' in page


ORGANIZATIONS = (
    OrganizationOption("1", "财政局", "部门", selected=True),
    OrganizationOption("2", "教育局", "部门"),
    OrganizationOption("3", "甲县", "县"),
)


def test_the_picker_of_one_is_a_select_with_groups():
    page = render('{% organization_picker "lead" options %}', options=ORGANIZATIONS)
    assert page.count("<optgroup") == 2
    assert '<option value="1" selected>财政局</option>' in page


def test_the_picker_of_many_is_a_group_of_check_boxes():
    page = render('{% organization_picker "units" options "责任单位" "many" %}', options=ORGANIZATIONS)
    assert page.count('type="checkbox" name="units"') == 3
    assert page.count(" checked") == 1
    assert "<legend" in page


def test_the_picker_by_name_suggests_and_keeps_the_chosen_name():
    page = render('{% organization_picker "body" options "机关" "suggest" %}', options=ORGANIZATIONS)
    assert 'value="财政局" autocomplete' in page
    assert page.count("<option") == 3
    none_chosen = render(
        '{% organization_picker "body" options "机关" "suggest" %}', options=ORGANIZATIONS[1:]
    )
    assert 'value="" autocomplete' in none_chosen


def test_a_dialog_leads_to_a_page_without_script():
    page = render('{% dialog "d1" "标题" "打开" "/page/" %}内容{{ text }}{% enddialog %}', text="<b>")
    assert '<a class="button button-quiet" href="/page/" data-dialog="d1">打开</a>' in page
    assert "内容&lt;b&gt;" in page


@pytest.mark.parametrize(
    ("level", "word"), [("info", "提示"), ("warn", "注意"), ("error", "出错"), ("success", "完成")]
)
def test_a_notice_names_its_level_in_words(level, word):
    page = render("{% notice level '标题' %}{{ text }}{% endnotice %}", level=level, text="<i>")
    assert f"<b>{word}</b>" in page
    assert "&lt;i&gt;" in page


@pytest.mark.parametrize(
    ("tag", "level"), [("warning", "warn"), ("error", "error"), ("debug", "info"), ("success", "success")]
)
def test_messages_of_the_framework_have_a_level(tag, level):
    assert render("{{ tag|notice_level }}", tag=tag) == level
