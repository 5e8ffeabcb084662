/// Writing a tokenizer.json.
extension Tokenizer {
  /// The tokenizer as a tokenizer.json, which Hugging Face's library and this one load.
  ///
  /// Fields stand in Hugging Face's order, the vocabulary in the order of ids; added tokens have
  /// the ids that they really got.
  ///
  /// - Throws: `TokenizerError.invalidFile` when a stage is not `LoadableStage`.
  public func json(style: JSONWriter.Style = .pretty) throws(TokenizerError) -> [UInt8] {
    try TokenizerWriter.bytes(
      of: pipeline, truncation: truncation, padding: padding, style: style)
  }

  /// Writes the tokenizer.json to the file at `path`.
  ///
  /// - Throws: what `json(style:)` throws, and `TokenizerError.unreadableFile` when the file
  ///   cannot be written.
  public func save(
    to path: String, style: JSONWriter.Style = .pretty
  ) throws(TokenizerError) {
    try FileBytes.store(json(style: style), at: path)
  }
}
