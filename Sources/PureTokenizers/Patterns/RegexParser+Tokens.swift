/// The tokens of a pattern outside of classes.
extension RegexParser {
  var current: UInt32? { position < source.count ? source[position] : nil }

  /// Whether `character` comes next.
  func isNext(_ character: Unicode.Scalar) -> Bool { current == character.value }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard isNext(character) else { return false }
    position += 1
    return true
  }

  /// The next scalar, or the error for a pattern that ends here.
  mutating func take(_ problem: RegexProblem) throws(RegexSyntaxError) -> UInt32 {
    guard let scalar = current else { throw error(problem) }
    position += 1
    return scalar
  }

  /// Reads the next token.
  mutating func advance() throws(RegexSyntaxError) {
    if let base = codePointListBase {
      if let scalar = try nextInList(base: base) {
        token = .codePoint(try literalScalar(scalar))
        return
      }
      codePointListBase = nil
    }
    try skipIgnored()
    guard let scalar = current else {
      token = .end
      return
    }
    position += 1
    token = scalar == 0x5C ? try escape() : try operatorToken(scalar)
  }

  /// Comments, and under `(?x)` white space.
  private mutating func skipIgnored() throws(RegexSyntaxError) {
    while let scalar = current {
      if scalar == 0x28, source.dropFirst(position + 1).starts(with: [0x3F, 0x23]) {
        position += 3
        try skipGroupComment()
      } else if options.isExtended, scalar == 0x23 {
        while let skipped = current {
          position += 1
          if skipped == 0x0A { break }
        }
      } else if options.isExtended, [0x20, 0x09, 0x0A, 0x0D, 0x0C].contains(scalar) {
        position += 1
      } else {
        return
      }
    }
  }

  /// `(?#…)`
  private mutating func skipGroupComment() throws(RegexSyntaxError) {
    while true {
      let scalar = try take(.endInGroup)
      if scalar == 0x29 { return }
      if scalar == 0x5C, current != nil { position += 1 }
    }
  }

  private mutating func operatorToken(
    _ scalar: UInt32
  ) throws(RegexSyntaxError) -> RegexToken {
    switch Unicode.Scalar(scalar) {
    case ".": return .dot
    case "*": return repetition(0, nil)
    case "+": return repetition(1, nil)
    case "?": return repetition(0, 1)
    case "{": return try interval() ?? .literal(scalar)
    case "|": return .alternation
    case "(": return .groupOpen
    case ")": return .groupClose
    case "^": return .assertion(.lineStart)
    case "$": return .assertion(.lineEnd)
    case "[": return .classOpen
    default: return .literal(scalar)
    }
  }

  private mutating func repetition(_ lower: Int, _ upper: Int?) -> RegexToken {
    let isGreedy = !skip("?")
    let isPossessive = isGreedy && skip("+")
    return .repetition(
      RegexQuantifier(lower: lower, upper: upper, isGreedy: isGreedy), isPossessive: isPossessive)
  }

  /// `{n}`, `{n,}`, `{,m}`, `{n,m}`; `nil`, and nothing read, for a brace that is a literal.
  private mutating func interval() throws(RegexSyntaxError) -> RegexToken? {
    let start = position
    let low = try repeatCount()
    var upper = low
    let isFixed = !skip(",")
    if !isFixed { upper = try repeatCount() }
    guard skip("}"), low != nil || (!isFixed && upper != nil) else {
      position = start
      return nil
    }
    let lower = low ?? 0
    if let upper, lower > upper {
      let swapped = RegexQuantifier(lower: upper, upper: lower, isGreedy: true)
      return .repetition(swapped, isPossessive: true)
    }
    // `{n}?` is not lazy but optional: the question mark is the next quantifier.
    let isGreedy = isFixed || !skip("?")
    return .repetition(
      RegexQuantifier(lower: lower, upper: upper, isGreedy: isGreedy), isPossessive: false)
  }

  private mutating func repeatCount() throws(RegexSyntaxError) -> Int? {
    guard let number = decimal() else { return nil }
    if number > RegexLimits.repetitions { throw error(.repeatTooBig) }
    return number
  }

  /// The decimal number at the cursor; a very large one is cut off at 2³¹.
  mutating func decimal() -> Int? {
    var number: Int?
    while let scalar = current, 0x30...0x39 ~= scalar {
      number = Swift.min((number ?? 0) * 10 + Int(scalar - 0x30), 1 << 31)
      position += 1
    }
    return number
  }

  /// A number in base 8 or 16 of at most `limit` digits, and how many there were.
  mutating func number(
    base: Int, limit: Int
  ) throws(RegexSyntaxError) -> (value: UInt32, digits: Int) {
    var value: UInt64 = 0
    var digits = 0
    while digits < limit, let scalar = current, let digit = Self.digit(scalar, base: base) {
      value = value * UInt64(base) + UInt64(digit)
      if value > UInt64(UInt32.max) { throw error(.numberTooBig) }
      digits += 1
      position += 1
    }
    return (UInt32(truncatingIfNeeded: value), digits)
  }

  static func digit(_ scalar: UInt32, base: Int) -> UInt32? {
    let digit: UInt32
    switch scalar {
    case 0x30...0x39: digit = scalar - 0x30
    case 0x41...0x46: digit = scalar - 0x41 + 10
    case 0x61...0x66: digit = scalar - 0x61 + 10
    default: return nil
    }
    return digit < UInt32(base) ? digit : nil
  }
}
