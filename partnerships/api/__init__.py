"""Partnerships, places, regions, requests, numbers and changes at /api/v1/partnerships/."""

from ninja import Router

from . import changes, numbers, places, profiles, requests

router = Router()
for part in (numbers, changes, places, requests, profiles):
    router.add_router("", part.router)
