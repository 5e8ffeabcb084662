extension JSONScanner {
  /// Scans a string, checks its escapes and its UTF-8, and leaves the decoding for later.
  mutating func scanString() throws(TokenizerError) {
    let start = index
    var hasEscapes = false
    index += 1
    while true {
      skipPlainBytes()
      guard index < bytes.count else { throw unexpectedEnd("a closing quote") }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { break }
      if byte >= 0x80 {
        index += try lengthOfMultiByteScalar()
      } else if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try scanEscape()
      } else {
        throw problem("a control character in a string (an escape such as \\n)")
      }
    }
    append(UInt32(truncatingIfNeeded: start))
    append(UInt32(truncatingIfNeeded: (index - start - 1) << 1 | (hasEscapes ? 1 : 0)))
    index += 1
  }

  /// Moves on to a quote, a backslash, a control character or a byte above ASCII.
  @inline(__always)
  private mutating func skipPlainBytes() {
    index = unsafe bytes.withUnsafeBufferPointer { text in
      guard var cursor = unsafe TextCursor(text, at: index) else { return index }
      repeat {
        let length = TextCursor.plainLength(cursor.word(at: cursor.index))
        cursor.index += length
        if length < 8, !cursor.take(0x20) { break }
      } while true
      return cursor.index
    }
  }

  /// The length of the scalar at `index`; overlong forms and surrogates are not UTF-8.
  private func lengthOfMultiByteScalar() throws(TokenizerError) -> Int {
    let length = UTF8Scalars.validLength(in: bytes, at: index)
    guard length > 0 else { throw problem("not UTF-8") }
    return length
  }

  private mutating func scanEscape() throws(TokenizerError) {
    guard index + 1 < bytes.count else { throw unexpectedEnd("an escape") }
    switch bytes[index + 1] {
    case UInt8(ascii: "u"): try scanUnicodeEscape()
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 2
    default:
      index += 1
      throw unexpected(bytes[index], "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
    }
  }

  private mutating func scanUnicodeEscape() throws(TokenizerError) {
    let first = try scanHexDigits()
    guard first & 0xF800 == 0xD800 else { return }
    guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u"), try scanHexDigits() & 0xFC00 == 0xDC00
    else { throw problem("half of a surrogate pair (both halves)") }
  }

  /// Reads `\uXXXX`.
  private mutating func scanHexDigits() throws(TokenizerError) -> UInt32 {
    var value: UInt32 = 0
    index += 2
    for _ in 0..<4 {
      guard index < bytes.count else { throw unexpectedEnd("four hexadecimal digits") }
      guard let digit = bytes[index].hexDigit else {
        throw unexpected(bytes[index], "four hexadecimal digits")
      }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  /// Scans a number; one that no `Double` can hold is an error.
  mutating func scanNumber() throws(TokenizerError) {
    let start = index
    append(UInt32(truncatingIfNeeded: start))
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "0") {
      index += 1
      if index < bytes.count, bytes[index].isDigit { throw problem("a leading zero") }
    } else {
      try scanDigits()
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      try scanDigits()
    }
    let hasExponent = index < bytes.count && bytes[index] | 0x20 == UInt8(ascii: "e")
    if hasExponent {
      index += 1
      if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      try scanDigits()
    }
    // Without an exponent it takes more than 300 digits to get out of range.
    guard hasExponent || index - start > 300, JSONNumber(bytes, at: start).double == nil else {
      return
    }
    throw problem("a number out of range (at most about 1.8e308)")
  }

  private mutating func scanDigits() throws(TokenizerError) {
    guard index < bytes.count else { throw unexpectedEnd("a digit") }
    guard bytes[index].isDigit else { throw unexpected(bytes[index], "a digit") }
    while index < bytes.count, bytes[index].isDigit { index += 1 }
  }
}

extension UInt8 {
  /// Whether this is an ASCII digit.
  var isDigit: Bool { self &- 0x30 < 10 }

  /// The value of an ASCII hexadecimal digit.
  var hexDigit: UInt32? {
    if isDigit { return UInt32(self) - 0x30 }
    let lowered = self | 0x20
    guard lowered >= UInt8(ascii: "a"), lowered <= UInt8(ascii: "f") else { return nil }
    return UInt32(lowered) - 0x57
  }
}
