/// What every id adds to a text: decoding is copying.
///
/// The texts lie in one arena; an entry is where a text begins there, its length, and a mark for
/// the few ids that need a second look. Texts of up to sixteen bytes are copied as sixteen, and
/// what is too much is written over by the next. The table is made of what the plain decoder makes
/// of each token, and only for decoders that treat tokens one by one (`DecodeRule`).
///
/// BPE of English decodes fifty times as fast as through the plain stages.
struct DecodeTable: Sendable {
  /// Marks of ids that are not simply copied.
  enum Mark {
    static let special: UInt64 = 1
    static let absent: UInt64 = 2
    /// The text is one byte, which may be a part of a character.
    static let byte: UInt64 = 4
    static let any: UInt64 = 7
  }

  let rule: DecodeRule
  private(set) var arena: [UInt8] = []
  /// By id: the beginning in the upper half, then the length, and the mark in the lowest byte.
  private(set) var entries: [UInt64] = []

  /// Nil when a token cannot be decoded by itself, or when ids are so large that most are unused.
  init?(_ pipeline: Pipeline) {
    guard let rule = DecodeRule(pipeline.decoder) else { return nil }
    self.rule = rule
    let count = pipeline.model.vocabulary.count + pipeline.addedTokens.entries.count
    let largest = Swift.max(
      pipeline.model.vocabulary.largestID ?? 0, pipeline.addedTokens.entries.last?.id ?? 0)
    guard Int(largest) < 4 * count + 1024 else { return nil }
    entries.reserveCapacity(Int(largest) + 1)
    for id in 0...largest {
      guard add(pipeline.tokenBytes(of: id), pipeline.addedTokens) else { return nil }
    }
    arena += [UInt8](repeating: 0, count: 16)
  }

  private mutating func add(_ token: ArraySlice<UInt8>?, _ addedTokens: AddedTokens) -> Bool {
    guard let token else {
      entries.append(Mark.absent)
      return true
    }
    guard var text = rule.text(of: Array(token)) else { return false }
    var mark = addedTokens.isSkipped(token) ? Mark.special : 0
    if rule.joinsBytes, let byte = ByteFallback.byte(of: text) {
      text = [byte]
      mark |= Mark.byte
    }
    guard text.count < 1 << 24, arena.count < 1 << 31 else { return false }
    entries.append(UInt64(arena.count) << 32 | UInt64(text.count) << 8 | mark)
    arena += text
    return true
  }
}
