/// How a template stands in tokenizer.json.
extension TemplateProcessing: LoadableStage {
  public static let typeName = "TemplateProcessing"

  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    let specialTokens = try json.object("special_tokens")
    var named: [NamedTokens] = []
    for (name, value) in specialTokens.members {
      named.append(NamedTokens(name: name, tokens: try Self.tokens(value)))
    }
    self.init(
      single: try Self.elements(json.array("single")), pair: try Self.elements(json.array("pair")),
      specialTokens: named)
  }

  private static func tokens(_ json: JSON) throws(TokenizerError) -> [SpecialToken] {
    _ = try json.string("id")
    let ids = try json.array("ids")
    let texts = try json.array("tokens")
    guard ids.count == texts.count else {
      throw json.invalid(
        "\(ids.count) ids and \(texts.count) tokens (as many of one as of the other)")
    }
    var tokens: [SpecialToken] = []
    for (id, text) in zip(ids, texts) {
      tokens.append(SpecialToken(id: try id.tokenIDValue(), text: try text.bytesValue()))
    }
    return tokens
  }

  private static func elements(_ list: [JSON]) throws(TokenizerError) -> [Element] {
    var elements: [Element] = []
    for json in list { elements.append(try element(json)) }
    return elements
  }

  private static func element(_ json: JSON) throws(TokenizerError) -> Element {
    if let special = json.member("SpecialToken") {
      return .special(try special.bytes("id"), typeID: try special.tokenID("type_id"))
    }
    guard let sequence = json.member("Sequence") else {
      throw json.invalid("neither Sequence nor SpecialToken")
    }
    let name = try sequence.string("id")
    guard name == "A" || name == "B" else {
      throw sequence.invalid("unknown sequence \"\(name)\" (A or B)")
    }
    return .sequence(name == "A" ? 0 : 1, typeID: try sequence.tokenID("type_id"))
  }

  public func writeFields(to json: inout JSONWriter) {
    json.array("single") { $0.elements(single) }
    json.array("pair") { $0.elements(pair) }
    json.object("special_tokens") { object in
      for named in specialTokens {
        object.object(String(decoding: named.name, as: UTF8.self)) { json in
          json.field("id", named.name)
          json.array("ids") { list in for token in named.tokens { list.element(token.id) } }
          json.array("tokens") { list in for token in named.tokens { list.element(token.text) } }
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func elements(_ elements: [TemplateProcessing.Element]) {
    for element in elements {
      objectElement { json in
        switch element {
        case .sequence(let number, let typeID):
          json.object("Sequence") {
            $0.field("id", number == 0 ? "A" : "B")
            $0.field("type_id", typeID)
          }
        case .special(let name, let typeID):
          json.object("SpecialToken") {
            $0.field("id", name)
            $0.field("type_id", typeID)
          }
        }
      }
    }
  }
}
