"""The style guide shows every component and every token, and keeps to the content security policy."""

import re
from pathlib import Path

import pytest
from django.test.signals import template_rendered

import tongming.core.ui
from tongming.core.ui import tokens, views

# Context processors of other applications look up the site.
pytestmark = pytest.mark.django_db

PACKAGE = Path(tongming.core.ui.__file__).parent
COMPONENTS = sorted(path.stem for path in (PACKAGE / "templates/ui/components").glob("*.html"))


@pytest.fixture
def rendered_templates():
    """Names of the templates rendered so far."""
    names = set()

    def note(sender, template, **kwargs):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def style_guide(rf):
    return views.styleguide(rf.get("/styleguide/")).content.decode()


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_shown(rf, rendered_templates, name):
    page = style_guide(rf)
    assert f'data-component="{name}"' in page
    assert f"ui/components/{name}.html" in rendered_templates


def test_there_are_components_to_show():
    assert len(COMPONENTS) >= 25


@pytest.mark.parametrize("token", tokens.read_tokens(), ids=lambda token: token.name)
def test_every_token_is_shown_with_its_purpose(rf, token):
    assert token.purpose
    assert f'data-token="{token.name}"' in style_guide(rf)


def test_purposes_are_given_for_existing_tokens_only():
    assert set(tokens.PURPOSES) == {token.name for token in tokens.read_tokens()}


def test_made_up_content_is_marked(rf):
    page = style_guide(rf)
    assert "演示" in re.search(r"<title>(.*?)</title>", page).group(1)
    assert "编造" in page


def test_the_page_has_one_main_heading_and_the_landmarks(rf):
    page = style_guide(rf)
    assert len(re.findall(r"<h1\b", page)) == 1
    for landmark in ("<header", "<main", "<footer", "<nav"):
        assert landmark in page


def test_identifiers_are_unique(rf):
    found = re.findall(r'\sid="([^"]+)"', style_guide(rf))
    assert sorted(found) == sorted(set(found))


def test_no_inline_style_or_script_is_rendered(rf):
    page = style_guide(rf)
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", page)
    for attributes, content in re.findall(r"<script\b([^>]*)>(.*?)</script>", page, re.DOTALL):
        assert "src=" in attributes
        assert content == ""


@pytest.mark.parametrize("path", sorted((PACKAGE / "static").rglob("*.*")), ids=lambda path: path.name)
def test_static_files_load_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in text
    assert "https:" not in text
    assert "url(" not in text
    assert "@import" not in text


def test_the_styles_for_the_screen_stay_small():
    styles = [
        path
        for path in (PACKAGE / "static/ui/css").rglob("*.css")
        if path.stem not in {"print", "styleguide"}
    ]
    assert sum(path.stat().st_size for path in styles) < 43_000
