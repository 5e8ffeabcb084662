import PureTokenizers

/// The fields of an encoding as plain lists, under the names that Python gives them.
///
/// Token texts are bytes: two strings that Unicode holds to be equivalent are different tokens.
public struct EncodingRecord: Hashable, Sendable {
  /// The ids of the tokens.
  public var ids: [TokenID] = []
  /// The type id of each token.
  public var typeIDs: [UInt32] = []
  /// The text of each token, as UTF-8.
  public var tokens: [[UInt8]] = []
  /// Where each token stands.
  public var offsets: [Range<Int>] = []
  /// The word of each token.
  public var wordIDs: [Int?] = []
  /// The sequence of each token.
  public var sequenceIDs: [Int?] = []
  /// 1 for tokens that were added.
  public var specialTokensMask: [UInt32] = []
  /// 0 for padding.
  public var attentionMask: [UInt32] = []
  /// The parts that truncation cut off.
  public var overflowing: [EncodingRecord] = []

  /// The fields of `encoding`, its offsets in `unit`.
  public init(_ encoding: Encoding, offsets unit: OffsetUnit) {
    ids = encoding.ids
    typeIDs = encoding.typeIDs
    tokens = encoding.tokenBytes
    offsets = encoding.offsets(in: unit)
    wordIDs = encoding.wordIDs
    sequenceIDs = encoding.sequenceIDs
    specialTokensMask = encoding.specialTokensMask
    attentionMask = encoding.attentionMask
    overflowing = encoding.overflowing.map { EncodingRecord($0, offsets: unit) }
  }
}

extension EncodingRecord {
  /// Reads a record; a list that is left out holds one value throughout.
  public init(json: JSON) throws(TokenizerError) {
    for value in try json.array("ids") { ids.append(try value.tokenIDValue()) }
    typeIDs = try json.numbers("type_ids") ?? Array(repeating: 0, count: ids.count)
    for value in try json.array("tokens") { tokens.append(try value.bytesValue()) }
    for value in try json.array("offsets") { offsets.append(try value.rangeValue()) }
    wordIDs = try json.optionalNumbers("word_ids") ?? []
    sequenceIDs =
      try json.optionalNumbers("sequence_ids") ?? Array(repeating: 0, count: ids.count)
    specialTokensMask =
      try json.numbers("special_tokens_mask") ?? Array(repeating: 0, count: ids.count)
    attentionMask = try json.numbers("attention_mask") ?? Array(repeating: 1, count: ids.count)
    guard let parts = json.optional("overflowing") else { return }
    for part in try parts.arrayValue() { overflowing.append(try EncodingRecord(json: part)) }
  }
}

extension JSON {
  fileprivate func numbers(_ key: String) throws(TokenizerError) -> [UInt32]? {
    guard let list = optional(key) else { return nil }
    var result: [UInt32] = []
    for value in try list.arrayValue() { result.append(try value.tokenIDValue()) }
    return result
  }

  fileprivate func optionalNumbers(_ key: String) throws(TokenizerError) -> [Int?]? {
    guard let list = optional(key) else { return nil }
    var result: [Int?] = []
    for value in try list.arrayValue() {
      result.append(value.isNull ? nil : try value.integerValue(in: 0...Int.max))
    }
    return result
  }

  fileprivate func rangeValue() throws(TokenizerError) -> Range<Int> {
    let ends = try arrayValue()
    guard ends.count == 2 else { throw invalid("\(ends.count) numbers (two)") }
    let start = try ends[0].integerValue(in: 0...Int.max)
    return start..<(try ends[1].integerValue(in: start...Int.max))
  }
}
