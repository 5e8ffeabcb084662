/// The mutable half of `FusedChunks`: the loops of `FusedByteLevelEncoder` over chunks.
struct FusedChunksEncoder: PieceEncoder {
  private let fused: FusedChunks
  private var plain: any PieceEncoder
  private var table = WordTable()
  private var longChunks = LongWordCache(largestSlotCount: 1 << 16)
  private var batch = WordBatch()
  /// The ids of the chunk that was encoded last.
  private var found = TokenBuffer(tracksSpans: false)
  private var pieces = Pieces(TextBuffer(tracksOrigins: false))

  init(_ fused: FusedChunks) {
    self.fused = fused
    plain = fused.model.makeEncoder()
  }

  /// Tokenizes the text as it stands, or with spans, what the plain stages have made of it.
  mutating func encode(
    _ pieces: borrowing Pieces, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    guard !tokens.tracksSpans else { return try plain.encode(pieces, into: &tokens) }
    let text = pieces.text.bytes
    for piece in pieces.elements {
      if let token = piece.token {
        tokens.append(token, piece: 0, range: 0..<0)
      } else {
        try encode(text, piece.range, into: &tokens)
      }
    }
  }

  private mutating func encode(
    _ text: [UInt8], _ range: Range<Int>, into tokens: inout TokenBuffer
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
        try encodeBatch(chunks, at: range.lowerBound, into: &tokens)
        if table.isCrowded { table.grow() }
      }
    }
  }

  private mutating func encodeBatch(
    _ chunks: WordText, at start: Int, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    guard batch.wordCount > 0 else { return }
    let lineMask = table.mask
    unsafe table.withLines { unsafe batch.makeKeys(chunks, lines: $0, lineMask: lineMask) }
    var next = 0
    if batch.range(0).lowerBound == 0, !fused.preparation.treatsFirstAlike {
      try unsafe tokenize(chunks.bytes(batch.range(0)), at: start, isFirst: true)
      tokens.append(contentsOf: found)
      next = 1
    }
    while next < batch.wordCount {
      let stored = unsafe table.withLines { unsafe batch.probe(&next, in: $0) }
      unsafe batch.withIDs(stored) { unsafe tokens.append(contentsOf: $0) }
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
    if unsafe fused.shortcut?.prepare(chunk, &pieces) != true {
      try unsafe fused.preparation.prepare(chunk, at: start, isFirst: isFirst, &pieces)
    }
    try plain.encode(pieces, into: &found)
  }

  private mutating func keep(_ chunk: UnsafeRawBufferPointer) {
    unsafe found.ids.withUnsafeBufferPointer { ids in
      if chunk.count <= WordTable.largestLength, ids.count <= WordTable.largestCount {
        unsafe table.insert(WordBatch.key(chunk), ids: ids)
      } else {
        unsafe longChunks.insert(chunk, ids: ids)
      }
    }
  }
}
