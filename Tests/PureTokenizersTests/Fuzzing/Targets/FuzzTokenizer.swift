@testable import PureTokenizers

/// A tokenizer as it is used, and one whose stages are left plain: both must say the same.
struct FuzzTokenizer: Sendable {
  let fused: Tokenizer
  let plain: Tokenizer

  init(json: [UInt8]) throws(TokenizerError) {
    fused = try Tokenizer(json: json)
    plain = try Tokenizer(json: json, optimizations: [])
  }

  /// Those of Fixtures/tokenizers; a new one goes to the end, so that inputs keep their meaning.
  static let all: [FuzzTokenizer] = names.map { name in
    let folder = "\(#filePath)".split(separator: "/").dropLast(5).joined(separator: "/")
    do throws(TokenizerError) {
      let path = "/\(folder)/Fixtures/tokenizers/\(name)/tokenizer.json"
      return try FuzzTokenizer(json: FileBytes.contents(of: path))
    } catch {
      preconditionFailure("\(name): \(error)")
    }
  }

  private static let names = [
    "default", "bpe-fixed-length", "bpe-gemma", "bpe-metaspace", "bpe-prefix", "bpe-sentencepiece",
    "bpe-split-contiguous", "bpe-split-inverted", "bpe-split-merged-next",
    "bpe-split-merged-previous", "bpe-suffix", "bytelevel-added-tokens", "bytelevel-cl100k",
    "bytelevel-digits-after", "bytelevel-digits-before", "bytelevel-no-alphabet",
    "bytelevel-normalizer", "bytelevel-o200k-bos", "bytelevel-roberta", "bytelevel-sequence",
    "bytelevel-suffix-clip", "unigram-byte-fallback", "unigram-normalizers", "unigram-precompiled",
    "unigram-scripts", "wordlevel", "wordlevel-ctc", "wordlevel-whitespace", "wordpiece",
    "wordpiece-truncating",
  ]

  /// What differs between the ways to encode `input`, or is impossible.
  func problem(
    encoding input: EncodeInput, pair: EncodeInput? = nil, _ options: EncodeOptions
  ) -> String? {
    let expected = Outcome { () throws(TokenizerError) in
      try plain.encode(input, pair: pair, options: options)
    }
    let encoding = Outcome { () throws(TokenizerError) in
      try fused.encode(input, pair: pair, options: options)
    }
    guard encoding == expected else { return "encode: plain \(expected), fused \(encoding)" }
    let ids = Outcome { () throws(TokenizerError) in
      var ids: [TokenID] = []
      try fused.appendIDs(of: input, pair: pair, options: options, to: &ids)
      return ids
    }
    guard ids.value == encoding.value?.ids else { return "ids \(ids), encode \(encoding)" }
    guard let encoding = encoding.value else { return nil }
    return Self.problem(encoding, input, pair)
      ?? problem(decoding: encoding.ids, skipsSpecial: true)
  }

  /// All fields are of one length, and offsets are within a text.
  private static func problem(
    _ encoding: Encoding, _ input: EncodeInput, _ pair: EncodeInput?
  ) -> String? {
    let count = encoding.count
    let lengths = [
      encoding.tokens.count, encoding.wordIDs.count, encoding.typeIDs.count,
      encoding.attentionMask.count, encoding.specialTokensMask.count, encoding.scalarOffsets.count,
      encoding.utf16Offsets.count, encoding.offsets.count,
    ]
    guard lengths.allSatisfy({ $0 == count }) else { return "\(count) tokens, fields \(lengths)" }
    let longest = max(input.byteCount, pair?.byteCount ?? 0)
    let outside = encoding.offsets.first { $0.upperBound > longest }
    return outside.map { "offsets \($0) in \(longest) bytes" }
  }

  /// What differs between the ways to decode `ids`.
  func problem(decoding ids: [TokenID], skipsSpecial: Bool) -> String? {
    _ = Outcome { () throws(TokenizerError) in
      try fused.decode(ids, skipSpecialTokens: skipsSpecial)
    }
    var stream = fused.makeDecodeStream(skipSpecialTokens: skipsSpecial)
    var tokens = fused.pipeline.streamedTokens(skipsSpecialTokens: skipsSpecial)
    tokens.endingRule = .none
    var slow = TokenStreamDecoder(tokens)
    for id in ids {
      let chunk = Outcome { () throws(TokenizerError) in try stream.append(id).map(utf8) }
      let expected = Outcome { () throws(TokenizerError) in try slow.append(id).map(utf8) }
      guard chunk == expected else { return "stream: plain \(expected), fast \(chunk)" }
      if chunk == .failure { return nil }
    }
    let rest = Outcome { () throws(TokenizerError) in utf8(try stream.finish()) }
    let expected = Outcome { () throws(TokenizerError) in utf8(try slow.finish()) }
    return rest == expected ? nil : "end of stream: plain \(expected), fast \(rest)"
  }
}

private func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }
