/// Decoding by a `DecodeTable`: the texts of all ids are copied one after another.
extension DecodeTable {
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
