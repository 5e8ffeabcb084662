/// Tells whether a text, once it is normalized, has added tokens in it.
///
/// Chunks are tokenized without rewriting the text, where such tokens would be looked for; so a text
/// that has one goes through the plain stages. Most have none, and most often that can be told
/// without normalizing: what a normalizer does to ASCII is a table, and where spaces are all that it
/// writes otherwise, tokens can be looked for as they stand in the text. With 400,000 added tokens
/// prose takes 1.2 to 1.4 times as long as without; through the plain stages it took 2 to 4 times.
struct NormalizedTokenSearch: Sendable {
  private let normalizer: any Normalizer
  private let matcher: AddedTokenMatcher
  private let shortcut: Shortcut?

  /// How to look without normalizing.
  fileprivate enum Shortcut {
    /// What bytes of ASCII become, wherever they stand. Words with others can be normalized on their
    /// own if they `standAlone`.
    case bytes(ByteTable, standAlone: Bool)
    /// Spaces become ▁, and one more stands in front if `isPrefixed`; `matcher` has the tokens with
    /// spaces instead, and no more than `longest` bytes of a text belong to its first.
    case spaces(matcher: AddedTokenMatcher, longest: Int, isPrefixed: Bool)
  }

  /// The tokens of `pipeline` that are looked for in normalized text, and the plan by which it is
  /// tokenized in chunks; nil when there is no such token, or no normalizer.
  init?(_ pipeline: Pipeline, _ plan: ChunkPlan) {
    guard !pipeline.addedTokens.normalized.isEmpty, let normalizer = pipeline.normalizer else {
      return nil
    }
    self.normalizer = normalizer
    matcher = pipeline.addedTokens.normalized
    shortcut = Shortcut(plan, normalizer, matcher)
  }

  /// Whether there is one in what becomes of the unclaimed pieces.
  func finds(in pieces: borrowing Pieces) throws(TokenizerError) -> Bool {
    if matcher.emptyRule != nil { return true }
    let text = pieces.text.bytes
    for piece in pieces.elements where piece.token == nil {
      if try finds(in: text, piece.range) { return true }
    }
    return false
  }

  private func finds(in text: [UInt8], _ piece: Range<Int>) throws(TokenizerError) -> Bool {
    var normalized: [UInt8]
    switch shortcut {
    // A ▁ of the text itself looks like one that was a space.
    case .spaces(let matcher, let longest, let isPrefixed) where !Self.mayHaveMark(text, piece):
      if matcher.matches(in: text, range: piece) { return true }
      guard isPrefixed else { return false }
      normalized = [0x20] + text[piece].prefix(longest)
      return matcher.matches(in: normalized, range: 0..<normalized.count)
    case .bytes(let table, let standAlone):
      normalized = try self.normalized(text, piece, by: table, wordsStandAlone: standAlone)
    default: normalized = try self.normalized(text, piece)
    }
    return matcher.matches(in: normalized, range: 0..<normalized.count)
  }

  private func normalized(
    _ text: [UInt8], _ part: Range<Int>
  ) throws(TokenizerError) -> [UInt8] {
    var part = TextBuffer(original: Array(text[part]), tracksOrigins: false)
    try normalizer.normalize(&part)
    return part.bytes
  }

  /// The same by a table, as far as it goes.
  private func normalized(
    _ text: [UInt8], _ piece: Range<Int>, by table: ByteTable, wordsStandAlone: Bool
  ) throws(TokenizerError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(piece.count)
    var index = piece.lowerBound
    // How far back the result has a byte for each of the text.
    var start = index
    while index < piece.upperBound {
      let known = index..<table.endOfKnown(text, index..<piece.upperBound)
      table.append(text[known], to: &result)
      index = known.upperBound
      guard index < piece.upperBound else { return result }
      guard wordsStandAlone else { return try normalized(text, piece) }
      // The word from the space before it on, as far as that is not done.
      var first = index
      while first > start, text[first] != 0x20 { first -= 1 }
      let end = text[index..<piece.upperBound].firstIndex(of: 0x20) ?? piece.upperBound
      result.removeLast(index - first)
      result += try normalized(text, first..<end)
      (index, start) = (end, end)
    }
    return result
  }

  /// Whether there is a ▁, or something that begins as one does.
  private static func mayHaveMark(_ text: [UInt8], _ piece: Range<Int>) -> Bool {
    var block = StartFilter.Block()
    return marks.next(in: text, range: piece, after: &block) < piece.upperBound
  }

  private static let marks = StartFilter([ChunkPreparation.SpacePrefix.mark])
}

// MARK: - Planning

extension NormalizedTokenSearch.Shortcut {
  fileprivate init?(
    _ plan: ChunkPlan, _ normalizer: any Normalizer, _ matcher: AddedTokenMatcher
  ) {
    switch plan.preparation {
    case .spelled(let prefix):
      let contents = zip(matcher.contents, matcher.rules).map { content, rule in
        (bytes: Self.withSpaces(content), rule: rule)
      }
      self = .spaces(
        matcher: AddedTokenMatcher(contents),
        longest: contents.reduce(0) { Swift.max($0, $1.bytes.count) },
        isPrefixed: prefix == .prepended)
    case .stages:
      // Where rules look at what stands beside a space, ASCII is more than its bytes.
      guard plan.rule.edges != .ascii else { return nil }
      let table = ByteTable { byte in
        // With a line feed behind it, a carriage return is one character.
        guard byte < 0x80, byte != 0x0D, let alone = plan.normalized([byte], with: normalizer),
          alone.count == 1,
          plan.normalized([0x61, byte, 0x61], with: normalizer) == [0x61, alone[0], 0x61]
        else { return nil }
        return alone[0]
      }
      guard let table else { return nil }
      self = .bytes(table, standAlone: plan.rule.edges == .any)
    }
  }

  private static func withSpaces(_ content: [UInt8]) -> [UInt8] {
    let mark = ChunkPreparation.SpacePrefix.mark
    var result: [UInt8] = []
    var rest = content[...]
    while let byte = rest.first {
      let isMark = rest.starts(with: mark)
      result.append(isMark ? 0x20 : byte)
      rest = rest.dropFirst(isMark ? mark.count : 1)
    }
    return result
  }
}
