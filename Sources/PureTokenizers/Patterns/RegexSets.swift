/// The sets that the syntax names without `\p`.
enum RegexSets {
  static let all = ScalarRanges([0...ScalarRanges.lastScalar])
  /// What the dot takes.
  static let notNewline = ScalarRanges(ranges: "A").inverted
  /// `\R`, one scalar of it.
  static let lineBreak = ScalarRanges(ranges: "A-D 85 2028-2029")

  /// `\w` in a class.
  static let word = RegexProperties.shared.set("word.class")
  /// `\w` outside of one: below U+0100 Oniguruma has a table of its own, with `² ³ ¹ ¼ ½ ¾`.
  static let wordOutsideClass = RegexProperties.shared.set("word.outside")
  static let digit = RegexProperties.shared.set("nd")
  static let space = RegexProperties.shared.set("space")
  static let hexadecimalDigit = ScalarRanges(ranges: "30-39 41-46 61-66")
  private static let alphabetic = RegexProperties.shared.set("alpha")

  /// The same, for the hot question of `\b`.
  static let wordScalars = ScalarSet(wordOutsideClass.ranges)

  static let pictographic = ScalarSet(RegexProperties.shared.set("extendedpictographic").ranges)

  /// What Unicode 16.0 does not know.
  static let unassigned = ScalarSet(RegexProperties.shared.set("cn").ranges)

  static func of(_ type: RegexCharacterType) -> ScalarRanges {
    switch type {
    case .word: word
    case .digit: digit
    case .space: space
    case .hexadecimalDigit: hexadecimalDigit
    }
  }

  /// Whether a scalar can stand in the name of a group.
  static func isNameScalar(_ scalar: UInt32) -> Bool { wordOutsideClass.contains(scalar) }

  static func isAlphabetic(_ scalar: UInt32) -> Bool { alphabetic.contains(scalar) }
}

extension ScalarRanges {
  /// The members below U+0080.
  var asciiPart: ScalarRanges { intersection(ScalarRanges([0...0x7F])) }
}
