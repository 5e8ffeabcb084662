/// Templates, which in 2.0 hold ids instead of names.
extension FormatTwo {
  /// Reads a post-processor for a tokenizer, whose tokens give the ids their texts.
  func postProcessor(
    from json: JSON, of tokenizer: LoadedTokenizer
  ) throws(TokenizerError) -> any PostProcessor {
    guard try json.string("type") == TemplateProcessing.typeName else {
      return try stages.postProcessor(from: json)
    }
    let vocabulary = tokenizer.model.vocabulary
    let added = try AddedTokens(
      tokenizer.addedTokens, vocabulary: vocabulary, normalizer: tokenizer.normalizer)
    var template = TemplateReader { id in
      added.token(of: id)?.content ?? vocabulary.bytes(of: id).map(Array.init)
    }
    let single = try template.elements(of: json.array("single"))
    let pair = try template.elements(of: json.array("pair"))
    return TemplateProcessing(
      single: single, pair: pair,
      specialTokens: template.specialTokens.sorted {
        $0.name.lexicographicallyPrecedes($1.name)
      })
  }
}

/// Reads the parts of templates and collects the tokens that they hold.
private struct TemplateReader {
  private(set) var specialTokens: [TemplateProcessing.NamedTokens] = []
  private let text: (TokenID) -> [UInt8]?

  init(text: @escaping (TokenID) -> [UInt8]?) { self.text = text }

  /// Reads `{"ids": [2, 2], "type_id": 1}` and `{"seq": "A"}`; a type id that is not there is 0.
  mutating func elements(
    of parts: [JSON]
  ) throws(TokenizerError) -> [TemplateProcessing.Element] {
    var elements: [TemplateProcessing.Element] = []
    for part in parts {
      let typeID = UInt32(
        truncatingIfNeeded: try part.integer("type_id", in: 0...Int(UInt32.max), default: 0))
      if let name = part.member("seq") {
        let sequence: SequenceName = try name.choice()
        elements.append(.sequence(sequence == .first ? 0 : 1, typeID: typeID))
      } else {
        for id in try part.array("ids") {
          elements.append(.special(name(of: try id.tokenIDValue()), typeID: typeID))
        }
      }
    }
    return elements
  }

  private enum SequenceName: String, CaseIterable {
    case first = "A"
    case second = "B"
  }

  /// The name of the token `id`: its text, or its number when it has none of its own.
  private mutating func name(of id: TokenID) -> [UInt8] {
    let token = SpecialToken(id: id, text: text(id) ?? [])
    if let named = specialTokens.first(where: { $0.tokens == [token] }) { return named.name }
    let isFree = !token.text.isEmpty && !specialTokens.contains { $0.name == token.text }
    let name = isFree ? token.text : Array("#\(id)".utf8)
    specialTokens.append(.init(name: name, tokens: [token]))
    return name
  }
}
