import Testing

@testable import PureTokenizers

@Suite("Token trie and piece cache")
struct TokenTrieTests {
  @Test("the trie finds every token that a text begins with", arguments: 0..<20)
  func againstSearch(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let largest: UInt8 = seed < 10 ? 3 : 255
    var words: [[UInt8]] = []
    for _ in 0..<(seed * 100 + 1) {
      let length = Int.random(in: 0...9, using: &generator)
      words.append((0..<length).map { _ in UInt8.random(in: 0...largest, using: &generator) })
    }
    let vocabulary = Vocabulary(listing: words)
    let trie = TokenTrie(vocabulary)
    for _ in 0..<200 {
      let text = (0..<12).map { _ in UInt8.random(in: 0...largest, using: &generator) }
      let start = words[Int.random(in: 0..<words.count, using: &generator)] + text
      #expect(tokens(in: trie, start) == prefixes(of: start, in: vocabulary))
    }
  }

  private func tokens(in trie: TokenTrie, _ text: [UInt8]) -> [Int] {
    var node = TokenTrie.root
    var result: [Int] = []
    for byte in text {
      guard let child = trie.child(of: node, byte) else { break }
      node = child
      if trie.token(at: node) != TokenTrie.none { result.append(Int(trie.token(at: node))) }
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
