/// The bytes that a stream has to keep, the last of which may be the beginning of a character.
struct StreamedText: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Up to where the bytes are known to be whole characters.
  private(set) var validated = 0
  /// Where in the stream `bytes` begin; below 0 when they begin with text that was put in front.
  private var offset = 0

  /// Adds bytes.
  mutating func append(_ new: some Sequence<UInt8>) throws(TokenizerError) {
    bytes.append(contentsOf: new)
    if let invalid = UTF8Scalars.firstInvalidByte(in: bytes, from: validated) {
      guard UTF8Scalars.beginsScalar(bytes[invalid...]) else { throw invalidUTF8(at: invalid) }
      validated = invalid
    } else {
      validated = bytes.count
    }
  }

  /// Adds a text.
  mutating func append(string new: some StringProtocol) throws(TokenizerError) {
    guard validated == bytes.count else { return try append(new.utf8) }
    bytes.append(contentsOf: new.utf8)
    validated = bytes.count
  }

  /// Checks that no character is incomplete.
  func finish() throws(TokenizerError) {
    guard validated == bytes.count else { throw invalidUTF8(at: validated) }
  }

  /// Takes out the text up to `place`, and puts `beginning`, which ends there, in its stead.
  mutating func take(upTo place: Int, leaving beginning: [UInt8]) -> [UInt8] {
    var taken = bytes
    bytes = beginning + bytes[place...]
    taken.removeSubrange(place...)
    validated -= place - beginning.count
    offset += place - beginning.count
    return taken
  }

  private func invalidUTF8(at index: Int) -> TokenizerError {
    .invalidUTF8(byteOffset: offset + index)
  }
}

extension UTF8Scalars {
  /// Whether bytes are the beginning of a character, but not the whole.
  static func beginsScalar(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let lead = bytes.first, bytes.count < length(lead: lead) else { return false }
    // What may follow the first byte differs; one of these may.
    return ([0x80, 0x90, 0xA0] as [UInt8]).contains { next in
      var whole = Array(bytes)
      whole += repeatElement(next, count: length(lead: lead) - bytes.count)
      return validLength(in: whole, at: 0) == whole.count
    }
  }

  /// Where, from `start` on, the first byte stands that begins no well-formed sequence, or nil.
  static func firstInvalidByte(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while true {
      index = unsafe bytes.withUnsafeBytes { buffer in
        var index = index
        // SAFETY: eight bytes from `index` on are in the buffer.
        while index + 8 <= buffer.count,
          unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            & 0x8080_8080_8080_8080 == 0
        { index += 8 }
        return index
      }
      let end = min(index + 64, bytes.count)
      guard index < end else { return nil }
      while index < end {
        let length = validLength(in: bytes, at: index)
        guard length > 0 else { return index }
        index += length
      }
    }
  }
}
