"""News that other apps may begin."""

from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.pages.services.factories import PageDraft, PageFactory
from news.models import ArticlePage, NewsIndexPage


class ArticleFactory(PageFactory):
    """An article in the news index."""

    section = NewsIndexPage

    def build(self, draft: PageDraft) -> ArticlePage:
        """Its paragraphs keep what staff could have set in them."""
        page = ArticlePage(title=draft.title, lead=draft.lead, date=draft.date or timezone.localdate())
        if draft.paragraphs:
            features = page.body.stream_block.child_blocks["rich_text"].features
            converter = ContentstateConverter(features)
            text = converter.to_database_format(converter.from_database_format("".join(draft.paragraphs)))
            page.body = [("rich_text", text)]
        return page


page_factories = {"article": ArticleFactory()}
