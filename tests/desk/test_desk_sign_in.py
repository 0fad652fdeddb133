"""Nobody sees the desk without signing in; guessing locks an account and says for how long."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_body, make_person
from tongming.core.accounts.models import Role

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def attempt(client, username, password):
    return client.post(reverse("desk:sign_in"), {"username": username, "password": password})


def test_the_public_is_sent_to_the_sign_in_page_and_comes_back_afterwards(client):
    response = client.get("/desk/drafts/?state=drafting")
    assert response.status_code == 302
    assert response["Location"] == "/desk/sign-in/?next=/desk/drafts/%3Fstate%3Ddrafting"


def test_the_right_password_opens_the_inbox_and_signing_out_closes_it(client):
    person = make_person((Role.DRAFTER, make_body()))
    assert attempt(client, person.username, PASSWORD)["Location"] == "/desk/"
    inbox = client.get("/desk/")
    assert inbox.status_code == 200
    assert inbox["Cache-Control"] == "no-store"
    assert client.get(reverse("desk:sign_out")).status_code == 405
    assert client.post(reverse("desk:sign_out"))["Location"] == "/desk/sign-in/"
    assert client.get("/desk/").status_code == 302


def test_a_wrong_password_keeps_the_account_name_and_says_what_to_do(client):
    person = make_person((Role.DRAFTER, make_body()))
    page = attempt(client, person.username, "wrong").content.decode()
    assert "账号或密码不对" in page
    assert f'value="{person.username}"' in page


def test_five_wrong_passwords_lock_the_account_and_the_page_says_how_long(client):
    person = make_person((Role.DRAFTER, make_body()))
    answers = [attempt(client, person.username, "wrong") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "已锁定30分钟" in answers[-1].content.decode()
    assert attempt(Client(), person.username, PASSWORD).status_code == 429


def test_an_account_out_of_use_is_told_nothing_else_than_a_wrong_password(client):
    person = make_person((Role.DRAFTER, make_body()), active=False)
    assert "账号或密码不对" in attempt(client, person.username, PASSWORD).content.decode()


def test_a_form_without_its_token_is_refused(team):
    client = Client(enforce_csrf_checks=True)
    client.force_login(team.drafter, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("desk:upload"), {"text": "x"}).status_code == 403


def test_a_person_changes_the_own_password_and_stays_signed_in(team, sign_in):
    client = sign_in(team.drafter)
    fields = {"old_password": PASSWORD, "new_password1": "云上长河第三次", "new_password2": "云上长河第三次"}
    page = client.post(reverse("desk:password"), fields)
    assert page.status_code == 200  # seven characters are too few
    fields |= {
        "new_password1": "云上长河第三次改密码用十二字",
        "new_password2": "云上长河第三次改密码用十二字",
    }
    assert client.post(reverse("desk:password"), fields)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
