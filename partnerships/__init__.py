"""Partnerships of municipalities: profiles, directory, map, statistics, import and export, partner requests."""
