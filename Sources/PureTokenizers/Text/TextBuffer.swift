/// The part of the original text that a byte stands for, in UTF-8 byte offsets.
public struct Origin: Hashable, Sendable {
  /// The first byte.
  public var start: UInt32
  /// The byte after the last one.
  public var end: UInt32

  /// The bytes from `start` up to, not including, `end`.
  public init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }
}

/// Text as UTF-8 bytes that may remember where each of them came from.
///
/// Stages are written once: with `tracksOrigins` off, the same edits skip the bookkeeping.
/// Edits follow Hugging Face's alignment rules: what replaces several scalars takes the origin of
/// the first, what is inserted takes the origin of the scalar before it, what is removed vanishes.
public struct TextBuffer: Sendable {
  /// The text as it stands.
  public internal(set) var bytes: [UInt8]
  /// One origin for each byte; empty unless origins are tracked and the text has been edited.
  var storedOrigins: [Origin]
  /// Where this text begins in the original while it still is a part of it, every scalar its own
  /// origin; nil once it has been edited. Spares unedited text eight bytes for each of its own.
  var unedited: UInt32?
  /// Whether origins are kept.
  public private(set) var tracksOrigins: Bool
  /// How many bytes at the start stand for nothing in the original: they were put before it.
  var unalignedCount = 0
  /// The most bytes that the text may grow to.
  private(set) var limit = Limits.textBytes
  /// Where the text began in the original, which is the origin of what is inserted at the start.
  public private(set) var base: UInt32

  /// An empty text; what is inserted at its start stands at `base` of the original.
  public init(tracksOrigins: Bool, base: UInt32 = 0) {
    bytes = []
    storedOrigins = []
    self.tracksOrigins = tracksOrigins
    self.base = base
  }

  /// The original text itself: every scalar is its own origin. `bytes` must be UTF-8.
  init(original bytes: [UInt8], tracksOrigins: Bool) {
    self.init(tracksOrigins: tracksOrigins)
    self.bytes = bytes
    limit = Limits.normalizedBytes(of: bytes.count)
    unedited = 0
  }

  /// Becomes the original text itself, as by `init(original:tracksOrigins:)`, in place.
  mutating func begin(original bytes: [UInt8], tracksOrigins: Bool) {
    self.bytes = bytes
    if !storedOrigins.isEmpty { storedOrigins.removeAll() }
    self.tracksOrigins = tracksOrigins
    limit = Limits.normalizedBytes(of: bytes.count)
    unedited = 0
    unalignedCount = 0
    base = 0
  }

  /// Lets go of the text and its origins.
  mutating func forgetBytes() {
    bytes = []
    if !storedOrigins.isEmpty { storedOrigins = [] }
  }

  /// The number of bytes.
  public var count: Int { bytes.count }
  /// Whether there is no text.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Whether this still is a part of the original, untouched by edits.
  var isUnedited: Bool { unedited != nil }

  /// The origin of the byte at `index`; an empty one at `base` when origins are not kept.
  @inline(__always)
  public func origin(at index: Int) -> Origin {
    guard tracksOrigins else { return Origin(start: base, end: base) }
    guard let unedited else { return storedOrigins[index] }
    return uneditedOrigin(at: index, from: unedited)
  }

  /// Where the bytes of `range` begin in the original text; without origins, in this text.
  func originalStart(of range: Range<Int>) -> Int {
    guard tracksOrigins, !range.isEmpty else { return range.lowerBound }
    return Int(origin(at: range.lowerBound).start)
  }

  func uneditedOrigin(at index: Int, from start: UInt32) -> Origin {
    var first = index
    while first > 0, bytes[first] & 0xC0 == 0x80 { first -= 1 }
    let last = Swift.min(first + UTF8Scalars.length(lead: bytes[first]), count)
    return Origin(start: start + UInt32(first), end: start + UInt32(last))
  }

  /// What text inserted before the byte at `index` stands for: the byte before it, or nothing.
  public func insertionOrigin(at index: Int) -> Origin {
    index > 0 ? origin(at: index - 1) : Origin(start: base, end: base)
  }

  /// An empty text to be filled with what becomes of this one.
  public func emptied(reserving capacity: Int? = nil) -> TextBuffer {
    var result = TextBuffer(tracksOrigins: tracksOrigins, base: base)
    result.limit = limit
    result.reserveCapacity(capacity ?? count)
    return result
  }

  /// A part of this text as a text of its own, whose base is the origin of its first byte.
  public func slice(_ range: Range<Int>) -> TextBuffer {
    let start = range.isEmpty ? base : origin(at: range.lowerBound).start
    var result = TextBuffer(tracksOrigins: tracksOrigins, base: start)
    result.limit = limit
    if let unedited {
      result.bytes = Array(bytes[range])
      result.unedited = unedited + UInt32(range.lowerBound)
    } else {
      result.append(self, range: range)
    }
    return result
  }

  /// Throws when the text would be too large with `count` more stretches of `length` bytes.
  func expectRoom(for count: Int = 0, of length: Int = 0) throws(TokenizerError) {
    let added = count.multipliedReportingOverflow(by: length)
    guard !added.overflow, added.partialValue <= limit - self.count else {
      throw .textTooLarge(limit: limit)
    }
  }

  /// Makes room for `count` bytes in all.
  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
    if tracksOrigins { storedOrigins.reserveCapacity(count) }
  }
}
