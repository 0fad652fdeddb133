"""The one library of the design system: `{% load ui %}` brings every component and filter.

A component is one template in `templates/ui/components/` and one tag of the same name, whose signature names
its variables; a wrong name is refused when the template is compiled.
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tongming.core.ui import preferences
from tongming.core.ui.tags import acting, finding, reading
from tongming.core.ui.text import date_in_table, date_in_text, entry_text

register = template.Library()
for part in (finding.register, reading.register, acting.register):
    register.tags.update(part.tags)
    register.filters.update(part.filters)

register.filter("date_text", date_in_text)
register.filter("date_table", date_in_table)
register.filter("entry_text", entry_text)


@register.filter
def notice_level(tag: str) -> str:
    """Level of a notice for a tag of Django's message framework (debug, info, success, warning, error)."""
    return {"success": "success", "warning": "warn", "error": "error"}.get(tag, "info")


@register.simple_tag(takes_context=True)
def page_attributes(context: template.Context) -> SafeString:
    """Attributes of <html> for the reader's display choices, for example `data-view="elder"`."""
    chosen = preferences.from_request(context.get("request"))
    markup = SafeString("")
    for name in preferences.CHOICES:
        if value := getattr(chosen, name):
            markup += format_html(' data-{}="{}"', name, value)
    return markup
