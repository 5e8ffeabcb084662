import Testing

@testable import PureTokenizers

/// The cache of long words never gives the ids of another word, however full it is.
@Suite struct LongWordCacheTests {
  @Test(
    "a cache that grows keeps its words, and one that is full forgets them", arguments: [13, 16])
  func growth(_ bits: Int) {
    var cache = LongWordCache(largestSlotCount: 1 << bits)
    var known = 0
    for number in 0..<20_000 as Range<UInt32> {
      insert(number, in: &cache)
      if ids(of: number / 2, in: cache) == [number / 2, 7] { known += 1 }
      #expect(ids(of: number, in: cache) == [number, 7])
      #expect(ids(of: number + 1, in: cache) == nil)
    }
    #expect(bits == 16 ? known == 20_000 : known < 20_000)
  }

  private func word(_ number: UInt32) -> [UInt8] {
    Array("a word that is long \(number)".utf8)
  }

  private func insert(_ number: UInt32, in cache: inout LongWordCache) {
    unsafe word(number).withUnsafeBytes { word in
      unsafe [number, 7].withUnsafeBufferPointer { unsafe cache.insert(word, ids: $0) }
    }
  }

  private func ids(of number: UInt32, in cache: LongWordCache) -> [TokenID]? {
    unsafe word(number).withUnsafeBytes { word in
      unsafe cache.range(of: word).map { Array(cache.ids[$0]) }
    }
  }
}
