"""What every page has: the base of page factories, publishing, translations, topics and related pages."""

from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_factories import PageFactory

from cms.entities.models import Topic
from cms.pages.models import PageTag, PageTopic, RelatedPage
from cms.translation.services.family import flowing


class ForumPageFactory(PageFactory):
    """A draft below its parent and in its language: ArticlePageFactory(parent=index)."""

    class Meta:
        abstract = True

    live = False


def publish(page: Page) -> Page:
    """Publish through a revision as an editor does; returns the page freshly read."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def publish_section(page: Page) -> Page:
    """Publish in this language alone: no drafts begin of the section, nor of the pages below it."""
    with flowing():
        return publish(page)


def add_topics(page: Page, *topics: Topic) -> None:
    """Give a page topics and tags, by their kind, without saving."""
    for topic in topics:
        relation, model, field = (
            ("page_tags", PageTag, "tag") if topic.kind == "tag" else ("page_topics", PageTopic, "topic")
        )
        getattr(page, relation).add(model(**{field: topic}))


def relate(page: Page, target: Page) -> None:
    """Relate a page to another without saving."""
    page.related_page_links.add(RelatedPage(target=target))


def draft_translation(page: Page, language: str, parent: Page, **words: str) -> Page:
    """The page in another language below a parent, as a draft that shares its translation key."""
    locale = Locale.objects.get(language_code=language)
    own = {"lead": f"{page.lead} ({language})", "slug": f"{page.slug}-{language}", **words}
    started = Page.objects.filter(translation_key=page.translation_key, locale=locale).first()
    if started is not None:
        # Publishing the source has begun the translation already.
        draft = started.specific
        for name, text in own.items():
            setattr(draft, name, text)
        draft.save()
        return draft
    fields = {
        field.name: getattr(page, field.name)
        for field in type(page)._meta.local_fields
        if not field.primary_key and field.name not in {"page_ptr"}
    }
    draft = type(page)(
        **{**fields, "title": page.title, **own},
        locale=locale,
        translation_key=page.translation_key,
        live=False,
    )
    parent.add_child(instance=draft)
    return draft


def restrict(page: Page, kind: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    """Make a page and all below it private."""
    return PageViewRestriction.objects.create(page=page, restriction_type=kind)
