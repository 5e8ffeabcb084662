/// Cuts text into runs of a fixed number of scalars; the last run may be shorter.
///
///     "héllo", length 2  →  "hé" "ll" "o"
public struct FixedLength: PreTokenizer {
  /// The number of scalars in a piece, at least 1.
  public let length: Int

  /// Cuts into pieces of `length` scalars; less than 1 counts as 1.
  public init(length: Int = 5) { self.length = Swift.max(length, 1) }

  /// Cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) {
    pieces.replaceUnclaimed { bytes, piece, result in
      var start = piece.lowerBound
      var scalars = 0
      for index in piece where bytes[index] & 0xC0 != 0x80 {
        if scalars == length {
          result.append(Piece(start..<index))
          start = index
          scalars = 0
        }
        scalars += 1
      }
      result.append(Piece(start..<piece.upperBound))
    }
  }
}

extension FixedLength: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "FixedLength"

  /// Reads `length`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(length: try json.integer("length", in: 1...Int.max, default: 5))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) { json.field("length", length) }
}
