"""The chart of a report, as SVG: a line for each tokenizer and text, a dot for each library.

The axes are logarithmic, which keeps 5 and 700 MB/s legible.
"""

import math
from html import escape

from rows import OURS, PEERS, ROWS
from summary import KINDS, best_peer, median

COLORS = dict(zip([OURS, *(peer.title for peer in PEERS)], [
    "#d1495b", "#1f5a8c", "#5b9bd5", "#2a9d8f", "#8ab17d", "#b07aa1", "#e09f3e", "#555555",
    "#8d6e63", "#9aa5b1", "#c9a227", "#7b6d8d", "#b8b8b8"]))
GOALS = {row.title: row.goals for row in ROWS}
LEFT, PANEL, GAP, TOP, ROW = 190, 380, 40, 56, 34
LOW, HIGH = 2, 1000


def draw(report):
    rows = report["rows"]
    bottom = TOP + ROW * len(rows)
    width, height = LEFT + 2 * PANEL + GAP + 20, bottom + 128
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="Helvetica, Arial, sans-serif" '
        'font-size="13">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>']
    for number, (kind, name) in enumerate(zip(KINDS, ["First pass", "Later passes"])):
        left = LEFT + number * (PANEL + GAP)
        parts += axis(left, bottom, f"{name}, MB/s on one core")
        for place, (title, result) in enumerate(rows.items()):
            parts += dots(left, TOP + ROW * (place + 0.5), result, kind, GOALS[title][number])
    for place, title in enumerate(rows):
        parts.append(text(LEFT - 14, TOP + ROW * (place + 0.5) + 4, title, "end"))
    return "\n".join(parts + legend(bottom + 50) + ["</svg>", ""])


def across(left, speed):
    """Where a speed stands."""
    share = math.log(min(max(speed, LOW), HIGH) / LOW) / math.log(HIGH / LOW)
    return left + share * PANEL


def axis(left, bottom, title):
    parts = [text(left + PANEL / 2, 24, title, "middle", 'font-weight="bold"')]
    for speed in [2, 5, 10, 20, 50, 100, 200, 500, 1000]:
        x = across(left, speed)
        parts.append(
            f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{bottom}" stroke="#e4e4e4"/>')
        parts.append(text(x, bottom + 18, f"{speed}", "middle", 'fill="#666666"'))
    return parts


def dots(left, y, result, kind, goal):
    parts = [f'<line x1="{left}" y1="{y}" x2="{left + PANEL}" y2="{y}" stroke="#f0f0f0"/>']
    for title, library in list(result.items())[::-1]:
        speed = median(library, kind)
        if speed is None:
            continue
        radius = 7 if title == OURS else 4.5
        parts.append(
            f'<circle cx="{across(left, speed):.1f}" cy="{y}" r="{radius}" '
            f'fill="{COLORS[title]}" stroke="#ffffff"><title>{escape(title)}: {speed:.0f} MB/s'
            "</title></circle>")
    if best := best_peer(result, kind):
        x = across(left, best[1] * goal)
        parts.append(
            f'<line x1="{x:.1f}" y1="{y - 10}" x2="{x:.1f}" y2="{y + 10}" stroke="#d1495b" '
            'stroke-width="2" stroke-dasharray="3 2"/>')
    return parts


def legend(top):
    parts = []
    for number, (title, color) in enumerate(COLORS.items()):
        x, y = 30 + number % 5 * 185, top + number // 5 * 24
        parts.append(f'<circle cx="{x}" cy="{y}" r="5" fill="{color}"/>')
        parts.append(text(x + 12, y + 4, title, "start"))
    x, y = 30 + len(COLORS) % 5 * 185, top + len(COLORS) // 5 * 24
    parts.append(
        f'<line x1="{x}" y1="{y - 8}" x2="{x}" y2="{y + 8}" stroke="#d1495b" stroke-width="2" '
        'stroke-dasharray="3 2"/>')
    parts.append(text(x + 12, y + 4, "the goal: so many times the best exact peer", "start"))
    return parts


def text(x, y, content, anchor, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>{escape(content)}</text>'
