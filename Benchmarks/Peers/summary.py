"""Medians, spreads and ratios of a report."""

import statistics

from rows import OURS

KINDS = ["first_mb_s", "later_mb_s"]


def median(library, kind):
    """The median of all rounds; None where there is no time that counts."""
    values = [one[kind] for one in library["samples"] if kind in one]
    return None if "problem" in library or not values else statistics.median(values)


def spread(library, kind):
    """How far apart the largest and the smallest are, as a part of the median."""
    values = [one[kind] for one in library["samples"] if kind in one]
    return (max(values) - min(values)) / statistics.median(values)


def best_peer(result, kind):
    """The title and the number of the best exact peer, or None."""
    numbers = {
        title: median(library, kind) for title, library in result.items() if title != OURS}
    numbers = {title: number for title, number in numbers.items() if number is not None}
    if not numbers:
        return None
    choose = min if kind == "load_ms" else max
    title = choose(numbers, key=numbers.get)
    return title, numbers[title]


def ratio(result, kind):
    """How many times as good as the best exact peer we are, or None."""
    ours, best = median(result[OURS], kind), best_peer(result, kind)
    if ours is None or best is None:
        return None
    return best[1] / ours if kind == "load_ms" else ours / best[1]
