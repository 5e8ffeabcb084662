/// A regular expression as a tree, before it is compiled.
///
/// The dialect is Oniguruma's; the names follow what a pattern means rather than how it is
/// written: `\d`, `[0-9]` and `.` are all a `set`.
indirect enum RegexNode: Sendable {
  /// Scalars one after the other; none is the empty pattern.
  case literal([UInt32], foldsCase: Bool)
  /// One scalar out of a set.
  case set(ScalarRanges)
  case sequence([RegexNode])
  case alternation([RegexNode])
  case quantified(RegexNode, RegexQuantifier)
  /// A group whose text a back-reference may ask for, by number from 1.
  case capture(Int, RegexNode)
  /// Once it has matched, no other way of matching is tried: `(?>…)`.
  case atomic(RegexNode)
  /// `(?i:…)` and the like: transparent, but a quantifier sees one element.
  case option(RegexNode)
  case look(RegexLook, RegexNode)
  case assertion(RegexAssertion)
  /// The text of the last of these groups that has matched.
  case backreference([Int], foldsCase: Bool)
  /// Whether one of these groups has matched: the condition of `(?(1)…)`.
  case groupTest([Int])
  case conditional(RegexNode, then: RegexNode?, otherwise: RegexNode?)
  /// `\K`: the match is reported from here.
  case keep
  /// Never matches.
  case failure

  static let empty = RegexNode.literal([], foldsCase: false)
}

/// How often: `{lower,upper}`, `*` and so on.
struct RegexQuantifier: Sendable, Equatable {
  var lower: Int
  /// `nil` is without end.
  var upper: Int?
  var isGreedy: Bool
  /// Whether a round can take nothing; then it ends the loop.
  var hasEmptyRounds = false
  /// Whether Oniguruma writes the required rounds out: those may then be empty.
  var isWrittenOut = true

  static let zeroOrMore = RegexQuantifier(lower: 0, upper: nil, isGreedy: true)
  static let oneOrMore = RegexQuantifier(lower: 1, upper: nil, isGreedy: true)
}

/// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`.
struct RegexLook: Sendable, Equatable {
  var isBehind: Bool
  var isNegated: Bool
}

/// A condition on a place in the text.
enum RegexAssertion: UInt8, Sendable {
  /// `^`: at the start, or after a newline that is not the last scalar.
  case lineStart
  /// `$`: at the end, or before a newline.
  case lineEnd
  /// `\A`
  case textStart
  /// `\z`
  case textEnd
  /// `\Z`: at the end, or before a newline that is the last scalar.
  case textEndOrLastNewline
  /// `\G`
  case searchStart
  case wordBoundary
  case notWordBoundary
  case asciiWordBoundary
  case notASCIIWordBoundary
  case graphemeBoundary
  case notGraphemeBoundary
}

/// A pattern that is no regular expression: where, what was wrong, and what would be right.
struct RegexSyntaxError: Error, Equatable {
  /// Counted in scalars from 0; `nil` when it is the whole that is wrong.
  var position: Int?
  var problem: RegexProblem
}
