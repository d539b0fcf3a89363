"""Postcode of six characters -> buurten of the display vintage, from the newest file of addresses (table postcode)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from etl.contracts import AddressFile
from etl.derive.crosswalk_addresses import forget_addresses, load_addresses
from etl.derive.matching import reach
from etl.report import note

_TOLD: Final = """
CREATE OR REPLACE TEMP TABLE postcode_told AS
SELECT key // 1000000 AS postcode, number, sum(addresses)::INTEGER AS addresses FROM address_newest GROUP BY ALL
"""

#: Where no table tells of the buurten of the file's year, the same code has to do: nothing is computed with it, only found.
_FILL: Final = """
INSERT INTO postcode
WITH place AS (
    SELECT area_code AS buurt_code, area_code FROM area
    WHERE boundary_year = $vintage AND ($year = $vintage OR NOT EXISTS (FROM area WHERE boundary_year = $year AND level = 'buurt'))
    UNION ALL
    SELECT from_code, area_code FROM reached WHERE from_year = $year AND boundary_year = $vintage AND $year <> $vintage
)
SELECT (t.postcode // 676)::TEXT || chr((65 + t.postcode // 26 % 26)::INTEGER) || chr((65 + t.postcode % 26)::INTEGER) AS postcode6,
       p.area_code, sum(t.addresses)::INTEGER
FROM postcode_told t JOIN address_code_newest c USING (number) JOIN place p USING (buurt_code)
GROUP BY ALL ORDER BY 1, 3 DESC, 2
"""

_COUNTS: Final = """
SELECT (SELECT sum(addresses) FROM postcode_told), (SELECT coalesce(sum(address_count), 0) FROM postcode),
       (SELECT count(DISTINCT postcode6) FROM postcode), (SELECT count(DISTINCT postcode) FROM postcode_told)
"""


def fill_postcodes(con: duckdb.DuckDBPyConnection, files: Sequence[AddressFile], vintage: int) -> None:
    """Fill `postcode` after `match_areas`; says in the report how many addresses lie in a buurt that is not one of the vintage."""
    newest = max(files, key=lambda file: (file.year, str(file.path)), default=None)
    if newest is None:
        return
    load_addresses(con, newest, "_newest")
    con.execute(_TOLD)
    reach(con, vintage)
    con.execute(_FILL, {"year": newest.year, "vintage": vintage})
    ((told, placed, postcodes, all_postcodes),) = con.execute(_COUNTS).fetchall()
    forget_addresses(con, ("_newest",))
    con.execute("DROP TABLE postcode_told")
    said = (
        f"{postcodes} of {all_postcodes} postcodes of {newest.year} can be searched; {told - placed} of {told} addresses lie in a "
        f"buurt that is no whole buurt of {vintage}"
    )
    note(con, "areas", f"postcodes {newest.year}", said, postcodes)
