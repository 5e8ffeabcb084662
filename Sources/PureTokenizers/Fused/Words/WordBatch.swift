/// Some hundred words on their way through the loops: where they begin, their keys, their ids.
struct WordBatch: Sendable {
  private static let capacity = 2048 + 32

  /// Where the words begin; the one after the last is where that ends.
  private var starts = [UInt32](repeating: 0, count: capacity)
  private var keys = [WordKey](repeating: WordKey(), count: capacity)
  private var ids = [TokenID](repeating: 0, count: (capacity + 1) * WordTable.largestCount)
  private let masks = WordKey.masks
  /// The number of words that are complete.
  private(set) var wordCount = 0
  /// Where the word begins that the batch before ended in; nil at the start of a piece.
  private var pending: UInt32?

  /// Gets ready for a new piece.
  mutating func begin() { pending = nil }

  /// Where a word stands in its piece.
  func range(_ word: Int) -> Range<Int> { Int(starts[word])..<Int(starts[word + 1]) }

  /// The key of a word.
  func key(_ word: Int) -> WordKey { keys[word] }

  /// Where a word begins in its piece.
  @inline(__always)
  func start(_ word: Int) -> Int { Int(starts[word]) }

  /// Takes the next words from a scanner.
  ///
  /// The last word that has begun is kept for the next batch, until it is known where it ends.
  mutating func fill<Scanner: WordStarts>(from scanner: inout Scanner, textLength: Int) {
    var total = 0
    if let pending {
      starts[0] = pending
      total = 1
    }
    unsafe starts.withUnsafeMutableBufferPointer { starts in
      guard let first = starts.baseAddress else { return }
      // SAFETY: there is room for `step` starts, eight more, and the pending one.
      unsafe total += scanner.scan(into: first + total)
    }
    if scanner.isAtEnd {
      starts[total] = UInt32(truncatingIfNeeded: textLength)
      wordCount = total
    } else {
      wordCount = max(total - 1, 0)
      pending = starts[wordCount]
    }
  }

  /// Takes a piece that is one word.
  mutating func fill(whole textLength: Int) {
    starts[0] = 0
    starts[1] = UInt32(truncatingIfNeeded: textLength)
    wordCount = 1
  }

  /// Makes the keys of all words, finds their lines, and asks for these in advance.
  @inline(__always)
  mutating func makeKeys(
    _ words: WordText, lines: UnsafeMutablePointer<UInt64>, lineMask: UInt64
  ) {
    let count = wordCount
    unsafe starts.withUnsafeBufferPointer { starts in
      unsafe keys.withUnsafeMutableBufferPointer { keys in
        unsafe masks.withUnsafeBufferPointer { masks in
          guard let first = starts.baseAddress, let keys = keys.baseAddress,
            let masks = masks.baseAddress
          else { return }
          // SAFETY: `starts` has one element more than there are words, `keys` as many, and
          // `masks` two for each length from 0 to 15.
          unsafe WordKey.make(
            count, first, keys, masks, UnsafeRawPointer(words.base), readable: words.readable,
            lines, lineMask)
        }
      }
    }
  }

  /// Looks up words from `next` on, up to the first that `lines` do not have, and returns how many
  /// ids they have; `withIDs` shows them.
  @inline(__always)
  mutating func probe(_ next: inout Int, in lines: UnsafeMutablePointer<UInt64>) -> Int {
    var word = next
    let end = wordCount
    var stored = 0
    unsafe keys.withUnsafeBufferPointer { keys in
      unsafe ids.withUnsafeMutableBufferPointer { ids in
        guard let first = ids.baseAddress else { return }
        let output = UnsafeMutableRawPointer(first)
        while word < end {
          // SAFETY: a line has eight words; an entry brings at most four ids, for which there is
          // room for every word and once more.
          let key = unsafe keys[word]
          let line = unsafe lines + key.line
          let first = unsafe (line[0] ^ key.low) | ((line[1] ^ key.high) &<< 4)
          let second = unsafe (line[4] ^ key.low) | ((line[5] ^ key.high) &<< 4)
          guard min(first, second) == 0 else { break }
          // Which of the two it is cannot be predicted, so nothing may branch on it.
          let isSecond = (first | (0 &- first)) &>> 63
          let entry = unsafe line + Int(truncatingIfNeeded: isSecond &<< 2)
          let target = unsafe output + stored &* 4
          unsafe target.storeBytes(of: entry[2], as: UInt64.self)
          unsafe target.storeBytes(of: entry[3], toByteOffset: 8, as: UInt64.self)
          unsafe stored &+= Int(truncatingIfNeeded: entry[1] &>> 60)
          word &+= 1
        }
      }
    }
    next = word
    return stored
  }

  /// The first `count` ids that `probe` has found.
  func withIDs(_ count: Int, _ body: (UnsafeBufferPointer<TokenID>) -> Void) {
    unsafe ids.withUnsafeBufferPointer { unsafe body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }

  /// Reads the keys of the words, and where they begin.
  ///
  /// Mutating although it changes nothing: otherwise the arrays of the batch are retained while a
  /// caller changes what stands beside it, a fifth of the time where all pieces are one character.
  @inline(__always)
  mutating func withWords(_ body: (UnsafePointer<WordKey>, UnsafePointer<UInt32>) -> Void) {
    unsafe keys.withUnsafeBufferPointer { keys in
      unsafe starts.withUnsafeBufferPointer { starts in
        guard let keys = keys.baseAddress, let starts = starts.baseAddress else { return }
        unsafe body(keys, starts)
      }
    }
  }

  /// The ids of one word, or nil when `lines` do not have it.
  @inline(__always)
  func entry(_ word: Int, in lines: UnsafeMutablePointer<UInt64>) -> WordEntry? {
    let key = keys[word]
    // SAFETY: a line has eight words.
    let line = unsafe lines + key.line
    let first = unsafe (line[0] ^ key.low) | ((line[1] ^ key.high) &<< 4)
    let second = unsafe (line[4] ^ key.low) | ((line[5] ^ key.high) &<< 4)
    guard min(first, second) == 0 else { return nil }
    let isSecond = (first | (0 &- first)) &>> 63
    let entry = unsafe line + Int(truncatingIfNeeded: isSecond &<< 2)
    return unsafe WordEntry(
      low: entry[2], high: entry[3], count: Int(truncatingIfNeeded: entry[1] &>> 60))
  }
}

/// Up to four ids.
struct WordEntry {
  var low: UInt64
  var high: UInt64
  var count: Int

  /// The id at `index`.
  @inline(__always)
  func id(_ index: Int) -> TokenID {
    let half = index < 2 ? low : high
    return TokenID(truncatingIfNeeded: half &>> UInt64(32 &* (index & 1)))
  }
}
