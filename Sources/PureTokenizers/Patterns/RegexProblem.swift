/// What can be wrong with a pattern, in Oniguruma's words, and what would be right.
enum RegexProblem: Equatable, Sendable {
  case emptyClass
  case unclosedClass
  case endAtEscape
  case endAtMeta
  case endAtControl
  case invalidMeta
  case invalidControl
  case classAtRangeEnd
  case classAtRangeStart
  case nothingToRepeat
  case invalidRepeatTarget
  case unmatchedClose
  case unmatchedOpen
  case endInGroup
  case undefinedOption
  case invalidOption
  case invalidPOSIXBracket
  case invalidLookBehind
  case numberTooBig
  case repeatTooBig
  case emptyRange
  case incompleteBytes
  case invalidBackreference
  case numberedReference
  case emptyGroupName
  case invalidGroupName(String)
  case invalidGroupNameCharacter(String)
  case undefinedName(String)
  case undefinedGroup(String)
  case invalidCodePoint
  case codePointTooLong
  case invalidScalar
  case unknownProperty(String)
  case invalidConditional
  case tooDeep
  case tooLarge
  case unsupported(String)

  /// `problem (what would be right)`
  var description: String {
    let (problem, remedy) = parts
    return "\(problem) (\(remedy))"
  }

  private var parts: (String, String) {
    switch self {
    case .emptyClass: ("empty char-class", "a class needs a member; \\] is a literal bracket")
    case .unclosedClass: ("premature end of char-class", "a class ends with ]")
    case .endAtEscape: ("end pattern at escape", "\\\\ is a literal backslash")
    case .endAtMeta: ("end pattern at meta", "as in \\M-x")
    case .endAtControl: ("end pattern at control", "as in \\cx or \\C-x")
    case .invalidMeta: ("invalid meta-code syntax", "as in \\M-x")
    case .invalidControl: ("invalid control-code syntax", "as in \\C-x")
    case .classAtRangeEnd:
      ("char-class value at end of range", "both ends of a range are single characters")
    case .classAtRangeStart:
      ("unmatched range specifier in char-class", "\\- is a literal hyphen")
    case .nothingToRepeat:
      ("target of repeat operator is not specified", "\\*, \\+ and \\? are literal")
    case .invalidRepeatTarget:
      ("target of repeat operator is invalid", "only what takes text can be repeated")
    case .unmatchedClose: ("unmatched close parenthesis", "\\) is a literal parenthesis")
    default: moreParts
    }
  }

  private var moreParts: (String, String) {
    switch self {
    case .unmatchedOpen:
      ("end pattern with unmatched parenthesis", "\\( is a literal parenthesis")
    case .endInGroup: ("end pattern in group", "a group ends with )")
    case .undefinedOption:
      ("undefined group option", "options are i, m, x, W, D, S and P; (?:…) only groups")
    case .invalidOption: ("invalid group option", "this option can only be at the very start")
    case .invalidPOSIXBracket: ("invalid POSIX bracket type", "as in [[:alpha:]]")
    case .invalidLookBehind:
      ("invalid pattern in look-behind", "no captures in (?<!…), no look-ahead, at most 65535 long")
    case .numberTooBig: ("too big number", "octal escapes go up to \\377")
    case .repeatTooBig: ("too big number for repeat range", "at most 100000")
    case .emptyRange: ("empty range in char class", "the lower end comes first")
    case .incompleteBytes:
      ("too short multibyte code string", "all bytes of a character follow each other")
    case .invalidBackreference: ("invalid backref number/name", "a group of the pattern")
    case .numberedReference:
      ("numbered backref/call is not allowed", "with named groups, refer by name")
    default: lastParts
    }
  }

  private var lastParts: (String, String) {
    switch self {
    case .emptyGroupName: ("group name is empty", "as in (?<name>…)")
    case .invalidGroupName(let name): ("invalid group name <\(name)>", "as in (?<name>…)")
    case .invalidGroupNameCharacter(let name):
      ("invalid char in group name <\(name)>", "letters, digits and underscores")
    case .undefinedName(let name):
      ("undefined name <\(name)> reference", "a group that stands before the reference")
    case .undefinedGroup(let name):
      ("undefined group <\(name)> reference", "a group of the pattern")
    case .invalidCodePoint: ("invalid code point value", "as in \\x{3042} or \\u3042")
    case .codePointTooLong: ("too long wide-char value", "at most 8 hexadecimal digits")
    case .invalidScalar: ("invalid wide-char value", "UTF-8")
    case .unknownProperty(let name):
      ("invalid character property name {\(name)}", "as in \\p{L}, \\p{Han} or \\p{Alphabetic}")
    case .invalidConditional: ("invalid if-else syntax", "as in (?(1)then|else)")
    case .tooDeep: ("parse depth limit over", "at most \(RegexLimits.nesting) levels of nesting")
    case .tooLarge: ("the pattern is too large", "fewer or smaller repetitions")
    case .unsupported(let what): ("\(what) are not supported", "a pattern without them")
    default: ("invalid pattern", "a regular expression")
    }
  }
}

/// Bounds that keep a hostile pattern or text from taking the machine with it.
enum RegexLimits {
  /// Groups, classes and quantifiers inside each other; the parser recurses, and a level takes up
  /// to 12 KB of stack in a debug build, of the 512 KB that a thread may have.
  static let nesting = 32
  /// The largest number in `{n,m}`, as in Oniguruma.
  static let repetitions = 100_000
  /// The longest look-behind in scalars, as in Oniguruma.
  static let lookBehind = 65_535
  /// Compiled instructions.
  static let instructions = 200_000
  /// Steps for each byte of a text while failures are remembered, so that no way is taken twice.
  ///
  /// A way is one of the `memories` instructions at one place. A loop that is written out has an
  /// instruction for each round, hundreds of them; no more than six are paid for.
  static func stepsPerByte(remembering memories: Int) -> Int { 64 * Swift.min(memories + 1, 6) }
  /// Entries on the stack of alternatives (16 bytes each).
  static let stackEntries = 1 << 24
  /// Bits of memory about failures.
  static let memoBits = 1 << 30
}
