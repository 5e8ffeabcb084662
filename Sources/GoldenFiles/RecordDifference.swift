import PureTokenizers

/// The first place where two records differ.
public struct RecordDifference: Hashable, Sendable {
  /// The field, for example `offsets` or `overflowing[2].ids`.
  public var field: String
  /// The position of the token, or nil when it is the lists' lengths that differ.
  public var position: Int?
  /// What was expected around that position.
  public var expected: String
  /// What is there.
  public var actual: String
}

extension EncodingRecord {
  /// The first difference from what was expected, or nil when there is none.
  public func firstDifference(from expected: EncodingRecord) -> RecordDifference? {
    if self == expected { return nil }
    return difference("ids", \.ids, from: expected)
      ?? difference("tokens", \.tokens, from: expected)
      ?? difference("offsets", \.offsets, from: expected)
      ?? difference("word_ids", \.wordIDs, from: expected)
      ?? difference("type_ids", \.typeIDs, from: expected)
      ?? difference("sequence_ids", \.sequenceIDs, from: expected)
      ?? difference("special_tokens_mask", \.specialTokensMask, from: expected)
      ?? difference("attention_mask", \.attentionMask, from: expected)
      ?? overflowDifference(from: expected)
  }

  private func difference<Value: Equatable>(
    _ field: String, _ list: KeyPath<EncodingRecord, [Value]>, from expected: EncodingRecord
  ) -> RecordDifference? {
    let (ours, theirs) = (self[keyPath: list], expected[keyPath: list])
    if ours == theirs { return nil }
    let position = zip(ours, theirs).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let place = position ?? min(ours.count, theirs.count)
    return RecordDifference(
      field: field, position: position,
      expected: expected.excerpt(around: place, showing: describe(theirs), of: theirs.count),
      actual: excerpt(around: place, showing: describe(ours), of: ours.count))
  }

  private func overflowDifference(from expected: EncodingRecord) -> RecordDifference? {
    guard overflowing.count == expected.overflowing.count else {
      return RecordDifference(
        field: "overflowing", position: nil, expected: "\(expected.overflowing.count) parts",
        actual: "\(overflowing.count) parts")
    }
    for (index, part) in overflowing.enumerated() {
      guard var found = part.firstDifference(from: expected.overflowing[index]) else { continue }
      found.field = "overflowing[\(index)].\(found.field)"
      return found
    }
    return nil
  }

  /// The values of a field, ready to be shown beside the ids.
  private func describe(_ values: [some Equatable]) -> [String] {
    if let tokens = values as? [[UInt8]] { return tokens.map { "\"\(text($0))\"" } }
    if values is [TokenID], values as? [TokenID] == ids { return ids.map { _ in "" } }
    if let optionals = values as? [Int?] { return optionals.map { $0?.description ?? "null" } }
    return values.map { "\($0)" }
  }

  /// Three tokens around `position`: `… 220 [5..<6] | 41840 [6..<10] | …`.
  private func excerpt(around position: Int, showing values: [String], of count: Int) -> String {
    guard position < count else { return "nothing more: \(count) tokens" }
    let shown = max(position - 1, 0)..<min(position + 2, count)
    let excerpts = shown.map { index in
      let id = index < ids.count ? "\(ids[index])" : "–"
      let value = index < values.count ? values[index] : ""
      let token = index < tokens.count ? "\"\(text(tokens[index]))\"" : ""
      return "\(id) \(value.isEmpty ? token : "[\(value)]")"
    }
    return (shown.lowerBound > 0 ? "… " : "") + excerpts.joined(separator: " | ")
      + (shown.upperBound < count ? " | …" : "")
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
