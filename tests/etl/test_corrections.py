"""A note that also tells its parts."""

from __future__ import annotations

import duckdb

from domain.build_report import CorrectionKind
from etl.corrections import Correction, keep_correction
from etl.load.publish import SCHEMA


def test_a_correction_reads_as_its_sentence_and_is_kept_in_parts() -> None:
    note = Correction("rent_pct: 3 times -1.", CorrectionKind.NEGATIVE, "rent_pct", 3)
    assert f"{note}" == "rent_pct: 3 times -1."
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        for line in (note, "another note"):
            keep_correction(con, line, 2017, "83765NED")
        assert con.execute("FROM correction").fetchall() == [("negative", "rent_pct", 2017, "83765NED", 3)]
