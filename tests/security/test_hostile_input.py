"""What nobody types by accident: addresses and forms made to break something get an answer, never an error of ours."""

import json
from datetime import date

import pytest

from tests.factories import (
    content,
    make_body,
    make_draft,
    make_person,
    make_published,
    make_team,
    operator,
    viewer,
)
from tests.moments import NOW
from tongming.core.accounts.models import Role
from tongming.core.files.actions import store
from tongming.core.process.table import DeedRefused
from tongming.core.publications import actions
from tongming.core.publications.content import BadContent
from tongming.domains.documents.batch import Publishers, import_paths
from tongming.engines.index import Index

pytestmark = pytest.mark.django_db
HUGE = "9" * 30


@pytest.fixture
def desk(client):
    """A client signed in as somebody who holds every role of a body, and the body's team."""
    team = make_team()
    roles = (Role.DRAFTER, Role.REVIEWER, Role.PUBLISHER, Role.OFFICE_HEAD, Role.ADMINISTRATOR)
    client.force_login(
        make_person(*((role, team.body) for role in roles)),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client, team


@pytest.mark.parametrize(
    "address",
    [
        f"/documents/{HUGE}/",
        f"/documents/{HUGE}/history/",
        f"/files/{HUGE}/a.txt",
        f"/organizations/{HUGE}/",
        f"/organizations/{HUGE}/guide/",
        f"/ledger/{HUGE}/",
        f"/feeds/organizations/{HUGE}.atom",
        f"/sitemap-{HUGE}.xml",
        f"/api/documents/{HUGE}",
        f"/api/documents?organization={HUGE}",
        f"/api/documents?organization=-{HUGE}",
        "/api/documents?in_force=0001-01-01",
        "/api/documents?in_force=9999-12-31",
        f"/api/organizations/{HUGE}",
        f"/api/search?year={HUGE}",
        f"/api/search?year=-{HUGE}",
        "/api/search?from=0001-01-01&to=9999-12-31",
        "/api/search?page=1000&size=100",
        "/search/?q=" + "-" * 199 + "a",
        "/search/?q=" + "(" * 199,
        "/search/?q=" + "%E6%A0%87%E9%A2%98:" * 40 + "a",
        "/in-force/?page=999999999",
        "/search/?q=a&page=999999999",
    ],
)
def test_a_public_address_made_to_break_something_is_answered(client, address):
    assert client.get(address).status_code < 500


@pytest.mark.parametrize(
    "parameter", ["q", "theme", "issuer", "kind", "validity", "subtheme", "from", "page", "to", "unit"]
)
@pytest.mark.parametrize(
    "page",
    [
        "/search/",
        "/suggest/",
        "/documents/",
        "/api/documents",
        "/api/search",
        "/api/suggest",
        "/leave/",
        "/in-force/",
    ],
)
def test_a_nul_in_an_address_is_answered(client, page, parameter):
    assert client.get(page, {parameter: "a\x00b"}).status_code < 500


@pytest.mark.parametrize(
    "page",
    [
        "/desk/drafts/",
        "/desk/series/",
        "/desk/history/",
        "/desk/history.csv",
        "/desk/series.csv",
        "/desk/drafts.csv",
    ],
)
@pytest.mark.parametrize("parameter", ["q", "kind", "body", "id", "state"])
def test_a_nul_or_a_huge_number_in_an_address_of_the_desk_is_answered(desk, page, parameter):
    client, _ = desk
    for written in ("a\x00b", HUGE):
        response = client.get(page, {parameter: written})
        assert response.status_code < 500
        if response.streaming:
            list(response.streaming_content)


def test_a_nul_in_a_form_of_the_desk_is_answered(desk):
    client, team = desk
    draft = make_draft(team)
    series = make_published(team).series
    for address, fields in (
        (f"/desk/drafts/{draft.pk}/deeds/", {"deed": "submit", "reason": "a\x00b"}),
        (f"/desk/series/{series.pk}/deeds/", {"deed": "withdraw", "reason": "a\x00b"}),
        (f"/desk/series/{series.pk}/validity/", {"q": "a\x00b", "find": "1"}),
        ("/desk/publish/", {"draft": "a\x00b", "reason": "\x00"}),
        ("/desk/sign-in/", {"username": "a\x00b", "password": "\x00"}),
    ):
        assert client.post(address, fields).status_code < 500, address


@pytest.mark.parametrize("reason", ["长" * 301, "长" * 100_000])
def test_a_reason_longer_than_its_place_is_refused_in_words(desk, reason):
    client, team = desk
    series = make_published(team).series
    response = client.post(f"/desk/series/{series.pk}/deeds/", {"deed": "withdraw", "reason": reason})
    assert response.status_code == 422
    assert "最多300字" in response.content.decode()
    with pytest.raises(DeedRefused, match="最多300字"):
        actions.withdraw(viewer(team.head), series, reason=reason, now=NOW)


def test_names_of_files_are_kept_short_and_printable():
    team = make_team()
    stored = store("正文".encode(), "a.txt", NOW)
    wild = "长" * 300 + "\r\nX-Evil: 1\x00.txt"
    draft = make_draft(team)
    file = actions.attach(viewer(team.drafter), draft, stored, wild, now=NOW)
    given = {"kind": "document", "organization_id": team.body.pk, "content": content(), "now": NOW}
    first = actions.create_draft(viewer(team.drafter), files=[(stored, wild, True)], **given)
    published, _ = actions.register_published(
        operator(), identity="x", source="测试", files=[(stored, wild, True)], **given
    )
    for name in (file.name, first.files.get().name, published.files.get().name):
        assert len(name) <= 200
        assert name.isprintable()
        assert name.endswith(".txt")


def test_a_day_that_no_document_can_bear_is_refused_in_words():
    for day in ("0001-01-01", "9999-12-31", date(1, 1, 1)):
        with pytest.raises(BadContent, match="成文日期"):
            make_draft(make_team(), formed_on=day)


@pytest.mark.parametrize("text", ["正文\ud800。", "正文\x00。"])
@pytest.mark.parametrize("field", ["title", "text", "issuer", "id", "doc_number"])
def test_a_row_with_characters_that_are_none_costs_only_itself(tmp_path, text, field):
    body = make_body()
    rows = [
        {"title": "甲", "text": "正文。"},
        {"title": "乙", "text": "正文。"} | {field: text},
        {"title": "丙", "text": "正文。"},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))

    def parse(data, name, title):
        from tongming.core.files.parsing_child import parse as read

        return read(data, name, title).to_body()

    report = import_paths(
        operator(), [path], publishers=Publishers(date(2026, 6, 15), body, body), parse=parse, now=lambda: NOW
    )
    assert report.read == 3
    assert report.created + len(report.rejected) == 3
    assert report.created >= 2


def test_a_query_of_signs_alone_is_read_as_words(tmp_path):
    index = Index(tmp_path / "index")
    with index.writer():
        pass
    for query in (
        "-" * 500 + "a",
        "NOT " * 125,
        "标题:" * 160 + "a",
        "!a" * 250,
        "+" * 499 + "a",
        "（" * 500,
        "“" * 500,
    ):
        index.search(query)
