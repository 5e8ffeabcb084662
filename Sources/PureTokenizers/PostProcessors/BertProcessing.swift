/// Puts the special tokens of BERT around texts: `[CLS] A [SEP]`, `[CLS] A [SEP] B [SEP]`.
///
/// The first text and its special tokens have type id 0, the second 1.
public struct BertProcessing: PostProcessor, Hashable {
  /// The token behind each text.
  public var separator: SpecialToken
  /// The token in front.
  public var classifier: SpecialToken

  /// Puts `classifier` in front, and `separator` behind each text.
  public init(separator: SpecialToken, classifier: SpecialToken) {
    self.separator = separator
    self.classifier = classifier
  }

  /// The number of tokens that `process` adds.
  public func addedTokenCount(isPair: Bool) -> Int { isPair ? 3 : 2 }

  /// Rewrites the list of encodings.
  public func process(
    _ encodings: consuming [Encoding], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [Encoding] {
    guard addSpecialTokens else { return encodings }
    return encodings.enumerated().map { position, encoding in
      encoding.wrapped(
        in: position == 0 ? .init([classifier], [separator]) : .init([], [separator]),
        sequence: position == 0 ? 0 : 1, typeID: position == 0 ? 0 : 1)
    }
  }

  /// What `process` does to ids.
  public func arrange(
    _ parts: [[IDPart]], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [[IDPart]]? {
    guard addSpecialTokens else { return parts }
    return parts.enumerated().map { position, parts in
      (position == 0 ? [.special([classifier.id])] : []) + parts + [.special([separator.id])]
    }
  }
}
