/// Finds the words of a text, some kilobytes at a time.
struct WordScanner<Grammar: WordGrammar>: WordStarts {
  private let grammar: Grammar
  private var reader: ByteMaskReader
  private var carry = WordCarry()
  private var block = ByteMasks()
  private var position = 0

  /// The number of bytes that one call of `scan` looks at, and of starts that it may find.
  static var step: Int { 2048 }

  /// A scanner of the `count` bytes at `text`, which must be UTF-8 and stay as they are.
  init(_ grammar: Grammar, text: UnsafePointer<UInt8>, count: Int) {
    self.grammar = grammar
    let text = unsafe BlockText(text, count: count)
    reader = ByteMaskReader(
      text, letterBits: grammar.letterBits, endsAtNumbers: grammar.separatesNumbers)
    if count > 0 { block = reader.block(at: 0) }
  }

  /// Whether all of the text has been looked at.
  var isAtEnd: Bool { position >= reader.text.count }

  /// Writes where the next words begin, and returns how many there are.
  ///
  /// `starts` must have room for `step + 8`.
  @inline(__always)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    var found = 0
    let end = min(position &+ Self.step, reader.text.count)
    while position < end {
      let next = position &+ 64
      var following = ByteMasks()
      var nextIsText = false
      if next < reader.text.count {
        following = reader.block(at: next)
        let gaps = following.spaces | (grammar.separatesNumbers ? following.numbers : 0)
        nextIsText = gaps & 1 == 0
      }
      let bits = grammar.starts(
        in: block, at: position, nextIsText: nextIsText, &carry, reader.text)
      // SAFETY: at most 64 starts a block, at most `step` in a call, and eight more at its end.
      found = unsafe write(bits, at: position, starts, found)
      block = following
      position = next
    }
    return found
  }
}
