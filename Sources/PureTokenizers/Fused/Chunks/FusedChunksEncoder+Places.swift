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
  var slots: [UInt32] = []
  /// Whether the plain stages have to do the piece, see `ShiftedPlaces`.
  var isShifted = false
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
        tokens.append(token, at: range, showing: text[piece.range])
        place.word &+= 1
        continue
      }
      place.base = piece.start
      placing.isShifted = false
      try forEachBatch(text, piece.range) { encoder, chunks throws(TokenizerError) in
        try encoder.placeBatch(chunks, &place, into: &tokens)
      }
      if placing.isShifted { try placeWhole(text, piece.range, &place, into: &tokens) }
      if !countsWords { place.word &+= 1 }
    }
  }

  /// A piece as if it were one chunk.
  private mutating func placeWhole(
    _ text: [UInt8], _ range: Range<Int>, _ place: inout ChunkPlace,
    into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    try unsafe text.withUnsafeBufferPointer { text throws(TokenizerError) in
      let piece = unsafe UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[range]))
      try unsafe tokenizeWithPlaces(piece, at: range.lowerBound, isFirst: true)
    }
    tokens.append(placing.placed, from: 0, &place)
  }

  private mutating func placeBatch(
    _ chunks: WordText, _ place: inout ChunkPlace, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    if mayShift, batch.start(0) == 0, let shifted = fused.shiftedPlaces {
      placing.isShifted = try unsafe shifted.begin(with: chunks.bytes(batch.range(0)))
    }
    guard !placing.isShifted else { return }
    var next = 0
    if let first = prefixedFirst(chunks, at: Int(place.base)) {
      try placeFirst(first, &place, into: &tokens)
      next = 1
    }
    while next < batch.wordCount {
      let count = batch.wordCount
      unsafe batch.withWords { keys, starts in
        unsafe table.withLines {
          unsafe placing.placer.probe(
            &next, of: count, keys, starts, in: $0, areWords: false, &place,
            into: &tokens)
        }
      }
      guard next < batch.wordCount else { return }
      try unsafe placeUnseen(chunks.bytes(batch.range(next)), batch.start(next), &place, &tokens)
      next += 1
    }
  }

  /// A chunk that the table does not have: an unusual one, or one that is seen for the first time.
  @inline(never)
  private mutating func placeUnseen(
    _ chunk: UnsafeRawBufferPointer, _ start: Int, _ place: inout ChunkPlace,
    _ tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let known = unsafe placing.longChunks.range(of: chunk)
    if let known, !isTurn(of: chunk.count) { return append(known, start, &place, &tokens) }
    try unsafe tokenizeWithPlaces(chunk, at: 1, isFirst: false)
    tokens.append(placing.placed, from: start, &place)
    var isKept = false
    if placing.placed.fill(&placing.slots, chunkLength: chunk.count) {
      isKept = unsafe placing.slots.withUnsafeBufferPointer {
        unsafe keep(chunk, slots: $0, isKnown: known != nil)
      }
    }
    if !isKept, known == nil { unsafe keepRecord(of: chunk) }
  }

  /// A first chunk that gets a ▁ in front, and has a byte there for now.
  private mutating func placeFirst(
    _ name: [UInt8], _ place: inout ChunkPlace, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    try unsafe name.withUnsafeBufferPointer { name throws(TokenizerError) in
      let name = UnsafeRawBufferPointer(name)
      if let known = unsafe placing.longChunks.range(of: name) {
        return append(known, 0, &place, &tokens)
      }
      let chunk = unsafe UnsafeRawBufferPointer(rebasing: name.dropFirst())
      try unsafe tokenizeWithPlaces(chunk, at: 0, isFirst: true)
      tokens.append(placing.placed, from: 0, &place)
      unsafe keepRecord(of: name)
    }
  }

  /// Appends the tokens of a chunk whose record is at `known`.
  private mutating func append(
    _ known: Range<Int>, _ start: Int, _ place: inout ChunkPlace, _ tokens: inout TokenBuffer
  ) {
    let record = placing.longChunks.ids[known]
    if placing.longChunks.ids[known.lowerBound] & 1 == 1 {
      tokens.append(record, from: start, &place)
    } else {
      placing.placed.fill(record: record)
      tokens.append(placing.placed, from: start, &place)
    }
  }

  private mutating func keepRecord(of chunk: UnsafeRawBufferPointer) {
    guard chunk.count <= LongWordCache.largestLength, let record = placing.placed.record else {
      return
    }
    unsafe record.withUnsafeBufferPointer { unsafe placing.longChunks.insert(chunk, ids: $0) }
  }

  /// Leaves the tokens of a chunk in `placed`.
  private mutating func tokenizeWithPlaces(
    _ chunk: UnsafeRawBufferPointer, at start: Int, isFirst: Bool
  ) throws(TokenizerError) {
    placing.found.removeAll()
    try unsafe fused.prepare(chunk, at: start, isFirst: isFirst, &placing.pieces)
    try plain.encode(placing.pieces, into: &placing.found)
    placing.placed.fill(
      placing.found, in: placing.pieces, countsWords: countsWords)
  }
}
