/// Finds the words of a `DeepSeekGrammar`: by masks up to a difficulty, then for at least another
/// 64 bytes by automata, as `CasedWordScanner` does.
@safe struct DeepSeekWordScanner: WordStarts {
  private var staged: StagedWords
  private var reader: DeepSeekMaskReader
  private var carry = DeepSeekCarry()
  private var block = DeepSeekMasks()
  private var position = 0
  /// Where masks have begun anew.
  private var restart = 0
  /// Where the last word begins that has been written.
  private var lastStart = 0

  init(_ grammar: DeepSeekGrammar, text: UnsafePointer<UInt8>, count: Int) {
    unsafe staged = grammar.stages.words(of: text, count: count)
    unsafe reader = DeepSeekMaskReader(text: text, count: count)
    if count > 0 { block = reader.block(at: 0) }
  }

  private var count: Int { reader.plain.count }
  var isAtEnd: Bool { position >= count }

  /// One round finds no more than 64 words by masks and some 130 by automata.
  private static var step: Int { 2048 - 256 }

  @inline(never)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    var found = 0
    while position < count, found < Self.step {
      let next = position &+ 64
      var following = DeepSeekMasks()
      var nextIsText = false
      if next < count {
        following = reader.block(at: next)
        nextIsText = (following.spaces | following.numbers | following.kana) & 1 == 0
      }
      var (bits, difficulties) = DeepSeekGrammar.starts(
        in: block, at: position, nextIsText: nextIsText, &carry, reader.plain)
      // SAFETY: `starts` has room for `step`, the words of one round, and eight more.
      if difficulties != 0 {
        let bit = difficulties.trailingZeroBitCount
        // Where masks have begun anew there is a word, whatever it is.
        let first: UInt64 = position == restart ? 1 : 0
        bits = bits & ((1 &<< UInt64(bit)) &- 1) | first
        found = unsafe write(bits, at: position, starts, found)
        noteLast(bits)
        unsafe escape(from: position &+ bit, starts, &found)
      } else {
        found = unsafe write(bits, at: position, starts, found)
        noteLast(bits)
        block = following
        position = next
      }
    }
    return found
  }

  @inline(__always)
  private mutating func noteLast(_ bits: UInt64) {
    if bits != 0 { lastStart = position &+ 63 &- bits.leadingZeroBitCount }
  }

  /// Goes on by automata from the word on that lies around the difficulty at `place`.
  @inline(never)
  private mutating func escape(
    from place: Int, _ starts: UnsafeMutablePointer<UInt32>, _ found: inout Int
  ) {
    staged.move(to: lastStart)
    while true {
      position = staged.advance()
      guard position < count, position <= place &+ 64 else { break }
      unsafe starts[found] = UInt32(truncatingIfNeeded: position)
      found &+= 1
    }
    restart = position
    carry = DeepSeekCarry()
    reader.restart()
    if position < count { block = reader.block(at: position) }
  }
}
