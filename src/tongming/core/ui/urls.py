"""Addresses of the design system: style guide and display settings."""

from django.urls import path

from tongming.core.ui import views

app_name = "ui"

urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/suggestions/", views.sample_suggestions, name="sample_suggestions"),
    path("preferences/", views.display_settings, name="preferences"),
]
