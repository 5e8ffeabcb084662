/// The ids of many texts, one after the other in one array.
///
///     let rows = try tokenizer.idRows(of: ["Hello there", "Good-bye"])
///     rows[1]      // the ids of "Good-bye"
///     rows.ids     // all ids, as a model or a file of training data takes them
public struct TokenRows: Hashable, Sendable {
  /// The ids of all texts.
  public private(set) var ids: [TokenID] = []
  /// Where in `ids` those of each text end.
  public private(set) var ends: [Int] = []

  /// No rows, with room for those of texts of so many bytes.
  init(textCount: Int = 0, byteCount: Int = 0) {
    ends.reserveCapacity(textCount)
    // Prose has a token for four to five bytes; other text makes the array grow.
    LargeMemory.reserve(byteCount / 4 + 16, in: &ids)
  }

  /// Appends the row that `append` puts behind the ids before.
  mutating func addRow(
    _ append: (inout [TokenID]) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    try append(&ids)
    ends.append(ids.count)
  }

  /// The rows of all `parts`, in order.
  init(joining parts: [TokenRows]) {
    guard parts.count > 1 else {
      self = parts.first ?? TokenRows(textCount: 0)
      return
    }
    LargeMemory.reserve(parts.reduce(0) { $0 + $1.ids.count }, in: &ids)
    ends.reserveCapacity(parts.reduce(0) { $0 + $1.ends.count })
    for part in parts {
      let start = ids.count
      ids += part.ids
      for end in part.ends { ends.append(start + end) }
    }
  }
}

extension TokenRows: RandomAccessCollection {
  /// The first row.
  public var startIndex: Int { 0 }
  /// The number of rows.
  public var endIndex: Int { ends.count }
  /// The ids of one text.
  ///
  /// - Complexity: O(1).
  public subscript(row: Int) -> ArraySlice<TokenID> {
    ids[(row == 0 ? 0 : ends[row - 1])..<ends[row]]
  }
}
