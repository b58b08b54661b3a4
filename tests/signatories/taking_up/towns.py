"""Communes that cells name: two of them bear one name."""

from signatories.taking_up.reading.places import Town

SAINT_DENIS = Town("93066", "Saint-Denis (93)", "93", "93200 93210", frozenset({"saint denis"}))
REUNION = Town("97411", "Saint-Denis (974)", "974", "97400 97417", frozenset({"saint denis"}))
BOURG = Town("01053", "Bourg-en-Bresse (01)", "01", "01000", frozenset({"bourg en bresse"}))
