/// Finds the words of a `CasedGrammar`.
///
///     masks      64 bytes at a time, up to the first difficulty
///     automaton  from the beginning of the word there, for at least another 64 bytes
///
/// and then masks again. A word's beginning is as good as that of the text: the expression looks
/// at nothing that stands before.
@safe struct CasedWordScanner: WordStarts {
  private let rules: CasedRules
  private let tables: WordTables
  private var reader: CasedMaskReader
  private var carry = CasedCarry()
  private var block = CasedMasks()
  private var position = 0
  /// Where masks have begun anew.
  private var restart = 0
  /// Where the last word begins that has been written.
  private var lastStart = 0
  private var memo = WordMemo()

  init(_ grammar: CasedGrammar, text: UnsafePointer<UInt8>, count: Int) {
    rules = grammar.rules
    tables = grammar.tables
    unsafe reader = CasedMaskReader(
      text: text, count: count, separatesChinese: rules.separatesChinese)
    if count > 0 { block = reader.block(at: 0) }
  }

  private var count: Int { reader.plain.count }
  var isAtEnd: Bool { position >= count }

  /// One round finds no more than 64 words by masks and some 130 by the automaton.
  private static var step: Int { 2048 - 256 }

  @inline(never)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    var found = 0
    while position < count, found < Self.step {
      let next = position &+ 64
      var following = CasedMasks()
      var nextIsText = false
      if next < count {
        following = reader.block(at: next)
        nextIsText = following.spaces & 1 == 0
      }
      var (bits, difficulties) = rules.starts(
        in: block, at: position, nextIsText: nextIsText, &carry, reader.plain)
      if difficulties != 0 {
        let bit = difficulties.trailingZeroBitCount
        // Where masks have begun anew there is a word, whatever it is.
        let first: UInt64 = position == restart ? 1 : 0
        bits = bits & ((1 &<< UInt64(bit)) &- 1) | first
        found = unsafe write(bits, at: position, starts, found)
        noteLast(bits)
        unsafe escape(from: position &+ bit, starts, &found)
      } else {
        // SAFETY: `starts` has room for `step`, the words of one round, and eight more.
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

  /// Goes on by the automaton from the word on that lies around the difficulty at `place`.
  @inline(never)
  private mutating func escape(
    from place: Int, _ starts: UnsafeMutablePointer<UInt32>, _ found: inout Int
  ) {
    var start = lastStart
    while true {
      let end = unsafe tables.view.matchEnd(reader.plain.text, from: start, to: count, &memo)
      // The expression matches everywhere.
      start = max(end, start &+ 1)
      guard start < count, start <= place &+ 64 else { break }
      unsafe starts[found] = UInt32(truncatingIfNeeded: start)
      found &+= 1
    }
    position = start
    restart = start
    carry = CasedCarry()
    reader.restart()
    if position < count { block = reader.block(at: position) }
  }
}
