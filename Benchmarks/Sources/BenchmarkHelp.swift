extension BenchmarkOptions {
  /// What `--help` prints.
  static var help: String {
    """
    Usage: tokenizer-benchmark SUITE… [--data FOLDER] [OPTIONS]
           tokenizer-benchmark --tokenizer PATH --text FILE [OPTIONS]

    Suites, or "all":
    \(Suites.all.map { "  " + $0.name.padded(to: 9) + $0.summary }.joined(separator: "\n"))

    Without a suite: encodes one text again and again, without special tokens, and prints the time
    that loading took, the speed in MB/s (10^6 bytes a second) of the first pass and the median of
    the later ones, for ids only and with offsets, the number of tokens, and the CRC-32 of all ids.

    What to measure
      --data FOLDER          has models/NAME/tokenizer.json and corpora/NAME.txt (default: what
                             PURE_TOKENIZERS_DATA says)
      --rows TEXT            of the standard rows only those whose name contains TEXT
      --tokenizer PATH, --text FILE
                             this tokenizer and this text instead
      --mb N                 only the first N million bytes of a text (suites: 5)
      --passes N             at least N passes, of which the first counts apart (default: 4)
      --words N              distinct words of the suite memory (default: 1000000)

    What to do with the numbers of suites
      --save FILE            write them as JSON, with machine, system, compiler, date and commit
      --compare FILE         print beside them those that FILE has, and how much better they are

    Without a suite
      --docs whole|lines|4k  encode the text whole (the default), line by line, or in documents of
                             whole lines that have 4096 bytes or a little more
      --threads N            on N threads at once (default: 1)
      --no-offsets           ids only
      --json                 one line of JSON
    """
  }
}
