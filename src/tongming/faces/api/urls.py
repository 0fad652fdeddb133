"""Addresses of the API: the endpoints, the OpenAPI document and its page, all under /api/."""

from django.urls import path

from tongming.faces.api.endpoints import api

urlpatterns = [path("", api.urls)]
