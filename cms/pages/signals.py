"""What pages tell the packages above them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.dispatch import Signal

# Sent inside the transaction of a publish, unpublish, move, delete or saved revision, before any page row is
# written, so that receivers can take their locks in order. Arguments: page.
page_write_begins = Signal()

# Sent by `publish` before anything else; receivers may move the moment in the revision's content.
# Arguments: page, revision.
publish_begins = Signal()

# Sent with the page as it would be published, before anything is written; receivers raise PublishRefused.
# Arguments: page.
publish_requested = Signal()

# Makers of context managers that the packages above want around everything that one such write causes, in its
# transaction; an exception inside is passed on to them.
write_surroundings: list[Callable[[], AbstractContextManager]] = []
