"""One panel of a chart as SVG: values with their ranges against their dates with theirs.

A value that is known is a dot, one that is a range is a bar from its lowest to its highest; a date that is uncertain
makes it as wide as the date may be. Where nothing bounds it, it fades towards an arrow at the edge. What the earlier of
a marked pair rules out for all later ones is hatched, and an arrow leads from the one fact to the other: where its head
lies in the hatched part, the rule is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ruleck.reports.html.axis import Axis, Extent
from ruleck.reports.html.markup import Markup, joined, tag
from ruleck.values.number import Exact

WIDTH, HEIGHT = 400.0, 280.0
_TOP, _RIGHT, _BOTTOM = 26.0, 16.0, 44.0
_LETTER, _LINE = 6.9, 15.0  # what a letter and a line of a label take, at the most
_DOT, _BAR = 4.5, 7.0
_SHORTEST = 16.0  # an arrow that is more than a head

Role = Literal["plain", "violated", "undecided"]
# Where a label may stand, and which end of it stands there.
_Place = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A fact on paper: its time and value, its label (`""` for none), and whether it is of a marked pair. `sure` if it
    surely belongs."""

    time: Extent
    value: Extent
    label: str
    role: Role = "plain"
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Arrow:
    """A marked pair, by the numbers of its spots."""

    earlier: int
    later: int
    role: Role


@dataclass(frozen=True, slots=True)
class Zone:
    """What is ruled out: above (`side` 1) or below (-1) a value, from a time on."""

    side: int
    end: Exact
    since: Exact
    label: str


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of paper."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two stretches overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def wider(self, by: float) -> Box:
        """The same with a margin."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def plot(labels: Sequence[str]) -> Box:
    """The part of the paper between the axes, where the labels beside it are these."""
    left = max((len(label) for label in labels), default=1) * 7 + 16
    return Box(min(max(left, 34.0), WIDTH / 3), _TOP, WIDTH - _RIGHT, HEIGHT - _BOTTOM)


def panel(
    spots: Sequence[Spot],
    arrows: Sequence[Arrow],
    zones: Sequence[Zone],
    across: Axis,
    up: Axis,
    *,
    unit: str,
    name: str,
    title: str,
    description: str,
    frame: Box | None = None,
) -> Markup:
    """A panel. `name` makes its ids; `frame` is what another panel shows close up."""
    area = Box(across.start, up.end, across.end, up.start)
    arrows = [arrow for arrow in arrows if all(_inside(spots[n], across, up) for n in (arrow.earlier, arrow.later))]
    seen = [n for n, spot in enumerate(spots) if across.holds(spot.time) and up.holds(spot.value)]
    boxes = {n: glyph_box(spots[n], across, up) for n in seen}
    taken = [Box(area.left, 0, area.left + len(unit) * _LETTER, 17), *_along(arrows, spots, across, up)]
    taken += [Box(across.at(zone.since), up.at(zone.end) - 1, area.right, up.at(zone.end) + 1) for zone in zones]
    more = _zone_labels(zones, across, up, area)
    drawn = [n for n in seen if spots[n].role == "plain"] + [n for n in seen if spots[n].role != "plain"]
    return tag(
        "svg",
        tag("title", title, id=f"{name}-t"),
        tag("desc", description, id=f"{name}-d"),
        _grid(across, up, area, unit),
        joined(_zone(zone, across, up, area) for zone in zones),
        tag("rect", class_="frame", **_rect(frame)) if frame is not None else None,
        joined(_arrow(arrow, spots, across, up) for arrow in arrows),
        joined(_glyph(spots[n], n, boxes[n], across, up) for n in drawn),
        joined(_labels(spots, boxes, area, more, taken)),
        class_="chart",
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        role="img",
        aria_labelledby=f"{name}-t {name}-d",
    )


# ------------------------------------------------------------------ the paper


def _grid(across: Axis, up: Axis, area: Box, unit: str) -> Markup:
    parts = [tag("text", unit, class_="unit", x=area.left, y=14)] if unit else []
    for tick in up.ticks:
        y = up.at(tick.at)
        parts.append(tag("line", class_="grid", x1=area.left, x2=area.right, y1=y, y2=y))
        parts.append(tag("text", tick.label, class_="tick", x=area.left - 8, y=y + 4, text_anchor="end"))
    for tick in across.ticks:
        x = across.at(tick.at)
        parts.append(tag("line", class_="mark", x1=x, x2=x, y1=area.bottom, y2=area.bottom + 5))
        near = min(max(x, area.left + len(tick.label) * _LETTER / 2 - 20), WIDTH - len(tick.label) * _LETTER / 2)
        parts.append(tag("text", tick.label, class_="tick", x=near, y=area.bottom + 19, text_anchor="middle"))
        if tick.below:
            year = min(x, WIDTH - len(tick.below) * _LETTER / 2)
            parts.append(tag("text", tick.below, class_="tick", x=year, y=area.bottom + 35, text_anchor="middle"))
    parts.append(tag("line", class_="axis", x1=area.left, x2=area.right, y1=area.bottom, y2=area.bottom))
    return joined(parts)


def _rect(box: Box) -> dict[str, float]:
    return {"x": box.left, "y": box.top, "width": box.right - box.left, "height": box.bottom - box.top}


def zone_box(zone: Zone, across: Axis, up: Axis, area: Box) -> Box | None:
    """Where a zone lies in the area; none where it is outside."""
    left, edge = across.at(zone.since), up.at(zone.end)
    box = Box(left, area.top if zone.side > 0 else edge, area.right, edge if zone.side > 0 else area.bottom)
    return box if box.right - box.left > 1 and box.bottom - box.top > 1 else None


def _zone(zone: Zone, across: Axis, up: Axis, area: Box) -> Markup:
    box = zone_box(zone, across, up, area)
    if box is None:
        return Markup()
    edge = box.bottom if zone.side > 0 else box.top
    return joined(
        [
            tag("rect", class_="zone", fill="url(#hatch)", **_rect(box)),
            tag("line", class_="limit", x1=box.left, x2=box.right, y1=edge, y2=edge),
        ]
    )


def _zone_labels(zones: Sequence[Zone], across: Axis, up: Axis, area: Box) -> list[tuple[str, str, list[_Place]]]:
    """The words in a zone, its class, and the corners where they may stand."""
    found: list[tuple[str, str, list[_Place]]] = []
    for zone in zones:
        box = zone_box(zone, across, up, area)
        if box is None or box.bottom - box.top < _LINE + 4:
            continue
        levels = [box.top + 13, box.bottom - 6] if zone.side > 0 else [box.bottom - 6, box.top + 13]
        places: list[_Place] = []
        for y in levels:
            places += [(box.right - 5, y, "end"), (box.left + 6, y, "start")]
        found.append((zone.label, "zoned", places))
    return found


# ------------------------------------------------------------------ facts


def glyph_box(spot: Spot, across: Axis, up: Axis) -> Box:
    """The stretch of paper that a fact takes; what is known is a dot."""
    left, right = _stretch(spot.time, across)
    bottom, top = _stretch(spot.value, up)
    if right - left < _BAR:
        middle = (left + right) / 2
        left, right = middle - _BAR / 2, middle + _BAR / 2
    if bottom - top < 5:
        middle = (bottom + top) / 2
        bottom, top = middle + 2.5, middle - 2.5
    return Box(left, top, right, bottom)


def _stretch(stretch: Extent, axis: Axis) -> tuple[float, float]:
    return (
        axis.start if stretch.low is None else axis.at(stretch.low),
        axis.end if stretch.high is None else axis.at(stretch.high),
    )


def _glyph(spot: Spot, number: int, box: Box, across: Axis, up: Axis) -> Markup:
    colour = spot.role
    parts: list[Markup] = []
    tall, wide = not _known(spot.value), not _known(spot.time)
    if not tall and not wide:
        parts.append(
            tag("circle", class_="dot", cx=(box.left + box.right) / 2, cy=(box.top + box.bottom) / 2, r=_DOT)
        )
    else:
        towards = _open(spot)
        fill = f"url(#fade-{colour}-{towards[0]})" if towards else None
        parts.append(tag("rect", class_="both" if tall and wide else "bar", fill=fill, **_rect(box)))
        sides = (("up", "down") if tall else ()) + (("left", "right") if wide else ())
        for side, cap in _caps(box).items():
            if side in sides and side not in towards and _bounded(spot, side, across, up):
                parts.append(tag("line", class_="cap", x1=cap[0], y1=cap[1], x2=cap[2], y2=cap[3]))
        parts += [_head(side, box) for side in towards]
    return tag("g", *parts, class_=f"spot {colour}{'' if spot.sure else ' unsure'}", data_n=str(number))


def _known(stretch: Extent) -> bool:
    return stretch.low is not None and stretch.low == stretch.high


def _open(spot: Spot) -> list[str]:
    """The sides on which nothing bounds a fact."""
    ends = {
        "up": spot.value.high, "down": spot.value.low, "right": spot.time.high, "left": spot.time.low
    }  # fmt: skip
    return [side for side, end in ends.items() if end is None]


def _bounded(spot: Spot, side: str, across: Axis, up: Axis) -> bool:
    """Whether a fact ends on a side within the paper."""
    axis = up if side in ("up", "down") else across
    stretch = spot.value if axis is up else spot.time
    end = stretch.high if side in ("up", "right") else stretch.low
    return end is not None and axis.low <= end <= axis.high


def _caps(box: Box) -> dict[str, tuple[float, float, float, float]]:
    flat, tall = max(0.0, 13 - (box.right - box.left)) / 2, max(0.0, 13 - (box.bottom - box.top)) / 2
    return {
        "up": (box.left - flat, box.top, box.right + flat, box.top),
        "down": (box.left - flat, box.bottom, box.right + flat, box.bottom),
        "left": (box.left, box.top - tall, box.left, box.bottom + tall),
        "right": (box.right, box.top - tall, box.right, box.bottom + tall),
    }


def _head(side: str, box: Box) -> Markup:
    """An arrow head at the edge: it goes on from here."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    points = {
        "up": ((x - 6, box.top + 9), (x, box.top), (x + 6, box.top + 9)),
        "down": ((x - 6, box.bottom - 9), (x, box.bottom), (x + 6, box.bottom - 9)),
        "left": ((box.left + 9, y - 6), (box.left, y), (box.left + 9, y + 6)),
        "right": ((box.right - 9, y - 6), (box.right, y), (box.right - 9, y + 6)),
    }[side]
    return tag("polyline", class_="head", points=" ".join(f"{px:.1f},{py:.1f}" for px, py in points))


# ------------------------------------------------------------------ pairs


def anchors(arrow: Arrow, spots: Sequence[Spot], across: Axis, up: Axis) -> tuple[float, float, float, float]:
    """From where to where a pair's arrow goes: between the ends of the two values that are nearest to each other."""
    a, b = spots[arrow.earlier], spots[arrow.later]
    (x1, y1), (x2, y2) = (
        (across.at(_middle(one.time, across)), up.at(_nearest(one.value, _middle(other.value, up))))
        for one, other in ((a, b), (b, a))
    )
    return x1, y1, x2, y2


def _inside(spot: Spot, across: Axis, up: Axis) -> bool:
    """Whether an arrow to a spot ends on the paper."""
    return all(
        stretch.middle is None or axis.low <= stretch.middle <= axis.high
        for stretch, axis in ((spot.time, across), (spot.value, up))
    )


def _middle(stretch: Extent, axis: Axis) -> Exact:
    middle = stretch.middle
    return middle if middle is not None else Fraction(axis.low + axis.high) / 2


def _nearest(stretch: Extent, value: Exact) -> Exact:
    if stretch.low is not None and value < stretch.low:
        return stretch.low
    return stretch.high if stretch.high is not None and value > stretch.high else value


def _arrow(arrow: Arrow, spots: Sequence[Spot], across: Axis, up: Axis) -> Markup:
    x1, y1, x2, y2 = anchors(arrow, spots, across, up)
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if length < _SHORTEST:
        return Markup()  # seen close up
    back = min(_DOT + 3, length / 3)  # the head stands before the fact, not on it
    x2, y2 = x2 - (x2 - x1) / length * back, y2 - (y2 - y1) / length * back
    return tag(
        "line", class_=f"pair {arrow.role}", x1=x1, y1=y1, x2=x2, y2=y2, marker_end=f"url(#tip-{arrow.role})",
        data_pair=f"{arrow.earlier}-{arrow.later}",
    )  # fmt: skip


def _along(arrows: Sequence[Arrow], spots: Sequence[Spot], across: Axis, up: Axis) -> list[Box]:
    """The paper that arrows take."""
    found = []
    for arrow in arrows:
        x1, y1, x2, y2 = anchors(arrow, spots, across, up)
        steps = max(2, int(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 / 6))
        for step in range(1, steps):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            found.append(Box(x - 2, y - 2, x + 2, y + 2))
    return found


# ------------------------------------------------------------------ labels


def _labels(
    spots: Sequence[Spot],
    boxes: dict[int, Box],
    area: Box,
    more: list[tuple[str, str, list[_Place]]],
    taken: list[Box],
) -> Iterator[Markup]:
    """A label beside each fact where there is room; those of pairs are put first, then `more`. What is `taken` stays
    free of labels."""
    wanted = [(spots[n].label, f"value {spots[n].role}", _beside(boxes[n]), n) for n in boxes if spots[n].label]
    marked = [each for each in wanted if spots[each[3]].role != "plain"]
    others = [each for each in wanted if spots[each[3]].role == "plain"]
    for label, classes, places, n in [*marked, *((*each, -1) for each in more), *others]:
        around = [*taken, *(box.wider(2) for other, box in boxes.items() if other != n)]
        width = len(label) * _LETTER
        for x, y, anchor in places:
            left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
            box = Box(left, y - 11, left + width, y + 4)
            inside = box.left >= area.left - 8 and box.right <= WIDTH and box.top >= 2 and box.bottom <= area.bottom
            if inside and not any(box.meets(other) for other in around):
                taken.append(box)
                yield tag("text", label, class_=classes, x=x, y=y, text_anchor=anchor)
                break
        else:
            if n >= 0 and spots[n].role != "plain":  # of a marked pair nothing may be missing
                x, y, anchor = next((place for place in places if place[2] == "start"), places[0])
                yield tag("text", label, class_=classes, x=x, y=y, text_anchor=anchor)


def _beside(box: Box) -> list[_Place]:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    places = [(x, box.top - 8, "middle"), (x, box.bottom + 17, "middle")]
    sides = [(at, level, anchor) for level in (y + 4, box.top + 12, box.bottom - 4)
             for at, anchor in ((box.right + 8, "start"), (box.left - 8, "end"))]  # fmt: skip
    low, high = box.top - 8, box.bottom + 17
    ends = [(x - 1, low, "end"), (x + 1, low, "start"), (x - 1, high, "end"), (x + 1, high, "start")]
    return [*sides, *places, *ends] if box.bottom - box.top > 40 else [*places, *ends, *sides]
