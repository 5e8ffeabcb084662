/// The tokens of a Unigram model that were read straight from the text: an array of pairs
/// `["token", score]`.
struct ScoresSection: Sendable {
  let vocabulary: Vocabulary
  let scores: [Double]

  /// Reads the array at `cursor`, which goes through `text`, and moves behind it.
  ///
  /// Nil when there is anything that needs a closer look, an error for one: then the section is
  /// scanned as all other JSON is.
  init?(at cursor: inout TextCursor, of text: [UInt8]) {
    let room = cursor.count - cursor.index
    var arena = Pile<UInt8>(capacity: room / 2)
    var starts = Pile<UInt32>(capacity: room / 16)
    var scores = Pile<Double>(capacity: room / 16)
    guard cursor.take(UInt8(ascii: "[")) else { return nil }
    repeat {
      starts.append(UInt32(truncatingIfNeeded: arena.count))
      guard cursor.takeNext(UInt8(ascii: "[")), cursor.takeNext(UInt8(ascii: "\"")),
        cursor.readString(into: &arena) != nil, cursor.takeNext(UInt8(ascii: ",")),
        let score = Self.readScore(at: &cursor, of: text), cursor.takeNext(UInt8(ascii: "]"))
      else { return nil }
      scores.append(score)
      cursor.skipWhitespace()
    } while cursor.take(UInt8(ascii: ","))
    guard cursor.take(UInt8(ascii: "]")) else { return nil }
    starts.append(UInt32(truncatingIfNeeded: arena.count))
    let ids = (0..<scores.count).map { TokenID(truncatingIfNeeded: $0) }
    let tokens = VocabularyBuilder(arena: arena.array, starts: starts.array, ids: ids)
    vocabulary = tokens.listing()
    self.scores = scores.array
  }

  @inline(__always)
  private static func readScore(at cursor: inout TextCursor, of text: [UInt8]) -> Double? {
    cursor.skipWhitespace()
    if let number = cursor.readPlainNumber() { return number.double }
    let start = cursor.index
    return cursor.skipNumber() ? JSONNumber(text, at: start).double : nil
  }
}
