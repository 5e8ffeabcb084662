/// Constants of vectors of sixteen bytes; `Vector+Intrinsics` has what is done with them.
///
/// The constants are computed, because stored ones would be looked up by `swift_once` each time.
enum Vector {
  static var caseBit: SIMD16<UInt8> { SIMD16(repeating: 0x20) }
  static var letterA: SIMD16<UInt8> { SIMD16(repeating: 0x61) }
  static var upperA: SIMD16<UInt8> { SIMD16(repeating: 0x41) }
  static var alphabet: SIMD16<UInt8> { SIMD16(repeating: 26) }
  static var zero: SIMD16<UInt8> { SIMD16(repeating: 0x30) }
  static var ten: SIMD16<UInt8> { SIMD16(repeating: 10) }
  static var blank: SIMD16<UInt8> { SIMD16(repeating: 0x20) }
  static var tab: SIMD16<UInt8> { SIMD16(repeating: 9) }
  static var five: SIMD16<UInt8> { SIMD16(repeating: 5) }
  static var lineFeed: SIMD16<UInt8> { SIMD16(repeating: 0x0A) }
  static var carriageReturn: SIMD16<UInt8> { SIMD16(repeating: 0x0D) }
  static var apostrophe: SIMD16<UInt8> { SIMD16(repeating: 0x27) }
  static var slash: SIMD16<UInt8> { SIMD16(repeating: 0x2F) }
  static var high: SIMD16<UInt8> { SIMD16(repeating: 0x80) }

  static var firstSeen: SIMD16<UInt8> { SIMD16(repeating: 0x21) }
  static var seenCount: SIMD16<UInt8> { SIMD16(repeating: 0x5E) }
  static var chineseLead: SIMD16<UInt8> { SIMD16(repeating: 0xE5) }
  /// U+4E00 is E4 B8 80.
  static var firstChineseLead: SIMD16<UInt8> { SIMD16(repeating: 0xE4) }
  static var firstChineseTrail: SIMD16<UInt8> { SIMD16(repeating: 0xB8) }

  private static var weights: SIMD16<UInt8> {
    SIMD16(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
  }

  /// `bits` in plain Swift: the lanes are weighted with powers of two and summed by a
  /// multiplication, eight at a time.
  @inline(__always)
  static func portableBits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let lanes = unsafe unsafeBitCast(mask, to: SIMD16<UInt8>.self) & weights
    let halves = unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
    let low = (halves[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (halves[1] &* 0x0101_0101_0101_0101) &>> 56
    return low | high &<< 8
  }
}
