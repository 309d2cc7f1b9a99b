"""The elastic engine: OpenSearch 3 or Elasticsearch 9, asked within their common subset."""
