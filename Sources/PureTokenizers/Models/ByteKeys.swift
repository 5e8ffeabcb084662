/// Hashing and comparing short runs of bytes, eight at a time.
///
/// Tokens and words are a handful of bytes long. A byte-wise hash such as FNV-1a takes a
/// multiplication per byte; this one takes two for any key of up to 16 bytes.
enum ByteKeys {
  /// A hash of `key`, good in its high and its low bits alike.
  ///
  /// `seed` differs from one table to the next, so that no file can be made to collide.
  @inline(__always)
  static func hash(_ key: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: key.count)
    var first: UInt64
    var last: UInt64
    if key.count <= 8 {
      first = unsafe word(key)
      last = 0
    } else {
      // SAFETY: there are at least nine bytes, and every load ends at or before the last one.
      unsafe first = load(key, at: 0)
      unsafe last = load(key, at: key.count &- 8)
      var index = 8
      while index &+ 8 < key.count {
        state = fold(first ^ 0x9E37_79B9_7F4A_7C15, state ^ 0xE703_7ED1_A0B4_28DB)
        first = unsafe load(key, at: index)
        index &+= 8
      }
    }
    return hash(first, last, state: state)
  }

  /// The same for a key of at most sixteen bytes, behind the beginning of which there are as many
  /// to read: without a branch, because keys are now short and now long.
  @inline(__always)
  static func hash(readable key: UnsafeRawPointer, count: Int, seed: UInt64) -> UInt64 {
    let whole = unsafe UnsafeRawBufferPointer(start: key, count: 16)
    let first = unsafe load(whole, at: 0) & mask(count)
    let last = unsafe load(whole, at: max(count &- 8, 0)) & (count > 8 ? ~0 : 0)
    return hash(first, last, state: seed ^ UInt64(truncatingIfNeeded: count))
  }

  @inline(__always)
  private static func hash(_ first: UInt64, _ last: UInt64, state: UInt64) -> UInt64 {
    let mixed = fold(first ^ 0x2D35_8DCC_AA6C_78A5, state ^ last ^ 0x8BB8_4B93_962E_ACC9)
    return fold(mixed ^ 0x9E37_79B9_7F4A_7C15, state ^ 0x4B33_A62E_D433_D4A3)
  }

  /// Whether `count` bytes, at most sixteen, are the same; sixteen can be read on both sides.
  @inline(__always)
  static func equal(
    readable left: UnsafeRawPointer, _ right: UnsafeRawPointer, count: Int
  ) -> Bool {
    let lefts = unsafe UnsafeRawBufferPointer(start: left, count: 16)
    let rights = unsafe UnsafeRawBufferPointer(start: right, count: 16)
    let first = unsafe (load(lefts, at: 0) ^ load(rights, at: 0)) & mask(count)
    let second = unsafe (load(lefts, at: 8) ^ load(rights, at: 8)) & mask(count &- 8)
    return first | second == 0
  }

  /// Ones for the first `count` of eight bytes; none when it is negative.
  @inline(__always)
  private static func mask(_ count: Int) -> UInt64 {
    UInt64.max >> UInt64(truncatingIfNeeded: 64 &- 8 &* min(max(count, 0), 8))
  }

  /// The token at `position` of a vocabulary.
  @inline(__always)
  static func key(
    _ arena: UnsafeRawBufferPointer, at position: Int, _ starts: [UInt32]
  ) -> UnsafeRawBufferPointer {
    // SAFETY: slicing checks that the token is in the arena.
    unsafe UnsafeRawBufferPointer(
      rebasing: arena[Int(starts[position])..<Int(starts[position + 1])])
  }

  /// Whether the two are the same bytes.
  @inline(__always)
  static func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    if left.count <= 8 { return unsafe word(left) == word(right) }
    var index = 0
    // SAFETY: both have the same count, more than eight, and every load ends within it.
    while index &+ 8 < left.count {
      guard unsafe load(left, at: index) == load(right, at: index) else { return false }
      index &+= 8
    }
    return unsafe load(left, at: left.count &- 8) == load(right, at: left.count &- 8)
  }

  /// Up to eight bytes as one number, the first one lowest, padded with zeros.
  @inline(__always)
  static func word(_ key: UnsafeRawBufferPointer) -> UInt64 {
    let count = key.count
    // SAFETY: each branch loads within the `count` it has just tested.
    if count >= 8 { return unsafe load(key, at: 0) }
    if count >= 4 {
      let first = unsafe key.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = unsafe key.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      let rest = UInt64(last.littleEndian) >> UInt64(8 &* (8 &- count))
      return UInt64(first.littleEndian) | rest &<< 32
    }
    if count == 0 { return 0 }
    let middle = count &>> 1
    return unsafe UInt64(key[0]) | UInt64(key[middle]) &<< UInt64(8 &* middle)
      | UInt64(key[count &- 1]) &<< UInt64(8 &* (count &- 1))
  }

  @inline(__always)
  private static func load(_ key: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    unsafe key.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
  }

  /// Multiplies, and folds the upper half of the product onto the lower one.
  @inline(__always)
  static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
