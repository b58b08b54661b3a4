"""Who signs: territories, people, the charter, organisations, signatures, their review and the directory."""
