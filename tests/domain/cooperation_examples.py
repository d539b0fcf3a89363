"""A small scan that the tests of layout, form and store share."""

from __future__ import annotations

from domain.cooperation import Example, Group, Option, Part, PartKind

EXAMPLE = Example(
    "Voorbeeldstad", "Twee adviseurs werken samen.", "Voorbeeldstad, Verslag, 2024", "https://voorbeeld.nl/verslag"
)
EARLY = Option(
    "vroeg", "Te laat erbij", "Het plan is al klaar.", None, "Welke keuze is nog open?", 10, ("iemand met mandaat",), ()
)
WORDS = Option("taal", "Een andere taal", "Woorden verschillen.", None, "Welke woorden verschillen?", 10, (), ())
DUO = Option(
    "duo", "Duofunctie", "Twee mensen, één opdracht.", "Het hangt aan hen.", "Wie kan dit doen?", 5, (), (EXAMPLE,)
)
TOGETHER = Option("samen", "Samen vanaf het begin", "Voor dit project.", None, "Wat houden we vast?", 10, (), ())

OPENING = Part(
    "opening", PartKind.FIXED, None, None, None, None, "Waarom zitten we hier?", 5, None, ("Zeg het in één zin.",), ()
)
LEVEL = Part(
    *(
        "niveau",
        PartKind.ONE,
        "Hoe nu?",
        "Wat past?",
        "Geen cijfers.",
        "De bron.",
        "Hoe we nu samenwerken",
        10,
        None,
        (),
    ),
    (Group("niveau", "Niveau", None, (TOGETHER,)),),
)
OBSTACLES = Part(
    *(
        "obstakels",
        PartKind.MANY,
        "Wat is lastig?",
        "Kruis aan.",
        None,
        None,
        "Wat het lastig maakt",
        15,
        "Kies er één.",
        (),
    ),
    (Group("organisatie", "Organisatie", "In huis.", (EARLY,)), Group("cultuur", "Mensen", None, (WORDS,))),
)
FORMS = Part(
    *("vormen", PartKind.MANY, "Welke vorm?", "Kruis aan.", None, None, "Welke vorm past", 10, "Kies er één.", ()),
    (Group("vormen", "Vormen", None, (DUO,)),),
)
OWN = Part("eigen", PartKind.OWN, "En verder?", "Eigen punten", "Geen namen.", None, "Eigen punten", 10, None, (), ())
SCAN = (OPENING, LEVEL, OBSTACLES, FORMS, OWN)
