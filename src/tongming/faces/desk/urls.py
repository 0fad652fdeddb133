"""Addresses of the desk face."""

from django.urls import URLPattern

app_name = "desk"
urlpatterns: list[URLPattern] = []
