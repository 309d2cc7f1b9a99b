"""What the index tells others."""

from django.dispatch import Signal

# Sent inside the transaction that wrote or removed documents. Argument: keys.
documents_changed = Signal()
