/// What a backslash begins outside of classes.
extension RegexParser {
  mutating func escape() throws(RegexSyntaxError) -> RegexToken {
    let scalar = try take(.endAtEscape)
    if let token = Self.simpleEscape(scalar, options) { return token }
    switch Unicode.Scalar(scalar) {
    case "o", "x": return try numberedEscape(scalar)
    case "u" where current != nil: return .codePoint(try literalScalar(try fourDigits()))
    case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": return try digitEscape(scalar)
    case "k": return try namedReference()
    case "g" where isNext("<") || isNext("'"):
      throw error(.unsupported("subexpression calls"))
    case "p" where isNext("{"), "P" where isNext("{"):
      return .property(isNegated: propertyNegation(scalar))
    default:
      position -= 1
      let value = try escapedValue()
      return value == scalar ? .literal(scalar) : .codePoint(value)
    }
  }

  private static func simpleEscape(_ scalar: UInt32, _ options: RegexOptions) -> RegexToken? {
    switch Unicode.Scalar(scalar) {
    case "w": .type(.word, isNegated: false)
    case "W": .type(.word, isNegated: true)
    case "d": .type(.digit, isNegated: false)
    case "D": .type(.digit, isNegated: true)
    case "s": .type(.space, isNegated: false)
    case "S": .type(.space, isNegated: true)
    case "h": .type(.hexadecimalDigit, isNegated: false)
    case "H": .type(.hexadecimalDigit, isNegated: true)
    case "b": .assertion(options.isASCII(.word) ? .asciiWordBoundary : .wordBoundary)
    case "B": .assertion(options.isASCII(.word) ? .notASCIIWordBoundary : .notWordBoundary)
    case "y": .assertion(.graphemeBoundary)
    case "Y": .assertion(.notGraphemeBoundary)
    case "A": .assertion(.textStart)
    case "Z": .assertion(.textEndOrLastNewline)
    case "z": .assertion(.textEnd)
    case "G": .assertion(.searchStart)
    case "K": .keep
    case "R": .lineBreak
    case "N": .notNewline
    case "O": .anyScalar
    case "X": .grapheme
    default: nil
    }
  }

  /// `\x41`, `\x{41}`, `\x{41 42}`, `\o{101}`.
  private mutating func numberedEscape(
    _ scalar: UInt32
  ) throws(RegexSyntaxError) -> RegexToken {
    let base = scalar == 0x78 ? 16 : 8
    if let value = try bracedNumber(base: base) {
      if !skip("}") {
        guard try isCodePointList(base: base) else { throw error(.invalidCodePoint) }
        codePointListBase = base
      }
      return .codePoint(try literalScalar(value))
    }
    if base == 8 || current == nil || isNext("{") { return .literal(scalar) }
    let value = try number(base: 16, limit: 2).value
    return .byte(UInt8(truncatingIfNeeded: value), base: 16)
  }

  /// `{` and the number after it; `nil`, and nothing read, when there is none.
  mutating func bracedNumber(base: Int) throws(RegexSyntaxError) -> UInt32? {
    let start = position
    guard skip("{") else { return nil }
    let number = try number(base: base, limit: base == 16 ? 8 : 11)
    if let next = current, Self.digit(next, base: base == 16 ? 16 : 10) != nil {
      throw error(.codePointTooLong)
    }
    guard number.digits > 0 else {
      position = start
      return nil
    }
    if current == nil { throw error(.invalidCodePoint) }
    return number.value
  }

  /// Exactly four hexadecimal digits.
  mutating func fourDigits() throws(RegexSyntaxError) -> UInt32 {
    let number = try number(base: 16, limit: 4)
    if number.digits < 4 { throw error(.invalidCodePoint) }
    return number.value
  }

  /// A scalar that Oniguruma can write as bytes.
  func literalScalar(_ value: UInt32) throws(RegexSyntaxError) -> UInt32 {
    if value > 0x13_FFFF { throw error(.invalidCodePoint) }
    return value > 0x10_FFFF ? RegexBytes.unmatchable : value
  }

  /// `\1` is a reference when there is such a group, or below 10; else octal.
  private mutating func digitEscape(_ scalar: UInt32) throws(RegexSyntaxError) -> RegexToken {
    position -= 1
    let start = position
    if scalar != 0x30, let number = decimal(), number <= 1000,
      number <= groupCount || number <= 9
    {
      return .backreference(try reference(toGroup: number))
    }
    position = start
    if scalar == 0x38 || scalar == 0x39 {
      position += 1
      return .literal(scalar)
    }
    if scalar == 0x30 { position += 1 }
    // Only in a class Oniguruma minds that `\400` is no byte.
    let value = try number(base: 8, limit: scalar == 0x30 ? 2 : 3).value
    return .byte(UInt8(truncatingIfNeeded: value), base: 8)
  }

  /// After `\p` or `\P`: the brace and a circumflex.
  mutating func propertyNegation(_ scalar: UInt32) -> Bool {
    position += 1
    return (scalar == 0x50) != skip("^")
  }

  /// `\n`, `\cx`, `\C-x`, `\M-x`, or the character itself.
  mutating func escapedValue() throws(RegexSyntaxError) -> UInt32 {
    let scalar = try take(.endAtEscape)
    switch Unicode.Scalar(scalar) {
    case "M":
      guard try take(.endAtMeta) == 0x2D else { throw error(.invalidMeta) }
      var value = try take(.endAtMeta)
      if value == 0x5C { value = try escapedValue() }
      return value & 0xFF | 0x80
    case "C":
      guard try take(.endAtControl) == 0x2D else { throw error(.invalidControl) }
      return try controlValue()
    case "c": return try controlValue()
    case "n": return 0x0A
    case "t": return 0x09
    case "r": return 0x0D
    case "f": return 0x0C
    case "a": return 0x07
    case "b": return 0x08
    case "e": return 0x1B
    case "v": return 0x0B
    default: return scalar
    }
  }

  private mutating func controlValue() throws(RegexSyntaxError) -> UInt32 {
    var value = try take(.endAtControl)
    if value == 0x3F { return 0x7F }
    if value == 0x5C { value = try escapedValue() }
    return value & 0x9F
  }
}
