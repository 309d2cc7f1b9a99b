"""Home page, standard pages, navigation and site settings."""
