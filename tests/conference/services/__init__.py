"""Tests of what the conference computes."""
