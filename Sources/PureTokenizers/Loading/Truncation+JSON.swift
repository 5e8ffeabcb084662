extension Truncation {
  /// Reads the `truncation` of a tokenizer.json.
  public init(json: JSON) throws(TokenizerError) {
    try json.expect(.object)
    try json.rejectRepeated(["direction", "max_length", "strategy", "stride"])
    self.init(
      maxLength: try json.integer("max_length", in: 0...Int.max),
      stride: try json.integer("stride", in: 0...Int.max),
      strategy: try json.required("strategy").choice(),
      direction: try json.member("direction")?.choice() ?? .right)
  }

  /// Writes the fields in Hugging Face's order.
  public func writeFields(to json: inout JSONWriter) {
    json.field("direction", direction.rawValue)
    json.field("max_length", maxLength)
    json.field("strategy", strategy.rawValue)
    json.field("stride", stride)
  }
}
