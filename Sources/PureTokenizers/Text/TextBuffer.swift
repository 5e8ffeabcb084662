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
  public private(set) var bytes: [UInt8]
  /// One origin for each byte; empty unless `tracksOrigins`.
  public private(set) var origins: [Origin]
  /// Whether origins are kept.
  public let tracksOrigins: Bool
  /// Where the text began in the original, which is the origin of what is inserted at the start.
  public let base: UInt32

  /// An empty text; what is inserted at its start stands at `base` of the original.
  public init(tracksOrigins: Bool, base: UInt32 = 0) {
    bytes = []
    origins = []
    self.tracksOrigins = tracksOrigins
    self.base = base
  }

  /// The original text itself: every scalar is its own origin. `bytes` must be UTF-8.
  init(original bytes: [UInt8], tracksOrigins: Bool) {
    self.init(tracksOrigins: tracksOrigins)
    self.bytes = bytes
    guard tracksOrigins else { return }
    origins.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let length = Swift.min(UTF8Scalars.length(lead: bytes[index]), bytes.count - index)
      let origin = Origin(start: UInt32(index), end: UInt32(index + length))
      for _ in 0..<length { origins.append(origin) }
      index += length
    }
  }

  /// The number of bytes.
  public var count: Int { bytes.count }
  /// Whether there is no text.
  public var isEmpty: Bool { bytes.isEmpty }

  /// The origin of the byte at `index`; an empty one at `base` when origins are not kept.
  @inline(__always)
  public func origin(at index: Int) -> Origin {
    tracksOrigins ? origins[index] : Origin(start: base, end: base)
  }

  /// What text inserted before the byte at `index` stands for: the byte before it, or nothing.
  public func insertionOrigin(at index: Int) -> Origin {
    index > 0 ? origin(at: index - 1) : Origin(start: base, end: base)
  }

  /// An empty text to be filled with what becomes of this one.
  public func emptied(reserving capacity: Int? = nil) -> TextBuffer {
    var result = TextBuffer(tracksOrigins: tracksOrigins, base: base)
    result.bytes.reserveCapacity(capacity ?? count)
    if tracksOrigins { result.origins.reserveCapacity(capacity ?? count) }
    return result
  }

  /// Makes room for `count` bytes in all.
  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
    if tracksOrigins { origins.reserveCapacity(count) }
  }
}

// MARK: - Building

extension TextBuffer {
  /// Appends a scalar value that stands for `origin`.
  @inline(__always)
  public mutating func append(scalar: UInt32, from origin: @autoclosure () -> Origin) {
    let length = bytes.append(scalar: scalar)
    guard tracksOrigins else { return }
    let origin = origin()
    for _ in 0..<length { origins.append(origin) }
  }

  /// Appends UTF-8 bytes that all stand for `origin`.
  public mutating func append(
    contentsOf inserted: some Collection<UInt8>, from origin: @autoclosure () -> Origin
  ) {
    bytes.append(contentsOf: inserted)
    guard tracksOrigins else { return }
    origins.append(contentsOf: repeatElement(origin(), count: inserted.count))
  }

  /// Appends a part of `source`, origins included. Both must track alike.
  public mutating func append(_ source: borrowing TextBuffer, range: Range<Int>) {
    bytes.append(contentsOf: source.bytes[range])
    guard tracksOrigins, source.tracksOrigins else { return }
    origins.append(contentsOf: source.origins[range])
  }

  /// A part of this text as a text of its own, whose base is the origin of its first byte.
  public func slice(_ range: Range<Int>) -> TextBuffer {
    let start = range.isEmpty ? base : origin(at: range.lowerBound).start
    var result = TextBuffer(tracksOrigins: tracksOrigins, base: start)
    result.append(self, range: range)
    return result
  }
}

// MARK: - Edits

extension TextBuffer {
  /// Rebuilds the text scalar by scalar.
  ///
  /// `body` gets a scalar value, its byte range, and the text under construction, and appends to
  /// it what becomes of the scalar.
  public mutating func rebuild(
    _ body: (_ scalar: UInt32, _ range: Range<Int>, _ result: inout TextBuffer) -> Void
  ) {
    var result = emptied()
    var index = 0
    while index < count {
      let scalar = bytes.scalar(at: index)
      body(scalar.value, index..<index + scalar.length, &result)
      index += scalar.length
    }
    self = result
  }

  /// Removes every scalar that `isRemoved` is true of.
  public mutating func removeScalars(where isRemoved: (UInt32) -> Bool) {
    rebuild { [self] scalar, range, result in
      guard !isRemoved(scalar) else { return }
      result.append(self, range: range)
    }
  }

  /// Replaces one scalar by another, one to one.
  public mutating func mapScalars(_ replacement: (UInt32) -> UInt32) {
    rebuild { [self] scalar, range, result in
      result.append(scalar: replacement(scalar), from: origin(at: range.lowerBound))
    }
  }

  /// Puts `prefix` in front of a text that is not empty; it takes the origin of the first scalar.
  public mutating func prepend(_ prefix: [UInt8]) {
    guard !isEmpty, !prefix.isEmpty else { return }
    bytes.insert(contentsOf: prefix, at: 0)
    guard tracksOrigins else { return }
    origins.insert(contentsOf: repeatElement(origins[0], count: prefix.count), at: 0)
  }

  /// Replaces each of `matches`, which are sorted and do not overlap, by `content`.
  ///
  /// What is inserted takes the origin of the last byte of its match, or of the byte before an
  /// empty one.
  public mutating func replace(_ matches: [Range<Int>], with content: [UInt8]) {
    guard !matches.isEmpty else { return }
    var result = emptied()
    var copied = 0
    for match in matches {
      result.append(self, range: copied..<match.lowerBound)
      result.append(contentsOf: content, from: insertionOrigin(at: match.upperBound))
      copied = match.upperBound
    }
    result.append(self, range: copied..<count)
    self = result
  }

  /// Keeps only the bytes of `range`.
  public mutating func trim(to range: Range<Int>) {
    guard range != 0..<count else { return }
    bytes.removeSubrange(range.upperBound...)
    bytes.removeSubrange(..<range.lowerBound)
    guard tracksOrigins else { return }
    origins.removeSubrange(range.upperBound...)
    origins.removeSubrange(..<range.lowerBound)
  }
}
