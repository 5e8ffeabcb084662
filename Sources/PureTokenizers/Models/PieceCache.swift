/// A piece of at most 15 bytes as two numbers: its bytes, padded with zeros, and its length in
/// the uppermost byte. Equal keys are equal pieces; nothing is ever trusted by hash alone.
struct PieceKey: Hashable, Sendable {
  static let largestLength = 15

  var low: UInt64
  var high: UInt64

  /// A key that has been made before.
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The key of the bytes of `text` in `range`, which must be 1 to 15.
  @inline(__always)
  init(_ text: [UInt8], _ range: Range<Int>) {
    var words: (UInt64, UInt64) = (0, 0)
    if range.lowerBound + 16 <= text.count {
      unsafe text.withUnsafeBytes { text in
        // SAFETY: sixteen bytes from `lowerBound` on have just been found to be in the text.
        words = unsafe (
          text.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self),
          text.loadUnaligned(fromByteOffset: range.lowerBound &+ 8, as: UInt64.self)
        )
      }
      words = (UInt64(littleEndian: words.0), UInt64(littleEndian: words.1))
    } else {
      for (offset, byte) in text[range].enumerated() {
        if offset < 8 {
          words.0 |= UInt64(byte) << UInt64(8 * offset)
        } else {
          words.1 |= UInt64(byte) << UInt64(8 * offset - 64)
        }
      }
    }
    let bits = 8 * range.count
    low = bits < 64 ? words.0 & ~(UInt64.max << UInt64(bits)) : words.0
    high = bits > 64 ? words.1 & ~(UInt64.max << UInt64(bits - 64)) : 0
    high |= UInt64(range.count) << 56
  }
}

/// What a cache keeps of a piece: 32 bytes, so that two lie side by side in a line of memory.
struct PieceCacheEntry: Sendable {
  /// The first eight bytes of the piece.
  var low: UInt64 = 0
  /// The other bytes, the length and, in the upper four bits, the number of tokens.
  var high: UInt64 = 0
  /// The ids of the first two tokens.
  var firstIDs: UInt64 = 0
  /// The ids of the third and the fourth.
  var lastIDs: UInt64 = 0

  private static let countShift: UInt64 = 60

  /// The number of tokens; 0 in an entry that keeps nothing.
  @inline(__always)
  var count: Int { Int(truncatingIfNeeded: high >> Self.countShift) }

  /// The piece without the number of tokens.
  var key: PieceKey { PieceKey(low: low, high: high & ~(UInt64.max << Self.countShift)) }

  /// Whether the entry is of the piece `key`: the bits of the count are shifted out.
  @inline(__always)
  func matches(_ key: PieceKey) -> Bool {
    (low ^ key.low) | (high ^ key.high) &<< (64 &- Self.countShift) == 0
  }

  /// The id of the token at `index`.
  @inline(__always)
  func id(_ index: Int) -> TokenID {
    let pair = index < 2 ? firstIDs : lastIDs
    return TokenID(truncatingIfNeeded: pair >> UInt64(32 * (index & 1)))
  }

  /// The entry of a piece and its tokens, of which there are 1 to 4.
  init(_ key: PieceKey, ids: [TokenID]) {
    low = key.low
    high = key.high | UInt64(ids.count) << Self.countShift
    for (index, id) in ids.enumerated() {
      let shifted = UInt64(id) << UInt64(32 * (index & 1))
      if index < 2 { firstIDs |= shifted } else { lastIDs |= shifted }
    }
  }

  /// An entry that keeps nothing.
  init() {}
}

/// The tokens of pieces seen before: exact keys, fixed largest size, and a newer piece takes the
/// place of an older one. It never changes a result.
///
/// Two entries side by side are the two places where a piece can be. How many bytes each token
/// stands for, four bits each, is kept apart, because ids alone need it not.
struct PieceCache: Sendable {
  static let largestCount = 4
  private static let largestSetCount = 1 << 16

  private(set) var entries: [PieceCacheEntry]
  private(set) var lengths: [UInt16]
  private var mask: Int
  private var insertions = 0

  /// A small cache that grows with what it is given; `setCount` is a power of two.
  init(setCount: Int = 1 << 8) {
    mask = setCount - 1
    entries = [PieceCacheEntry](repeating: PieceCacheEntry(), count: setCount * 2)
    lengths = [UInt16](repeating: 0, count: setCount * 2)
  }

  /// Where the entry of a piece is, or nil.
  @inline(__always)
  func place(of key: PieceKey) -> Int? {
    let first = firstPlace(of: key)
    if entries[first].matches(key) { return first }
    return entries[first &+ 1].matches(key) ? first &+ 1 : nil
  }

  /// Appends the tokens at a place; `end` is where the token before them ended.
  @inline(__always)
  func emit(_ place: Int, _ piece: Int, _ end: inout Int, _ tokens: inout TokenBuffer) {
    let entry = entries[place]
    for index in 0..<entry.count {
      let start = end
      tokens.append(entry.id(index), piece: piece, range: start..<start + length(place, index))
      end = start + length(place, index)
    }
  }

  /// How many bytes one of the tokens at a place stands for.
  @inline(__always)
  func length(_ place: Int, _ index: Int) -> Int {
    Int(lengths[place] >> UInt16(4 * index)) & 15
  }

  /// Keeps the tokens of a piece: at most four, of at most 15 bytes each; others are not kept.
  mutating func insert(_ key: PieceKey, ids: [TokenID], lengths tokenLengths: [UInt32]) {
    guard (1...Self.largestCount).contains(ids.count) else { return }
    var packedLengths: UInt16 = 0
    for (index, length) in tokenLengths.enumerated() {
      guard length <= 15 else { return }
      packedLengths |= UInt16(truncatingIfNeeded: length) << UInt16(4 * index)
    }
    growIfNeeded()
    set(PieceCacheEntry(key, ids: ids), packedLengths, at: firstPlace(of: key))
  }

  /// The newest entry of a set is its first; the one that was second gives way.
  private mutating func set(_ entry: PieceCacheEntry, _ packedLengths: UInt16, at first: Int) {
    entries[first + 1] = entries[first]
    entries[first] = entry
    lengths[first + 1] = lengths[first]
    lengths[first] = packedLengths
  }

  @inline(__always)
  private func firstPlace(of key: PieceKey) -> Int {
    let hash = ByteKeys.fold(key.low ^ 0x2D35_8DCC_AA6C_78A5, key.high ^ 0x9E37_79B9_7F4A_7C15)
    return 2 &* (Int(truncatingIfNeeded: hash ^ hash &>> 32) & mask)
  }

  private mutating func growIfNeeded() {
    insertions += 1
    guard insertions > mask, mask + 1 < Self.largestSetCount else { return }
    var larger = PieceCache(setCount: (mask + 1) * 4)
    for place in entries.indices.reversed() where entries[place].count > 0 {
      let first = larger.firstPlace(of: entries[place].key)
      larger.set(entries[place], lengths[place], at: first)
    }
    self = larger
  }
}
