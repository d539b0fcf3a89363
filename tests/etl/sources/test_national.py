"""When is a release national? It decides which file names the areas and wins a tie."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.sources._layouts.wide import is_national


@pytest.mark.parametrize(
    ("codes", "national"),
    [
        (["NL00", "GM0344", "BU03440111"], False),  # StatLine exports of one gemeente carry the country's row too
        (["NL00", "GM9901", "GM9902"], True),
        (["GM9901", "GM9902"], False),
        ([f"GM{number:04d}" for number in range(300)], True),
        (["BU03440111"], False),
    ],
)
def test_is_national(codes: list[str], national: bool) -> None:
    assert is_national(pd.Series(codes)) is national
