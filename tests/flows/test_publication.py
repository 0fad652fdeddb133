"""From a file in an officer's hand to a page of the public: three real persons, through their browsers' requests only."""

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories import make_body, make_person
from tests.moments import NOW
from tongming.core.accounts.models import Role
from tongming.core.trail.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
NOTICE = """演示市人民政府办公室文件
演政办发〔2026〕7号

演示市人民政府办公室关于做好汛期值班工作的通知

各县（市、区）人民政府，市各有关部门：

根据《中华人民共和国防洪法》，现就做好汛期值班工作通知如下。

一、落实值班制度。各单位要明确带班领导。

二、及时报告情况。遇有险情立即报告。

演示市人民政府办公室
2026年4月10日

（此件公开发布）
"""


@pytest.fixture(autouse=True)
def _given_time():
    with time_machine.travel(NOW, tick=False):
        yield


class Officer:
    """A person at a browser: signs in with a password, reads pages, fills in the forms they hold."""

    def __init__(self, name, *posts):
        self.user = make_person(*posts, name=name)
        self.client = Client(enforce_csrf_checks=True)
        self.go("/desk/sign-in/")
        self.send("/desk/sign-in/", username=self.user.username, password=PASSWORD)

    def go(self, address):
        self.response = self.client.get(address, follow=True)
        self.page = self.response.content.decode()
        return self.page

    def send(self, address, **fields):
        fields["csrfmiddlewaretoken"] = self.client.cookies["csrftoken"].value
        self.response = self.client.post(address, fields, follow=True)
        self.page = self.response.content.decode()
        return self.page

    def value(self, name):
        """The value of an input as the page shows it."""
        return re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.page)[1]

    def do(self, draft, deed, reason=""):
        self.go(f"/desk/drafts/{draft}/")
        return self.send(
            f"/desk/drafts/{draft}/deeds/", deed=deed, reason=reason, revision=self.value("revision")
        )

    def save(self, draft, **changes):
        """Open the form, change some fields and save, with everything else as the page holds it."""
        self.go(f"/desk/drafts/{draft}/")
        form = self.response.context["form"]
        shown = {name: value for name in form.fields if (value := form[name].value())}
        return self.send(f"/desk/drafts/{draft}/", **(shown | changes))


@pytest.fixture
def office():
    return make_body("演示市人民政府办公室", kind="office")


@pytest.fixture
def drafter(office):
    return Officer("甲", (Role.DRAFTER, office))


@pytest.fixture
def reviewer(office):
    return Officer("乙", (Role.REVIEWER, office))


@pytest.fixture
def publisher(office):
    return Officer("丙", (Role.PUBLISHER, office))


def upload(officer, office):
    """Drop the notice in; the number of its draft."""
    officer.go("/desk/drafts/new/")
    officer.send(
        "/desk/drafts/new/",
        organization=office.pk,
        documents=SimpleUploadedFile("通知.txt", NOTICE.encode()),
        text="",
    )
    return int(re.search(r"/desk/drafts/(\d+)/$", officer.response.redirect_chain[-1][0])[1])


def test_a_notice_goes_from_file_to_public_page_by_three_persons(office, drafter, reviewer, publisher):
    draft = upload(drafter, office)
    assert "演政办发〔2026〕7号" in drafter.page
    assert "缺少主题分类。" in drafter.page
    drafter.save(draft, classification="综合政务\\应急管理", summary="部署汛期值班。", keywords="汛期、值班")
    assert "缺少主题分类。" not in drafter.page
    assert "已送审。" in drafter.do(draft, "submit")

    assert "待审核" in reviewer.go("/desk/")
    assert "已退回拟稿人。" in reviewer.do(draft, "return", "概述写明报告时限")

    assert "概述写明报告时限" in drafter.go("/desk/")
    drafter.save(draft, summary="部署汛期值班，险情立即报告。")
    drafter.do(draft, "submit", "已补")
    assert "已审核通过，等待发布。" in reviewer.do(draft, "approve")

    drafter.save(draft, keywords="汛期、值班、报告")  # any edit voids the approval
    assert "没有等您发布的拟稿" in publisher.go("/desk/publish/")
    drafter.do(draft, "submit")
    reviewer.do(draft, "approve")

    waiting = publisher.go("/desk/")
    assert "已逾期" in waiting
    assert "写明理由后才能发布" in publisher.send("/desk/publish/", draft=draft, reason="")
    published = publisher.send("/desk/publish/", draft=draft, reason="补充公开，此前漏发")
    number = re.search(r"索引号：(\S+/2026-00001)。", published)[1]

    public = Client()
    address = re.search(r'href="(/documents/\d+/)">公众看到的页面', published)[1]
    page = public.get(address).content.decode()
    for shown in ("关于做好汛期值班工作的通知", "演政办发〔2026〕7号", number, "险情立即报告"):
        assert shown in page

    history = reviewer.go(f"/desk/drafts/{draft}/")
    for deed in ("新建拟稿", "修改", "送审", "退回", "审核通过"):
        assert deed in history
    assert [entry.deed for entry in _trail("draft", draft)] == [
        *("create_draft", "edit", "submit", "return", "edit", "submit", "approve"),
        *("edit", "submit", "approve"),
    ]
    [publication] = _trail("series", int(re.search(r"\d+", address)[0]))
    assert (publication.deed, publication.actor, publication.reason) == (
        "publish",
        "丙",
        "补充公开，此前漏发",
    )


def _trail(kind, number):
    return Entry.objects.filter(subject_kind=kind, subject_id=number).order_by("seq")


def approved(office, drafter, reviewer):
    """A complete draft that was reviewed."""
    draft = upload(drafter, office)
    drafter.save(draft, classification="综合政务\\应急管理", formed_on=timezone.localdate().isoformat())
    drafter.do(draft, "submit")
    reviewer.do(draft, "approve")
    return draft


def test_two_persons_suffice_only_where_the_body_allows_it(office, drafter):
    both = Officer("丁", (Role.REVIEWER, office), (Role.PUBLISHER, office))
    draft = approved(office, drafter, both)
    assert "本机构未设置允许两人办理" in both.send("/desk/publish/", draft=draft, reason="")
    office.two_persons_allowed = True
    office.save()
    assert "已发布1份" in both.send("/desk/publish/", draft=draft, reason="")
    persons = both.page.split('class="person-roles"')[1]
    assert persons.count("丁") >= 2  # the record shows that one person did both


def test_a_drafter_never_publishes_the_own_draft_even_with_every_role(office, reviewer):
    every = Officer("戊", *((role, office) for role in (Role.DRAFTER, Role.REVIEWER, Role.PUBLISHER)))
    draft = approved(office, every, reviewer)
    page = every.go(f"/desk/drafts/{draft}/")
    assert "拟稿人不能审核或发布自己的稿件，请由他人办理。" in page
    assert "请至少选择一份待发布的拟稿。" in every.send("/desk/publish/", draft=draft, reason="急")
    assert "待发布" in every.go(f"/desk/drafts/{draft}/")


def test_what_is_not_published_is_nowhere_on_the_public_site(office, drafter, reviewer):
    approved(office, drafter, reviewer)
    assert "汛期值班" not in Client().get("/").content.decode()
    assert "汛期值班" not in Client().get("/documents/").content.decode()
