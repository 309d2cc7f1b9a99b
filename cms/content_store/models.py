"""The public read model: one row per page and language, and what finds it again."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

PUBLIC = Q(public=True)


class ContentItem(models.Model):
    """The public rendering of one page; what is not in here with `public` set does not exist for readers.

    `page_id` is the primary key without being a foreign key: when the page goes, its row stays as a tombstone
    (`removed_at`, nothing rendered). `dirty_since` asks the worker to render it again.
    """

    page_id = models.BigIntegerField(primary_key=True)
    type = models.CharField(max_length=64)
    locale = models.CharField(max_length=12)
    translation_key = models.UUIDField(db_index=True)
    url_path = models.CharField(max_length=1024, help_text="The public path with its language: /ru/novosti/god/.")
    tree_path = models.CharField(max_length=255, db_index=True)
    title = models.CharField(max_length=255)
    date = models.DateField()
    sort_key = models.BinaryField(max_length=1024)
    in_menu = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    visible_from = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True, help_text="When the rendering changes by itself.")
    card = models.BinaryField()
    detail = models.BinaryField()
    json_ld = models.BinaryField(null=True, blank=True)
    etag = models.CharField(max_length=40, blank=True)
    updated_at = models.DateTimeField(help_text="When the page was last published.")
    # The database's own default lets code of the release before write rows while a new release is rolled out.
    changed_at = models.DateTimeField(
        default=timezone.now, db_default=Now(), help_text="When the rendering last changed."
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    dirty_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("url_path",), condition=PUBLIC, name="content_item_public_path"),
            models.CheckConstraint(
                condition=Q(public=False) | Q(removed_at__isnull=True), name="content_item_removed_not_public"
            ),
        ]
        # Every index of a list ends in the list's order, so that the database reads as many rows as it returns.
        indexes: ClassVar = [
            models.Index(fields=("locale", "date", "page_id"), condition=PUBLIC, name="content_item_by_date"),
            models.Index(fields=("locale", "type", "date", "page_id"), condition=PUBLIC, name="content_item_of_type"),
            models.Index(
                fields=("locale", "type", "sort_key", "page_id"), condition=PUBLIC, name="content_item_by_title"
            ),
            models.Index(
                fields=("locale", "tree_path"), condition=Q(public=True, in_menu=True), name="content_item_menu"
            ),
            models.Index(fields=("type", "changed_at"), name="content_item_changed"),
            models.Index(
                fields=("type", "removed_at"), condition=Q(removed_at__isnull=False), name="content_item_removed"
            ),
            models.Index(
                fields=("type", "visible_from"), condition=Q(visible_from__isnull=False), name="content_item_shown"
            ),
            models.Index(
                fields=("type", "expires_at"), condition=Q(expires_at__isnull=False), name="content_item_expiring"
            ),
            models.Index(fields=("url_path",), name="content_item_path"),
            models.Index(fields=("dirty_since",), condition=Q(dirty_since__isnull=False), name="content_item_dirty"),
        ]

    def __str__(self) -> str:
        return f"{self.url_path} ({self.type})"


class ItemTag(models.Model):
    """A dependency: the item's rendering reads the tagged object or gathers the tagged list."""

    item = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="dependency_tags")
    tag = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("tag", "item"), name="item_tag_once")]

    def __str__(self) -> str:
        return self.tag


class ItemFacet(models.Model):
    """A value by which lists are filtered; repeats language and date, so that its index ends in a list's order."""

    item = models.ForeignKey(ContentItem, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=64)
    value = models.CharField(max_length=120)
    locale = models.CharField(max_length=12)
    date = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("item", "name", "value"), name="item_facet_once")]
        indexes: ClassVar = [
            models.Index(fields=("name", "value", "locale", "date", "item"), name="item_facet_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Preview(models.Model):
    """A draft as somebody sees it at the moment, for a front end that has a token; read by nothing else.

    `subject` says what is edited ("page:40", or type and place of a page that was never saved): showing it again
    replaces what was shown, and deleting the row takes back every token.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=400)
    detail = models.BinaryField()
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("user", "subject"), name="preview_of_user_once")]

    def __str__(self) -> str:
        return self.subject
