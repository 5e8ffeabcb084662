/// How many tokens the overflow of one encoding may still take.
///
/// The parts of a pair are combined with each other: two texts of a megabyte, cut into windows of
/// ten tokens, would ask for terabytes. That is an error before it is an attempt.
struct OverflowBudget {
  /// The most tokens that overflow may hold in all.
  static let tokens = 1 << 25
  /// What an encoding costs besides its tokens.
  private static let perEncoding = 16

  private var remaining = OverflowBudget.tokens

  /// Takes off the budget what `Encoding.merge` will make of the overflow, before it makes it.
  mutating func spend(
    combining first: Encoding, _ second: Encoding
  ) throws(TokenizerError) {
    for part in first.overflowing {
      try spend(merging: part, second)
      for otherPart in second.overflowing { try spend(merging: part, otherPart) }
    }
    for otherPart in second.overflowing { try spend(merging: first, otherPart) }
  }

  private mutating func spend(
    merging first: Encoding, _ second: Encoding
  ) throws(TokenizerError) {
    try spend(first.count + second.count)
    try spend(combining: first, second)
  }

  /// Takes an encoding of `count` tokens off the budget.
  mutating func spend(_ count: Int) throws(TokenizerError) {
    remaining -= count + Self.perEncoding
    guard remaining >= 0 else {
      throw .invalidTruncation(
        "the overflow would hold more than \(Self.tokens) tokens "
          + "(a larger maxLength, a smaller stride, or shorter texts)")
    }
  }
}
