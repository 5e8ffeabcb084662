/// Post-processors that work one after the other: the post-processor `Sequence`.
public struct PostProcessorSequence: PostProcessor {
  /// The post-processors, the first one first.
  public var processors: [any PostProcessor]

  /// Runs `processors` in order.
  public init(_ processors: [any PostProcessor]) { self.processors = processors }

  /// The number of tokens that `process` adds.
  public func addedTokenCount(isPair: Bool) -> Int {
    processors.reduce(0) { $0 + $1.addedTokenCount(isPair: isPair) }
  }

  /// Rewrites the list of encodings.
  public func process(
    _ encodings: consuming [Encoding], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [Encoding] {
    var encodings = encodings
    for processor in processors {
      encodings = try processor.process(encodings, addSpecialTokens: addSpecialTokens)
    }
    return encodings
  }

  /// What `process` does to ids.
  public func arrange(
    _ parts: [[IDPart]], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [[IDPart]]? {
    var parts = parts
    for processor in processors {
      guard let next = try processor.arrange(parts, addSpecialTokens: addSpecialTokens) else {
        return nil
      }
      parts = next
    }
    return parts
  }
}
