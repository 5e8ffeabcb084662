/// The mutable half of `FusedChunks`: the loops of `WordEncoder` over chunks.
///
/// Here ids alone; `FusedChunksEncoder+Places.swift` does the same with places.
struct FusedChunksEncoder: PieceEncoder {
  let fused: FusedChunks
  /// Whether a `ChunkSlot` has room for places.
  private let placesTokens: Bool
  private let idMask: UInt32
  var plain: any PieceEncoder
  var table = WordTable()
  private var longChunks = LongWordCache(largestSlotCount: 1 << 16)
  var batch = WordBatch()
  /// The ids of the chunk that was encoded last.
  private var found = TokenBuffer(tracksSpans: false)
  private var pieces = Pieces(TextBuffer(tracksOrigins: false))
  /// What the places of tokens need.
  var placing = ChunkPlacing()

  init(_ fused: FusedChunks) {
    self.fused = fused
    placesTokens = fused.placesTokens
    idMask = placesTokens ? ChunkSlot.idMask : .max
    plain = fused.model.makeEncoder()
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
      var scanner = unsafe ChunkScanner(fused.rule, text: chunks.base, count: chunks.count)
      batch.begin()
      while !scanner.isAtEnd {
        batch.fill(from: &scanner, textLength: chunks.count)
        guard batch.wordCount > 0 else { continue }
        let lineMask = table.mask
        unsafe table.withLines { unsafe batch.makeKeys(chunks, lines: $0, lineMask: lineMask) }
        try body(&self, chunks)
        if table.isCrowded { table.grow() }
      }
    }
  }

  /// Whether the batch begins with the first chunk of a piece, and that is not like all others.
  var beginsSpecially: Bool {
    batch.start(0) == 0 && !fused.preparation.treatsFirstAlike
  }

  private mutating func encodeBatch(
    _ chunks: WordText, at start: Int, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var next = 0
    if beginsSpecially {
      try unsafe tokenize(chunks.bytes(batch.range(0)), at: start, isFirst: true)
      tokens.append(contentsOf: found)
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
    if let known = unsafe longChunks.range(of: chunk) {
      tokens.append(contentsOf: longChunks.ids[known])
      return
    }
    try unsafe tokenize(chunk, at: 1, isFirst: false)
    tokens.append(contentsOf: found)
    unsafe keep(chunk)
  }

  /// Leaves the ids of a chunk in `found`.
  private mutating func tokenize(
    _ chunk: UnsafeRawBufferPointer, at start: Int, isFirst: Bool
  ) throws(TokenizerError) {
    found.removeAll()
    try unsafe fused.prepare(chunk, at: start, isFirst: isFirst, &pieces)
    try plain.encode(pieces, into: &found)
  }

  private mutating func keep(_ chunk: UnsafeRawBufferPointer) {
    let isWordless = found.ids.isEmpty && !pieces.elements.isEmpty
    unsafe found.ids.withUnsafeBufferPointer { ids in
      guard chunk.count <= WordTable.largestLength, ids.count <= WordTable.largestCount,
        !isWordless
      else { return unsafe longChunks.insert(chunk, ids: ids) }
      unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: WordTable.largestCount) {
        unsafe _ = $0.initialize(fromContentsOf: ids)
        if !ids.isEmpty, placesTokens { unsafe $0[0] = ChunkSlot(unplaced: ids[0]).bits }
        unsafe keep(chunk, slots: UnsafeBufferPointer(rebasing: $0[..<ids.count]))
      }
    }
  }

  /// Keeps what is in the slots of a short chunk.
  mutating func keep(_ chunk: UnsafeRawBufferPointer, slots: UnsafeBufferPointer<UInt32>) {
    unsafe table.insert(WordBatch.key(chunk), ids: slots)
  }
}
