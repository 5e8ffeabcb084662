/// The mutable half of `FusedByteLevel`: goes through the pieces of a text, and cuts them by its
/// grammar; the words are `WordEncoder`'s.
struct FusedByteLevelEncoder: PieceEncoder {
  private var encoder: WordEncoder
  private var placing = WordPlacing()

  init(_ fused: FusedByteLevel) { encoder = WordEncoder(fused) }

  mutating func encode(
    _ pieces: borrowing Pieces, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    if tokens.tracksSpans, encoder.fused.placesTokens, pieces.text.isUnedited {
      return try encodeWithPlaces(pieces, into: &tokens)
    }
    let text = pieces.text.bytes
    var place = WordPlace()
    for piece in pieces.elements {
      place.start = 0
      if let token = piece.token {
        let span = place.span(piece.range.count)
        tokens.append(token, at: span)
        place.word &+= 1
      } else {
        try forEachBatch(text, piece.range) { encoder, words throws(TokenizerError) in
          try encoder.encoder.encodeBatch(words, &place, into: &tokens)
        }
      }
      place.piece &+= 1
    }
  }

  private mutating func encodeWithPlaces(
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
      } else {
        place.base = piece.start
        try forEachBatch(text, piece.range) { encoder, words throws(TokenizerError) in
          try encoder.placing.placeBatch(&encoder.encoder, words, &place, into: &tokens)
        }
      }
    }
  }

  /// Calls `body` again and again, with the next words of a piece in the encoder's batch.
  private mutating func forEachBatch(
    _ text: [UInt8], _ range: Range<Int>,
    _ body: (inout FusedByteLevelEncoder, WordText) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    try unsafe text.withUnsafeBufferPointer { buffer throws(TokenizerError) in
      guard let base = buffer.baseAddress else { return }
      // SAFETY: `range` is in the text.
      let words = unsafe WordText(
        base: base + range.lowerBound, count: range.count,
        readable: buffer.count - range.lowerBound)
      switch encoder.fused.grammar {
      case .gpt2(let separatesNumbers):
        try forEachBatch(of: words, GPT2Grammar(separatesNumbers: separatesNumbers), body)
      case .cl100k(let numbers, let marks):
        let grammar = CL100KGrammar(largestNumberGroup: numbers, marksAreLetters: marks)
        try forEachBatch(of: words, grammar, body)
      case .cased(let grammar): try forEachBatch(of: words, grammar, body)
      case .deepSeek(let grammar): try forEachBatch(of: words, grammar, body)
      case .stages(let stages): try forEachBatch(of: words, stages, body)
      }
    }
  }

  /// Compiled for each grammar; an encoder that is generic, and used through a protocol, asks the
  /// runtime how large its parts are, which takes as long as a word.
  private mutating func forEachBatch(
    of words: WordText, _ cutter: some WordCutter,
    _ body: (inout FusedByteLevelEncoder, WordText) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    var scanner = unsafe cutter.words(of: words.base, count: words.count)
    encoder.batch.begin()
    while !scanner.isAtEnd {
      encoder.batch.fill(from: &scanner, textLength: words.count)
      try body(&self, words)
    }
  }
}
