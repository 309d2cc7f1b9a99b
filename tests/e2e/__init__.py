"""The whole story in Debian's Chromium against a live server."""
