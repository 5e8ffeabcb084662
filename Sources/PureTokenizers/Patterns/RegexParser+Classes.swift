/// `[…]`: members, ranges, properties, nested classes and `&&`.
extension RegexParser {
  /// A class after its `[`, with what `(?i)` adds.
  mutating func characterClass() throws(RegexSyntaxError) -> RegexNode {
    let (set, isNegated) = try classMembers()
    guard options.foldsCase else { return .set(isNegated ? set.inverted : set) }
    return RegexCaseFolding.folded(set, isNegated: isNegated)
  }

  /// The members, not yet negated.
  private mutating func classMembers() throws(RegexSyntaxError) -> (ScalarRanges, Bool) {
    try enterLevel()
    let isNegated = skip("^")
    var reader = RegexClassReader()
    var token = try classToken(isRangeEnd: false)
    if case .close = token {
      guard hasUnescapedBracket() else { throw error(.emptyClass) }
      token = .scalar(0x5D, isSingle: true)
    }
    while true {
      if case .close = token { break }
      token = try add(token, to: &reader)
    }
    depth -= 1
    return (reader.finished(), isNegated)
  }

  /// Takes one token into the class and returns the next.
  private mutating func add(
    _ token: RegexClassToken, to reader: inout RegexClassReader
  ) throws(RegexSyntaxError) -> RegexClassToken {
    switch token {
    case .scalar(let scalar, let isSingle):
      guard reader.add(scalar, isSingle: isSingle) else { throw error(.emptyRange) }
    case .set(let set):
      if reader.state == .range { throw error(.classAtRangeEnd) }
      reader.add(set)
    case .open:
      let (set, isNegated) = try classMembers()
      reader.addNested(isNegated ? set.inverted : set)
    case .intersection: reader.intersect()
    case .end: throw error(.unclosedClass)
    case .hyphen: return try addHyphen(to: &reader)
    case .close: break
    }
    return try classToken(isRangeEnd: reader.state == .range)
  }

  /// A hyphen is a range after a member, and a member where it cannot be a range.
  private mutating func addHyphen(
    to reader: inout RegexClassReader
  ) throws(RegexSyntaxError) -> RegexClassToken {
    let hyphen = RegexClassToken.scalar(0x2D, isSingle: true)
    switch reader.state {
    case .range: return try add(hyphen, to: &reader)
    case .start:
      let next = try classToken(isRangeEnd: false)
      _ = reader.add(0x2D, isSingle: true)
      return next
    case .value:
      let next = try classToken(isRangeEnd: true)
      switch next {
      case .close, .intersection: _ = reader.add(0x2D, isSingle: true)
      default:
        if reader.lastIsSet { throw error(.classAtRangeStart) }
        reader.state = .range
      }
      return next
    case .complete:
      let next = try classToken(isRangeEnd: false)
      _ = reader.add(0x2D, isSingle: true)
      return next
    }
  }

  /// Whether an unescaped `]` remains, so that the first one can be a member.
  private func hasUnescapedBracket() -> Bool {
    var isEscaped = false
    for scalar in source[position...] {
      if isEscaped {
        isEscaped = false
      } else if scalar == 0x5D {
        return true
      } else if scalar == 0x5C {
        isEscaped = true
      }
    }
    return false
  }
}

/// What a class is made of.
enum RegexClassToken: Sendable {
  /// `isSingle` for what takes one byte in Oniguruma.
  case scalar(UInt32, isSingle: Bool)
  case set(ScalarRanges)
  case open
  case close
  case hyphen
  case intersection
  case end
}
