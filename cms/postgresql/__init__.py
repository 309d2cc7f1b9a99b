"""Django's PostgreSQL backend, quicker where many small questions are asked."""
