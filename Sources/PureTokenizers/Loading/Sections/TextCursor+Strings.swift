/// A string as `TextCursor` has read it.
enum PlainString {
  /// Its bytes are those of the text.
  case verbatim
  /// It has escapes, or spaces.
  case other
}

extension TextCursor {
  /// Reads a string whose opening quote has been passed, and piles up its bytes.
  ///
  /// Nil when it is not well-formed, or has half of a surrogate pair.
  @inline(__always)
  mutating func readString(into bytes: inout Pile<UInt8>) -> PlainString? {
    var kind = PlainString.verbatim
    while true {
      let word = word(at: index)
      let length = Self.plainLength(word)
      bytes.append(word, length: length)
      index &+= length
      guard length < 8 else { continue }
      let byte = UInt8(truncatingIfNeeded: word &>> UInt64(8 &* length))
      if byte == UInt8(ascii: "\"") {
        index &+= 1
        return kind
      }
      if byte >= 0x80 {
        guard readScalars(into: &bytes) else { return nil }
      } else {
        kind = .other
        guard readOther(byte, into: &bytes) else { return nil }
      }
    }
  }

  /// Reads scalars above ASCII as far as they go.
  @inline(__always)
  private mutating func readScalars(into bytes: inout Pile<UInt8>) -> Bool {
    while byte >= 0x80 {
      let word = word(at: index)
      let length = scalarLength(word)
      guard length > 0 else { return false }
      bytes.append(word, length: length)
      index &+= length
    }
    return true
  }

  @inline(never)
  private mutating func readOther(_ byte: UInt8, into bytes: inout Pile<UInt8>) -> Bool {
    index += 1
    switch byte {
    case 0x20: bytes.append(0x20)
    case UInt8(ascii: "\\"): return readEscape(into: &bytes)
    default: return false
    }
    return true
  }

  private mutating func readEscape(into bytes: inout Pile<UInt8>) -> Bool {
    let letter = byte
    index += 1
    switch letter {
    case UInt8(ascii: "u"): return readUnicodeEscape(into: &bytes)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      bytes.append(JSONDocument.escaped(letter))
      return true
    default: return false
    }
  }

  /// Reads the digits of `\uXXXX`; surrogates are left to those who know more.
  private mutating func readUnicodeEscape(into bytes: inout Pile<UInt8>) -> Bool {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = byte.hexDigit else { return false }
      value = value << 4 | digit
      index += 1
    }
    guard value & 0xF800 != 0xD800 else { return false }
    var scalar: [UInt8] = []
    scalar.append(scalar: value)
    for byte in scalar { bytes.append(byte) }
    return true
  }

  /// Reads an integer from 0 to 2³²−1 and moves on to what comes after it; nil for other numbers.
  @inline(__always)
  mutating func readTokenID() -> TokenID? {
    let startsWithZero = byte == UInt8(ascii: "0")
    var value: UInt64 = 0
    let count = readDigits(into: &value)
    guard count == 1 || (2...10).contains(count) && !startsWithZero, value <= UInt64(UInt32.max)
    else { return nil }
    return TokenID(truncatingIfNeeded: value)
  }
}
