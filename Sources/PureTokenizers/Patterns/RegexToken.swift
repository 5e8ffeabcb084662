/// What a pattern is made of outside of classes.
enum RegexToken: Sendable {
  case end
  case alternation
  case groupOpen
  case groupClose
  case literal(UInt32)
  /// A scalar written as a number or as a control escape: it never joins its neighbours before
  /// a quantifier.
  case codePoint(UInt32)
  /// One byte of a scalar, written as `\xE3` or `\343`.
  case byte(UInt8, base: Int)
  case type(RegexCharacterType, isNegated: Bool)
  /// The name follows, up to `}`.
  case property(isNegated: Bool)
  case classOpen
  case dot
  case backreference(RegexReference)
  case assertion(RegexAssertion)
  case repetition(RegexQuantifier, isPossessive: Bool)
  case keep
  case lineBreak
  case notNewline
  case anyScalar
  case grapheme

  var endsBranch: Bool {
    switch self {
    case .end, .alternation, .groupClose: true
    default: false
    }
  }

  var isEnd: Bool {
    if case .end = self { true } else { false }
  }

  var isGroupClose: Bool {
    if case .groupClose = self { true } else { false }
  }

  var isAlternation: Bool {
    if case .alternation = self { true } else { false }
  }
}

/// `\w \d \s \h`.
enum RegexCharacterType: Sendable { case word, digit, space, hexadecimalDigit }

/// The groups a reference means, and whether it names them by number.
struct RegexReference: Sendable {
  var groups: [Int]
  var isByNumber: Bool
}

/// What `(?imx-imx)` and `(?WDSP)` switch.
struct RegexOptions: Sendable, Equatable {
  var foldsCase = false
  /// `(?m)`: the dot takes newlines too.
  var dotTakesNewline = false
  var isExtended = false
  var wordIsASCII = false
  var digitIsASCII = false
  var spaceIsASCII = false
  var posixIsASCII = false

  func isASCII(_ type: RegexCharacterType) -> Bool {
    switch type {
    case .word: wordIsASCII || posixIsASCII
    case .digit: digitIsASCII || posixIsASCII
    case .space: spaceIsASCII || posixIsASCII
    case .hexadecimalDigit: posixIsASCII
    }
  }
}
