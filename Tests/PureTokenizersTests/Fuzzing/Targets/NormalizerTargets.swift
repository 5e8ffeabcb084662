@testable import PureTokenizers

extension FuzzTarget {
  /// Up to four normalizers in a row, and a text.
  static let normalizer = FuzzTarget("normalizer") { input in
    var input = input
    var chain: [any Normalizer] = []
    for _ in 0...input.byte() % 4 {
      chain.append(try StageLoader().normalizer(from: JSON(Array(input.choice(of: stages).utf8))))
    }
    return problem(NormalizerSequence(chain), input.text)
  }

  private static let stages: [String] = [
    #"{"type":"NFC"}"#, #"{"type":"NFD"}"#, #"{"type":"NFKC"}"#, #"{"type":"NFKD"}"#,
    #"{"type":"Lowercase"}"#, #"{"type":"StripAccents"}"#, #"{"type":"Nmt"}"#,
    #"{"type":"ByteLevel"}"#, #"{"type":"Prepend","prepend":"▁é"}"#,
    #"{"type":"Strip","strip_left":true,"strip_right":true}"#,
    #"{"type":"Strip","strip_left":true,"strip_right":false}"#,
    #"{"type":"Replace","pattern":{"String":" "},"content":"▁"}"#,
    #"{"type":"Replace","pattern":{"Regex":"a|é|^"},"content":"bc"}"#,
    #"{"type":"Replace","pattern":{"Regex":"\\s+$|\\p{M}"},"content":""}"#,
    bert(clean: true, chinese: true, accents: "true", lowercase: true),
    bert(clean: false, chinese: true, accents: "null", lowercase: false),
    bert(clean: true, chinese: false, accents: "false", lowercase: true),
  ]

  private static func bert(clean: Bool, chinese: Bool, accents: String, lowercase: Bool) -> String {
    #"{"type":"BertNormalizer","clean_text":\#(clean),"handle_chinese_chars":\#(chinese),"#
      + #""strip_accents":\#(accents),"lowercase":\#(lowercase)}"#
  }

  /// A compiled table of replacements, its length before it, and a text.
  static let charsmap = FuzzTarget("charsmap") { input in
    var input = input
    let compiled = input.prefix(input.short())
    return problem(try PrecompiledCharsmap(compiled: compiled), input.text)
  }

  /// With origins and without, a normalizer makes the same text, which is UTF-8.
  private static func problem(_ normalizer: some Normalizer, _ text: [UInt8]) -> String? {
    var plain = TextBuffer(original: text, tracksOrigins: false)
    var traced = TextBuffer(original: text, tracksOrigins: true)
    let isFailure = !run(normalizer, &plain)
    guard run(normalizer, &traced) != isFailure else { return "origins decide about failure" }
    if isFailure { return nil }
    guard plain.bytes == traced.bytes else { return "origins change the text" }
    guard UTF8Scalars.firstInvalidByte(in: plain.bytes) == nil else { return "not UTF-8" }
    for index in traced.bytes.indices {
      let origin = traced.origin(at: index)
      guard origin.start <= origin.end, Int(origin.end) <= text.count else {
        return "byte \(index) is from \(origin.start)..<\(origin.end) of \(text.count)"
      }
    }
    return nil
  }

  private static func run(_ normalizer: some Normalizer, _ text: inout TextBuffer) -> Bool {
    do { try normalizer.normalize(&text) } catch { return false }
    return true
  }
}
