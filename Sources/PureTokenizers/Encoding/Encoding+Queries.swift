/// From tokens to words, sequences and places in the text, and back.
///
/// Positions count in the text that a token comes from; `sequence` says which text of a pair is
/// meant. Every question has the answer that Python's `token_to_word` and its like give, and nil
/// for positions that hold nothing.
extension Encoding {
  /// The input sequence of the token at `position`, nil for special tokens.
  ///
  /// Where a sequence of post-processors made ranges overlap, Hugging Face's answer is random; ours
  /// is the last sequence, as in `sequenceIDs`.
  public func sequence(ofToken position: Int) -> Int? {
    guard position >= 0, position <= count else { return nil }
    let (layout, framed) = layout(ofToken: position)
    let ranges = layout.sequenceRanges.elements
    if ranges.isEmpty { return 0 }
    return ranges.filter { $0.range.contains(framed) }.map(\.sequence).max()
  }

  /// The word that the token at `position` is a part of.
  public func word(ofToken position: Int) -> Int? {
    guard sequence(ofToken: position) != nil, places.indices.contains(position) else { return nil }
    return places[position].wordID
  }

  /// Where the token at `position` stands in its text, in `unit`.
  public func range(ofToken position: Int, in unit: OffsetUnit = .utf8) -> Range<Int>? {
    guard sequence(ofToken: position) != nil, places.indices.contains(position) else { return nil }
    return offset(ofToken: position, in: unit)
  }

  /// The tokens that the word numbered `word` was cut into.
  ///
  /// The search ends at the first token of a later word, as Hugging Face's does.
  public func tokens(ofWord word: Int, sequence: Int = 0) -> Range<Int>? {
    var result: Range<Int>?
    for position in sequenceRanges.range(of: sequence, count: count) {
      let current = places[position].wordID
      if let current, current > word { break }
      guard current == word else { continue }
      result = (result?.lowerBound ?? position)..<position + 1
    }
    return result
  }

  /// Where the word numbered `word` stands in its text, in `unit`.
  public func range(
    ofWord word: Int, in unit: OffsetUnit = .utf8, sequence: Int = 0
  ) -> Range<Int>? {
    guard let tokens = tokens(ofWord: word, sequence: sequence) else { return nil }
    let first = offset(ofToken: tokens.lowerBound, in: unit)
    let last = offset(ofToken: tokens.upperBound - 1, in: unit)
    return first.lowerBound..<Swift.max(first.lowerBound, last.upperBound)
  }

  /// The first token that covers the position `offset` of the text, counted in `unit`.
  public func token(
    at offset: Int, in unit: OffsetUnit = .utf8, sequence: Int = 0
  ) -> Int? {
    let range = sequenceRanges.range(of: sequence, count: count)
    let offsets = offsets(in: unit)
    return range.first { offsets[$0].contains(offset) }
  }

  /// The word that covers the position `offset` of the text, counted in `unit`.
  public func word(at offset: Int, in unit: OffsetUnit = .utf8, sequence: Int = 0) -> Int? {
    token(at: offset, in: unit, sequence: sequence).flatMap { word(ofToken: $0) }
  }

  /// Where one token stands; costs up to a pass over the text in front of it.
  private func offset(ofToken position: Int, in unit: OffsetUnit) -> Range<Int> {
    var converter = SourceConverter(sources, unit: unit)
    let (layout, framed) = layout(ofToken: position)
    converter.use(layout.stretches.stretch(at: framed)?.source ?? Stretch.noSource)
    return converter.range(of: places[position])
  }
}
