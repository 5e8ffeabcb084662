/// A grammar of which masks can do most, and automata the rest.
protocol DoubtfulWords {
  associatedtype Masks: BlockMasks
  var text: BlockText { get }
  /// The masks of the block at a position; blocks are read in order.
  mutating func block(at position: Int) -> Masks
  /// Whether what a block begins with goes on with the text before it.
  func beginsWithText(_ block: Masks) -> Bool
  /// The first bytes of words in `block`, as `WordGrammar` gives them, and the first bytes of
  /// characters from which on they are not certain.
  mutating func starts(
    in block: Masks, at position: Int, nextIsText: Bool
  ) -> (starts: UInt64, difficulties: UInt64)
  /// Forgets the blocks before: the next one begins with a word.
  mutating func restart()
  /// Goes to where the word begins that automata are asked about next.
  mutating func move(to start: Int)
  /// Where the word ends that begins there, which is where they go on.
  mutating func advance() -> Int
}

/// Finds the words of such a grammar.
///
///     masks      64 bytes at a time, up to the first difficulty
///     automata   from the beginning of the word there, for at least another 64 bytes
///
/// and then masks again. A word's beginning is as good as that of the text: the expressions look at
/// nothing that stands before.
struct DoubtfulWordScanner<Words: DoubtfulWords>: WordStarts {
  private var words: Words
  private var block = Words.Masks()
  private var position = 0
  /// Where masks have begun anew.
  private var restart = 0
  /// Where the last word begins that has been written.
  private var lastStart = 0

  init(_ words: Words) {
    self.words = words
    if words.text.count > 0 { block = self.words.block(at: 0) }
  }

  private var count: Int { words.text.count }
  var isAtEnd: Bool { position >= count }

  /// One round finds no more than 64 words by masks and some 130 by automata.
  private static var step: Int { 2048 - 256 }

  @inline(__always)
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int {
    var found = 0
    while position < count, found < Self.step {
      let next = position &+ 64
      var following = Words.Masks()
      var nextIsText = false
      if next < count {
        following = words.block(at: next)
        nextIsText = words.beginsWithText(following)
      }
      var (bits, difficulties) = words.starts(in: block, at: position, nextIsText: nextIsText)
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
    words.move(to: lastStart)
    while true {
      position = words.advance()
      guard position < count, position <= place &+ 64 else { break }
      unsafe starts[found] = UInt32(truncatingIfNeeded: position)
      found &+= 1
    }
    restart = position
    words.restart()
    if position < count { block = words.block(at: position) }
  }
}
