"""What is searchable of the home and standard pages."""

from django.utils.translation import gettext_lazy as _

from search.profiles import SearchProfile

search_profiles = {"home.standard": SearchProfile(label=_("Page"))}
