import Testing

@testable import PureTokenizers

@Suite("Sets of scalars")
struct ScalarSetTests {
  private static let edges: [UInt32] = [
    0, 1, 63, 64, 127, 128, 255, 256, 257, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF,
  ]

  @Test("ranges are read, sorted and merged")
  func reading() {
    let set = ScalarSet(ranges: "61 41-5A 5B AA-AC 62-7A 10FFFF")
    #expect(set.ranges == [0x41...0x5B, 0x61...0x7A, 0xAA...0xAC, 0x10FFFF...0x10FFFF])
    #expect(ScalarSet(ranges: "").isEmpty)
  }

  @Test("a set holds what its ranges hold", arguments: 0..<40)
  func membership(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let ranges = Self.randomRanges(&generator)
    let set = ScalarSet(ranges)
    for scalar in Self.probes(ranges, &generator) {
      let expected = scalar <= 0x10FFFF && ranges.contains { $0.contains(scalar) }
      #expect(set.contains(scalar) == expected, "seed \(seed), scalar \(scalar)")
    }
  }

  @Test("set algebra goes scalar by scalar", arguments: 0..<20)
  func algebra(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let (first, second) = (Self.randomRanges(&generator), Self.randomRanges(&generator))
    let (left, right) = (ScalarSet(first), ScalarSet(second))
    for scalar in Self.probes(first + second, &generator) where scalar <= 0x10FFFF {
      let (inLeft, inRight) = (left.contains(scalar), right.contains(scalar))
      #expect(left.union(right).contains(scalar) == (inLeft || inRight), "seed \(seed)")
      #expect(left.intersection(right).contains(scalar) == (inLeft && inRight), "seed \(seed)")
      #expect(left.subtracting(right).contains(scalar) == (inLeft && !inRight), "seed \(seed)")
      #expect(left.inverted.contains(scalar) == !inLeft, "seed \(seed)")
    }
  }

  private static func randomRanges(
    _ generator: inout SeededGenerator
  ) -> [ClosedRange<UInt32>] {
    (0..<Int.random(in: 0..<8, using: &generator)).map { _ in
      let start =
        Bool.random(using: &generator)
        ? edges[Int.random(in: 0..<edges.count, using: &generator)]
        : UInt32.random(in: 0...0x10FFFF, using: &generator)
      let length: UInt32 =
        [0, 1, 63, 64, 255, 256, 700, 40_000].randomElement(using: &generator) ?? 0
      return start...(start + length)
    }
  }

  private static func probes(
    _ ranges: [ClosedRange<UInt32>], _ generator: inout SeededGenerator
  ) -> [UInt32] {
    let borders = ranges.flatMap {
      [$0.lowerBound &- 1, $0.lowerBound, $0.upperBound, $0.upperBound + 1]
    }
    let random = (0..<20).map { _ in UInt32.random(in: 0...0x110000, using: &generator) }
    return edges + borders + random + [.max]
  }
}
