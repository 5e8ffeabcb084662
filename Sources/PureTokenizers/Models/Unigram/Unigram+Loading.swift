extension Unigram: LoadableStage {
  /// `Unigram`.
  public static let typeName = "Unigram"

  /// Reads the tokens, an array of pairs `["token", score]`, and the two options.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    let list = try json.required("vocab")
    try list.expect(.array)
    let tokens = try Self.tokens(list)
    let unknown = try json.optionalInteger("unk_id", in: 0...Int.max)
    try self.init(
      vocabulary: tokens.vocabulary, scores: tokens.scores,
      unknownToken: unknown.map { TokenID(clamping: $0) },
      fallsBackToBytes: json.bool("byte_fallback", default: false))
  }

  private static func tokens(
    _ list: JSON
  ) throws(TokenizerError) -> (vocabulary: Vocabulary, scores: [Double]) {
    if let section = list.document.sections.scores(list.node) {
      return (section.vocabulary, section.scores)
    }
    let list = list.unfolded
    var builder = VocabularyBuilder(reserving: list.count, byteCount: list.count * 8)
    var scores: [Double] = []
    scores.reserveCapacity(list.count)
    try list.forEachElement { position, pair throws(TokenizerError) in
      guard let (token, score) = Self.entry(pair, in: list.document) else {
        throw list.element(pair, at: position).invalid(
          "not a token with a score (an array of a string and a number)")
      }
      if token.hasEscapes {
        builder.append(list.document.decoded(token))
      } else {
        builder.append(list.document.bytes[token.range])
      }
      scores.append(score)
    }
    return (builder.listing(), scores)
  }

  private static func entry(_ pair: JSONNode, in document: JSONDocument) -> (JSONString, Double)? {
    guard document.kind(pair) == .array, document.count(pair) == 2 else { return nil }
    let first = document.first(in: pair)
    guard let token = document.stringIfAny(first) else { return nil }
    let second = document.next(first)
    guard document.kind(second) == .number, let score = document.number(second).double else {
      return nil
    }
    return (token, score)
  }

  /// Writes the fields in the order in which Hugging Face writes them.
  public func writeFields(to json: inout JSONWriter) {
    json.field("unk_id", unknownToken)
    json.array("vocab") { json in
      for entry in vocabulary.entries {
        json.arrayElement { json in
          json.element(Array(entry.bytes))
          json.element(scores[Int(entry.id)])
        }
      }
    }
    json.field("byte_fallback", fallsBackToBytes)
  }
}
