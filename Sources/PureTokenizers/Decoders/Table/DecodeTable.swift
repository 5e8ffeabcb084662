/// What every id adds to a text: decoding is copying.
///
/// The texts lie in one arena; an entry is where a text begins there, its length, and a mark for
/// the few ids that need a second look. Texts of up to sixteen bytes are copied as sixteen, and
/// what is too much is written over by the next. The table is made of what the plain decoder makes
/// of each token, and only for decoders that treat tokens one by one (`DecodeRule`).
///
/// BPE of English decodes fifty times as fast as through the plain stages.
struct DecodeTable: Sendable {
  /// Marks of ids that are not simply copied.
  private enum Mark {
    static let special: UInt64 = 1
    static let absent: UInt64 = 2
    /// The text is one byte, which may be a part of a character.
    static let byte: UInt64 = 4
    static let any: UInt64 = 7
  }

  private let rule: DecodeRule
  private var arena: [UInt8] = []
  /// By id: the beginning in the upper half, then the length, and the mark in the lowest byte.
  private var entries: [UInt64] = []

  /// Nil when a token cannot be decoded by itself, or when ids are so large that most are unused.
  init?(_ pipeline: Pipeline) {
    guard let rule = DecodeRule(pipeline.decoder) else { return nil }
    self.rule = rule
    let count = pipeline.model.vocabulary.count + pipeline.addedTokens.entries.count
    let largest = Swift.max(
      pipeline.model.vocabulary.largestID ?? 0, pipeline.addedTokens.entries.last?.id ?? 0)
    guard Int(largest) < 4 * count + 1024 else { return nil }
    entries.reserveCapacity(Int(largest) + 1)
    for id in 0...largest {
      guard add(pipeline.tokenBytes(of: id), pipeline.addedTokens) else { return nil }
    }
    arena += [UInt8](repeating: 0, count: 16)
  }

  private mutating func add(_ token: ArraySlice<UInt8>?, _ addedTokens: AddedTokens) -> Bool {
    guard let token else {
      entries.append(Mark.absent)
      return true
    }
    guard var text = rule.text(of: Array(token)) else { return false }
    var mark = addedTokens.isSkipped(token) ? Mark.special : 0
    if rule.joinsBytes, let byte = ByteFallback.byte(of: text) {
      text = [byte]
      mark |= Mark.byte
    }
    guard text.count < 1 << 24, arena.count < 1 << 31 else { return false }
    entries.append(UInt64(arena.count) << 32 | UInt64(text.count) << 8 | mark)
    arena += text
    return true
  }

  /// The text of `ids`.
  ///
  /// `token` gives the token of an id.
  func text(
    of ids: [TokenID], skipsSpecialTokens: Bool, _ token: (TokenID) -> ArraySlice<UInt8>?
  ) throws(TokenizerError) -> String {
    var rest = ids[...]
    var bytes: [UInt8] = []
    if rule.treatsFirstOtherwise {
      rest = rest.drop { isLeftOut($0, skipsSpecialTokens) }
      if let first = rest.popFirst() {
        bytes = try rule.firstText(of: token(first).map(Array.init) ?? [])
      }
    }
    bytes = copied(rest, behind: bytes, skipsSpecialTokens)
    if let finishing = rule.finishing { bytes = Array(try finishing.decode([bytes]).joined()) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isLeftOut(_ id: TokenID, _ skipsSpecialTokens: Bool) -> Bool {
    guard Int(id) < entries.count else { return true }
    let mark = entries[Int(id)] & Mark.any
    return mark & Mark.absent != 0 || (skipsSpecialTokens && mark & Mark.special != 0)
  }

  /// `start`, and behind it the texts of `ids`.
  private func copied(
    _ ids: ArraySlice<TokenID>, behind start: [UInt8], _ skipsSpecialTokens: Bool
  ) -> [UInt8] {
    // A byte that is not part of a character becomes three.
    let longest = ids.reduce(start.count) { length, id in
      guard Int(id) < entries.count else { return length }
      let entry = entries[Int(id)]
      let isByte = entry & Mark.byte != 0
      return length &+ (isByte ? 3 : Int(entry &>> 8 & 0xFF_FFFF)) &+ rule.separator.count
    }
    return unsafe [UInt8](unsafeUninitializedCapacity: longest + 16) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      var output = unsafe Output(next: UnsafeMutableRawPointer(base))
      output.append(start)
      unsafe arena.withUnsafeBytes { arena in
        guard let arena = arena.baseAddress else { return }
        unsafe copy(ids, from: arena, to: &output, skipsSpecialTokens)
      }
      count = unsafe output.next - UnsafeMutableRawPointer(base)
    }
  }

  /// Where the next text goes.
  @safe private struct Output {
    var next: UnsafeMutableRawPointer

    init(next: UnsafeMutableRawPointer) { unsafe self.next = next }

    /// Bytes named by the tokens before that have not been found to be characters yet.
    var bytes: [UInt8] = []
    var isFirst = true

    mutating func append(_ bytes: [UInt8]) {
      // SAFETY: there is room for everything that is appended.
      unsafe bytes.withUnsafeBytes { bytes in
        guard let source = bytes.baseAddress else { return }
        unsafe next.copyMemory(from: source, byteCount: bytes.count)
        unsafe next += bytes.count
      }
    }

    /// Appends the characters that the bytes are, or U+FFFD for each.
    mutating func appendBytes() {
      guard !bytes.isEmpty else { return }
      for part in ByteFallback.texts(ofRun: bytes) { append(part) }
      bytes.removeAll(keepingCapacity: true)
    }
  }

  @inline(__always)
  private func copy(
    _ ids: ArraySlice<TokenID>, from arena: UnsafeRawPointer, to output: inout Output,
    _ skipsSpecialTokens: Bool
  ) {
    let separates = !rule.separator.isEmpty
    for id in ids where Int(id) < entries.count {
      let entry = entries[Int(id)]
      if entry & Mark.any != 0 || separates || !output.bytes.isEmpty {
        unsafe look(entry, arena, &output, skipsSpecialTokens)
      } else {
        unsafe append(entry, from: arena, to: &output)
      }
    }
    output.appendBytes()
  }

  @inline(__always)
  private func append(
    _ entry: UInt64, from arena: UnsafeRawPointer, to output: inout Output
  ) {
    let length = Int(truncatingIfNeeded: entry &>> 8 & 0xFF_FFFF)
    // SAFETY: an entry's text is in the arena, behind which there are sixteen bytes; and the
    // output has room for all texts and sixteen bytes.
    let text = unsafe arena + Int(truncatingIfNeeded: entry &>> 32)
    if length <= 16 {
      unsafe output.next.storeBytes(
        of: text.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    } else {
      unsafe output.next.copyMemory(from: text, byteCount: length)
    }
    unsafe output.next += length
  }

  /// An id that is not simply copied.
  @inline(never)
  private func look(
    _ entry: UInt64, _ arena: UnsafeRawPointer, _ output: inout Output, _ skipsSpecialTokens: Bool
  ) {
    if entry & Mark.absent != 0 || (skipsSpecialTokens && entry & Mark.special != 0) { return }
    if entry & Mark.byte != 0 {
      // SAFETY: an entry's text is in the arena; this one is a byte.
      let byte = unsafe (arena + Int(truncatingIfNeeded: entry &>> 32)).load(as: UInt8.self)
      output.bytes.append(byte)
      return
    }
    output.appendBytes()
    if !output.isFirst { output.append(rule.separator) }
    output.isFirst = false
    unsafe append(entry, from: arena, to: &output)
  }
}
