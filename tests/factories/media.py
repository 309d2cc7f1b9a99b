"""Pictures and documents that may be shown: credit and licence are filled in."""

import factory
from django.core.files.base import ContentFile
from wagtail.models import Collection
from wagtail_factories import DocumentFactory, ImageFactory

from cms.media.models import DocumentFile, Picture


class PictureFactory(ImageFactory):
    """A small JPEG; PictureFactory(credit="") may not be published."""

    class Meta:
        model = Picture

    title = factory.Sequence(lambda number: f"Picture {number}")
    collection = factory.LazyFunction(Collection.get_first_root_node)
    credit = "Forum / A. Muster"
    licence = "own"


class DocumentFileFactory(DocumentFactory):
    """A text file to download."""

    class Meta:
        model = DocumentFile

    title = factory.Sequence(lambda number: f"Document {number}")
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.LazyFunction(lambda: ContentFile(b"Programm", name="programme.txt"))
    credit = "Forum"
    licence = "own"
