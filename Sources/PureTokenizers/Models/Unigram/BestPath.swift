/// For each byte of a piece: the best way to cover the piece up to there with tokens (Viterbi).
///
/// Sums are `Double`s, added from left to right, and a later candidate wins only when it is
/// strictly better: so ties go to the longest last token, as in Hugging Face's library.
struct BestPath: Sendable {
  /// The last token of the best way to a byte.
  struct Step: Sendable {
    /// The score of the whole way.
    var score: Double
    /// Where the token begins; `unreached` when no way leads here.
    var start: UInt32
    /// The place of the token in the trie; `TokenTrie.none` for the unknown token.
    var place: UInt32

    static let unreached = UInt32.max
  }

  private var steps: [Step] = []
  /// Where the tokens of the best way end, the last one first.
  private var ends: [UInt32] = []

  /// Finds the best way through the bytes of `text` in `range`.
  mutating func find(
    _ text: [UInt8], _ range: Range<Int>, model: Unigram
  ) throws(TokenizerError) {
    let count = range.count
    steps.removeAll(keepingCapacity: true)
    steps.append(
      contentsOf: repeatElement(
        Step(score: 0, start: Step.unreached, place: 0), count: count + 1))
    var start = 0
    while start < count {
      let lead = text[range.lowerBound + start]
      let length = Swift.min(UTF8Scalars.length(lead: lead), count - start)
      let score = steps[start].score
      if !offerTokens(text, range, from: start, length, score, model) {
        try offerUnknown(from: start, to: start + length, score, model)
      }
      start += length
    }
  }

  /// Offers every token that the text begins with at `start`; whether one covers exactly the
  /// first scalar.
  @inline(__always)
  private mutating func offerTokens(
    _ text: [UInt8], _ range: Range<Int>, from start: Int, _ scalarLength: Int, _ score: Double,
    _ model: Unigram
  ) -> Bool {
    var coversScalar = false
    let rest = range.lowerBound + start..<range.upperBound
    model.trie.forEachToken(in: text, rest) { place, textEnd in
      let end = textEnd - range.lowerBound
      if end - start == scalarLength { coversScalar = true }
      let candidate = model.scoresByPlace[Int(place)] + score
      if isBetter(candidate, at: end) { set(end, candidate, start, place) }
    }
    return coversScalar
  }

  private mutating func offerUnknown(
    from start: Int, to end: Int, _ score: Double, _ model: Unigram
  ) throws(TokenizerError) {
    let candidate = model.unknownScore + score
    guard isBetter(candidate, at: end) else { return }
    guard model.unknownToken != nil else {
      throw .missingUnknownToken(
        model: "Unigram", problem: "Encountered an unknown token but `unk_id` is missing")
    }
    set(end, candidate, start, TokenTrie.none)
  }

  @inline(__always)
  private func isBetter(_ candidate: Double, at end: Int) -> Bool {
    steps[end].start == Step.unreached || candidate > steps[end].score
  }

  @inline(__always)
  private mutating func set(_ end: Int, _ score: Double, _ start: Int, _ place: UInt32) {
    steps[end] = Step(score: score, start: UInt32(truncatingIfNeeded: start), place: place)
  }

  /// Goes back along the best way, so that its tokens can be asked for.
  mutating func trace() {
    ends.removeAll(keepingCapacity: true)
    var end = steps.count - 1
    while end > 0 {
      ends.append(UInt32(truncatingIfNeeded: end))
      end = Int(steps[end].start)
    }
  }

  /// The number of tokens of the best way that has been traced.
  var count: Int { ends.count }

  /// The token at `number` of the best way, if it is not unknown, and its range within the piece.
  @inline(__always)
  func token(_ number: Int, in trie: TokenTrie) -> (token: UInt32?, range: Range<Int>) {
    let end = Int(ends[ends.count - 1 - number])
    let step = steps[end]
    let token = step.place == TokenTrie.none ? nil : trie.token(at: step.place)
    return (token, Int(step.start)..<end)
  }
}
