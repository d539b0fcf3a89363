"""The stacking of burdens in words: about buurten and numbers of people, without ranks, and never as one thing causing another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from domain.areas import Level
from domain.indices import Robustness
from domain.numbers_nl import format_number, format_share
from domain.stack_map import AreaStack, Side, StackMap
from domain.stacking import THEMES_NEEDED, ThresholdLine, chance_of_at_least, corner_by_chance_pct
from domain.two_themes import CELLS, STEPS
from domain.wording.phrases import listed, lowered
from domain.wording.places import level_name
from domain.wording.two_themes import count_words

_ROBUST: Final = {
    Robustness.STEADY: "stevig: de uitkomst blijft bij bijna alle rekenkeuzes hetzelfde",
    Robustness.BORDERLINE: "grensgeval: andere rekenkeuzes geven soms een andere uitkomst",
    Robustness.NOT: "niet stevig: bij de meeste andere rekenkeuzes is de score niet zo hoog",
}
_STEP: Final = ("weinig", "midden", "veel")
EXPLAINED: Final = (
    "In gemarkeerde buurten komt veel samen: minder zekerheid én meer druk van de omgeving. Het getal zegt op hoeveel punten de buurt "
    "hoort bij de {share} van elke 100 inwoners waar dat in {whose} het meest speelt."
)


def stack_heading(x_title: str, y_title: str, frame_name: str) -> str:
    """First sentence of the map of the stacking."""
    return f"U ziet per buurt in {frame_name} wat samenkomt: {lowered(x_title)} en {lowered(y_title)}."


def explained(threshold_pct: int, whose: str) -> str:
    """What the marked buurten are."""
    return EXPLAINED.format(share=threshold_pct, whose=whose)


def stack_corners(x: Side) -> tuple[str, str, str, str]:
    """Words at the corners of the legend: both low, only along x, both high, only along y."""
    only_x = "vooral weinig kapitaal" if x.is_count else "vooral minder zekerheid"
    return "weinig van beide", only_x, "veel van beide", "vooral druk van de omgeving"


def stack_cells(stack: StackMap) -> tuple[str, ...]:
    """Every cell in words."""
    x, y = stack.sides
    steps = _steps(stack)
    return tuple(
        f"{x.title}: {steps[cell % STEPS]}, {lowered(y.title)}: {_STEP[cell // STEPS]}" for cell in range(CELLS)
    )


def short_cells(stack: StackMap) -> tuple[str, ...]:
    """Every cell in a few words, for the list."""
    steps = _steps(stack)
    return tuple(f"{steps[cell % STEPS]} × {_STEP[cell // STEPS]}" for cell in range(CELLS))


def _steps(stack: StackMap) -> tuple[str, str, str]:
    return count_words(stack.pair.x) if stack.sides[0].is_count else _STEP


def count_text(count: tuple[int, int]) -> str:
    """ "2 van 3"."""
    return f"{count[0]} van {count[1]}"


def side_sentence(side: Side, count: tuple[int, int], names: Sequence[str]) -> str:
    """Points along one axis: "Omgevingsdruk: 3 van 5 (lucht, geluid en hitte)."; says what is not known."""
    if not count[1]:
        return f"{side.title}: niet bekend."
    which = f" ({listed([lowered(name) for name in names])})" if names else ""
    short = len(side.parts) - count[1]
    missing = f" Van {short} {'punt' if short == 1 else 'punten'} zijn er geen cijfers." if short else ""
    return f"{side.title}: {count_text(count)}{which}.{missing}"


def verdict(area: AreaStack) -> str:
    """Whether much comes together in a buurt."""
    if area.stacked is None:
        return "Niet te zeggen: er ontbreken cijfers"
    return "Hier komt veel samen" if area.stacked else "Hier komt niet veel tegelijk samen"


def short_verdict(area: AreaStack) -> str:
    """Whether much comes together, for a list."""
    return "niet bekend" if area.stacked is None else "ja" if area.stacked else "nee"


def robust_sentence(label: Robustness) -> str:
    """How sure the index along x is."""
    return f"Zo zeker is de score van minder zekerheid: {_ROBUST[label]}."


def careful_sentence() -> str:
    """A buurt with few residents."""
    return "Hier wonen minder dan 250 mensen. Lees dit met voorzichtigheid: op de kaart staan er strepen over de kleur."


def careful_legend(count: int) -> str:
    """How many areas are hatched."""
    return f"Strepen over de kleur: {_buurten(count)} met 100 tot 250 inwoners. Lees die met voorzichtigheid."


def threshold_sentence(line: ThresholdLine, shown_pct: int) -> str:
    """ "Bij 20% gaat het om 7 buurten, bij 25% om 11, bij 33% om 16. Deze 5 horen er ook bij 15% bij: …"."""
    strictest, *others = line.counts
    first, *rest = [f"bij {each.share_pct:.0f}% om {_buurten(each.area_count)}" for each in others]
    told = ", ".join([f"B{first[1:]}", *rest]).replace("% om", "% gaat het om", 1)
    always = len(line.always)
    kept = (
        f" {'1 daarvan blijft' if always == 1 else f'{always} daarvan blijven'} ook over bij {strictest.share_pct:.0f}%."
        if always
        else f" Bij {strictest.share_pct:.0f}% blijft er geen over."
    )
    return f"{told}. U ziet nu {shown_pct}%.{kept if any(each.area_count for each in others) else ''}"


def robust_legend(stack: StackMap) -> str:
    """How many of the marked areas are steady; empty without marked areas or without runs."""
    labels = [label for label, area in zip(stack.robust, stack.areas, strict=True) if area.stacked and label]
    if not labels:
        return ""
    steady = labels.count(Robustness.STEADY)
    if len(labels) == 1:
        return f"Bij de buurt waar veel samenkomt is dat {_ROBUST[labels[0]]}."
    others = "" if steady == len(labels) else " Bij de andere hangt het meer af van de manier van rekenen."
    return (
        f"Bij {format_number(steady, 0)} van de {_buurten(len(labels))} waar veel samenkomt is dat stevig: "
        f"ook met andere rekenkeuzes komt het er bijna altijd uit.{others}"
    )


def marked_sentence(stack: StackMap, frame_name: str) -> str:
    """How many buurten are marked, and how many people live there."""
    people = [
        count or 0
        for count, area in zip(stack.pair.x_figures.residents_count, stack.areas, strict=True)
        if area.stacked
    ]
    unknown = sum(area.stacked is None for area in stack.areas)
    if unknown == len(stack.areas):
        return f"Voor {frame_name} is niet te zeggen waar veel samenkomt: er ontbreken cijfers."
    open_ends = f" Van {_buurten(unknown)} is het niet te zeggen: daar ontbreken cijfers." if unknown else ""
    if not people:
        return f"In {frame_name} zien we geen buurt waar veel tegelijk samenkomt.{open_ends}"
    verb = "is er" if len(people) == 1 else "zijn er"
    return (
        f"In {frame_name} {verb} {_buurten(len(people))} waar veel samenkomt. "
        f"Daar wonen {format_number(sum(people), 0)} mensen.{open_ends}"
    )


def marked_here(stack: StackMap, codes: Collection[str], area_name: str) -> str:
    """How many of the buurten of a part of the map are marked."""
    inside = [
        area for code, area in zip(stack.pair.x_figures.area_codes, stack.areas, strict=True) if code in set(codes)
    ]
    known = [area for area in inside if area.stacked is not None]
    if not known:
        return f"Voor {area_name} is niet te zeggen waar veel samenkomt: er ontbreken cijfers."
    marked = sum(bool(area.stacked) for area in known)
    unknown = len(inside) - len(known)
    open_ends = f" Van {_buurten(unknown)} is het niet te zeggen: daar ontbreken cijfers." if unknown else ""
    if not marked and len(known) == 1:
        return f"In {_buurten(1)} van {area_name} komt niet veel tegelijk samen.{open_ends}"
    if not marked:
        return f"In geen van de {_buurten(len(known))} van {area_name} komt veel tegelijk samen.{open_ends}"
    return f"In {format_number(marked, 0)} van de {_buurten(len(known))} van {area_name} komt veel samen.{open_ends}"


def rule_sentence(side_title: str, threshold_pct: int, *, is_count: bool) -> str:
    """When a buurt is marked."""
    most = f"bij de {threshold_pct} van elke 100 inwoners waar dat het meest speelt"
    first = "minstens twee kapitalen horen" if is_count else f"{lowered(side_title)} hoort"
    own = " Welke cijfers bij een kapitaal horen, is onze invulling." if is_count else ""
    return f"Zwarte rand: gemarkeerde buurt. Daar {first} {most}, en ook minstens {THEMES_NEEDED} onderwerpen van de omgeving.{own}"


def outside_sentence(share: float, year: int, frame_name: str) -> str:
    """The computed line about low incomes outside the marked buurten; empty when it is not true (methods §7)."""
    if share <= 0.5:
        return ""
    return (
        f"De meeste huishoudens met een laag inkomen wonen buiten de gemarkeerde buurten: "
        f"{format_share(share)} van die huishoudens in {frame_name} ({year})."
    )


def chance_sentences(stack: StackMap, observed: Sequence[tuple[int, float]]) -> list[str]:
    """How often things come together beside chance, for those who know their statistics."""
    lines = []
    if stack.times_chance is not None:
        high = stack.threshold_pct
        expected = corner_by_chance_pct(high)
        times = format_number(stack.times_chance, 1)
        lines.append(
            f"Veel van beide komt hier {times} keer zo vaak voor als bij toeval. Als de twee niets met elkaar te maken hadden, zou "
            f"{format_number(expected, 1)}% van de inwoners van Nederland in zo'n buurt wonen."
        )
    for high, share in observed:
        chance = chance_of_at_least(high, len(stack.sides[1].parts), stack.threshold_pct / 100)
        lines.append(
            f"Minstens {high} van {len(stack.sides[1].parts)} onderwerpen van de omgeving: {format_number(share, 1)}% van de inwoners; "
            f"bij toeval {format_number(chance, 1)}%."
        )
    lines.append("Dit vergelijkt met toeval. Het zegt niet hoe het komt dat dingen samengaan.")
    return lines


def then_now(year: int, then: Mapping[str, str], now_year: int, now: Mapping[str, str]) -> str:
    """The marked buurten of another year beside those of now: names by code, for two buurten may share a name."""
    added = sorted(name for code, name in now.items() if code not in then)
    gone = sorted(name for code, name in then.items() if code not in now)
    parts = [f"In {year} ging het om {_buurten(len(then))}, in {now_year} om {_buurten(len(now))}."]
    if added:
        parts.append(f"Wel in {now_year}, niet in {year}: {_names(added)}.")
    if gone:
        parts.append(f"Wel in {year}, niet in {now_year}: {_names(gone)}.")
    return " ".join(parts)


def built_sentence(
    since: int, until: int, *, is_growth: bool, total: int, marked: int, people_share: float, frame_name: str
) -> str:
    """Where new dwellings came: in the marked buurten and in all."""
    what = "kwamen er per saldo" if is_growth else "zijn er"
    ending = "woningen bij" if is_growth else "woningen nieuw gebouwd"
    period = f"in {since}" if since == until else f"van {since} tot en met {until}"
    first = f"In {frame_name} {what} {period} {format_number(total, 0)} {ending}."
    if is_growth and total < 0:
        first = f"In {frame_name} verdwenen er per saldo {period} {format_number(-total, 0)} woningen."
    if total <= 0:
        return first
    return (
        f"{first} Daarvan staan er {format_number(marked, 0)} ({format_share(max(marked, 0) / total)}) in de gemarkeerde buurten. "
        f"Daar woont {format_share(people_share)} van de inwoners."
    )


def built_legend(fewest: int) -> str:
    """What the marks of new dwellings are."""
    return f"Witte stip: minstens {fewest} nieuwe woningen. Hoe groter de stip, hoe meer."


def built_here(count: int | None, since: int, until: int, *, is_growth: bool) -> str:
    """New dwellings of one buurt."""
    period = f"in {since}" if since == until else f"van {since} tot en met {until}"
    if count is None:
        return f"Nieuwe woningen {period}: niet bekend."
    what = "per saldo erbij" if is_growth else "nieuw gebouwd"
    return f"Woningen {what} {period}: {format_number(count, 0)}."


def no_built(since: int) -> str:
    """No figures of new dwellings since that year."""
    return f"Over nieuwe woningen sinds {since} zijn er geen cijfers. Kies een ander jaar."


def count_describes(names: Sequence[str]) -> str:
    """What a count of parts is: our own reading of it."""
    listed_names = listed([lowered(name) for name in names])
    return (
        f"Hoeveel van de {len(names)} kapitalen in een buurt laag zijn: {listed_names}. Welke cijfers bij een kapitaal horen, is onze "
        "invulling. We tellen ze en nemen geen gemiddelde."
    )


def count_legend(parts: int) -> str:
    """What the colours of a count mean."""
    return f"Hoe voller de kleur, hoe meer van de {parts} kapitalen laag zijn."


def spoken(name: str, area: AreaStack, sides: tuple[Side, Side]) -> str:
    """What a screen reader hears after a choice."""
    return (
        f"{name}: {verdict(area)}. {side_sentence(sides[0], area.x, area.x_names)} "
        f"{side_sentence(sides[1], area.y, area.y_names)}"
    )


def not_on_map(name: str) -> str:
    """The selection is no buurt of this map."""
    return f"Kies een buurt op de kaart of in de lijst om te zien wat er samenkomt. U ziet nu {name} als geheel."


def _buurten(count: int) -> str:
    return f"{format_number(count, 0)} {level_name(Level.BUURT, plural=count != 1)}"


def _names(names: Sequence[str], most: int = 8) -> str:
    shown = names[:most]
    return listed(shown) if len(names) <= most else f"{', '.join(shown)} en {len(names) - most} andere"
