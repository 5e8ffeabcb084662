/// The texts that an encoding was made from; its offsets count in one of them each.
///
/// One for a plain text, two for a pair, one for each word of a text that came in words. A class,
/// so that the windows of a long text share one list and can see that they do.
final class SourceTexts: Sendable {
  // Most often there is one, which has no list of its own.
  private let first: SourceText?
  private let others: [SourceText]

  init(_ text: SourceText) {
    first = text
    others = []
  }

  init(_ texts: [SourceText]) {
    first = texts.first
    others = Array(texts.dropFirst())
  }

  /// Whether there are none.
  var isEmpty: Bool { first == nil }
  /// The number of texts.
  var count: Int { first == nil ? 0 : others.count + 1 }

  /// The text at `position`, an empty one if there is none.
  subscript(position: Int) -> SourceText {
    guard position > 0 else { return first ?? SourceText([]) }
    return position <= others.count ? others[position - 1] : SourceText([])
  }

  /// All texts.
  var texts: [SourceText] { first.map { [$0] + others } ?? [] }

  /// No text at all.
  static let none = SourceTexts([])

  /// The same texts with marks, by which offsets deep inside are converted quickly.
  func marked() -> SourceTexts {
    texts.allSatisfy { !$0.wantsMarks } ? self : SourceTexts(texts.map { $0.marked() })
  }
}

/// A text as UTF-8 bytes, with marks every so many bytes that tell how far other units have got.
struct SourceText: Hashable, Sendable {
  let bytes: [UInt8]
  /// The mark at each multiple of `markDistance`; empty until `marked()`.
  private(set) var marks: [TextMark] = []
  /// Whether all units count alike.
  let isASCII: Bool

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isASCII = bytes.isASCII
  }

  /// The bytes from one mark to the next.
  static let markDistance = 1024

  static func == (left: SourceText, right: SourceText) -> Bool { left.bytes == right.bytes }
  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  /// Whether the text is long enough for marks and has none.
  var wantsMarks: Bool { !isASCII && marks.isEmpty && bytes.count > Self.markDistance }

  /// Where the scalar that holds the byte at `byte` begins; the end of the text from there on.
  func scalarStart(of byte: Int) -> Int {
    guard byte < bytes.count else { return bytes.count }
    var start = byte
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The same text with marks.
  func marked() -> SourceText {
    guard wantsMarks else { return self }
    var result = self
    var mark = TextMark()
    var start = 0
    result.marks.reserveCapacity(bytes.count / Self.markDistance + 1)
    while start < bytes.count {
      result.marks.append(mark)
      let end = Swift.min(start + Self.markDistance, bytes.count)
      mark.advance(over: bytes, from: start, to: end)
      start = end
    }
    return result
  }
}

/// How many scalars and how many UTF-16 units begin before a byte.
struct TextMark: Hashable, Sendable {
  var scalars: UInt32 = 0
  var utf16: UInt32 = 0

  /// Moves forward over the bytes from `start` up to `end`.
  mutating func advance(over bytes: [UInt8], from start: Int, to end: Int) {
    let counts = Self.counts(in: bytes, from: start, to: end)
    scalars &+= counts.scalars
    utf16 &+= counts.utf16
  }

  /// Moves back over the bytes from `start` up to `end`.
  mutating func retreat(over bytes: [UInt8], from start: Int, to end: Int) {
    let counts = Self.counts(in: bytes, from: start, to: end)
    scalars &-= counts.scalars
    utf16 &-= counts.utf16
  }

  private static func counts(in bytes: [UInt8], from start: Int, to end: Int) -> TextMark {
    var counts = TextMark()
    for index in start..<Swift.max(start, Swift.min(end, bytes.count)) {
      let byte = bytes[index]
      counts.scalars &+= byte & 0xC0 == 0x80 ? 0 : 1
      counts.utf16 &+= byte >= 0xF0 ? 1 : 0
    }
    counts.utf16 &+= counts.scalars
    return counts
  }
}

extension [UInt8] {
  /// Whether no byte is beyond ASCII; looks at 64 at a time.
  fileprivate var isASCII: Bool {
    unsafe withUnsafeBytes { bytes in
      var index = 0
      var seen = SIMD4<UInt64>(repeating: 0)
      while index &+ 64 <= bytes.count {
        // SAFETY: there are 64 bytes from `index` on.
        unsafe seen |= bytes.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
        unsafe seen |= bytes.loadUnaligned(fromByteOffset: index &+ 32, as: SIMD4<UInt64>.self)
        index &+= 64
      }
      var rest = seen[0] | seen[1] | seen[2] | seen[3]
      while index &+ 8 <= bytes.count {
        unsafe rest |= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        index &+= 8
      }
      while index < bytes.count {
        unsafe rest |= UInt64(bytes[index])
        index &+= 1
      }
      return rest & 0x8080_8080_8080_8080 == 0
    }
  }
}
