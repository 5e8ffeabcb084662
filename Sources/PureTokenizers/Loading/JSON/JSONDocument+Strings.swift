extension JSONDocument {
  /// The UTF-8 bytes of a string, escapes replaced.
  func decoded(_ string: JSONString) -> [UInt8] {
    guard string.hasEscapes else { return Array(bytes[string.range]) }
    var result: [UInt8] = []
    appendDecoded(string, to: &result)
    return result
  }

  /// Appends the UTF-8 bytes of a string, escapes replaced.
  func appendDecoded(_ string: JSONString, to result: inout [UInt8]) {
    guard string.hasEscapes else {
      result.append(contentsOf: bytes[string.range])
      return
    }
    var index = string.start
    while index < string.end {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < string.end {
        index = appendEscape(at: index, to: &result)
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
  }

  /// Whether a string is `text`.
  func equals(_ string: JSONString, _ text: String) -> Bool {
    if string.hasEscapes { return decoded(string).elementsEqual(text.utf8) }
    guard string.end - string.start == text.utf8.count else { return false }
    return bytes[string.range].elementsEqual(text.utf8)
  }

  /// The same for a constant: equal when `string` is written without escapes.
  func equals(_ string: JSONString, _ text: StaticString) -> Bool {
    guard !string.hasEscapes, string.end - string.start == text.utf8CodeUnitCount else {
      return false
    }
    return text.withUTF8Buffer { text in
      unsafe bytes.withUnsafeBytes { bytes in
        // SAFETY: slicing checks the range; the count of both is the same.
        let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[string.range])
        return unsafe ByteKeys.equal(part, UnsafeRawBufferPointer(text))
      }
    }
  }

  /// Decodes one escape, which the scanner has checked; the position after it.
  private func appendEscape(at index: Int, to result: inout [UInt8]) -> Int {
    guard bytes[index + 1] == UInt8(ascii: "u") else {
      result.append(Self.escaped(bytes[index + 1]))
      return index + 2
    }
    let first = hexDigits(at: index + 2)
    guard first & 0xFC00 == 0xD800 else {
      result.append(scalar: first)
      return index + 6
    }
    let second = hexDigits(at: index + 8)
    result.append(scalar: 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
    return index + 12
  }

  private func hexDigits(at index: Int) -> UInt32 {
    bytes[index..<Swift.min(index + 4, bytes.count)].reduce(0) { $0 << 4 | ($1.hexDigit ?? 0) }
  }

  /// The byte that an escape of one letter stands for.
  static func escaped(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }
}
