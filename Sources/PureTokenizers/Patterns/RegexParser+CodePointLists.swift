/// Several numbers in one escape: `\x{41 42 43}`, and in classes `\x{41-5A 61}`.
extension RegexParser {
  private static func separates(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == 0x0A }

  /// Whether a well-formed list follows the first number, up to `}`.
  func isCodePointList(base: Int) throws(RegexSyntaxError) -> Bool {
    var lookahead = self
    var count = 0
    while true {
      guard lookahead.skipSeparators() || lookahead.isNext("}") else {
        throw error(.invalidCodePoint)
      }
      if lookahead.skip("}") { return count > 0 }
      try lookahead.listNumber(base: base)
      count += 1
    }
  }

  /// As above for a class, where ranges are allowed; `isRangeEnd` when the first number is one.
  func isClassCodePointList(
    base: Int, isRangeEnd: Bool
  ) throws(RegexSyntaxError) -> Bool {
    var lookahead = self
    var count = 0
    var mayRange = !isRangeEnd
    var isOpen = false
    while true {
      let isSeparated = lookahead.skipSeparators()
      if lookahead.skip("}") {
        if isOpen { throw error(.invalidCodePoint) }
        return count > 0
      }
      if lookahead.skip("-") {
        guard mayRange, !isOpen else { throw error(.invalidCodePoint) }
        isOpen = true
        continue
      }
      guard isSeparated || isOpen else { throw error(.invalidCodePoint) }
      try lookahead.listNumber(base: base)
      count += 1
      mayRange = !isOpen
      isOpen = false
    }
  }

  private mutating func listNumber(base: Int) throws(RegexSyntaxError) {
    let number = try number(base: base, limit: base == 16 ? 8 : 11)
    if number.digits == 0 { throw error(.invalidCodePoint) }
    if let next = current, Self.digit(next, base: base) != nil { throw error(.codePointTooLong) }
  }

  mutating func skipSeparators() -> Bool {
    let start = position
    while let scalar = current, Self.separates(scalar) { position += 1 }
    return position > start
  }

  /// The next number of the list, or `nil` at its end.
  mutating func nextInList(base: Int) throws(RegexSyntaxError) -> UInt32? {
    _ = skipSeparators()
    if skip("}") { return nil }
    let number = try number(base: base, limit: base == 16 ? 8 : 11)
    if number.digits == 0 { throw error(.invalidCodePoint) }
    return number.value
  }
}
