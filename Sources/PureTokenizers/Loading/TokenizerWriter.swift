/// Writes tokenizer.json as Hugging Face's `save` does: the same fields in the same order.
enum TokenizerWriter {
  /// The bytes of the file.
  static func bytes(
    of pipeline: Pipeline, truncation: Truncation?, padding: Padding?,
    style: JSONWriter.Style = .pretty
  ) throws(TokenizerError) -> [UInt8] {
    var json = JSONWriter(style: style)
    json.objectElement { json in
      json.field("version", "1.0")
      json.optionalObject("truncation", truncation) { $1.writeFields(to: &$0) }
      json.optionalObject("padding", padding) { $1.writeFields(to: &$0) }
      json.array("added_tokens") { json in
        for entry in pipeline.addedTokens.entries { entry.token.write(to: &json, id: entry.id) }
      }
      json.field("normalizer", stage: pipeline.normalizer)
      json.field("pre_tokenizer", stage: pipeline.preTokenizer)
      json.field("post_processor", stage: pipeline.postProcessor)
      json.field("decoder", stage: pipeline.decoder)
      json.field("model", stage: pipeline.model)
    }
    if let problem = json.problem { throw problem }
    return json.bytes
  }
}

extension JSONWriter {
  /// Writes the field `key` with what `body` writes of `value`, or `null` when there is none.
  fileprivate mutating func optionalObject<Value>(
    _ key: String, _ value: Value?, _ body: (inout JSONWriter, Value) -> Void
  ) {
    guard let value else { return null(key) }
    object(key) { body(&$0, value) }
  }
}
