/// Values that several stages read.
extension JSON {
  /// The only scalar of a string.
  func unicodeScalar(_ key: String) throws(TokenizerError) -> Unicode.Scalar {
    let value = try scalar(key)
    guard let scalar = Unicode.Scalar(value) else {
      throw try required(key).invalid("not a character (a string of one character)")
    }
    return scalar
  }

  /// This value as a split behavior.
  func splitBehaviorValue() throws(TokenizerError) -> SplitBehavior {
    let name = try stringValue()
    guard let behavior = SplitBehavior(rawValue: name) else {
      throw invalid(
        "unknown behavior \(name) (Removed, Isolated, MergedWithPrevious, MergedWithNext or "
          + "Contiguous)")
    }
    return behavior
  }
}
