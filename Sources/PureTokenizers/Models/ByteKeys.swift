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
    let mixed = fold(first ^ 0x2D35_8DCC_AA6C_78A5, state ^ last ^ 0x8BB8_4B93_962E_ACC9)
    return fold(mixed ^ 0x9E37_79B9_7F4A_7C15, state ^ 0x4B33_A62E_D433_D4A3)
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

  /// Up to eight bytes as one number, different for different bytes of the same count.
  @inline(__always)
  static func word(_ key: UnsafeRawBufferPointer) -> UInt64 {
    let count = key.count
    // SAFETY: each branch loads within the `count` it has just tested.
    if count >= 8 { return unsafe load(key, at: 0) }
    if count >= 4 {
      let first = unsafe key.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = unsafe key.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(first) | UInt64(last) &<< 32
    }
    if count == 0 { return 0 }
    let (first, middle, last) = unsafe (key[0], key[count &>> 1], key[count &- 1])
    return UInt64(first) | UInt64(middle) &<< 8 | UInt64(last) &<< 16
  }

  @inline(__always)
  private static func load(_ key: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    unsafe key.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Multiplies, and folds the upper half of the product onto the lower one.
  @inline(__always)
  static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
