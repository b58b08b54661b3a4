"""What a page draws of the content of an edition."""

from typing import Any

from evaluations.reports.charts import Bar, Chart, Drawn, charts


def told(scale: str, answers: int, **cells: int | str) -> dict[str, Any]:
    return {"answers": answers, "scale": scale, "cells": cells}


def drawn(**more: Any) -> Chart:
    question = {
        "slug": "veille",
        "text": "Comment ?",
        "situations": [{"code": "a", "text": "Ainsi"}, {"code": "b", "text": "Autrement"}],
        "everyone": told("counts", 20, a=15, b=5),
        "regions": [],
        "trend": None,
    }
    return next(charts({"year": 2027, "questions": [question | more]}))


def test_counts_are_drawn_as_they_are() -> None:
    assert drawn().everyone.bars == [Bar("Ainsi", "15", 75), Bar("Autrement", "5", 25)]


def test_words_are_drawn_as_far_as_they_go() -> None:
    three, five = told("three_words", 5, a="most", b="few"), told("five_words", 10, a="about_half", b="hardly_any")

    assert [(bar.said, bar.part) for bar in drawn(everyone=three).everyone.bars] == [
        ("la plupart ou toutes", 100),
        ("peu ou pas", 33),
    ]
    assert [(bar.said, bar.part) for bar in drawn(everyone=five).everyone.bars] == [
        ("à peu près la moitié", 60),
        ("très peu ou pas", 20),
    ]


def test_what_is_hidden_is_not_drawn() -> None:
    chart = drawn(everyone=told("hidden", 4))

    assert (chart.everyone, chart.regions, chart.trend) == (Drawn("", 4, []), [], [])


def test_of_what_an_edition_quotes_only_what_still_stands_is_read() -> None:
    question: dict[str, Any] = {
        "slug": "veille",
        "text": "Comment ?",
        "situations": [],
        "regions": [],
        "trend": None,
    }
    says = {
        "year": 2027,
        "questions": [question | {"everyone": told("hidden", 4)}],
        "quotations": {"veille": ["taken", "stands"], "debat": ["other"]},
    }

    chart = next(charts(says, {"stands": "Une salle.", "other": "Ailleurs.", "later": "Plus tard."}))

    assert chart.quotations == ["Une salle."]
    assert next(charts(says)).quotations == []


def test_regions_and_years_are_drawn_in_words() -> None:
    silent = {"name": "Corse"} | told("hidden", 0)
    region = {"name": "Bretagne"} | told("three_words", 5, a="most", b="few")
    trend = {
        "year_before": 2025,
        "before": told("three_words", 6, a="part", b="part"),
        "now": told("three_words", 6, a="few", b="most"),
    }
    chart = drawn(regions=[region, silent], trend=trend)

    assert [(each.name, each.answers, [bar.said for bar in each.bars]) for each in chart.regions] == [
        ("Bretagne", 5, ["la plupart ou toutes", "peu ou pas"]),
        ("Corse", 0, []),
    ]
    assert [(each.name, each.answers, [bar.said for bar in each.bars]) for each in chart.trend] == [
        ("2025", 6, ["une partie", "une partie"]),
        ("2027", 6, ["peu ou pas", "la plupart ou toutes"]),
    ]
