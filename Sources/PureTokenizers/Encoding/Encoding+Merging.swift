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
    if sources === other.sources || other.sources.isEmpty { return 0 }
    guard !sources.isEmpty else {
      sources = other.sources
      tokenTexts = other.tokenTexts
      return 0
    }
    let first = sources.count
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
    if encodings.isEmpty { return result }
    result.reserveCapacity(encodings.reduce(result.count) { $0 + $1.count })
    for encoding in encodings {
      try budget.spend(combining: result, encoding)
      result.merge(encoding)
    }
    return result
  }

  /// Appends `other`.
  ///
  /// The overflow becomes: each part of ours with `other` and with each of its parts, then
  /// ourselves with each of its parts. The combinations are made of whole encodings, so they have
  /// overflow themselves, as in Hugging Face.
  private mutating func merge(_ other: Encoding) {
    if !overflowing.isEmpty || !other.overflowing.isEmpty {
      overflowing = combinedOverflow(with: other)
    }
    sequenceRanges.merge(other.sequenceRanges, at: count)
    appendTokens(of: other, range: 0..<other.count)
  }

  private func combinedOverflow(with other: Encoding) -> [Encoding] {
    var result: [Encoding] = []
    for part in overflowing {
      result.append(part.merged(with: other))
      for otherPart in other.overflowing { result.append(part.merged(with: otherPart)) }
    }
    for otherPart in other.overflowing { result.append(merged(with: otherPart)) }
    return result
  }

  private func merged(with other: Encoding) -> Encoding {
    var result = self
    result.reserveCapacity(count + other.count)
    result.merge(other)
    return result
  }

  /// Makes room for `count` tokens in all.
  mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    places.reserveCapacity(count)
  }
}

extension Array where Element == Encoding {
  /// Gives all encodings one list of sources, so that no combination of them has to make its own;
  /// with marks, because truncation would put a marked list of its own into each.
  mutating func shareSources() {
    guard count > 1 else { return }
    let sources = SourceTexts(flatMap(\.sources.texts)).marked()
    var first = 0
    for index in indices {
      let count = self[index].sources.count
      self[index].moveSources(to: sources, from: first)
      first += count
    }
  }
}
