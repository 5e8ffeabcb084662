import PureTokenizers

/// Replaying a case with the public API.
extension GoldenCase {
  /// A difference before it is known in which file it is.
  struct Difference {
    var problem: String
    var expected: String
    var actual: String
  }

  /// The first difference between what `tokenizer` answers and what is expected.
  func firstDifference(with tokenizer: Tokenizer) -> Difference? {
    encodingDifference(tokenizer) ?? fastDifference(tokenizer)
      ?? decodingDifference(tokenizer) ?? streamDifference(tokenizer)
  }

  // MARK: Encoding

  private func encodingDifference(_ tokenizer: Tokenizer) -> Difference? {
    guard let request, let answer else { return nil }
    let result = Result { () throws(TokenizerError) in
      try tokenizer.encode(request.input, pair: request.pair, options: request.options)
    }
    switch (answer, result) {
    case (.error, .failure): return nil
    case (.error, .success(let encoding)):
      return Difference(
        problem: "encoding should fail", expected: "an error", actual: "\(encoding.ids)")
    case (_, .failure(let error)):
      return Difference(problem: "encoding fails", expected: "\(ids)", actual: "\(error)")
    case (.record(let expected), .success(let encoding)):
      return difference(EncodingRecord(encoding, offsets: .scalars), expected)
    case (.checksum(let ids, let crc32), .success(let encoding)):
      return checksumDifference(encoding, ids, crc32)
    }
  }

  /// The call for ids alone takes other ways through the pipeline, to the same ids.
  private func fastDifference(_ tokenizer: Tokenizer) -> Difference? {
    guard let request, let answer else { return nil }
    if case .error = answer { return nil }
    var actual: [TokenID] = []
    do {
      try tokenizer.appendIDs(
        of: request.input, pair: request.pair, options: request.options, to: &actual)
    } catch {
      return Difference(problem: "ids alone fail", expected: "\(ids)", actual: "\(error)")
    }
    guard actual != ids else { return nil }
    return Difference(
      problem: "ids alone are not those of the encoding", expected: "\(ids)",
      actual: "\(actual)")
  }

  private func difference(_ actual: EncodingRecord, _ expected: EncodingRecord) -> Difference? {
    guard let found = actual.firstDifference(from: expected) else { return nil }
    let place = found.position.map { " at token \($0)" } ?? " in number"
    return Difference(
      problem: "\(found.field) differ\(place)", expected: found.expected, actual: found.actual)
  }

  private func checksumDifference(
    _ encoding: Encoding, _ ids: [TokenID], _ crc32: UInt32
  ) -> Difference? {
    guard encoding.ids == ids else {
      let position = zip(encoding.ids, ids).enumerated().first { $0.element.0 != $0.element.1 }
      let place = position.map { " at token \($0.offset)" } ?? " in number"
      return Difference(
        problem: "ids differ\(place)", expected: "\(ids)", actual: "\(encoding.ids)")
    }
    var json = JSONWriter(style: .compact)
    json.objectElement { $0.fields(of: encoding, unit: .scalars) }
    let checksum = CRC32.checksum(of: json.bytes)
    guard checksum != crc32 else { return nil }
    return Difference(
      problem: "a field other than ids differs", expected: "checksum \(hexadecimal(crc32))",
      actual: "checksum \(hexadecimal(checksum)) of \(String(decoding: json.bytes, as: UTF8.self))")
  }

  private func hexadecimal(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  // MARK: Decoding

  private func decodingDifference(_ tokenizer: Tokenizer) -> Difference? {
    if case .error = answer { return nil }
    return decodingDifference(tokenizer, skipping: true, decoded)
      ?? decodingDifference(tokenizer, skipping: false, decodedWithSpecial)
  }

  private func decodingDifference(
    _ tokenizer: Tokenizer, skipping: Bool, _ expected: Decoded
  ) -> Difference? {
    let actual = try? tokenizer.decode(ids, skipSpecialTokens: skipping)
    guard actual.map({ Array($0.utf8) }) != expected else { return nil }
    return Difference(
      problem: "decoding differs, special tokens \(skipping ? "skipped" : "kept")",
      expected: Self.quoted(expected), actual: Self.quoted(actual.map { Array($0.utf8) }))
  }

  /// The stream's chunks are those of the library as far as it gets; where it raises, ours goes on.
  private func streamDifference(_ tokenizer: Tokenizer) -> Difference? {
    guard let expected = chunks ?? nil else { return nil }
    var stream = tokenizer.makeDecodeStream()
    var actual: [[UInt8]] = []
    for id in ids {
      if let chunk = (try? stream.append(id)) ?? nil { actual.append(Array(chunk.utf8)) }
    }
    guard actual != expected else { return nil }
    return Difference(
      problem: "streamed chunks differ",
      expected: expected.map(Self.quoted).joined(separator: ", "),
      actual: actual.map(Self.quoted).joined(separator: ", "))
  }

  private static func quoted(_ text: [UInt8]?) -> String {
    guard let text else { return "an error" }
    var json = JSONWriter(style: .compact)
    json.element(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension GoldenFile {
  /// Where the answers of `tokenizer` are not those of the file, at most `limit` of them.
  public func differences(with tokenizer: Tokenizer, limit: Int = .max) -> [GoldenDifference] {
    var result: [GoldenDifference] = []
    for golden in cases where result.count < limit {
      guard let found = golden.firstDifference(with: tokenizer) else { continue }
      result.append(
        GoldenDifference(
          path: path, line: golden.line, problem: found.problem, source: golden.source,
          expected: found.expected, actual: found.actual))
    }
    return result
  }
}
