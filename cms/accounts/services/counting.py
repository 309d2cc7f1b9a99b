"""How often something is asked for: counted by keyed hashes whose key is thrown away every day."""

import hashlib
import hmac
import ipaddress
import secrets
from contextlib import suppress
from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

PREFIX = "cms.counting"
DAY = timedelta(days=1)
# Providers give a household a whole network of these.
SIX_PREFIX = 64


class TooMany(Exception):
    """More than is allowed in the window; `retry_after` are the seconds until the next one."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class NotCounted(Exception):
    """There is no cache to count in."""


def count(kind: str, subject: str, allowed: int, window: timedelta) -> str:
    """One more of the kind for the subject in the running window, by its key; raises TooMany and NotCounted."""
    seconds, now = int(window.total_seconds()), int(timezone.now().timestamp())
    digest = hmac.new(_salt(), f"{kind}.{subject}".encode(), hashlib.sha256).hexdigest()
    key = f"{PREFIX}.{now // seconds}.{digest}"
    try:
        cache.add(key, 0, seconds)
        counted = cache.incr(key)
    except ValueError:
        counted = None
    if not counted:
        raise NotCounted
    if counted > allowed:
        uncount(key)
        raise TooMany(seconds - now % seconds)
    return key


def uncount(key: str) -> None:
    """One less; nothing where the window or the cache is gone."""
    with suppress(ValueError):
        cache.decr(key)


def network_of(address: str | None) -> str:
    """What counts as one sender: an IPv4 address, or the network of an IPv6 address."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, SIX_PREFIX), strict=False))


def _salt() -> bytes:
    """The day's key; once it is gone nobody can tell whom a digest was made of."""
    name = f"{PREFIX}.salt.{timezone.now():%Y-%m-%d}"
    cache.add(name, secrets.token_hex(32), DAY.total_seconds())
    found = cache.get(name)
    if not found:
        raise NotCounted
    return found.encode()
