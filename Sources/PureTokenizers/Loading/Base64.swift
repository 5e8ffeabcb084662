/// Base 64 in the standard alphabet, padded (RFC 4648, section 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// What each character stands for; `none` for those that stand for nothing.
  private static let digits: [UInt8] = {
    var digits = [UInt8](repeating: none, count: 256)
    for (digit, character) in alphabet.enumerated() {
      digits[Int(character)] = UInt8(truncatingIfNeeded: digit)
    }
    return digits
  }()
  private static let none: UInt8 = 0x80

  /// The bytes that `text` stands for; nil when it is not padded base 64 with clear spare bits.
  ///
  /// Four characters at a time: a tenth of the time of one by one, which was one in fifteen parts
  /// of loading T5.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).reversed().prefix { $0 == 0x3D }.count
    let digits = digits
    var result = Pile<UInt8>(capacity: text.count / 4 * 3 + 8)
    var all: UInt8 = 0
    for start in stride(from: 0, to: text.count, by: 4) {
      let count = start + 4 == text.count ? 4 - padding : 4
      var bits: UInt64 = 0
      for place in 0..<4 {
        let digit = place < count ? digits[Int(text[start + place])] : 0
        all |= digit
        bits = bits << 6 | UInt64(digit)
      }
      guard bits & (1 << UInt64(32 - 8 * count) - 1) == 0 else { return nil }
      result.append((bits << 40).byteSwapped, length: count - 1)
    }
    return all & none == 0 ? result.array : nil
  }

  /// `bytes` as text.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<Swift.min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : 0x3D)
      }
    }
    return result
  }
}
