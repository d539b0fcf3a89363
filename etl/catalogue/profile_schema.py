"""Schema of profile.yml: the blocks of a profile, their indicators, and the question that each block asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from etl.catalogue.schema import Indicator, IndicatorId, Model

BlockId = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="Part of addresses and recipes: never renamed.")
]
Part = Literal["wie", "bestaanszekerheid", "omgeving", "nabijheid", "binding", "vergrijzing", "veiligheid", "nieuwbouw"]


class Lead(Model):
    """An indicator that opens the profile, in a sentence of its own."""

    id: IndicatorId
    sentence: str = Field(
        pattern=r"\{value\}", description="Plain Dutch; {value} is the figure as a whole number out of 100."
    )


class Block(Model):
    """A few indicators that are told together."""

    id: BlockId
    part: Part
    title: str = Field(max_length=60)
    ask: str = Field(description="Question to ask people who know the area, where a figure of this block stands out.")
    rows: tuple[IndicatorId, ...] = Field(min_length=1)
    lead: tuple[Lead, ...] = ()

    @model_validator(mode="after")
    def _led_by_rows(self) -> Self:
        strange = sorted({each.id for each in self.lead} - set(self.rows))
        if strange:
            raise ValueError(f"lead is not among the rows: {', '.join(strange)}")
        return self


class ProfileBlocks(Model):
    """The whole file."""

    blocks: tuple[Block, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique(self) -> Self:
        names = [f"block {block.id}" for block in self.blocks] + [name for block in self.blocks for name in block.rows]
        twice = sorted(name for name, count in Counter(names).items() if count > 1)
        if twice:
            raise ValueError(f"given twice: {', '.join(twice)}")
        return self

    def problems(self, indicators: Mapping[str, Indicator]) -> list[str]:
        """Rows that the catalogue does not know or does not show."""
        rows = [(block.id, name) for block in self.blocks for name in block.rows]
        return [
            f"block {block}: '{name}' is not in the catalogue" for block, name in rows if name not in indicators
        ] + [
            f"block {block}: '{name}' is not shown, so it has no map"
            for block, name in rows
            if name in indicators and not indicators[name].shown
        ]
