/// Finds matches in bytes: a literal, a set of scalars, a regular expression or a scanner.
///
/// Called once for each piece of text, never per match.
public protocol Pattern: Sendable {
  /// Appends every match within `range` of `bytes`, in order and without overlaps.
  ///
  /// The ends of `range` are the ends of the text: nothing outside is seen, by look-around
  /// neither. An empty match is reported unless it ends where the match before it ended; the
  /// search then goes on one scalar further.
  func appendMatches(
    in bytes: [UInt8], range: Range<Int>, to matches: inout [Range<Int>]
  ) throws(TokenizerError)
}
