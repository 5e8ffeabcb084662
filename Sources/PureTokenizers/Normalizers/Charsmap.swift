/// SentencePiece's compiled table of replacements: a double-array trie of keys, and their texts.
///
/// Layout: the trie's size in bytes; its 32-bit units, little-endian; then UTF-8 texts, each ended
/// by a zero byte. A unit's low byte is the byte that leads to it, bit 8 says that it has a value,
/// and the rest how far its children are; a unit with the top bit set is a value, the place of a
/// text.
struct Charsmap: Sendable {
  /// The compiled form.
  let bytes: [UInt8]
  private let units: [UInt32]
  /// The texts, one after another.
  let texts: [UInt8]

  private static let valueBit: UInt32 = 0x8000_0000

  /// Reads the compiled form; the error says what is wrong with it.
  init(_ bytes: [UInt8]) throws(CharsmapError) {
    guard bytes.count >= 4 else { throw CharsmapError("too short (at least 4 bytes)") }
    let size = Int(Self.unit(bytes, at: 0))
    guard size % 4 == 0, size > 0, size <= bytes.count - 4 else {
      throw CharsmapError("the trie does not fit (its size in bytes, then as many bytes)")
    }
    self.bytes = bytes
    units = stride(from: 4, to: 4 + size, by: 4).map { Self.unit(bytes, at: $0) }
    texts = Array(bytes[(4 + size)...])
    guard Self.isUTF8(texts) else { throw CharsmapError("the texts are not UTF-8") }
    for (position, unit) in units.enumerated() where unit & Self.valueBit == 0 {
      try validate(unit, at: position)
    }
  }

  /// A unit that has a value must lead to one that is the place of a text.
  private func validate(_ unit: UInt32, at position: Int) throws(CharsmapError) {
    guard unit & 0x100 != 0 else { return }
    let child = position ^ Self.offset(unit)
    guard child < units.count else { throw CharsmapError("a unit points outside of the trie") }
    let place = Int(units[child] & ~Self.valueBit)
    guard place < texts.count, texts[place] & 0xC0 != 0x80 else {
      throw CharsmapError("a value is not the place of a text")
    }
  }

  /// The text for the shortest key that `range` of `text` begins with, as a range of `texts`.
  func replacement(in text: [UInt8], range: Range<Int>) -> Range<Int>? {
    var position = Self.offset(units[0])
    for index in range {
      let byte = text[index]
      guard byte != 0 else { return nil }
      position ^= Int(byte)
      guard position < units.count else { return nil }
      let unit = units[position]
      guard unit & (Self.valueBit | 0xFF) == UInt32(byte) else { return nil }
      position ^= Self.offset(unit)
      guard unit & 0x100 == 0 else { return textRange(at: position) }
    }
    return nil
  }

  private func textRange(at position: Int) -> Range<Int>? {
    guard position < units.count else { return nil }
    let start = Int(units[position] & ~Self.valueBit)
    guard start < texts.count else { return nil }
    let end = texts[start...].firstIndex(of: 0) ?? texts.count
    return start..<end
  }

  private static func offset(_ unit: UInt32) -> Int {
    Int((unit >> 10) << ((unit & 0x200) >> 6))
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      let length = UTF8Scalars.validLength(in: bytes, at: index)
      guard length > 0 else { return false }
      index += length
    }
    return true
  }

  private static func unit(_ bytes: [UInt8], at index: Int) -> UInt32 {
    UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
  }
}

/// What is wrong with a compiled table of replacements.
struct CharsmapError: Error {
  let problem: String
  init(_ problem: String) { self.problem = problem }
}
