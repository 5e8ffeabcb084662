/// Replaces characters by the rules that SentencePiece compiled into a model, NFKC for most.
///
/// A whole grapheme cluster is replaced by the text for the shortest key that it begins with, as
/// in Hugging Face: what comes after that key within the cluster is lost.
///
///     "①"  →  "1"      "①" U+0308  →  "1"
public struct PrecompiledCharsmap: Normalizer, LoadableStage {
  /// The `type` in tokenizer.json.
  public static let typeName = "Precompiled"

  private let charsmap: Charsmap
  /// Whether each ASCII character, on its own, is replaced.
  private let replacesASCII: [Bool]

  /// Reads `precompiled_charsmap`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    let field = try json.required("precompiled_charsmap")
    guard let bytes = Base64.decode(try field.bytesValue()) else {
      throw field.invalid("not base 64 (the standard alphabet, padded)")
    }
    do throws(CharsmapError) { self.init(try Charsmap(bytes)) } catch {
      throw field.invalid(error.problem)
    }
  }

  /// Reads the compiled form as SentencePiece writes it.
  public init(compiled bytes: [UInt8]) throws(TokenizerError) {
    do throws(CharsmapError) { self.init(try Charsmap(bytes)) } catch {
      throw .invalidFile(path: "precompiled_charsmap", problem: error.problem)
    }
  }

  private init(_ charsmap: Charsmap) {
    self.charsmap = charsmap
    replacesASCII = (0..<0x80).map { charsmap.replacement(in: [$0], range: 0..<1) != nil }
  }

  /// The bytes of the longest text that anything is replaced by.
  var longestText: Int {
    var (longest, current) = (0, 0)
    for byte in charsmap.texts {
      current = byte == 0 ? 0 : current + 1
      longest = Swift.max(longest, current)
    }
    return longest
  }

  /// Writes `precompiled_charsmap`.
  public func writeFields(to json: inout JSONWriter) {
    json.field("precompiled_charsmap", Base64.encode(charsmap.bytes))
  }

  /// Rewrites `text`, which is left alone when nothing is to be replaced.
  public func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    var rewriter = ReplacementWriter(text)
    var index = 0
    while index < text.count, !rewriter.isFull {
      if isPlain(text.bytes, at: index) {
        index += 1
        continue
      }
      let end =
        Self.controlEnd(in: text.bytes, from: index)
        ?? GraphemeBreaker.clusterEnd(in: text.bytes, from: index)
      replace(index..<end, in: text.bytes, &rewriter)
      index = end
    }
    if rewriter.isChanged { try text.expectAlignedStart() }
    try rewriter.finish(&text)
  }

  /// The end of a control character of ASCII, which joins no cluster, CR LF being one; nil for others.
  private static func controlEnd(in bytes: [UInt8], from index: Int) -> Int? {
    guard bytes[index] < 0x20 else { return nil }
    let isPair =
      bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
    return index + (isPair ? 2 : 1)
  }

  /// Whether an ASCII character that stays is followed by another, which no cluster joins but CRLF.
  private func isPlain(_ bytes: [UInt8], at index: Int) -> Bool {
    bytes[index] < 0x80 && index + 1 < bytes.count && bytes[index + 1] < 0x80
      && !replacesASCII[Int(bytes[index])] && bytes[index] != 0x0D
  }

  /// Whether nothing stays of what `bytes` begin with, so that Hugging Face takes all that follows
  /// to come from too early a place, see `ReplacementWriter`.
  func dropsStart(of bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty, !isPlain(bytes, at: 0) else { return false }
    let cluster = 0..<GraphemeBreaker.clusterEnd(in: bytes, from: 0)
    let scalar = 0..<bytes.scalar(at: 0).length
    for range in cluster.count < 6 ? [cluster, scalar] : [scalar] {
      guard let text = charsmap.replacement(in: bytes, range: range) else { continue }
      return text.isEmpty
    }
    return false
  }

  /// Short clusters are looked up as a whole, then, or else, scalar by scalar.
  private func replace(
    _ cluster: Range<Int>, in bytes: [UInt8], _ rewriter: inout ReplacementWriter
  ) {
    if cluster.count < 6, let text = charsmap.replacement(in: bytes, range: cluster) {
      rewriter.replace(cluster, by: text, of: charsmap.texts)
      return
    }
    var index = cluster.lowerBound
    while index < cluster.upperBound {
      let scalar = index..<index + bytes.scalar(at: index).length
      if let text = charsmap.replacement(in: bytes, range: scalar) {
        rewriter.replace(scalar, by: text, of: charsmap.texts)
      }
      index = scalar.upperBound
    }
  }
}
