extension BPESymbols {
  /// A sweep must merge one symbol out of so many to be worth its time.
  private static let leastShare = 16
  /// How many sweeps may be worth less: a pair at the very beginning may be the first to merge.
  private static let patience = 8

  /// Merges all pairs of the lowest rank from left to right, then those of the next, as long as
  /// there are many of them.
  ///
  /// A megabyte of one letter is done in a few sweeps, where a queue would take each pair alone:
  /// a tenth of the time. What is left is for `MergeQueue`. The order is that of the queue: a
  /// sweep ends where a merge makes a pair that would come before the rest of its own rank.
  mutating func mergeBySweeping(_ merges: MergeTable, ranks: inout [UInt32]) {
    var patience = Self.patience
    while tokens.count > 1, patience > 0 {
      let lowest = findRanks(merges, &ranks)
      guard lowest != MergeTable.noRank else { return }
      let occurrences = ranks.reduce(0) { $0 + ($1 == lowest ? 1 : 0) }
      if occurrences * Self.leastShare < tokens.count { patience -= 1 }
      sweep(lowest, merges, ranks)
    }
  }

  /// Leaves the ranks of all neighbours in `ranks`, and returns the lowest.
  private func findRanks(_ merges: MergeTable, _ ranks: inout [UInt32]) -> UInt32 {
    ranks.removeAll(keepingCapacity: true)
    var lowest = MergeTable.noRank
    var last: (left: UInt32, right: UInt32, rank: UInt32)?
    for index in 1..<tokens.count {
      let (left, right) = (tokens[index - 1], tokens[index])
      var rank = last?.rank ?? 0
      if last == nil || last?.left != left || last?.right != right {
        rank = merges.rank(left, right)
        last = (left, right, rank)
      }
      ranks.append(rank)
      lowest = Swift.min(lowest, rank)
    }
    return lowest
  }

  /// Merges the pairs of rank `lowest` in place, up to where a new pair comes before them.
  private mutating func sweep(_ lowest: UInt32, _ merges: MergeTable, _ ranks: [UInt32]) {
    let product = merges.products[Int(lowest)]
    var output = 0
    var index = 0
    var isOver = false
    while index < tokens.count {
      if !isOver, index < ranks.count, ranks[index] == lowest {
        tokens[output] = product
        lengths[output] = lengths[index] &+ lengths[index + 1]
        index += 2
        isOver =
          (output > 0 && merges.rank(tokens[output - 1], product) <= lowest)
          || (index < tokens.count && merges.rank(product, tokens[index]) <= lowest)
      } else {
        tokens[output] = tokens[index]
        lengths[output] = lengths[index]
        index += 1
      }
      output += 1
    }
    truncate(to: output)
  }
}
