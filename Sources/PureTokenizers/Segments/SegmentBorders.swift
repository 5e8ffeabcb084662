/// Where the segments of a text end, and which of them are trusted.
struct SegmentBorders: Hashable, Sendable {
  private(set) var segments: [Segment] = []

  /// The bytes of a segment, and whether they are trusted.
  struct Segment: Hashable, Sendable {
    var range: Range<Int>
    var isTrusted: Bool
  }

  /// Appends the segment that begins where the last one ends; an empty one is left out.
  mutating func append(end: Int, isTrusted: Bool) {
    let start = segments.last?.range.upperBound ?? 0
    guard start < end else { return }
    segments.append(Segment(range: start..<end, isTrusted: isTrusted))
  }

  /// The segment that holds the byte at `position`.
  func segment(at position: Int) -> Segment? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].range.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low < segments.count ? segments[low] : nil
  }

  /// Whether a segment begins at `position`, behind another one.
  func isBorder(_ position: Int) -> Bool {
    position > 0 && segment(at: position)?.range.lowerBound == position
  }
}

extension Pieces {
  /// A text whose pieces are its segments.
  init(_ text: TextBuffer, cutAt borders: SegmentBorders) {
    self.init(text, elements: borders.segments.map { Piece($0.range) })
  }

  /// Joins unclaimed pieces that touch at a border of segments.
  mutating func join(at borders: SegmentBorders) {
    var joined: [Piece] = []
    joined.reserveCapacity(elements.count)
    for piece in elements {
      joined.append(piece, joining: borders.isBorder(Int(piece.start)))
    }
    self = Pieces(text, elements: joined)
  }
}

/// The pieces of segments that have been normalized each on its own, as pieces of one text.
struct JoinedSegments {
  private var text: TextBuffer
  private var elements: [Piece] = []

  /// No segment yet of a text that tracks origins as `original` does.
  init(of original: borrowing TextBuffer) { text = original.emptied() }

  /// Appends a segment; unclaimed pieces that touch at its start become one.
  mutating func append(_ segment: Pieces) throws(TokenizerError) {
    let shift = text.count
    text.append(segment.text, range: 0..<segment.text.count)
    try text.expectRoom()
    var isFirst = true
    for piece in segment.elements {
      let range = piece.range.lowerBound + shift..<piece.range.upperBound + shift
      elements.append(Piece(range, token: piece.token), joining: isFirst)
      isFirst = false
    }
  }

  /// All of them.
  var pieces: Pieces { Pieces(text, elements: elements) }
}

extension [Piece] {
  /// Appends a piece, or makes the last one longer when both are unclaimed and touch.
  fileprivate mutating func append(_ piece: Piece, joining: Bool) {
    if joining, let last, last.token == nil, piece.token == nil, last.end == piece.start {
      self[count - 1].end = piece.end
    } else {
      append(piece)
    }
  }
}
