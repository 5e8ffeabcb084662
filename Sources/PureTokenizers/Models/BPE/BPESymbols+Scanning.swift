extension BPESymbols {
  /// Merges by looking for the lowest rank again and again.
  ///
  /// This is the definition of BPE. It is quadratic, and the fastest way for the few symbols of
  /// a word; `MergeQueue` does the same for many.
  mutating func mergeByScanning(_ merges: MergeTable, ranks: inout [UInt32]) {
    ranks.removeAll(keepingCapacity: true)
    var index = 1
    while index < tokens.count {
      ranks.append(merges.rank(tokens[index - 1], tokens[index]))
      index += 1
    }
    while let lowest = Self.leftmostLowest(ranks) {
      mergePair(at: lowest, product: merges.products[Int(ranks[lowest])])
      ranks.remove(at: lowest)
      if lowest > 0 { ranks[lowest - 1] = merges.rank(tokens[lowest - 1], tokens[lowest]) }
      if lowest < ranks.count {
        ranks[lowest] = merges.rank(tokens[lowest], tokens[lowest + 1])
      }
    }
  }

  private static func leftmostLowest(_ ranks: [UInt32]) -> Int? {
    var lowest = MergeTable.noRank
    var result = 0
    for (index, rank) in ranks.enumerated() where rank < lowest {
      lowest = rank
      result = index
    }
    return lowest == MergeTable.noRank ? nil : result
  }

  private mutating func mergePair(at index: Int, product: UInt32) {
    tokens[index] = product
    lengths[index] &+= lengths[index + 1]
    tokens.remove(at: index + 1)
    lengths.remove(at: index + 1)
  }
}
