"""Signed links in mails: what may be done with which record, and until when."""

from datetime import timedelta

from django.core import signing


class TokenExpired(Exception):
    """The link was ours, and its time is over."""


class TokenInvalid(Exception):
    """Not a link of ours, or one for something else."""


def make(purpose: str, key: object) -> str:
    """A link's token; it is good for this purpose only."""
    return signing.dumps(str(key), salt=_salt(purpose))


def read(purpose: str, token: str, max_age: timedelta | None = None) -> str:
    """The key in a token; raises TokenExpired or TokenInvalid."""
    try:
        key = signing.loads(token, salt=_salt(purpose), max_age=max_age)
    except signing.SignatureExpired as error:
        raise TokenExpired from error
    except (signing.BadSignature, ValueError) as error:
        raise TokenInvalid from error
    if not isinstance(key, str):
        raise TokenInvalid
    return key


def _salt(purpose: str) -> str:
    return f"partnerships.link.{purpose}"
