"""App config of the notes plugin."""

from cms.plugins.config import PluginConfig


class NotesConfig(PluginConfig):
    """Activated by CMS_PLUGINS=...,tests.plugins.notes."""

    name = "tests.plugins.notes"
    label = "notes"
    requires_cms = ">=1.0,<2"
