"""What every request passes: probes, policies, input that no view can handle, the page's language."""
