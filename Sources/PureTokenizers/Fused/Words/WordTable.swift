/// The ids of words of at most 15 bytes that have been seen before.
///
/// An entry is four 64-bit words: the key's 16 bytes, exact, the uppermost byte being the length
/// and, in its upper half, the number of ids; then four ids. Two entries, one cache line, are the
/// two places where a word can be; the newer one stands first and the older one gives way. The
/// table grows with what it is given, up to a fixed size, and never changes a result.
struct WordTable: Sendable {
  /// The longest word that can be kept.
  static let largestLength = 15
  /// The most ids that an entry has room for.
  static let largestCount = 4
  /// The largest table is 16 MiB, so that a run over ever new words leaves memory flat.
  private static let largestLineCount = 1 << 18
  static let wordsPerLine = 8

  /// The lines, after some words that bring them to a multiple of 64 bytes in memory.
  private(set) var storage: [UInt64]
  private(set) var lineCount: Int
  private var insertions = 0
  private var skipped = -1

  init(lineCount: Int = 1 << 10) {
    self.lineCount = lineCount
    storage = LargeMemory.zeros(count: (lineCount + 1) * Self.wordsPerLine)
  }

  /// Selects a line by a hash.
  var mask: UInt64 { UInt64(truncatingIfNeeded: lineCount &- 1) }

  /// Mixes the two halves of a key.
  @inline(__always)
  static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let product = (low ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(
      by: high ^ 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// Runs `body` with the first line.
  @inline(__always)
  mutating func withLines<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<UInt64>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe storage.withUnsafeMutableBufferPointer { buffer throws(Failure) in
      // SAFETY: there is one line more than `lineCount`, so that up to seven words may be skipped.
      let base = unsafe UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped)
      let offset = (64 &- Int(bitPattern: base) & 63) & 63
      if offset != skipped {
        // The memory is new, or a copy that lies differently: nothing in it can be read.
        unsafe buffer.update(repeating: 0)
        skipped = offset
      }
      return try unsafe body((base + offset).assumingMemoryBound(to: UInt64.self))
    }
  }

  /// Whether it is time to `grow`.
  var isCrowded: Bool { insertions > lineCount && lineCount < Self.largestLineCount }

  /// Keeps the ids of a word, of which there are at most four.
  mutating func insert(_ key: WordKey, ids: UnsafeBufferPointer<TokenID>) {
    guard ids.count <= Self.largestCount else { return }
    insertions += 1
    place(unsafe Self.entry(key, ids), at: Self.hash(key.low, key.high) & mask)
  }

  /// The four words of an entry.
  static func entry(
    _ key: WordKey, _ ids: UnsafeBufferPointer<TokenID>
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var entry = (key.low, key.high | UInt64(ids.count) &<< 60, UInt64(0), UInt64(0))
    for index in 0..<ids.count {
      let shifted = unsafe UInt64(ids[index]) &<< UInt64(32 &* (index & 1))
      if index < 2 { entry.2 |= shifted } else { entry.3 |= shifted }
    }
    return entry
  }

  private mutating func place(_ entry: (UInt64, UInt64, UInt64, UInt64), at line: UInt64) {
    unsafe withLines { lines in
      // SAFETY: `line` is below `lineCount`, and a line has eight words.
      let line = unsafe lines + Int(truncatingIfNeeded: line) &* Self.wordsPerLine
      for word in 0..<4 { unsafe line[word &+ 4] = line[word] }
      unsafe (line[0], line[1], line[2], line[3]) = entry
    }
  }

  /// Makes the table four times as large.
  mutating func grow() {
    var larger = WordTable(lineCount: lineCount * 4)
    larger.insertions = insertions / 2
    let first = max(skipped, 0) / 8
    for entry in (0..<lineCount * 2).reversed() {
      let words = storage[first + entry * 4..<first + entry * 4 + 4]
      let (low, high) = (words[words.startIndex], words[words.startIndex + 1])
      guard high != 0 else { continue }
      let line = Self.hash(low, high & ~(0xF << 60)) & larger.mask
      larger.place((low, high, words[words.startIndex + 2], words[words.startIndex + 3]), at: line)
    }
    self = larger
  }
}
