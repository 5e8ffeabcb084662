/// The tokens of a pattern inside of classes.
extension RegexParser {
  mutating func classToken(isRangeEnd: Bool) throws(RegexSyntaxError) -> RegexClassToken {
    if let base = codePointListBase, let token = try listToken(base: base) { return token }
    guard let scalar = current else { return .end }
    position += 1
    switch Unicode.Scalar(scalar) {
    case "]": return .close
    case "-": return .hyphen
    case "\\": return try classEscape(isRangeEnd: isRangeEnd)
    case "[":
      if isNext(":"), let set = try posixBracket() { return .set(set) }
      return .open
    case "&" where isNext("&"):
      position += 1
      return .intersection
    default: return .scalar(scalar, isSingle: scalar < 0x80)
    }
  }

  private mutating func listToken(base: Int) throws(RegexSyntaxError) -> RegexClassToken? {
    _ = skipSeparators()
    if skip("-") { return .hyphen }
    if let scalar = try nextInList(base: base) { return codePoint(scalar) }
    codePointListBase = nil
    return nil
  }

  private func codePoint(_ value: UInt32) -> RegexClassToken {
    .scalar(value, isSingle: value < 0x80)
  }

  private mutating func classEscape(
    isRangeEnd: Bool
  ) throws(RegexSyntaxError) -> RegexClassToken {
    let scalar = try take(.endAtEscape)
    switch Unicode.Scalar(scalar) {
    case "w": return .set(classTypeSet(.word))
    case "W": return .set(classTypeSet(.word).inverted)
    case "d": return .set(classTypeSet(.digit))
    case "D": return .set(classTypeSet(.digit).inverted)
    case "s": return .set(classTypeSet(.space))
    case "S": return .set(classTypeSet(.space).inverted)
    case "h": return .set(classTypeSet(.hexadecimalDigit))
    case "H": return .set(classTypeSet(.hexadecimalDigit).inverted)
    case "p" where isNext("{"), "P" where isNext("{"):
      let isNegated = propertyNegation(scalar)
      let set = try propertySet()
      return .set(isNegated ? set.inverted : set)
    case "x" where current != nil, "o" where current != nil:
      return try numberedClassEscape(scalar, isRangeEnd: isRangeEnd)
    case "u" where current != nil: return try checkedCodePoint(fourDigits(), isRangeEnd)
    case "0", "1", "2", "3", "4", "5", "6", "7":
      position -= 1
      let value = try number(base: 8, limit: 3).value
      if value > 0xFF { throw error(.numberTooBig) }
      return try classBytes(first: UInt8(truncatingIfNeeded: value), base: 8)
    default:
      position -= 1
      return codePoint(try escapedValue())
    }
  }

  private func classTypeSet(_ type: RegexCharacterType) -> ScalarRanges {
    options.isASCII(type) ? RegexSets.of(type).asciiPart : RegexSets.of(type)
  }

  private mutating func numberedClassEscape(
    _ scalar: UInt32, isRangeEnd: Bool
  ) throws(RegexSyntaxError) -> RegexClassToken {
    let base = scalar == 0x78 ? 16 : 8
    if let value = try bracedNumber(base: base) {
      if !skip("}") {
        guard try isClassCodePointList(base: base, isRangeEnd: isRangeEnd) else {
          throw error(.invalidCodePoint)
        }
        codePointListBase = base
      }
      return try checkedCodePoint(value, isRangeEnd)
    }
    if base == 8 || isNext("{") { return codePoint(scalar) }
    let value = try number(base: 16, limit: 2).value
    return try classBytes(first: UInt8(truncatingIfNeeded: value), base: 16)
  }

  /// Only the end of a range may lie beyond what Oniguruma can write as bytes.
  private func checkedCodePoint(
    _ value: UInt32, _ isRangeEnd: Bool
  ) throws(RegexSyntaxError) -> RegexClassToken {
    if value > 0x1F_FFFF && !isRangeEnd { throw error(.invalidCodePoint) }
    return codePoint(value)
  }

  /// A scalar written byte by byte; a single byte from 0x80 on matches no text.
  private mutating func classBytes(
    first: UInt8, base: Int
  ) throws(RegexSyntaxError) -> RegexClassToken {
    var bytes = [first]
    while bytes.count < RegexBytes.length(lead: first) {
      guard let byte = try nextByte(base: base) else { throw error(.incompleteBytes) }
      bytes.append(byte)
    }
    if bytes.count == 1 { return .scalar(UInt32(first), isSingle: true) }
    guard let scalar = RegexBytes.scalar(bytes) else { throw error(.invalidCodePoint) }
    return codePoint(scalar)
  }

  private mutating func nextByte(base: Int) throws(RegexSyntaxError) -> UInt8? {
    let start = position
    guard skip("\\"), base == 8 || (skip("x") && !isNext("{")) else {
      position = start
      return nil
    }
    let number = try number(base: base, limit: base == 16 ? 2 : 3)
    guard base == 16 || number.digits > 0, number.value <= 0xFF else {
      position = start
      return nil
    }
    return UInt8(truncatingIfNeeded: number.value)
  }
}
