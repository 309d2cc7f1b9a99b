"""Addresses of the plugin."""

from django.urls import path

from .views import all_walks

urlpatterns = [path("walks.txt", all_walks, name="walks")]
