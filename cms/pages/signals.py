"""What pages tell the packages above them."""

from django.dispatch import Signal

# Sent inside the transaction of a publish, unpublish, move, delete or saved revision, before any page row is
# written, so that receivers can take their locks in order. Arguments: page.
page_write_begins = Signal()

# Sent with the page as it would be published, before anything is written; receivers raise PublishRefused.
# Arguments: page.
publish_requested = Signal()
