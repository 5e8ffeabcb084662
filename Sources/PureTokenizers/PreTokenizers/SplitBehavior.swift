/// What becomes of the delimiters at which a text is split.
///
/// With "-" as the delimiter of "the-final--cut":
public enum SplitBehavior: String, CaseIterable, Sendable {
  /// `the` `final` `cut`
  case removed = "Removed"
  /// `the` `-` `final` `-` `-` `cut`
  case isolated = "Isolated"
  /// `the-` `final-` `-` `cut`
  case mergedWithPrevious = "MergedWithPrevious"
  /// `the` `-final` `-` `-cut`
  case mergedWithNext = "MergedWithNext"
  /// `the` `-` `final` `--` `cut`
  case contiguous = "Contiguous"
}

extension Pieces {
  /// Cuts every unclaimed piece at the matches of `pattern`, or at what lies between them when
  /// `inverted`.
  mutating func split(
    at pattern: any Pattern, _ behavior: SplitBehavior, inverted: Bool = false
  ) throws(TokenizerError) {
    var matches: [Range<Int>] = []
    try split { bytes, piece, emit throws(TokenizerError) in
      matches.removeAll(keepingCapacity: true)
      try pattern.appendMatches(in: bytes, range: piece, to: &matches)
      SplitParts(piece: piece, matches: matches, inverted: inverted).emit(behavior, to: emit)
    }
  }
}

/// A piece seen as matches and the gaps between them; empty matches count, empty gaps do not.
struct SplitParts {
  let piece: Range<Int>
  let matches: [Range<Int>]
  let inverted: Bool

  /// Calls `emit` with what the piece is cut into, empty ranges included.
  func emit(_ behavior: SplitBehavior, to emit: (Range<Int>) -> Void) {
    switch behavior {
    case .removed: forEach { part, isDelimiter in if !isDelimiter { emit(part) } }
    case .isolated: forEach { part, _ in emit(part) }
    case .mergedWithPrevious: emitMerged(after: false, to: emit)
    case .mergedWithNext: emitMerged(after: true, to: emit)
    case .contiguous: emitContiguous(to: emit)
    }
  }

  private func forEach(_ body: (_ part: Range<Int>, _ isDelimiter: Bool) -> Void) {
    var position = piece.lowerBound
    for match in matches {
      if position < match.lowerBound { body(position..<match.lowerBound, inverted) }
      body(match, !inverted)
      position = match.upperBound
    }
    if position < piece.upperBound { body(position..<piece.upperBound, inverted) }
  }

  /// Joins two neighbours when the first is a delimiter and the second is not (`opener` true), or
  /// the other way round. Each part is joined once: of "--a" only the second "-" goes with "a".
  private func emitMerged(after opener: Bool, to emit: (Range<Int>) -> Void) {
    var waiting: Range<Int>?
    forEach { part, isDelimiter in
      if isDelimiter == opener {
        if let waiting { emit(waiting) }
        waiting = part
      } else {
        emit((waiting ?? part).lowerBound..<part.upperBound)
        waiting = nil
      }
    }
    if let waiting { emit(waiting) }
  }

  private func emitContiguous(to emit: (Range<Int>) -> Void) {
    var run: (range: Range<Int>, isDelimiter: Bool)?
    forEach { part, isDelimiter in
      if let open = run, open.isDelimiter == isDelimiter {
        run = (open.range.lowerBound..<part.upperBound, isDelimiter)
      } else {
        if let run { emit(run.range) }
        run = (part, isDelimiter)
      }
    }
    if let run { emit(run.range) }
  }
}
