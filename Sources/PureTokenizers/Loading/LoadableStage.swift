/// A stage that tokenizer.json can name.
///
/// A user's own stage conforms as well, and is made known by `StageLoader(adding:)`.
public protocol LoadableStage: Sendable {
  /// The value of `"type"` in tokenizer.json, for example `Lowercase`.
  static var typeName: String { get }
  /// Reads the stage's fields; `loader` reads nested stages.
  init(json: JSON, loader: StageLoader) throws(TokenizerError)
  /// Writes the stage's fields, `"type"` excepted, in the order in which Hugging Face writes them.
  func writeFields(to json: inout JSONWriter)
}
