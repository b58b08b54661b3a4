"""Looking for signatories: what is asked, what answers, how it is shown."""
