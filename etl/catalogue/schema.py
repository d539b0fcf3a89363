"""Schema of the catalogue: YAML per indicator and per source, one for themes. The descriptions are the style guide."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

IndicatorId = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*_(pct|count|km|m|m2|m3|kwh|ha|eur|per_km2|per_1000|ugm3|db|c|score|class|ratio)$",
        description="File name without .yml; ends in one unit of the closed list. It is the URL value: never renamed.",
    ),
]
Direction = Literal["higher_is_worse", "higher_is_better", "none"]
Kind = Literal["register", "modelled", "map"]
Weight = Literal[
    "residents", "households", "residents_18_plus", "residents_65_plus", "residents_18_64", "dwellings", "area"
]
Year = Annotated[int, Field(ge=1995, le=2100)]


class Model(BaseModel):
    """Base of all catalogue models: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class V3Locator(Model):
    """A topic of an OData v3 table, found in DataProperties by parent titles, stem and unit: never by key suffix."""

    stem: str = Field(description="Key without its running number: `AantalInwoners_5` -> `AantalInwoners`.")
    path: tuple[str, ...] = Field(
        default=(),
        description="Titles of parent groups above the topic, in this order; needed where a stem occurs twice.",
    )
    unit: str | None = Field(
        default=None, description="Unit as in DataProperties, for topics that differ in unit only."
    )


class Locator(Model):
    """Where one series keeps the figure, per layout. Give every layout in which the series is published."""

    series: str = Field(description="Source id: name of a YAML in catalogue/sources.")
    years: tuple[Year | None, Year | None] = Field(
        default=(None, None), description="First and last table year; null is open."
    )
    optional: bool = Field(
        default=False,
        description="Not every table of these years holds it (health tables differ): its absence is then no fault.",
    )
    v3: tuple[V3Locator, ...] = Field(
        default=(), description="Alternatives, because CBS renames topics; the first that resolves in a table is taken."
    )
    v4: str | None = Field(default=None, description="Measure code without the `_1` suffix that differs per year.")
    v4_group: str | None = Field(
        default=None, description="Title of the MeasureGroup, where a v4 base code occurs twice."
    )
    v4_unit: str | None = Field(
        default=None, description="Unit of the measure, where a v4 base code occurs twice in one group."
    )
    xlsx: tuple[str, ...] = Field(default=(), description="Column names in CBS's xlsx, alternatives over the years.")
    statline: tuple[str, ...] = Field(
        default=(), description="Full column headers in a StatLine CSV export, alternatives."
    )
    age: Literal["20300", "53115", "80200"] | None = Field(
        default=None, description="Health tables: 20300 = 18+, 53115 = 18-64, 80200 = 65+."
    )
    where: dict[str, str] = Field(
        default_factory=dict,
        description="Tables with more dimensions: dimension -> key of the member meant, as in `SoortMisdrijf: 1.1.1`.",
    )
    column: tuple[str, ...] = Field(
        default=(), description="Column or property names in files of other makers (maps, CSV), alternatives."
    )
    layer: str | None = Field(
        default=None, description="Regular expression for the name of a map layer; its first group is the year."
    )
    times: float = Field(default=1, description="Multiplied on reading: 1000 where CBS prints x 1 000 euro.")

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.v3 or self.v4 or self.xlsx or self.statline or self.column or self.layer):
            raise ValueError("a locator needs at least one of v3, v4, xlsx, statline, column, layer")
        return self


class Derivation(Model):
    """Computed from other figures of the same area and year: sum(numerator) / sum(denominator) * times."""

    numerator: tuple[IndicatorId, ...] = Field(min_length=1)
    denominator: tuple[IndicatorId, ...] = Field(default=(), description="Empty: the sum of the numerator.")
    times: float = 1
    years: tuple[Year | None, Year | None] = (None, None)


class Break(Model):
    """A year from which figures may not be compared with those before."""

    year: Year
    why: str = Field(description="One plain Dutch sentence: what changed.")


class Know(Model):
    """One thing a reader must know before using the figure. In YAML a bare sentence will do: it is an `info`."""

    text: str = Field(description="One plain Dutch sentence (B1), specific to this indicator.")
    weight: Literal["info", "warning"] = "info"

    @model_validator(mode="before")
    @classmethod
    def _bare_sentence(cls, given: object) -> object:
        return {"text": given} if isinstance(given, str) else given


class Minimum(Model):
    """The source's own published minimum below which it gives no figure."""

    of: Literal["residents_count", "households_count", "dwellings_count"]
    at_least: int = Field(gt=0)


class Indicator(Model):
    """One indicator: everything that is said, drawn or computed about it comes from here."""

    title: str = Field(
        max_length=90, description="Plain Dutch, no unit, no year, no abbreviation a resident would not know."
    )
    theme: str = Field(description="Id in themes.yml.")
    unit: str = Field(description="As printed behind a number: `km`, `%`, `euro`, `per 1.000 inwoners`, `inwoners`.")
    decimals: int = Field(ge=0, le=3, description="As published by the source; never more.")
    direction: Direction = Field(description="Which way is a burden. `none` where no judgement is possible.")
    kind: Kind = Field(description="register = counted; modelled = estimated by a model; map = read from a map.")
    describes: str = Field(description="What is measured, of whom, by whom: one or two sentences in plain Dutch.")
    know: tuple[Know, ...] = ()
    legend: str = Field(
        description="One sentence above the legend that can be read aloud: what does a full colour mean?"
    )
    weight: Weight = Field(
        default="residents", description="What a mean over areas is weighted by (the figure's denominator)."
    )
    source: tuple[Locator, ...] = Field(default=(), description="In order of precedence between series.")
    derive: tuple[Derivation, ...] = ()
    breaks: tuple[float, ...] = Field(
        default=(),
        description="National class bounds, rounded and frozen: quintiles of residents, thresholds for distances. "
        "A value on a bound belongs to the class above it. Empty: the indicator is not drawn as a choropleth.",
    )
    scheme: Literal["sequential", "diverging"] = "sequential"
    valid_range: tuple[float | None, float | None] = Field(description="Values outside it fail the build.")
    minimum: Minimum | None = None
    combine: Literal["sum", "mean", "never"] | None = Field(
        default=None,
        description="Over areas: empty is sum for what is additive, else mean by `weight`. `never` for medians, classes, indices.",
    )
    own_data: bool = Field(
        default=False, description="No open source holds it: a gemeente brings it (`etl template`). Needs no source."
    )
    index: bool = Field(default=False, description="Computed from other figures by indices.yml. Needs no source.")
    additive: bool = Field(default=False, description="Buurten add up to their gemeente: reconciled at build.")
    facility_group: Literal["daily", "weekly", "rare"] | None = None
    series_breaks: tuple[Break, ...] = ()
    period_offset: int = Field(
        default=0, description="Years the figure refers to relative to its table's year, such as -1."
    )
    minimum_difference: float | None = Field(
        default=None, gt=0, description="Smaller differences are called 'ongeveer gelijk'."
    )
    action: str | None = Field(
        default=None,
        pattern=r"^[^()]+ \([^();]+; [^();]+\)\.$",
        description="What a gemeente can do, with domain and instrument: `Iets doen (domein; instrument).` Empty rather than invented.",
    )
    action_source: str | None = Field(
        default=None,
        description="Public document that backs the action: publisher, title, year. Only where it is certain.",
    )
    shown: bool = Field(
        default=True,
        description="False: not in the picker, since it is a building block of another indicator, or one of the many counts of "
        "facilities within so many km, which have a screen of their own.",
    )

    @property
    def combination(self) -> Literal["sum", "mean", "never"]:
        """How figures of several areas make one."""
        return self.combine or ("sum" if self.additive else "mean")

    @property
    def decimals_combined(self) -> int:
        """Decimals of a figure put together of others: a sum of parts keeps two more."""
        return self.decimals + (2 if self.combination == "sum" else 0)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.source and not self.derive and not self.own_data and not self.index:
            raise ValueError("give a source or a derive, or say own_data or index")
        if list(self.breaks) != sorted(set(self.breaks)):
            raise ValueError("breaks must rise")
        low, high = self.valid_range
        if any((low is not None and b < low) or (high is not None and b > high) for b in self.breaks):
            raise ValueError("breaks lie outside valid_range")
        if self.additive and self.derive and any(d.denominator for d in self.derive):
            raise ValueError("a ratio is not additive")
        if self.action_source and not self.action:
            raise ValueError("action_source without an action")
        if self.shown and not self.breaks and self.decimals == 0 and not self.additive:
            raise ValueError("a shown indicator needs breaks, unless it is a count")
        return self


class Theme(Model):
    """A chapter of the indicator picker."""

    id: str = Field(pattern=r"^[a-z_]+$")
    title: str
    sentence: str = Field(description="What this theme is about, in one plain Dutch sentence.")


class Source(Model):
    """A publisher's series: where it comes from and under which licence; travels with every value."""

    title: str
    publisher: str
    licence: str
    licence_url: str
    attribution: str = Field(description="As the source asks to be cited; {year} and {table} are filled in.")
    homepage: str
    tables: dict[Year, str] = Field(
        default_factory=dict,
        description="Table id per table year; for health, whose tables hold several waves, per year of the boundaries.",
    )
    unchecked_years: tuple[Year, ...] = Field(
        default=(),
        description="Table years of which nobody has listed the columns: a topic that such a table lacks is noted in the build "
        "report, no fault. The same holds for years that `tables` does not know yet.",
    )
    precedence: int = Field(default=0, description="Between series that publish one figure the lower number wins.")
    series_per_table: bool = Field(
        default=False,
        description="Figures of two of its tables never make one trend: each table is made anew by a model.",
    )

    def is_checked(self, year: int) -> bool:
        """Whether the columns of the table of `year` are known, so that one that is absent is a fault."""
        return year in self.tables and year not in self.unchecked_years


class Catalogue(Model):
    """The whole catalogue, cross-checked."""

    themes: tuple[Theme, ...]
    sources: dict[str, Source]
    indicators: dict[IndicatorId, Indicator]

    @model_validator(mode="after")
    def _references(self) -> Self:
        themes = {theme.id for theme in self.themes}
        problems: list[str] = []
        for name, indicator in self.indicators.items():
            if indicator.theme not in themes:
                problems.append(f"{name}: theme '{indicator.theme}' is not in themes.yml")
            problems += [
                f"{name}: series '{locator.series}' has no YAML in catalogue/sources"
                for locator in indicator.source
                if locator.series not in self.sources
            ]
            parts = {part for step in indicator.derive for part in (*step.numerator, *step.denominator)}
            problems += [
                f"{name}: derives from '{part}', which is not in the catalogue"
                for part in sorted(parts - self.indicators.keys())
            ]
        if problems:
            raise ValueError("; ".join(problems))
        return self
