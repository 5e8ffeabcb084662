/// Reads tokenizer.json: the fields of the outermost object, in the order of the file.
enum TokenizerLoader {
  /// What the bytes of a file describe; `stages` knows the stages that it may name.
  static func load(
    _ bytes: [UInt8], stages: StageLoader = StageLoader()
  ) throws(TokenizerError) -> LoadedTokenizer {
    let json = try JSON(bytes)
    try json.expect(.object)
    let file =
      try isVersionTwo(json)
      ? FormatTwo(stages: stages, json: json).load() : load(json, stages)
    try stages.limits.check(file)
    return file
  }

  private static func load(
    _ json: JSON, _ stages: StageLoader
  ) throws(TokenizerError) -> LoadedTokenizer {
    var fields = TokenizerFields(stages: stages)
    for member in json.members { try fields.read(member.value, of: member.key) }
    return try fields.tokenizer()
  }

  private static func isVersionTwo(_ json: JSON) throws(TokenizerError) -> Bool {
    guard let version = json.member("version") else { return false }
    switch try version.stringValue() {
    case "1.0": return false
    case "2.0": return true
    case let other: throw unknownVersion(version, other)
    }
  }

  static func unknownVersion(_ json: JSON, _ version: String) -> TokenizerError {
    json.invalid("unknown version \"\(version)\" (\"1.0\" or \"2.0\")")
  }
}

/// The fields of a tokenizer.json, as far as they have been read.
struct TokenizerFields {
  let stages: StageLoader
  var truncation: Truncation?
  var padding: Padding?
  var addedTokens: [AddedToken] = []
  var normalizer: (any Normalizer)?
  var preTokenizer: (any PreTokenizer)?
  var postProcessor: (any PostProcessor)?
  var decoder: (any TokenDecoder)?
  var model: (any Model)?

  /// The tokenizer, which must have a model; everything else may be missing.
  func tokenizer() throws(TokenizerError) -> LoadedTokenizer {
    guard let model else {
      throw .invalidFile(path: "model", problem: "required, but not present")
    }
    return LoadedTokenizer(
      truncation: truncation, padding: padding, addedTokens: addedTokens, normalizer: normalizer,
      preTokenizer: preTokenizer, postProcessor: postProcessor, decoder: decoder, model: model)
  }

  /// Reads one field. A key that stands twice is read twice, and the last one counts.
  mutating func read(_ json: JSON, of key: [UInt8]) throws(TokenizerError) {
    switch String(decoding: key, as: UTF8.self) {
    case "version": try checkVersion(json)
    case "truncation": truncation = json.isNull ? nil : try Truncation(json: json)
    case "padding": padding = json.isNull ? nil : try Padding(json: json)
    case "added_tokens": addedTokens = try Self.addedTokens(json)
    case "normalizer": normalizer = json.isNull ? nil : try stages.normalizer(from: json)
    case "pre_tokenizer": preTokenizer = json.isNull ? nil : try stages.preTokenizer(from: json)
    case "post_processor":
      postProcessor = json.isNull ? nil : try stages.postProcessor(from: json)
    case "decoder": decoder = json.isNull ? nil : try stages.decoder(from: json)
    case "model": model = try stages.model(from: json)
    default: throw json.invalid("unknown key (\(Self.keys))")
    }
  }

  /// Hugging Face ignores unknown keys everywhere but here.
  private static let keys =
    "version, truncation, padding, added_tokens, normalizer, pre_tokenizer, post_processor, "
    + "decoder or model"

  private func checkVersion(_ json: JSON) throws(TokenizerError) {
    let version = try json.stringValue()
    guard version == "1.0" else { throw TokenizerLoader.unknownVersion(json, version) }
  }

  /// Reads `added_tokens`.
  private static func addedTokens(_ json: JSON) throws(TokenizerError) -> [AddedToken] {
    try json.expect(.array)
    let document = json.document
    var tokens: [AddedToken] = []
    tokens.reserveCapacity(json.count)
    try json.forEachElement { position, element throws(TokenizerError) in
      if let token = AddedToken(plain: element, in: document) {
        tokens.append(token)
      } else {
        tokens += try addedTokens([json.element(element, at: position)])
      }
    }
    return tokens
  }

  /// Reads the elements of `added_tokens` in this order, in which they get their ids.
  static func addedTokens(_ elements: [JSON]) throws(TokenizerError) -> [AddedToken] {
    var tokens: [AddedToken] = []
    for element in elements {
      try element.rejectRepeated([
        "id", "content", "single_word", "lstrip", "rstrip", "normalized", "special",
      ])
      tokens.append(try AddedToken(json: element))
    }
    return tokens
  }
}
