"""Partnerships, places, regions, numbers and changes at /api/v1/partnerships/."""

from ninja import Router

from . import changes, numbers, places, profiles

router = Router()
for part in (numbers, changes, places, profiles):
    router.add_router("", part.router)
