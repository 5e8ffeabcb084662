/// Makes stages of JSON objects: the lists of known stages, and which `type` names which.
///
/// A stage of your own is made known by `StageLoader(adding: [MyNormalizer.self])`; it wins over a
/// built-in stage of the same name.
public struct StageLoader: Sendable {
  /// Stages that are known beside the built-in ones.
  let added: [any LoadableStage.Type]

  /// Knows the built-in stages and those in `added`.
  public init(adding added: [any LoadableStage.Type] = []) { self.added = added }

  /// Reads a normalizer.
  public func normalizer(from json: JSON) throws(TokenizerError) -> any Normalizer {
    throw json.invalid("not implemented")
  }

  /// Reads a pre-tokenizer.
  public func preTokenizer(from json: JSON) throws(TokenizerError) -> any PreTokenizer {
    throw json.invalid("not implemented")
  }

  /// Reads a decoder.
  public func decoder(from json: JSON) throws(TokenizerError) -> any TokenDecoder {
    throw json.invalid("not implemented")
  }

  /// Reads a model.
  public func model(from json: JSON) throws(TokenizerError) -> any Model {
    throw json.invalid("not implemented")
  }
}
