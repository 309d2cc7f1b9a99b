"""What the worker's schedule keeps in order besides pages: background tasks, and data whose time is over."""
