"""What may be published of a year's answers, exactly (docs/adr/0019): from who answered what to groups whose
figures are told. Plain values in, plain values out: every page, file and report reads what is decided here."""
