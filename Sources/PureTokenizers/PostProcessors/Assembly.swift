/// The last step of encoding: cut to length, add special tokens, make one of all.
///
/// Padding comes after, because it looks at the whole batch.
struct Assembly: Sendable {
  var postProcessor: (any PostProcessor)?
  var truncation: Truncation?
  var addsSpecialTokens: Bool

  /// One encoding of the encodings of a text or a pair.
  func assemble(
    _ first: consuming Encoding, _ second: consuming Encoding?
  ) throws(TokenizerError) -> Encoding {
    var budget = OverflowBudget()
    var encodings = [first]
    if let second { encodings.append(second) }
    encodings.shareSources()
    try effectiveTruncation(isPair: encodings.count > 1)?.apply(to: &encodings, budget: &budget)
    return try Encoding.merged(try process(&encodings), budget: &budget)
  }

  /// The truncation less the room for special tokens; nil when nothing is to be cut.
  ///
  /// A `maxLength` below the number of special tokens cuts nothing, as in Hugging Face.
  func effectiveTruncation(isPair: Bool) throws(TokenizerError) -> Truncation? {
    guard let truncation else { return nil }
    let added = addsSpecialTokens ? postProcessor?.addedTokenCount(isPair: isPair) ?? 0 : 0
    return truncation.reduced(by: added)
  }

  private func process(_ encodings: inout [Encoding]) throws(TokenizerError) -> [Encoding] {
    guard let postProcessor else {
      if encodings.count > 1 { encodings.indices.forEach { encodings[$0].setSequence($0) } }
      return encodings
    }
    for index in encodings.indices { encodings[index].beginProcessing(as: index) }
    return try postProcessor.process(encodings, addSpecialTokens: addsSpecialTokens)
  }
}

extension Encoding {
  /// Marks this encoding as the input sequence `sequence`, its overflow too; type ids only here.
  fileprivate mutating func beginProcessing(as sequence: Int) {
    setSequence(sequence)
    for index in overflowing.indices { overflowing[index].setSequence(sequence) }
    setTypeID(UInt32(truncatingIfNeeded: sequence))
  }
}

// MARK: - Ids alone

extension Assembly {
  /// What stays of texts of these lengths.
  func keptRanges(first: Int, second: Int?) throws(TokenizerError) -> [Range<Int>] {
    let whole = [0..<first] + (second.map { [0..<$0] } ?? [])
    guard let truncation = try effectiveTruncation(isPair: second != nil) else { return whole }
    let lengths = try truncation.lengths(first: first, second: second)
    let kept = [try truncation.kept(lengths.first, of: first)]
    guard let second, let length = lengths.second else { return kept }
    return kept + [try truncation.kept(length, of: second)]
  }
}
