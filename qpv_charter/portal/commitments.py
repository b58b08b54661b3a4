"""The seven commitments in a few words, for the home page and the door to what one does; the charter itself says
them in full. `slug` is that of the charter's own (`charter.Commitment.slug`)."""

TOGETHER = [
    {
        "number": 1,
        "slug": "veille",
        "title": "Garder l’œil ouvert ensemble",
        "text": "Mettre en commun ce que chacun voit des besoins du quartier.",
    },
    {
        "number": 2,
        "slug": "debat",
        "title": "Débattre avant et après chaque projet commun",
        "text": "Sans cacher nos désaccords.",
    },
    {
        "number": 3,
        "slug": "concertation",
        "title": "Se concerter avant de répondre à un appel à projets",
        "text": "Une réponse commune, ou des réponses qui se complètent.",
    },
    {
        "number": 4,
        "slug": "participation",
        "title": "Se retrouver aux heures où l’on peut venir",
        "text": "Habitantes, habitants et bénévoles y ont leur place.",
    },
]
AUTHORITIES = [
    {
        "number": 5,
        "slug": "clientelisme",
        "title": "Refuser le clientélisme",
        "text": "Une association reste libre de ses choix et de sa parole.",
    },
    {
        "number": 6,
        "slug": "repartition",
        "title": "Défendre un partage solidaire des moyens",
        "text": "La petite association compte comme la grande.",
    },
    {
        "number": 7,
        "slug": "information",
        "title": "Faire circuler l’information",
        "text": "Dans nos associations et nos réseaux, au plus près des quartiers.",
    },
]
