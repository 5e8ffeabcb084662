/// Tokens whose places in the original text are known.
extension TokenBuffer {
  /// Appends tokens and their places.
  mutating func append(
    contentsOf added: UnsafeBufferPointer<TokenID>, at addedPlaces: UnsafeBufferPointer<TokenPlace>
  ) {
    unsafe ids.append(contentsOf: added)
    unsafe places.append(contentsOf: addedPlaces)
  }

  /// Appends a token that shows a text which may be another than the vocabulary has.
  mutating func append(_ id: TokenID, at place: TokenPlace, showing text: ArraySlice<UInt8>) {
    note(text)
    ids.append(id)
    places.append(place)
  }

  /// Notes what the next token shows. In a run of one added token, a line feed say, all share one
  /// copy.
  @inline(never)
  private mutating func note(_ text: ArraySlice<UInt8>) {
    let last = shownTexts.last?.text ?? []
    shownTexts.append((ids.count, text.elementsEqual(last) ? last : Array(text)))
  }

  /// Appends the tokens of the chunk at `start`, and moves `place` past its words.
  mutating func append(
    _ chunk: borrowing PlacedTokens, from start: Int, _ place: inout ChunkPlace
  ) {
    for (position, text) in chunk.texts { shownTexts.append((ids.count + position, text)) }
    let shift = place.base &+ UInt32(truncatingIfNeeded: start)
    for token in chunk.tokens {
      let moved = token.isUnmoved ? 0 : shift
      var result = TokenPlace(
        start: token.start &+ moved, end: token.end &+ moved, word: place.word &+ token.word)
      result.isOutside = Int(result.start) >= place.textLength
      ids.append(token.id)
      places.append(result)
    }
    place.word &+= chunk.wordCount
  }

  /// The same for what a chunk's `plainRecord` says.
  mutating func append(
    _ record: ArraySlice<UInt32>, from start: Int, _ place: inout ChunkPlace
  ) {
    let shift = place.base &+ UInt32(truncatingIfNeeded: start)
    var index = record.startIndex + 1
    while index < record.endIndex {
      ids.append(record[index])
      places.append(
        TokenPlace(
          within: shift &+ record[index + 1], end: shift &+ record[index + 2],
          word: place.word &+ record[index + 3]))
      index += 4
    }
    place.word &+= record[record.startIndex] &>> 1
  }
}
