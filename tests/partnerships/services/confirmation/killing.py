"""A worker of its own that sends letters into a folder and is killed at a moment of its own choosing, as SIGKILL does.

python -m tests.partnerships.services.confirmation.killing FOLDER MOMENT NUMBER: sends what is due; killed "before"
its letter of that number is handed over, "after" it was handed over and before that is noted, "between" that letter
and the next, or never.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings
from django.core.mail import EmailMessage

MOMENTS = ("before", "after", "between")


def main(folder: str, moment: str, number: str) -> None:
    """Send all that is due, or die."""
    django.setup()
    from partnerships.services.confirmation import letters

    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = folder
    begun = 0
    hand_over: Callable[..., int] = EmailMessage.send

    def send(message: EmailMessage, *args: Any, **options: Any) -> int:
        nonlocal begun
        begun += 1
        if begun == int(number) and moment == "before":
            die()
        handed = hand_over(message, *args, **options)
        if begun == int(number) and moment == "after":
            die()
        return handed

    EmailMessage.send = send
    if moment == "between":
        letters.BATCH = int(number)
        letters.send_due()
        die()
    letters.send_due()


def die() -> None:
    """At once, with nothing tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
