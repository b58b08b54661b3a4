"""The seven commitments in a few words, for the home page; the charter itself says them in full."""

TOGETHER = [
    {
        "number": 1,
        "title": "Garder l’œil ouvert ensemble",
        "text": "Mettre en commun ce que chacun voit des besoins du quartier.",
    },
    {
        "number": 2,
        "title": "Débattre avant et après chaque projet commun",
        "text": "Sans cacher nos désaccords.",
    },
    {
        "number": 3,
        "title": "Se concerter avant de répondre à un appel à projets",
        "text": "Une réponse commune, ou des réponses qui se complètent.",
    },
    {
        "number": 4,
        "title": "Se retrouver aux heures où l’on peut venir",
        "text": "Habitantes, habitants et bénévoles y ont leur place.",
    },
]
AUTHORITIES = [
    {
        "number": 5,
        "title": "Refuser le clientélisme",
        "text": "Une association reste libre de ses choix et de sa parole.",
    },
    {
        "number": 6,
        "title": "Défendre un partage solidaire des moyens",
        "text": "La petite association compte comme la grande.",
    },
    {
        "number": 7,
        "title": "Faire circuler l’information",
        "text": "Dans nos associations et nos réseaux, au plus près des quartiers.",
    },
]
