"""A real OpenSearch on this machine, for development, tests and measurements; its jars come from Maven Central."""
