/// A part of the text: a range of bytes, and the added token that has claimed it, if any.
public struct Piece: Hashable, Sendable {
  /// Where the piece begins, in bytes of the text.
  public var start: UInt32
  /// Where it ends.
  public var end: UInt32
  /// The added token that claimed the piece; later stages leave such a piece alone.
  public var token: TokenID?

  /// The bytes of `range`, claimed by `token` if there is one.
  public init(_ range: Range<Int>, token: TokenID? = nil) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
    self.token = token
  }

  /// The bytes of the text that the piece covers.
  public var range: Range<Int> { Int(start)..<Int(end) }
}

/// The text cut into pieces: the one value that flows through the pipeline.
///
/// Pieces stand in reading order. They never are empty, and they need not cover the text: what a
/// pre-tokenizer removes is in no piece. Claimed pieces may overlap (see `AddedTokens`).
public struct Pieces: Sendable {
  /// The text that the pieces are cut from.
  public private(set) var text: TextBuffer
  /// The pieces, in order.
  public private(set) var elements: [Piece]

  /// The whole text as one piece; no piece when it is empty.
  public init(_ text: TextBuffer) {
    self.text = text
    elements = text.isEmpty ? [] : [Piece(0..<text.count)]
  }

  /// Pieces of a text that somebody else has cut.
  init(_ text: TextBuffer, elements: [Piece]) {
    self.text = text
    self.elements = elements
  }

  /// Becomes the whole of a text, in the memory that there is.
  mutating func begin(original bytes: [UInt8], tracksOrigins: Bool) {
    text.begin(original: bytes, tracksOrigins: tracksOrigins)
    if elements.count == 1, !bytes.isEmpty {
      elements[0] = Piece(0..<bytes.count)
      return
    }
    elements.removeAll(keepingCapacity: true)
    if !bytes.isEmpty { elements.append(Piece(0..<bytes.count)) }
  }

  /// Lets go of the text, which others may want to change; what the pieces are is not known then.
  mutating func forgetText() { text.forgetBytes() }

  /// Becomes other pieces of another text, in the memory that there is.
  mutating func refill(_ body: (_ text: inout TextBuffer, _ pieces: inout [Piece]) -> Void) {
    text.removeAll()
    elements.removeAll(keepingCapacity: true)
    body(&text, &elements)
  }

  /// Cuts every unclaimed piece.
  ///
  /// `cut` gets the text's bytes and the range of a piece, and calls `emit` with the ranges that
  /// replace it, as positions in the text. Empty ones are dropped.
  public mutating func split<Failure: Error>(
    _ cut: (_ bytes: [UInt8], _ piece: Range<Int>, _ emit: (Range<Int>) -> Void)
      throws(Failure) -> Void
  ) throws(Failure) {
    try replaceUnclaimed { bytes, range, result throws(Failure) in
      try cut(bytes, range) { if !$0.isEmpty { result.append(Piece($0)) } }
    }
  }

  /// Whether `condition` holds for some unclaimed piece.
  func hasUnclaimed(where condition: (_ bytes: [UInt8], _ piece: Range<Int>) -> Bool) -> Bool {
    elements.contains { $0.token == nil && condition(text.bytes, $0.range) }
  }

  /// Replaces every unclaimed piece by the pieces that `body` appends to `result`.
  ///
  /// `body` may append claimed pieces; it must not append empty ones.
  mutating func replaceUnclaimed<Failure: Error>(
    _ body: (_ bytes: [UInt8], _ piece: Range<Int>, _ result: inout [Piece])
      throws(Failure) -> Void
  ) throws(Failure) {
    var result: [Piece] = []
    result.reserveCapacity(elements.count)
    for piece in elements {
      if piece.token == nil {
        try body(text.bytes, piece.range, &result)
      } else {
        result.append(piece)
      }
    }
    elements = result
  }

  /// Rewrites the text of every unclaimed piece, each on its own.
  ///
  /// A piece that becomes empty is dropped.
  public mutating func rewrite(
    _ edit: (inout TextBuffer) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    try rebuild { text, piece, result throws(TokenizerError) in
      var part = text.slice(piece)
      try edit(&part)
      result.append(part, range: 0..<part.count)
    }
  }

  /// Builds the text anew: `body` appends to `result` what becomes of an unclaimed piece.
  ///
  /// Does what `rewrite` does without a text of its own for each piece. A piece that becomes empty
  /// is dropped.
  mutating func rebuild(
    _ body: (_ text: TextBuffer, _ piece: Range<Int>, _ result: inout TextBuffer)
      throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    var newText = text.emptied()
    var claimed = ClaimedCopy()
    var result: [Piece] = []
    result.reserveCapacity(elements.count)
    for piece in elements {
      if piece.token == nil {
        let start = newText.count
        try body(text, piece.range, &newText)
        if newText.count > start { result.append(Piece(start..<newText.count)) }
      } else {
        result.append(claimed.copy(piece, of: text, to: &newText))
      }
      try newText.expectRoom()
    }
    text = newText
    elements = result
  }

  /// Where a piece begins in the original text. Needs origins unless no stage has rewritten it.
  public func originalStart(of piece: Range<Int>) -> Int { text.originalStart(of: piece) }
}

/// Copies claimed pieces from one text to another, shared parts only once.
///
/// An added token that swallows white space may overlap many added tokens inside that white space;
/// a copy for each would make the text grow with the square of its length.
private struct ClaimedCopy {
  private var copied = 0..<0
  private var target = 0

  mutating func copy(_ piece: Piece, of text: TextBuffer, to result: inout TextBuffer) -> Piece {
    let range = piece.range
    if range.lowerBound < copied.lowerBound || range.upperBound > copied.upperBound {
      copied = range
      target = result.count
      result.append(text, range: range)
    }
    let start = target + range.lowerBound - copied.lowerBound
    return Piece(start..<start + range.count, token: piece.token)
  }
}

/// Bounds that keep every position in 32 bits.
enum Limits {
  /// The largest text in UTF-8 bytes, before and after normalization.
  static let textBytes = Int(Int32.max)

  /// The largest text that normalizers may make of one with `count` bytes.
  ///
  /// Unicode's longest decomposition is eleven times as long. A file that replaces one letter by a
  /// million of them, and each of those by another million, must not fill the memory.
  static func normalizedBytes(of count: Int) -> Int {
    Swift.min(textBytes, 64 * Swift.min(count, textBytes) + 1 << 20)
  }
}
