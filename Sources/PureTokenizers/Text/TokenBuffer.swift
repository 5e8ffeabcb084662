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
  public let tracksSpans: Bool
  /// Where the tokens stand in the original text, in place of `spans` when `arePlaced`.
  var places: [TokenPlace] = []
  /// The texts of tokens that may be others than the vocabulary has, in order of position; beside
  /// `places`.
  var shownTexts: [(position: Int, text: [UInt8])] = []
  /// Whether the model has read the original text, and tells places in it instead of spans.
  private(set) var arePlaced = false
  /// The number of tokens that a text of its length has, most often.
  private var expectedCount = 0

  /// An empty buffer.
  public init(tracksSpans: Bool) { self.tracksSpans = tracksSpans }

  /// A buffer without spans that goes on after `ids`.
  init(appendingTo ids: consuming [TokenID]) {
    tracksSpans = false
    self.ids = ids
  }

  /// An empty buffer for the tokens of a text of `byteCount` bytes.
  ///
  /// There is room for a token every four bytes, so that an encoding can take the lists over.
  init(tracksSpans: Bool, byteCount: Int) {
    self.init(tracksSpans: tracksSpans)
    expectedCount = byteCount / 4 + 8
    ids.reserveCapacity(expectedCount)
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
    ids.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    surfaceTokens.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    shownTexts.removeAll(keepingCapacity: true)
  }

  /// Says that places follow in the place of spans.
  mutating func beginPlaces() {
    arePlaced = true
    places.reserveCapacity(expectedCount)
  }
}
