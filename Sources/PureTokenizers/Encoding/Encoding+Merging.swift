extension Encoding {
  /// The tokens in `range` as an encoding of their own, without overflow and sequence ranges.
  func window(_ range: Range<Int>) -> Encoding {
    var result = Encoding(sources: sources, tokenTexts: tokenTexts)
    result.appendTokens(of: self, range: range)
    return result
  }

  /// Appends the tokens of `other` in `range`, but nothing of its overflow and sequence ranges.
  mutating func appendTokens(of other: Encoding, range: Range<Int>) {
    let firstSource = adoptSources(of: other)
    textExceptions.append(other.textExceptions, range: range, at: count)
    stretches.append(other.stretches, range: range, firstSource: firstSource)
    ids.append(contentsOf: other.ids[range])
    places.append(contentsOf: other.places[range])
  }

  /// Makes the sources of `other` known here; the result is where they begin in the list.
  private mutating func adoptSources(of other: Encoding) -> UInt32 {
    if sources === other.sources || other.sources.texts.isEmpty { return 0 }
    guard !sources.texts.isEmpty else {
      sources = other.sources
      tokenTexts = other.tokenTexts
      return 0
    }
    let first = sources.texts.count
    sources = SourceTexts(sources.texts + other.sources.texts)
    return UInt32(truncatingIfNeeded: first)
  }

  /// Counts the sources of this encoding from `first` in the list `sources`.
  fileprivate mutating func moveSources(to sources: SourceTexts, from first: Int) {
    self.sources = sources
    stretches.change { stretch in
      guard stretch.source != Stretch.noSource else { return }
      stretch.source &+= UInt32(truncatingIfNeeded: first)
    }
  }

  /// One encoding of several, one behind the other, with every combination of their overflow.
  static func merged(
    _ encodings: consuming [Encoding], budget: inout OverflowBudget
  ) throws(TokenizerError) -> Encoding {
    var encodings = encodings[...]
    guard var result = encodings.popFirst() else { return Encoding() }
    result.reserveCapacity(encodings.reduce(result.count) { $0 + $1.count })
    for encoding in encodings { try result.merge(encoding, budget: &budget) }
    return result
  }

  /// Appends `other`.
  ///
  /// The overflow becomes: each part of ours with `other` and with each of its parts, then
  /// ourselves with each of its parts. The combinations are made of whole encodings, so they have
  /// overflow themselves, as in Hugging Face; `budget` keeps that from filling the memory.
  mutating func merge(_ other: Encoding, budget: inout OverflowBudget) throws(TokenizerError) {
    if !overflowing.isEmpty || !other.overflowing.isEmpty {
      overflowing = try combinedOverflow(with: other, budget: &budget)
    }
    sequenceRanges.merge(other.sequenceRanges, at: count)
    appendTokens(of: other, range: 0..<other.count)
  }

  private func combinedOverflow(
    with other: Encoding, budget: inout OverflowBudget
  ) throws(TokenizerError) -> [Encoding] {
    var result: [Encoding] = []
    for part in overflowing {
      result.append(try part.merged(with: other, budget: &budget))
      for otherPart in other.overflowing {
        result.append(try part.merged(with: otherPart, budget: &budget))
      }
    }
    for otherPart in other.overflowing {
      result.append(try merged(with: otherPart, budget: &budget))
    }
    return result
  }

  private func merged(
    with other: Encoding, budget: inout OverflowBudget
  ) throws(TokenizerError) -> Encoding {
    try budget.spend(count + other.count)
    var result = self
    result.reserveCapacity(count + other.count)
    try result.merge(other, budget: &budget)
    return result
  }

  /// Makes room for `count` tokens in all.
  mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    places.reserveCapacity(count)
  }
}

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

extension Array where Element == Encoding {
  /// Gives all encodings one list of sources, so that no combination of them has to make its own.
  mutating func shareSources() {
    guard count > 1 else { return }
    let sources = SourceTexts(flatMap(\.sources.texts))
    var first = 0
    for index in indices {
      let count = self[index].sources.texts.count
      self[index].moveSources(to: sources, from: first)
      first += count
    }
  }
}
