/// A piece of at most 15 bytes as two numbers: its bytes, padded with zeros, and its length in
/// the uppermost byte. Equal keys are equal pieces; nothing is ever trusted by hash alone.
struct PieceKey: Hashable, Sendable {
  static let largestLength = 15

  var low: UInt64
  var high: UInt64

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

/// The tokens of pieces seen before: exact keys, fixed largest size, and a newer piece takes the
/// place of an older one. It never changes a result.
///
/// An entry is four words: the key, with the number of tokens in the four bits above the length,
/// and four ids. Two entries side by side are the two places where a piece can be. How many
/// bytes each token stands for, four bits each, is kept apart, because ids alone need it not.
struct PieceCache: Sendable {
  static let largestCount = 4
  private static let largestSetCount = 1 << 16
  private static let countShift: UInt64 = 60

  private(set) var words: [UInt64]
  private(set) var lengths: [UInt16]
  private var setCount: Int
  private var insertions = 0

  /// A small cache that grows with what it is given.
  init(setCount: Int = 1 << 8) {
    self.setCount = setCount
    words = [UInt64](repeating: 0, count: setCount * 8)
    lengths = [UInt16](repeating: 0, count: setCount * 2)
  }

  /// The entry of a piece, or nil.
  @inline(__always)
  func entry(of key: PieceKey) -> Int? {
    let first = firstEntry(of: key)
    if matches(first, key) { return first }
    return matches(first + 1, key) ? first + 1 : nil
  }

  /// The number of tokens of an entry.
  @inline(__always)
  func count(_ entry: Int) -> Int { Int(words[entry * 4 + 1] >> Self.countShift) }

  /// One of the ids of an entry.
  @inline(__always)
  func id(_ entry: Int, _ index: Int) -> TokenID {
    TokenID(truncatingIfNeeded: words[entry * 4 + 2 + index / 2] >> UInt64(32 * (index & 1)))
  }

  /// How many bytes one of the tokens of an entry stands for.
  @inline(__always)
  func length(_ entry: Int, _ index: Int) -> Int {
    Int(lengths[entry] >> UInt16(4 * index)) & 15
  }

  /// Appends the tokens of an entry; `end` is where the token before them ended.
  @inline(__always)
  func emit(_ entry: Int, _ piece: Int, _ end: inout Int, _ tokens: inout TokenBuffer) {
    for index in 0..<count(entry) {
      let start = end
      end += length(entry, index)
      tokens.append(id(entry, index), piece: piece, range: start..<end)
    }
  }

  /// Keeps the tokens of a piece: at most four, of at most 15 bytes each; others are not kept.
  ///
  /// `token` gives the id and the length of the token at a position.
  mutating func insert(
    _ key: PieceKey, count: Int, _ token: (Int) -> (id: TokenID, length: UInt32)
  ) {
    guard count <= Self.largestCount else { return }
    var ids: (UInt64, UInt64) = (0, 0)
    var packedLengths: UInt16 = 0
    for index in 0..<count {
      let (id, length) = token(index)
      guard length <= 15 else { return }
      packedLengths |= UInt16(truncatingIfNeeded: length) << UInt16(4 * index)
      let shifted = UInt64(id) << UInt64(32 * (index & 1))
      if index < 2 { ids.0 |= shifted } else { ids.1 |= shifted }
    }
    growIfNeeded()
    let high = key.high | UInt64(count) << Self.countShift
    place([key.low, high, ids.0, ids.1], packedLengths, at: firstEntry(of: key))
  }

  /// The newest entry of a set is its first; the one that was second gives way.
  private mutating func place(_ entry: [UInt64], _ packedLengths: UInt16, at first: Int) {
    for word in 0..<4 {
      words[first * 4 + 4 + word] = words[first * 4 + word]
      words[first * 4 + word] = entry[word]
    }
    lengths[first + 1] = lengths[first]
    lengths[first] = packedLengths
  }

  @inline(__always)
  private func matches(_ entry: Int, _ key: PieceKey) -> Bool {
    words[entry * 4] == key.low
      && (words[entry * 4 + 1] ^ key.high) & ~(UInt64.max << Self.countShift) == 0
  }

  @inline(__always)
  private func firstEntry(of key: PieceKey) -> Int {
    let hash = ByteKeys.fold(key.low ^ 0x2D35_8DCC_AA6C_78A5, key.high ^ 0x9E37_79B9_7F4A_7C15)
    return 2 * (Int(truncatingIfNeeded: hash ^ hash >> 32) & (setCount - 1))
  }

  private mutating func growIfNeeded() {
    insertions += 1
    guard insertions > setCount, setCount < Self.largestSetCount else { return }
    var larger = PieceCache(setCount: setCount * 4)
    for entry in (0..<setCount * 2).reversed() where words[entry * 4 + 1] != 0 {
      let key = Array(words[entry * 4..<entry * 4 + 4])
      larger.place(key, lengths[entry], at: larger.firstEntry(ofStored: key))
    }
    self = larger
  }

  private func firstEntry(ofStored words: [UInt64]) -> Int {
    var key = PieceKey([0], 0..<1)
    key.low = words[0]
    key.high = words[1] & ~(UInt64.max << Self.countShift)
    return firstEntry(of: key)
  }
}
