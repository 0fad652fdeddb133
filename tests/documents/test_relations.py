"""Relations: proposed by the parser, resolved when the other document arrives, without effect until a person confirms."""

from datetime import date

import pytest

from tests.factories import (
    make_body,
    make_person,
    make_published,
    make_registered,
    make_team,
    operator,
    viewer,
)
from tests.moments import NOW, TODAY
from tongming.core.accounts.models import Role
from tongming.core.accounts.viewers import public
from tongming.core.events.actions import drain
from tongming.core.process.table import DeedRefused
from tongming.core.publications import actions as publications
from tongming.core.publications.models import Series
from tongming.domains.documents import queries
from tongming.domains.documents.actions import confirm, dismiss
from tongming.domains.documents.models import Relation

pytestmark = pytest.mark.django_db


def citing(role="repeals", title="旧办法", number="演办发〔2019〕7号", **more):
    reference = {"title": title, "doc_number": number, "role": role, **more}
    return {"outline": [], "attachments": [], "tables": [], "references": [reference], "tasks": []}


def publish_citing(team=None, **reference):
    publication = make_published(team or make_team(), body=citing(**reference))
    assert drain(NOW)
    return publication.series


def test_a_citation_waits_until_the_cited_document_arrives():
    source = publish_citing()
    relation = Relation.objects.get()
    assert (relation.source, relation.target, relation.state) == (source, None, "proposed")
    assert list(queries.unresolved(public(TODAY))) == [relation]
    target = make_registered(title="旧办法", doc_number="演办发〔2019〕7号").series
    drain(NOW)
    relation.refresh_from_db()
    assert relation.target == target
    assert not queries.unresolved(public(TODAY)).exists()
    assert list(queries.citing(public(TODAY), target)) == [relation]


def test_a_citation_finds_a_document_that_was_there_before_in_any_bracket_style():
    target = make_registered(title="旧办法", doc_number="演办发[2019]7号").series
    publish_citing(number="演办发（2019）7号")
    assert Relation.objects.get().target == target


def test_an_ambiguous_title_stays_unresolved():
    for number in ("甲〔2019〕1号", "甲〔2020〕1号"):
        make_registered(title="同名办法", doc_number=number)
    publish_citing(title="同名办法", number=None)
    assert Relation.objects.get().target is None


def test_a_proposed_repeal_has_no_effect_and_a_confirmed_one_from_the_acting_documents_effective_day():
    team = make_team()
    target = make_registered(team.body, title="旧办法", doc_number="演办发〔2019〕7号").series
    source = make_published(team, body=citing(), effective_on="2026-07-01").series
    drain(NOW)
    target.refresh_from_db()
    assert target.validity == "in_force"
    confirm(viewer(team.head), Relation.objects.get(), now=NOW)
    target = Series.objects.get(pk=target.pk)
    assert (target.validity, target.next_change_on) == ("in_force", date(2026, 7, 1))
    statement = target.statements.order_by("-pk").first()
    assert (statement.state, statement.valid_from, statement.basis_series) == (
        "repealed",
        date(2026, 7, 1),
        source,
    )


def test_named_articles_make_a_repeal_partial():
    team = make_team()
    target = make_registered(team.body, title="旧办法", doc_number="演办发〔2019〕7号").series
    make_published(team, body=citing(articles=["第三条"]))
    drain(NOW)
    confirm(viewer(team.head), Relation.objects.get(), now=NOW)
    assert Series.objects.get(pk=target.pk).validity == "partly_ended"


def test_only_the_issuer_of_the_repealed_text_or_its_superior_gives_the_repeal_effect():
    city = make_body(kind="city")
    team, issuer = make_team(), make_body(parent=city)
    make_registered(issuer, title="旧办法", doc_number="演办发〔2019〕7号")
    make_published(team, body=citing())
    drain(NOW)
    with pytest.raises(DeedRefused):
        confirm(viewer(team.head), Relation.objects.get(), now=NOW)
    assert Relation.objects.get().state == "proposed"
    superior = make_person((Role.OFFICE_HEAD, team.body), (Role.SUPERVISOR, city))
    confirm(viewer(superior), Relation.objects.get(), now=NOW)
    assert Relation.objects.get().target.validity == "repealed"


def test_a_repeal_of_an_unknown_document_cannot_be_confirmed():
    team = make_team()
    publish_citing(team)
    with pytest.raises(DeedRefused, match="尚未入库"):
        confirm(viewer(team.head), Relation.objects.get(), now=NOW)
    assert Relation.objects.get().state == "proposed"


def test_only_people_of_the_citing_body_decide_and_a_dismissal_needs_a_reason():
    team, other = make_team(), make_team()
    publish_citing(team, role="basis")
    relation = Relation.objects.get()
    with pytest.raises(DeedRefused):
        confirm(viewer(other.head), relation, now=NOW)
    with pytest.raises(DeedRefused, match="理由"):
        dismiss(viewer(team.head), relation, reason="", now=NOW)
    dismiss(viewer(team.head), relation, reason="误识", now=NOW)
    assert not queries.cited_by(public(TODAY), relation.source).exists()


def test_a_new_version_drops_proposals_it_no_longer_makes_and_keeps_decided_ones():
    team = make_team()
    make_registered(title="旧办法", doc_number="演办发〔2019〕7号")
    series = publish_citing(team, role="basis")
    decided = confirm(viewer(team.head), Relation.objects.get(), now=NOW)
    make_published(team, series=series, body=citing(role="mentions", title="另一份", number=None))
    drain(NOW)
    assert {relation.role for relation in Relation.objects.all()} == {"basis", "mentions"}
    make_published(team, series=series, body=citing(role="basis"))
    drain(NOW)
    assert list(Relation.objects.all()) == [decided]


def test_relations_of_a_purged_document_are_forgotten():
    team = make_team()
    series = publish_citing(team)
    publications.purge(viewer(team.head), series, ground="court_order", reason="判决", now=NOW)
    drain(NOW)
    assert not Relation.objects.exists()


def test_undecided_proposals_are_shown_to_the_body_that_cites():
    team, other = make_team(), make_team()
    publish_citing(team)
    assert queries.undecided(viewer(team.drafter)).count() == 1
    assert not queries.undecided(viewer(other.drafter)).exists()
    assert queries.undecided(operator()).count() == 1
