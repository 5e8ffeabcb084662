import Testing

@testable import PureTokenizers

/// A normalizer of Fixtures/stages/normalizers.json.
struct NormalizerRow: Sendable, CustomTestStringConvertible {
  var name: String
  /// The normalizer as Hugging Face saves it.
  var normalizer: String
  var answers: [Answer]

  /// What a text becomes, and the scalar offsets of what it becomes.
  struct Answer: Sendable {
    var text: [UInt8]
    /// Nil where Hugging Face's library panics.
    var normalized: [UInt8]?
    var offsets: [Int]?
  }

  var testDescription: String { name }

  static let all: [NormalizerRow] = {
    do { return try fixture("stages/normalizers.json").arrayValue().map(NormalizerRow.init) } catch
    {
      Issue.record("\(error)")
      return []
    }
  }()

  init(_ json: JSON) throws {
    name = try json.string("name")
    normalizer = try json.string("normalizer")
    answers = try json.array("answers").map { row in
      let fields = try row.arrayValue()
      return Answer(
        text: try fields[0].bytesValue(),
        normalized: fields.count < 2 ? nil : try fields[1].bytesValue(),
        offsets: fields.count < 3
          ? nil : try fields[2].arrayValue().map { try $0.integerValue(in: 0...Int(Int32.max)) })
    }
  }
}

@Suite("Normalizers")
struct NormalizerTests {
  @Test("normalizers do what Hugging Face's do, offsets included", arguments: NormalizerRow.all)
  func answers(_ row: NormalizerRow) throws {
    let stage = try normalizer(row.normalizer)
    for answer in row.answers {
      let label = "\(row.name): \(String(decoding: answer.text, as: UTF8.self))"
      var text = TextBuffer(original: answer.text, tracksOrigins: true)
      guard answer.normalized != nil else {
        #expect(throws: TokenizerError.self, "\(label)") { try stage.normalize(&text) }
        continue
      }
      try stage.normalize(&text)
      #expect(text.bytes == answer.normalized, "\(label)")
      guard text.bytes == answer.normalized else { continue }
      let scalars = answer.text.count { $0 & 0xC0 != 0x80 }
      let offsets = answer.offsets ?? (0..<scalars).flatMap { [$0, $0 + 1] }
      #expect(text.scalarOffsets(in: answer.text) == offsets, "\(label)")
    }
  }

  @Test("without origins the text is the same", arguments: NormalizerRow.all)
  func untracked(_ row: NormalizerRow) throws {
    let stage = try normalizer(row.normalizer)
    for answer in row.answers where answer.normalized != nil {
      var text = TextBuffer(original: answer.text, tracksOrigins: false)
      try stage.normalize(&text)
      #expect(text.bytes == answer.normalized, "\(row.name)")
    }
  }

  @Test("normalizers are saved as Hugging Face saves them", arguments: NormalizerRow.all)
  func saving(_ row: NormalizerRow) throws {
    let stage = try normalizer(row.normalizer)
    var writer = JSONWriter(style: .compact)
    writer.write(try #require(stage as? any LoadableStage))
    #expect(String(decoding: writer.bytes, as: UTF8.self) == row.normalizer)
  }

  @Test(
    "what a file gets wrong is found when it is loaded",
    arguments: [
      (#"{"type":"Strip","strip_left":true}"#, "strip_right: required, but not present"),
      (#"{"type":"Prepend","prepend":1}"#, "prepend: a number (a string)"),
      (
        #"{"type":"Sequence","normalizers":[{"type":"Prepend"}]}"#,
        "normalizers[0].prepend: required, but not present"
      ),
      (
        #"{"type":"Precompiled","precompiled_charsmap":"AAA"}"#,
        "precompiled_charsmap: not base 64 (the standard alphabet, padded)"
      ),
      (
        #"{"type":"Precompiled","precompiled_charsmap":"AAAA"}"#,
        "precompiled_charsmap: too short (at least 4 bytes)"
      ),
      (
        #"{"type":"Precompiled","precompiled_charsmap":"/////w=="}"#,
        "precompiled_charsmap: the trie does not fit (its size in bytes, then as many bytes)"
      ),
      (
        #"{"type":"Precompiled","precompiled_charsmap":"BAAAAAAAAAD/"}"#,
        "precompiled_charsmap: the texts are not UTF-8"
      ),
      (
        #"{"type":"Precompiled","precompiled_charsmap":"BAAAAAAFAAA="}"#,
        "precompiled_charsmap: a unit points outside of the trie"
      ),
      (
        #"{"type":"Precompiled","precompiled_charsmap":"BAAAAAABAAA="}"#,
        "precompiled_charsmap: a value is not the place of a text"
      ),
    ])
  func problem(_ json: String, _ message: String) {
    #expect { try normalizer(json) } throws: { "\($0)" == message }
  }

  @Test(
    "text that is normalized already is left as it is", arguments: ["NFC", "NFKC", "StripAccents"])
  func unchanged(_ name: String) throws {
    let stage = try normalizer(#"{"type":"\#(name)"}"#)
    let text = Array("plain ASCII, and ñ 漢字 한 текст".utf8)
    var buffer = TextBuffer(original: text, tracksOrigins: true)
    try stage.normalize(&buffer)
    #expect(buffer.bytes == text)
    #expect(buffer.isUnedited)
  }

  @Test(
    "a text that begins with an insertion cannot be rewritten as a whole",
    arguments: ["NFC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel"])
  func unalignedStart(_ name: String) throws {
    let first = #"{"type":"Replace","pattern":{"String":""},"content":"_"}"#
    let second = #"{"type":"\#(name)"}"#
    let both = try normalizer(#"{"type":"Sequence","normalizers":[\#(first),\#(second)]}"#)
    #expect {
      try normalized("AB", by: both)
    } throws: {
      "\($0)".hasPrefix("normalizer: the text begins with an insertion")
    }
    #expect(try normalized("", by: both).isEmpty)
  }
}
