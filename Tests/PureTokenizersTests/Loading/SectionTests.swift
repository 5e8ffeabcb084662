import Testing

@testable import PureTokenizers

/// What is read straight from the text must be what is read from the tape, errors included.
@Suite("Long sections of a model")
struct SectionTests {
  @Test("a model read straight from the text is the one read from the tape", arguments: models)
  func straight(model: String) {
    compare(Array(file(model).utf8))
  }

  @Test("whatever is wrong with a section is found as before", arguments: models)
  func mutated(model: String) {
    var generator = SeededGenerator(seed: 11)
    let text = Array(file(model).utf8)
    let signs =
      Array("\"\\,:[]{} \n0129eE.-+#ab\u{120}u".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xED]
    for _ in 0..<400 {
      var mutant = text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<mutant.count, using: &generator)
        let sign = signs[Int.random(in: 0..<signs.count, using: &generator)]
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: mutant[index] = sign
        case 1: mutant.insert(sign, at: index)
        case 2: mutant.remove(at: index)
        default: mutant.removeSubrange(index..<min(index + 9, mutant.count - 1))
        }
      }
      compare(mutant)
    }
  }

  @Test("sections are read, not just scanned")
  func areRead() throws {
    let document = try JSONDocument(Array(file(Self.models[0]).utf8))
    let root = JSON(document: document, node: document.root, path: "")
    let model = try #require(root.member("model"))
    let tokens = try model.required("vocab").node
    #expect(document.sections.vocabulary(tokens)?.vocabulary.count == 11)
    #expect(document.sections.merges(try model.required("merges").node, of: tokens) != nil)
    #expect(try model.required("vocab").member("ab")?.tokenIDValue() == 4)
    #expect(try model.required("merges").arrayValue()[1].arrayValue()[0].stringValue() == "ab")
  }

  private func file(_ model: String) -> String { "{\"x\": [1], \"model\": \(model), \"y\": null}" }

  private func compare(_ text: [UInt8]) {
    let straight = outcome(text, readsSections: true)
    let plain = outcome(text, readsSections: false)
    #expect(straight == plain, "\(String(decoding: text, as: UTF8.self))")
  }

  /// A model in words, or the error that there is instead.
  private func outcome(_ text: [UInt8], readsSections: Bool) -> String {
    do {
      let document = try JSONDocument(text, readsSections: readsSections)
      let json = JSON(document: document, node: document.root, path: "")
      let model = try StageLoader().model(from: try json.required("model"))
      var writer = JSONWriter(style: .compact)
      writer.object("model") { (model as? any LoadableStage)?.writeFields(to: &$0) }
      let products = (model as? BPE)?.merges.products.description ?? ""
      let ids = model.vocabulary.entries.map { model.vocabulary.id(of: $0.bytes) }
      return String(decoding: writer.bytes, as: UTF8.self) + products + ids.description
    } catch { return "\(error)" }
  }

  static let models = [
    """
    {"type": "BPE", "vocab": {"a": 0, "b": 1, "c": 2, "\u{120}": 3, "ab": 4, "abc": 5, "\u{120}a":
    6, "\u{120}ab": 7, "\\"": 8, "a\\"": 9, "\u{120}\u{120}": 10}, "merges": [["a", "b"],
     ["ab", "c"], ["\u{120}", "a"],["\u{120}a", "b"], [ "\u{120}", "ab"],["a" ,"\\""] ,
      ["\u{120}","\u{120}" ]]}
    """,
    """
    {"vocab":{"a":0,"b":1,"c":2,"\u{120}":3,"ab":4,"abc":5,"\u{120}a":6,"\u{120}ab":7,"\\\\":8,\
    "a\\\\":9,"abcabc":10,"aabbccabcabcabcabcabcabcabc":11,"":12,"\u{1F600}\u{20AC}":13,\
    "\u{1F600}":14,"\u{20AC}":15},"merges":["a b","ab c","\u{120} a","\u{120}a b","a \\\\",\
    "abc abc"," a","a ","\u{1F600} \u{20AC}","\\u0061 b"]}
    """,
    """
    {"type": "BPE", "vocab": {"ab": 7, "b": 1, "a": 3, "abb": 9, "a b": 2, "#version": 4, "#v": 5,
      "ersion": 6, "#versionb": 10, "ab": 8}, "merges": ["#version b", "a b", "ab b"]}
    """,
    """
    {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "x": 2, "##b": 5, "a##b": 6},
      "continuing_subword_prefix": "##", "merges": [["a", "##b"], ["a", "b"]]}
    """,
    """
    {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "aab": 3}, "merges": [["a", "b"], ["a", "ab"],
      ["aa", "b"]], "vocab": {"b": 0, "a": 1, "ab": 2, "aab": 3}}
    """,
    """
    {"type": "WordLevel", "vocab": {"a": 0, "b": 4294967295, "\\u00e9": 2, "e\\u0301": 3},
      "unk_token": "a"}
    """,
    """
    {"type": "WordPiece", "vocab": {"a": 0, "##b": 1, "[UNK]": 2, "\\ud83d\\ude00": 3},
     "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_characters_per_word": 9}
    """,
    """
    {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["\u{2581}", -1.5], ["a", -2.25e0],
      ["b", -1E+1], ["ab", -0.0], ["a b", 12345678901234567890.5], ["\\n", 1e-400],["a", -3]],
       "byte_fallback": false}
    """,
    """
    {"type": "Unigram", "unk_id": 1, "vocab": [["a", -12.345678710937500], ["b",-9.1234567e-3],
      ["c", 123456789012345678], ["d",0.00000000000000001], ["e", -123456789.1234567890], ["f", -0],
      ["g", 1234567890123456789.5], ["h",-3.4028234663852886e38 ], ["i", 0.10000000149011612]]}
    """,
    """
    {"type": "Unigram", "unk_id": null, "vocab": [], "merges": [], "byte_fallback": false}
    """,
    """
    {"type": "BPE", "vocab": {}, "merges": []}
    """,
  ]
}
