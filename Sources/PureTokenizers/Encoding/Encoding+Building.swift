extension Encoding {
  /// Appends the tokens of one text, or of one word when the input came in words.
  ///
  /// `pieces` are the pieces that `tokens` were found in; `source` is the position of the text in
  /// the list of sources; `word` is the number of the word, or nil to number the pieces.
  mutating func append(
    _ tokens: borrowing TokenBuffer, of pieces: borrowing Pieces, source: Int = 0,
    word: Int? = nil, typeID: UInt32 = 0
  ) {
    let first = count
    if first == 0 { ids = tokens.ids } else { ids.append(contentsOf: tokens.ids) }
    if tokens.arePlaced {
      appendPlaces(tokens, word: word)
    } else {
      appendPlaces(tokens, pieces, textLength: sourceLength(source), word: word)
    }
    stretches.append(
      Stretch(end: 0, typeID: typeID, source: UInt32(truncatingIfNeeded: source)),
      count: tokens.ids.count)
    if tokens.arePlaced {
      appendExceptions(tokens.shownTexts, first: first)
    } else {
      appendExceptions(tokens, pieces, first: first)
    }
  }

  private func sourceLength(_ source: Int) -> Int {
    sources[source].bytes.count
  }

  /// Takes over places that are known.
  private mutating func appendPlaces(_ tokens: borrowing TokenBuffer, word: Int?) {
    let first = places.count
    if first == 0 { places = tokens.places } else { places.append(contentsOf: tokens.places) }
    guard let word else { return }
    for index in first..<places.count { places[index].word = UInt32(truncatingIfNeeded: word) }
  }

  private mutating func appendPlaces(
    _ tokens: borrowing TokenBuffer, _ pieces: borrowing Pieces, textLength: Int, word: Int?
  ) {
    places.reserveCapacity(places.count + tokens.ids.count)
    let givenWord = word.map { UInt32(truncatingIfNeeded: $0) }
    for span in tokens.spans {
      var place = pieces.original(of: span)
      place.word = givenWord ?? span.word
      place.isOutside = place.start >= textLength
      places.append(place)
    }
    // A buffer that tracked no spans still gives one place for each id.
    let missing = tokens.ids.count - tokens.spans.count
    if missing > 0 { places.append(contentsOf: repeatElement(.nowhere, count: missing)) }
  }

  /// Notes the tokens whose text is what they cover: added tokens and unknown surfaces.
  private mutating func appendExceptions(
    _ tokens: borrowing TokenBuffer, _ pieces: borrowing Pieces, first: Int
  ) {
    guard pieces.holdsClaimedPieces || !tokens.surfaceTokens.isEmpty else { return }
    var surfaces = tokens.surfaceTokens[...]
    for (position, span) in tokens.spans.enumerated() {
      let isSurface = surfaces.first == position
      if isSurface { surfaces.removeFirst() }
      guard isSurface || pieces.isClaimed(span) else { continue }
      appendException(at: first + position, pieces.text(of: span))
    }
  }

  private mutating func appendExceptions(
    _ texts: [(position: Int, text: [UInt8])], first: Int
  ) {
    for shown in texts { appendException(at: first + shown.position, shown.text[...]) }
  }

  private mutating func appendException(at position: Int, _ text: ArraySlice<UInt8>) {
    // In a run of one unknown character, what is true of a token is true of the next.
    let isRun = position > 0 && ids[position] == ids[position - 1]
    if isRun, textExceptions.extend(position..<position + 1, text) { return }
    guard showsOther(text, at: position) else { return }
    textExceptions.append(position..<position + 1, text: text)
  }

  /// Whether the token at `position` shows another text than its vocabulary entry.
  private func showsOther(_ text: ArraySlice<UInt8>, at position: Int) -> Bool {
    !text.elementsEqual(tokenTexts.text(of: ids[position]))
  }

  /// Notes the texts that tokens of a text in a frame show, which ends before `end`.
  mutating func insertExceptions(
    _ texts: [(position: Int, text: [UInt8])], before end: Int
  ) {
    guard texts.contains(where: { showsOther($0.text[...], at: $0.position) }) else { return }
    let framed = textExceptions
    textExceptions = TokenTextExceptions()
    let start = texts[0].position
    textExceptions.append(framed, range: 0..<start, at: 0)
    appendExceptions(texts, first: 0)
    textExceptions.append(framed, range: end..<count, at: end)
  }

  /// Appends tokens that come from no text: what a post-processor adds.
  mutating func append(special tokens: [SpecialToken], typeID: UInt32) {
    for token in tokens {
      textExceptions.append(count..<count + 1, text: token.text)
      ids.append(token.id)
    }
    places.append(contentsOf: repeatElement(.nowhere, count: tokens.count))
    stretches.append(Stretch(end: 0, typeID: typeID, isSpecial: true), count: tokens.count)
  }
}

/// A token that a post-processor adds, with the text that it shows.
public struct SpecialToken: Hashable, Sendable {
  /// The id of the token.
  public var id: TokenID
  /// Its text as UTF-8 bytes, which need not be that of the vocabulary.
  public var text: [UInt8]

  /// The token `id`, shown as `text`.
  public init(id: TokenID, text: [UInt8]) {
    self.id = id
    self.text = text
  }
}

extension Pieces {
  /// Where `span` stands in the original text, by Hugging Face's rules: an empty span stands where
  /// its number says, one that leaves the piece is not moved at all.
  func original(of span: TokenSpan) -> TokenPlace {
    let outside = TokenPlace(start: span.start, end: span.end, word: TokenPlace.noWord)
    guard Int(span.piece) < elements.count else { return outside }
    let piece = elements[Int(span.piece)].range
    if span.start == span.end {
      let shift = UInt32(truncatingIfNeeded: originalStart(of: piece))
      let position = span.start &+ shift
      return TokenPlace(start: position, end: position, word: TokenPlace.noWord)
    }
    guard !leavesPiece(span) else { return outside }
    let start = text.origin(at: piece.lowerBound + Int(span.start)).start
    let end = text.origin(at: piece.lowerBound + Int(span.end) - 1).end
    return TokenPlace(start: start, end: end, word: TokenPlace.noWord)
  }

  /// Whether `span` is of no piece, or leaves its own; an empty one does not.
  func leavesPiece(_ span: TokenSpan) -> Bool {
    guard Int(span.piece) < elements.count else { return true }
    if span.start == span.end { return false }
    return span.start > span.end || Int(span.end) > elements[Int(span.piece)].range.count
  }

  /// Whether any added token was found.
  var holdsClaimedPieces: Bool { elements.contains { $0.token != nil } }

  /// Whether the piece of `span` is an added token.
  func isClaimed(_ span: TokenSpan) -> Bool {
    Int(span.piece) < elements.count && elements[Int(span.piece)].token != nil
  }

  /// The bytes that `span` covers, as far as they are in its piece.
  func text(of span: TokenSpan) -> ArraySlice<UInt8> {
    guard Int(span.piece) < elements.count else { return [] }
    let piece = elements[Int(span.piece)].range
    let start = Swift.min(piece.lowerBound + Int(span.start), piece.upperBound)
    let end = Swift.min(piece.lowerBound + Int(span.end), piece.upperBound)
    return text.bytes[start..<Swift.max(start, end)]
  }
}
