/// Where a pre-tokenizer treats both sides of a place on their own.
enum PieceSeam: Sendable {
  /// A piece ends there.
  case cut
  /// A piece may run across, but otherwise the pieces of both sides are those that they have on
  /// their own.
  case open
}

/// Where the text of a pre-tokenizer can be cut.
struct PieceSeams: Sendable {
  /// What the pre-tokenizer does between two characters, whatever else the text is; nil when that
  /// is not certain.
  let seam: @Sendable (_ left: UInt32, _ right: UInt32) -> PieceSeam?
  /// What the pre-tokenizer writes for a character.
  var rewritten: @Sendable (UInt32) -> UInt32 = { $0 }
}

/// A pre-tokenizer that knows where its text can be cut.
protocol SeamedPreTokenizer: PreTokenizer {
  /// Nil when it can be cut nowhere for certain.
  var seams: PieceSeams? { get }
}

extension BertPreTokenizer: SeamedPreTokenizer {
  var seams: PieceSeams? { PieceSeams { Self.member($0).seam(before: Self.member($1)) } }
}

extension Whitespace: SeamedPreTokenizer {
  var seams: PieceSeams? { PieceSeams { Self.member($0).seam(before: Self.member($1)) } }
}

extension WhitespaceSplit: SeamedPreTokenizer {
  var seams: PieceSeams? { PieceSeams { Self.member($0).seam(before: Self.member($1)) } }
}

extension RunMember {
  /// Runs begin and end where the kind of scalar changes.
  fileprivate func seam(before next: RunMember) -> PieceSeam {
    self == next && (self == .word || self == .symbol) ? .open : .cut
  }
}

extension UnicodeScripts: SeamedPreTokenizer {
  /// A scalar without a script hides what the script before it was.
  var seams: PieceSeams? {
    PieceSeams { left, right in
      let (left, right) = (Self.script(of: left), Self.script(of: right))
      guard left != .any else { return nil }
      return right == .any || right == left ? .open : .cut
    }
  }
}

extension Metaspace: SeamedPreTokenizer {
  /// Before every space, which is written as the replacement; prefixes stand at beginnings only.
  var seams: PieceSeams? {
    let (replacement, splits) = (replacement.value, splits)
    return PieceSeams(
      seam: { _, right in splits && (right == 0x20 || right == replacement) ? .cut : .open },
      rewritten: { $0 == 0x20 ? replacement : $0 })
  }
}

extension Digits: SeamedPreTokenizer {
  var seams: PieceSeams? {
    PieceSeams(of: PatternSeams(.numeric), individualDigits ? .isolated : .contiguous)
  }
}

extension Punctuation: SeamedPreTokenizer {
  var seams: PieceSeams? { PieceSeams(of: PatternSeams(.punctuation), behavior) }
}

extension CharDelimiterSplit: SeamedPreTokenizer {
  var seams: PieceSeams? {
    PieceSeams(of: PatternSeams(ScalarSet([delimiter.value...delimiter.value])), .removed)
  }
}

extension Split: SeamedPreTokenizer {
  var seams: PieceSeams? {
    PatternSeams(pattern).map { PieceSeams(of: $0, behavior, inverted: invert) }
  }
}

extension ByteLevel: SeamedPreTokenizer {
  /// The pattern's; what is written in byte characters is followed no further.
  var seams: PieceSeams? {
    guard usesRegex, let matches = PatternSeams(regex: Array(Self.source.utf8)) else { return nil }
    let seams = PieceSeams(of: matches, .isolated)
    return PieceSeams { seams.seam($0, $1) == .cut ? .cut : nil }
  }
}

extension PieceSeams {
  /// The seams of a split at the matches of a pattern.
  init(of matches: PatternSeams, _ behavior: SplitBehavior, inverted: Bool = false) {
    self.init { left, right in
      guard !matches.joins(left, right) else { return nil }
      if matches.neverMatches(left), matches.neverMatches(right) {
        // Both lie between matches; of these nothing is left when they are what is removed.
        return behavior == .removed && inverted ? .cut : .open
      }
      let begins = matches.alwaysMatches(right)
      let ends = matches.alwaysMatches(left)
      switch behavior {
      case .removed where inverted: return .cut
      case .removed, .isolated: return begins || ends ? .cut : .open
      case .mergedWithNext: return begins && !inverted ? .cut : nil
      case .mergedWithPrevious: return ends && !inverted ? .cut : nil
      case .contiguous:
        if begins, ends { return .open }
        return begins && matches.neverMatches(left) || ends && matches.neverMatches(right)
          ? .cut : nil
      }
    }
  }
}
