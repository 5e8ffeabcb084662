"""Compares our program with tokenizers 0.23.3, tokenizer by tokenizer, in every field.

    python3 Fixtures/parity/parity.py [--short]         a short form, some minutes
    python3 Fixtures/parity/parity.py --long            every text up to 2 MB, 20,000 random strings

Inputs are those of the golden files, every line of every text (ours, and those of the data set
where it is), and seeded random strings with random options. Compared are all fields of the
encoding, decoded texts and the chunks of decode streams. The library's answers are kept as digests
in --cache, so that a second run only needs our program; --fill makes the digests without it.

Prints a table, and writes the first differences of each tokenizer to --report.
"""

import argparse
import concurrent.futures
import fnmatch
import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "generate"))

import cases  # noqa: E402
import texts as corpus  # noqa: E402
import generate  # noqa: E402
import oracle  # noqa: E402
import strings  # noqa: E402
from ours import Ours  # noqa: E402

FAILED = hashlib.blake2b(b"error", digest_size=8).digest()
RUNS = ["a", "ab", " ", "\n", "=", "1", "é", "漢", "🐟", "\u0301", "a ", "漢字。", "don't ", "a\u0301"]
FIELDS = ["ids", "tokens", "offsets", "word_ids", "type_ids", "sequence_ids",
          "special_tokens_mask", "attention_mask", "overflowing", "text"]


def digest(answer):
    return hashlib.blake2b(answer, digest_size=8).digest()


def digest_of_ours(line):
    if line is None:
        return b"no answer"
    return FAILED if line.startswith(b'{"error"') else digest(line)


class Digests:
    """The library's answers to a file of lines for one tokenizer, 8 bytes each, or none yet."""

    def __init__(self, folder, tokenizer_sha, path, kind):
        with path.open("rb") as file:
            lines = hashlib.file_digest(file, "sha256").hexdigest()[:20]
        self.path = folder / f"{tokenizer_sha[:20]}-{kind}-{lines}"
        self.known = self.path.read_bytes() if self.path.exists() else None
        self.fresh = bytearray()

    def at(self, index):
        return self.known and self.known[index * 8:index * 8 + 8]

    def keep(self):
        if self.known is None:
            part = self.path.with_suffix(".part")
            part.write_bytes(self.fresh)
            part.rename(self.path)


class Comparison:
    """One tokenizer."""

    def __init__(self, name, path, options):
        self.name, self.path, self.options = name, path, options
        self.sha = oracle.sha256(path)
        self.document = json.loads(path.read_text(encoding="utf-8"))
        self.model_of_library = None
        self.counts = dict.fromkeys(
            ["inputs", "different", "decoded", "decoded_different", "streamed",
             "streamed_different"], 0)
        self.report = []

    @property
    def library(self):
        """Loaded when first needed: with all digests known it is not."""
        if self.model_of_library is None:
            self.model_of_library = self.matching_load()
        return self.model_of_library

    def matching_load(self):
        """Where two tokens share an id, the library's choice changes from load to load: loads
        until it is ours."""
        undefined = oracle.undefined_ids(self.path)
        if not undefined or self.options.fill:
            return oracle.Oracle(self.path)
        lines = [key for key, id in self.document["model"]["vocab"].items() if id in undefined]
        with tempfile.NamedTemporaryFile(dir=self.options.work) as file:
            file.write(b"".join(oracle.canonical(line) + b"\n" for line in lines))
            file.flush()
            ours = Ours(self.command("encode"), file.name)
            answers = [ours.answer(oracle.canonical(line) + b"\n") for line in lines]
            ours.finish()
        for _ in range(30):
            library = oracle.Oracle(self.path)
            if [oracle.canonical(library.answer(line)) for line in lines] == answers:
                break
        return library

    @property
    def is_settled(self):
        """Whether the library answers alike after every load, so that digests may be kept."""
        return not oracle.undefined_ids(self.path)

    def command(self, verb):
        command = [*self.options.binary.split(), verb, "--tokenizer", str(self.path), "--jsonl"]
        return command + (["--offsets", "scalars"] if verb == "encode" else [])

    # --- the steps ---

    def run(self, shared):
        started = time.monotonic()
        own = self.options.work / f"{self.name}.inputs"
        own.write_bytes(b"".join(
            oracle.canonical(line) + b"\n" for line in self.own_requests()))
        shared = self.with_little_padding(shared)
        self.compare(own, 1, 1, 1)
        self.compare(shared, self.options.decode_every, 8, self.options.stream_every)
        extra = self.options.work / f"{self.name}.decodings"
        with extra.open("wb") as file:
            for line in self.decodings():
                write_decodings(file, oracle.canonical(line), True, True, True)
        self.decode(extra)
        own.unlink()
        extra.unlink()
        if self.report:
            (self.options.report / f"{self.name}.txt").write_text("\n".join(self.report) + "\n")
        return self.name, self.counts, time.monotonic() - started

    def with_little_padding(self, shared):
        """Hundreds of padding tokens a line teach nothing: every sixteenth line keeps them."""
        strategy = (self.document.get("padding") or {}).get("strategy")
        if not isinstance(strategy, dict):
            return shared
        path = self.options.work / f"{self.name}.texts"
        with shared.open("rb") as lines, path.open("wb") as file:
            for index, line in enumerate(lines):
                unpadded = b'{"text":' + line.rstrip(b"\n") + b',"padding":null}\n'
                file.write(unpadded if index % 16 else line)
        return path

    def compare(self, path, *every):
        """Encodes the lines of a file, then decodes what came out."""
        decodings = self.options.work / f"{self.name}.decodings"
        with decodings.open("wb") as file:
            self.encode(path, file, *every)
        self.decode(decodings)
        decodings.unlink()

    def vocabulary(self):
        model = self.document["model"]["vocab"]
        return sorted(model) if isinstance(model, dict) else [piece for piece, _ in model]

    def own_requests(self):
        yield from cases.texts(limit=200)
        yield from cases.pairs() + cases.words()
        yield from cases.truncation(len(cases.TRUNCATIONS)) + cases.padding(len(cases.PADDINGS))
        yield from cases.added_tokens(self.document, 3000 if self.options.long else 100)
        seed = f"{self.options.seed} {self.name}"
        made = strings.for_tokenizer(seed, self.document, self.vocabulary())
        yield from made.requests(self.options.random)

    def decodings(self):
        size, specials = generate.size_and_specials(self.path)
        count = max(200, self.options.random // 10)
        return [line["decode"] for line in cases.decodings(size, specials, count)]

    def encode(self, path, decodings, decode_every, with_special_every, stream_every):
        digests = Digests(self.options.cache, self.sha, path, "encode")
        ours = None if self.options.fill else Ours(self.command("encode"), path)
        fast = None if self.options.fill else Ours([*self.command("encode"), "--ids"], path)
        with path.open("rb") as lines:
            for index, line in enumerate(lines):
                expected, answer = digests.at(index), None
                if expected is None:
                    answer = self.encoded(line)
                    expected = digest(answer)
                    digests.fresh += expected
                actual = ours.answer(line) if ours else answer
                self.counts["inputs"] += 1
                if ours and digest_of_ours(actual) != expected:
                    answer = answer or self.encoded(line)
                    self.note("different", line, answer, actual)
                    actual = answer
                elif actual is None:
                    actual = self.encoded(line)
                if fast:
                    self.compare_fast(line, actual, fast.answer(line))
                if index % decode_every == 0 and actual.startswith(b'{"ids":['):
                    write_decodings(
                        decodings, actual[7:actual.index(b"]") + 1], True,
                        index % with_special_every == 0, index % stream_every == 0)
        if ours:
            ours.finish()
            fast.finish()
        if self.is_settled:
            digests.keep()

    def compare_fast(self, line, whole, alone):
        """The call for ids alone takes other ways through the pipeline, to the same ids."""
        if not whole.startswith(b'{"ids":['):
            return
        expected = whole[:whole.index(b"]") + 1] + b"}"
        if alone != expected:
            self.note("different", line, expected, alone)

    def decode(self, path):
        digests = Digests(self.options.cache, self.sha, path, "decode")
        ours = None if self.options.fill else Ours(self.command("decode"), path)
        with path.open("rb") as lines:
            for index, line in enumerate(lines):
                kind = "streamed" if line.endswith(b'"stream":true}\n') else "decoded"
                expected, answer = digests.at(index), None
                if expected is None:
                    answer = self.decoded(line)
                    expected = digest(answer)
                    digests.fresh += expected
                actual = ours.answer(line) if ours else answer
                if kind == "streamed" and expected == FAILED:
                    continue  # "Invalid prefix": the library gives up where a stream can go on
                self.counts[kind] += 1
                if ours and digest_of_ours(actual) != expected:
                    self.note(f"{kind}_different", line, answer or self.decoded(line), actual)
        if ours:
            ours.finish()
        digests.keep()

    # --- what the library answers, in bytes ---

    def encoded(self, line):
        answer = self.library.answer(json.loads(line))
        return b"error" if answer is None else oracle.canonical(answer)

    def decoded(self, line):
        request = json.loads(line)
        request = request if isinstance(request, dict) else {"ids": request}
        decode = self.library.chunks if request.get("stream") else self.library.decode
        answer = decode(request["ids"], request.get("skip_special_tokens", True))
        return b"error" if answer is None else oracle.canonical({"text": answer})

    def note(self, kind, line, expected, actual):
        """Counts a difference unless it is one of spelling; describes the first ones."""
        if actual and not actual.startswith(b'{"error"') and expected != b"error":
            if json.loads(actual) == json.loads(expected):
                return
        self.counts[kind] += 1
        if len(self.report) >= 40:
            return
        self.report += [f"{kind} {self.counts[kind]}: {line.decode().rstrip()}",
                        *first_difference(expected, actual)]


def first_difference(expected, actual):
    """The first differing field, cut to the place where it differs."""
    if expected == b"error" or actual is None or actual.startswith(b'{"error"'):
        return [f"  expected {expected[:300].decode(errors='replace')}",
                f"  actual   {(actual or b'no answer: crash or hang')[:300].decode(errors='replace')}"]
    return field_difference(json.loads(expected), json.loads(actual), "")


def field_difference(expected, actual, path):
    for field in FIELDS:
        theirs, ours = expected.get(field), actual.get(field)
        if ours == theirs:
            continue
        if ours is None or theirs is None:
            break
        place = next((index for index, pair in enumerate(zip(ours, theirs))
                      if pair[0] != pair[1]), min(len(ours), len(theirs)))
        if field == "overflowing" and len(ours) == len(theirs):
            return field_difference(theirs[place], ours[place], f"{path}overflowing[{place}].")
        if field == "overflowing":
            ours, theirs, place = [len(ours)], [len(theirs)], 0
        shown = slice(max(place - 2, 0), place + 4)
        return [f"  {path}{field} differs at {place}",
                f"  expected {theirs[shown]!r:.300}  ids {expected.get('ids', [])[shown]}",
                f"  actual   {ours[shown]!r:.300}  ids {actual.get('ids', [])[shown]}"]
    return [f"  {path}: the keys differ: {list(expected)}, {list(actual)}"]


def write_decodings(file, ids, skipped, kept, streamed):
    if skipped:
        file.write(ids + b"\n")
    if kept:
        file.write(b'{"ids":' + ids + b',"skip_special_tokens":false}\n')
    if streamed:
        file.write(b'{"ids":' + ids + b',"stream":true}\n')


def write_shared(options, megabytes):
    """Every line of every text, as JSON strings in one file that all tokenizers read; then the
    beginning of every text as one document, and long runs of one thing."""
    path = options.work / f"texts-{megabytes}"
    folder = generate.data_folder()
    texts = sorted(corpus.CORPORA.glob("*.txt"))
    texts += sorted(folder.glob("corpora/*.txt")) if folder else []
    size = int(megabytes * 1e6)
    with path.open("wb") as file:
        for text in texts:
            content = text.read_bytes()[:size].decode(errors="ignore")
            for line in [*content.split("\n"), content[:size // 20]]:
                file.write(oracle.canonical(line) + b"\n")
        for part in RUNS:
            file.write(oracle.canonical(part * (size // 60 // len(part.encode()))) + b"\n")
    return path


def work(name, path, options, shared):
    oracle.silence_panics()
    return Comparison(name, path, options).run(shared)


def tokenizers_at_hand(glob):
    folder = generate.data_folder()
    paths = sorted(generate.FIXTURES.glob("tokenizers/*/tokenizer.json"))
    paths += sorted(folder.glob("models/*/tokenizer.json")) if folder else []
    if not folder:
        print("the real tokenizers are not here: only ours are compared")
    paths = [path for path in paths
             if any(fnmatch.fnmatch(path.parent.name, part) for part in glob.split(","))]
    # The largest first, so that two jobs end together.
    return sorted(paths, key=lambda path: -path.stat().st_size)


def parsed_options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=".build/release/tokenize", help="our program")
    parser.add_argument("--tokenizers", default="*", metavar="GLOB",
                        help="names to compare, several with commas between them")
    parser.add_argument("--short", action="store_true", help="the default")
    parser.add_argument("--long", action="store_true", help="2 MB a text, 20,000 random strings")
    parser.add_argument("--random", type=int, metavar="N", help="random strings a tokenizer")
    parser.add_argument("--corpus-mb", type=float, metavar="X", help="megabytes of each text")
    parser.add_argument("--decode-every", type=int, help="lines of the texts to decode: every Nth")
    parser.add_argument("--stream-every", type=int, help="lines of the texts to stream: every Nth")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="tokenizers at a time")
    parser.add_argument("--fill", action="store_true", help="only fill the cache")
    temporary = Path(tempfile.gettempdir()) / "pure-tokenizers-parity"
    parser.add_argument("--cache", type=Path, default=temporary / "cache")
    parser.add_argument("--report", type=Path, default=temporary / "report")
    options = parser.parse_args()
    short = {"random": 300, "corpus_mb": 0.02, "decode_every": 1, "stream_every": 16}
    long = {"random": 20000, "corpus_mb": 2, "decode_every": 1, "stream_every": 64}
    for key, value in (long if options.long else short).items():
        if getattr(options, key) is None:
            setattr(options, key, value)
    return options


def main():
    options = parsed_options()
    oracle.require_version()
    options.cache.mkdir(parents=True, exist_ok=True)
    options.report.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        options.work = Path(folder)
        failed = compare(options, tokenizers_at_hand(options.tokenizers))
    sys.exit(1 if failed else 0)


def compare(options, paths):
    # Our own tokenizers know little but bytes and letters; less text says as much about them.
    whole = write_shared(options, options.corpus_mb)
    part = write_shared(options, min(options.corpus_mb, 0.1))
    print("tokenizer | inputs | differences | decoded | differences | streamed | differences | s")
    totals = [0] * 6
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        jobs = [pool.submit(work, path.parent.name, path, options,
                            part if generate.FIXTURES in path.parents else whole)
                for path in paths]
        for job in concurrent.futures.as_completed(jobs):
            name, counts, seconds = job.result()
            totals = [total + count for total, count in zip(totals, counts.values())]
            print(" | ".join([name, *map(str, counts.values()), f"{seconds:.0f}"]), flush=True)
    print(" | ".join([f"all {len(paths)}", *map(str, totals), ""]))
    failed = bool(totals[1] or totals[3] or totals[5])
    if failed:
        print(f"the first differences of each tokenizer are in {options.report}")
    return failed


if __name__ == "__main__":
    main()
