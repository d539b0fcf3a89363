"""Tasks, figures and a crossing for tests of Samen aan tafel."""

from __future__ import annotations

from dataclasses import replace

from domain.observations import Status
from domain.samenloop import cross, matrix, read_task
from domain.samenloop_models import (
    Candidate,
    Document,
    Instrument,
    Knooppunt,
    SamenView,
    Side,
    Task,
    TaskFigure,
    Tie,
    TieFigure,
)
from domain.view_models import Figure, Indicator
from tests.domain.examples import BUURT, DISTANCE, FIGURE, HEALTH, SOURCE

GP = replace(DISTANCE, indicator_id="gp_km", title="Afstand tot de huisarts")
NOISE = replace(HEALTH, indicator_id="noise_pct", title="Geluidhinder", direction="higher_is_worse")
LONELY = replace(HEALTH, indicator_id="lonely_pct", title="Eenzaam", direction="higher_is_worse")
OLDER = replace(HEALTH, indicator_id="lonely_65plus_pct", title="Eenzame ouderen", direction="higher_is_worse")
AGE = replace(HEALTH, indicator_id="age_65_plus_pct", title="65-plussers", direction="none", kind="register")
SCORE = replace(DISTANCE, indicator_id="heat_score", title="Hitte", unit="punten", decimals=0, kind="map")
INDICATORS: dict[str, Indicator] = {each.indicator_id: each for each in (GP, NOISE, LONELY, OLDER, AGE, SCORE)}
DOCUMENT = Document("RIVM", "Een rapport", 2024, None)


def task(task_id: str, side: Side, *figures: TaskFigure) -> Task:
    return Task(task_id, side, f"Opgave {task_id}", task_id, "Wat het is.", f"Wat vraagt {task_id}?", DOCUMENT, figures)


def figure_of(indicator: Indicator, way: int = 1, **more: object) -> TaskFigure:
    return TaskFigure(indicator.indicator_id, (Candidate(indicator.indicator_id, way, **more),))  # type: ignore[arg-type]


NEAR = task("nabij", "physical", figure_of(GP))
LOUD = task("geluid", "physical", figure_of(NOISE))
HOT = task("hitte", "physical", figure_of(SCORE, bar=80.0, bar_text="80 van de 100."))
ALONE = task(
    "eenzaam",
    "social",
    TaskFigure(
        "lonely_pct", (Candidate("lonely_65plus_pct", 1, older=True), Candidate("lonely_pct", 1, all_ages=True))
    ),
)
GREYING = task("vergrijzing", "social", figure_of(AGE, in_models=True))


def told(
    indicator: Indicator,
    value: float | None,
    year: int = 2024,
    bounds: tuple[float, float] | None = None,
    table: str = "T1",
) -> Figure:
    lower, upper = bounds or (None, None)
    status = Status.OK if value is not None else Status.SUPPRESSED
    return replace(
        FIGURE,
        indicator_id=indicator.indicator_id,
        reference_year=year,
        value=value,
        lower=lower,
        upper=upper,
        status=status,
        source=replace(SOURCE, table_id=table),
    )


def by_indicator(*figures: Figure) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for each in figures:
        found.setdefault(each.indicator_id, []).append(each)
    return found


COUNTRY = by_indicator(told(GP, 1.1), told(NOISE, 7.0), told(LONELY, 47.0), told(OLDER, 49.0), told(AGE, 20.0))
CROSSING = Knooppunt(
    "dichtbij",
    "Zorg om de hoek",
    "nabij",
    "eenzaam",
    "Beide willen plekken dichtbij.",
    (Instrument("gala", "GALA", "Een akkoord."), Instrument("woonzorgvisie", "Woonzorgvisie", "Een visie.")),
    "Bij de begroting.",
    ("wethouder wonen", "wethouder zorg", "GGD"),
    "Loop een rondje.",
    ("Wachttijden zijn niet open.",),
    "En ouderen?",
    (DOCUMENT,),
    ("gp_km",),
    ("lonely_pct",),
)


def view(*figures: Figure, older: bool = False, crossing: Knooppunt = CROSSING) -> SamenView:
    """A view of three physical and two social tasks with one crossing and two ties."""
    here = by_indicator(*figures)
    readings = [read_task(each, here, COUNTRY, INDICATORS, older=older) for each in (NEAR, LOUD, HOT, ALONE, GREYING)]
    physical = tuple(each for each in readings if each.task.side == "physical")
    social = tuple(each for each in readings if each.task.side == "social")
    tasks = {each.task.task_id: each for each in readings}
    ties = (
        Tie(
            "bonding",
            "Hechte banden",
            "bonding",
            "Vrienden.",
            (TieFigure(GP, told(GP, 0.5), 1.1, None),),
            (AGE,),
            None,
            (),
        ),
        Tie("linking", "Instanties", "linking", "De gemeente.", (), (), "Geen open gegevens.", ("Wijkagent",)),
    )
    return SamenView(BUURT, older, physical, social, matrix(physical, social), (cross(crossing, tasks),), ties)
