/// Builds the text in which some stretches have been replaced, as Hugging Face's Precompiled does.
///
/// Scalars are counted, not places: a text longer than what it replaces ends in insertions; of a
/// shorter one, the last scalar swallows the rest; and an empty one hands the rest to whatever
/// scalar came out before it. At the start of the text there is none, and all that follows is then
/// taken to come from too early a place. Pinned by Fixtures/stages/normalizers.json.
struct ReplacementWriter {
  private let old: TextBuffer
  private var result: TextBuffer
  /// The scalar that came out last, which may still have to swallow others.
  private var last: ChangedScalar?
  /// The place in the old text that the changes have come to, and the place copied up to.
  private var position = 0
  private var copied = 0
  /// Whether anything has been replaced.
  private(set) var isChanged = false
  /// Whether the new text would be too large; then it is not made.
  private(set) var isFull = false

  init(_ text: TextBuffer) {
    old = text
    result = TextBuffer(tracksOrigins: text.tracksOrigins, base: text.base)
  }

  /// Replaces `range`, which lies after everything replaced before, by a part of `texts`.
  mutating func replace(_ range: Range<Int>, by text: Range<Int>, of texts: [UInt8]) {
    if !isChanged { result = old.emptied() }
    isChanged = true
    isFull = isFull || result.count + text.count > old.limit
    guard !isFull else { return }
    copy(upTo: range.lowerBound)
    copied = range.upperBound
    let oldCount = old.bytes[range].count { $0 & 0xC0 != 0x80 }
    var newCount = 0
    var index = text.lowerBound
    while index < text.upperBound {
      let scalar = texts.scalar(at: index)
      emit(ChangedScalar(scalar: scalar.value, change: newCount < oldCount ? 0 : 1))
      newCount += 1
      index += scalar.length
    }
    if newCount < oldCount { last?.change -= oldCount - newCount }
  }

  /// Hands over the new text, unless nothing was replaced.
  mutating func finish(_ text: inout TextBuffer) throws(TokenizerError) {
    guard isChanged else { return }
    guard !isFull else { throw .textTooLarge(limit: old.limit) }
    copy(upTo: old.count)
    flush()
    text = result
  }

  /// Copies what lies between two replacements, its last scalar excepted.
  private mutating func copy(upTo end: Int) {
    guard copied < end else { return }
    flush()
    let lastLength = old.bytes.scalar(before: end, notBelow: copied).length
    if position == copied || !old.tracksOrigins {
      result.append(old, range: copied..<end - lastLength)
      copied = end - lastLength
      position = copied
    }
    while copied < end {
      let scalar = old.bytes.scalar(at: copied)
      emit(ChangedScalar(scalar: scalar.value, change: 0))
      copied += scalar.length
    }
  }

  private mutating func emit(_ element: ChangedScalar) {
    flush()
    last = element
  }

  private mutating func flush() {
    guard let element = last else { return }
    result.append(element, replacing: &position, of: old)
    last = nil
  }
}
