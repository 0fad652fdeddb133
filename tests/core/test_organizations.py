"""Bodies: codes verified, a dated tree, names over time, divisions from CSV."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data import data_path
from tests.factories import make_body
from tongming.core.organizations import actions, queries
from tongming.core.organizations.models import Organization, OrganizationKind
from tongming.core.organizations.rules import CREDIT_ALPHABET, credit_code_problem, is_collective

VALID = ["91350100M000100Y43", "913206021234567883", "91320681MA1XY3T74J"]


@pytest.mark.parametrize("code", VALID)
def test_valid_credit_codes_have_no_problem(code):
    assert credit_code_problem(code) is None


@given(code=st.sampled_from(VALID), place=st.integers(0, 17), character=st.sampled_from(CREDIT_ALPHABET))
def test_any_one_wrong_character_of_a_credit_code_is_found(code, place, character):
    changed = code[:place] + character + code[place + 1 :]
    assert (credit_code_problem(changed) is None) == (changed == code)


@pytest.mark.parametrize("code", ["", "123", "91350100I000100Y43", "91350100M000100Y433"])
def test_a_malformed_credit_code_is_explained_in_chinese(code):
    assert "统一社会信用代码" in credit_code_problem(code)


@pytest.mark.parametrize(
    ("name", "collective"),
    [
        ("各县（市、区）政府（管委会）", True),
        ("市有关部门", True),
        ("市各委、办、局", True),
        ("各地各部门", True),
        ("市财政局", False),
        ("人行南通市中心支行", False),
        ("市各直属园区管委会", True),
    ],
)
def test_collectives_are_told_from_single_bodies(name, collective):
    assert is_collective(name) is collective


@pytest.mark.django_db
def test_a_body_with_a_wrong_credit_code_is_not_registered():
    with pytest.raises(actions.BadOrganization, match="校验位"):
        make_body(credit_code="91350100M000100Y44")
    assert not Organization.objects.exists()


@pytest.mark.django_db
def test_the_tree_of_a_day_follows_the_dated_relations():
    city = make_body(kind="city")
    other = make_body(kind="city")
    county = actions.create("演示区", "county", parent=city)
    actions.place(county, other, since=date(2020, 7, 1))
    assert county.pk in queries.subtree_ids([city.pk], date(2020, 6, 30))
    assert county.pk not in queries.subtree_ids([city.pk], date(2020, 7, 1))
    assert queries.parent_of(county.pk, date(2021, 1, 1)) == other


@pytest.mark.django_db
def test_moving_a_body_without_a_date_is_refused():
    city = make_body(kind="city")
    county = actions.create("演示区", "county", parent=city)
    with pytest.raises(actions.BadOrganization, match="写明日期"):
        actions.place(county, make_body(), since=None)


@pytest.mark.django_db
def test_a_renamed_body_is_found_by_its_former_name_on_days_when_it_bore_it():
    body = make_body("演示卫生局")
    actions.rename(body, "演示卫健委", on=date(2019, 1, 1))
    assert queries.one_named("演示卫生局", date(2018, 5, 1)) == body
    assert queries.one_named("演示卫生局", date(2019, 1, 1)) is None
    assert queries.one_named("演示卫健委", date(2018, 5, 1)) == body


@pytest.mark.django_db
def test_merged_bodies_end_and_are_predecessors():
    old, new = make_body(), make_body()
    actions.merge([old], new, on=date(2020, 7, 1))
    assert old not in queries.existing(date(2020, 7, 1))
    assert old in queries.existing(date(2020, 6, 30))
    assert new.relations.get().related == old


@pytest.mark.django_db
def test_an_ambiguous_name_names_nobody():
    make_body("市场局")
    make_body("另一市场局", short_names=["市场局"])
    assert queries.one_named("市场局", date(2026, 1, 1)) is None


HEAD = "code,name,level,parent_code\n"


@pytest.mark.django_db
def test_bad_rows_of_divisions_are_reported_with_line_and_reason_and_the_rest_goes_on():
    lines = (
        HEAD
        + "32,演示省,province,\n3299,演示市,city,32\nx,坏,county,3299\n329901,无级,street,3299\n329902,孤儿区,county,31\n329903,演示区,county,3299\n"
    ).splitlines(True)
    report = actions.load_divisions(lines)
    assert (report.read, report.created) == (6, 3)
    assert [line for line, _ in report.rejected] == [4, 5, 6]
    assert queries.parent_of(Organization.objects.get(name="演示区").pk, date(2026, 1, 1)).name == "演示市"


@pytest.mark.django_db
def test_loading_divisions_again_changes_nothing():
    lines = (HEAD + "32,演示省,province,\n").splitlines(True)
    actions.load_divisions(lines)
    report = actions.load_divisions(lines)
    assert (report.created, report.unchanged) == (0, 1)


@pytest.mark.django_db
def test_the_divisions_of_a_whole_city_load_without_rejection(django_assert_max_num_queries):
    with (
        data_path("divisions-nantong.csv").open(encoding="utf-8") as lines,
        django_assert_max_num_queries(50),
    ):
        report = actions.load_divisions(lines)
    assert (report.created, report.rejected) == (2151, [])
    city = Organization.objects.get(kind=OrganizationKind.CITY)
    with django_assert_max_num_queries(6):
        assert len(queries.subtree_ids([city.pk], date(2026, 1, 1))) == 2150


@pytest.mark.django_db
def test_the_site_is_chosen_by_host_name_and_falls_back_to_the_default():
    city, county = make_body(), make_body()
    actions.open_site(city, "www.city.example", "市", is_default=True)
    actions.open_site(county, "www.county.example", "县")
    assert queries.site_for("www.county.example:8000").organization == county
    assert queries.site_for("elsewhere.example").organization == city
    with pytest.raises(actions.BadOrganization, match="已有站点"):
        actions.open_site(county, "www.city.example", "重复")
