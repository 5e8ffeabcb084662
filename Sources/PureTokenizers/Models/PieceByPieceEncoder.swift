/// An encoder that tokenizes every piece as if it were alone.
protocol PieceByPieceEncoder: PieceEncoder {
  /// Appends the tokens of the piece number `piece`, the bytes of `text` in `range`.
  mutating func encode(
    _ text: [UInt8], _ range: Range<Int>, _ piece: Int, _ tokens: inout TokenBuffer
  ) throws(TokenizerError)
}

extension PieceByPieceEncoder {
  mutating func encode(
    _ pieces: borrowing Pieces, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let text = pieces.text.bytes
    var position = 0
    for piece in pieces.elements {
      if let token = piece.token {
        tokens.append(token, piece: position, range: 0..<piece.range.count)
      } else {
        try encode(text, piece.range, position, &tokens)
      }
      position += 1
    }
  }
}
