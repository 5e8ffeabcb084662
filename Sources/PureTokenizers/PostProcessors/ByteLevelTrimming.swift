/// Lets offsets leave out the white space around tokens: the post-processor `ByteLevel`.
///
///     " Hello" as the token "ĠHello" at 0..<6  →  1..<6
public struct ByteLevelTrimming: PostProcessor, Hashable {
  /// Whether offsets leave out the white space around a token.
  public var trimsOffsets: Bool
  /// Whether the pre-tokenizer put a space in front, which is not in the text to be left out.
  public var addsPrefixSpace: Bool
  /// Not used here; kept because the pre-tokenizer `ByteLevel` has the same fields.
  public var usesRegex: Bool

  /// Trims offsets if asked to.
  public init(addsPrefixSpace: Bool = true, trimsOffsets: Bool = true, usesRegex: Bool = true) {
    self.addsPrefixSpace = addsPrefixSpace
    self.trimsOffsets = trimsOffsets
    self.usesRegex = usesRegex
  }

  /// The number of tokens that `process` adds.
  public func addedTokenCount(isPair: Bool) -> Int { 0 }

  /// Rewrites the list of encodings.
  public func process(
    _ encodings: consuming [Encoding], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [Encoding] {
    var encodings = encodings
    for index in encodings.indices {
      if trimsOffsets { encodings[index].trimOffsets(addsPrefixSpace: addsPrefixSpace) }
      encodings[index].setSequence(index)
    }
    return encodings
  }

  /// What `process` does to ids.
  public func arrange(
    _ parts: [[IDPart]], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [[IDPart]]? { parts }
}
