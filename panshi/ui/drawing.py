"""Small drawings without axes: bars beside numbers and sparklines. Plain SVG, coloured by the sheet."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

Point = Decimal | int | float | None
WIDTH, HEIGHT, MARGIN = 100, 34, 4


def bar_svg(value: Point, most: Point, tone: str = "") -> SafeString:
    """A bar whose length is value ÷ most, from 0 to all; nothing to draw gives an empty one."""
    share = float(value) / float(most) * 100 if value and most and most > 0 else 0.0
    share = max(0.0, min(100.0, share))
    return format_html(
        '<svg class="bar {}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="rest" width="100" height="8" rx="1"/><rect width="{}" height="8" rx="1" fill="currentColor"/></svg>',
        tone,
        f"{share:.2f}",
    )


def spark_svg(points: Sequence[Point], label: str = "") -> SafeString:
    """A line through the points, gaps left open; fewer than two points draw nothing. `label` makes it an image with a name."""
    known = [float(point) for point in points if point is not None]
    if len(known) < 2:
        return mark_safe("")
    low, high = min(known), max(known)
    step = WIDTH / (len(points) - 1)
    lines: list[list[str]] = [[]]
    for place, point in enumerate(points):
        if point is None:
            lines.append([])
            continue
        height = (float(point) - low) / (high - low) if high > low else 0.5
        lines[-1].append(f"{place * step:.1f},{HEIGHT - MARGIN - height * (HEIGHT - 2 * MARGIN):.1f}")
    drawn = "".join(
        f'<polyline points="{" ".join(line)}" fill="none" stroke="currentColor" stroke-width="1.6" '
        'stroke-linejoin="round" stroke-linecap="round" vector-effect="non-scaling-stroke"/>'
        for line in lines
        if line
    )
    name = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" preserveAspectRatio="none" focusable="false" {}>{}</svg>',
        WIDTH,
        HEIGHT,
        name,
        mark_safe(drawn),  # noqa: S308 -- made of numbers above
    )
