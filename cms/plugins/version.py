"""The host's version, which plugins name in requires_cms."""

CMS_VERSION = "1.0.0"
