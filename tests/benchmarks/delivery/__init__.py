"""How fast the API answers, beside a constant, an ORM view of the same JSON, and Wagtail's own APIs."""
