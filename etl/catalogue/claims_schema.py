"""Schema of claims.yml: the claims that the screen Ongelijkheid tests, and what buurten may be ranked by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from etl.catalogue.schema import Indicator, IndicatorId, Model

ClaimId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="Part of addresses: never renamed.")]


class Norm(Model):
    """A value that the figure may be held against, drawn as a line, so that "geldt hier niet" is not read as "goed"."""

    value: float = Field(description="In the unit of the indicator.")
    name: str = Field(max_length=24, description='Beside the line: "advies van de WHO", "richtwaarde".')
    text: str = Field(description="One plain Dutch sentence: who advises what.")
    source: str


class ClaimIndicator(Model):
    """A figure that a claim can be tested with."""

    id: IndicatorId
    worse: Literal["higher", "lower"] = Field(description="Which way the claim says it goes for the lowest incomes.")
    norm: Norm | None = None
    stand_in: str | None = Field(
        default=None, description="In what respect the figure is not what the claim is about: a plain Dutch sentence."
    )
    all_ages: bool = Field(
        default=False, description="A figure that goes with age and holds all ages: said to be not corrected for age."
    )


class Claim(Model):
    """One card of the screen."""

    id: ClaimId
    title: str = Field(max_length=40)
    sentence: str = Field(description="The claim itself, about residents of buurten with the lowest incomes.")
    indicators: tuple[ClaimIndicator, ...] = Field(
        min_length=1, description="In order of preference: the first with figures is shown, the others are offered."
    )
    no_open_data: str | None = Field(
        default=None, description="What is missing as open data and who could bring it; empty where it exists."
    )
    template: tuple[IndicatorId, ...] = Field(
        default=(), description="Indicators of `python -m etl template` with which a gemeente brings its own figures."
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if bool(self.no_open_data) != bool(self.template):
            raise ValueError("no_open_data and template belong together: say what is missing and how to bring it")
        return self


class ClaimGroup(Model):
    """A chapter of the screen."""

    id: ClaimId
    title: str
    sentence: str
    per_urbanity: bool = Field(
        default=False, description="Of the country and of groups also shown per class of urbanity: never only pooled."
    )
    claims: tuple[Claim, ...] = Field(min_length=1)


class RankingVariable(Model):
    """What buurten are put in order of income by. Counted, never modelled."""

    id: ClaimId
    indicator: IndicatorId
    title: str = Field(description='Continues "gerangschikt naar het ...": no capital, no full stop.')
    low_is_low_income: bool
    numerator: tuple[IndicatorId, ...] = Field(
        default=(), description="Counts it is computed from, where the indicator itself leaves small buurten out."
    )
    denominator: tuple[IndicatorId, ...] = ()
    times: float = 1
    know: str | None = Field(default=None, description="What a reader must know of this order: one or two sentences.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if bool(self.numerator) != bool(self.denominator):
            raise ValueError("give a numerator and a denominator, or neither")
        return self


class Claims(Model):
    """The whole file."""

    ranking: tuple[RankingVariable, ...] = Field(min_length=1)
    groups: tuple[ClaimGroup, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique(self) -> Self:
        names = [claim.id for group in self.groups for claim in group.claims]
        names += [f"ranking {each.id}" for each in self.ranking] + [f"group {group.id}" for group in self.groups]
        twice = sorted(name for name, count in Counter(names).items() if count > 1)
        if twice:
            raise ValueError(f"given twice: {', '.join(twice)}")
        return self

    def problems(self, indicators: Mapping[str, Indicator]) -> list[str]:
        """What does not fit the rest of the catalogue: ids that do not exist, a ranking by a model, templates of open data."""
        found = []
        for variable in self.ranking:
            named = (variable.indicator, *variable.numerator, *variable.denominator)
            found += [
                f"ranking {variable.id}: '{name}' is not in the catalogue" for name in named if name not in indicators
            ]
            if variable.indicator in indicators and indicators[variable.indicator].kind != "register":
                found.append(f"ranking {variable.id}: '{variable.indicator}' is not counted; only a register may rank")
        for claim in (claim for group in self.groups for claim in group.claims):
            named = (*(each.id for each in claim.indicators), *claim.template)
            found += [f"claim {claim.id}: '{name}' is not in the catalogue" for name in named if name not in indicators]
            found += [
                f"claim {claim.id}: template '{name}' is open data"
                for name in claim.template
                if name in indicators and not indicators[name].own_data
            ]
            found += [
                f"claim {claim.id}: '{each.id}' is not shown, so it has no map"
                for each in claim.indicators
                if each.id in indicators and not indicators[each.id].shown
            ]
        return found
