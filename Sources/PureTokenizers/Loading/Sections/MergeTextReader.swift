/// Reads the merges of a `MergesSection` one by one.
struct MergeTextReader: ~Copyable {
  var cursor: TextCursor
  private(set) var merges: Pile<MergedToken>
  private let tokens: VocabularySection
  private var lastToken = 0
  private var bytes = Pile<UInt8>(capacity: 256)

  init(cursor: TextCursor, tokens: VocabularySection, capacity: Int) {
    self.cursor = cursor
    self.tokens = tokens
    merges = Pile(capacity: capacity)
  }

  /// Reads from the first element to the end of the array; false when something is unusual.
  mutating func read<Form: MergeForm>(_ form: Form.Type) -> Bool {
    let vocabulary = tokens.vocabulary
    return unsafe vocabulary.arena.withUnsafeBufferPointer { arena in
      guard let arena = unsafe TextCursor(arena, at: 0) else { return false }
      return unsafe vocabulary.starts.withUnsafeBufferPointer { starts in
        unsafe tokens.isVerbatim.withUnsafeBufferPointer { isVerbatim in
          repeat {
            cursor.skipWhitespace()
            guard Form.begin(&cursor) else { return false }
            let tokens = unsafe TokenText(arena: arena, starts: starts, isVerbatim: isVerbatim)
            guard readGuessed(form, tokens) || readOther(form) else { return false }
            cursor.skipWhitespace()
          } while cursor.take(UInt8(ascii: ","))
          return cursor.take(UInt8(ascii: "]"))
        }
      }
    }
  }

  /// Reads a merge that makes the same token as the one before, or the next one.
  @inline(__always)
  private mutating func readGuessed<Form: MergeForm>(
    _ form: Form.Type, _ tokens: TokenText
  ) -> Bool {
    if readMerge(form, making: lastToken, tokens) { return true }
    guard readMerge(form, making: lastToken + 1, tokens) else { return false }
    lastToken += 1
    return true
  }

  /// Reads the merge at the cursor if it makes `token`; the cursor stays where it is if not.
  ///
  /// The first byte in which the text differs from the token is the separator.
  @inline(__always)
  private mutating func readMerge<Form: MergeForm>(
    _ form: Form.Type, making token: Int, _ tokens: TokenText
  ) -> Bool {
    guard let range = tokens.range(of: token) else { return false }
    var next = cursor
    let left = tokens.commonLength(range.lowerBound, next, limit: range.count)
    next.index += left
    // Neither side may begin inside a scalar.
    guard Form.separate(&next), next.byte & 0xC0 != 0x80 else { return false }
    let right = range.count - left
    let same = tokens.commonLength(range.lowerBound + left, next, limit: right)
    next.index += right
    guard same == right, Form.end(&next) else { return false }
    merges.append(
      MergedToken(
        token: UInt32(truncatingIfNeeded: token), leftLength: UInt32(truncatingIfNeeded: left)))
    cursor = next
    return true
  }

  /// Reads any merge, and looks for the token that it makes.
  @inline(never)
  private mutating func readOther<Form: MergeForm>(_ form: Form.Type) -> Bool {
    bytes.removeAll()
    guard let left = readSides(form) else { return false }
    let token = unsafe bytes.withElements { bytes in
      unsafe tokens.vocabulary.position(of: bytes)
    }
    guard let token else { return false }
    lastToken = token
    merges.append(
      MergedToken(
        token: UInt32(truncatingIfNeeded: token), leftLength: UInt32(truncatingIfNeeded: left)))
    return true
  }

  /// Piles up both sides of a merge; the length of the left one.
  private mutating func readSides<Form: MergeForm>(_ form: Form.Type) -> Int? {
    guard cursor.readString(into: &bytes) != nil else { return nil }
    guard form == PairedMerge.self else { return splitLine() }
    let left = bytes.count
    cursor.index -= 1
    guard Form.separate(&cursor), cursor.readString(into: &bytes) != nil else { return nil }
    cursor.index -= 1
    return Form.end(&cursor) ? left : nil
  }

  /// Takes the space out of a line that has one.
  private mutating func splitLine() -> Int? {
    let line = bytes.array
    let spaces = line.indices.filter { line[$0] == 0x20 }
    guard let space = spaces.first, spaces.count == 1 else { return nil }
    // A heading of merges.txt does not count.
    guard !line.starts(with: "#version".utf8) else { return nil }
    bytes.removeAll()
    for byte in line where byte != 0x20 { bytes.append(byte) }
    return space
  }
}

/// The bytes of all tokens, for comparing text with them.
@safe private struct TokenText {
  let arena: TextCursor
  // One element more than there are tokens.
  let starts: UnsafeBufferPointer<UInt32>
  // One element for each token.
  let isVerbatim: UnsafeBufferPointer<Bool>

  @unsafe init(
    arena: TextCursor, starts: UnsafeBufferPointer<UInt32>, isVerbatim: UnsafeBufferPointer<Bool>
  ) {
    self.arena = arena
    unsafe self.starts = starts
    unsafe self.isVerbatim = isVerbatim
  }

  /// Where the bytes of a token lie, if it is one that stands in a text as it is.
  @inline(__always)
  func range(of token: Int) -> Range<Int>? {
    // SAFETY: both are in bounds for a position of a token.
    guard unsafe token < isVerbatim.count, unsafe isVerbatim[token] else { return nil }
    return unsafe Int(starts[token])..<Int(starts[token &+ 1])
  }

  /// How many bytes from `start` of the arena on are those at `cursor`, up to `limit`.
  @inline(__always)
  func commonLength(_ start: Int, _ cursor: TextCursor, limit: Int) -> Int {
    var length = 0
    while length < limit {
      let differing = arena.word(at: start &+ length) ^ cursor.word(at: cursor.index &+ length)
      length &+= differing.trailingZeroBitCount &>> 3
      if differing != 0 { break }
    }
    return min(length, limit)
  }
}
