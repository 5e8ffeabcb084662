"""The Markdown tables of a report."""

from rows import LOADING_GOAL, OURS, PEERS, ROWS
from summary import KINDS, best_peer, median, ratio, spread

TITLES = [OURS, *(peer.title for peer in PEERS)]
GOALS = {row.title: row.goals for row in ROWS}


def full(report):
    """Everything, with how it was measured."""
    widest = max(
        (spread(result[OURS], kind) for result in report["rows"].values() for kind in KINDS
         if median(result[OURS], kind)), default=0)
    return (
        "# This package and other tokenizers\n\n"
        f"{report['machine']}, one core, {report['system']}, {report['date']}, commit "
        f"{report['commit']}; medians of {report['rounds']} rounds, of which ours lie at most "
        f"{widest:.0%} apart. Documents of 4 KB, ids only, without special tokens; the first "
        f"{report['mb']:g} MB of a text, for slow libraries {report['slow_mb']:g} MB. A time "
        "counts where the ids are those of tokenizers 0.23.3.\n\n"
        "MB/s, first pass / later passes; – cannot load the file; the best exact peer in bold:\n\n"
        + speeds(report)
        + "\nLoading tokenizer.json, ms; – cannot, or reads something else:\n\n"
        + loading(report))


def speeds(report):
    lines = [line(["", *TITLES, "ratio", "goal"]), line(["---"] * (len(TITLES) + 3))]
    for title, result in report["rows"].items():
        cells = [cell(result, library) for library in TITLES]
        goals = " / ".join(f"{goal:g}" for goal in GOALS[title])
        lines.append(line([title, *cells, pair(ratio(result, kind) for kind in KINDS), goals]))
    return "".join(lines)


def cell(result, library):
    if "problem" in result[library]:
        return result[library]["problem"]
    parts = []
    for kind in KINDS:
        best = best_peer(result, kind)
        text = f"{median(result[library], kind):.0f}"
        parts.append(f"**{text}**" if best and best[0] == library else text)
    return " / ".join(parts)


def loading(report):
    lines = [line(["", *TITLES, "ratio", "goal"]), line(["---"] * (len(TITLES) + 3))]
    for name, result in loads(report).items():
        best = best_peer(result, "load_ms")
        cells = []
        for library in TITLES:
            time = median(result[library], "load_ms")
            text = "–" if time is None else f"{time:.0f}"
            cells.append(f"**{text}**" if best and best[0] == library else text)
        lines.append(line([name, *cells, number(ratio(result, "load_ms")), f"{LOADING_GOAL}"]))
    return "".join(lines)


def loads(report):
    """One row for each model."""
    found = {}
    for title, result in report["rows"].items():
        found.setdefault(title.split(",")[0], result)
    return found


def short(report):
    """For README.md: ours, the best exact peer, the ratio."""
    lines = [
        line(["MB/s, first pass / later passes", OURS, "best exact peer", "ratio"]),
        line(["---"] * 4)]
    for title, result in report["rows"].items():
        best = [best_peer(result, kind) for kind in KINDS]
        lines.append(line([
            title, cell(result, OURS),
            " / ".join(f"{one[1]:.0f} ({one[0]})" if one else "–" for one in best),
            pair(ratio(result, kind) for kind in KINDS)]))
    for name, result in loads(report).items():
        best = best_peer(result, "load_ms")
        time = median(result[OURS], "load_ms")
        lines.append(line([
            f"load {name}", "–" if time is None else f"{time:.0f} ms",
            f"{best[1]:.0f} ms ({best[0]})" if best else "–", number(ratio(result, "load_ms"))]))
    return "".join(lines)


def publish(report, path):
    """Puts the short table between the two marks in README.md."""
    begin, end = "<!-- peers: begin -->\n", "<!-- peers: end -->\n"
    before, rest = path.read_text().split(begin)
    after = rest.split(end)[1]
    text = (
        f"On one core of {report['machine']} ({report['date']}, commit {report['commit']}; all of "
        "it in [Benchmarks/Results/peers.md](Benchmarks/Results/peers.md)):\n\n"
        "![Speeds of this package and other tokenizers](Benchmarks/Results/peers.svg)\n\n"
        + short(report) + "\n")
    path.write_text(before + begin + text + end + after)


def pair(numbers):
    return " / ".join(number(one) for one in numbers)


def number(value):
    return "–" if value is None else f"{value:.1f}"


def line(cells):
    return "| " + " | ".join(cells) + " |\n"
