/// The number of a token in the vocabulary.
public typealias TokenID = UInt32

/// Where a token was found: a piece, and a range of bytes counted from the start of that piece.
///
/// The range may lie outside the piece, because Hugging Face's models count some symbols that
/// are not in the text; what becomes of such offsets is decided in `Encoding`.
public struct TokenSpan: Hashable, Sendable {
  /// The position of the piece in `Pieces.elements`.
  public var piece: UInt32
  /// The first byte, counted from the start of the piece.
  public var start: UInt32
  /// The byte after the last one.
  public var end: UInt32
  /// The number of the word that the token is a part of: that of the piece, unless a model cuts
  /// pieces into words itself.
  public var word: UInt32
}

/// The tokens of a text, with their places in it when asked for.
public struct TokenBuffer: Sendable {
  /// The ids, in order.
  public internal(set) var ids: [TokenID] = []
  /// One span for each id; empty unless `tracksSpans`.
  public private(set) var spans: [TokenSpan] = []
  /// The positions of tokens whose text is the text they cover, not their vocabulary entry
  /// (an unknown piece of a Unigram model); empty unless `tracksSpans`.
  public private(set) var surfaceTokens: [Int] = []
  /// Whether spans are kept.
  public private(set) var tracksSpans: Bool
  /// Where the tokens stand in the original text, in place of `spans` when `arePlaced`.
  var places: [TokenPlace] = []
  /// The texts of tokens that may be others than the vocabulary has, in order of position; beside
  /// `places`.
  var shownTexts: [(position: Int, text: [UInt8])] = []
  /// Whether the model has read the original text, and tells places in it instead of spans.
  private(set) var arePlaced = false
  /// The number of tokens that a text of its length has, most often.
  private var expectedCount = 0
  /// Ids that stand before those of the text, beside `places`.
  private var leading: [TokenID] = []

  /// An empty buffer.
  public init(tracksSpans: Bool) { self.tracksSpans = tracksSpans }

  /// Goes on after `list`, which is empty until it is given back, and without spans.
  mutating func lend(_ list: inout [TokenID]) {
    removeAll()
    tracksSpans = false
    arePlaced = false
    swap(&ids, &list)
  }

  /// Gives back what was lent, with what has been appended.
  mutating func giveBack(_ list: inout [TokenID]) { swap(&ids, &list) }

  /// Becomes empty, for the tokens of a text of `byteCount` bytes and their spans or places.
  ///
  /// There is room for a token every four bytes, so that an encoding can take the lists over.
  /// With places, the special tokens of `frame` stand before those of the text, and there is room
  /// for those after.
  mutating func begin(byteCount: Int, frame: EncodingFrame? = nil) {
    ids = []
    places = []
    removeAll()
    tracksSpans = true
    arePlaced = false
    expectedCount = byteCount / 4 + 8
    leading = frame?.before ?? []
    if let frame { expectedCount += frame.before.count + frame.after.count }
    ids.reserveCapacity(expectedCount)
  }

  /// Exchanges ids and places with lists that are empty.
  mutating func take(_ ids: inout [TokenID], _ places: inout [TokenPlace]) {
    swap(&self.ids, &ids)
    swap(&self.places, &places)
  }

  /// Appends a token found in `range` of the piece at position `piece`.
  @inline(__always)
  public mutating func append(_ id: TokenID, piece: Int, range: @autoclosure () -> Range<Int>) {
    ids.append(id)
    guard tracksSpans else { return }
    let range = range()
    let number = UInt32(truncatingIfNeeded: piece)
    spans.append(
      TokenSpan(
        piece: number, start: UInt32(truncatingIfNeeded: range.lowerBound),
        end: UInt32(truncatingIfNeeded: range.upperBound), word: number))
  }

  /// Appends a token whose place is already a span.
  @inline(__always)
  mutating func append(_ id: TokenID, at span: @autoclosure () -> TokenSpan) {
    ids.append(id)
    if tracksSpans { spans.append(span()) }
  }

  /// Appends ids alone; spans must not be tracked.
  mutating func append(contentsOf added: UnsafeBufferPointer<TokenID>) {
    unsafe ids.append(contentsOf: added)
  }

  /// Appends what `mask` leaves of numbers; spans must not be tracked.
  mutating func append(contentsOf added: UnsafeBufferPointer<UInt32>, mask: UInt32) {
    let first = ids.count
    unsafe ids.append(contentsOf: added)
    guard mask != .max else { return }
    unsafe ids.withUnsafeMutableBufferPointer { ids in
      // SAFETY: these are the elements that have just been appended.
      for index in first..<ids.count { unsafe ids[index] &= mask }
    }
  }

  /// Appends ids alone; spans must not be tracked.
  mutating func append(contentsOf added: ArraySlice<TokenID>) { ids.append(contentsOf: added) }

  /// Appends the ids of `added` alone; spans must not be tracked.
  mutating func append(contentsOf added: borrowing TokenBuffer) {
    ids.append(contentsOf: added.ids)
  }

  /// Appends a token whose text is what it covers rather than its vocabulary entry.
  public mutating func append(surface id: TokenID, piece: Int, range: Range<Int>) {
    if tracksSpans { surfaceTokens.append(ids.count) }
    append(id, piece: piece, range: range)
  }

  /// Forgets the tokens but keeps the memory.
  public mutating func removeAll() {
    // To find them empty takes less than to empty them, and most texts are short.
    if !ids.isEmpty { ids.removeAll(keepingCapacity: true) }
    if !spans.isEmpty { spans.removeAll(keepingCapacity: true) }
    if !surfaceTokens.isEmpty { surfaceTokens.removeAll(keepingCapacity: true) }
    if !places.isEmpty { places.removeAll(keepingCapacity: true) }
    if !shownTexts.isEmpty { shownTexts.removeAll(keepingCapacity: true) }
  }

  /// Appends tokens that stand nowhere in the text, beside `places`.
  mutating func append(special added: [TokenID]) {
    guard !added.isEmpty else { return }
    ids += added
    places += repeatElement(.nowhere, count: added.count)
  }

  /// Says that places follow in the place of spans.
  mutating func beginPlaces() {
    arePlaced = true
    places.reserveCapacity(expectedCount)
    append(special: leading)
  }
}
