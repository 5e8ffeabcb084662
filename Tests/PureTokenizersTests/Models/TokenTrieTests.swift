import Testing

@testable import PureTokenizers

@Suite("Token trie and piece cache")
struct TokenTrieTests {
  @Test("the trie finds every token that a text begins with", arguments: 0..<30)
  func againstSearch(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let largest: UInt8 = [0, 1, 3, 255][seed % 4]
    let longest = seed < 15 ? 9 : 40
    var words: [[UInt8]] = []
    for _ in 0..<(seed * 100 + 1) {
      let length = Int.random(in: 0...longest, using: &generator)
      let start = seed % 3 == 0 ? words.randomElement(using: &generator) ?? [] : []
      words.append(start + random(length, largest, &generator))
    }
    let vocabulary = Vocabulary(listing: words)
    let trie = TokenTrie(vocabulary)
    for _ in 0..<200 {
      let word = words[Int.random(in: 0..<words.count, using: &generator)]
      let text = word + random(12, largest, &generator)
      #expect(tokens(in: trie, text) == prefixes(of: text, in: vocabulary))
    }
  }

  @Test("the longest token is found that a text begins with", arguments: 0..<20)
  func longestToken(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let prefix = random(seed % 3, 2, &generator)
    let words = (0..<seed * 40 + 1).map { _ in
      let length = Int.random(in: 0...(seed < 10 ? 9 : 80), using: &generator)
      return (Bool.random(using: &generator) ? prefix : []) + random(length, 2, &generator)
    }
    let vocabulary = Vocabulary(listing: words)
    let lengths = TokenLengths(vocabulary, behind: prefix)
    for _ in 0..<200 {
      let word = words[Int.random(in: 0..<words.count, using: &generator)]
      let text = prefix + word + random(3, 2, &generator)
      let found = lengths.longestToken(
        of: vocabulary, in: text, prefix.count..<text.count, prefix: prefix.count)
      let longest = prefixes(of: text, in: vocabulary).last { position in
        vocabulary.bytes(at: position).count > prefix.count
      }
      #expect(found?.position == longest)
      let length = longest.map { vocabulary.range(at: $0).count - prefix.count }
      #expect(found?.length == length)
    }
  }

  private func random(
    _ count: Int, _ largest: UInt8, _ generator: inout SeededGenerator
  ) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...largest, using: &generator) }
  }

  private func tokens(in trie: TokenTrie, _ text: [UInt8]) -> [Int] {
    var result: [Int] = []
    trie.forEachToken(in: text, text.indices) { place, _ in
      result.append(Int(trie.token(at: place)))
    }
    return result
  }

  private func prefixes(of text: [UInt8], in vocabulary: Vocabulary) -> [Int] {
    (1...text.count).compactMap { vocabulary.position(of: text, 0..<$0) }
  }

  @Test("the cache gives back what it was given, or nothing", arguments: [1, 1 << 8])
  func cache(setCount: Int) {
    var generator = SeededGenerator(seed: 5)
    var cache = PieceCache(setCount: setCount)
    var expected: [PieceKey: [TokenID]] = [:]
    var hits = 0
    for _ in 0..<30_000 {
      let length = Int.random(in: 1...15, using: &generator)
      let text = (0..<40).map { _ in UInt8.random(in: 97...98, using: &generator) }
      let key = PieceKey(text, 20..<20 + length)
      #expect(key == PieceKey(Array(text[20..<20 + length]), 0..<length))
      if let place = cache.place(of: key) {
        let entry = cache.entries[place]
        let found = (0..<entry.count).map { entry.id($0) }
        #expect(found == expected[key])
        hits += 1
      } else {
        let count = Int.random(in: 1...4, using: &generator)
        let ids = (0..<count).map { _ in TokenID.random(in: 0 ... .max, using: &generator) }
        cache.insert(key, ids: ids, lengths: ids.map { _ in 3 })
        expected[key] = ids
      }
    }
    #expect(hits > 100)
  }
}
