"""French dates as people write them: 12 mars 2026 (the first of a month reads 1er, see the `day` filter)."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = r"j F Y à H\hi"
TIME_FORMAT = r"H\hi"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
