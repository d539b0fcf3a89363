"""Where physical and social tasks meet in one area: tasks and crossings of the catalogue, with the figures of the area and the country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from domain.areas import COUNTRY_CODE
from domain.samenloop import Figures, cross, in_order, matrix, read_task
from domain.samenloop_models import (
    Candidate,
    Document,
    Instrument,
    Knooppunt,
    SamenView,
    Task,
    TaskFigure,
    TaskReading,
    Tie,
    TieFigure,
)
from domain.view_models import Area, Figure, Indicator
from store.catalogue import shown_indicators
from store.figures import figures_of_area
from store.warehouse import Store, Warehouse

_NEWEST_TABLE: Final = "knooppunt_indicator"
_TASKS: Final = """
SELECT task_id, side, title, short, sentence, ageing, publisher, document, document_year, document_url FROM task ORDER BY sort_order
"""
_TASK_FIGURES: Final = """
SELECT task_id, figure_id, indicator_id, way, bar, bar_text, in_models, all_ages, older, note FROM task_indicator ORDER BY sort_order
"""
_INSTRUMENTS: Final = "SELECT instrument_id, title, sentence FROM instrument ORDER BY sort_order"
_KNOOPPUNTEN: Final = """
SELECT knooppunt_id, title, physical_id, social_id, shared, instruments, decision_moment, at_table, first_step, missing_data, ageing,
       sources
FROM knooppunt ORDER BY sort_order
"""
_KNOOPPUNT_FIGURES: Final = "SELECT knooppunt_id, role, figure_id FROM knooppunt_indicator ORDER BY sort_order"
_TIES: Final = "SELECT tie_id, title, term, sentence, no_open_data, fill FROM tie ORDER BY sort_order"
_TIE_FIGURES: Final = "SELECT tie_id, indicator_id, note FROM tie_indicator ORDER BY sort_order"


@dataclass(frozen=True)
class _Catalogue:
    """What the warehouse holds of tasks, crossings and ties; `ties` without figures, those by tie in `tie_figures`."""

    tasks: tuple[Task, ...] = ()
    knooppunten: tuple[Knooppunt, ...] = ()
    ties: tuple[Tie, ...] = ()
    tie_figures: tuple[tuple[str, str, str | None], ...] = ()

    def indicator_ids(self) -> list[str]:
        """Every indicator that may be needed."""
        of_tasks = (each.indicator_id for task in self.tasks for figure in task.figures for each in figure.candidates)
        return sorted({*of_tasks, *(indicator_id for _, indicator_id, _ in self.tie_figures)})


def samen_of(store: Store, area: Area, *, older: bool = False) -> SamenView:
    """Everything of Samen aan tafel for one area; `older` looks through the lens of ageing. Raises StoreUnavailable.

    A warehouse from before there were tasks gives a view without any.
    """
    warehouse = store.open()
    return warehouse.cached(("samen", area.code, older), lambda: _make(warehouse, area, older=older))


def _make(warehouse: Warehouse, area: Area, *, older: bool) -> SamenView:
    known = warehouse.cached(("samen catalogue",), lambda: _read(warehouse))
    indicators = shown_indicators(warehouse)
    names = known.indicator_ids()
    country = warehouse.cached(
        ("samen country",), lambda: _by_indicator(figures_of_area(warehouse, COUNTRY_CODE, names))
    )
    is_country = area.code == COUNTRY_CODE
    here = country if is_country else _by_indicator(figures_of_area(warehouse, area.code, names))
    # The country is held against nothing: its tasks and crossings are there without figures.
    spoken = {} if is_country else here
    readings = [read_task(task, spoken, country, indicators, older=older) for task in known.tasks]
    physical, social = (tuple(r for r in readings if r.task.side == side) for side in ("physical", "social"))
    by_task: dict[str, TaskReading] = {each.task.task_id: each for each in readings}
    crossings = [cross(each, by_task) for each in known.knooppunten]
    ties = [_tie(tie, known, here, {} if is_country else country, indicators) for tie in known.ties]
    return SamenView(
        area=area,
        older=older,
        physical=physical,
        social=social,
        cells=matrix(physical, social, is_country=is_country),
        crossings=in_order(crossings, older=older),
        ties=tuple(ties),
    )


def _by_indicator(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for each in figures:
        found.setdefault(each.indicator_id, []).append(each)
    return found


def _tie(tie: Tie, known: _Catalogue, here: Figures, country: Figures, indicators: dict[str, Indicator]) -> Tie:
    """A tie with its newest figures here, each beside that of the country of the same table and year."""
    found, absent = [], []
    for tie_id, indicator_id, note in known.tie_figures:
        if tie_id != tie.tie_id or indicator_id not in indicators:
            continue
        newest = max(_known(here, indicator_id), key=lambda each: each.reference_year, default=None)
        if newest is None:
            absent.append(indicators[indicator_id])
            continue
        beside = [
            each.value
            for each in _known(country, indicator_id)
            if each.reference_year == newest.reference_year and each.source.table_id == newest.source.table_id
        ]
        found.append(TieFigure(indicators[indicator_id], newest, beside[0] if beside else None, note))
    return Tie(tie.tie_id, tie.title, tie.term, tie.sentence, tuple(found), tuple(absent), tie.no_open_data, tie.fill)


def _known(figures: Figures, indicator_id: str) -> Sequence[Figure]:
    return [each for each in figures.get(indicator_id, ()) if each.value is not None]


def _read(warehouse: Warehouse) -> _Catalogue:
    if _NEWEST_TABLE not in warehouse.tables:
        return _Catalogue()
    return _Catalogue(
        tasks=_tasks(warehouse),
        knooppunten=_knooppunten(warehouse),
        ties=tuple(
            Tie(tie_id, title, term, sentence, (), (), no_open_data, tuple(fill))
            for tie_id, title, term, sentence, no_open_data, fill in warehouse.rows(_TIES)
        ),
        tie_figures=tuple((tie_id, name, note) for tie_id, name, note in warehouse.rows(_TIE_FIGURES)),
    )


def _tasks(warehouse: Warehouse) -> tuple[Task, ...]:
    figures: dict[str, dict[str, list[Candidate]]] = {}
    for task_id, figure_id, *candidate in warehouse.rows(_TASK_FIGURES):
        figures.setdefault(task_id, {}).setdefault(figure_id, []).append(Candidate(*candidate))
    return tuple(
        Task(
            task_id,
            side,
            title,
            short,
            sentence,
            ageing,
            Document(*source),
            tuple(TaskFigure(name, tuple(found)) for name, found in figures.get(task_id, {}).items()),
        )
        for task_id, side, title, short, sentence, ageing, *source in warehouse.rows(_TASKS)
    )


def _knooppunten(warehouse: Warehouse) -> tuple[Knooppunt, ...]:
    instruments = {row[0]: Instrument(*row) for row in warehouse.rows(_INSTRUMENTS)}
    figures: dict[tuple[str, str], list[str]] = {}
    for knooppunt_id, role, figure_id in warehouse.rows(_KNOOPPUNT_FIGURES):
        figures.setdefault((knooppunt_id, role), []).append(figure_id)
    return tuple(_knooppunt(row, instruments, figures) for row in warehouse.rows(_KNOOPPUNTEN))


def _knooppunt(
    row: tuple[Any, ...], instruments: dict[str, Instrument], figures: dict[tuple[str, str], list[str]]
) -> Knooppunt:
    name, title, physical, social, shared, named, moment, table, step, missing, ageing, sources = row
    return Knooppunt(
        knooppunt_id=name,
        title=title,
        physical_id=physical,
        social_id=social,
        shared=shared,
        instruments=tuple(instruments[each] for each in named),
        decision_moment=moment,
        at_table=tuple(table),
        first_step=step,
        missing_data=tuple(missing),
        ageing=ageing,
        sources=tuple(Document(each["publisher"], each["title"], each["year"], each["url"]) for each in sources),
        physical_figures=tuple(figures.get((name, "physical"), ())),
        social_figures=tuple(figures.get((name, "social"), ())),
        also=tuple(figures.get((name, "also"), ())),
    )
