/// Eight bytes of a token from some depth on, and how long it is from there.
struct TokenKey: BitwiseCopyable, Sendable {
  /// The first one highest; zeros for what the token does not have.
  var bytes: UInt64
  /// Which token it is.
  var position: UInt32
  /// The number of bytes from the first of these on.
  var length: UInt32

  /// Of keys with the same bytes the shorter token comes first, then the one that stands before
  /// the other in the vocabulary.
  @inline(__always)
  static func precedes(_ left: TokenKey, _ right: TokenKey) -> Bool {
    if left.bytes != right.bytes { return left.bytes < right.bytes }
    // Zeros stand for what a token does not have, and for zeros.
    return left.length != right.length
      ? left.length < right.length : left.position < right.position
  }

  /// One of the eight bytes.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: bytes &>> UInt64(truncatingIfNeeded: 56 &- 8 &* offset))
  }

  /// Ones for the first `count` of eight bytes.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    ~(UInt64.max >> UInt64(truncatingIfNeeded: 8 &* count))
  }
}

/// The tokens of a vocabulary in the order of their bytes, as far as anybody has looked.
///
/// First they are in the order of their first eight bytes; a range of tokens that have these in
/// common can go on to the next eight. Where many are sorted, digits are counted: a quarter of a
/// million tokens take a tenth of the time of `sort`.
struct TokenKeys {
  private(set) var keys: [TokenKey] = []
  private let arena: [UInt8]
  private let starts: [UInt32]

  /// The keys of all tokens at depth 0, in their order.
  init(_ vocabulary: Vocabulary) {
    arena = vocabulary.arena
    starts = vocabulary.starts
    LargeMemory.reserve(vocabulary.count, in: &keys)
    for position in 0..<vocabulary.count {
      keys.append(key(UInt32(truncatingIfNeeded: position), at: 0))
    }
    sort(keys.indices)
  }

  /// Goes on to the next eight bytes of the tokens in `range`, which have the same `depth` bytes.
  mutating func advance(_ range: Range<Int>, to depth: Int) {
    for index in range { keys[index] = key(keys[index].position, at: depth) }
    sort(range)
  }

  /// Puts the tokens in `range` in their final order, and makes a key match nothing where the next
  /// one has the same bytes.
  mutating func finish(_ range: Range<Int>) {
    insert(range)
    for index in range.dropLast()
    where keys[index].bytes == keys[index + 1].bytes && keys[index].length == keys[index + 1].length
      && isEqual(keys[index].position, keys[index + 1].position)
    {
      keys[index].length = .max
    }
  }

  private func isEqual(_ left: UInt32, _ right: UInt32) -> Bool {
    arena[Int(starts[Int(left)])..<Int(starts[Int(left) + 1])]
      == arena[Int(starts[Int(right)])..<Int(starts[Int(right) + 1])]
  }

  @inline(__always)
  private func key(_ token: UInt32, at depth: Int) -> TokenKey {
    let start = Int(starts[Int(token)]) &+ depth
    let length = Int(starts[Int(token) &+ 1]) &- start
    return unsafe arena.withUnsafeBytes { arena in
      let word: UInt64
      if start &+ 8 <= arena.count {
        // SAFETY: eight bytes from `start` on have just been found to be in the arena.
        let bytes = unsafe arena.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        word = bytes.bigEndian & TokenKey.mask(length)
      } else {
        // SAFETY: slicing checks that the part is in the arena.
        let part = unsafe UnsafeRawBufferPointer(rebasing: arena[start..<start + min(length, 8)])
        word = unsafe ByteKeys.word(part).byteSwapped
      }
      return TokenKey(bytes: word, position: token, length: UInt32(truncatingIfNeeded: length))
    }
  }

  // MARK: - Sorting

  /// Up to this many are sorted by inserting, and up to that many by comparing.
  private static let (fewest, few) = (24, 2048)
  private static let digitBits = 11

  private mutating func sort(_ range: Range<Int>) {
    if range.count <= Self.fewest { return insert(range) }
    guard range.count > Self.few else { return keys[range].sort(by: TokenKey.precedes) }
    sortByCounting(range)
    // Zeros that stand for nothing have been counted as those that stand for zeros.
    for index in range.dropFirst()
    where keys[index].bytes == keys[index - 1].bytes
      && keys[index].length < min(keys[index - 1].length, 8)
    {
      return keys[range].sort(by: TokenKey.precedes)
    }
  }

  private mutating func insert(_ range: Range<Int>) {
    unsafe keys.withUnsafeMutableBufferPointer { keys in
      for index in range.dropFirst() {
        // SAFETY: `range` is in bounds, and `place` never goes below its start.
        let key = unsafe keys[index]
        var place = index
        while place > range.lowerBound, unsafe TokenKey.precedes(key, keys[place &- 1]) {
          unsafe keys[place] = keys[place &- 1]
          place &-= 1
        }
        unsafe keys[place] = key
      }
    }
  }

  private mutating func sortByCounting(_ range: Range<Int>) {
    var source = Array(keys[range])
    var sorted = LargeMemory.array(
      repeating: TokenKey(bytes: 0, position: 0, length: 0), count: source.count)
    for shift in stride(from: 0, to: 64, by: Self.digitBits) {
      if Self.sort(source, byDigitAt: UInt64(shift), into: &sorted) { swap(&source, &sorted) }
    }
    guard source.count < keys.count else { return keys = source }
    keys.replaceSubrange(range, with: source)
  }

  /// False when all have the same digit.
  private static func sort(
    _ keys: [TokenKey], byDigitAt shift: UInt64, into sorted: inout [TokenKey]
  ) -> Bool {
    var places = [Int](repeating: 0, count: 1 << digitBits)
    for key in keys { places[digit(key, shift)] += 1 }
    guard let first = keys.first, places[digit(first, shift)] < keys.count else { return false }
    var total = 0
    for digit in places.indices {
      let count = places[digit]
      places[digit] = total
      total += count
    }
    for key in keys {
      let digit = digit(key, shift)
      sorted[places[digit]] = key
      places[digit] += 1
    }
    return true
  }

  @inline(__always)
  private static func digit(_ key: TokenKey, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: key.bytes &>> shift) & ((1 << digitBits) - 1)
  }
}
