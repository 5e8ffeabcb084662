import Testing

@testable import PureTokenizers

@Suite("merge candidates")
struct MergeCandidatesTests {
  /// Few are kept in a heap, many are counted; ranks need one to three digits.
  @Test(
    "the smallest comes out first, late ones too",
    arguments: [0, 1, 5, 1024, 1025, 5000], [1, 2, 3000, 5_000_000])
  func smallestFirst(count: Int, rankCount: Int) {
    var generator = SeededGenerator(seed: UInt64(count + rankCount))
    var candidates = MergeCandidates()
    var waiting: [UInt64] = []
    candidates.removeAll()
    for place in 0..<count {
      let candidate = UInt64.random(in: 0..<UInt64(rankCount), using: &generator) << 32
      candidates.appendInitial(candidate | UInt64(place))
      waiting.append(candidate | UInt64(place))
    }
    candidates.order()
    waiting.sort(by: >)
    var taken = 0
    while !waiting.isEmpty {
      #expect(candidates.popFirst() == waiting.popLast())
      taken += 1
      guard taken % 7 == 3 else { continue }
      let late = UInt64.random(in: 0..<UInt64(rankCount) << 32, using: &generator)
      candidates.insert(late)
      waiting.insert(late, at: waiting.firstIndex { $0 < late } ?? waiting.count)
    }
    #expect(candidates.popFirst() == nil)
  }

  @Test("exchanging is inserting and taking out the smallest", arguments: [3, 2000])
  func exchanging(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    var exchanged = MergeCandidates()
    var plain = MergeCandidates()
    for place in 0..<count {
      let candidate = UInt64.random(in: 0..<50, using: &generator) << 32 | UInt64(place)
      exchanged.appendInitial(candidate)
      plain.appendInitial(candidate)
    }
    exchanged.order()
    plain.order()
    for _ in 0..<3 * count {
      let late = UInt64.random(in: 0..<50 << 32, using: &generator)
      plain.insert(late)
      #expect(exchanged.exchange(late) == plain.popFirst())
      if Bool.random(using: &generator) { #expect(exchanged.popFirst() == plain.popFirst()) }
    }
  }
}
