"""How many addresses of an old buurt lie in which buurt of a later year: two address files joined on postcode and house number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from etl.contracts import AddressFile

#: Of a buurt with fewer of its addresses found again (renumbered, demolished) the rest is no guide: it counts as a hole.
FOUND_FROM: Final = 0.5

#: Postcode and house number in one number. House letters are not in the files, so that one number may stand in two buurten.
_KEY = """
    (CAST(substr(postcode6, 1, 4) AS BIGINT) * 676 + (ascii(substr(postcode6, 5, 1)) - 65) * 26 + ascii(substr(postcode6, 6, 1)) - 65)
    * 1000000 + house_number
"""
_LOAD = """
CREATE OR REPLACE TEMP TABLE address_code{slot} AS
SELECT buurt_code, row_number() OVER (ORDER BY buurt_code)::INTEGER AS number FROM (SELECT DISTINCT buurt_code FROM address_row);
CREATE OR REPLACE TEMP TABLE address{slot} AS
SELECT {key} AS key, c.number, count(*)::INTEGER AS addresses
FROM address_row a JOIN address_code{slot} c USING (buurt_code) GROUP BY ALL;
DROP TABLE address_row
"""

#: A number that stands in two buurten of the later year is shared out over them.
_PAIRS = """
CREATE OR REPLACE TEMP TABLE address_pair AS
WITH place AS (SELECT key, number, addresses / sum(addresses) OVER (PARTITION BY key) AS part FROM address_to),
joined AS (SELECT f.number AS from_number, p.number AS to_number, sum(f.addresses * p.part) AS addresses
           FROM address_from f JOIN place p USING (key) GROUP BY ALL)
SELECT f.buurt_code AS from_code, t.buurt_code AS to_code, j.addresses
FROM joined j JOIN address_code_from f ON f.number = j.from_number JOIN address_code_to t ON t.number = j.to_number;
CREATE OR REPLACE TEMP TABLE address_total AS
SELECT c.buurt_code AS from_code, sum(a.addresses) AS addresses FROM address_from a JOIN address_code_from c USING (number) GROUP BY ALL
"""

#: A wijk's code is the buurt's without its last two positions, a gemeente's the first four digits.
_LEVELS: Final = {
    "buurt": "{code}",
    "wijk": "'WK' || substr({code}, 3, 6)",
    "gemeente": "'GM' || substr({code}, 3, 4)",
}

_LEVEL = """
INSERT INTO pair
WITH found AS (
    SELECT {from_area} AS from_code, {to_area} AS to_code, sum(addresses) AS amount FROM address_pair GROUP BY ALL
), total AS (SELECT {from_area} AS from_code, sum(addresses) AS addresses FROM address_total GROUP BY ALL)
SELECT '{level}', f.from_code, f.to_code, f.amount, sum(f.amount) OVER (PARTITION BY f.from_code) >= $found_from * t.addresses
FROM found f JOIN total t USING (from_code)
"""


def load_addresses(con: duckdb.DuckDBPyConnection, file: AddressFile, slot: str) -> None:
    """Read a file into temp tables `address<slot>` (key, number, addresses) and `address_code<slot>` (number, buurt_code).

    Numbers stand for texts: eight million rows then take some hundred MB. Raises what the file's own reader raises.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE address_row (postcode6 TEXT, house_number INTEGER, buurt_code TEXT)")
    file.load(con, "address_row")
    con.execute(_LOAD.format(slot=slot, key=_KEY))


def pair_addresses(con: duckdb.DuckDBPyConnection) -> None:
    """Fill temp table `pair` (level, from_code, to_code, amount, reliable) from the files in slots `_from` and `_to`.

    `amount` is the number of addresses of the old area found in the later one; not `reliable` where fewer than FOUND_FROM of all
    its addresses were found anywhere.
    """
    con.execute(_PAIRS)
    for level, area in _LEVELS.items():
        statement = _LEVEL.format(
            level=level, from_area=area.format(code="from_code"), to_area=area.format(code="to_code")
        )
        con.execute(statement, {"found_from": FOUND_FROM})


def forget_addresses(con: duckdb.DuckDBPyConnection, slots: Sequence[str]) -> None:
    """Drop what `load_addresses` and `pair_addresses` left: it is large."""
    for slot in slots:
        con.execute(f"DROP TABLE IF EXISTS address{slot}; DROP TABLE IF EXISTS address_code{slot}")
    con.execute("DROP TABLE IF EXISTS address_pair; DROP TABLE IF EXISTS address_total")
