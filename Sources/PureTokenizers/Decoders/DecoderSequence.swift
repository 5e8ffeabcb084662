/// Several decoders, one after the other; each gets the tokens of the one before.
public struct DecoderSequence: TokenDecoder {
  /// The members in order.
  public let decoders: [any TokenDecoder]

  /// Runs `decoders` in order.
  public init(_ decoders: [any TokenDecoder]) { self.decoders = decoders }

  /// Rewrites the tokens with each member in turn.
  public func decode(_ tokens: [[UInt8]]) throws(TokenizerError) -> [[UInt8]] {
    var tokens = tokens
    let limit = Limits.normalizedBytes(of: tokens.byteCount)
    for decoder in decoders {
      tokens = try decoder.decode(tokens)
      guard tokens.byteCount <= limit else { throw .textTooLarge(limit: limit) }
    }
    return tokens
  }
}

extension [[UInt8]] {
  /// The bytes of all tokens together.
  var byteCount: Int { reduce(0) { $0 + $1.count } }
}

extension DecoderSequence: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Sequence"

  /// Reads `decoders`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    var decoders: [any TokenDecoder] = []
    for member in try json.array("decoders") { decoders.append(try loader.decoder(from: member)) }
    self.init(decoders)
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.array("decoders") { json in
      for decoder in decoders { json.element(stage: decoder) }
    }
  }
}
