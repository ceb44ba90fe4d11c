"""A series as a figure: the chart, what is demanded, what does not fit, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ruleck.evaluate.chronicle import Series
from ruleck.evaluate.naming import shorten, shown
from ruleck.reports.brief import counted
from ruleck.reports.html.axis import Axis, Extent, axis, extent
from ruleck.reports.html.drawing import Arrow, Box, Role, Spot, Zone, panel, plot
from ruleck.reports.html.markup import Markup, joined, tag
from ruleck.values.date import DateSpan
from ruleck.values.edtf import show_date
from ruleck.values.number import Exact, Number, point, show
from ruleck.values.series import Point, barred
from ruleck.values.truth import Unknown

# More points than this are thinned out, and the table ends.
MOST_POINTS = 200
# So many pairs have an arrow and are told below the chart; the notes tell all.
_MOST_ARROWS = 4
# Points are named beside their marks where there are no more than this.
_NAMED = 10
_LONGEST = 22


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facts of a series that a finding is about; `note` is the finding's number on the page, none without one."""

    earlier: int
    later: int
    role: Role
    note: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Laid:
    """What a panel shows: axes, and what is put on them."""

    across: Axis
    up: Axis
    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]
    zones: tuple[Zone, ...]


def figure(
    series: Series, pairs: Sequence[Pair], name: str, places: Sequence[str], also: Sequence[Series] = ()
) -> Markup:
    """The figure of a series. `places` say where each of its facts stands; `name` makes the ids in it; `also` are the
    same facts as other rules read them, by which they are as they must be."""
    kept, apart = one_unit(series)
    shown_pairs = [pair for pair in pairs if pair.earlier in kept and pair.later in kept]
    numbers = thinned(series, kept, shown_pairs)
    points = [series.points[n] for n in numbers]
    at = {n: position for position, n in enumerate(numbers)}
    shown_pairs = [replace(pair, earlier=at[pair.earlier], later=at[pair.later]) for pair in shown_pairs]
    whole = lay(series, points, shown_pairs)
    near = close_up(series, points, shown_pairs, whole)
    if near is not None:
        whole = lay(series, points, shown_pairs, named=1)
    title = f"{series.name}, {series.wording}" if series.demanded else series.name
    unit = next((p.value.unit for p in points if isinstance(p.value, Number) and p.value.unit), None) or ""
    unit = "per cent" if unit == "percent" else unit
    panels = [
        _drawn(whole, f"{name}a", unit, title, _described(points, shown_pairs, series), _frame(whole, near)),
    ]
    if near is not None:
        title = f"{title}: close up"
        panels.append(_drawn(near, f"{name}b", unit, title, "The marked pair of the chart before, larger.", None))
    return tag(
        "figure",
        tag("figcaption", _caption(series), class_="of"),
        tag(
            "div",
            tag("div", panels[0], tag("p", "All of it", class_="panel") if near else None),
            tag("div", panels[1], tag("p", "Close up: the marked pair", class_="panel")) if near else None,
            class_="panels" if near else "panels one",
        ),
        _verdict(series, pairs),
        _also(also),
        _remarks(series, len(numbers), len(kept), apart),
        _table(series, pairs, places, name),
        class_=f"series {_worst(pairs)}",
        id=name,
    )


# ------------------------------------------------------------------ what is shown


def one_unit(series: Series) -> tuple[list[int], list[int]]:
    """The points that one axis takes, and those in other units than most."""
    units = [_unit(p.value) for p in series.points]
    most = next(iter(Counter(unit for unit in units if unit is not None).most_common(1)), (None, 0))[0]
    kept = [n for n, unit in enumerate(units) if unit is None or unit == most]
    return kept, [n for n, unit in enumerate(units) if unit is not None and unit != most]


def _unit(value: object) -> str | None:
    return value.unit.casefold() if isinstance(value, Number) and value.unit is not None else None


def thinned(series: Series, kept: Sequence[int], pairs: Sequence[Pair]) -> list[int]:
    """So many points as can be told apart: those of pairs, and of each stretch of time the lowest and the highest."""
    if len(kept) <= MOST_POINTS:
        return list(kept)
    chosen = {n for pair in pairs for n in (pair.earlier, pair.later)}
    ordered = sorted(kept, key=lambda n: (extent(series.points[n].time).middle or 0, n))
    size = -(-len(ordered) // (MOST_POINTS // 2))
    for start in range(0, len(ordered), size):
        stretch = sorted(ordered[start : start + size], key=lambda n: extent(series.points[n].value).middle or 0)
        chosen |= {stretch[0], stretch[-1]}
    return [n for n in kept if n in chosen]


def lay(
    series: Series,
    points: Sequence[Point],
    pairs: Sequence[Pair],
    within: Sequence[Point] = (),
    named: int = _MOST_ARROWS,
) -> Laid:
    """A panel's axes and what is on them. `within` are the points that the axes are made for: all, where none are
    given; `named` are so many pairs as have an arrow."""
    meant = within or points
    zones = [zone for pair in pairs[:1] for zone in _zones(series, points[pair.earlier])]
    up = axis([p.value for p in meant], 0, 1, most=5, also=[zone.end for zone in zones])
    area = plot([tick.label for tick in up.ticks])
    up = replace(up, start=area.bottom, end=area.top)
    across = axis([p.time for p in meant], area.left, area.right, most=max(2, int((area.right - area.left) // 72)))
    return Laid(across, up, tuple(_spots(points, pairs, named)), tuple(_arrows(pairs[:named])), tuple(zones))


def close_up(series: Series, points: Sequence[Point], pairs: Sequence[Pair], whole: Laid) -> Laid | None:
    """The first marked pair and what is near it, where the whole chart shows the two too close together to see."""
    if not pairs:
        return None
    a, b = points[pairs[0].earlier], points[pairs[0].later]
    times, values = (extent(a.time), extent(b.time)), (extent(a.value), extent(b.value))
    wide = _share(times, whole.across) if all(len(t.ends) == 2 for t in times) else 1.0
    tall = _share(values, whole.up)
    if len(points) == 2 or (wide >= 0.2 and (tall >= 0.12 or tall == 0)):
        return None
    low, high = _around(times, Fraction(9, 20))
    bottom, top = _around(values, Fraction(6))
    near = [
        p
        for p in points
        if p in (a, b) or (_lies(extent(p.time), low, high, whole=True) and _lies(extent(p.value), bottom, top))
    ]
    if len(near) == len(points):
        return None
    return lay(series, points, pairs, near)


def _around(stretches: Sequence[Extent], room: Fraction) -> tuple[Exact, Exact]:
    """From the lowest to the highest end, with so much of that again as room on both sides."""
    ends = [end for stretch in stretches for end in stretch.ends] or [0]
    margin = (max(ends) - min(ends)) * room
    return min(ends) - margin, max(ends) + margin


def _lies(stretch: Extent, low: Exact, high: Exact, *, whole: bool = False) -> bool:
    """Whether an end of a stretch, or the whole of it, lies between."""
    within = [low <= end <= high for end in stretch.ends]
    return len(within) == 2 and all(within) if whole else any(within)


def _share(stretches: Sequence[Extent], along: Axis) -> float:
    ends = [along.at(end) for stretch in stretches for end in stretch.ends]
    return (max(ends) - min(ends)) / abs(along.end - along.start) if ends else 1.0


def _zones(series: Series, earlier: Point) -> list[Zone]:
    since = extent(earlier.time).high
    if since is None or isinstance(series.trend, Unknown) or isinstance(earlier.value, Unknown):
        return []
    found = []
    dates = isinstance(earlier.value, DateSpan)
    for ruled in barred(earlier, series.trend):
        end = ruled.end + 1 if dates and ruled.side < 0 else ruled.end
        level = _level(earlier.value, ruled.end)
        if ruled.side > 0:
            words = f"{level} or later" if dates else f"{level} or more" if ruled.closed else f"more than {level}"
        else:
            words = f"{level} or earlier" if dates else f"{level} or less" if ruled.closed else f"less than {level}"
        found.append(Zone(ruled.side, end, since, f"ruled out: {words}"))
    return found


def _level(value: Number | DateSpan, end: Exact) -> str:
    """A limit in words: as the value that sets it was written, where it is that very value."""
    if isinstance(value, DateSpan):
        return show_date(DateSpan(int(end), int(end)))
    if value.exact and value.low == end:
        return show(value)
    return show(point(end, value.unit if value.unit == "percent" else None))


def _spots(points: Sequence[Point], pairs: Sequence[Pair], most: int) -> list[Spot]:
    roles: dict[int, Role] = {}
    for pair in pairs:
        for n in (pair.earlier, pair.later):
            if roles.get(n) != "violated":
                roles[n] = pair.role
    # Where there are many, only those are named that an arrow leads to or from.
    named = {n for pair in pairs[:most] for n in (pair.earlier, pair.later)}
    few = len(points) <= _NAMED
    labels = [_short(p.value) if few or n in named else "" for n, p in enumerate(points)]
    return [
        Spot(extent(p.time), extent(p.value), labels[n], roles.get(n, "plain"), p.sure) for n, p in enumerate(points)
    ]


def _arrows(pairs: Sequence[Pair]) -> list[Arrow]:
    return [Arrow(pair.earlier, pair.later, pair.role) for pair in pairs]


def _short(value: object) -> str:
    label = shorten(show(value) if isinstance(value, Number) else shown(value))
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"


def _frame(whole: Laid, near: Laid | None) -> Box | None:
    if near is None:
        return None
    return Box(
        whole.across.at(near.across.low),
        whole.up.at(near.up.high),
        whole.across.at(near.across.high),
        whole.up.at(near.up.low),
    ).wider(3)


def _drawn(laid: Laid, name: str, unit: str, title: str, description: str, frame: Box | None) -> Markup:
    return panel(
        laid.spots, laid.arrows, laid.zones, laid.across, laid.up,
        unit=f"{laid.up.scale} {unit}".strip(), name=name, title=title, description=description, frame=frame,
    )  # fmt: skip


# ------------------------------------------------------------------ in words


def _worst(pairs: Sequence[Pair]) -> Role:
    roles = [pair.role for pair in pairs]
    return "violated" if "violated" in roles else "undecided" if "undecided" in roles else "plain"


def _caption(series: Series) -> Markup:
    name = series.name[:1].upper() + series.name[1:]
    told = [f"{key} {value}" for key, value in series.keys if value not in series.name]
    demand = series.wording if series.demanded else f"read where the rule says “{series.wording}”"
    return joined(
        [
            tag("strong", name),
            tag("span", f" ({', '.join(told)})", class_="keys") if told else None,
            tag("span", demand, class_="demand"),
            tag("code", series.rule.id),
        ]
    )


def _described(points: Sequence[Point], pairs: Sequence[Pair], series: Series) -> str:
    said = f"{len(points)} figures by date."
    if pairs:
        return f"{said} Marked: {pairs[0].message}."
    return f"{said} None is marked." if series.demanded else said


def _verdict(series: Series, pairs: Sequence[Pair]) -> Markup:
    if not pairs:
        return tag("p", f"As it must be: {series.wording}", class_="verdict") if series.demanded else Markup()
    rows = []
    for pair in pairs[:_MOST_ARROWS]:
        word = tag("strong", f"{pair.role.capitalize()}: ", class_=pair.role)
        link = tag("a", f"note {pair.note}", href=f"#n{pair.note}") if pair.note is not None else None
        rows.append(tag("li", word, pair.message, " (" if link else None, link, ")" if link else None))
    more = len(pairs) - len(rows)
    rows += [tag("li", f"and {counted(more, 'pair', 'pairs')} more, each with a note")] if more else []
    return tag("ul", *rows, class_="verdict")


def _also(also: Sequence[Series]) -> Markup | None:
    if not also:
        return None
    rows = [tag("li", f"As it must be: {other.wording} (", tag("code", other.rule.id), ")") for other in also]
    return tag("ul", *rows, class_="verdict")


def _remarks(series: Series, drawn: int, kept: int, apart: Sequence[int]) -> Markup:
    said = []
    if drawn < kept:
        said.append(f"Of {kept:,} figures {drawn:,} are drawn: those marked, and the lowest and highest between.")
    if apart:
        figures = counted(len(apart), "figure", "figures")
        said.append(f"{figures} in another unit: in the table only, as they cannot be compared.")
    if series.left_out:
        said.append(f"{counted(len(series.left_out), 'fact', 'facts')} without a time or a figure cannot be drawn.")
    if isinstance(series.trend, Unknown):
        said.append("How far it must change is not known.")
    return tag("p", " ".join(said), class_="remarks") if said else Markup()


def _table(series: Series, pairs: Sequence[Pair], places: Sequence[str], name: str) -> Markup:
    """The same figures as rows, in the order of time."""
    marked: dict[int, list[str]] = {}
    for pair in pairs:
        for n in (pair.earlier, pair.later):
            word = pair.role if pair.note is None else f"{pair.role}, note {pair.note}"
            marked.setdefault(n, []).append(word)
    order = sorted(range(len(series.points)), key=lambda n: (extent(series.points[n].time).middle or 0, n))
    rows = []
    for n in order[:MOST_POINTS]:
        fact = series.points[n]
        rows.append(
            tag(
                "tr",
                tag("th", shown(fact.time), scope="row"),
                tag("td", show(fact.value) if isinstance(fact.value, Number) else shown(fact.value), class_="figure"),
                tag("td", _range(fact.value)),
                tag("td", ", ".join(dict.fromkeys(marked.get(n, ())))),
                tag("td", places[n]),
            )
        )
    heads = [tag("th", words, scope="col") for words in ("When", "Figure", "That can be", "Marked", "Stands at")]
    more = len(order) - len(rows)
    return tag(
        "details",
        tag("summary", "The same as a table"),
        tag(
            "div",
            tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), aria_labelledby=f"{name}a-t"),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label=f"table of {series.name}, {name}",
        ),
        tag("p", f"and {more:,} more", class_="remarks") if more else None,
    )


def _range(value: object) -> str:
    if isinstance(value, Number):
        if value.exact:
            return "exactly this"
        return show(Number(value.low, value.high, value.low_open, value.high_open, value.unit))
    return "anything" if isinstance(value, Unknown) else shown(value)

