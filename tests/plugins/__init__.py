"""Real plugins, installable as any other, that tests switch on and off."""
