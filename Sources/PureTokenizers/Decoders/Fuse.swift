/// Joins all tokens into one, so that the decoders after it see the whole text.
public struct Fuse: TokenDecoder {
  /// Joins all tokens.
  public init() {}

  /// One token, also when there are none.
  public func decode(_ tokens: [[UInt8]]) -> [[UInt8]] { [Array(tokens.joined())] }
}

extension Fuse: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Fuse"

  /// Reads nothing: the stage has no fields.
  public init(json: JSON, loader: StageLoader) { self.init() }

  /// Writes nothing.
  public func writeFields(to json: inout JSONWriter) {}
}
