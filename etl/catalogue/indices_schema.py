"""Schema of indices.yml: what goes into each index, and the rules that keep an index from proving what it assumes (methods §2.2a)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Self

from pydantic import Field, model_validator

from domain.indices import MOST_MODELLED, needed
from etl.catalogue.schema import Indicator, IndicatorId, Model, Year

#: Years between two reference years of the scores, at least: scores must be able to move when the world moves.
FEWEST_YEARS_BETWEEN_BASES: Final = 4
_WORKING_AGE: Final = "_18_64_pct"


class Input(Model):
    """One figure of a part. Which way is a burden, and whether it is modelled, the catalogue of indicators says."""

    id: IndicatorId
    stands_in: str | None = Field(
        default=None,
        description="Needed for a mean over the surface instead of over residents: one Dutch sentence that says so.",
    )


class Part(Model):
    """A part of an index: a component or a theme. Needs at least half of its figures, rounded up."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="Its own indicator where `parts_are_indicators`.")
    title: str
    inputs: tuple[Input, ...] = Field(min_length=1)


class Index(Model):
    """Parts that are counted together ("2 van 3") and, where there is a `total`, averaged into one index."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="Indicator that holds the index, where there is a total.")
    title: str
    total: bool = Field(default=True, description="False: the parts are counted only, there is no mean of them.")
    parts_needed: int = Field(ge=1, description="So many parts an index needs, at least.")
    base_years: tuple[Year, ...] = Field(
        min_length=1,
        description="Years whose distribution scores are looked up in; the last counts. Add one after four years at the soonest.",
    )
    oldest_input_years: int = Field(gt=0, description="An input may be so many years older than the year of the index.")
    parts_are_indicators: bool = Field(default=True, description="False: parts of a variant, which are not shown.")
    variant_of: str | None = Field(default=None, description="Index of which this is the register-only variant.")
    parts: tuple[Part, ...] = Field(min_length=1)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Inputs of all parts, in order."""
        return tuple(each for part in self.parts for each in part.inputs)

    @property
    def indicator_ids(self) -> tuple[str, ...]:
        """Indicators that this index fills: itself and its parts."""
        parts = tuple(part.id for part in self.parts) if self.parts_are_indicators else ()
        return ((self.id,) if self.total else ()) + parts

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems: list[str] = []
        if self.parts_needed > len(self.parts):
            problems.append(f"parts_needed is {self.parts_needed}, but there are {len(self.parts)} parts")
        gaps = [later - first for first, later in zip(self.base_years, self.base_years[1:], strict=False)]
        if any(gap < FEWEST_YEARS_BETWEEN_BASES for gap in gaps):
            problems.append(f"base_years must rise with {FEWEST_YEARS_BETWEEN_BASES} years or more between them")
        names = [each.id for each in self.inputs]
        problems += [f"'{name}' is an input twice" for name in sorted({n for n in names if names.count(n) > 1})]
        if problems:
            raise ValueError("; ".join(problems))
        return self


class Indices(Model):
    """The whole of indices.yml."""

    indices: tuple[Index, ...]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        ids = [name for index in self.indices for name in (index.id, *(part.id for part in index.parts))]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"used twice: {', '.join(twice)}")
        return self

    def problems(self, indicators: dict[IndicatorId, Indicator]) -> list[str]:
        """Sentences for everything in which the indices and the catalogue of indicators contradict each other or a rule."""
        found = [problem for index in self.indices for problem in _problems(index, self, indicators)]
        filled = {name for index in self.indices for name in index.indicator_ids}
        found += [
            f"{name}: says `index: true`, but no index or part in indices.yml has that id"
            for name, one in indicators.items()
            if one.index and name not in filled
        ]
        return found


def modelled_share_most(index: Index, indicators: dict[IndicatorId, Indicator]) -> float:
    """Share (0-1) of the weight of an index that modelled figures have when every input is there."""
    shares = [
        sum(indicators[each.id].kind == "modelled" for each in part.inputs) / len(part.inputs) for part in index.parts
    ]
    return sum(shares) / len(shares)


def may_correlate(one: Indicator, other: Indicator) -> bool:
    """Whether a correlation of two figures may be computed at all.

    Never of a modelled figure with another modelled one, nor with one about income or the home: the model is made of them.
    """
    kinds = {one.kind, other.kind}
    return "modelled" not in kinds or (
        kinds != {"modelled"} and not {one.theme, other.theme} & {"inkomen", "wonen", "opleiding_werk"}
    )


def _problems(index: Index, every: Indices, indicators: dict[IndicatorId, Indicator]) -> Iterator[str]:
    unknown = [each.id for each in index.inputs if each.id not in indicators]
    yield from (f"{index.id}: input '{name}' is not in the catalogue" for name in unknown)
    if unknown:
        return
    for part in index.parts:
        for each in part.inputs:
            yield from (f"{index.id}: {part.id}: {fault}" for fault in _input_faults(each, indicators))
    yield from (f"{index.id}: {fault}" for fault in _holder_faults(index, indicators))
    if index.total:
        yield from (f"{index.id}: {fault}" for fault in _circularity(index, every, indicators))


def _input_faults(given: Input, indicators: dict[IndicatorId, Indicator]) -> Iterator[str]:
    name, one = given.id, indicators[given.id]
    if one.index:
        yield f"'{name}' is an index itself; an index is made of figures"
    if one.direction == "none":
        yield f"'{name}' is no burden either way (direction none), such as who owns the homes: it is context, never an input"
    if one.facility_group is not None:
        yield f"'{name}' is a distance to a facility: distances stay apart, since they run the other way"
    younger = f"{name.removesuffix('_pct')}{_WORKING_AGE}"
    if name.endswith("_pct") and not name.endswith(_WORKING_AGE) and younger in indicators:
        yield f"'{name}' counts all ages; take '{younger}', which exists"
    if one.weight == "area" and not given.stands_in:
        yield f"'{name}' is a mean over the surface, not over residents: say in `stands_in` why it may stand in"
    if one.weight != "area" and given.stands_in:
        yield f"'{name}' is a mean over people: it needs no `stands_in`"


def _holder_faults(index: Index, indicators: dict[IndicatorId, Indicator]) -> Iterator[str]:
    """The indicators that an index fills must say what they are, so that every ban on modelled figures holds for them too."""
    inputs = {part.id: part.inputs for part in index.parts}
    for name in index.indicator_ids:
        holder = indicators.get(name)
        if holder is None or not holder.index:
            yield f"needs an indicator '{name}' with `index: true`"
            continue
        used = {indicators[each.id].kind for each in inputs.get(name, index.inputs)}
        if ("modelled" in used) != (holder.kind == "modelled"):
            right = "modelled" if "modelled" in used else "register or map"
            yield f"'{name}' has kind {holder.kind}; by its inputs it must be {right}"
        if "modelled" in used and not any(k.weight == "warning" and "rekenmodel" in k.text for k in holder.know):
            yield f"'{name}' has modelled inputs: a warning in its `know` must say that part of it comes from a rekenmodel"
        if holder.combination != "never":
            yield f"'{name}' must have combine: never; an index of several areas is not the mean of theirs"
        if holder.direction != "higher_is_worse":
            yield f"'{name}' must have direction higher_is_worse"


def _circularity(index: Index, every: Indices, indicators: dict[IndicatorId, Indicator]) -> Iterator[str]:
    share = modelled_share_most(index, indicators)
    if share > MOST_MODELLED + 1e-9:
        yield f"modelled figures have {share:.0%} of the weight; at most {MOST_MODELLED:.0%} is allowed"
    if index.variant_of is not None:
        if share > 0:
            yield "a register-only variant has modelled inputs"
        main = next((each for each in every.indices if each.id == index.variant_of), None)
        if main is None:
            yield f"variant_of names '{index.variant_of}', which is no index"
        elif [part.title for part in main.parts] != [part.title for part in index.parts]:
            yield f"has other parts than '{main.id}', of which it is a variant"
    elif share > 0 and not any(each.variant_of == index.id for each in every.indices):
        yield "has modelled inputs, and no register-only variant (variant_of) to compare with"


def inputs_needed(part: Part) -> int:
    """So many of the inputs of a part must be there."""
    return needed(len(part.inputs))
