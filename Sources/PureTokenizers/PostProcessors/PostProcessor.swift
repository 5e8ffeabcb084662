/// Puts the special tokens of a model around and between encoded texts.
///
/// Called once for each text or pair, after truncation.
public protocol PostProcessor: Sendable {
  /// The number of tokens that `process` adds, for which truncation leaves room.
  func addedTokenCount(isPair: Bool) -> Int

  /// Rewrites the list of encodings, which are put together in order afterwards.
  ///
  /// At first the list is the text, or the two texts of a pair, each with its overflow, marked as
  /// sequences 0 and 1 and with type ids 0 and 1. In a sequence of post-processors it is what the
  /// one before made of it.
  func process(
    _ encodings: consuming [Encoding], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [Encoding]

  /// What `process` does to ids, told without any: the parts, in the form of `process`'s list.
  ///
  /// With it, ids are put together and counted without any encoding. Nil when the added ids
  /// depend on the encodings, and then `process` is asked each time.
  func arrange(
    _ parts: [[IDPart]], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [[IDPart]]?
}

extension PostProcessor {
  /// Nil: the ids are known only when `process` has run.
  public func arrange(
    _ parts: [[IDPart]], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [[IDPart]]? { nil }
}

/// A part of the ids of a result.
public enum IDPart: Hashable, Sendable {
  /// All ids of the text with this number: 0, or 1 for the second of a pair.
  case sequence(Int)
  /// Ids of special tokens.
  case special([TokenID])
}
