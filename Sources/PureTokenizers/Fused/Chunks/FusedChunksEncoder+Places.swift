/// The scratch memory and the caches that places need and ids do not.
struct ChunkPlacing: Sendable {
  var placer = ChunkPlacer()
  /// Chunks that have no place in the table, as `PlacedTokens.record` has them.
  var longChunks = LongWordCache(largestSlotCount: 1 << 16)
  /// The pieces of the chunk that was encoded last, what the plain stages found in them, and that
  /// with places.
  var pieces = Pieces(TextBuffer(tracksOrigins: true))
  var found = TokenBuffer(tracksSpans: true)
  var placed = PlacedTokens()
}

/// Ids with the places of tokens in the text as it stands.
///
/// A chunk that is unlike others, because a token shows another text than the vocabulary's or
/// stands beside its piece, is never in the table, but is kept with the long ones.
extension FusedChunksEncoder {
  mutating func encodeWithPlaces(
    _ pieces: borrowing Pieces, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    tokens.beginPlaces()
    let text = pieces.text.bytes
    var place = ChunkPlace(textLength: text.count)
    for piece in pieces.elements {
      if let token = piece.token {
        let range = TokenPlace(start: piece.start, end: piece.end, word: place.word)
        tokens.append(token, at: range, showing: Array(text[piece.range]))
        place.word &+= 1
        continue
      }
      place.base = piece.start
      try forEachBatch(text, piece.range) { encoder, chunks throws(TokenizerError) in
        try encoder.placeBatch(chunks, &place, into: &tokens)
      }
      if !fused.preparation.countsWords { place.word &+= 1 }
    }
  }

  private mutating func placeBatch(
    _ chunks: WordText, _ place: inout ChunkPlace, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var next = 0
    if beginsSpecially {
      try unsafe tokenizeWithPlaces(chunks.bytes(batch.range(0)), at: Int(place.base), isFirst: true)
      tokens.append(placing.placed, from: 0, &place)
      next = 1
    }
    while next < batch.wordCount {
      unsafe table.withLines {
        unsafe placing.placer.probe(&next, of: batch, in: $0, &place, into: &tokens)
      }
      guard next < batch.wordCount else { return }
      try unsafe placeUnseen(chunks.bytes(batch.range(next)))
      tokens.append(placing.placed, from: batch.start(next), &place)
      next += 1
    }
  }

  /// Leaves the tokens of a chunk that the table does not have in `placed`.
  @inline(never)
  private mutating func placeUnseen(_ chunk: UnsafeRawBufferPointer) throws(TokenizerError) {
    if let known = unsafe placing.longChunks.range(of: chunk) {
      return placing.placed.fill(record: placing.longChunks.ids[known])
    }
    try unsafe tokenizeWithPlaces(chunk, at: 1, isFirst: false)
    if let slots = placing.placed.slots(chunkLength: chunk.count) {
      unsafe slots.withUnsafeBufferPointer { unsafe keep(chunk, slots: $0) }
    } else if chunk.count <= LongWordCache.largestLength, let record = placing.placed.record {
      unsafe record.withUnsafeBufferPointer { unsafe placing.longChunks.insert(chunk, ids: $0) }
    }
  }

  /// Leaves the tokens of a chunk in `placed`.
  private mutating func tokenizeWithPlaces(
    _ chunk: UnsafeRawBufferPointer, at start: Int, isFirst: Bool
  ) throws(TokenizerError) {
    placing.found.removeAll()
    try unsafe fused.prepare(chunk, at: start, isFirst: isFirst, &placing.pieces)
    try plain.encode(placing.pieces, into: &placing.found)
    placing.placed.fill(
      placing.found, in: placing.pieces, countsWords: fused.preparation.countsWords)
  }
}
