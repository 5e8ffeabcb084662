// Scanners of one grammar each.
//
// Where a scanner is found through a protocol, what is reached so is compiled once, not for every
// grammar: `WordScanner`'s loop would call the grammar through a table for every sixty-four bytes, a
// twentieth of the time of later passes over English. These have it compiled for theirs, and are
// called once for 2 KB; `.ci/hot-loops` looks at what comes out.

/// The words of `GPT2Grammar`.
struct GPT2Words: WordStarts {
  private var scanner: WordScanner<GPT2Grammar>

  init(_ scanner: WordScanner<GPT2Grammar>) { self.scanner = scanner }

  var isAtEnd: Bool { scanner.isAtEnd }

  @inline(never)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    unsafe scanner.scan(into: starts)
  }
}

/// The words of `CL100KGrammar`.
struct CL100KWords: WordStarts {
  private var scanner: WordScanner<CL100KGrammar>

  init(_ scanner: WordScanner<CL100KGrammar>) { self.scanner = scanner }

  var isAtEnd: Bool { scanner.isAtEnd }

  @inline(never)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    unsafe scanner.scan(into: starts)
  }
}
