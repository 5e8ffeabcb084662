/// Merges of which it is known what they make: both sides lie in the vocabulary itself.
///
/// Nothing is appended to an array here: filling memory that is there takes half the instructions.
extension MergeTableBuilder {
  private static var batchSize: Int { 1024 }

  /// Adds the next merges in rank, which make tokens that are known; nobody shares an id.
  mutating func append(_ merges: borrowing Pile<MergedToken>) throws(TokenizerError) {
    try unsafe merges.withElements { (merges) throws(TokenizerError) in
      var start = 0
      while start < merges.count {
        let end = min(start + Self.batchSize, merges.count)
        // SAFETY: slicing checks the ends.
        try unsafe append(UnsafeBufferPointer(rebasing: merges[start..<end]), from: start)
        start = end
      }
    }
  }

  private mutating func append(
    _ merges: UnsafeBufferPointer<MergedToken>, from position: Int
  ) throws(TokenizerError) {
    sides = unsafe vocabulary.sides(of: merges)
    search.find(sides, in: vocabulary.arena, vocabulary: vocabulary)
    let positions = search.positions
    guard !positions.contains(VocabularySearch.none) else { throw unknownSide(from: position) }
    resolved = unsafe [MergeTable.Merge](unsafeUninitializedCapacity: merges.count) {
      resolved, count in
      for index in 0..<merges.count {
        // SAFETY: `index` is in bounds, and there is room for as many.
        unsafe resolved[index] = MergeTable.Merge(
          left: positions[2 * index], right: positions[2 * index + 1],
          product: merges[index].token)
      }
      count = merges.count
    }
    table.append(resolved)
  }

  /// The first side that is no token, of merges of which the first is at `position`.
  private func unknownSide(from position: Int) -> TokenizerError {
    let index = search.positions.firstIndex(of: VocabularySearch.none) ?? 0
    let side = sides[index].range
    let place = MergeText(left: side, right: side, position: position + index / 2)
    return unknown(vocabulary.arena[side], place)
  }
}

extension Vocabulary {
  /// Where in `arena` the left and the right side of each of `merges` lie.
  fileprivate func sides(of merges: UnsafeBufferPointer<MergedToken>) -> [TextPart] {
    unsafe [TextPart](unsafeUninitializedCapacity: 2 * merges.count) { sides, count in
      for index in 0..<merges.count {
        // SAFETY: `index` is in bounds, and there is room for two sides of each merge.
        let merge = unsafe merges[index]
        let start = starts[Int(merge.token)]
        let middle = start &+ merge.leftLength
        let end = starts[Int(merge.token) &+ 1]
        unsafe sides[2 * index] = TextPart(start: start, count: merge.leftLength)
        unsafe sides[2 * index + 1] = TextPart(start: middle, count: end &- middle)
      }
      count = 2 * merges.count
    }
  }
}
