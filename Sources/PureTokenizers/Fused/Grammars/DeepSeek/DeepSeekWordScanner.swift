/// The words of a `DeepSeekGrammar`.
struct DeepSeekWordScanner: WordStarts {
  private var scanner: DoubtfulWordScanner<DeepSeekWords>

  init(_ grammar: DeepSeekGrammar, text: UnsafePointer<UInt8>, count: Int) {
    unsafe scanner = DoubtfulWordScanner(DeepSeekWords(grammar, BlockText(text, count: count)))
  }

  var isAtEnd: Bool { scanner.isAtEnd }

  /// Compiled for this grammar, as those of `KnownWordScanners.swift` are for theirs.
  @inline(never)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    unsafe scanner.scan(into: starts)
  }
}

/// What masks and the automata of the three stages know of the words of a text.
private struct DeepSeekWords: DoubtfulWords {
  private var staged: StagedWords
  private var reader: DeepSeekMaskReader
  private var carry = DeepSeekCarry()

  init(_ grammar: DeepSeekGrammar, _ text: BlockText) {
    unsafe staged = grammar.stages.words(of: text.start, count: text.count)
    reader = DeepSeekMaskReader(text)
  }

  var text: BlockText { reader.text }

  @inline(__always)
  mutating func block(at position: Int) -> DeepSeekMasks { reader.block(at: position) }

  @inline(__always)
  func beginsWithText(_ block: DeepSeekMasks) -> Bool {
    (block.spaces | block.numbers | block.kana) & 1 == 0
  }

  @inline(__always)
  mutating func starts(
    in block: DeepSeekMasks, at position: Int, nextIsText: Bool
  ) -> (starts: UInt64, difficulties: UInt64) {
    DeepSeekGrammar.starts(in: block, at: position, nextIsText: nextIsText, &carry, text)
  }

  mutating func restart() {
    carry = DeepSeekCarry()
    reader.restart()
  }

  mutating func move(to start: Int) { staged.move(to: start) }

  mutating func advance() -> Int { staged.advance() }
}
