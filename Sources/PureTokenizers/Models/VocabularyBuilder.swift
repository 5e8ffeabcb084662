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

  /// A builder that has been filled elsewhere: `starts` has one element more than `ids`.
  init(arena: [UInt8], starts: [UInt32], ids: [TokenID]) {
    self.arena = arena
    self.starts = starts
    self.ids = ids
  }

  /// The bytes of a token by its place in the file.
  func bytes(at place: Int) -> ArraySlice<UInt8> {
    arena[Int(starts[place])..<Int(starts[place + 1])]
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
    var index = 1
    while index < ids.count, ids[index - 1] < ids[index] { index += 1 }
    return index >= ids.count
  }

  private func makeIndex(onReplacing: (Int) -> Void) -> VocabularyIndex {
    VocabularyIndex(arena: arena, starts: starts, onReplacing: onReplacing)
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
