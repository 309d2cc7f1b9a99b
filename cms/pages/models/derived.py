"""Texts of a page that are computed per language from its facts, and typed or translated by nobody."""

import re

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from wagtail.coreutils import find_available_slug

from cms.pages.slugs import slug_of


class DerivedTextsMixin(models.Model):
    """A page type names such fields in `derived_fields` and computes them in `derive`.

    They have no field in the form, are no texts for translators, and follow the facts of the source
    into every language (see cms.translation); `fill_derived` runs before every validation and revision.
    """

    derived_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def derive(self, language: str) -> dict[str, str]:
        """The text of each derived field in a language, from fields and child rows of the page, saved or not."""
        return {}

    def derived_texts(self, language: str) -> dict[str, str]:
        """What `derive` gives, at most as long as the field; while it gives no title, the name of the page type."""
        if not self.derived_fields:
            return {}
        found = self.derive(language)
        texts = {name: found.get(name, "")[: self._meta.get_field(name).max_length] for name in self.derived_fields}
        if texts.get("title") == "":
            with translation.override(language):
                texts["title"] = str(capfirst(self._meta.verbose_name))
        return texts

    def fill_derived(self) -> None:
        """Compute the derived fields in the page's own language; the slug follows the title until the first publish."""
        if not self.derived_fields:
            return
        language = self.locale.language_code if self.locale_id else settings.LANGUAGE_CODE
        before = self.title
        for name, text in self.derived_texts(language).items():
            setattr(self, name, text)
        if self.title != before and self.draft_title in ("", before):
            self.draft_title = self.title
        if "title" in self.derived_fields:
            self._fill_slug(before)

    def _fill_slug(self, title_before: str) -> None:
        """A slug that somebody typed stays, and so does one that readers know."""
        generated = re.fullmatch(rf"{re.escape(slug_of(title_before))}(-\d+)?", self.slug or "")
        renamed = generated and self.title != title_before and self.first_published_at is None
        if self.slug and not renamed:
            return
        if self.first_published_at is not None and not self._state.adding:
            self.slug = type(self).objects.values_list("slug", flat=True).get(pk=self.pk)
            return
        parent = self.get_parent() if self.path else getattr(self, "_cached_parent_obj", None)
        if parent is not None:
            self.slug = find_available_slug(parent, slug_of(self.title), ignore_page_id=self.pk)

    def full_clean(self, *args: object, **kwargs: object) -> None:
        self._fill_before_validation()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """What Wagtail asks of a draft."""
        self._fill_before_validation()
        super().minimal_clean()

    def _fill_before_validation(self) -> None:
        if self.derived_fields:
            if self.locale_id is None:
                self.locale = self.get_default_locale()
            self.fill_derived()
