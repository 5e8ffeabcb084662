/// Makes stages of JSON objects.
///
/// A stage of your own is made known by `StageLoader(adding: [MyNormalizer.self])`; it wins over a
/// built-in stage of the same kind and name.
public struct StageLoader: Sendable {
  private let added: [any LoadableStage.Type]
  /// How much the file and the texts may ask for.
  public let limits: TokenizerLimits

  /// Knows the built-in stages and those in `added`.
  public init(
    adding added: [any LoadableStage.Type] = [], limits: TokenizerLimits = TokenizerLimits()
  ) {
    self.added = added
    self.limits = limits
  }

  /// Reads a normalizer.
  public func normalizer(from json: JSON) throws(TokenizerError) -> any Normalizer {
    let own = added.filter { $0 is any Normalizer.Type }
    return try KnownStages.normalizers.stage(from: json, own: own, loader: self)
  }

  /// Reads a pre-tokenizer.
  public func preTokenizer(from json: JSON) throws(TokenizerError) -> any PreTokenizer {
    let own = added.filter { $0 is any PreTokenizer.Type }
    return try KnownStages.preTokenizers.stage(from: json, own: own, loader: self)
  }

  /// Reads a model.
  public func model(from json: JSON) throws(TokenizerError) -> any Model {
    let own = added.filter { $0 is any Model.Type }
    return try KnownStages.models.stage(from: json, own: own, loader: self)
  }

  /// Reads a post-processor.
  public func postProcessor(from json: JSON) throws(TokenizerError) -> any PostProcessor {
    let own = added.filter { $0 is any PostProcessor.Type }
    return try KnownStages.postProcessors.stage(from: json, own: own, loader: self)
  }

  /// Reads a decoder.
  public func decoder(from json: JSON) throws(TokenizerError) -> any TokenDecoder {
    let own = added.filter { $0 is any TokenDecoder.Type }
    return try KnownStages.decoders.stage(from: json, own: own, loader: self)
  }
}
