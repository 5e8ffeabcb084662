/// Constants and the one operation that the standard library's vectors lack.
enum Vector {
  static let caseBit = SIMD16<UInt8>(repeating: 0x20)
  static let letterA = SIMD16<UInt8>(repeating: 0x61)
  static let alphabet = SIMD16<UInt8>(repeating: 26)
  static let zero = SIMD16<UInt8>(repeating: 0x30)
  static let ten = SIMD16<UInt8>(repeating: 10)
  static let blank = SIMD16<UInt8>(repeating: 0x20)
  static let tab = SIMD16<UInt8>(repeating: 9)
  static let five = SIMD16<UInt8>(repeating: 5)
  static let lineFeed = SIMD16<UInt8>(repeating: 0x0A)
  static let carriageReturn = SIMD16<UInt8>(repeating: 0x0D)
  static let apostrophe = SIMD16<UInt8>(repeating: 0x27)
  static let high = SIMD16<UInt8>(repeating: 0x80)

  static let firstSeen = SIMD16<UInt8>(repeating: 0x21)
  static let seenCount = SIMD16<UInt8>(repeating: 0x5E)
  static let chineseLead = SIMD16<UInt8>(repeating: 0xE5)

  private static let weights = SIMD16<UInt8>(
    1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)

  /// Bit *i* tells whether lane *i* of `mask` is true.
  ///
  /// The lanes are weighted with powers of two and summed by a multiplication, eight at a time.
  @inline(__always)
  static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let lanes = unsafe unsafeBitCast(mask, to: SIMD16<UInt8>.self) & weights
    let halves = unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
    let low = (halves[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (halves[1] &* 0x0101_0101_0101_0101) &>> 56
    return low | high &<< 8
  }
}
