/// Scalars spelled as bytes: `\xE3\x81\x82`.
enum RegexBytes {
  /// What stands for bytes that no UTF-8 text contains: a surrogate, which never matches.
  static let unmatchable: UInt32 = 0xD800

  /// How many bytes Oniguruma reads for a scalar that begins with `lead`.
  static func length(lead: UInt8) -> Int {
    switch lead {
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  /// The scalar of as many bytes as the first one asks for, or `nil` for what Oniguruma refuses.
  ///
  /// It takes overlong forms, which no text contains.
  static func scalar(_ bytes: [UInt8]) -> UInt32? {
    guard let lead = bytes.first, lead & 0xC0 != 0x80 else { return nil }
    guard bytes.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return unmatchable }
    return scalar.value
  }
}
