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

  /// Finds the tokens that are exactly the bytes of `text` in each of `keys`.
  mutating func find(_ keys: [Range<Int>], in text: [UInt8], vocabulary: Vocabulary) {
    makeRoom(keys.count)
    hash(keys, in: text, vocabulary)
    unsafe hashes.withUnsafeBufferPointer { hashes in
      unsafe positions.withUnsafeMutableBufferPointer { positions in
        unsafe vocabulary.index.candidates(for: hashes, into: positions)
      }
    }
    compareLengths(keys, vocabulary)
    touchTokens(vocabulary)
    compareBytes(keys, in: text, vocabulary)
  }

  private mutating func makeRoom(_ count: Int) {
    guard positions.count != count else { return }
    positions = [UInt32](repeating: 0, count: count)
    starts = positions
    hashes = [UInt64](repeating: 0, count: count)
  }

  private mutating func hash(_ keys: [Range<Int>], in text: [UInt8], _ vocabulary: Vocabulary) {
    let index = vocabulary.index
    unsafe text.withUnsafeBytes { text in
      unsafe hashes.withUnsafeMutableBufferPointer { hashes in
        for number in 0..<min(keys.count, hashes.count) {
          let key = keys[number]
          if let start = unsafe Self.readable(key, in: text) {
            unsafe hashes[number] = index.hash(readable: start, count: key.count)
          } else {
            // SAFETY: slicing checks that the key is in the text, and `number` is in bounds.
            let key = unsafe UnsafeRawBufferPointer(rebasing: text[key])
            unsafe hashes[number] = index.hash(of: key)
          }
        }
      }
    }
  }

  private mutating func compareLengths(_ keys: [Range<Int>], _ vocabulary: Vocabulary) {
    unsafe vocabulary.starts.withUnsafeBufferPointer { tokenStarts in
      unsafe positions.withUnsafeBufferPointer { positions in
        unsafe starts.withUnsafeMutableBufferPointer { starts in
          for number in 0..<min(keys.count, starts.count) {
            // SAFETY: `number` is in bounds; for a position of a token so is the start after it.
            let position = unsafe Int(positions[number])
            guard position < tokenStarts.count - 1 else {
              unsafe starts[number] = Self.none
              continue
            }
            let start = unsafe tokenStarts[position]
            let length = unsafe Int(tokenStarts[position + 1] &- start)
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
    _ keys: [Range<Int>], in text: [UInt8], _ vocabulary: Vocabulary
  ) {
    unsafe text.withUnsafeBytes { text in
      unsafe vocabulary.arena.withUnsafeBytes { arena in
        for number in keys.indices where positions[number] != Self.none {
          let key = keys[number]
          let token = Int(starts[number])..<Int(starts[number]) + key.count
          if starts[number] != Self.none, unsafe Self.equal(key, text, token, arena) { continue }
          // SAFETY: slicing checks that the key is in the text.
          let bytes = unsafe UnsafeRawBufferPointer(rebasing: text[key])
          let position = unsafe vocabulary.index.position(of: bytes, in: vocabulary)
          positions[number] = position.map { UInt32(truncatingIfNeeded: $0) } ?? Self.none
        }
      }
    }
  }

  @inline(__always)
  private static func equal(
    _ key: Range<Int>, _ text: UnsafeRawBufferPointer, _ token: Range<Int>,
    _ arena: UnsafeRawBufferPointer
  ) -> Bool {
    if let left = unsafe readable(key, in: text), let right = unsafe readable(token, in: arena) {
      return unsafe ByteKeys.equal(readable: left, right, count: key.count)
    }
    // SAFETY: slicing checks both ranges.
    let left = unsafe UnsafeRawBufferPointer(rebasing: text[key])
    return unsafe ByteKeys.equal(left, UnsafeRawBufferPointer(rebasing: arena[token]))
  }

  /// Where a key of at most sixteen bytes begins, if there are sixteen to read.
  @inline(__always)
  private static func readable(
    _ key: Range<Int>, in text: UnsafeRawBufferPointer
  ) -> UnsafeRawPointer? {
    guard key.count <= 16, key.lowerBound >= 0, key.lowerBound &+ 16 <= text.count else {
      return nil
    }
    // SAFETY: sixteen bytes from there on have just been found to be in the text.
    return unsafe text.baseAddress.map { unsafe $0 + key.lowerBound }
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
