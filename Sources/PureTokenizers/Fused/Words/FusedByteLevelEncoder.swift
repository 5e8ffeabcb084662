/// The mutable half of `FusedByteLevel`: goes through the pieces of a text, and cuts them by
/// `Cutter`; the words are `WordEncoder`'s.
///
/// Only what depends on the cutter is here: what is generic asks the runtime for its layout.
struct FusedByteLevelEncoder<Cutter: WordCutter>: PieceEncoder {
  private var encoder: WordEncoder
  private let cutter: Cutter

  init(_ fused: FusedByteLevel, cutter: Cutter) {
    encoder = WordEncoder(fused)
    self.cutter = cutter
  }

  mutating func encode(
    _ pieces: borrowing Pieces, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let text = pieces.text.bytes
    var place = WordPlace()
    for piece in pieces.elements {
      place.start = 0
      if let token = piece.token {
        let span = place.span(piece.range.count)
        tokens.append(token, at: span)
        place.word &+= 1
      } else {
        try encode(text, piece.range, &place, into: &tokens)
      }
      place.piece &+= 1
    }
  }

  private mutating func encode(
    _ text: [UInt8], _ range: Range<Int>, _ place: inout WordPlace, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    try unsafe text.withUnsafeBufferPointer { buffer throws(TokenizerError) in
      guard let base = buffer.baseAddress else { return }
      // SAFETY: `range` is in the text.
      let words = unsafe WordText(
        base: base + range.lowerBound, count: range.count,
        readable: buffer.count - range.lowerBound)
      var scanner = unsafe cutter.words(of: words.base, count: words.count)
      encoder.batch.begin()
      while !scanner.isAtEnd {
        encoder.batch.fill(from: &scanner, textLength: words.count)
        try encoder.encodeBatch(words, &place, into: &tokens)
      }
    }
  }
}
