/// Cuts pieces inside the text of special tokens that the model has made of it, so that it makes
/// other tokens.
///
/// Every round cuts at least once, so there is an end; after a few rounds pieces are cut into
/// single characters at once, so that it comes soon.
struct SpecialTokenCuts {
  private static let gentleRounds = 4
  private var rounds = 0

  /// Cuts where `tokens` has guarded ones that no added token has claimed; false when there are
  /// none.
  ///
  /// - Throws: `specialTokenInText` when a single character is such a token.
  mutating func cut(
    _ pieces: inout Pieces, where tokens: borrowing TokenBuffer, make guarded: GuardedTokens,
    named texts: some TokenTexts
  ) throws(TokenizerError) -> Bool {
    var cuts: [Int: [Range<Int>]] = [:]
    for (position, id) in tokens.ids.enumerated() where guarded.contains(id) {
      let span = tokens.spans[position]
      guard !pieces.isClaimed(span) else { continue }
      guard let range = pieces.cuttableRange(of: span, whole: rounds >= Self.gentleRounds) else {
        throw .specialTokenInText(
          token: String(decoding: texts.text(of: id), as: UTF8.self),
          byteOffset: Int(pieces.original(of: span).start))
      }
      guard cuts[Int(span.piece)]?.last != range else { continue }
      cuts[Int(span.piece), default: []].append(range)
    }
    guard !cuts.isEmpty else { return false }
    rounds += 1
    pieces.cut(cuts)
    return true
  }
}

extension Pieces {
  /// The text of `span` when it has several characters, otherwise its piece when that has; nil when
  /// neither does.
  fileprivate func cuttableRange(of span: TokenSpan, whole: Bool) -> Range<Int>? {
    guard Int(span.piece) < elements.count else { return nil }
    let piece = elements[Int(span.piece)].range
    // Spans may leave the piece, or begin inside a character: models count what is not in the text.
    var start = Swift.min(piece.lowerBound + Int(span.start), piece.upperBound)
    let end = Swift.min(piece.lowerBound + Int(span.end), piece.upperBound)
    while start > piece.lowerBound, start < end, text.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    if !whole, start < end, text.bytes.scalar(at: start).length < end - start { return start..<end }
    return text.bytes.scalar(at: piece.lowerBound).length < piece.count ? piece : nil
  }

  /// Cuts pieces before every character inside `ranges`, which are given by the piece's position
  /// and stand in order.
  fileprivate mutating func cut(_ ranges: [Int: [Range<Int>]]) {
    var result: [Piece] = []
    result.reserveCapacity(elements.count + ranges.count)
    for (position, piece) in elements.enumerated() {
      var start = piece.range.lowerBound
      for range in ranges[position] ?? [] {
        var index = range.lowerBound + text.bytes.scalar(at: range.lowerBound).length
        while index < range.upperBound {
          if start < index { result.append(Piece(start..<index)) }
          start = Swift.max(start, index)
          index += text.bytes.scalar(at: index).length
        }
      }
      result.append(Piece(start..<piece.range.upperBound, token: piece.token))
    }
    self = Pieces(text, elements: result)
  }
}
