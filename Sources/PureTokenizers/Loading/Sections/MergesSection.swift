/// Merges that were read straight from the text, in either form: `["a", "b"]` or `"a b"`.
///
/// What a merge makes is guessed: in nearly every file it is what the merge before made, or the
/// next token. If the text is that token with a separator in it, the merge is read, and nothing
/// has been scanned, decoded, checked or hashed. Of Llama 3's 280147 merges all but one are found
/// that way, of Gemma 3's 514906 all but 1397.
struct MergesSection: Sendable {
  let merges: MergeTableBuilder

  /// Reads the array at `cursor` and moves behind it.
  ///
  /// Nil when there is anything that needs a closer look, an error for one: then the section is
  /// scanned as all other JSON is.
  init?(at cursor: inout TextCursor, tokens: VocabularySection) {
    guard !tokens.vocabulary.hasSharedIDs, cursor.take(UInt8(ascii: "[")) else { return nil }
    cursor.skipWhitespace()
    let arePairs = cursor.byte == UInt8(ascii: "[")
    var reader = MergeTextReader(
      cursor: cursor, tokens: tokens, capacity: (cursor.count - cursor.index) / 16)
    let isRead = arePairs ? reader.read(PairedMerge.self) : reader.read(MergeLine.self)
    guard isRead, let merges = Self.resolve(reader.merges, tokens.vocabulary) else { return nil }
    cursor = reader.cursor
    self.merges = merges
  }
}

extension MergesSection {
  /// Finds the sides; nil when one is not in the vocabulary.
  private static func resolve(
    _ merges: borrowing Pile<MergedToken>, _ vocabulary: Vocabulary
  ) -> MergeTableBuilder? {
    do throws(TokenizerError) {
      var builder = try MergeTableBuilder(
        vocabulary: vocabulary, prefix: nil, count: merges.count)
      try builder.append(merges)
      return builder
    } catch { return nil }
  }
}

/// A merge: the token that it makes, of which the first bytes are the left side.
struct MergedToken: BitwiseCopyable, Sendable {
  var token: UInt32
  var leftLength: UInt32
}

/// How a merge is written.
protocol MergeForm {
  /// Moves from what is no white space into the left side.
  static func begin(_ cursor: inout TextCursor) -> Bool
  /// Moves from the end of the left side to the beginning of the right side.
  static func separate(_ cursor: inout TextCursor) -> Bool
  /// Moves from the end of the right side behind the merge.
  static func end(_ cursor: inout TextCursor) -> Bool
}

/// `["a", "b"]`
enum PairedMerge: MergeForm {
  @inline(__always)
  static func begin(_ cursor: inout TextCursor) -> Bool {
    cursor.take(UInt8(ascii: "[")) && cursor.takeNext(UInt8(ascii: "\""))
  }

  @inline(__always)
  static func separate(_ cursor: inout TextCursor) -> Bool {
    cursor.take(UInt8(ascii: "\"")) && cursor.takeNext(UInt8(ascii: ","))
      && cursor.takeNext(UInt8(ascii: "\""))
  }

  @inline(__always)
  static func end(_ cursor: inout TextCursor) -> Bool {
    cursor.take(UInt8(ascii: "\"")) && cursor.takeNext(UInt8(ascii: "]"))
  }
}

/// `"a b"`
enum MergeLine: MergeForm {
  @inline(__always)
  static func begin(_ cursor: inout TextCursor) -> Bool {
    // A heading of merges.txt does not count, and needs a closer look.
    cursor.take(UInt8(ascii: "\"")) && cursor.word(at: cursor.index) != heading
  }

  /// `#version`
  private static let heading: UInt64 = 0x6E6F_6973_7265_7623

  @inline(__always)
  static func separate(_ cursor: inout TextCursor) -> Bool { cursor.take(0x20) }

  @inline(__always)
  static func end(_ cursor: inout TextCursor) -> Bool { cursor.take(UInt8(ascii: "\"")) }
}
