/// Finds where the words of a text begin, some kilobytes at a time.
protocol WordStarts {
  /// Whether all of the text has been looked at.
  var isAtEnd: Bool { get }
  /// Writes where the next words begin, and returns how many there are.
  ///
  /// `starts` must have room for 2048 and eight more, and one call finds no more than 2048.
  mutating func scan(into starts: UnsafeMutablePointer<UInt32>) -> Int
}

/// A way of cutting texts into words, which cover the text.
protocol WordCutter: Sendable {
  associatedtype Words: WordStarts
  /// Finds the words of the `count` bytes at `text`, which must be UTF-8 and stay as they are.
  func words(of text: UnsafePointer<UInt8>, count: Int) -> Words
}

extension WordStarts {
  /// Writes the positions of `bits`, counted from `position`, behind the `found` that there are.
  ///
  /// Writes eight starts at a time without asking whether there are as many: the rest is written
  /// over by the next block.
  @inline(__always)
  func write(
    _ bits: UInt64, at position: Int, _ starts: UnsafeMutablePointer<UInt32>, _ found: Int
  ) -> Int {
    var rest = bits
    var out = unsafe starts + found
    let base = UInt32(truncatingIfNeeded: position)
    while rest != 0 {
      for slot in 0..<8 {
        unsafe out[slot] = base &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
      unsafe out += 8
    }
    return found &+ bits.nonzeroBitCount
  }
}
