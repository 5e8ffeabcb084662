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
  private var starts: [UInt32] = []

  /// Finds the tokens that are exactly the bytes of `text` in each of `keys`.
  mutating func find(_ keys: [Range<Int>], in text: [UInt8], vocabulary: Vocabulary) {
    hashes.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for key in keys { hashes.append(vocabulary.hash(of: text, key)) }
    for hash in hashes { positions.append(vocabulary.candidate(for: hash) ?? Self.none) }
    for position in positions {
      starts.append(position == Self.none ? 0 : vocabulary.starts[Int(position)])
    }
    for (index, key) in keys.enumerated()
    where !vocabulary.matches(text, key, at: positions[index], start: Int(starts[index])) {
      positions[index] = vocabulary.position(of: text, key).map { UInt32($0) } ?? Self.none
    }
  }
}

extension Vocabulary {
  @inline(__always)
  fileprivate func hash(of text: [UInt8], _ range: Range<Int>) -> UInt64 {
    unsafe text[range].withUnsafeBytes { key in unsafe index.hash(of: key) }
  }

  @inline(__always)
  fileprivate func candidate(for hash: UInt64) -> UInt32? { index.candidate(for: hash) }

  /// Whether the token at `position`, which begins at `start`, is the bytes in `range` of `text`.
  @inline(__always)
  fileprivate func matches(
    _ text: [UInt8], _ range: Range<Int>, at position: UInt32, start: Int
  ) -> Bool {
    guard position != VocabularySearch.none,
      Int(starts[Int(position) + 1]) - start == range.count
    else { return false }
    return arenaEquals(start..<start + range.count, text, range)
  }

  /// Whether a part of the arena is the bytes in `range` of `text`.
  @inline(__always)
  func arenaEquals(_ part: Range<Int>, _ text: [UInt8], _ range: Range<Int>) -> Bool {
    unsafe text[range].withUnsafeBytes { bytes in
      unsafe arena[part].withUnsafeBytes { part in unsafe ByteKeys.equal(bytes, part) }
    }
  }
}
