"""The administration: master data only, administrators only, within the bodies they administer, every change in the trail."""

from datetime import date

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.factories import make_body, make_person
from tests.moments import TODAY
from tongming.core.accounts.models import Appointment, Role, User
from tongming.core.clock.models import CalendarDay, CalendarYear
from tongming.core.clock.queries import calendar
from tongming.core.events.models import Delivery
from tongming.core.organizations import actions as organizations
from tongming.core.organizations import queries
from tongming.core.organizations.models import Organization, OrganizationName, Site
from tongming.core.trail.models import Entry

pytestmark = pytest.mark.django_db
NAMES_NONE = {"names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0}
POSTS_NONE = {"appointments-TOTAL_FORMS": 0, "appointments-INITIAL_FORMS": 0}


@pytest.fixture
def city():
    return make_body("演示市人民政府", kind="city", division_code="320600000000")


@pytest.fixture
def bureau(city):
    return organizations.create("演示财政局", "department", parent=city, since=date(2019, 1, 1))


@pytest.fixture
def client(city, sign_in):
    return sign_in(make_person((Role.ADMINISTRATOR, city)))


def organization_form(body, **changes):
    fields = {name: getattr(body, name) or "" for name in ("name", "kind", "credit_code", "division_code")}
    fields |= dict.fromkeys(("established_on", "abolished_on", "introduction", "address", "office_hours"), "")
    fields |= {"telephone": "", "disclosure_office": "", "renamed_on": "", "placed_since": "", "parent": ""}
    return fields | NAMES_NONE | changes


def change(client, body, **changes):
    url = reverse("admin:organizations_organization_change", args=[body.pk])
    return client.post(url, organization_form(body, **changes))


def test_only_master_data_stands_in_the_administration():
    assert {model._meta.label_lower for model in admin.site._registry} == {
        "organizations.organization",
        "organizations.organizationrelation",
        "organizations.site",
        "accounts.user",
        "accounts.appointment",
        "clock.calendaryear",
        "clock.calendarday",
    }


def test_nobody_else_enters_and_the_public_is_sent_to_the_desk(city, sign_in, client):
    assert Client().get("/admin/")["Location"].startswith("/admin/login/")
    assert Client().get("/admin/login/?next=/admin/")["Location"].startswith("/desk/sign-in/?next=/admin/")
    supervisor = sign_in(make_person((Role.SUPERVISOR, city)))
    assert supervisor.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/").status_code == 200


def test_a_flag_of_the_account_opens_nothing_without_the_post(city, sign_in):
    person = make_person((Role.DRAFTER, city))
    person.is_staff = person.is_superuser = True
    person.save()
    assert sign_in(person).get("/admin/", follow=True).status_code == 403
    former = make_person()
    Appointment.objects.create(user=former, organization=city, role=Role.ADMINISTRATOR, valid_to=TODAY)
    assert sign_in(former).get("/admin/", follow=True).status_code == 403


def test_leaving_the_administration_ends_the_session(client):
    assert client.get("/admin/logout/").status_code == 405
    assert client.post("/admin/logout/")["Location"] == "/desk/sign-in/"
    assert client.get("/desk/").status_code == 302
    assert client.get("/admin/password_change/").status_code == 302


def test_renaming_keeps_the_old_name_from_its_day_on(client, bureau):
    assert change(client, bureau, name="演示财政和国资局", renamed_on="2026-06-01").status_code == 302
    bureau.refresh_from_db()
    assert bureau.name == "演示财政和国资局"
    former = OrganizationName.objects.get(organization=bureau)
    assert (former.name, former.kind, former.valid_to) == ("演示财政局", "former", date(2026, 6, 1))
    entry = Entry.objects.get(deed="master_data_changed")
    assert (entry.subject_kind, entry.subject_id, entry.organization_id) == (
        "organization",
        bureau.pk,
        bureau.pk,
    )


def test_a_slip_in_a_name_is_corrected_without_a_former_name(client, bureau):
    change(client, bureau, name="演示财政厅")
    assert not OrganizationName.objects.exists()
    assert Organization.objects.get(pk=bureau.pk).name == "演示财政厅"


def test_a_new_place_needs_its_day_and_cannot_close_a_circle(client, city, bureau):
    office = organizations.create("演示国库处", "department", parent=bureau)
    page = change(client, bureau, parent=office.pk, placed_since="2026-06-01").content.decode()
    assert "不能作为上级" in page
    assert "改变上级机构要写明起始日。" in change(client, office, parent=city.pk).content.decode()
    assert change(client, office, parent=city.pk, placed_since="2026-06-10").status_code == 302
    assert queries.parent_of(office.pk, TODAY) == city
    assert queries.parent_of(office.pk, date(2026, 6, 9)) == bureau


def test_a_wrong_credit_code_is_refused_with_the_reason(client, bureau):
    page = change(client, bureau, credit_code="11320600MB0000000X").content.decode()
    assert "校验位不符" in page


def test_a_new_body_must_have_a_parent_in_scope(client, city):
    stranger = make_body("外市人民政府", kind="city", division_code="320500000000")
    url = reverse("admin:organizations_organization_add")
    fields = organization_form(Organization(name="演示水务局", kind="department"))
    assert client.post(url, fields).status_code == 200
    assert client.post(url, fields | {"parent": stranger.pk}).status_code == 200
    assert client.post(url, fields | {"parent": city.pk, "placed_since": "2026-06-01"}).status_code == 302
    made = Organization.objects.get(name="演示水务局")
    assert queries.parent_of(made.pk, TODAY) == city


def test_bodies_accounts_and_sites_of_others_are_not_reached(client, city):
    stranger = make_body("外市人民政府", kind="city", division_code="320500000000")
    person = make_person((Role.DRAFTER, stranger))
    site = Site.objects.create(organization=stranger, domain="other.example", name="外市")
    for name, row in (
        ("organizations_organization", stranger),
        ("accounts_user", person),
        ("accounts_appointment", person.appointments.get()),
        ("organizations_site", site),
    ):
        assert client.get(reverse(f"admin:{name}_change", args=[row.pk])).status_code == 302
        assert client.get(reverse(f"admin:{name}_history", args=[row.pk]))["Location"] == "/admin/"
    password = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.post(
        password, {"password1": "云上长河第三次改密码", "password2": "云上长河第三次改密码"}
    ).status_code in {403, 404}
    assert (
        "外市人民政府"
        not in client.get(reverse("admin:organizations_organization_changelist")).content.decode()
    )


def test_an_account_is_opened_with_a_password_that_is_judged(client):
    url = reverse("admin:accounts_user_add")
    fields = {"username": "zhang", "name": "张三", "password1": "12345", "password2": "12345"}
    assert client.post(url, fields | POSTS_NONE).status_code == 200
    good = {"password1": "云上长河第三次改密码用", "password2": "云上长河第三次改密码用"}
    assert client.post(url, fields | good | POSTS_NONE).status_code == 200  # eleven characters
    good = {"password1": "云上长河第三次改密码用字", "password2": "云上长河第三次改密码用字"}
    assert client.post(url, fields | good | POSTS_NONE).status_code == 302
    opened = User.objects.get(username="zhang")
    assert opened.check_password("云上长河第三次改密码用字")
    assert Entry.objects.get(deed="master_data_added").subject_id == opened.pk


def test_a_password_is_set_anew_and_leaves_a_trail(client, city):
    person = make_person((Role.DRAFTER, city))
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.get(url).status_code == 200
    new = {
        "password1": "云上长河第三次改密码用字",
        "password2": "云上长河第三次改密码用字",
        "usable_password": "true",
    }
    assert client.post(url, new).status_code == 302
    person.refresh_from_db()
    assert person.check_password("云上长河第三次改密码用字")
    assert Entry.objects.get(deed="master_data_changed").subject_kind == "user"


def test_a_role_is_given_and_ended_never_rewritten(client, city, bureau):
    person = make_person((Role.DRAFTER, bureau))
    fields = {"user": person.pk, "organization": bureau.pk, "role": "reviewer", "valid_from": "2026-06-01"}
    assert client.post(reverse("admin:accounts_appointment_add"), fields).status_code == 302
    given = Appointment.objects.get(role="reviewer")
    assert given.valid_from == date(2026, 6, 1)
    change_url = reverse("admin:accounts_appointment_change", args=[given.pk])
    assert client.post(change_url, {"role": "publisher", "valid_to": "2026-06-30"}).status_code == 302
    given.refresh_from_db()
    assert (given.role, given.valid_to) == ("reviewer", date(2026, 6, 30))
    assert client.post(change_url, {"valid_to": ""}).status_code == 302
    given.refresh_from_db()
    assert given.valid_to is None
    assert client.get(reverse("admin:accounts_appointment_delete", args=[given.pk])).status_code == 403


def test_a_role_in_a_body_out_of_scope_cannot_be_given(client, city):
    stranger = make_body("外市人民政府", kind="city", division_code="320500000000")
    person = make_person((Role.DRAFTER, city))
    fields = {"user": person.pk, "organization": stranger.pk, "role": "administrator", "valid_from": ""}
    assert client.post(reverse("admin:accounts_appointment_add"), fields).status_code == 200
    assert not Appointment.objects.filter(organization=stranger).exists()


def test_a_year_is_loaded_from_lines_and_open_deadlines_are_told(client):
    url = reverse("admin:clock_calendaryear_add")
    wrong = {"year": 2027, "source": "演示通知", "days": "元旦放假\n2027-01-01 休 元旦"}
    assert "第1行“元旦放假”" in client.post(url, wrong).content.decode()
    assert "没有一个放假日" in client.post(url, wrong | {"days": "2027-01-02 班 调休"}).content.decode()
    assert "这些日期不在2027年" in client.post(url, wrong | {"days": "2028-01-01 休 元旦"}).content.decode()
    twice = "2027-01-01 休 元旦\n2027-01-01 班 调休"
    assert client.post(url, wrong | {"days": twice}).status_code == 200
    assert not CalendarYear.objects.exists()
    assert client.post(url, wrong | {"days": "2027-01-01 休 元旦\n\n2027-01-02 班"}).status_code == 302
    assert not calendar().is_working(date(2027, 1, 1))
    assert calendar().is_working(date(2027, 1, 2))
    assert Delivery.objects.filter(event="calendar_changed").exists()
    assert {"load_calendar_year", "master_data_added"} <= set(Entry.objects.values_list("deed", flat=True))


def test_a_loaded_year_is_shown_as_lines_and_can_be_extended(client):
    CalendarYear.objects.create(year=2027, source="演示通知")
    CalendarDay.objects.create(day=date(2027, 1, 1), is_working=False, reason="元旦")
    url = reverse("admin:clock_calendaryear_change", args=[2027])
    assert "2027-01-01 休 元旦" in client.get(url).content.decode()
    days = "2027-01-01 休 元旦\n2027-10-01 休 国庆节"
    assert client.post(url, {"source": "演示通知", "days": days}).status_code == 302
    assert CalendarDay.objects.count() == 2
    assert client.get(reverse("admin:clock_calendarday_changelist")).status_code == 200


def test_history_leads_to_the_trail_of_the_row(client, bureau):
    change(client, bureau, telephone="0000-00000000")
    location = client.get(reverse("admin:organizations_organization_history", args=[bureau.pk]))["Location"]
    assert location == f"/desk/history/?kind=organization&id={bureau.pk}"
    assert "修改主数据" in client.get(location).content.decode()
