/// Reads version 2.0 of the format, which tokenizers 1.0 writes, as the stages of version 1.0.
///
/// It says the same things in other places:
///
///     1.0                            2.0
///     pre-tokenizer Metaspace        normalizer MetaspaceNormalizer, then a Split at "▁"
///     WhitespaceSplit, Metaspace     the same with `drop_whitespace`
///     pre-tokenizer ByteLevel        `byte_level` in the model, after a Split
///     all post-processors            a TemplateProcessing of ids, none for ByteLevel
///     decoder ByteLevel              the same without fields
///
/// It has no offsets, so nothing says whether they are trimmed; they are not.
struct FormatTwo {
  let stages: StageLoader
  let json: JSON

  /// The tokenizer that the file describes.
  func load() throws(TokenizerError) -> LoadedTokenizer {
    var fields = TokenizerFields(stages: stages)
    for member in json.members {
      switch String(decoding: member.key, as: UTF8.self) {
      case "version", "normalizer", "pre_tokenizer", "post_processor", "decoder": break
      case "added_tokens": fields.addedTokens = try addedTokens(member.value)
      case "role_to_token": try checkRoles(member.value)
      default: try fields.read(member.value, of: member.key)
      }
    }
    var tokenizer = try fields.tokenizer()
    let (normalizer, metaspace) = try readNormalizer()
    tokenizer.normalizer = normalizer
    tokenizer.preTokenizer = try readPreTokenizer(metaspace)
    tokenizer.decoder = try json.optional("decoder").map { (json) throws(TokenizerError) in
      try decoder(from: json)
    }
    tokenizer.postProcessor = try json.optional("post_processor").map {
      (json) throws(TokenizerError) in
      try postProcessor(from: json, of: tokenizer)
    }
    return tokenizer
  }

  /// What the tokens are used for says nothing about how text is tokenized.
  private func checkRoles(_ json: JSON) throws(TokenizerError) {
    if !json.isNull { try json.expect(.object) }
  }

  /// Tokenizers 1.0 adds the tokens in the order of their ids, not in that of the file.
  private func addedTokens(_ json: JSON) throws(TokenizerError) -> [AddedToken] {
    var elements: [(id: TokenID, json: JSON)] = []
    for element in try json.arrayValue() {
      elements.append((try element.tokenID("id"), element))
    }
    return try TokenizerFields.addedTokens(elements.sorted { $0.id < $1.id }.map(\.json))
  }

  private func decoder(from json: JSON) throws(TokenizerError) -> any TokenDecoder {
    switch try json.string("type") {
    case ByteLevelDecoder.typeName: return ByteLevelDecoder()
    case DecoderSequence.typeName:
      var members: [any TokenDecoder] = []
      for member in try json.array("decoders") { members.append(try decoder(from: member)) }
      return DecoderSequence(members)
    default: return try stages.decoder(from: json)
    }
  }
}
