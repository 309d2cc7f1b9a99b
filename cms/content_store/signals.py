"""What the store tells others."""

from django.dispatch import Signal

# Sent inside the transaction that changed an item. Arguments: page_id, item_type, locale, removed (bool).
item_changed = Signal()
