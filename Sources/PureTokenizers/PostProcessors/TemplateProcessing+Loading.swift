extension TemplateProcessing: LoadableStage {
  /// `TemplateProcessing`.
  public static let typeName = "TemplateProcessing"

  /// Reads the two templates and the tokens that they name.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    var named: [[UInt8]: NamedTokens] = [:]
    for member in try json.object("special_tokens").members {
      named[member.key] = try NamedTokens(name: member.key, json: member.value)
    }
    self.init(
      single: try Self.template(json.array("single")),
      pair: try Self.template(json.array("pair")),
      specialTokens: named.values.sorted { $0.name.lexicographicallyPrecedes($1.name) })
  }

  private static func template(_ elements: [JSON]) throws(TokenizerError) -> [Element] {
    var template: [Element] = []
    for element in elements { template.append(try Element(json: element)) }
    return template
  }

  /// Writes the fields in the order in which Hugging Face writes them.
  public func writeFields(to json: inout JSONWriter) {
    json.array("single") { json in for element in single { element.write(to: &json) } }
    json.array("pair") { json in for element in pair { element.write(to: &json) } }
    json.object("special_tokens") { json in
      for named in specialTokens { named.write(to: &json) }
    }
  }
}

extension TemplateProcessing.Element {
  /// Reads `{"Sequence": {"id": "A", "type_id": 0}}` or the same with `SpecialToken`.
  fileprivate init(json: JSON) throws(TokenizerError) {
    try json.expect(.object)
    let member = json.members.first
    switch (json.count, member.map { String(decoding: $0.key, as: UTF8.self) }, member?.value) {
    case (1, "Sequence", let value?):
      let name: SequenceName = try value.required("id").choice()
      self = .sequence(name == .first ? 0 : 1, typeID: try value.tokenID("type_id"))
    case (1, "SpecialToken", let value?):
      self = .special(try value.bytes("id"), typeID: try value.tokenID("type_id"))
    default: throw json.invalid("no part of a template (one Sequence or SpecialToken)")
    }
  }

  private enum SequenceName: String, CaseIterable {
    case first = "A"
    case second = "B"
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.objectElement { json in
      switch self {
      case .sequence(let sequence, let typeID):
        json.object("Sequence") { json in
          json.field("id", sequence == 0 ? "A" : "B")
          json.field("type_id", typeID)
        }
      case .special(let name, let typeID):
        json.object("SpecialToken") { json in
          json.field("id", name)
          json.field("type_id", typeID)
        }
      }
    }
  }
}

extension TemplateProcessing.NamedTokens {
  /// Reads `{"id": "[CLS]", "ids": [101], "tokens": ["[CLS]"]}`. Hugging Face does not compare
  /// the lengths; where a text is missing, there is none.
  fileprivate init(name: [UInt8], json: JSON) throws(TokenizerError) {
    _ = try json.bytes("id")
    var texts: [[UInt8]] = []
    for text in try json.array("tokens") { texts.append(try text.bytesValue()) }
    var tokens: [SpecialToken] = []
    for (position, id) in try json.array("ids").enumerated() {
      let text = position < texts.count ? texts[position] : []
      tokens.append(SpecialToken(id: try id.tokenIDValue(), text: text))
    }
    self.init(name: name, tokens: tokens)
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.object(String(decoding: name, as: UTF8.self)) { json in
      json.field("id", name)
      json.array("ids") { json in for token in tokens { json.element(token.id) } }
      json.array("tokens") { json in for token in tokens { json.element(token.text) } }
    }
  }
}
