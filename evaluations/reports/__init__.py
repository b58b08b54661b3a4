"""What the year's answers say together: synthesis and report, of groups of five associations at least."""
