#!/usr/bin/env python3
"""Row 2: two hundred hostile patterns on 100 KB each: two seconds, or an error that says why.

    python3 Fixtures/reliability/patterns.py [--short | --long] [--json FILE]

The patterns are made here from the shapes that are known to make engines go back and forth: nested
quantifiers, alternatives that overlap, back references, looks ahead and behind, huge counted loops,
huge classes, and patterns whose automaton explodes. Each is a Split in front of byte-level BPE (the
way on which automata are built), and every fourth a Replace as well. The short form takes every
third pattern.
"""
import json
import string

from common import ROOT, Check, Trials

ATOMS = ["a", r"\w", "[a-z]", "(?:a|b)", ".", r"\p{L}", "[^!]"]


def nested():
    for atom in ATOMS:
        yield from (f"({atom}+)+$", f"({atom}*)*b", f"(({atom}+)+)+!b", f"({atom}+{atom}+)+y",
                    f"(?:{atom}{{1,20}}){{1,20}}$")
    yield from (r"(\d+\.?\d*)+e", r"((a?){20}){20}b", r"^(([a-z])+.)+[A-Z]([a-z])+$",
                r"(?:(?:a+)?)+b", r"(a+?)+?b", r"((a++)+)+b", r"(?>(a+)+)b", r"(?:a*?)*?c")


def overlapping():
    yield from (r"(a|a)*b", r"(a|aa)+b", r"(a|a?)+b", r"(\w|\d)+!b", r"(.|\n)*x", r"([a-z]|[a-y])+!b",
                r"(a|ab|b)*c", r"(?:\s|\n)*x", r"(a|a|a|a|a|a|a|a)+b", r"(?i)(a|A)*b",
                r"(x|xx|xxx|xxxx)+y", r"(?:[ab]|[bc]|[ca])*d", r"(a*|b)*c", r"(?:a|\w|.)*?b",
                r"(aa|aaa)*b", r"<!--(?:-[^-]|[^-])*-->", r"(?:'(?:[^'\\]|\\.)*'|.)*;",
                r"^(.*?,){11}P", r"(?:[^,]*,)*[^,]*;", r"(https?://)?([\da-z.-]+)\.([a-z.]{2,6})([/\w .-]*)*/?$",
                r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}", r"\s+$", r"\s*\n\s*$",
                r"(?:\r\n?|\n)*\Z x", r".*.*=.*", r"x*x*x*x*x*x*y", r"\w*\d*\w*\d*\w*!b")


def references():
    yield from (r"(x+x+)+\1y", r"(a*)\1*b", r"^(a+)\1+$", r"(.*)\1{10}x", r"(\w+)\s*\1b",
                r"(?<n>a+)\k<n>+b", r"(a?)(a?)(a?)(a?)\1\2\3\4b", r"((a)|b)*\2c", r"(a|b)*\1\1\1c",
                r"(\w)(\w)(\w)(\w)\4\3\2\1(\w)*!b", r"(?i)(A+)\1+b", r"(a+)(?:\1|b)*c",
                r"(.+)\1\1\1\1b", r"(?<x>.)(?<y>.)(?:\k<x>|\k<y>)*b")


def looks():
    yield from (r"(?=(a+))a*b\1", r"(?=.*a.*b)x", r"(?<=a{1,1000})b", r"(?<!aaaa)b", r"(?=(\w+)+$)z",
                r"(?!(a+)+b)a", r"\s+(?!\S)|\s+x", r"(?=(?:a+)+!b)", r"(?=(\d{3})+(?!\d))",
                r"(?=[a-z]*[0-9])(?=[a-z]*[A-Z])\w+", r"(?<=\s*x)y", r"(?=a*b)a|a", r"(?=a*$)(?=a*b)a",
                r"(?!.*b)(?!.*c)(?!.*d).", r"(?<=(?:a|b|c){3})(?=(?:a+)+b).", r"\b(?=\w+\b)\w+!b",
                r"(?:(?=a+b)a)*c", r"(?:(?!b)a)+c", r"(?<![a-z])(?=[a-z]*x)[a-z]+", r"(?=(?=(?=a*b)))")


def counted():
    yield from (r"a{100000}", r"(a{1,1000}){1,1000}b", r"(?:a{0,1000}){0,1000}b", r"[a-z]{50000}\d",
                r"(a?){1000}a{1000}", r"(?:(?:a{1,100}){1,100}){1,100}b", r"(.{0,500}){0,500}x",
                r"\w{1,100000}!b", r"(?:a{2}){3,50000}b", r"(?:[ab]{1,3}){1,20000}c",
                r"((a{1,10}){1,10}){1,10}b", r"(?:a{1,300}b?){1,300}c", r"\p{L}{1000,2000}+!",
                r"(?:(?:(?:(?:a{9}){9}){9}){9}){9}", r"(?:a|b{1,50000}){1,50000}c", r"(?:x?){100000}y",
                r"(?:){100000}(?:){100000}a", r"(?:(?:(?:){90000}){90000}){90000}a", r"(a{0,3}){0,30000}b",
                r"(?:.{1000}){1000}")


def classes():
    letters = "".join(chr(0x4E00 + 2 * number) for number in range(5000))
    yield f"[{letters}]+x"
    yield f"(?:[{letters}]|a)+[^{letters}]x"
    yield f"(?i)[{string.ascii_letters}{letters}]+b"
    yield "(?:" + "|".join(f"{a}{b}{c}" for a in "abcdef" for b in string.ascii_lowercase
                           for c in string.ascii_lowercase) + ")+!"
    yield "(?i)(?:" + "|".join(f"word{number}" for number in range(3000)) + ")"
    yield "(?:" + "|".join("a" * number for number in range(1, 300)) + ")*b"
    yield "(?:" + "|".join("a" * number for number in range(300, 1, -1)) + ")*b"
    yield "[a-z&&[^aeiou]&&[^xyz]]+!b"
    yield "[" + "&&".join(["[a-z]"] * 60) + "]+b"
    yield "[" * 90 + "a" + "]" * 90 + "+b"
    yield r"[\p{L}\p{N}\p{M}&&[^\p{Lu}]&&[^\p{Han}]]+!"
    yield "(?i)" + "ß" * 500 + "s"
    yield "(?i)(?:ss|ß|ſs|ẞ)*ſ!"
    yield "".join(f"[{chr(0x400 + number)}-{chr(0x500 + number)}]?" for number in range(200)) + "b"


def exploding():
    for length in (8, 12, 16, 20, 30, 60):
        yield f"(?:a|b)*a(?:a|b){{{length}}}"
        yield f".*a.{{{length}}}!"
        yield f"[^x]*a[^b]{{{length}}}c"
    for count in (10, 30, 60):
        yield "|".join(f"[{chr(97 + n % 26)}-z]*{chr(97 + n % 26)}[a-z]{{{n % 7 + 1}}}" for n in range(count))
        yield "(?:" + "|".join(f"\\p{{L}}{{{n}}}\\d" for n in range(1, count)) + ")"
        yield "(?:" + "".join(f"a{n % 10}?" for n in range(count)) + ")*!"
    yield "(?:" + "|".join(f"[a-z]*[{c}][a-z]*" for c in string.ascii_lowercase) + ")!"
    yield "(?:a?){60}a{60}"
    yield "(?:[ab][ac][ad][ae])*[bc]*[bd]*[be]*!"
    yield r"(?:\p{L}|\p{N}|\p{M}|\p{P}|\p{S}|\p{Z})*?a(?:\p{L}|\p{Lu}|\p{Ll}){40}!"
    yield "(?:" + "|".join(string.ascii_lowercase) + ")*" + "[a-m]" * 40


def more():
    """The same shapes over other atoms until there are two hundred."""
    for first in (r"\p{L}", r"\S", "[a-c]", "(?:ab|a)"):
        for second in (r"\w", ".", "a"):
            yield f"({first}*{second}*)*!b"
            yield f"({first}|{second})+?!b"
            yield f"(?={first}+{second}+b){first}"


def hostile_patterns():
    """All of them, each once."""
    groups = [nested, overlapping, references, looks, counted, classes, exploding, more]
    return list(dict.fromkeys(pattern for group in groups for pattern in group()))[:200]


TEXTS = [{"unit": "a"}, {"unit": "ab"}, {"unit": " \n"}, {"unit": "x1"}]


def with_pattern(file, pattern, as_normalizer):
    file = dict(file)
    split = {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
    bytes_only = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True,
                  "use_regex": False}
    if as_normalizer:
        file["normalizer"] = {"type": "Replace", "pattern": {"Regex": pattern}, "content": "z"}
        file["pre_tokenizer"] = bytes_only
    else:
        file["normalizer"] = None
        file["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [split, bytes_only]}
    return json.dumps(file)


def main():
    report = Check(__doc__)
    patterns = hostile_patterns()
    if not report.is_long:
        patterns = patterns[::3]
    file = json.loads((ROOT / "Fixtures/tokenizers/bytelevel-cl100k/tokenizer.json").read_text())
    load_worst, worst, peak, traps = (0, ""), (0, ""), 0, []
    refused_at_load, refused, done = 0, 0, 0
    with Trials(patience=60, memory=6 << 30) as trials:
        for number, pattern in enumerate(patterns):
            for as_normalizer in (False, True)[: 2 if number % 4 == 0 else 1]:
                answer = trials.ask(do="load", json=with_pattern(file, pattern, as_normalizer))
                short = pattern if len(pattern) < 60 else pattern[:57] + "..."
                if "trap" in answer:
                    traps.append(f"load {short}: {answer['trap']}")
                    continue
                load_worst = max(load_worst, (answer["total"], short))
                if "error" in answer:
                    refused_at_load += 1
                    continue
                for text in TEXTS if report.is_long else TEXTS[number % 2 :: 2]:
                    answer = trials.ask(do="encode", bytes=100_000, after="!", offsets=True, **text)
                    if "trap" in answer:
                        traps.append(f"{short} on {text['unit']!r}: {answer['trap']}")
                        break
                    refused += "error" in answer
                    done += "error" not in answer
                    seconds = max(answer.get("seconds", 0), answer.get("offset_seconds", 0)) \
                        if "error" not in answer else answer["total"]
                    peak = max(peak, answer.get("peak", 0))
                    worst = max(worst, (seconds, f"{short} on {text['unit']!r}"))
                    if seconds > 1:
                        print(f"{seconds:6.2f} s  {short} on {text['unit']!r} "
                              f"{answer.get('error', '')[:60]}", flush=True)
    for trap in traps:
        print("trap:", trap)
    report.row(f"2 {len(patterns)} hostile patterns on 100 KB",
               f"{worst[0]:.2f} s at most ({worst[1]}); {done} texts done, {refused} refused, "
               f"{refused_at_load} patterns refused, {len(traps)} traps or hangs",
               "2 s or a typed error", worst[0] <= 2 and not traps)
    report.row("2 loading a hostile pattern", f"{load_worst[0]:.2f} s ({load_worst[1]})", "1 s",
               load_worst[0] <= 1)
    report.row("2 memory of hostile patterns", f"{peak / 1e6:.0f} MB", "1024 MB", peak <= 1 << 30)
    report.finish()


if __name__ == "__main__":
    main()
