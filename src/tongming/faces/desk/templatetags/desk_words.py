"""Words for values that pages of other packages hand to desk templates."""

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def duration_words(length: timedelta) -> str:
    """Return a length of time in Chinese, for example 1小时30分钟; the lock page of django-axes tells it so."""
    minutes = max(1, round(length.total_seconds() / 60))
    hours, minutes = divmod(minutes, 60)
    return f"{hours}小时" * bool(hours) + f"{minutes}分钟" * bool(minutes)
