"""The small warehouse with two tasks, a crossing and two ties, and figures of two buurten and the country."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

_SQL = """
INSERT INTO task VALUES
  ('nabij', 'physical', 'Wat dichtbij is', 'Dichtbij', 'Hoe ver het is.', 'Wie loopt er?', 'PBL', 'Toegang', 2022, NULL, 0),
  ('gezond', 'social', 'Gezondheid', 'Gezond', 'Hoe het gaat.', 'Hoe gaat het met ouderen?', 'RIVM', 'Verkenning', 2024, NULL, 1);
INSERT INTO task_indicator VALUES
  ('nabij', 'supermarket_km', 'supermarket_km', 1, NULL, NULL, false, false, false, NULL, 0),
  ('gezond', 'good_health_pct', 'good_health_pct', -1, NULL, NULL, false, true, false, NULL, 1);
INSERT INTO tie VALUES
  ('bonding', 'Hechte banden', 'bonding', 'Familie en vrienden.', NULL, [], 0),
  ('linking', 'Banden met instanties', 'linking', 'De gemeente.', 'Geen open gegevens.', ['Wijkagent'], 1);
INSERT INTO tie_indicator VALUES ('bonding', 'good_health_pct', 'Een gemis.', 0);
INSERT INTO instrument VALUES ('gala', 'GALA', 'Een akkoord.', 0);
INSERT INTO knooppunt VALUES
  ('dichtbij', 'Gezond om de hoek', 'nabij', 'gezond', 'Beide willen winkels dichtbij.', ['gala'], 'Bij de begroting.',
   ['wethouder', 'GGD', 'winkeliers'], 'Loop een rondje.', ['Wat mensen kopen is niet bekend.'], 'En ouderen?',
   [{'publisher': 'PBL', 'title': 'Toegang', 'year': 2022, 'url': NULL}], 0),
  ('beleid', 'Alleen beleid', 'nabij', 'gezond', 'Ook zonder cijfers.', ['gala'], 'Elk jaar.', ['wethouder', 'GGD', 'scholen'],
   'Begin.', ['Alles.'], NULL, [{'publisher': 'VWS', 'title': 'Akkoord', 'year': 2018, 'url': 'https://example.nl/'}], 1);
INSERT INTO knooppunt_indicator VALUES ('dichtbij', 'physical', 'supermarket_km', 0), ('dichtbij', 'social', 'good_health_pct', 1);
INSERT INTO observation VALUES
  ('good_health_pct', 'NL00', 2024, 2022, 80, 79, 81, 'ok', 'A', 'published', 'gm', 3, NULL),
  ('good_health_pct', 'BU99010102', 2024, 2022, 70, 66, 74, 'ok', 'A', 'published', 'gm', 3, NULL);
"""


def make_samen_warehouse(small: Path, target: Path) -> Path:
    """A copy of the small warehouse. In Hofkwartier both speak: 1,2 km against 0,9, and 70 % (66 to 74) against 80 %."""
    shutil.copy(small, target)
    with duckdb.connect(str(target)) as con:
        con.execute(_SQL)
    return target
