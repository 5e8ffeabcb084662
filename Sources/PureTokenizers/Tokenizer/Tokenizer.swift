/// Turns text into tokens and tokens into text, exactly as the `tokenizer.json` it was made from.
///
///     let tokenizer = try Tokenizer(contentsOf: "tokenizer.json")
///     try tokenizer.encode("Hello there").ids     // [101, 7592, 2045, 102]
///     try tokenizer.decode([101, 7592, 2045, 102])  // "hello there"
///
/// A tokenizer never changes, and any number of threads may use one at the same time. Encoding
/// takes time proportional to the text.
public final class Tokenizer: Sendable {
  /// The stages.
  public let pipeline: Pipeline
  /// How the file says that long texts are cut off, if it does.
  public let truncation: Truncation?
  /// How the file says that short texts are filled up, if it does.
  public let padding: Padding?

  let workspaces = WorkspacePool()

  /// A tokenizer of stages that were put together in code.
  public init(pipeline: Pipeline, truncation: Truncation? = nil, padding: Padding? = nil) {
    self.pipeline = pipeline
    self.truncation = truncation
    self.padding = padding
  }

  /// Reads the bytes of a `tokenizer.json`.
  ///
  /// - Parameter loader: knows the stages; give one that knows your own stages as well.
  /// - Throws: `TokenizerError.malformedJSON` or `.invalidFile`, which say where and what.
  public convenience init(
    json: [UInt8], loader: StageLoader = StageLoader()
  ) throws(TokenizerError) {
    let file = try TokenizerLoader.load(json, stages: loader)
    let pipeline = try Pipeline(
      normalizer: file.normalizer, preTokenizer: file.preTokenizer, model: file.model,
      postProcessor: file.postProcessor, decoder: file.decoder, addedTokens: file.addedTokens)
    self.init(pipeline: pipeline, truncation: file.truncation, padding: file.padding)
  }

  /// Reads the `tokenizer.json` at `path`, or in the folder at `path`.
  ///
  /// - Throws: `TokenizerError.unreadableFile`, and what `init(json:loader:)` throws.
  public convenience init(
    contentsOf path: String, loader: StageLoader = StageLoader()
  ) throws(TokenizerError) {
    let file = FileBytes.isDirectory(path) ? path + "/tokenizer.json" : path
    try self.init(json: FileBytes.contents(of: file), loader: loader)
  }
}
