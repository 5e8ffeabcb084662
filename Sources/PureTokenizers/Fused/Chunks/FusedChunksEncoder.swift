/// The mutable half of `FusedChunks`: the loops of `WordEncoder` over chunks.
///
/// Here ids alone; `FusedChunksEncoder+Places.swift` does the same with places.
struct FusedChunksEncoder: PieceEncoder {
  let fused: FusedChunks
  /// Whether a `ChunkSlot` has room for places.
  let placesTokens: Bool
  private let idMask: UInt32
  // Kept here because a copy of the whole preparation counts references, twice for every piece.
  private let prefix: ChunkPreparation.SpacePrefix?
  let countsWords: Bool
  let mayShift: Bool
  var plain: any PieceEncoder
  /// The short way for ids alone, if there is one.
  private var merger: SpelledMerger?
  var table = WordTable()
  var longChunks = LongWordCache(largestSlotCount: 1 << 16)
  var batch = WordBatch()
  /// How many known chunks have wanted a place in the table.
  var turns = 0
  /// The ids of the chunk that was encoded last.
  var found = TokenBuffer(tracksSpans: false)
  var pieces = Pieces(TextBuffer(tracksOrigins: false))
  /// What the places of tokens need.
  var placing = ChunkPlacing()

  init(_ fused: FusedChunks) {
    self.fused = fused
    placesTokens = fused.placesTokens
    idMask = placesTokens ? ChunkSlot.idMask : .max
    prefix = fused.preparation.prefix
    countsWords = fused.preparation.countsWords
    mayShift = fused.shiftedPlaces != nil
    plain = fused.makePlainEncoder()
    merger = SpelledMerger(fused.model, fused.preparation)
  }

  /// Tokenizes the text as it stands, or, with spans for which there is no room, what the plain
  /// stages have made of it.
  mutating func encode(
    _ pieces: borrowing Pieces, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    if tokens.tracksSpans {
      guard placesTokens else { return try plain.encode(pieces, into: &tokens) }
      return try encodeWithPlaces(pieces, into: &tokens)
    }
    for piece in pieces.elements {
      if let token = piece.token {
        tokens.append(token, piece: 0, range: 0..<0)
      } else {
        try forEachBatch(pieces.text.bytes, piece.range) { encoder, chunks throws(TokenizerError) in
          try encoder.encodeBatch(chunks, at: piece.range.lowerBound, into: &tokens)
        }
      }
    }
  }

  /// Calls `body` again and again, with the next chunks of a piece in `batch` and their keys made.
  @inline(__always)
  mutating func forEachBatch(
    _ text: [UInt8], _ range: Range<Int>,
    _ body: (inout FusedChunksEncoder, WordText) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    try unsafe text.withUnsafeBufferPointer { buffer throws(TokenizerError) in
      guard let base = buffer.baseAddress else { return }
      // SAFETY: `range` is in the text.
      let chunks = unsafe WordText(
        base: base + range.lowerBound, count: range.count,
        readable: buffer.count - range.lowerBound)
      batch.begin()
      if chunks.count == 1 {
        // Nothing to look for: a carriage return between line feeds that are tokens, say.
        batch.fill(whole: 1)
        return try run(chunks, body)
      }
      var scanner = unsafe ChunkScanner(
        fused.rule, text: chunks.base, count: chunks.count, readable: chunks.readable)
      while !scanner.isAtEnd {
        batch.fill(from: &scanner, textLength: chunks.count)
        if batch.wordCount > 0 { try run(chunks, body) }
      }
    }
  }

  /// Calls `body` with the chunks that are in the batch.
  @inline(__always)
  private mutating func run(
    _ chunks: WordText,
    _ body: (inout FusedChunksEncoder, WordText) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    let lineMask = table.mask
    unsafe table.withLines { unsafe batch.makeKeys(chunks, lines: $0, lineMask: lineMask) }
    try body(&self, chunks)
    if table.isCrowded { table.grow() }
  }

  /// The first chunk of the piece at `start` with a byte in front that is in no text, if the batch
  /// begins with it and a ▁ is put in front: a name for it in the caches.
  mutating func prefixedFirst(_ chunks: WordText, at start: Int) -> [UInt8]? {
    guard let prefix, batch.start(0) == 0 else { return nil }
    let first = unsafe chunks.bytes(batch.range(0))
    return unsafe prefix.applies(to: first, at: start) ? [0xFF] + first : nil
  }

  private mutating func encodeBatch(
    _ chunks: WordText, at start: Int, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var next = 0
    if let first = prefixedFirst(chunks, at: start) {
      try encodeFirst(first, into: &tokens)
      next = 1
    }
    while next < batch.wordCount {
      let stored = unsafe table.withLines { unsafe batch.probe(&next, in: $0) }
      unsafe batch.withIDs(stored) { unsafe tokens.append(contentsOf: $0, mask: idMask) }
      guard next < batch.wordCount else { return }
      try unsafe encodeUnseen(chunks.bytes(batch.range(next)), into: &tokens)
      next += 1
    }
  }

  /// A chunk that the table does not have: a longer one, or one that is seen for the first time.
  @inline(never)
  private mutating func encodeUnseen(
    _ chunk: UnsafeRawBufferPointer, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let known = unsafe longChunks.range(of: chunk)
    if let known, !isTurn(of: chunk.count) {
      tokens.append(contentsOf: longChunks.ids[known])
      return
    }
    try unsafe tokenize(chunk, isFirst: false)
    tokens.append(contentsOf: found)
    unsafe keep(chunk, isKnown: known != nil)
  }

  /// A first chunk that gets a ▁ in front, and has a byte there for now.
  private mutating func encodeFirst(
    _ name: [UInt8], into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    try unsafe name.withUnsafeBufferPointer { name throws(TokenizerError) in
      let name = UnsafeRawBufferPointer(name)
      if let known = unsafe longChunks.range(of: name) {
        return tokens.append(contentsOf: longChunks.ids[known])
      }
      try unsafe tokenize(UnsafeRawBufferPointer(rebasing: name.dropFirst()), isFirst: true)
      tokens.append(contentsOf: found)
      unsafe found.ids.withUnsafeBufferPointer { unsafe longChunks.insert(name, ids: $0) }
    }
  }

  /// Leaves the ids of a chunk in `found`.
  private mutating func tokenize(
    _ chunk: UnsafeRawBufferPointer, isFirst: Bool
  ) throws(TokenizerError) {
    found.removeAll()
    let isPrefixed = unsafe isFirst && prefix?.applies(to: chunk, at: 0) ?? false
    if let count = unsafe merger?.findIDs(of: chunk, isPrefixed: isPrefixed), let merger {
      return found.append(contentsOf: merger.ids[..<count])
    }
    try unsafe fused.prepare(chunk, at: 0, isFirst: isFirst, &pieces)
    try plain.encode(pieces, into: &found)
  }
}
