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
  ///
  /// Returns whether all is merged.
  mutating func mergeBySweeping(_ merges: MergeTable, ranks: inout [UInt32]) -> Bool {
    var patience = Self.patience
    var lowest = findRanks(merges, &ranks)
    while lowest.rank != MergeTable.noRank, patience > 0 {
      if lowest.count * Self.leastShare >= tokens.count, endsAtOnce(lowest.rank, merges, ranks) {
        return false
      }
      if lowest.count * Self.leastShare < tokens.count { patience -= 1 }
      let count = tokens.count
      let expected = lowest.count
      lowest = sweep(lowest.rank, merges, &ranks)
      // Cut short: what merges next stands where this merge was, and so may all that follow.
      if (count - tokens.count) * Self.leastShare < expected { patience -= Self.patience / 2 }
    }
    return lowest.rank == MergeTable.noRank
  }

  /// Whether the first merge of a sweep makes a pair that comes before all others, as in Gemma's
  /// runs of spaces, which grow by one space at a time: the queue's work from the start, 15 % less.
  private func endsAtOnce(_ rank: UInt32, _ merges: MergeTable, _ ranks: [UInt32]) -> Bool {
    guard let first = ranks.firstIndex(of: rank), first + 2 < tokens.count else { return false }
    return merges.rank(merges.products[Int(rank)], tokens[first + 2]) < rank
  }

  /// Leaves the ranks of all neighbours in `ranks`, and returns the lowest.
  private func findRanks(_ merges: MergeTable, _ ranks: inout [UInt32]) -> LowestRank {
    ranks.removeAll(keepingCapacity: true)
    ranks.reserveCapacity(tokens.count)
    var lowest = LowestRank()
    var recent = RecentPair()
    var index = 1
    while index < tokens.count {
      let rank = recent.rank(tokens[index - 1], tokens[index], merges)
      ranks.append(rank)
      lowest.note(rank)
      index += 1
    }
    return lowest
  }

  /// Merges the pairs of rank `rank` in place, up to where a new pair comes before them; keeps
  /// `ranks` as they become, and returns the lowest.
  private mutating func sweep(
    _ rank: UInt32, _ merges: MergeTable, _ ranks: inout [UInt32]
  ) -> LowestRank {
    let product = merges.products[Int(rank)]
    let (count, pairCount) = (tokens.count, ranks.count)
    var (before, after, between) = (RecentPair(), RecentPair(), RecentPair())
    var lowest = LowestRank()
    var (output, index) = (0, 0)
    var (isOver, wasMerged) = (false, false)
    while index < count {
      let isMerged = !isOver && index < pairCount && ranks[index] == rank
      let token = isMerged ? product : tokens[index]
      if output > 0 {
        // Two that stood side by side keep their rank; `output - 1` is behind what is yet read.
        let left = tokens[output - 1]
        let new =
          isMerged
          ? before.rank(left, token, merges)
          : wasMerged ? between.rank(left, token, merges) : ranks[index - 1]
        ranks[output - 1] = new
        lowest.note(new)
        if isMerged, new <= rank { isOver = true }
      }
      tokens[output] = token
      lengths[output] = isMerged ? lengths[index] &+ lengths[index + 1] : lengths[index]
      index += isMerged ? 2 : 1
      if isMerged, index < count, after.rank(product, tokens[index], merges) <= rank {
        isOver = true
      }
      wasMerged = isMerged
      output += 1
    }
    truncate(to: output)
    ranks.removeLast(ranks.count - Swift.max(output - 1, 0))
    return lowest
  }
}

/// The lowest of some ranks, and how many there are of it.
private struct LowestRank {
  var rank = MergeTable.noRank
  var count = 0

  @inline(__always)
  mutating func note(_ other: UInt32) {
    if other < rank { (rank, count) = (other, 0) }
    if other == rank { count += 1 }
  }
}

/// The pair that was looked up last: in a run it is the next one too.
struct RecentPair {
  private var left = UInt32.max
  private var right = UInt32.max
  private var rank = MergeTable.noRank

  @inline(__always)
  mutating func rank(_ left: UInt32, _ right: UInt32, _ merges: MergeTable) -> UInt32 {
    if left != self.left || right != self.right {
      (self.left, self.right, rank) = (left, right, merges.rank(left, right))
    }
    return rank
  }
}
