"""One circuit breaker per process: a server that does not answer is left alone for a while."""

import elasticsearch
import opensearchpy
from pybreaker import CircuitBreaker

FAILURES = 3
PAUSE = 10
TOO_MANY_REQUESTS = 429


def status_of(error: BaseException) -> int | None:
    """The status of an answer that is an error to either client; None when there was no answer."""
    if isinstance(error, opensearchpy.TransportError) and isinstance(error.status_code, int):
        return error.status_code
    return error.meta.status if isinstance(error, elasticsearch.ApiError) else None


def is_refusal(error: BaseException) -> bool:
    """Whether the server is well and merely refused the request."""
    status = status_of(error)
    return status is not None and status < 500 and status != TOO_MANY_REQUESTS


# To be used as `with breaker.calling():`; breaker.call() would hold its lock until the server has answered, and
# threads would ask one after another.
breaker = CircuitBreaker(
    fail_max=FAILURES, reset_timeout=PAUSE, exclude=[is_refusal], throw_new_error_on_trip=False, name="search"
)
