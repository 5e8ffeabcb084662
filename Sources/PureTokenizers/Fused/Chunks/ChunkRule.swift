/// Where a text can be cut so that normalizing, cutting and tokenizing the chunks one by one gives
/// the ids that the whole text gives.
///
///     "Well, let's go"  →  "Well" "," " let" "'s" " go"
///
/// A chunk begins before white space, and before whatever else a pipeline always cuts at.
struct ChunkRule: Sendable {
  /// What must stand on both sides of white space for a cut.
  enum Edges: Hashable, Sendable {
    /// Anything: the normalizers look at characters one by one, or across no space.
    case any
    /// Anything that makes no grapheme cluster with the white space.
    case clusters
    /// ASCII that is seen: what comes before and after normalizes to something else than a space.
    case ascii
    /// What no merge has side by side with the space.
    case unmerged(BytePairs)
  }

  var edges: Edges
  /// Whether tabs count as white space.
  var cutsAtTabs = false
  /// Whether line feeds do.
  var cutsAtNewlines = false
  /// Whether the last space of several begins a chunk as well as the first.
  var cutsInRuns = false
  /// Whether a punctuation mark of ASCII after a letter or digit, or after several marks, begins a
  /// chunk.
  var cutsAtPunctuation = false
  /// Whether every Chinese character (U+4E00 to U+9FFF) begins a chunk.
  var cutsAtChinese = false
}

/// A bit for each pair of bytes.
struct BytePairs: Hashable, Sendable {
  private var bits = [UInt64](repeating: 0, count: 1024)
  /// Whether ASCII that is seen and a space are in the set, for any.
  private(set) var haveSeenAndSpace = false

  /// Whether the pair is in the set.
  @inline(__always)
  func contains(_ left: UInt8, _ right: UInt8) -> Bool {
    let pair = Int(left) &<< 8 | Int(right)
    return bits[pair &>> 6] &>> UInt64(pair & 63) & 1 == 1
  }

  /// Puts a pair into the set.
  @inline(__always)
  mutating func insert(_ left: UInt8, _ right: UInt8) {
    let pair = Int(left) << 8 | Int(right)
    bits[pair >> 6] |= 1 << UInt64(pair & 63)
    if right == 0x20, (0x21...0x7E).contains(left) { haveSeenAndSpace = true }
  }
}
