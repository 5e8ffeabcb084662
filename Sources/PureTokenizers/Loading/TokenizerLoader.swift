/// Reads tokenizer.json: the fields of the outermost object, in the order of the file.
struct TokenizerLoader {
  /// Makes the stages.
  let stages: StageLoader

  private var truncation: Truncation?
  private var padding: Padding?
  private var addedTokens: [AddedToken] = []
  private var normalizer: (any Normalizer)?
  private var preTokenizer: (any PreTokenizer)?
  private var postProcessor: (any PostProcessor)?
  private var decoder: (any TokenDecoder)?
  private var model: (any Model)?

  init(stages: StageLoader = StageLoader()) { self.stages = stages }

  /// The tokenizer that the bytes of a file describe.
  static func load(
    _ bytes: [UInt8], stages: StageLoader = StageLoader()
  ) throws(TokenizerError) -> LoadedTokenizer {
    var loader = TokenizerLoader(stages: stages)
    return try loader.load(JSON(bytes))
  }

  private mutating func load(_ json: JSON) throws(TokenizerError) -> LoadedTokenizer {
    try json.expect(.object)
    for member in json.members { try read(member.value, of: member.key) }
    guard let model else {
      throw .invalidFile(path: "model", problem: "required, but not present")
    }
    return LoadedTokenizer(
      truncation: truncation, padding: padding, addedTokens: addedTokens, normalizer: normalizer,
      preTokenizer: preTokenizer, postProcessor: postProcessor, decoder: decoder, model: model)
  }

  /// Reads one field. A key that stands twice is read twice, and the last one counts.
  private mutating func read(_ json: JSON, of key: [UInt8]) throws(TokenizerError) {
    switch String(decoding: key, as: UTF8.self) {
    case "version": try readVersion(json)
    case "truncation": truncation = json.isNull ? nil : try Truncation(json: json)
    case "padding": padding = json.isNull ? nil : try Padding(json: json)
    case "added_tokens": addedTokens = try readAddedTokens(json)
    case "normalizer": normalizer = json.isNull ? nil : try stages.normalizer(from: json)
    case "pre_tokenizer": preTokenizer = json.isNull ? nil : try stages.preTokenizer(from: json)
    case "post_processor":
      postProcessor = json.isNull ? nil : try stages.postProcessor(from: json)
    case "decoder": decoder = json.isNull ? nil : try stages.decoder(from: json)
    case "model": model = try stages.model(from: json)
    default: throw json.invalid("unknown (\(Self.keys.joined(separator: ", ")))")
    }
  }

  private static let keys = [
    "version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer",
    "post_processor", "decoder", "model",
  ]

  private func readVersion(_ json: JSON) throws(TokenizerError) {
    let version = try json.stringValue()
    guard version == "1.0" else { throw json.invalid("unknown version \(version) (1.0)") }
  }

  private func readAddedTokens(_ json: JSON) throws(TokenizerError) -> [AddedToken] {
    var tokens: [AddedToken] = []
    for element in try json.arrayValue() { tokens.append(try AddedToken(json: element)) }
    return tokens
  }
}
