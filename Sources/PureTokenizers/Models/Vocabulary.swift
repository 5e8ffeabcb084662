/// The tokens of a model: bytes to id, and id to bytes.
///
/// Tokens are UTF-8 bytes, not `String`s, because `String` calls two spellings of "é" equal and
/// a vocabulary may hold both. All of them lie in one array in the order of their ids, so a
/// vocabulary of a quarter of a million tokens is a handful of allocations.
///
/// Ids may have gaps, be very large, or be shared by several tokens:
/// - of several entries with the same bytes, the last one counts;
/// - of several tokens with the same id, the first one stands for the id.
public struct Vocabulary: Sendable {
  /// The bytes of every token, in the order of `position`.
  private(set) var arena: [UInt8] = []
  /// Where each token begins in `arena`, and where the last one ends.
  private(set) var starts: [UInt32] = [0]
  /// The ids by position, ascending; empty when position and id are the same, as nearly always.
  private(set) var ids: [TokenID] = []
  /// For each position the first one with the same id; empty when no id is shared.
  private(set) var representatives: [UInt32] = []
  private(set) var index = VocabularyIndex()

  /// A vocabulary of tokens and their ids, in any order.
  public init(_ tokens: some Sequence<(bytes: [UInt8], id: TokenID)>) {
    var builder = VocabularyBuilder()
    for token in tokens { builder.append(token.bytes, id: token.id) }
    self = builder.vocabulary()
  }

  /// The tokens of a list, whose positions are their ids.
  ///
  /// A token that is listed twice keeps both ids; its bytes stand for the later one.
  public init(listing tokens: some Sequence<[UInt8]>) {
    var builder = VocabularyBuilder()
    for token in tokens { builder.append(token) }
    self = builder.listing()
  }

  /// Takes over what a builder has put in order.
  init(
    arena: [UInt8], starts: [UInt32], ids: [TokenID], representatives: [UInt32],
    index: VocabularyIndex
  ) {
    self.arena = arena
    self.starts = starts
    self.ids = ids
    self.representatives = representatives
    self.index = index
  }

  /// The bytes of the longest token.
  var longestToken: Int {
    var longest: UInt32 = 0
    for position in 0..<count { longest = max(longest, starts[position + 1] - starts[position]) }
    return Int(longest)
  }

  /// The largest id; nil when there are no tokens.
  var largestID: TokenID? { count > 0 ? id(at: count - 1) : nil }

  /// The number of tokens.
  public var count: Int { starts.count - 1 }

  /// The id of the token that is exactly `bytes`.
  public func id(of bytes: some Collection<UInt8>) -> TokenID? {
    position(of: bytes).map { id(at: $0) }
  }

  /// The bytes of a token.
  public func bytes(of id: TokenID) -> ArraySlice<UInt8>? {
    position(of: id).map { bytes(at: $0) }
  }
}

extension Vocabulary: ExpressibleByDictionaryLiteral {
  /// The vocabulary as tokenizer.json writes it: `["a": 0, "b": 1, "ab": 2]`.
  public init(dictionaryLiteral elements: (String, TokenID)...) {
    self.init(elements.lazy.map { (bytes: Array($0.0.utf8), id: $0.1) })
  }
}

// MARK: - Positions

extension Vocabulary {
  /// The id of the token at `position`.
  @inline(__always)
  func id(at position: Int) -> TokenID {
    ids.isEmpty ? TokenID(truncatingIfNeeded: position) : ids[position]
  }

  /// The bytes of the token at `position`.
  func bytes(at position: Int) -> ArraySlice<UInt8> { arena[range(at: position)] }

  /// Where in `arena` the token at `position` lies.
  @inline(__always)
  func range(at position: Int) -> Range<Int> {
    Int(starts[position])..<Int(starts[position + 1])
  }

  /// Calls `body` with each position and the number of scalars of its token, counted eight bytes at
  /// a time.
  func forEachScalarCount(_ body: (_ position: Int, _ count: Int) -> Void) {
    unsafe arena.withUnsafeBytes { arena in
      for position in 0..<count {
        let token = range(at: position)
        var count = token.count
        for start in stride(from: token.lowerBound, to: token.upperBound, by: 8) {
          // SAFETY: slicing checks that the part is in the arena.
          let end = min(start + 8, token.upperBound)
          let word = unsafe ByteKeys.word(UnsafeRawBufferPointer(rebasing: arena[start..<end]))
          // The two uppermost bits of a byte that begins no scalar are 10.
          let others = (word & ~(word &<< 1) & 0x8080_8080_8080_8080) &>> 7
          count -= Int(truncatingIfNeeded: (others &* 0x0101_0101_0101_0101) &>> 56)
        }
        body(position, count)
      }
    }
  }

  /// The first position that has `id`.
  func position(of id: TokenID) -> Int? {
    if ids.isEmpty { return Int(id) < count ? Int(id) : nil }
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? low : nil
  }

  /// The position of the token that is exactly `bytes`.
  func position(of bytes: some Collection<UInt8>) -> Int? {
    let found = bytes.withContiguousStorageIfAvailable { bytes in
      unsafe index.position(of: UnsafeRawBufferPointer(bytes), in: self)
    }
    if let found { return found }
    let copy = Array(bytes)
    return position(of: copy, 0..<copy.count)
  }

  /// The position of the token that is exactly the bytes of `text` in `range`.
  @inline(__always)
  func position(of text: [UInt8], _ range: Range<Int>) -> Int? {
    unsafe text[range].withUnsafeBytes { key in unsafe index.position(of: key, in: self) }
  }

  /// The position that stands for all tokens with the id of the one at `position`.
  @inline(__always)
  func representative(of position: Int) -> Int {
    representatives.isEmpty ? position : Int(representatives[position])
  }

  /// Whether any two tokens have the same id.
  var hasSharedIDs: Bool { !representatives.isEmpty }

  /// Whether another token has the same id as the one at `position`.
  @inline(__always)
  func sharesID(at position: Int) -> Bool {
    guard !representatives.isEmpty else { return false }
    return id(at: position) == id(at: Swift.max(position - 1, 0)) && position > 0
      || position + 1 < count && id(at: position) == id(at: position + 1)
  }
}

// MARK: - All tokens

extension Vocabulary {
  /// A token and its id.
  public struct Entry: Hashable, Sendable {
    /// The number of the token.
    public var id: TokenID
    /// Its UTF-8 bytes.
    public var bytes: ArraySlice<UInt8>
  }

  /// All tokens in the order of their ids.
  public var entries: some RandomAccessCollection<Entry> & Sendable {
    let vocabulary = self
    return EntryList(vocabulary: vocabulary)
  }

  private struct EntryList: RandomAccessCollection, Sendable {
    let vocabulary: Vocabulary
    var startIndex: Int { 0 }
    var endIndex: Int { vocabulary.count }
    subscript(position: Int) -> Entry {
      Entry(id: vocabulary.id(at: position), bytes: vocabulary.bytes(at: position))
    }
  }
}
