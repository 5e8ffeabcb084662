/// Putting words into a table that has them already, or has no room.
extension WordTable {
  /// Gives a word other ids, of which there are at most four; false when the table has it not.
  mutating func replace(_ key: WordKey, ids: UnsafeBufferPointer<TokenID>) -> Bool {
    guard ids.count <= Self.largestCount else { return false }
    let new = unsafe Self.entry(key, ids)
    let start = firstWord(of: key)
    return unsafe withLines { lines in
      // SAFETY: a line has eight words.
      let line = unsafe lines + start
      for entry in [0, 4] {
        let (low, high) = unsafe (line[entry], line[entry &+ 1])
        // The uppermost four bits are the number of ids, and no key is 0.
        guard low == key.low, high &<< 4 == key.high &<< 4 else { continue }
        unsafe (line[entry &+ 1], line[entry &+ 2], line[entry &+ 3]) = (new.1, new.2, new.3)
        return true
      }
      return false
    }
  }

  /// Whether both places where a word can be are taken.
  mutating func isFull(at key: WordKey) -> Bool {
    let start = firstWord(of: key)
    // SAFETY: a line has eight words, and its second entry is taken last.
    return unsafe withLines { unsafe $0[start &+ 5] != 0 }
  }

  /// The first word of the line of a key.
  private func firstWord(of key: WordKey) -> Int {
    Int(truncatingIfNeeded: Self.hash(key.low, key.high) & mask) &* Self.wordsPerLine
  }
}
