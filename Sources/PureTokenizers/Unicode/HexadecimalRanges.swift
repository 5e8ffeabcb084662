/// Reads the tables of `Unicode/Generated`: text in one literal, which compiles fast and gives
/// readable differences when Unicode moves.
enum HexadecimalRanges {
  /// Inclusive ranges of hexadecimal numbers, separated by spaces: `"41-5A 61"`.
  static func parse(_ text: StaticString) -> [ClosedRange<UInt32>] {
    var ranges: [ClosedRange<UInt32>] = []
    var reader = TableReader(text)
    while let lower = reader.hexadecimal() {
      let upper = reader.skip("-") ? reader.hexadecimal() ?? lower : lower
      ranges.append(lower...Swift.max(lower, upper))
      reader.skipSpaces()
    }
    return ranges
  }
}

/// A cursor over a table literal.
struct TableReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: StaticString) {
    bytes = text.withUTF8Buffer { unsafe Array($0) }
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { position >= bytes.count }

  /// The next byte, without moving on.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The hexadecimal number at the cursor, if there is one.
  mutating func hexadecimal() -> UInt32? {
    var value: UInt32?
    while let byte = next, let digit = Self.digit(byte) {
      value = (value ?? 0) << 4 | digit
      position += 1
    }
    return value
  }

  /// Moves over `character` and says whether it was there.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  /// Moves over spaces and line ends.
  mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || byte == 0x0A { position += 1 }
  }

  /// The characters up to the next space or line end, or the end.
  mutating func word() -> String {
    let start = position
    while let byte = next, byte != 0x20, byte != 0x0A { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    default: nil
    }
  }
}
