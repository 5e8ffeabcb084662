/// The words of a byte-level tokenizer with the places of their tokens, as `FusedChunksEncoder` has
/// chunks with theirs.
///
/// Where the text is as it was given, a token stands where its bytes are, widened to whole
/// characters. What is kept of a word counts from its start, in a table beside that of ids alone.
struct WordPlacing: Sendable {
  private var table = WordTable()
  private var longWords = LongWordCache(largestSlotCount: 1 << 17)
  private var placer = ChunkPlacer()
  /// The tokens of the word that was found last, and its form in the table.
  private var placed = PlacedTokens()
  private var slots: [UInt32] = []

  /// Appends the tokens of the words of the batch, which are parts of `words`.
  mutating func placeBatch(
    _ encoder: inout WordEncoder, _ words: WordText, _ place: inout ChunkPlace,
    into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let lineMask = table.mask
    unsafe table.withLines { unsafe encoder.batch.makeKeys(words, lines: $0, lineMask: lineMask) }
    var next = 0
    while next < encoder.batch.wordCount {
      let count = encoder.batch.wordCount
      unsafe encoder.batch.withWords { keys, starts in
        unsafe table.withLines {
          unsafe placer.probe(
            &next, of: count, keys, starts, in: $0, areWords: true, &place,
            into: &tokens)
        }
      }
      guard next < encoder.batch.wordCount else { break }
      try placeUnseen(&encoder, next, words, &place, into: &tokens)
      next += 1
    }
    if table.isCrowded { table.grow() }
  }

  /// A word that the table does not have: a longer one, or one that is seen for the first time.
  @inline(never)
  private mutating func placeUnseen(
    _ encoder: inout WordEncoder, _ number: Int, _ words: WordText, _ place: inout ChunkPlace,
    into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let range = encoder.batch.range(number)
    let word = unsafe words.bytes(range)
    if let known = unsafe longWords.range(of: word) {
      return tokens.append(longWords.ids[known], from: range.lowerBound, &place)
    }
    try encoder.placeTokens(ofWord: range, in: words, &placed)
    tokens.append(placed, from: range.lowerBound, &place)
    guard words.isCharacterStart(range.lowerBound), words.isCharacterStart(range.upperBound) else {
      // What the word's places are then depends on what stands beside it.
      return
    }
    if placed.fill(&slots, chunkLength: word.count) {
      unsafe slots.withUnsafeBufferPointer {
        unsafe table.insert(encoder.batch.key(number), ids: $0)
      }
    } else if word.count <= LongWordCache.largestLength, let record = placed.record {
      unsafe record.withUnsafeBufferPointer { unsafe longWords.insert(word, ids: $0) }
    }
  }
}

extension FusedByteLevel {
  /// Whether there is room for an id in a `ChunkSlot`.
  var placesTokens: Bool { lengths.count <= ChunkSlot.idLimit }
}

extension WordEncoder {
  /// Leaves the tokens of a word in `placed`, counted from its start.
  fileprivate mutating func placeTokens(
    ofWord range: Range<Int>, in words: WordText, _ placed: inout PlacedTokens
  ) throws(TokenizerError) {
    let word = unsafe words.bytes(range)
    if unsafe fused.mayLoseBytes(of: word) {
      let (ids, parts) = try unsafe losingIDs(of: word)
      placed.begin(wordCount: 1)
      for (id, part) in zip(ids, parts) { placed.append(id, at: part, of: range, in: words) }
      return
    }
    // A word that begins or ends in a character is not kept with its places, but its ids may be.
    let isWhole =
      words.isCharacterStart(range.lowerBound) && words.isCharacterStart(range.upperBound)
    let ids = try unsafe isWhole ? ids(of: word) : knownIDs(of: word)
    placed.begin(wordCount: 1)
    var end = 0
    for id in ids {
      let start = end
      end += Int(fused.lengths[Int(id)])
      placed.append(id, at: start..<end, of: range, in: words)
    }
  }
}

extension PlacedTokens {
  /// Appends a token of the bytes `part` of the word at `word`, widened to whole characters; one of
  /// no bytes stands where it stands.
  fileprivate mutating func append(
    _ id: TokenID, at part: Range<Int>, of word: Range<Int>, in words: WordText
  ) {
    var (start, end) = (word.lowerBound + part.lowerBound, word.lowerBound + part.upperBound)
    if start < end {
      start = words.characterStart(before: start)
      end = words.characterStart(after: end)
    }
    append(
      Token(
        id: id, start: UInt32(truncatingIfNeeded: start - word.lowerBound),
        end: UInt32(truncatingIfNeeded: end - word.lowerBound), word: 0))
  }
}

extension WordText {
  /// Whether a character begins at `position`, or the text ends there.
  fileprivate func isCharacterStart(_ position: Int) -> Bool {
    guard position > 0, position < count else { return true }
    // SAFETY: the position is in the text.
    return unsafe base[position] & 0xC0 != 0x80
  }

  fileprivate func characterStart(before position: Int) -> Int {
    var position = position
    while !isCharacterStart(position) { position -= 1 }
    return position
  }

  fileprivate func characterStart(after position: Int) -> Int {
    var position = position
    while !isCharacterStart(position) { position += 1 }
    return position
  }
}
