"""How fields of a page answer wagtail-localize."""

from wagtail_localize.fields import BaseTranslatableField


class UntouchedField(BaseTranslatableField):
    """A field that is neither translated nor copied from the source (generated slugs)."""

    def is_editable(self, obj: object) -> bool:
        """Never offered to translators."""
        return False
