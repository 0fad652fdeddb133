"""Renders a piece of template text with the library of the design system."""

from django.template import Context, Template


def render(text: str, /, **values) -> str:
    return Template("{% load ui %}" + text).render(Context(values))
