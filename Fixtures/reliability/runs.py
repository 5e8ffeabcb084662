#!/usr/bin/env python3
"""Rows 1 and 3: the time for long runs grows as the text does, and is near that for prose.

    python3 Fixtures/reliability/runs.py [--short | --long] [--json FILE] [--tokenizers NAME,...]

For every tokenizer and every kind of run, texts from a kilobyte to ten megabytes, each twice as
long as the one before, for ids and with offsets. Times are the processor's, and the shortest of
several: other programs make single measurements long, and none makes the shortest one shorter. What
looks too slow is measured again, up to a dozen times, together with what it is compared with.
"""
from common import DATA, FAMILIES, Check, Trials, prose, tokenizers

KINDS = {
    "one letter": {"unit": "a"}, "two letters": {"unit": "ab"}, "letter and sign": {"unit": "a!"},
    "spaces": {"unit": " "}, "newlines": {"unit": "\n"}, "CR LF": {"unit": "\r\n"},
    "digits": {"unit": "7"}, "^": {"unit": "^"}, "CJK": {"unit": "中"},
    "ZWJ emoji": {"unit": "👩\u200d👩\u200d👧\u200d👦"}, "combining marks": {"unit": "\u0301"},
    "letters with marks": {"unit": "e\u0301\u0323"}, "invalid bytes": {"hexadecimal": "FF"},
    "cut sequences": {"hexadecimal": "F0 9F 91"}, "random letters": {"letters": 1},
}
MEGABYTE = 1_000_000
SHORT_LENGTHS = [MEGABYTE // 2, MEGABYTE]
# Ten megabytes, and half of that again and again down to a kilobyte.
LONG_LENGTHS = sorted(SHORT_LENGTHS + [10 * MEGABYTE >> halvings for halvings in range(14)])
# Of our own, where no real ones are at hand. There is no megabyte of prose then either: nothing is
# compared with it.
SMALL = ["bytelevel-cl100k", "wordpiece", "unigram-precompiled", "bpe-gemma", "bpe-sentencepiece"]
# Shorter times are those of the clock and of first touches of memory.
SHORTEST = 0.004
DOUBLING, OVER_PROSE = 2.3, 3.0
# A word of a megabyte that nothing about is regular: it takes n log n merges, each the farther from
# the processor's caches the longer the word is. Twice as long is three times at most (four would be
# quadratic), and a megabyte has a time.
LETTERS, LETTERS_LIMIT, LETTERS_DOUBLING = "random letters", 2.0, 3.0
LIMITS = {"doubling": DOUBLING, "prose": OVER_PROSE, "letters": LETTERS_LIMIT,
          "letters doubling": LETTERS_DOUBLING}
CALLS = ("seconds", "offset_seconds")
ATTEMPTS = 12


class Measurement:
    """The fastest times for one tokenizer, by kind, length and call."""

    def __init__(self, trials, path):
        self.trials, self.path = trials, path
        self.times, self.problem = {}, None

    def ask(self, kind, length, attempt):
        """Other lengths and letters each time, so that nothing has been seen before."""
        request = dict(KINDS[kind])
        if "letters" in request:
            request["letters"] = 7919 * (attempt + 1) + length
        # An invalid byte becomes U+FFFD, which has three.
        count = (length + attempt) // (3 if kind == "invalid bytes" else 1)
        return self.trials.ask(do="encode", bytes=count, offsets=True, **request)

    def measure(self, kind, length, attempt=0):
        """Takes note of the times; what went wrong, if anything did."""
        answer = self.ask(kind, length, attempt)
        if "error" in answer or "trap" in answer:
            return answer.get("error") or answer["trap"]
        if answer["same"] != 1:
            return "ids and encoding differ"
        for call in CALLS:
            known = self.times.get((kind, length, call), float("inf"))
            self.times[kind, length, call] = min(known, answer[call])
        return None

    def doubling(self, kind, length, call):
        """How many times as long as half of the text, each at its fastest; 0 for the shortest, and
        where there is no half of it."""
        whole, half = (self.times.get((kind, part, call), 0) for part in (length, length // 2))
        return whole / max(half, SHORTEST / 2) if whole > SHORTEST and half else 0

    def over_prose(self, kind, call, base):
        """How many times as long as prose; a word of random letters has a limit of its own."""
        return 0 if kind == LETTERS else self.times[kind, MEGABYTE, call] / max(base[call], SHORTEST)

    def doubtful(self, kind, lengths, base):
        """The lengths whose times are too long, or too short beside their double's."""
        doubtful = set()
        for call in CALLS:
            for length in lengths:
                limit = LETTERS_DOUBLING if kind == LETTERS else DOUBLING
                if self.doubling(kind, length, call) > limit:
                    doubtful |= {length // 2, length}
            if self.over_prose(kind, call, base) > OVER_PROSE or (
                    kind == LETTERS and self.times[kind, MEGABYTE, call] > LETTERS_LIMIT):
                doubtful.add(MEGABYTE)
        return sorted(doubtful)

    def settle(self, kind, lengths, base):
        """Measures what is doubtful again, until it is not, or often enough."""
        for attempt in range(1, ATTEMPTS):
            doubtful = self.doubtful(kind, lengths, base)
            if not doubtful:
                return
            for length in doubtful:
                self.measure(kind, length, attempt)

    def prose(self):
        """A megabyte of prose that is met for the first time."""
        best = dict.fromkeys(CALLS, float("inf"))
        for _ in range(3):
            for call in CALLS:
                answer = self.trials.ask(do="load", path=str(self.path))
                if "seconds" not in answer:
                    return None
                answer = self.trials.ask(
                    do="encode", file=str(prose()), bytes=MEGABYTE,
                    offsets=call == "offset_seconds")
                if call not in answer:
                    return None
                if call == "offset_seconds":
                    # The ids came first and know all words by then: their time is the larger.
                    answer[call] = max(answer[call], answer["seconds"])
                best[call] = min(best[call], answer[call])
        return best


def check(trials, path, lengths):
    """The worst ratios of a tokenizer, with what they are for; None when it takes no prose."""
    measurement = Measurement(trials, path)
    base = measurement.prose()
    if base is None:
        return None
    trials.ask(do="load", path=str(path))
    worst = dict.fromkeys(LIMITS, (0, "")) | {"problem": []}
    for kind in KINDS:
        refused = next(filter(None, (measurement.measure(kind, length) for length in lengths)), None)
        if refused:
            # A model without unknown token refuses what it does not know, at once.
            if "unknown" not in refused.lower() and "[UNK]" not in refused:
                worst["problem"].append(f"{path.name}, {kind}: {refused}")
            continue
        measurement.settle(kind, lengths, base)
        for call in CALLS:
            for length in lengths:
                ratio = measurement.doubling(kind, length, call)
                name = "letters doubling" if kind == LETTERS else "doubling"
                worst[name] = max(worst[name], (ratio, f"{kind}, {length}, {call}"))
            ratio = measurement.over_prose(kind, call, base)
            worst["prose"] = max(worst["prose"], (ratio, f"{kind}, {call}"))
            if kind == LETTERS:
                seconds = measurement.times[kind, MEGABYTE, call]
                worst["letters"] = max(worst["letters"], (seconds, call))
    return worst


def main():
    report = Check(__doc__, tokenizers="names, separated by commas")
    names = report.arguments.tokenizers
    names = names.split(",") if names else None if report.is_long else FAMILIES + SMALL
    lengths = LONG_LENGTHS if report.is_long else SHORT_LENGTHS
    over, problems, worst = {name: [] for name in LIMITS}, [], {}
    count = 0
    with Trials(patience=180, keeps_memory=True) as trials:
        for path in tokenizers(names):
            found = check(trials, path, lengths)
            if found is None:
                print(f"{path.name:34} takes no prose", flush=True)
                continue
            count += 1
            print(f"{path.name:34} doubling {found['doubling'][0]:5.2f} ({found['doubling'][1]}), "
                  f"of prose {found['prose'][0]:5.2f} ({found['prose'][1]})", flush=True)
            problems += found["problem"]
            for name, limit in LIMITS.items():
                worst[name] = max(worst.get(name, (0, "")), (found[name][0], path.name))
                if found[name][0] > limit:
                    over[name].append(path.name)
    for problem in problems:
        print(problem)
    scope = f"{count} tokenizers, {len(KINDS)} kinds of runs"
    report.row("1 time when a run is twice as long",
               f"{worst['doubling'][0]:.2f} times ({worst['doubling'][1]}); {scope}",
               f"{DOUBLING} times", not over["doubling"] and not problems)
    if DATA:
        report.row(
            "3 time for a megabyte of one run, in that of prose",
            f"{worst['prose'][0]:.2f} ({worst['prose'][1]}; {len(over['prose'])} tokenizers over)",
            f"{OVER_PROSE:g}", not over["prose"])
    report.row("3 time when a word of random letters is twice as long",
               f"{worst['letters doubling'][0]:.2f} times ({worst['letters doubling'][1]})",
               f"{LETTERS_DOUBLING:g} times", not over["letters doubling"])
    report.row("3 a word of a megabyte of random letters",
               f"{worst['letters'][0]:.2f} s ({worst['letters'][1]})", f"{LETTERS_LIMIT:g} s",
               not over["letters"])
    report.finish()


if __name__ == "__main__":
    main()
