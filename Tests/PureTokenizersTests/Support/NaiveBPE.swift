/// Byte-pair encoding as it is defined: merge the leftmost pair of the lowest rank, as long as
/// there is one. Slow and plain, to compare others with.
enum NaiveBPE {
  static func tokens(_ text: String, merges: [(String, String)]) -> [String] {
    var ranks: [[String]: Int] = [:]
    for (rank, merge) in merges.enumerated() { ranks[[merge.0, merge.1]] = rank }
    var tokens = text.unicodeScalars.map { String($0) }
    while true {
      let pairs = zip(tokens, tokens.dropFirst()).enumerated().compactMap { index, pair in
        ranks[[pair.0, pair.1]].map { (rank: $0, index: index) }
      }
      guard let next = pairs.min(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }) else {
        return tokens
      }
      tokens[next.index] += tokens.remove(at: next.index + 1)
    }
  }
}
