/// A token for each piece that is in the vocabulary, and the unknown token for every other.
public struct WordLevel: Model {
  /// The tokens.
  public let vocabulary: Vocabulary
  /// The token for pieces that are not in the vocabulary.
  public let unknownToken: [UInt8]
  private let unknownID: TokenID?

  /// A model of the tokens of `vocabulary`.
  public init(vocabulary: Vocabulary, unknownToken: [UInt8] = Array("<unk>".utf8)) {
    self.vocabulary = vocabulary
    self.unknownToken = unknownToken
    unknownID = vocabulary.id(of: unknownToken)
  }

  /// An encoder, which needs no memory of its own.
  public func makeEncoder() -> any PieceEncoder { WordLevelEncoder(model: self) }

  fileprivate func token(
    of text: [UInt8], _ range: Range<Int>
  ) throws(TokenizerError) -> TokenID {
    if let position = vocabulary.position(of: text, range) { return vocabulary.id(at: position) }
    guard let unknownID else {
      throw .missingUnknownToken(
        model: "WordLevel", problem: "Missing [UNK] token from the vocabulary")
    }
    return unknownID
  }
}

extension WordLevel: LoadableStage {
  /// `WordLevel`.
  public static let typeName = "WordLevel"

  /// Reads the two fields, both of which must be there.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    try self.init(
      vocabulary: Vocabulary(json: json.required("vocab")), unknownToken: json.bytes("unk_token"))
  }

  /// Writes the fields in the order in which Hugging Face writes them.
  public func writeFields(to json: inout JSONWriter) {
    vocabulary.write(to: &json)
    json.field("unk_token", unknownToken)
  }
}

private struct WordLevelEncoder: PieceByPieceEncoder {
  let model: WordLevel

  mutating func encode(
    _ text: [UInt8], _ range: Range<Int>, _ piece: Int, _ tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    tokens.append(try model.token(of: text, range), piece: piece, range: 0..<range.count)
  }
}
