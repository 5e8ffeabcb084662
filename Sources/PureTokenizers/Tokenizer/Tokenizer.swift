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

  /// Whether the file says that texts are cut off or filled up.
  let isShaped: Bool
  /// The stages that texts really go through: `pipeline` after its optimizations.
  let optimized: Pipeline
  /// What may stand in trusted segments of a text only.
  let guardedTokens: GuardedTokens
  /// What results that are ids alone are made of.
  let arrangements: Arrangements
  /// The texts of the tokens, for encodings to show.
  let tokenTexts: any TokenTexts
  let workspaces = WorkspacePool()
  /// Where texts that come in piece by piece can be cut.
  let seams = Lock(LazySeamPlan.unmade)
  let decodeTables = DecodeTables()

  /// A tokenizer of stages that were put together in code.
  ///
  /// - Parameter optimizations: what makes the stages faster and changes no result; none for the
  ///   plain stages.
  public init(
    pipeline: Pipeline, truncation: Truncation? = nil, padding: Padding? = nil,
    optimizations: [Optimization] = Optimization.all
  ) {
    self.pipeline = pipeline
    var optimized = pipeline
    for optimization in optimizations { optimization.apply(to: &optimized) }
    self.optimized = optimized
    guardedTokens = GuardedTokens(of: pipeline)
    arrangements = Arrangements(pipeline.postProcessor)
    tokenTexts = pipeline.tokenTexts
    self.truncation = truncation
    self.padding = padding
    isShaped = truncation != nil || padding != nil
  }

  /// Reads the bytes of a `tokenizer.json`.
  ///
  /// - Parameters:
  ///   - loader: knows the stages and the limits; give one that knows your own as well.
  ///   - optimizations: what makes the stages faster and changes no result.
  /// - Throws: `TokenizerError.malformedJSON` or `.invalidFile`, which say where and what.
  public convenience init(
    json: [UInt8], loader: StageLoader = StageLoader(),
    optimizations: [Optimization] = Optimization.all
  ) throws(TokenizerError) {
    let file = try TokenizerLoader.load(json, stages: loader)
    let pipeline = try Pipeline(
      normalizer: file.normalizer, preTokenizer: file.preTokenizer, model: file.model,
      postProcessor: file.postProcessor, decoder: file.decoder, addedTokens: file.addedTokens,
      limits: loader.limits)
    self.init(
      pipeline: pipeline, truncation: file.truncation, padding: file.padding,
      optimizations: optimizations)
  }

  /// Reads the `tokenizer.json` at `path`, or in the folder at `path`.
  ///
  /// - Throws: `TokenizerError.unreadableFile`, and what `init(json:loader:optimizations:)` throws.
  public convenience init(
    contentsOf path: String, loader: StageLoader = StageLoader(),
    optimizations: [Optimization] = Optimization.all
  ) throws(TokenizerError) {
    let file = FileBytes.isDirectory(path) ? path + "/tokenizer.json" : path
    try self.init(
      json: FileBytes.contents(of: file), loader: loader, optimizations: optimizations)
  }
}
