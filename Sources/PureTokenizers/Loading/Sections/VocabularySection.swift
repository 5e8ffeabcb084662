/// A vocabulary that was read straight from the text: an object of tokens and ids.
///
/// The text is looked at once: its bytes are checked, copied and counted eight at a time.
struct VocabularySection: Sendable {
  let vocabulary: Vocabulary
  /// The number of members, repeated keys included.
  let memberCount: Int
  /// For each position, whether the token stands in the text as it is, without escapes, and has
  /// no spaces.
  let isVerbatim: [Bool]

  /// Reads the object at `cursor` and moves behind it.
  ///
  /// Nil when there is anything that needs a closer look, an error for one: then the section is
  /// scanned as all other JSON is.
  init?(at cursor: inout TextCursor) {
    let room = cursor.count - cursor.index
    var arena = Pile<UInt8>(capacity: room / 2)
    var starts = Pile<UInt32>(capacity: room / 8)
    var ids = Pile<TokenID>(capacity: room / 8)
    var others = Pile<Int>(capacity: 0)
    guard cursor.take(UInt8(ascii: "{")) else { return nil }
    repeat {
      guard cursor.takeNext(UInt8(ascii: "\"")) else { return nil }
      starts.append(UInt32(truncatingIfNeeded: arena.count))
      guard let kind = cursor.readString(into: &arena) else { return nil }
      if kind == .other { others.append(ids.count) }
      guard cursor.takeNext(UInt8(ascii: ":")) else { return nil }
      cursor.skipWhitespace()
      guard let id = cursor.readTokenID() else { return nil }
      ids.append(id)
      cursor.skipWhitespace()
    } while cursor.take(UInt8(ascii: ","))
    guard cursor.take(UInt8(ascii: "}")) else { return nil }
    starts.append(UInt32(truncatingIfNeeded: arena.count))
    memberCount = ids.count
    let tokens = VocabularyBuilder(arena: arena.array, starts: starts.array, ids: ids.array)
    vocabulary = tokens.vocabulary()
    isVerbatim = Self.flags(vocabulary, others: others.array, among: tokens)
  }

  private static func flags(
    _ vocabulary: Vocabulary, others: [Int], among tokens: VocabularyBuilder
  ) -> [Bool] {
    var isVerbatim = [Bool](repeating: true, count: vocabulary.count)
    for other in others {
      guard let position = vocabulary.position(of: tokens.bytes(at: other)) else { continue }
      isVerbatim[position] = false
    }
    return isVerbatim
  }
}
