extension UTF8Scalars {
  /// Where the first byte stands that begins no well-formed sequence, or nil when all is UTF-8.
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      let length = validLength(in: bytes, at: index)
      guard length > 0 else { return index }
      index += length
    }
    return nil
  }

  /// The length of the well-formed sequence that begins at `index`, or 0 when none does.
  ///
  /// Overlong forms, surrogates and values above U+10FFFF are not well-formed.
  @inline(__always)
  static func validLength(in bytes: [UInt8], at index: Int) -> Int {
    let lead = bytes[index]
    if lead < 0x80 { return 1 }
    return validMultiByteLength(in: bytes, at: index, lead: lead)
  }

  private static func validMultiByteLength(in bytes: [UInt8], at index: Int, lead: UInt8) -> Int {
    let length = length(lead: lead)
    guard length > 1, lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return 0 }
    guard secondByteRange(lead: lead).contains(bytes[index + 1]) else { return 0 }
    if length > 2, bytes[index + 2] & 0xC0 != 0x80 { return 0 }
    if length > 3, bytes[index + 3] & 0xC0 != 0x80 { return 0 }
    return length
  }

  private static func secondByteRange(lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
