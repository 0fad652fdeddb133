"""Contrast of the palette, and the reading of tokens out of the style sheet."""

import pytest

from tongming.core.ui.tokens import contrast_ratio, read_tokens

THEMES = (":root", 'html[data-contrast="high"]')


def palette(selector):
    return {token.name: token.value for token in read_tokens(selector) if token.is_colour}


def test_contrast_of_black_on_white_is_the_largest():
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#ffffff", "#ffffff") == pytest.approx(1)


def test_contrast_agrees_with_a_published_value():
    assert contrast_ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("selector", THEMES)
@pytest.mark.parametrize("ground", ["paper", "sheet", "tint"])
@pytest.mark.parametrize("letters", ["ink", "ink-soft", "indigo", "indigo-deep", "vermilion"])
def test_text_reaches_the_highest_level_of_contrast(selector, ground, letters):
    colours = palette(selector)
    assert contrast_ratio(colours[letters], colours[ground]) >= 7


@pytest.mark.parametrize("selector", THEMES)
@pytest.mark.parametrize(
    ("letters", "ground"),
    [
        ("on-indigo", "indigo"),
        ("ink", "tint-strong"),
        ("vermilion", "vermilion-tint"),
        ("sheet", "vermilion"),
    ],
)
def test_marked_text_reaches_the_highest_level_of_contrast(selector, letters, ground):
    colours = palette(selector)
    assert contrast_ratio(colours[letters], colours[ground]) >= 7


@pytest.mark.parametrize("selector", THEMES)
@pytest.mark.parametrize("mark", ["edge", "focus", "indigo", "vermilion"])
def test_edges_of_controls_can_be_seen(selector, mark):
    colours = palette(selector)
    assert contrast_ratio(colours[mark], colours["paper"]) >= 3
    assert contrast_ratio(colours[mark], colours["sheet"]) >= 3


def test_tokens_are_read_with_comments_and_other_blocks_left_out():
    css = ":root { --a: 1px; /* --b: 2px; */ --c: #ffffff; }\nhtml { --d: 4px; }"
    assert [(token.name, token.value, token.is_colour) for token in read_tokens(":root", css)] == [
        ("a", "1px", False),
        ("c", "#ffffff", True),
    ]


def test_an_unknown_block_has_no_tokens():
    assert read_tokens("body", ":root { --a: 1px; }") == []
