/// A part of a text, none of which is as large as 4 GiB.
struct TextPart: BitwiseCopyable, Sendable {
  var start: UInt32
  var count: UInt32

  init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    count = UInt32(truncatingIfNeeded: range.count)
  }

  var range: Range<Int> { Int(start)..<Int(start) &+ Int(count) }
}

/// Looks many tokens up at once: one loop for each load that waits for the one before it.
///
/// A search in a large vocabulary waits for memory three times: for the slot, for where the token
/// begins, and for its bytes. Within a loop the processor waits for many of them at the same
/// time. This halves the time that the merges of a large model take to load.
struct VocabularySearch {
  /// Stands for no token.
  static let none = UInt32.max

  /// For each key the position of its token, or `none`.
  private(set) var positions: [UInt32] = []
  private var hashes: [UInt64] = []
  /// Where the tokens of `positions` begin that are as long as their keys, or `none`.
  private var starts: [UInt32] = []
  /// What `touchTokens` has read, so that reading is not left out.
  private var touched: UInt8 = 0

  /// Finds the tokens that are exactly each of the parts `keys` of `text`.
  mutating func find(_ keys: [TextPart], in text: [UInt8], vocabulary: Vocabulary) {
    makeRoom(keys.count)
    unsafe text.withUnsafeBytes { text in
      unsafe keys.withUnsafeBufferPointer { keys in
        unsafe hash(keys, in: text, vocabulary.index)
        unsafe hashes.withUnsafeBufferPointer { hashes in
          unsafe positions.withUnsafeMutableBufferPointer { positions in
            unsafe vocabulary.index.candidates(for: hashes, into: positions)
          }
        }
        unsafe compareLengths(keys, vocabulary)
        touchTokens(vocabulary)
        unsafe compareBytes(keys, in: text, vocabulary)
      }
    }
  }

  private mutating func makeRoom(_ count: Int) {
    guard positions.count != count else { return }
    positions = [UInt32](repeating: 0, count: count)
    starts = positions
    hashes = [UInt64](repeating: 0, count: count)
  }

  private mutating func hash(
    _ keys: UnsafeBufferPointer<TextPart>, in text: UnsafeRawBufferPointer,
    _ index: VocabularyIndex
  ) {
    unsafe hashes.withUnsafeMutableBufferPointer { hashes in
      for number in 0..<keys.count {
        // SAFETY: `number` is in bounds, there being as many hashes as keys.
        let key = unsafe keys[number]
        if let start = unsafe Self.readable(Int(key.start), key.count, in: text) {
          unsafe hashes[number] = index.hash(readable: start, count: Int(key.count))
        } else {
          // SAFETY: slicing checks that the key is in the text.
          let key = unsafe UnsafeRawBufferPointer(rebasing: text[key.range])
          unsafe hashes[number] = index.hash(of: key)
        }
      }
    }
  }

  private mutating func compareLengths(
    _ keys: UnsafeBufferPointer<TextPart>, _ vocabulary: Vocabulary
  ) {
    unsafe vocabulary.starts.withUnsafeBufferPointer { tokenStarts in
      unsafe positions.withUnsafeBufferPointer { positions in
        unsafe starts.withUnsafeMutableBufferPointer { starts in
          for number in 0..<keys.count {
            // SAFETY: `number` is in bounds; for a position of a token so is the start after it.
            let position = unsafe Int(positions[number])
            guard position < tokenStarts.count - 1 else {
              unsafe starts[number] = Self.none
              continue
            }
            let start = unsafe tokenStarts[position]
            let length = unsafe tokenStarts[position + 1] &- start
            unsafe starts[number] = length == keys[number].count ? start : Self.none
          }
        }
      }
    }
  }

  /// Loads the beginning of each token in a loop that waits for none of them.
  private mutating func touchTokens(_ vocabulary: Vocabulary) {
    touched = unsafe vocabulary.arena.withUnsafeBytes { arena in
      var sum: UInt8 = 0
      for start in starts where Int(start) < arena.count {
        // SAFETY: `start` has just been found to be in the arena.
        unsafe sum ^= arena[Int(start)]
      }
      return sum
    }
  }

  private mutating func compareBytes(
    _ keys: UnsafeBufferPointer<TextPart>, in text: UnsafeRawBufferPointer,
    _ vocabulary: Vocabulary
  ) {
    unsafe vocabulary.arena.withUnsafeBytes { arena in
      unsafe starts.withUnsafeBufferPointer { starts in
        unsafe positions.withUnsafeMutableBufferPointer { positions in
          for number in 0..<keys.count where unsafe positions[number] != Self.none {
            // SAFETY: `number` is in bounds, there being as many of all as keys.
            let (key, token) = unsafe (keys[number], starts[number])
            if token != Self.none, unsafe Self.equal(key, text, Int(token), arena) { continue }
            // SAFETY: slicing checks that the key is in the text.
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: text[key.range])
            let position = unsafe vocabulary.index.position(of: bytes, in: vocabulary)
            unsafe positions[number] = position.map { UInt32(truncatingIfNeeded: $0) } ?? Self.none
          }
        }
      }
    }
  }

  /// Whether the bytes of `arena` from `token` on are those of `key`.
  @inline(__always)
  private static func equal(
    _ key: TextPart, _ text: UnsafeRawBufferPointer, _ token: Int, _ arena: UnsafeRawBufferPointer
  ) -> Bool {
    if let left = unsafe readable(Int(key.start), key.count, in: text),
      let right = unsafe readable(token, key.count, in: arena)
    {
      return unsafe ByteKeys.equal(readable: left, right, count: Int(key.count))
    }
    // SAFETY: slicing checks both ranges.
    let left = unsafe UnsafeRawBufferPointer(rebasing: text[key.range])
    return unsafe ByteKeys.equal(
      left, UnsafeRawBufferPointer(rebasing: arena[token..<token &+ Int(key.count)]))
  }

  /// Where a key of at most sixteen bytes begins, if there are sixteen to read.
  @inline(__always)
  private static func readable(
    _ start: Int, _ count: UInt32, in text: UnsafeRawBufferPointer
  ) -> UnsafeRawPointer? {
    guard count <= 16, start &+ 16 <= text.count else { return nil }
    // SAFETY: sixteen bytes from there on have just been found to be in the text.
    return unsafe text.baseAddress.map { unsafe $0 + start }
  }
}

extension Vocabulary {
  /// Whether a part of the arena is the bytes in `range` of `text`.
  @inline(__always)
  func arenaEquals(_ part: Range<Int>, _ text: [UInt8], _ range: Range<Int>) -> Bool {
    unsafe arena.withUnsafeBytes { arena in
      unsafe text.withUnsafeBytes { text in
        // SAFETY: slicing checks both ranges.
        let left = unsafe UnsafeRawBufferPointer(rebasing: arena[part])
        return unsafe ByteKeys.equal(left, UnsafeRawBufferPointer(rebasing: text[range]))
      }
    }
  }
}
