"""Tests of conference."""
