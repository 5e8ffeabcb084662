/// The tokens of a chunk with all that an encoding says of them; places count from the chunk's
/// start.
struct PlacedTokens: Sendable {
  /// A token, its place and, counted from the chunk's first, its word.
  struct Token: Sendable {
    var id: TokenID
    var start: UInt32
    var end: UInt32
    var word: UInt32
    /// Whether `start` and `end` are numbers that do not count from anywhere, see `Pieces`.
    var isUnmoved = false
  }

  private(set) var tokens: [Token] = []
  /// The number of words in the chunk.
  private(set) var wordCount: UInt32 = 0
  /// The texts of tokens that do not show their vocabulary entry, by position.
  private(set) var texts: [(position: Int, text: [UInt8])] = []

  /// Becomes no tokens in `wordCount` words.
  mutating func begin(wordCount: Int) {
    tokens.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    self.wordCount = UInt32(truncatingIfNeeded: wordCount)
  }

  /// Appends a token that shows its vocabulary entry.
  mutating func append(_ token: Token) { tokens.append(token) }

  /// Becomes the tokens that the plain stages found in `pieces`; without `countsWords`, all are of
  /// one word that does not end here.
  mutating func fill(
    _ found: borrowing TokenBuffer, in pieces: borrowing Pieces, countsWords: Bool
  ) {
    begin(wordCount: countsWords ? pieces.elements.count : 0)
    tokens.reserveCapacity(found.ids.count)
    for position in 0..<found.ids.count {
      let span = found.spans[position]
      let place = pieces.original(of: span)
      tokens.append(
        Token(
          id: found.ids[position], start: place.start, end: place.end,
          word: countsWords ? span.word : 0, isUnmoved: pieces.leavesPiece(span)))
    }
    for position in found.surfaceTokens {
      texts.append((position, Array(pieces.text(of: found.spans[position]))))
    }
  }
}

extension PlacedTokens {
  /// Fills `slots` with the tokens for a `WordTable`; false when they do not fit.
  func fill(_ slots: inout [UInt32], chunkLength: Int) -> Bool {
    guard chunkLength <= WordTable.largestLength, tokens.count <= WordTable.largestCount,
      !tokens.isEmpty || wordCount == 0, texts.isEmpty
    else { return false }
    slots.removeAll(keepingCapacity: true)
    for token in tokens {
      let isFirst = slots.isEmpty
      guard !isFirst || token.word == 0, !token.isUnmoved, token.end <= chunkLength,
        let slot = ChunkSlot(
          token.id, start: Int(token.start), end: Int(token.end),
          words: Int(isFirst ? wordCount : token.word))
      else { return false }
      slots.append(slot.bits)
    }
    return true
  }

  /// The tokens as a list of numbers, for a `LongWordCache`; nil when it would be too long.
  ///
  /// An odd first number says that nothing is special: then `TokenBuffer` takes the list as it is.
  var record: [UInt32]? {
    let isPlain = texts.isEmpty && tokens.allSatisfy { !$0.isUnmoved && $0.start < $0.end }
    var result = [wordCount &<< 1 | (isPlain ? 1 : 0)]
    for token in tokens {
      result += [token.id, token.start, token.end, isPlain ? token.word : token.markedWord]
    }
    if !isPlain { result.insert(UInt32(truncatingIfNeeded: tokens.count), at: 1) }
    for (position, text) in texts {
      result += [UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: text.count)]
      result += text.map { UInt32($0) }
    }
    return result.count <= UInt16.max ? result : nil
  }

  /// Becomes what a `record` was made of that is not plain.
  mutating func fill(record: ArraySlice<UInt32>) {
    tokens.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    var index = record.startIndex
    func next() -> UInt32 {
      defer { index += 1 }
      return record[index]
    }
    wordCount = next() &>> 1
    for _ in 0..<next() {
      let (id, start, end, word) = (next(), next(), next(), next())
      tokens.append(
        Token(id: id, start: start, end: end, word: word &>> 1, isUnmoved: word & 1 == 1))
    }
    while index < record.endIndex {
      let (position, count) = (Int(next()), Int(next()))
      texts.append((position, record[index..<index + count].map { UInt8(truncatingIfNeeded: $0) }))
      index += count
    }
  }
}

extension PlacedTokens.Token {
  fileprivate var markedWord: UInt32 { word &<< 1 | (isUnmoved ? 1 : 0) }
}
