/// Collects tokens in the order of a file and puts them in the order of their ids.
struct VocabularyBuilder {
  private var arena: [UInt8] = []
  private var starts: [UInt32] = [0]
  private var ids: [TokenID] = []

  /// A builder with room for `count` tokens of `byteCount` bytes in all.
  init(reserving count: Int = 0, byteCount: Int = 0) {
    arena.reserveCapacity(byteCount)
    starts.reserveCapacity(count + 1)
    ids.reserveCapacity(count)
  }

  /// The number of tokens so far.
  var count: Int { ids.count }
  /// The number of bytes so far; positions in 32 bits are enough for any file that can be read.
  var byteCount: Int { arena.count }

  /// Appends a token.
  mutating func append(_ bytes: some Collection<UInt8>, id: TokenID) {
    arena.append(contentsOf: bytes)
    starts.append(UInt32(truncatingIfNeeded: arena.count))
    ids.append(id)
  }

  /// Appends a token whose id is its place in the list.
  mutating func append(_ bytes: some Collection<UInt8>) {
    append(bytes, id: TokenID(truncatingIfNeeded: ids.count))
  }

  /// A map from bytes to id: of entries with the same bytes the last one stays.
  consuming func vocabulary() -> Vocabulary {
    var isDropped: [Bool] = []
    let index = makeIndex { dropped in
      if isDropped.isEmpty { isDropped = [Bool](repeating: false, count: ids.count) }
      isDropped[dropped] = true
    }
    if isDropped.isEmpty, isAscending { return vocabulary(index: index) }
    let order = ids.indices.filter { isDropped.isEmpty || !isDropped[$0] }
      .sorted { ids[$0] != ids[$1] ? ids[$0] < ids[$1] : $0 < $1 }
    let sorted = reordered(order)
    return sorted.vocabulary(index: sorted.makeIndex { _ in })
  }

  /// A list: every entry stays, and bytes that occur twice stand for the later id.
  consuming func listing() -> Vocabulary {
    let index = makeIndex { _ in }
    return vocabulary(index: index)
  }

  private var isAscending: Bool {
    zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }
  }

  private func makeIndex(onReplacing: (Int) -> Void) -> VocabularyIndex {
    var index = VocabularyIndex(capacity: ids.count)
    for position in ids.indices {
      if let old = index.insert(position, arena: arena, starts: starts) { onReplacing(old) }
    }
    return index
  }

  private func reordered(_ order: [Int]) -> VocabularyBuilder {
    var result = VocabularyBuilder(reserving: order.count, byteCount: arena.count)
    for old in order {
      result.append(arena[Int(starts[old])..<Int(starts[old + 1])], id: ids[old])
    }
    return result
  }

  private func vocabulary(index: VocabularyIndex) -> Vocabulary {
    let isDense = ids.isEmpty || (ids[0] == 0 && Int(ids[ids.count - 1]) == ids.count - 1)
    return Vocabulary(
      arena: arena, starts: starts, ids: isDense && isAscending ? [] : ids,
      representatives: isAscending ? [] : representatives(), index: index)
  }

  private func representatives() -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(ids.count)
    for position in ids.indices {
      let isShared = position > 0 && ids[position - 1] == ids[position]
      result.append(isShared ? result[position - 1] : UInt32(truncatingIfNeeded: position))
    }
    return result
  }
}
