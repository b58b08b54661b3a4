"""Taking up a list: the signatories of a spreadsheet, read, settled by groups, then entered as papers are."""
