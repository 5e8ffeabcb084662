extension Padding {
  /// Reads the `padding` of a tokenizer.json.
  public init(json: JSON) throws(TokenizerError) {
    try json.expect(.object)
    try json.rejectRepeated([
      "strategy", "direction", "pad_to_multiple_of", "pad_id", "pad_type_id", "pad_token",
    ])
    self.init(
      strategy: try Self.strategy(json.required("strategy")),
      direction: try json.required("direction").choice(),
      multiple: try json.optionalInteger("pad_to_multiple_of", in: 0...Int.max),
      id: try json.tokenID("pad_id"),
      typeID: try json.tokenID("pad_type_id"),
      token: try json.string("pad_token"))
  }

  private static func strategy(_ json: JSON) throws(TokenizerError) -> Strategy {
    if json.kind == .object, json.count == 1 {
      return .fixed(try json.integer("Fixed", in: 0...Int.max))
    }
    guard json.kind == .string, try json.stringValue() == "BatchLongest" else {
      throw json.invalid("no strategy (\"BatchLongest\" or {\"Fixed\": 128})")
    }
    return .batchLongest
  }

  /// Writes the fields in Hugging Face's order.
  public func writeFields(to json: inout JSONWriter) {
    switch strategy {
    case .batchLongest: json.field("strategy", "BatchLongest")
    case .fixed(let length): json.object("strategy") { $0.field("Fixed", length) }
    }
    json.field("direction", direction.rawValue)
    json.field("pad_to_multiple_of", multiple)
    json.field("pad_id", id)
    json.field("pad_type_id", typeID)
    json.field("pad_token", token)
  }
}
