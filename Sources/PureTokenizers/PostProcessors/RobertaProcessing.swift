/// Puts the special tokens of RoBERTa around texts: `<s> A </s>`, `<s> A </s></s> B </s>`.
///
/// Every type id is 0, with or without special tokens.
public struct RobertaProcessing: PostProcessor, Hashable {
  /// The token behind each text, and before the second one.
  public var separator: SpecialToken
  /// The token in front.
  public var classifier: SpecialToken
  /// Whether offsets leave out the white space around a token.
  public var trimsOffsets: Bool
  /// Whether the pre-tokenizer put a space in front, which is not in the text to be left out.
  public var addsPrefixSpace: Bool

  /// Puts `classifier` in front and `separator` around; trims offsets if asked to.
  public init(
    separator: SpecialToken, classifier: SpecialToken, trimsOffsets: Bool = true,
    addsPrefixSpace: Bool = true
  ) {
    self.separator = separator
    self.classifier = classifier
    self.trimsOffsets = trimsOffsets
    self.addsPrefixSpace = addsPrefixSpace
  }

  /// The number of tokens that `process` adds.
  public func addedTokenCount(isPair: Bool) -> Int { isPair ? 4 : 2 }

  /// Rewrites the list of encodings.
  public func process(
    _ encodings: consuming [Encoding], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [Encoding] {
    var encodings = encodings
    for index in encodings.indices {
      if trimsOffsets { encodings[index].trimOffsets(addsPrefixSpace: addsPrefixSpace) }
      encodings[index].setTypeID(0)
    }
    guard addSpecialTokens else { return encodings }
    return encodings.enumerated().map { position, encoding in
      var encoding = encoding
      for index in encoding.overflowing.indices { encoding.overflowing[index].setTypeID(0) }
      return encoding.wrapped(
        in: .init([position == 0 ? classifier : separator], [separator]),
        sequence: position == 0 ? 0 : 1, typeID: 0)
    }
  }

  /// What `process` does to ids.
  public func arrange(
    _ parts: [[IDPart]], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [[IDPart]]? {
    guard addSpecialTokens else { return parts }
    return parts.enumerated().map { position, parts in
      [.special([position == 0 ? classifier.id : separator.id])] + parts
        + [.special([separator.id])]
    }
  }
}
