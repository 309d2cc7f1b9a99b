"""The editing form of profiles."""

from cms.pages.forms import ForumPageForm


class PartnershipForm(ForumPageForm):
    """A profile has no field for its title: that is made of the names of its places."""
