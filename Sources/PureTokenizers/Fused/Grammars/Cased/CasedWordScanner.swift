/// The words of a `CasedGrammar`.
struct CasedWordScanner: WordStarts {
  private var scanner: DoubtfulWordScanner<CasedWords>

  init(_ grammar: CasedGrammar, text: UnsafePointer<UInt8>, count: Int) {
    unsafe scanner = DoubtfulWordScanner(CasedWords(grammar, BlockText(text, count: count)))
  }

  var isAtEnd: Bool { scanner.isAtEnd }

  /// Compiled for this grammar, as those of `KnownWordScanners.swift` are for theirs.
  @inline(never)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    unsafe scanner.scan(into: starts)
  }
}

/// What masks and the automaton of the expression know of the words of a text.
private struct CasedWords: DoubtfulWords {
  private let rules: CasedRules
  private let tables: WordTables
  private var reader: CasedMaskReader
  private var carry = CasedCarry()
  private var place = 0
  private var memo = WordMemo()

  init(_ grammar: CasedGrammar, _ text: BlockText) {
    rules = grammar.rules
    tables = grammar.tables
    reader = CasedMaskReader(text, separatesChinese: rules.separatesChinese)
  }

  var text: BlockText { reader.text }

  @inline(__always)
  mutating func block(at position: Int) -> CasedMasks { reader.block(at: position) }

  @inline(__always)
  func beginsWithText(_ block: CasedMasks) -> Bool { block.spaces & 1 == 0 }

  @inline(__always)
  mutating func starts(
    in block: CasedMasks, at position: Int, nextIsText: Bool
  ) -> (starts: UInt64, difficulties: UInt64) {
    rules.starts(in: block, at: position, nextIsText: nextIsText, &carry, text)
  }

  mutating func restart() {
    carry = CasedCarry()
    reader.restart()
  }

  mutating func move(to start: Int) { place = start }

  mutating func advance() -> Int {
    let end = unsafe tables.view.matchEnd(text.start, from: place, to: text.count, &memo)
    // The expression matches everywhere.
    place = max(end, place &+ 1)
    return place
  }
}
